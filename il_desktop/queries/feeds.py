"""Calendars of others: which there are, and when their people are busy. They are shown and warned of, never changed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.store.reader import Reader, reads

_FEEDS = """
    SELECT f.id, f.name, f.kind, f.place, f.color_key, f.is_on, ifnull(s.etag, ''), ifnull(s.last_modified, ''),
           s.tried_at, s.fetched_at, ifnull(s.problem, ''), ifnull(s.detail, ''),
           (SELECT count(*) FROM feed_event e WHERE e.feed_id = f.id)
    FROM calendar_feed f LEFT JOIN feed_state s ON s.feed_id = f.id
    WHERE f.kind <> 'caldav' ORDER BY f.name, f.id
"""
_EVENTS = """
    SELECT f.id, f.name, f.color_key, e.title, e.starts_local, e.ends_local, e.tz, e.all_day, e.rule, e.holes, e.is_busy
    FROM feed_event e JOIN calendar_feed f ON f.id = e.feed_id
    WHERE f.is_on = 1 AND f.kind <> 'caldav' ORDER BY e.starts_local, e.key
"""
_NO_SCHOOL = SchoolCalendar(CalendarRules())


class Feed(NamedTuple):
    """One subscription and how its last refresh went; instants as stored, empty when there was none."""

    id: str
    name: str
    kind: str
    place: str
    color_key: str
    is_on: bool
    etag: str
    last_modified: str
    tried_at: str
    fetched_at: str
    problem: str
    detail: str
    events: int


class FeedEntry(NamedTuple):
    """One stored event of a calendar that is shown."""

    feed_id: str
    feed_name: str
    color_key: str
    title: str
    span: Span
    tz: str
    all_day: bool
    rule: str
    holes: frozenset[date]
    is_busy: bool


class Busy(NamedTuple):
    """One time in somebody else's calendar, on the school's clock."""

    feed_name: str
    color_key: str
    title: str
    span: Span
    all_day: bool
    is_busy: bool


def feeds(reader: Reader) -> tuple[Feed, ...]:
    """Return all subscriptions by name."""
    return tuple(_feed(*row) for row in reader.rows(_FEEDS))


@reads("calendar_feed", "feed_event")
def entries(reader: Reader) -> tuple[FeedEntry, ...]:
    """Return everything that is shown of other calendars, to be asked once and kept (`Desk.cached`)."""
    return tuple(
        FeedEntry(
            feed_id,
            name,
            color,
            title or "Busy",
            Span(WallTime.parse(starts), WallTime.parse(ends)),
            tz,
            bool(all_day),
            rule or "",
            frozenset(date.fromisoformat(day) for day in json.loads(holes)),
            bool(is_busy),
        )
        for feed_id, name, color, title, starts, ends, tz, all_day, rule, holes, is_busy in reader.rows(_EVENTS)
    )


def busy(reader: Reader, first: date, last: date, tz: str) -> list[Busy]:
    """Return what other calendars hold from `first` to `last` (both included), in order, on the clock of `tz`."""
    return busy_of(entries(reader), first, last, tz)


def busy_of(found: tuple[FeedEntry, ...], first: date, last: date, tz: str) -> list[Busy]:
    """Expand kept entries for some days; pure, so that a change of week asks the file nothing."""
    begin, end = WallTime(first, 0), WallTime(last + timedelta(days=1), 0)
    result: list[Busy] = []
    for entry in found:
        if not entry.rule and (entry.span.end.day < first - timedelta(days=1) or entry.span.start.day > last):
            continue
        for span in _spans(entry, first, last):
            shown = span if entry.all_day or entry.tz == tz else _in_zone(span, entry.tz, tz)
            if shown.start < end and begin < shown.end:
                result.append(Busy(entry.feed_name, entry.color_key, entry.title, shown, entry.all_day, entry.is_busy))
    return sorted(result, key=lambda each: (each.span.start, each.title))


def _feed(*values: Any) -> Feed:
    first, is_on, marks, times, last = values[:5], values[5], values[6:8], values[8:10], values[10:]
    return Feed._make((*first, bool(is_on), *marks, *(moment or "" for moment in times), *last))


def _spans(entry: FeedEntry, first: date, last: date) -> list[Span]:
    if not entry.rule:
        return [entry.span]
    minutes = entry.span.minutes
    series = SeriesRule("rrule", entry.rule, entry.span.start, minutes, entry.tz)
    reach = timedelta(days=1 + minutes // 1440)
    found = occurrences(series, first - reach, last + timedelta(days=1), _NO_SCHOOL)
    return [Span.of(one.start, minutes) for one in found if one.on not in entry.holes]


def _in_zone(span: Span, tz: str, to: str) -> Span:
    start = zones.to_wall(zones.to_instant(span.start, tz), to)
    end = zones.to_wall(zones.to_instant(span.end, tz), to)
    return Span(start, end) if start < end else Span.of(start, span.minutes)
