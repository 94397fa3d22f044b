"""Targets, readings and what they say about goals: the numbers behind the cascade and the goal page.

Reads rows and hands them to the pure figures; knows nothing of words or drawing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.goals import AimLine, PaceBands, Standing, standing
from il_desktop.domain.metrics.rate_gap import Rate, RateGap, rate_gap
from il_desktop.domain.metrics.rounding import exact
from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.domain.metrics.trend import Trend, least_squares
from il_desktop.domain.metrics.zones import zone_standing
from il_desktop.queries.goal_time import SchoolYears
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

LEAD = timedelta(days=30)  # a baseline may have been read somewhat before its date
LATE = timedelta(days=60)  # and what was wanted may come late; readings of other years are no part of this target
RATE_UNITS = {"percent": 100, "per_100": 100}


class TargetView(NamedTuple):
    """A target with its measure. `unit` and `better` are the stored codes; values are exact."""

    id: str
    goal_id: str
    measure_id: str
    measure: str
    unit: str
    better: str
    source: str
    family: str
    cadence_days: int | None
    group: str
    baseline: Fraction
    aim: Fraction
    stretch: Fraction | None
    change_kind: str
    baseline_on: date
    due_on: date
    levels: tuple[str, ...] = ()
    timing: str = "lagging"


class Point(NamedTuple):
    """One measured value, with its counts where the unit is a rate. `x` is for drawing, `week` for figures."""

    reading_id: str
    on: date
    value: Fraction
    numerator: int | None
    denominator: int | None
    window: str
    week: Fraction
    x: float


class GroupRate(NamedTuple):
    """The newest rate of one of the two groups of a gap."""

    name: str
    rate: Rate


class Figures(NamedTuple):
    """Everything computed for one target; `trend` only from three points on, `gap` only for a measure of two groups.

    `open_window` names the newest assessment window that is over and has no reading.
    """

    target: TargetView
    time: TimeLine
    points: tuple[Point, ...]
    line: AimLine
    standing: Standing
    trend: Trend | None = None
    gap: RateGap | None = None
    groups: tuple[GroupRate, ...] = ()
    open_window: str = ""

    @property
    def last(self) -> Point | None:
        """The newest point."""
        return self.points[-1] if self.points else None


_TARGETS = """
    SELECT t.id, t.goal_id, t.measure_id, m.name, m.unit, m.better, m.source, m.family, m.cadence_days,
           ifnull(t.group_name, ''), t.baseline, t.aim, t.stretch, t.change_kind, t.baseline_on, t.due_on,
           ifnull(m.levels, '[]'), m.timing
    FROM target t JOIN measure m ON m.id = t.measure_id
    ORDER BY t.group_name IS NOT NULL, t.due_on, t.id
"""
_READINGS = """
    SELECT r.id, r.read_on, r.numerator, r.denominator, r.value, ifnull(w.name, ''), ifnull(r.group_name, ''),
           ifnull(r.grade, '')
    FROM reading r LEFT JOIN calendar_span w ON w.id = r.window_id
    WHERE r.measure_id = ? AND r.read_on BETWEEN ? AND ? AND r.section_id IS NULL AND r.level IS NULL
    ORDER BY r.read_on, r.grade, r.group_name, r.id
"""


_OPEN_WINDOW = """
    SELECT w.name, EXISTS (SELECT 1 FROM reading r WHERE r.measure_id = ? AND r.window_id = w.id)
    FROM calendar_span w WHERE w.kind = 'window' AND w.from_on >= ? AND w.to_on < ? ORDER BY w.to_on DESC LIMIT 1
"""


def pace_bands(reader: Reader) -> PaceBands:
    """Return the school's status bands."""
    chosen = settings(reader)
    return PaceBands(exact(chosen.pace_on_track), exact(chosen.pace_at_risk))


def figures_by_goal(reader: Reader, today: date, goal_ids: Iterable[str] | None = None) -> dict[str, Figures]:
    """Return the figures of each goal's present target: the first one not past its date, else the last."""
    wanted = None if goal_ids is None else set(goal_ids)
    chosen: dict[str, TargetView] = {}
    for row in reader.rows(_TARGETS):
        target = _target(row)
        held = chosen.get(target.goal_id)
        is_better = held is None or (held.due_on < today and not target.group)
        if is_better and (wanted is None or target.goal_id in wanted):
            chosen[target.goal_id] = target
    years, bands = SchoolYears(reader, today), pace_bands(reader)
    found = {goal_id: _figures(reader, target, years, bands) for goal_id, target in chosen.items()}
    return {
        goal_id: figures._replace(open_window=_open_window(reader, figures, today))
        for goal_id, figures in found.items()
    }


