"""One synchronisation, step by step: what changed there, what changed here, in with theirs, out with ours.

The steps are a generator: each request is handed out as a `Job`, done wherever the caller likes (at once by the command
line, on another thread by the window), and its answer handed back. Everything between two jobs is in the file.
Broken off anywhere, the next run goes on: an intention is in the ledger before its request leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import SyncProblem
from il_desktop.domain.ids import new_id
from il_desktop.interchange.caldav.client import CalendarClient, Changed, Listing, Refused, Resource
from il_desktop.interchange.caldav.plan import PULLS, PUSHES, Action, Base, Kind, plan, wanted
from il_desktop.interchange.caldav.resource import read_resource, same_meaning
from il_desktop.interchange.ics.incoming import CalendarRead
from il_desktop.queries import sync as queries
from il_desktop.queries.settings import settings
from il_desktop.syncing.outgoing_text import NotSayable, Sender

MAX_ROUNDS = 12  # each change that somebody makes there meanwhile asks for one more
NOTE_EVERY = 25


class Job(NamedTuple):
    """One request to make: what it is for, how far the run has come, and the call itself."""

    step: str  # listing, reading, sending
    done: int
    total: int
    call: Callable[[], Any]


class Planned(NamedTuple):
    """One thing that a run did, or would do."""

    kind: str
    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What one run did: here `new`, `changed`, `removed`; there `sent`, `updated`, `deleted`.

    `kept` edits won over a deletion on the other side; `conflicts` and `refused` are open now.
    """

    new: int = 0
    changed: int = 0
    removed: int = 0
    sent: int = 0
    updated: int = 0
    deleted: int = 0
    kept: int = 0
    conflicts: int = 0
    refused: int = 0
    items: tuple[Planned, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether both sides were equal already."""
        return not any((self.new, self.changed, self.removed, self.sent, self.updated, self.deleted))


Steps = Generator[Job, Any, SyncOutcome]
_HERE = {Kind.PULL_NEW: "new", Kind.PULL_AGAIN: "new", Kind.PULL_CHANGE: "changed", Kind.PULL_DELETE: "removed"}
_THERE = {
    Kind.PUSH_NEW: "sent",
    Kind.PUSH_AGAIN: "sent",
    Kind.PUSH_CHANGE: "updated",
    Kind.PUSH_DELETE: "deleted",
}


def synchronise(desk: Desk, calendar: queries.SyncCalendar, client: CalendarClient, *, dry_run: bool = False) -> Steps:
    """Make both sides equal; raise SyncProblem, noted in the file, when the server cannot be used."""
    run = _Run(desk, calendar, client)
    if dry_run:
        return (yield from run.look())
    try:
        return (yield from run.rounds())
    except SyncProblem as problem:
        desk.run(commands.sync.note_state, calendar.id, problem=problem.reason, detail=problem.host)
        raise


def drive(steps: Steps, tell: Callable[[Job], None] | None = None) -> SyncOutcome:
    """Do the jobs of a run at once, one after the other."""
    answer: Any = None
    problem: Exception | None = None
    while True:
        try:
            job = steps.send(answer) if problem is None else steps.throw(problem)
        except StopIteration as done:
            return done.value
        answer, problem = None, None
        if tell is not None:
            tell(job)
        try:
            answer = job.call()
        except (SyncProblem, Changed, Refused) as error:
            problem = error


class _Run:
    def __init__(self, desk: Desk, calendar: queries.SyncCalendar, client: CalendarClient) -> None:
        self._desk, self._calendar, self._client = desk, calendar, client
        self._tz = desk.cached(settings).tz
        self._today = wall_now(desk.clock, self._tz).day
        self._texts: dict[str, Resource] = {}
        self._reads: dict[str, CalendarRead | None] = {}
        self._counts: Counter[str] = Counter()
        self._items: list[Planned] = []

    def look(self) -> Steps:
        """Say what a run would do."""
        listing = yield Job("listing", 0, 0, partial(self._client.changes, self._calendar.token))
        side, bases = self._sides()
        yield from self._fetch(wanted(bases, listing))
        for action in self._plan(side, bases, listing):
            self._count(action)
        return self._outcome()

    def rounds(self) -> Steps:
        """Plan and act until nothing is left to do."""
        listing = yield self._listing()
        for _ in range(MAX_ROUNDS):
            side, bases = self._sides()
            yield from self._fetch(wanted(bases, listing))
            actions = self._plan(side, bases, listing)
            pushes = [action for action in actions if action.kind in PUSHES]
            if len(pushes) < len(actions):
                self._take_in(side, [action for action in actions if action.kind not in PUSHES])
                continue  # what came in changes what has to go out
            if not pushes or (yield from self._send(side, pushes)):
                self._desk.run(commands.sync.note_state, self._calendar.id, token=listing.token)
                return self._outcome()
            self._texts.clear()
            listing = yield self._listing()
        raise SyncProblem(reason="changed")

    def _listing(self) -> Job:
        return Job("listing", 0, 0, partial(self._client.changes, self._calendar.token))

    def _sides(self) -> tuple[queries.OurSide, list[Base]]:
        side = self._desk.read(queries.our_side, self._calendar.id, self._calendar.audience, self._today)
        return side, self._desk.read(queries.items, self._calendar.id, side.first, side.last)

    def _plan(self, side: queries.OurSide, bases: list[Base], listing: Listing) -> list[Action]:
        return plan(side.here, bases, listing, self._texts, lambda one, other: same_meaning(one, other, self._tz))

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
        if arrivals:
            units = partial(_units, feed, self._calendar.audience, self._today)
            counts = self._desk.run(commands.sync.pull, feed, arrivals, units)
            self._counts.update(counts._asdict())
        for action in actions:
            if action.kind is Kind.PULL_AGAIN:
                self._counts["kept"] += 1
            self._items.append(self._named(action))

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

    def _send(self, side: queries.OurSide, pushes: list[Action]) -> Generator[Job, Any, bool]:
        """Send what changed here; False when something had changed there meanwhile."""
        sender = Sender(side, self._tz, self._desk.clock.now())
        marked: list[tuple[Action, Base]] = []
        held: list[Base] = []
        for action in pushes:
            try:
                marked.append((action, self._intended(action, sender.text(action))))
            except NotSayable:
                if action.base is not None and action.local is not None:
                    note = replace(action.base.note, held=action.local.digest, why="series_edit")
                    held.append(replace(action.base, state="refused", note=note))
        self._desk.run(commands.sync.note_items, self._calendar.id, [*held, *(base for _, base in marked)])
        return (yield from self._send_marked(marked))

    def _send_marked(self, marked: list[tuple[Action, Base]]) -> Generator[Job, Any, bool]:
        """Make the requests; what they came to is noted some at a time: what is not yet is settled by the next run."""
        is_calm = True
        settled: list[Base] = []
        gone: list[str] = []
        try:
            for done, (action, base) in enumerate(marked):
                try:
                    result = yield Job("sending", done, len(marked), partial(self._request, base))
                except Changed:
                    is_calm = False
                    continue
                except Refused as refused:
                    note = replace(base.note, push=None, held=base.note.push_digest, why=f"status_{refused.status}")
                    settled.append(replace(base, state="refused", note=note))
                    continue
                settled += [result] if result else []
                gone += [] if result else [base.id]
                self._count(action)
                if len(settled) + len(gone) >= NOTE_EVERY:
                    self._desk.run(commands.sync.note_items, self._calendar.id, settled, gone)
                    settled, gone = [], []
        finally:
            if settled or gone:
                self._desk.run(commands.sync.note_items, self._calendar.id, settled, gone)
        return is_calm

    def _intended(self, action: Action, text: str) -> Base:
        local = action.local
        base = action.base
        if base is None:
            assert local is not None  # noqa: S101  only a unit of ours is new there
            base = Base(new_id(), self._client.href_for(local.uid), local.uid, local.ref)
        if action.kind in {Kind.PUSH_NEW, Kind.PUSH_AGAIN}:
            base = replace(base, etag=None)
        note = replace(base.note, push=text, push_digest=local.digest if local else "", held="", why="", now=None)
        return replace(base, state="pushing", note=note)

    def _request(self, base: Base) -> Base | None:
        """Make the request that an item is marked with; return the item as it is then, None when it is deleted."""
        text = base.note.push or ""
        if not text:
            self._client.delete(base.href, base.etag or "*")
            return None
        etag = self._client.put(base.href, text, base.etag)
        seen = text
        if not etag or etag.startswith("W/"):
            found = self._client.fetch([base.href]).get(base.href)
            if found is None or not self._is_said(text, found.text):
                raise Changed
            etag, seen = found.etag, found.text
        note = replace(base.note, push=None, push_digest="", seen=seen)
        return replace(base, etag=etag, digest=base.note.push_digest, state="synced", note=note)

    def _count(self, action: Action) -> None:
        name = _HERE.get(action.kind) or _THERE.get(action.kind)
        if name:
            self._counts[name] += 1
            self._items.append(self._named(action))
        if action.kind in {Kind.PUSH_AGAIN, Kind.PULL_AGAIN}:
            self._counts["kept"] += 1

    def _named(self, action: Action) -> Planned:
        text = action.remote.text if action.remote else action.local.text if action.local else ""
        if not text and action.base:
            text = action.base.note.seen
        uid = action.base.uid if action.base else action.local.uid if action.local else ""
        read = read_resource(text, "", self._tz) if text else None
        first = read.events[0] if read and read.events else None
        return Planned(action.kind.value, uid or (first.uid if first else ""), first.summary if first else "")

    def _outcome(self) -> SyncOutcome:
        states = Counter(each.state for each in self._desk.read(queries.conflicts) if each.feed_id == self._calendar.id)
        counts = {
            name: self._counts[name] for name in ("new", "changed", "removed", "sent", "updated", "deleted", "kept")
        }
        open_now = {"conflicts": states["conflict"], "refused": states["refused"]}
        return SyncOutcome(**counts, **open_now, items=tuple(self._items))


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
