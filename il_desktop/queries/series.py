"""Repeating blocks: one series with the dates that differ from its rule, and the list of all of them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from il_desktop.domain.blocks import BlockRef, Category
from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.series_edit import upcoming
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.store.reader import Reader


class SeriesException(NamedTuple):
    """A stored date of a series. `what` is cancelled, moved (`span` is the new place), changed, or recorded."""

    ref: BlockRef
    on: date
    what: str
    title: str
    span: Span


class SeriesRow(NamedTuple):
    """A series in a list. `next_on` is its next date and `next_ref` names the block there, None when it is over.

    `exceptions` counts the dates, past ones too, that were moved, changed or left out.
    """

    id: str
    title: str
    category: Category
    rule: SeriesRule
    next_on: date | None = None
    next_ref: BlockRef | None = None
    exceptions: int = 0

    @property
    def is_over(self) -> bool:
        """Whether no date is left."""
        return self.next_on is None


class SeriesDetail(NamedTuple):
    """One series with its exceptions in order of date."""

    row: SeriesRow
    exceptions: tuple[SeriesException, ...] = ()


_SERIES = """
    SELECT s.id, s.title, a.category, s.rule_kind, s.rule, s.starts_local, s.duration_min, s.tz, s.until_on, s.count,
           s.on_no_school, s.protection, s.activity_type_id
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name IS NULL
"""
# A note or place that only the series has was taken off this date, or came later: no difference worth a line.
_STORED = """
    SELECT b.id, b.occurrence_on, b.period_code, b.state, b.title, b.starts_local, b.ends_local, b.tz,
           b.title <> s.title OR b.protection <> s.protection OR b.activity_type_id <> s.activity_type_id
           OR (b.note IS NOT NULL AND b.note IS NOT s.note) OR (b.place IS NOT NULL AND b.place IS NOT s.place)
           OR b.remind_min IS NOT s.remind_min
           OR (SELECT json_group_array(person_id) FROM (
                   SELECT person_id FROM block_person WHERE block_id = b.id ORDER BY pos)) <> json(s.people),
           b.series_id
    FROM time_block b JOIN block_series s ON s.id = b.series_id
    WHERE {0} ORDER BY b.occurrence_on, b.period_code
"""
_OF_ONE = _STORED.format("b.series_id = ?")
_OPEN = _STORED.format("b.state IN ('planned', 'cancelled') AND s.set_name IS NULL")


def series_detail(reader: Reader, series_id: str, calendar: SchoolCalendar) -> SeriesDetail | None:
    """Return a series and every stored date that differs from its rule; None when it is gone."""
    found = reader.row(f"{_SERIES} AND s.id = ?", (series_id,))
    if found is None:
        return None
    row = _row(found)
    stored = [_exception(row, line, calendar) for line in reader.rows(_OF_ONE, (series_id,))]
    return SeriesDetail(row, tuple(item for item in stored if item is not None))


def all_series(reader: Reader, today: date, calendar: SchoolCalendar) -> tuple[SeriesRow, ...]:
    """Return every repeating block by title, those that are over at the end."""
    stored: dict[str, list[tuple[Any, ...]]] = {}
    for line in reader.rows(_OPEN):
        stored.setdefault(line[-1], []).append(line)
    rows = [
        _with_dates(_row(found), stored.get(found[0], []), today, calendar)
        for found in reader.rows(f"{_SERIES} ORDER BY s.title COLLATE NOCASE, s.starts_local")
    ]
    return tuple(sorted(rows, key=lambda row: row.is_over))


def _row(found: tuple[Any, ...]) -> SeriesRow:
    series_id, title, category, kind, rule, starts, minutes, tz, until_on, count, on_no_school, _, _ = found
    until = date.fromisoformat(until_on) if until_on else None
    when = SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
    return SeriesRow(series_id, title, Category(category), when)


def _with_dates(row: SeriesRow, stored: list[tuple[Any, ...]], today: date, calendar: SchoolCalendar) -> SeriesRow:
    """Return the row with its next date and the number of dates that differ."""
    differing = [one for one in (_exception(row, line, calendar) for line in stored) if one is not None]
    gone = frozenset(one.on for one in differing if one.what in ("cancelled", "moved"))
    found = next(iter(upcoming(row.rule, today, calendar, 1, leave_out=gone)), None)
    if found is None:
        return row._replace(exceptions=len(differing))
    kept = {(line[1], line[2]): line[0] for line in stored if line[3] == "planned"}
    block_id = kept.get((found.on.isoformat(), found.period_code))
    ref = BlockRef(block_id) if block_id else BlockRef(None, row.id, found.on, found.period_code)
    return row._replace(next_on=found.start.day, next_ref=ref, exceptions=len(differing))


def _exception(row: SeriesRow, line: tuple[Any, ...], calendar: SchoolCalendar) -> SeriesException | None:
    block_id, on_text, code, state, title, starts, ends, tz, differs, _ = line
    on = date.fromisoformat(on_text)
    span = Span(WallTime.parse(starts), WallTime.parse(ends))
    if tz != calendar.rules.tz:
        span, _ = calendar.local(span, tz)
    ref = BlockRef(None, row.id, on, code) if state == "cancelled" else BlockRef(block_id)
    if state != "planned":
        return SeriesException(ref, on, "cancelled" if state == "cancelled" else "recorded", title, span)
    if span != _place(row.rule, on, code, calendar):
        return SeriesException(ref, on, "moved", title, span)
    return SeriesException(ref, on, "changed", title, span) if differs else None


def _place(rule: SeriesRule, on: date, code: str | None, calendar: SchoolCalendar) -> Span | None:
    last = on
    if rule.on_no_school == "next_contact_day" and not calendar.day(on).is_contact_day:
        last = calendar.add_contact_days(on, 1) or on
    item = next((one for one in occurrences(rule, on, last, calendar) if (one.on, one.period_code) == (on, code)), None)
    return None if item is None else calendar.local(Span.of(item.start, item.minutes), rule.tz)[0]