def _target(row: tuple[Any, ...]) -> TargetView:
    baseline, aim, stretch, kind, baseline_on, due_on, levels, timing = row[10:]
    return TargetView(
        *row[:10],
        baseline=exact(baseline),
        aim=exact(aim),
        stretch=None if stretch is None else exact(stretch),
        change_kind=kind,
        baseline_on=date.fromisoformat(baseline_on),
        due_on=date.fromisoformat(due_on),
        levels=tuple(json.loads(levels)) if row[4] == "ordinal" else (),
        timing=timing,
    )


def _figures(reader: Reader, target: TargetView, years: SchoolYears, bands: PaceBands) -> Figures:
    time = years.line(target.baseline_on, target.due_on)
    span = (target.baseline_on - LEAD, target.due_on + LATE)
    if target.source == "app":
        rows = _computed(reader, target, span[0], min(span[1], years.today))
    else:
        rows = reader.rows(_READINGS, (target.measure_id, *(day.isoformat() for day in span)))
    points = tuple(_point(row, target.unit, time) for row in rows if row[6] == target.group and not row[7])
    groups: tuple[GroupRate, ...] = ()
    if not points:
        points, groups = _gap_points(rows, time)
    start, end = time.week(target.baseline_on), time.week(target.due_on)
    if end <= start:  # both ends in one school week: count its days instead
        time = TimeLine(target.baseline_on)
        start, end = time.week(target.baseline_on), time.week(target.due_on)
    line = AimLine(start, target.baseline, end, target.aim)
    last = (points[-1].week, points[-1].value) if points else None
    return Figures(
        target=target,
        time=time,
        points=points,
        line=line,
        standing=zone_standing(line, last, bands) if target.levels else standing(line, last, bands),
        trend=None if target.levels else least_squares([(point.week, point.value) for point in points]),
        gap=rate_gap(groups[0].rate, groups[1].rate) if groups else None,
        groups=groups,
    )


def _computed(reader: Reader, target: TargetView, first: date, last: date) -> list[tuple[Any, ...]]:
    """Return the readings of a measure that computes itself, in the form of stored ones."""
    from il_desktop.queries.app_measures import computed_readings  # noqa: PLC0415  few goals are measured so

    return [
        (f"{target.measure_id}:{one.on}", one.on.isoformat(), one.numerator, one.denominator, one.value, "", "", "")
        for one in computed_readings(reader, target.measure_id, first, last)
    ]


def _open_window(reader: Reader, figures: Figures, today: date) -> str:
    """Name the newest past window without a reading, for measures that are read in windows at all."""
    if len([point for point in figures.points if point.window]) < 2:
        return ""
    target = figures.target
    row = reader.row(_OPEN_WINDOW, (target.measure_id, target.baseline_on.isoformat(), today.isoformat()))
    return row[0] if row and not row[1] else ""


def _point(row: tuple[Any, ...], unit: str, time: TimeLine) -> Point:
    reading_id, read_on, numerator, denominator, value, window, *_who = row
    on = date.fromisoformat(read_on)
    found = Fraction(RATE_UNITS.get(unit, 1) * numerator, denominator) if denominator else exact(value)
    return Point(reading_id, on, found, numerator, denominator, window, time.week(on), time.middle(on))


def _gap_points(rows: list[tuple[Any, ...]], time: TimeLine) -> tuple[tuple[Point, ...], tuple[GroupRate, ...]]:
    """Build the points of a gap measure: days on which the same two groups have counts; the higher rate leads."""
    days: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for row in rows:
        if row[3] and row[6]:
            days.setdefault((row[1], row[7]), []).append(row)
    pairs = [pair for pair in days.values() if len(pair) == 2]
    if not pairs or any({row[6] for row in pair} != {row[6] for row in pairs[0]} for pair in pairs):
        return (), ()
    ahead = max(pairs[0], key=lambda row: Fraction(row[2], row[3]))[6]
    points, groups = [], ()
    for pair in pairs:
        first, second = sorted(pair, key=lambda row: row[6] != ahead)
        groups = tuple(GroupRate(row[6], Rate(row[2], row[3])) for row in (first, second))
        on = date.fromisoformat(first[1])
        value = groups[0].rate.points - groups[1].rate.points
        points.append(Point(first[0], on, value, None, None, first[5], time.week(on), time.middle(on)))
    return tuple(points), groups
