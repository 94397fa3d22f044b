"""What stands in the calendar between two dates, as an export needs it: series as series, no notes, places or people.

Titles are read for blocks marked public alone. Who sees what is decided by `interchange.ics.content`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from il_desktop.domain import recurrence, zones
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.store.reader import Reader

_FACE = "a.key, a.name, a.category, {0}.protection, {0}.is_buffer"
_BLOCKS = f"""
    SELECT b.id, b.series_id, b.occurrence_on, b.period_code, b.starts_local, b.ends_local, b.tz, b.all_day,
           b.created_at, b.updated_at, {_FACE.format("b")}, b.is_public,
           CASE b.is_public WHEN 1 THEN b.title ELSE '' END
    FROM time_block b JOIN activity_type a ON a.id = b.activity_type_id
    WHERE b.starts_local < :after AND b.ends_local > :first AND b.state <> 'cancelled'
"""  # noqa: S608  nothing but our own constant is put in
_TAKEN = """
    SELECT series_id, occurrence_on, ifnull(period_code, ''), updated_at FROM time_block
    WHERE series_id IS NOT NULL AND occurrence_on BETWEEN :lookback AND :last
"""
_SERIES = f"""
    SELECT s.id, s.rule_kind, s.rule, s.starts_local, s.duration_min, s.tz, s.until_on, s.count, s.on_no_school,
           s.created_at, s.updated_at, {_FACE.format("s")}
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name IS NULL AND s.starts_local < :after AND (s.until_on IS NULL OR s.until_on >= :lookback)
"""  # noqa: S608  same
_SPANS = """
    SELECT id, kind, name, from_on, to_on, created_at, updated_at FROM calendar_span
    WHERE kind IN ('term', 'holiday') AND from_on <= :last AND to_on >= :first_on
"""
_NAMES = "SELECT given, family, coalesce(shown_as, '') FROM person"
_LOOKBACK_DAYS = 60  # what a holiday moved on belongs to an earlier date than the one it is shown on


def export_source(reader: Reader, first: date, last: date, calendar: SchoolCalendar, tz: str) -> ExportSource:
    """Return everything that touches the dates `first` to `last`, both included; `tz` is the school's zone."""
    params = {
        "first": f"{first}T00:00",
        "first_on": first.isoformat(),
        "after": f"{last + timedelta(days=1)}T00:00",
        "last": last.isoformat(),
        "lookback": (first - timedelta(days=_LOOKBACK_DAYS)).isoformat(),
    }
    blocks = [_block(row) for row in reader.rows(_BLOCKS, params)]
    stored: dict[str, list[ExportEvent]] = {}
    for series_id, event in blocks:
        stored.setdefault(series_id, []).append(event)
    taken: dict[str, dict[str, datetime]] = {}
    for series_id, on, period, changed_at in reader.rows(_TAKEN, params):
        taken.setdefault(series_id, {})[f"{on}@{period}"] = zones.parse_instant(changed_at)
    expander = _Expander(first, last, calendar, taken)
    known = [expander.series(row, stored.pop(row[0], [])) for row in reader.rows(_SERIES, params)]
    # Rows whose series no longer reaches into the range go out alone, under their occurrence's identity.
    alone = tuple(event for events in stored.values() for event in events)
    school = tuple(event for row in reader.rows(_SPANS, params) for event in _school_events(row, tz, first, last))
    return ExportSource(alone, tuple(each for each in known if each.instances), school, _names(reader))


class _Expander:
    """Makes series with all their instances in a range of dates."""

    def __init__(
        self, first: date, last: date, calendar: SchoolCalendar, taken: dict[str, dict[str, datetime]]
    ) -> None:
        self._first, self._last, self._calendar, self._taken = first, last, calendar, taken

    def series(self, row: tuple[Any, ...], stored: list[ExportEvent]) -> ExportSeries:
        (series_id, kind, rule, starts, minutes, tz, until_on, count, on_no_school, created, changed, *look) = row
        until = date.fromisoformat(until_on) if until_on else None
        series = recurrence.SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
        face, created_at, changed_at = _face(look), zones.parse_instant(created), zones.parse_instant(changed)
        taken = self._taken.get(series_id, {})
        instances = list(stored)
        for on, start, length, period in recurrence.occurrences(
            series, self._first - timedelta(days=1), self._last, self._calendar
        ):
            span = Span.of(start, length)
            if f"{on}@{period or ''}" in taken or span.end <= WallTime(self._first, 0):
                continue
            all_day = start.minute == 0 and length == MINUTES_PER_DAY
            source = _source(series_id, on.isoformat(), period)
            instances.append(ExportEvent(source, face, span, tz, changed_at, created_at, all_day, on))
        instances.sort(key=lambda event: (event.span, event.source))
        newest = max([changed_at, *taken.values()])  # a date that was cancelled changes the series' exceptions
        text = None if kind == "school" else rule
        return ExportSeries(series_id, face, text, series.starts, minutes, tz, newest, created_at, tuple(instances))


def _block(row: tuple[Any, ...]) -> tuple[str, ExportEvent]:
    (block_id, series_id, on, period, starts, ends, tz, all_day, created, changed, *look) = row
    event = ExportEvent(
        source=_source(series_id, on, period) if series_id else block_id,
        face=_face(look),
        span=Span(WallTime.parse(starts), WallTime.parse(ends)),
        tz=tz,
        changed_at=zones.parse_instant(changed),
        created_at=zones.parse_instant(created),
        all_day=bool(all_day),
        on=date.fromisoformat(on) if on else None,
    )
    return series_id or "", event


def _source(series_id: str, on: str, period: str | None) -> str:
    return f"{series_id}@{on}@{period}" if period else f"{series_id}@{on}"


def _face(look: list[Any]) -> Face:
    key, name, category, level, is_buffer, *public = look
    is_public, title = public or (0, "")
    return Face(key, name, Category(category), Protection(level), bool(is_buffer), bool(is_public), title)


def _school_events(row: tuple[Any, ...], tz: str, first: date, last: date) -> list[ExportEvent]:
    """Return a holiday as one whole-day event, a term as its first and its last day."""
    span_id, kind, name, from_on, to_on, created, changed = row
    begin, end = date.fromisoformat(from_on), date.fromisoformat(to_on)
    titles = [(begin, end, name, "")]
    if kind == "term":
        titles = [(begin, begin, f"First day of {name}", "@first"), (end, end, f"Last day of {name}", "@last")]
    return [
        ExportEvent(
            f"{span_id}{tail}",
            Face(
                "school_calendar", "School calendar", Category.MANAGEMENT, Protection.OPEN, is_public=True, title=title
            ),
            Span(WallTime(day, 0), WallTime(until + timedelta(days=1), 0)),
            tz,
            zones.parse_instant(changed),
            zones.parse_instant(created),
            all_day=True,
        )
        for day, until, title, tail in titles
        if day <= last and until >= first
    ]


def _names(reader: Reader) -> frozenset[str]:
    words = (word for row in reader.rows(_NAMES) for text in row for word in re.findall(r"\w+", text.casefold()))
    return frozenset(word for word in words if len(word) > 2)
