"""Calendars of others: which there are, and when their people are busy. They are shown and warned of, never changed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, NamedTuple

from il_desktop.domain.others_time import Busy, FeedEntry, busy_of
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
    WHERE f.is_on = 1 AND f.kind <> 'caldav'
"""
_NEAR = "AND (e.rule IS NOT NULL OR (e.starts_local < ? AND e.ends_local >= ?))"
_IN_ORDER = " ORDER BY e.starts_local, e.key"
_ONE_DAY = timedelta(days=1)
_KNOWN = "SELECT key, ifnull(title, ''), starts_local, ends_local, ifnull(rule, '') FROM feed_event WHERE feed_id = ?"
Content = tuple[str, str, str, str]  # title, start, end, rule


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


def feeds(reader: Reader) -> tuple[Feed, ...]:
    """Return all subscriptions by name."""
    return tuple(_feed(*row) for row in reader.rows(_FEEDS))


def known_events(reader: Reader, feed_id: str) -> list[tuple[str, Content]]:
    """Return identity and content of everything that is known of one calendar."""
    return [(key, (title, starts, ends, rule)) for key, title, starts, ends, rule in reader.rows(_KNOWN, (feed_id,))]


@reads("calendar_feed", "feed_event")
def entries(reader: Reader) -> tuple[FeedEntry, ...]:
    """Return everything that is shown of other calendars, to be asked once and kept (`Desk.cached`)."""
    return tuple(_entry(row) for row in reader.rows(_EVENTS + _IN_ORDER))


def busy(reader: Reader, first: date, last: date, tz: str) -> list[Busy]:
    """Return what other calendars hold from `first` to `last` (both included), in order, on the clock of `tz`."""
    before, beyond = WallTime(first - _ONE_DAY, 0), WallTime(last + 2 * _ONE_DAY, 0)
    found = reader.rows(_EVENTS + _NEAR + _IN_ORDER, (beyond.iso(), before.iso()))
    return busy_of((_entry(row) for row in found), first, last, tz)


def _entry(row: tuple[Any, ...]) -> FeedEntry:
    feed_id, name, color, title, starts, ends, tz, all_day, rule, holes, is_busy = row
    return FeedEntry(
        feed_id, name, color, title or "Busy", Span(WallTime.parse(starts), WallTime.parse(ends)), tz, bool(all_day),
        rule or "", frozenset(date.fromisoformat(day) for day in json.loads(holes)), bool(is_busy),
    )  # fmt: skip


def _feed(*values: Any) -> Feed:
    first, is_on, marks, times, last = values[:5], values[5], values[6:8], values[8:10], values[10:]
    return Feed._make((*first, bool(is_on), *marks, *(moment or "" for moment in times), *last))
