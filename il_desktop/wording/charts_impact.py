"""Fills the chart of strategy and result: how often look-fors were seen, above what the goal measures.

It shows two things side by side and claims no more: the sentence and the note say that it is an association only.
"""

from __future__ import annotations

from fractions import Fraction

from il_desktop.domain.goal_pages import HIDDEN, GoalTold, SeenTold, TargetTold
from il_desktop.reports.charts import ImpactChart, Mark, Tick, Track
from il_desktop.reports.charts_scale import ticks, value_range
from il_desktop.reports.paper import Cell, Column, Table
from il_desktop.wording.charts_goals import spaced
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, list_text
from il_desktop.wording.goal_told import HIDDEN_TEXT, counts_text, numbered, reading_text
from il_desktop.wording.goals import short_value_text, value_text

LEAST_WINDOWS = 3
ONLY = "Association only: other things changed too."
_TICKS = 4


def impact_chart(goal: GoalTold, words: Words = ENGLISH) -> ImpactChart | None:
    """Return how often a goal's look-fors were seen with its readings; None without look-fors, marks or a target."""
    target = goal.target
    if target is None or not goal.seen:
        return None
    seen = [each for each in goal.seen if each.share is not None]
    read = [reading for reading in target.readings if reading.value is not None]
    n_windows = min(len(seen), len(read))
    is_joined = n_windows >= LEAST_WINDOWS
    reason = f"{count_text(n_windows, 'window', 'windows')}: too few for a line, it takes {LEAST_WINDOWS}. "
    tops = tuple(
        Mark(each.x, float(each.share), _share_text(each), _n_text(each)) for each in seen if each.share is not None
    )
    feet = tuple(
        Mark(each.x, float(each.value), reading_text(each, target.unit), counts_text(each))
        for each in read
        if each.value is not None
    )
    last = max(each.on for each in (*goal.seen, *target.readings))
    months = target.time.months(target.baseline_on, last)
    return ImpactChart(
        title=f"Strategy and result: {numbered(goal)}",
        headline=_headline(goal, seen, target, words),
        table=_table(goal, target, words),
        tracks=(
            Track(f"Seen in lessons: {list_text(list(goal.look_fors))}", tops, _ticks(tops, "percent")),
            Track(target.measure, feet, _ticks(feet, target.unit)),
        ),
        months=spaced([Tick(at, words.short_months[month.month - 1]) for month, at in months]),
        is_joined=is_joined,
        note=ONLY if is_joined else reason + ONLY,
    )


def _headline(goal: GoalTold, seen: list[SeenTold], target: TargetTold, words: Words) -> str:
    told = [reading for reading in target.readings if reading.value is not None]
    parts: list[str] = []
    if seen:
        first, last = seen[0], seen[-1]
        since = f"{_share_text(first)} up to {date_text(first.on, words)} and " if last is not first else ""
        parts.append(f"Seen in {since}{_share_text(last)} of the marks up to {date_text(last.on, words)}.")
    else:
        parts.append("How often it was seen may not be shown: too few teachers, or near 0 or 100 %.")
    if told:
        values = [reading_text(reading, target.unit) for reading in (told[0], told[-1])]
        parts.append(
            f"{goal.title} went from {values[0]} to {values[1]}." if told[1:] else f"{goal.title} is at {values[0]}."
        )
    return " ".join([*parts, ONLY])


def _table(goal: GoalTold, target: TargetTold, words: Words) -> Table:
    seen = {each.on: each for each in goal.seen}
    rows: list[tuple[Cell, ...]] = []
    for reading in target.readings:
        each = seen.get(reading.on)
        rows.append((
            date_text(reading.on, words),
            "no visit with marks" if each is None else _share_text(each),
            "" if each is None or each.marks is None else each.marks,
            "" if each is None or each.visits is None else each.visits,
            reading_text(reading, target.unit),
            counts_text(reading),
        ))  # fmt: skip
    columns = (
        Column("Up to"), Column("Seen", is_number=True), Column("Marks (n)", is_number=True),
        Column("Visits", is_number=True), Column(target.measure, 1.6, is_number=True),
        Column("Counts", is_number=True),
    )  # fmt: skip
    return Table("Seen in lessons, and what is measured", columns, tuple(rows), ONLY)


def _share_text(seen: SeenTold) -> str:
    if seen.code == HIDDEN:
        return HIDDEN_TEXT
    return value_text(seen.share, "percent") if seen.share is not None else f"{seen.code} %"


def _n_text(seen: SeenTold) -> str:
    return f"n {seen.marks} in {count_text(seen.visits or 0, 'visit', 'visits')}"


def _ticks(marks: tuple[Mark, ...], unit: str) -> tuple[Tick, ...]:
    if not marks:
        return ()
    low, high = value_range([mark.y for mark in marks], [], (0.0, 100.0) if unit == "percent" else None)
    shown = "percent" if unit == "percent" else ""
    found = [(mark, Fraction(mark).limit_denominator(10_000)) for mark in ticks(low, high, _TICKS)]
    return tuple(Tick(mark, short_value_text(value, shown)) for mark, value in found)
