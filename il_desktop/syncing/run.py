"""One synchronisation, step by step: what changed there, what changed here, in with theirs, out with ours.

The steps are a generator: each request is handed out as a `Job`, done wherever the caller likes (at once by the command
line, on another thread by the window), and its answer handed back. Everything between two jobs is in the file.
Broken off anywhere, the next run goes on: an intention is in the ledger before its request leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from functools import partial
from typing import Any

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import SyncProblem
from il_desktop.domain.ids import new_id
from il_desktop.interchange.caldav.client import CalendarClient, Listing, Resource
from il_desktop.interchange.caldav.plan import PULLS, PUSHES, Action, Base, Kind, plan, wanted
from il_desktop.interchange.caldav.resource import read_resource, same_meaning
from il_desktop.interchange.ics.incoming import CalendarRead
from il_desktop.queries import sync as queries
from il_desktop.queries.settings import settings
from il_desktop.syncing.losses import Lost, is_a_loss
from il_desktop.syncing.outbox import Outbox
from il_desktop.syncing.steps import Job, Steps, SyncOutcome, Tally

MAX_ROUNDS = 12  # each change that somebody makes there meanwhile asks for one more


def synchronise(
    desk: Desk, calendar: queries.SyncCalendar, client: CalendarClient, *, dry_run: bool = False, lost: Lost = Lost.ASK
) -> Steps:
    """Make both sides equal; raise SyncProblem, noted in the file, when the server cannot be used.

    A server that lost more than half of its events is the problem `shrunk`, unless `lost` says to take that over, or to
    keep what was here and send it again.
    """
    run = _Run(desk, calendar, client, lost)
    if dry_run:
        return (yield from run.look())
    try:
        return (yield from run.rounds())
    except SyncProblem as problem:
        told = f"{problem.host} {problem.detail}" if problem.reason == "shrunk" else problem.host
        desk.run(commands.sync.note_state, calendar.id, problem=problem.reason, detail=told)
        raise


class _Run:
    def __init__(self, desk: Desk, calendar: queries.SyncCalendar, client: CalendarClient, lost: Lost) -> None:
        self._desk, self._calendar, self._client, self._lost = desk, calendar, client, lost
        self._tz = desk.cached(settings).tz
        self._today = wall_now(desk.clock, self._tz).day
        self._texts: dict[str, Resource] = {}
        self._reads: dict[str, CalendarRead | None] = {}
        self._tally = Tally(self._tz)
        self._outbox = Outbox(desk, calendar.id, client, self._tz, self._tally)

    def look(self) -> Steps:
        """Say what a run would do."""
        listing = yield Job("listing", 0, 0, partial(self._client.changes, self._calendar.token))
        side, bases = self._sides()
        yield from self._fetch(wanted(bases, listing))
        for action in self._plan(side, bases, listing):
            self._tally.count(action)
        return self._outcome()

    def rounds(self) -> Steps:
        """Plan and act until nothing is left to do."""
        listing = yield self._listing()
        for _ in range(MAX_ROUNDS):
            side, bases = self._sides()
            yield from self._fetch(wanted(bases, listing))
            actions = self._with_losses(self._plan(side, bases, listing), bases)
            pushes = [action for action in actions if action.kind in PUSHES]
            if len(pushes) < len(actions):
                self._take_in(side, [action for action in actions if action.kind not in PUSHES])
                continue  # what came in changes what has to go out
            if not pushes or (yield from self._outbox.send(side, pushes)):
                self._desk.run(commands.sync.note_state, self._calendar.id, token=listing.token)
                return self._outcome()
            self._texts.clear()
            listing = yield self._listing()
        raise SyncProblem(reason="changed", host=self._client.host)

    def _listing(self) -> Job:
        return Job("listing", 0, 0, partial(self._client.changes, self._calendar.token))

    def _sides(self) -> tuple[queries.OurSide, list[Base]]:
        side = self._desk.read(queries.our_side, self._calendar.id, self._calendar.audience, self._today)
        return side, self._desk.read(queries.items, self._calendar.id, side.first, side.last)

    def _plan(self, side: queries.OurSide, bases: list[Base], listing: Listing) -> list[Action]:
        return plan(side.here, bases, listing, self._texts, lambda one, other: same_meaning(one, other, self._tz))

    def _with_losses(self, actions: list[Action], bases: list[Base]) -> list[Action]:
        """Return what is to be done when the server lost many events at once; raise SyncProblem where that is open."""
        lost = sum(action.kind is Kind.PULL_DELETE for action in actions)
        known = sum(base.etag is not None for base in bases)
        if self._lost is Lost.ASK and is_a_loss(lost, known):
            raise SyncProblem(reason="shrunk", host=self._client.host, detail=f"{lost}/{known}")
        if self._lost is not Lost.KEEP:
            return actions
        return [
            action._replace(kind=Kind.PUSH_AGAIN) if action.kind is Kind.PULL_DELETE else action for action in actions
        ]

    def _fetch(self, hrefs: set[str]) -> Generator[Job, Any, None]:
        missing = sorted(href for href in hrefs if href not in self._texts)
        for start in range(0, len(missing), 50):
            part = missing[start : start + 50]
            self._texts |= yield Job("reading", start, len(missing), partial(self._client.fetch, part))

    def _take_in(self, side: queries.OurSide, actions: list[Action]) -> None:
        """Write everything that needs no request: first the ledger, then what came in, one step for all of it."""
        feed = self._calendar.id
        notes = [self._noted(action) for action in actions if action.kind in _NOTED]
        gone = [action.base.id for action in actions if action.kind is Kind.FORGET and action.base]
        if notes or gone:
            self._desk.run(commands.sync.note_items, feed, notes, gone)
        arrivals = tuple(self._arrival(side, action) for action in actions if action.kind in PULLS)
        counts: dict[str, int] = {}
        if arrivals:
            units = partial(_units, feed, self._calendar.audience, self._today)
            counts = self._desk.run(commands.sync.pull, feed, arrivals, units)._asdict()
        self._tally.came_in(actions, counts)

    def _noted(self, action: Action) -> Base:
        base, remote, local = action.base, action.remote, action.local
        if base is None:
            base = Base(
                new_id(), remote.href if remote else "", local.uid if local else "", local.ref if local else None
            )
        clean = replace(base.note, push=None, push_digest="", held="", why="")
        if action.kind is Kind.SET_ASIDE:
            return replace(base, state="gone", note=clean)
        if action.kind is Kind.CONFLICT:
            etag = remote.etag if remote else None
            href = remote.href if remote else base.href
            note = replace(clean, now=remote.text if remote else None, why="both")
            return replace(base, href=href, etag=etag, state="conflict", note=note)
        if remote is None:
            return replace(base, state="synced", note=clean)
        agreed = local.digest if local and local.text and self._is_said(local.text, remote.text) else base.digest
        note = replace(clean, seen=remote.text)
        return replace(base, href=remote.href, etag=remote.etag, digest=agreed, state="synced", note=note)

    def _is_said(self, one: str, other: str) -> bool:
        return same_meaning(one, other, self._tz)

    def _arrival(self, side: queries.OurSide, action: Action) -> Any:
        from il_desktop.commands.sync_incoming import Arrival  # noqa: PLC0415  brings SQLAlchemy, at the first write

        remote, base = action.remote, action.base
        now = self._read(remote) if remote else None
        seen = read_resource(base.note.seen, base.href, self._tz) if base and base.note.seen else None
        return Arrival(action, now, seen, _outside(now, side) if action.kind is Kind.PULL_NEW else "")

    def _read(self, resource: Resource) -> CalendarRead | None:
        key = f"{resource.href} {resource.etag}"
        if key not in self._reads:
            self._reads[key] = read_resource(resource.text, resource.href, self._tz)
        return self._reads[key]

    def _outcome(self) -> SyncOutcome:
        states = Counter(each.state for each in self._desk.read(queries.conflicts) if each.feed_id == self._calendar.id)
        return self._tally.outcome(states["conflict"], states["refused"])


_NOTED = frozenset({Kind.ADOPT, Kind.SET_ASIDE, Kind.CONFLICT})


def _units(feed_id: str, audience: Any, today: Any, reader: Any) -> Any:
    return queries.our_side(reader, feed_id, audience, today).here.units


def _outside(read: CalendarRead | None, side: queries.OurSide) -> str:
    """Return the remark for a resource that lies outside the dates that are synchronised, empty for others."""
    events = [event for event in read.events if event.refusal is None and event.span] if read else []
    if not events:
        return ""
    for event in events:
        repeat = event.repeat
        begin, end = (event.span.start.day, event.span.end.day) if event.span else (side.first, side.last)
        if begin <= side.last and ((repeat.until_on or side.last) if repeat else end) >= side.first:
            return ""
    first = events[0]
    return queries.outside_note(first.span, first.repeat.until_on if first.repeat else None, repeats=bool(first.repeat))
