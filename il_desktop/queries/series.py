"""Repeating blocks: one series with the dates that differ from its rule, and the list of all of them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from il_desktop.domain.blocks import BlockRef, Category
from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.school import SchoolCalendar
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
    """A series in a list; `is_over` when its end lies before today."""

    id: str
    title: str
    category: Category
    rule: SeriesRule
    is_over: bool = False


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
_STORED = """
    SELECT b.id, b.occurrence_on, b.period_code, b.state, b.title, b.starts_local, b.ends_local, b.tz,
           b.title <> s.title OR b.protection <> s.protection OR b.activity_type_id <> s.activity_type_id
           OR b.note IS NOT NULL OR b.place IS NOT NULL
    FROM time_block b JOIN block_series s ON s.id = b.series_id
    WHERE b.series_id = ? ORDER BY b.occurrence_on, b.period_code
"""


def series_detail(reader: Reader, series_id: str, calendar: SchoolCalendar) -> SeriesDetail | None:
    """Return a series and every stored date that differs from its rule; None when it is gone."""
    found = reader.row(f"{_SERIES} AND s.id = ?", (series_id,))
    if found is None:
        return None
    row = _row(found, None)
    stored = [_exception(row, line, calendar) for line in reader.rows(_STORED, (series_id,))]
    return SeriesDetail(row, tuple(item for item in stored if item is not None))


def all_series(reader: Reader, today: date) -> tuple[SeriesRow, ...]:
    """Return every repeating block by title, those that are over at the end."""
    rows = [_row(found, today) for found in reader.rows(f"{_SERIES} ORDER BY s.title COLLATE NOCASE, s.starts_local")]
    return tuple(sorted(rows, key=lambda row: row.is_over))


def _row(found: tuple[Any, ...], today: date | None) -> SeriesRow:
    series_id, title, category, kind, rule, starts, minutes, tz, until_on, count, on_no_school, _, _ = found
    until = date.fromisoformat(until_on) if until_on else None
    when = SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
    is_over = today is not None and until is not None and until < today
    return SeriesRow(series_id, title, Category(category), when, is_over)


def _exception(row: SeriesRow, line: tuple[Any, ...], calendar: SchoolCalendar) -> SeriesException | None:
    block_id, on_text, code, state, title, starts, ends, tz, differs = line
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
