"""The words of one row of the cascade: title with the change wanted, status, what to know beside it."""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.queries.goals import GoalLine, GoalNode
from il_desktop.wording.format import Words, day_text, duration_text
from il_desktop.wording.goals import (
    KIND_WORDS,
    NOTHING_PUT_IN,
    STATE_WORDS,
    STATUS_WORDS,
    change_text,
    interval_text,
    pace_text,
)

SHAPES = {
    GoalStatus.ON_TRACK: "good",
    GoalStatus.MET: "good",
    GoalStatus.AT_RISK: "attention",
    GoalStatus.OFF_TRACK: "attention",
    GoalStatus.BASELINE_ONLY: "baseline",
    GoalStatus.NO_TARGET: "open",
}
LONG_AGO_WEEKS = 4


class RowWords(NamedTuple):
    """Words of a row: `shape` is a key of the kit's status shapes, empty for none; `right` stands at the right end."""

    title: str
    shape: str = ""
    status: str = ""
    note: str = ""
    right: str = ""
    spoken: str = ""


def row_words(node: GoalNode, words: Words, line: GoalLine | None = None, current_week: int = 0) -> RowWords:
    """Return the words of a row; `line` is given for top goals."""
    if line is not None:
        return _top(line, current_week)
    if node.kind == "strategy":
        steps = [child for child in node.children if child.kind == "step"]
        right = f"{sum(step.is_done for step in steps)} of {len(steps)}" if steps else ""
        spoken = f"Strategy: {node.title}" + (f", {right} steps done" if right else "")
        return RowWords(node.title, right=right, spoken=spoken)
    due = short_day(node, words)
    state = "done" if node.is_done else f"due {due}" if due else "open"
    spoken = f"{KIND_WORDS.get(node.kind, 'Step')}: {node.title}, {state}"
    title = node.title if node.kind == "step" else f"{KIND_WORDS.get(node.kind, '')}: {node.title}"
    right = f"result {due}" if node.kind == "test" and due else due
    return RowWords(title, right=right, spoken=spoken)


def short_day(node: GoalNode, words: Words) -> str:
    """Write the due date without weekday and year, or the day it was done."""
    day = node.done_on or node.due_on
    return day_text(day, words).split(" ", 1)[1] if day else ""


def _top(line: GoalLine, current_week: int) -> RowWords:
    node, figures = line.node, line.figures
    number = f"Goal {node.rank}: " if node.rank else "Goal: "
    if node.state != "active":
        state = STATE_WORDS[node.state]
        note = "" if figures or node.state != "draft" else "no target yet"
        title = f"{node.title} {_change(line)}".strip()
        shape = "good" if node.state == "met" else "open"
        return RowWords(title, shape, state, note, spoken=f"{number}{title}, {state}")
    status = figures.standing.status if figures else GoalStatus.NO_TARGET
    title = f"{node.title} {_change(line)}".strip()
    note = _note(line, current_week)
    said = STATUS_WORDS[status]
    spoken = ", ".join(part for part in (f"{number}{title}", said, note) if part)
    return RowWords(title, SHAPES[status], said, note, spoken=spoken)


def _change(line: GoalLine) -> str:
    if line.figures is None or line.figures.target.levels:
        return ""
    target = line.figures.target
    unit = "points" if line.figures.gap else target.unit
    return change_text(target.baseline, target.aim, unit).replace(" to ", " → ")


def _note(line: GoalLine, current_week: int) -> str:
    if line.is_bare:
        return f"starved, {NOTHING_PUT_IN}" if line.is_starved else NOTHING_PUT_IN
    if line.is_starved:
        recent = duration_text(line.minutes.recent) if line.minutes.recent else "0 h"
        return f"starved, {recent} in 4 weeks"
    return _reading_note(line, current_week)


def _reading_note(line: GoalLine, current_week: int) -> str:
    figures = line.figures
    if figures is None:
        return ""
    if figures.gap is not None and figures.standing.pace is None:
        return interval_text(figures.gap.low, figures.gap.high)
    pace = pace_text(figures.standing)
    if figures.open_window:
        return " · ".join(part for part in (pace, f"{figures.open_window.lower()} reading open") if part)
    last = figures.last
    if pace and last and figures.time.is_school and current_week - last.week > LONG_AGO_WEEKS:
        return f"{pace} in week {last.week}"
    return pace
