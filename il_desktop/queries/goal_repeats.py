"""Occurrences of repeating blocks that are no rows yet, as the ledger of goals counts them: planned, then unknown.

Only series that give time to goals are expanded over the school year; the other instructional ones over four weeks,
because they are part of all instructional minutes that a goal's share is measured against.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from il_desktop.domain import recurrence
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.reader import Reader

_SERIES = """
    SELECT s.id, s.rule_kind, s.rule, s.starts_local, s.duration_min, s.tz, s.until_on, s.count, s.on_no_school,
           s.goal_shares, a.category
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name IS NULL AND (s.goal_shares <> '[]' OR a.category = 'I')
"""
_STORED = "SELECT occurrence_on, ifnull(period_code, '') FROM time_block WHERE series_id = ?"
_YEAR = timedelta(days=366)


class Repeat(NamedTuple):
    """One occurrence: its date, length in minutes, category and (goal, percent) pairs."""

    on: date
    minutes: int
    category: str
    shares: tuple[tuple[str, int], ...]


def unstored_repeats(reader: Reader, today: date, recent_from: date) -> Iterator[Repeat]:
    """Yield the occurrences that are no rows; a file without live series costs one statement."""
    rows = reader.rows(_SERIES)
    if not rows:
        return
    calendar = school_calendar(reader)
    year = next((year for year in calendar.years if year.holds(today)), None)
    first, last = (year.first, year.last) if year else (today - _YEAR, today + _YEAR)
    for row in rows:
        has_goals = row[9] != "[]"
        span = (first, last) if has_goals else (recent_from, today - timedelta(days=1))
        yield from _of_series(reader, row, span, calendar)


def _of_series(
    reader: Reader, row: tuple[Any, ...], span: tuple[date, date], calendar: SchoolCalendar
) -> Iterator[Repeat]:
    series_id, kind, rule, starts, minutes, tz, until_on, count, on_no_school, shares, category = row
    until = date.fromisoformat(until_on) if until_on else None
    when = recurrence.SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
    stored = set(reader.rows(_STORED, (series_id,)))
    parts = tuple((item["goal_id"], item["share_pct"]) for item in json.loads(shares))
    for on, _start, length, period_code in recurrence.occurrences(when, *span, calendar):
        if (on.isoformat(), period_code or "") not in stored:
            yield Repeat(on, length, category, parts)
