"""Settling a conflict: what the user decides is written here at once, and sent by the next run."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.client import Resource
from il_desktop.interchange.caldav.plan import Action, Base, Kind
from il_desktop.interchange.caldav.resource import read_resource
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries import sync as queries
from il_desktop.queries.settings import settings

MINE, THEIRS, BOTH = CHOICES = ("mine", "theirs", "both")


def settle(desk: Desk, item_id: str, choice: str) -> None:
    """Keep ours, take theirs, or keep both; raise SyncProblem for what is no conflict, or cannot be taken."""
    from il_desktop.commands.sync_incoming import Arrival  # noqa: PLC0415  brings SQLAlchemy, at the first write

    found = desk.read(queries.item, item_id)
    if found is None or found[1].state != "conflict":
        raise SyncProblem(reason="no_conflict")
    feed_id, base = found
    tz = desk.cached(settings).tz
    calendar = next(each for each in desk.read(queries.calendars) if each.id == feed_id)
    today = wall_now(desk.clock, tz).day
    units = partial(_units, feed_id, calendar.audience, today)
    text = base.note.now
    mine = _mine(base)
    if choice == MINE or (choice == BOTH and text is None):
        desk.run(commands.sync.resolve, feed_id, mine, None, units)
        return
    now = read_resource(text, base.href, tz) if text else None
    is_readable = text is None or any(event.refusal is None for event in (now.events if now else ()))
    if not is_readable:
        raise SyncProblem(reason="unresolved")
    remote = Resource(base.href, base.etag or "", text) if text is not None else None
    if choice == BOTH:
        arrival = Arrival(
            Action(Kind.PULL_NEW, replace(base, ref=None), None, remote), now, is_forced=True, is_copy=True
        )
        desk.run(commands.sync.resolve, feed_id, mine, arrival, units)
        return
    kind = Kind.PULL_CHANGE if text is not None else Kind.PULL_DELETE
    ours = desk.read(queries.our_side, feed_id, calendar.audience, today).here.units.get(base.ref or "")
    seen = ours.text if ours and ours.text else base.note.seen
    before = read_resource(seen, base.href, tz) if seen else None
    arrival = Arrival(Action(kind, base, None, remote), now, before, is_forced=True)
    desk.run(commands.sync.resolve, feed_id, base, arrival, units)


def _mine(base: Base) -> Base:
    """Return the item as one that was agreed on as theirs and changed here in every way since."""
    seen = base.note.now if base.note.now is not None else base.note.seen
    note = replace(base.note, seen=seen, now=None, why="", held="")
    return replace(base, state="synced", digest="", note=note)


def _units(feed_id: str, audience: Audience, today: Any, reader: Any) -> Any:
    return queries.our_side(reader, feed_id, audience, today).here.units
