"""The way out of one synchronisation: intentions into the ledger, requests, and what they came to.

A request that was made is never made again without looking first; one that the server refuses stops nobody else's.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from functools import partial
from typing import Any

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import SyncProblem
from il_desktop.domain.ids import new_id
from il_desktop.interchange.caldav.client import CHUNK, CalendarClient, Changed, Refused
from il_desktop.interchange.caldav.plan import Action, Base, Kind
from il_desktop.interchange.caldav.resource import same_meaning
from il_desktop.queries.sync import OurSide
from il_desktop.syncing.outgoing_text import NotSayable, Sender
from il_desktop.syncing.steps import Job, Tally

NOTE_EVERY = 25
MAX_FAILED = 5  # refusals for now, one after the other: then it is the server that has a problem
_PASSING = {412: "changed", 423: "busy", 500: "server_error"}  # may go away by itself; what several mean


class Outbox:
    """Sends what changed here, for one run."""

    def __init__(self, desk: Desk, feed_id: str, client: CalendarClient, tz: str, tally: Tally) -> None:
        self._desk, self._feed_id, self._client, self._tz, self._tally = desk, feed_id, client, tz, tally
        self._turned_away: set[tuple[str, str | None]] = set()
        self._failed = 0
        self._settled: list[Base] = []
        self._gone: list[str] = []

    def send(self, side: OurSide, pushes: list[Action]) -> Generator[Job, Any, bool]:
        """Send what changed here; False when the server has to be asked again what it has."""
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
        self._desk.run(commands.sync.note_items, self._feed_id, [*held, *(base for _, base in marked)])
        try:
            return (yield from self._send(marked))
        finally:
            self._note()

    def _send(self, marked: list[tuple[Action, Base]]) -> Generator[Job, Any, bool]:
        """Make the requests; what they came to is noted some at a time: what is not yet is settled by the next run."""
        is_calm = True
        unsaid: list[Base] = []
        for done, (action, base) in enumerate(marked):
            try:
                etag = yield Job("sending", done, len(marked), partial(self._request, base))
            except Changed:
                is_calm = self._turn_away(base) and is_calm
                continue
            except Refused as refused:
                self._refuse(base, refused.status)
                continue
            self._failed = 0
            self._tally.count(action)
            if not base.note.push:
                self._gone.append(base.id)
            else:
                self._settled.append(_agreed(base, etag))
                unsaid += [] if etag else [self._settled[-1]]
            if len(self._settled) + len(self._gone) >= NOTE_EVERY:
                self._note()
        return (yield from self._look_at(unsaid)) and is_calm

    def _look_at(self, unsaid: list[Base]) -> Generator[Job, Any, bool]:
        """Ask for the versions that the server did not say, many at once; False when it made something else of a text.

        It took the text, so whatever is there now came after it and comes in as a change of theirs.
        """
        self._note()
        is_calm = True
        for start in range(0, len(unsaid), CHUNK):
            part = unsaid[start : start + CHUNK]
            asked = partial(self._client.fetch, [base.href for base in part])
            found = yield Job("reading", start, len(unsaid), asked)
            for base in part:
                there = found.get(base.href)
                if there is None or not same_meaning(base.note.seen, there.text, self._tz):
                    is_calm = False
                    continue
                self._settled.append(replace(base, etag=there.etag, note=replace(base.note, seen=there.text)))
            self._note()
        return is_calm

    def _note(self) -> None:
        if self._settled or self._gone:
            settled, gone, self._settled, self._gone = self._settled, self._gone, [], []
            self._desk.run(commands.sync.note_items, self._feed_id, settled, gone)

    def _turn_away(self, base: Base) -> bool:
        """Note that somebody was faster; True when there was nobody, and the server only does not take it."""
        asked = (base.href, base.etag)
        if asked not in self._turned_away:
            self._turned_away.add(asked)
            return False
        self._refuse(base, 412)
        return True

    def _refuse(self, base: Base, status: int) -> None:
        """Set one item aside: until it changes here, or only until the next run where the reason may pass."""
        held = "" if status in _PASSING else base.note.push_digest
        note = replace(base.note, push=None, held=held, why=f"status_{status}")
        self._settled.append(replace(base, state="refused", note=note))
        self._failed = self._failed + 1 if status in _PASSING else 0
        if self._failed >= MAX_FAILED:
            raise SyncProblem(reason=_PASSING[status], host=self._client.host, detail=str(status))

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

    def _request(self, base: Base) -> str:
        """Make the request that an item is marked with; return the new version if the server can be trusted with it."""
        text = base.note.push or ""
        if not text:
            self._client.delete(base.href, base.etag or "*")
            return ""
        etag = self._client.put(base.href, text, base.etag)
        return "" if etag.startswith("W/") else etag


def _agreed(base: Base, etag: str) -> Base:
    note = replace(base.note, push=None, push_digest="", seen=base.note.push or "")
    return replace(base, etag=etag or None, digest=base.note.push_digest, state="synced", note=note)
