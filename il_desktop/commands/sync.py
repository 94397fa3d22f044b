"""A calendar on a server: set up, its ledger, what comes in from it. The requests themselves are made by `syncing`.

The ledger is written before a request ("it may have arrived") and after it; undo leaves it alone. What comes in is one
step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.sync_incoming import Arrival, Incomer
from il_desktop.domain.errors import NotFound
from il_desktop.domain.ids import new_id
from il_desktop.interchange.caldav.plan import Base, Kind, Local
from il_desktop.interchange.caldav.resource import same_times, without_times
from il_desktop.models.calendars import CalendarFeed, FeedState, SyncItem
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.transaction import Tx

Units = Callable[[Any], Mapping[str, Local]]  # our units, read through something that answers like a Reader
_COLOR = "cal1"
_MAX_KEYS = 500


class PullCounts(NamedTuple):
    """How many events came in, by what happened to them here."""

    new: int = 0
    changed: int = 0
    removed: int = 0


@operation("sync.setup")
def set_up(tx: Tx, name: str, place: str, user: str, audience: str = "me") -> str:
    """Synchronise with the calendar at an address, or change its user or audience; return its id.

    The password is never part of the file.
    """
    feed = tx.session.scalars(
        select(CalendarFeed).where(CalendarFeed.kind == "caldav", CalendarFeed.place == place)
    ).first()
    if feed is None:
        feed = CalendarFeed(id=new_id(), kind="caldav", place=place, color_key=_COLOR, name=name)
        tx.session.add(feed)
    feed.name, feed.user, feed.audience, feed.is_on = name, user or None, audience, True
    tx.say(feed=feed.id)
    return feed.id


@operation("sync.end")
def end(tx: Tx, feed_id: str) -> None:
    """Synchronise with this calendar no more: what is here and what is there stays, each on its own."""
    feed = tx.session.get(CalendarFeed, feed_id)
    if feed is None:
        raise NotFound(kind="calendar_feed", key=feed_id)
    tx.session.delete(feed)
    for table in (SyncItem, FeedState):
        for row in tx.session.scalars(select(table).where(table.feed_id == feed_id)):
            tx.session.delete(row)
    tx.say(feed=feed_id)


@operation("sync.note")
def note_items(tx: Tx, feed_id: str, bases: Iterable[Base], gone: Iterable[str] = ()) -> None:
    """Write items of the ledger as they are now, and forget some."""
    put_items(tx.session, feed_id, list(bases))
    for part in _pieces(list(gone)):
        for row in tx.session.scalars(select(SyncItem).where(SyncItem.id.in_(part))):
            tx.session.delete(row)


@operation("sync.state")
def note_state(tx: Tx, feed_id: str, *, token: str | None = None, problem: str = "", detail: str = "") -> None:
    """Note an attempt: how far the exchange came, or what it met with. A token of None leaves the one before."""
    row = tx.session.scalars(select(FeedState).where(FeedState.feed_id == feed_id)).first()
    if row is None:
        row = FeedState(feed_id=feed_id)
        tx.session.add(row)
    row.tried_at = tx.clock.now()
    row.problem, row.detail = problem or None, detail or None
    if not problem:
        row.fetched_at = tx.clock.now()
    if token is not None:
        row.sync_token = token[:2000] or None


@operation("sync.pull")
def pull(tx: Tx, feed_id: str, arrivals: tuple[Arrival, ...], units: Units) -> PullCounts:
    """Bring in what is new, changed or deleted on the server, as one step; what cannot be decided is a conflict.

    The ledger is written in the same transaction, so that a change is either here and noted, or neither.
    """
    run = new_id().replace("-", "")
    incomer = Incomer(tx, run)
    written = [incomer.take(arrival) for arrival in arrivals]
    written = incomer.finish(written)
    _put_agreed(tx.session, feed_id, written, units)
    counts = PullCounts(*(incomer.counts[name] for name in PullCounts._fields))
    tx.label_args.clear()  # the importer speaks of imports
    tx.say(run=run, **counts._asdict())
    return counts


@operation("sync.resolve")
def resolve(tx: Tx, feed_id: str, base: Base, arrival: Arrival | None, units: Units) -> None:
    """Settle a conflict: keep ours (no arrival), take theirs, or bring theirs in as a block of its own beside ours."""
    if arrival is None:
        put_items(tx.session, feed_id, [base])
    else:
        incomer = Incomer(tx, new_id().replace("-", ""))
        taken = incomer.finish([incomer.take(arrival)])
        if arrival.is_copy:
            put_items(tx.session, feed_id, [base])
        else:
            _put_agreed(tx.session, feed_id, taken, units)
    tx.label_args.clear()
    tx.say(choice="mine" if arrival is None else "both" if arrival.is_copy else "theirs")


def _put_agreed(session: Session, feed_id: str, bases: Iterable[Base], units: Units) -> None:
    """Write items that agree with what is here now: what our units say is read after all of it is written."""
    written = list(bases)
    rows = put_items(session, feed_id, written)
    session.flush()
    now, tz = units(SessionReader(session)), SchoolFacts(session).settings.tz
    for base, row in zip(written, rows, strict=True):
        unit = now.get(base.ref or "")
        if unit is not None and base.state == "synced":
            # A date that was moved there may go out alone now, out of its series: then the series has to be sent.
            is_sent = not unit.text or same_times(unit.text, base.note.seen, tz)
            row.base_hash = unit.digest if is_sent else without_times(unit.digest)


def put_items(session: Session, feed_id: str, bases: list[Base]) -> list[SyncItem]:
    """Write items of the ledger; return their rows in the same order."""
    by_id, by_href = _known_rows(session, feed_id, bases)
    rows: list[SyncItem] = []
    for base in bases:
        row = by_id.get(base.id) or by_href.get(base.href)
        if row is None:
            row = SyncItem(id=base.id or new_id(), feed_id=feed_id)
            session.add(row)
            by_href[base.href] = row
        _fill(row, base)
        rows.append(row)
    return rows


def _known_rows(session: Session, feed_id: str, bases: list[Base]) -> tuple[dict[str, SyncItem], dict[str, SyncItem]]:
    """Return the rows that items have, by id, and by address those of items that were written under another id."""
    by_id: dict[str, SyncItem] = {}
    by_href: dict[str, SyncItem] = {}
    for part in _pieces([base.id for base in bases if base.id]):
        by_id |= {row.id: row for row in session.scalars(select(SyncItem).where(SyncItem.id.in_(part)))}
    for part in _pieces([base.href for base in bases if base.id not in by_id]):
        found = select(SyncItem).where(SyncItem.feed_id == feed_id, SyncItem.href.in_(part))
        by_href |= {row.href: row for row in session.scalars(found)}
    return by_id, by_href


def _pieces(keys: list[str]) -> Iterator[list[str]]:
    """Yield as many keys at a time as one question may name."""
    return (keys[start : start + _MAX_KEYS] for start in range(0, len(keys), _MAX_KEYS))


def _fill(row: SyncItem, base: Base) -> None:
    row.href, row.uid = base.href, base.uid or base.href[-200:]
    row.source_ref, row.etag, row.base_hash = base.ref, base.etag, base.digest or None
    row.state = base.state
    row.theirs = {name: getattr(base.note, name) for name in base.note.__slots__ if getattr(base.note, name)} | (
        {"push": ""} if base.note.push == "" else {}
    )


class SessionReader(Reader):
    """Answers queries from inside a transaction, so that they see what it has written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._depth = 0  # outside a snapshot nothing is remembered: the transaction goes on writing

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        """Return all rows."""
        found = self._session.connection().exec_driver_sql(sql, params or None)
        return [tuple(row) for row in found.fetchall()]


__all__ = ["Arrival", "Kind", "PullCounts", "end", "note_items", "note_state", "pull", "resolve", "set_up"]
