"""Short sentences about told goals, for papers and charts: values with their codes, where a goal stands, money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.goal_pages import HIDDEN, GoalPages, GoalTold, ReadingTold, StepTold, TargetTold
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.domain.metrics.rounding import exact
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, duration_text, list_text, money_text
from il_desktop.wording.goals import (
    STATUS_WORDS,
    difference_text,
    interval_text,
    line_text,
    short_value_text,
    value_text,
)

HIDDEN_TEXT = "hidden: small group"
NEXT_STEPS = 3


def numbered(goal: GoalTold) -> str:
    """Write a goal's title with its rank."""
    return f"{goal.rank}  {goal.title}" if goal.rank else goal.title


def reading_text(reading: ReadingTold, unit: str) -> str:
    """Write a reading: its value with counts, its code, or that it is hidden."""
    if reading.code == HIDDEN:
        return HIDDEN_TEXT
    if reading.value is None:
        return f"{reading.code} %"
    return value_text(reading.value, unit)


def counts_text(reading: ReadingTold) -> str:
    """Write the counts behind a reading, empty when there are none or they may not be told."""
    return f"{reading.part} of {reading.whole}" if reading.part is not None and reading.whole else ""


def baseline_text(target: TargetTold) -> str:
    """Write the baseline or why it is not told."""
    if target.baseline is None:
        return HIDDEN_TEXT if target.baseline_code == HIDDEN else f"{target.baseline_code} %"
    return short_value_text(target.baseline, target.unit)


def way_text(target: TargetTold, words: Words) -> str:
    """Write where a target leads: `42 % to 52 % by 5 Jun 2026`."""
    aim = f"{short_value_text(target.aim, target.unit)} by {date_text(target.due_on, words)}"
    if target.baseline is None:
        return f"{aim} (baseline {baseline_text(target)})"
    return f"{baseline_text(target)} to {aim}"


def standing_text(goal: GoalTold, words: Words) -> str:
    """Say where a goal stands: status, newest reading, how it lies to the aim line, a window without a reading."""
    target = goal.target
    status = STATUS_WORDS[goal.status]
    if target is None or target.last is None:
        return f"{status}."
    last = target.last
    parts = [f"{reading_text(last, target.unit)} on {date_text(last.on, words)}"]
    if target.line is not None and last.value is not None and goal.status != GoalStatus.BASELINE_ONLY:
        parts.append(line_text(target.line, last.week, last.value, target.unit))
    if target.interval is not None:
        parts.append(interval_text(*target.interval))
    if target.open_window:
        parts.append(f"{target.open_window.lower()} reading open")
    return f"{status}. {', '.join(parts)}."


def trend_text(target: TargetTold) -> str:
    """Say the trend and where it leads if it goes on; empty with fewer than three told readings."""
    trend = target.trend
    if trend is None:
        return ""
    at_due = trend.at(target.time.week(target.due_on))
    band = trend.band(target.time.week(target.due_on))
    sign = "+" if trend.slope > 0 else "\N{MINUS SIGN}" if trend.slope < 0 else ""
    slope = difference_text(trend.slope, target.unit, 2)
    weak = f"; {count_text(trend.n, 'reading', 'readings')}: a weak forecast" if trend.is_weak else ""
    low, high = (value_text(exact(each), "") for each in (band.low, band.high))
    return (
        f"Trend {sign}{slope} a week (least squares). If the trend goes on: {value_text(at_due, target.unit)}, "
        f"80 % band {low} to {high}{weak}."
    )


def next_steps(goal: GoalTold, most: int = NEXT_STEPS) -> tuple[StepTold, ...]:
    """Return the open steps due first."""
    is_open = [step for step in goal.steps if not step.is_done and step.kind != "intervention"]
    return tuple(sorted(is_open, key=lambda step: (step.due_on or date.max, step.title))[:most])


def step_text(step: StepTold, words: Words, today: date | None = None) -> str:
    """Write a step with its date; one that is late says so."""
    if step.due_on is None:
        return step.title
    late = ", late" if today is not None and not step.is_done and step.due_on < today else ""
    kind = "Test: " if step.kind == "test" else ""
    return f"{kind}{step.title} ({date_text(step.due_on, words)}{late})"


def under_over_text(done: int, due: int, say: str) -> str:
    """Say by how much something lies under or over its plan; `say` is the amount in words."""
    if done == due:
        return "as planned up to now"
    return f"{say} {'under' if done < due else 'over'} the plan to date"


def left_out_text(pages: GoalPages) -> str:
    """Say what was left out on purpose; empty when nothing was."""
    parts = []
    if pages.names_out:
        parts.append(f"{count_text(pages.names_out, 'name', 'names')} taken out of texts")
    if pages.hidden:
        parts.append(f"{count_text(pages.hidden, 'reading', 'readings')} of small groups hidden")
    if pages.drafts:
        parts.append(f"{count_text(pages.drafts, 'draft', 'drafts')} left out")
    return f"{list_text(parts)}." if parts else ""


def statuses_sentence(goals: Sequence[GoalTold]) -> str:
    """Say how all goals stand: `2 of 5 goals on track, 2 at risk, 1 with a baseline only`."""
    if not goals:
        return "No goal is active yet."
    order = (
        GoalStatus.ON_TRACK, GoalStatus.MET, GoalStatus.AT_RISK, GoalStatus.OFF_TRACK,
        GoalStatus.BASELINE_ONLY, GoalStatus.NO_TARGET, GoalStatus.NOT_TOLD,
    )  # fmt: skip
    words = {
        GoalStatus.BASELINE_ONLY: "with a baseline only", GoalStatus.NO_TARGET: "without a target",
        GoalStatus.NOT_TOLD: "not told for small groups",
    }  # fmt: skip
    counted = [(sum(goal.status == status for goal in goals), status) for status in order]
    parts = [f"{number} {words.get(status, STATUS_WORDS[status].lower())}" for number, status in counted if number]
    first, _, rest = parts[0].partition(" ")
    parts[0] = f"{first} of {count_text(len(goals), 'goal', 'goals')} {rest}"
    return f"{', '.join(parts)}."


def resources_text(goal: GoalTold, words: Words = ENGLISH) -> str:
    """Say in one line what went into a goal."""
    put = goal.resources
    if put.is_bare:
        return "nothing yet: no hours and no money"
    planned = f"leader time {duration_text(put.kept)} of {duration_text(put.planned)}"
    parts = [planned if put.planned else "no leader time yet"]
    if put.pd_planned:
        parts.append(f"professional development {duration_text(put.pd_held)} of {duration_text(put.pd_planned)}")
    if put.approved or put.asked:
        parts.append(f"money {money_text(put.spent, words)} of {money_text(put.approved, words)} approved")
    return "; ".join(parts)
