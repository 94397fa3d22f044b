"""What stands in the calendar between two dates, as an export needs it: series as series, and never a note.

Titles are read for blocks marked public; other titles, places and people only where names were asked for, reminders
only where alarms were. Who sees what is decided by `interchange.ics.content`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from il_desktop.domain import recurrence, zones
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.identity import imported_uid
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries, ExportSource, Face, Scope
from il_desktop.queries.export_room import with_room
from il_desktop.store.reader import Reader

_BLOCKS = """
    SELECT b.id, b.series_id, b.occurrence_on, b.period_code, b.starts_local, b.ends_local, b.tz, b.all_day,
           b.created_at, b.updated_at, CASE WHEN s.id IS NULL THEN b.import_key ELSE s.import_key END, {look}
    FROM time_block b JOIN activity_type a ON a.id = b.activity_type_id LEFT JOIN block_series s ON s.id = b.series_id
    WHERE b.starts_local < :after AND b.ends_local > :first AND b.state <> 'cancelled'
"""
_TAKEN = """
    SELECT series_id, occurrence_on, ifnull(period_code, ''), updated_at FROM time_block
    WHERE series_id IS NOT NULL AND occurrence_on BETWEEN :lookback AND :last
"""
_SERIES = """
    SELECT b.id, b.rule_kind, b.rule, b.starts_local, b.duration_min, b.tz, b.until_on, b.count, b.on_no_school,
           b.created_at, b.updated_at, b.import_key, b.place_from_min, b.place_to_min, {people}, {look}
    FROM block_series b JOIN activity_type a ON a.id = b.activity_type_id
    WHERE b.set_name IS NULL AND b.starts_local < :after AND (b.until_on IS NULL OR b.until_on >= :lookback)
"""
_SPANS = """
    SELECT id, kind, name, from_on, to_on, created_at, updated_at FROM calendar_span
    WHERE kind IN ('term', 'holiday') AND from_on <= :last AND to_on >= :first_on
"""
_NAMES = "SELECT given, family, coalesce(shown_as, '') FROM person"
_SHOWN_NAMES = "SELECT id, coalesce(nullif(shown_as, ''), given || ' ' || family) FROM person"
_WITH = """
    SELECT p.block_id, p.person_id FROM block_person p JOIN time_block b ON b.id = p.block_id
    WHERE b.starts_local < :after AND b.ends_local > :first ORDER BY p.block_id, p.pos
