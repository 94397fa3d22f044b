"""Calendars of others: which are subscribed, and what was last read of them. The reading itself is `syncing.feeds`.

Subscribing can be undone. What was read is a ledger: a refresh replaces it whole, and undo leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from il_desktop.domain.errors import NotFound
from il_desktop.domain.ids import new_id
from il_desktop.domain.zones import instant_text
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.models.calendars import CalendarFeed, FeedEvent, FeedState
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

COLORS = ("cal1", "cal2", "cal3", "cal4")
MAX_KEY = 1000
KEPT = "kept"  # instead of a problem: an older version is shown on purpose


@operation("feed.add")
def add_feed(tx: Tx, name: str, place: str, kind: str = "url") -> str:
    """Subscribe to the calendar at an address (`url`) or in a file (`file`); return its id. Nothing is read yet."""
    feeds = list(tx.session.scalars(select(CalendarFeed)))
    known = next((feed for feed in feeds if feed.kind == kind and feed.place == place), None)
    if known is not None:
        known.name, known.is_on = name, True
        tx.say(feed=known.id)
        return known.id
    feed = CalendarFeed(id=new_id(), name=name, kind=kind, place=place, color_key=COLORS[len(feeds) % len(COLORS)])
    tx.session.add(feed)
    tx.say(feed=feed.id)
    return feed.id


@operation("feed.remove")
def remove_feed(tx: Tx, feed_id: str) -> None:
    """Unsubscribe; what was read of the calendar goes too and comes back with the next refresh after an undo."""
    tx.session.delete(_feed(tx, feed_id))
    for table in (FeedEvent, FeedState):
        for row in tx.session.scalars(select(table).where(table.feed_id == feed_id)):
            tx.session.delete(row)


@operation("feed.show")
def show_feed(tx: Tx, feed_id: str, *, is_on: bool) -> None:
    """Show or hide a subscribed calendar in the week."""
    _feed(tx, feed_id).is_on = is_on
    tx.say(feed=feed_id, on=int(is_on))


@operation("feed.refreshed")
def take_refresh(tx: Tx, feed_id: str, rows: Iterable[FeedRow] | None, etag: str = "", last_modified: str = "") -> None:
    """Replace everything known of a calendar; with `rows` None it was the same as before and only the time is noted."""
    state = _state(tx, feed_id)
    state.tried_at = tx.clock.now()
    if rows is None and state.problem == KEPT:
        return  # it is still the one that was turned away
    state.fetched_at = state.tried_at
    state.problem = state.detail = None
    if rows is None:
        return
    state.etag, state.last_modified = etag or None, last_modified or None
    for row in tx.session.scalars(select(FeedEvent).where(FeedEvent.feed_id == feed_id)):
        tx.session.delete(row)
    tx.session.flush()
    now = instant_text(tx.clock.now())
    tx.insert_rows("feed_event", (_values(feed_id, row) | {"created_at": now} for row in rows))


@operation("feed.kept")
def keep_known(tx: Tx, feed_id: str, etag: str = "", last_modified: str = "") -> None:
    """Keep what was read before and turn the newer version away, which is not asked for again until it changes."""
    state = _state(tx, feed_id)
    state.tried_at = tx.clock.now()
    state.etag, state.last_modified = etag or None, last_modified or None
    state.problem, state.detail = KEPT, None


@operation("feed.failed")
def note_failure(tx: Tx, feed_id: str, reason: str, detail: str = "") -> None:
    """Remember why the last refresh did not work; what was read before stays."""
    state = _state(tx, feed_id)
    state.tried_at = tx.clock.now()
    state.problem, state.detail = reason, detail or None


def _values(feed_id: str, row: FeedRow) -> dict[str, object]:
    return {
        "feed_id": feed_id,
        "key": row.key[:MAX_KEY],
        "title": row.title or None,
        "starts_local": row.span.start.iso(),
        "ends_local": row.span.end.iso(),
        "tz": row.tz,
        "all_day": int(row.all_day),
        "rule": row.rule or None,
        "holes": "[" + ",".join(f'"{day}"' for day in row.holes) + "]",
        "is_busy": int(row.is_busy),
    }


def _feed(tx: Tx, feed_id: str) -> CalendarFeed:
    feed = tx.session.get(CalendarFeed, feed_id)
    if feed is None or feed.kind == "caldav":
        raise NotFound(kind="calendar_feed", key=feed_id)
    return feed


def _state(tx: Tx, feed_id: str) -> FeedState:
    _feed(tx, feed_id)
    state = tx.session.scalars(select(FeedState).where(FeedState.feed_id == feed_id)).first()
    if state is None:
        state = FeedState(feed_id=feed_id)
        tx.session.add(state)
    return state