"""
_LOOKBACK_DAYS = 60  # what a holiday moved on belongs to an earlier date than the one it is shown on


@dataclass(frozen=True, slots=True)
class _People:
    """Who is named where; empty unless names were asked for."""

    shown: dict[str, str] = field(default_factory=dict)  # person -> name
    of_block: dict[str, list[str]] = field(default_factory=dict)

    def names(self, ids: list[str]) -> tuple[str, ...]:
        return tuple(self.shown[each] for each in ids if each in self.shown)


def export_source(
    reader: Reader, first: date, last: date, calendar: SchoolCalendar, tz: str, scope: Scope | None = None
) -> ExportSource:
    """Return everything that touches the dates `first` to `last`, both included; `tz` is the school's zone.

    Of the scope, names and alarms decide what is read; its categories and kinds are left to `ledger.within`.
    """
    scope = scope or Scope()
    params = {
        "first": f"{first}T00:00",
        "first_on": first.isoformat(),
        "after": f"{last + timedelta(days=1)}T00:00",
        "last": last.isoformat(),
        "lookback": (first - timedelta(days=_LOOKBACK_DAYS)).isoformat(),
    }
    look = _look(scope)
    people = _people(reader, params) if scope.with_names else _People()
    stored: dict[str, list[ExportEvent]] = {}
    for row in reader.rows(_BLOCKS.format(look=look), params):
        series_id, event = _block(row, people)
        stored.setdefault(series_id, []).append(event)
    taken: dict[str, dict[str, datetime]] = {}
    for series_id, on, period, changed_at in reader.rows(_TAKEN, params):
        taken.setdefault(series_id, {})[f"{on}@{period}"] = zones.parse_instant(changed_at)
    expander = _Expander(first, last, calendar, taken, people)
    rows = reader.rows(_SERIES.format(look=look, people="b.people" if scope.with_names else "'[]'"), params)
    known = [expander.series(row, stored.pop(row[0], [])) for row in rows]
    windows = {row[0]: (row[12], row[13]) for row in rows if row[12] is not None and row[13] is not None}
    # Rows whose series no longer reaches into the range go out alone, under their occurrence's identity.
    alone = tuple(event for events in stored.values() for event in events)
    school = tuple(event for row in reader.rows(_SPANS, params) for event in _school_events(row, tz, first, last))
    source = ExportSource(alone, tuple(each for each in known if each.instances), school, _names(reader))
    return with_room(source, windows) if windows else source


def _look(scope: Scope) -> str:
    """Return the columns that make a face: what was not asked for is not read."""
    words = (
        "b.title, ifnull(b.place, '')" if scope.with_names else "CASE b.is_public WHEN 1 THEN b.title ELSE '' END, ''"
    )
    alarm = "b.remind_min" if scope.with_alarms else "NULL"
    names = int(scope.with_names)
    return f"a.key, a.name, a.category, b.protection, b.is_buffer, b.is_public, {words}, {alarm}, {names}"


def _people(reader: Reader, params: dict[str, str]) -> _People:
    found = _People(dict(reader.rows(_SHOWN_NAMES)))
    for block_id, person_id in reader.rows(_WITH, params):
        found.of_block.setdefault(block_id, []).append(person_id)
    return found


class _Expander:
    """Makes series with all their instances in a range of dates."""

    def __init__(
        self,
        first: date,
        last: date,
        calendar: SchoolCalendar,
        taken: dict[str, dict[str, datetime]],
        people: _People,
    ) -> None:
        self._first, self._last, self._calendar, self._taken, self._people = first, last, calendar, taken, people

    def series(self, row: tuple[Any, ...], stored: list[ExportEvent]) -> ExportSeries:
        (series_id, kind, rule, starts, minutes, tz, until_on, count, on_no_school, created, changed, key, *rest) = row
        _from, _to, people, *look = rest
        until = date.fromisoformat(until_on) if until_on else None
        series = recurrence.SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
        face = _face(look, self._people.names(json.loads(people)))
        created_at, changed_at = zones.parse_instant(created), zones.parse_instant(changed)
        taken, uid = self._taken.get(series_id, {}), imported_uid(key)
        instances = list(stored)
        for on, start, length, period in recurrence.occurrences(
            series, self._first - timedelta(days=1), self._last, self._calendar
        ):
            span = Span.of(start, length)
            if f"{on}@{period or ''}" in taken or span.end <= WallTime(self._first, 0):
                continue
            all_day = start.minute == 0 and length == MINUTES_PER_DAY
            source = _source(series_id, on.isoformat(), period)
            instances.append(ExportEvent(source, face, span, tz, changed_at, created_at, all_day, on, uid))
        instances.sort(key=lambda event: (event.span, event.source))
        newest = max([changed_at, *taken.values()])  # a date that was cancelled changes the series' exceptions
        text = None if kind == "school" else rule
        return ExportSeries(
            series_id, face, text, series.starts, minutes, tz, newest, created_at, tuple(instances), uid
        )


def _block(row: tuple[Any, ...], people: _People) -> tuple[str, ExportEvent]:
    (block_id, series_id, on, period, starts, ends, tz, all_day, created, changed, key, *look) = row
    event = ExportEvent(
        source=_source(series_id, on, period) if series_id else block_id,
        face=_face(look, people.names(people.of_block.get(block_id, []))),
        span=Span(WallTime.parse(starts), WallTime.parse(ends)),
        tz=tz,
        changed_at=zones.parse_instant(changed),
        created_at=zones.parse_instant(created),
        all_day=bool(all_day),
        on=date.fromisoformat(on) if on else None,
        uid=imported_uid(key),
    )
    return series_id or "", event


def _source(series_id: str, on: str, period: str | None) -> str:
    return f"{series_id}@{on}@{period}" if period else f"{series_id}@{on}"


def _face(look: list[Any], people: tuple[str, ...]) -> Face:
    key, name, category, level, is_buffer, is_public, title, place, remind_min, shows_names = look
    return Face(
        key,
        name,
        Category(category),
        Protection(level),
        bool(is_buffer),
        bool(is_public),
        title,
        bool(shows_names),
        place,
        people,
        remind_min,
    )


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
