"""What came from a calendar server becomes rows: new events, changed times and words, deletions.

A field of ours changes only where the server's text changed it: what was added here (a note, a goal) stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from il_desktop.commands import transfer
from il_desktop.commands.block_rows import block_of, is_mentioned, span_of, take_off
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.series_rows import drop, rows_of
from il_desktop.commands.sync_parts import date_of, dates_of, is_part
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import NotFound, RuleProblem
from il_desktop.interchange.caldav.plan import Action, Base, Kind, Note
from il_desktop.interchange.caldav.resource import facts
from il_desktop.interchange.ics.fingerprint import FIELDS, said_by
from il_desktop.interchange.ics.identity import series_id_of
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming
from il_desktop.interchange.ics.preview import ImportItem, ImportOutcome, ImportPreview
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.store.transaction import Tx


class Arrival(NamedTuple):
    """One thing that came in: what to do, the server's text read now and as it was agreed on last.

    `outside` is set for an event outside the dates that are synchronised. `is_forced` takes theirs in a conflict;
    `is_copy` brings theirs in as a block of its own.
    """

    action: Action
    now: CalendarRead | None = None
    seen: CalendarRead | None = None
    outside: str = ""
    is_forced: bool = False
    is_copy: bool = False


class Incomer:
    """Writes the arrivals of one run; the ledger's new items are returned, not written."""

    def __init__(self, tx: Tx, run: str) -> None:
        self._tx, self._session, self._run = tx, tx.session, run
        self._facts = SchoolFacts(tx.session)
        self._imports: list[ImportItem] = []
        self._waiting: dict[str, tuple[str, ...]] = {}  # by address: keys of what will be looked up
        self.counts: Counter[str] = Counter()

    def take(self, arrival: Arrival) -> Base:
        """Take one arrival; new rows are made by `finish`."""
        kind = arrival.action.kind
        if kind is Kind.PULL_DELETE or arrival.now is None:
            return self._deleted(arrival)
        if kind is Kind.PULL_CHANGE:
            return self._changed(arrival)
        return self._new(arrival)

    def finish(self, bases: list[Base]) -> list[Base]:
        """Write what is new and say what each item now stands for."""
        if self._imports:
            transfer.import_events(self._tx, ImportPreview("", tuple(self._imports)))
            self._session.flush()
        return [self._with_ref(base) for base in bases]

    def _new(self, arrival: Arrival) -> Base:
        base = _base(arrival)
        events = _usable(arrival.now)
        if not events or arrival.outside:
            why = arrival.outside or _refusal(arrival.now)
            return replace(base, ref=None, state="synced", note=Note(seen=base.note.seen, why=why))
        if arrival.is_copy:
            events = [event._replace(key=f"{event.key}~{base.id.replace('-', '')[:12]}") for event in events]
            events = [event._replace(series_key=_copied(event, base)) for event in events]
        known = {self._known(event) for event in events} if not arrival.is_forced else {""}
        if "other" in known:
            note = replace(base.note, keys=tuple(event.key for event in events), now=base.note.seen, why="both")
            self._waiting[base.href] = note.keys
            return replace(base, state="conflict", note=note)
        for event in events:
            if arrival.is_forced or not self._known(event):
                self._import(event, self._row_of(event))
        self.counts["new"] += known != {"same"}
        self._waiting[base.href] = tuple(event.key for event in events)
        run = "" if known == {"same"} else self._run
        note = replace(base.note, keys=tuple(event.key for event in events), run=run, now=None, why="")
        return replace(base, state="synced", note=note)

    def _known(self, event: Incoming) -> str:
        """Tell whether the event is here already: `same`, `other` (it says something else here), or empty."""
        span = event.span
        series = self._session.get(BlockSeries, series_id_of(event.key)) if event.repeat else None
        if series is not None and event.repeat and span:
            is_same = (series.title, series.starts_local, series.rule) == (event.summary, span.start, event.repeat.rule)
            return "same" if is_same else "other"
        row = self._row_of(event)
        if row is None or row.state == "cancelled" or span is None:
            return ""
        is_same = (row.starts_local, row.ends_local, row.title) == (span.start, span.end, event.summary)
        return "same" if is_same else "other"

    def _changed(self, arrival: Arrival) -> Base:
        base = _base(arrival)
        done = self._change_theirs(arrival) if base.note.keys else self._change_ours(arrival)
        if done:
            self.counts["changed"] += 1
            keys = self._waiting.get(base.href, base.note.keys)
            return replace(base, state="synced", note=replace(base.note, why="", now=None, keys=keys))
        if arrival.is_forced:
            self._remove(base, arrival.seen)
            return self._new(arrival._replace(action=Action(Kind.PULL_AGAIN, replace(base, ref=None), None, None)))
        before = arrival.action.base
        seen = before.note.seen if before else ""
        return replace(base, state="conflict", note=replace(base.note, seen=seen, now=base.note.seen, why="series"))

    def _change_theirs(self, arrival: Arrival) -> bool:
        """Write a changed event that once came from there; False when its kind changed."""
        base, events = _base(arrival), _usable(arrival.now)
        before = {event.key: event for event in _usable(arrival.seen)}
        if not events or any(self._other_kind(event) for event in events):
            return False
        for event in events:
            changes = _differences(before.get(event.key), event, is_forced=arrival.is_forced)
            self._import(event, self._row_of(event), changes)
        self._drop_keys(set(base.note.keys) - {event.key for event in events})
        self._fill_holes(events, before)
        self._waiting[base.href] = tuple(event.key for event in events)
        return True

    def _change_ours(self, arrival: Arrival) -> bool:
        """Write what the server changed in a resource that we sent; False when it cannot be said of our rows."""
        base = _base(arrival)
        now, seen = _by_date(arrival.now), _by_date(arrival.seen)
        ref = base.ref or ""
        is_series = self._session.get(BlockSeries, ref[:36]) is not None and "@" not in ref
        if None not in now or None not in seen:
            return False
        if not is_series:
            is_single = len(now) == 1 and now[None].repeat is None and now[None].refusal is None
            return is_single and self._put(ref, now[None], seen[None])
        return self._change_dates(ref, now, seen)

    def _change_dates(self, ref: str, now: dict[date | None, Incoming], seen: dict[date | None, Incoming]) -> bool:
        """Write dates of our series, or of one part of it, that the server moved or left out."""
        first, then = now[None], seen[None]
        added, dropped = _holes(first) - _holes(then), _holes(then) - _holes(first)
        moved = {on: event for on, event in now.items() if on and not event.refusal}
        lost = {on for on, event in seen.items() if on and not event.refusal} - moved.keys() - added
        if dropped - moved.keys() or lost or _without_holes(first) != _without_holes(then):
            return False
        changed = {on: event for on, event in moved.items() if on not in seen or facts(seen[on]) != facts(event)}
        wanted = added | changed.keys()
        found = {on: date_of(self._session, ref, on, self._facts) for on in wanted}
        names = {on: name for on, name in found.items() if name is not None}
        if len(names) < len(wanted):
            return False  # a date that is not where the server has it
        for on in sorted(added):
            self._take_off(names[on].key)
        for on, event in changed.items():
            self._put(names[on].key, event, seen.get(on) or then._replace(span=None))
        return True

    def _put(self, ref: str, now: Incoming, seen: Incoming) -> bool:
        try:
            block = block_of(self._session, BlockRef.parse(ref), self._facts)
        except (NotFound, ValueError):
            return False
        if now.span and (now.span, now.tz, now.all_day) != (seen.span, seen.tz, seen.all_day):
            block.starts_local, block.ends_local = now.span.start, now.span.end
            block.tz, block.all_day = now.tz, now.all_day
        if now.summary != seen.summary:
            block.title = now.summary
        if now.place != seen.place:
            block.place = now.place or None
        if now.note != seen.note:
            block.note = now.note or None
        return span_of(block, self._facts).minutes > 0

    def _deleted(self, arrival: Arrival) -> Base:
        base = arrival.action.base
        assert base is not None  # noqa: S101  only known items can be gone
        if is_part(base.ref or "") and not arrival.is_forced:
            return replace(base, state="conflict", etag=None, note=replace(base.note, now=None, why="part"))
        try:
            self._remove(base, arrival.seen)
        except RuleProblem:
            return replace(base, state="conflict", etag=None, note=replace(base.note, now=None, why="immovable"))
        self.counts["removed"] += 1
        return replace(base, state="gone", etag=None, note=replace(base.note, why="", now=None))

    def _remove(self, base: Base, seen: CalendarRead | None) -> None:
        """Take off the calendar here what the item stands for, and everything that came with it."""
        ref = base.ref or ""
        series = self._session.get(BlockSeries, ref[:36])
        if is_part(ref):
            for name in [date_of(self._session, ref, on, self._facts) for on in dates_of(seen)]:
                if name is not None:
                    self._take_off(name.key)
        elif series is not None and "@" not in ref:
            for row in rows_of(self._session, series.id):
                drop(self._tx, row)
            for later in self._session.scalars(select(BlockSeries).where(BlockSeries.split_from_id == series.id)):
                later.split_from_id = series.split_from_id
            self._session.flush()
            self._session.delete(series)
        elif ref:
            self._take_off(ref)
        self._drop_keys(set(base.note.keys))

    def _take_off(self, ref: str) -> None:
        try:
            take_off(self._tx, block_of(self._session, BlockRef.parse(ref), self._facts))
        except (NotFound, ValueError):
            return  # gone already, as wanted; or a day of the school calendar, which stays

    def _drop_keys(self, keys: set[str]) -> None:
        """Remove dates of a resource that are no longer in it; a changed date of a series follows the rule again."""
        for row in self._session.scalars(select(TimeBlock).where(TimeBlock.import_key.in_(sorted(keys)))):
            if row.series_id is not None and not is_mentioned(self._session, row.id):
                self._session.delete(row)
            elif row.state == "planned":
                take_off(self._tx, row)

    def _fill_holes(self, events: list[Incoming], before: dict[str, Incoming]) -> None:
        """Let dates that the server no longer leaves out take place again."""
        for event in events:
            then = before.get(event.key)
            if event.repeat is None or then is None or then.repeat is None:
                continue
            filled = set(then.repeat.holes) - set(event.repeat.holes)
            for row in rows_of(self._session, series_id_of(event.key)):
                if row.occurrence_on in filled and row.state == "cancelled" and not is_mentioned(self._session, row.id):
                    self._session.delete(row)
        self._session.flush()

    def _import(self, event: Incoming, row: TimeBlock | None, changes: tuple[str, ...] = FIELDS) -> None:
        known = row.id if row is not None else None
        if event.repeat and self._session.get(BlockSeries, series_id_of(event.key)):
            known = series_id_of(event.key)
        if row is not None and row.state == "cancelled":
            row.state, row.reconciled_at = "planned", None
        outcome = ImportOutcome.CHANGED if known else ImportOutcome.NEW
        self._imports.append(ImportItem(event, outcome, changes=changes, known_id=known))

    def _row_of(self, event: Incoming) -> TimeBlock | None:
        return self._session.scalars(select(TimeBlock).where(TimeBlock.import_key == event.key)).first()

    def _other_kind(self, event: Incoming) -> bool:
        series = self._session.get(BlockSeries, series_id_of(event.key))
        return (event.repeat is not None and self._row_of(event) is not None) or (
            event.repeat is None and not event.series_key and series is not None
        )

    def _with_ref(self, base: Base) -> Base:
        keys = self._waiting.get(base.href, ())
        for key in keys:
            series_id = series_id_of(key)
            if self._session.get(BlockSeries, series_id) is not None:
                return replace(base, ref=series_id)
        for key in keys:
            found = self._session.scalars(select(TimeBlock).where(TimeBlock.import_key == key)).first()
            if found is not None:
                return replace(base, ref=found.id)
        return base


def _base(arrival: Arrival) -> Base:
    """Return the item at the version that has just come."""
    action = arrival.action
    remote = action.remote
    base = action.base or Base("", remote.href if remote else "", "")
    if remote is None:
        return base
    uid = next((event.uid for event in arrival.now.events if event.uid), "") if arrival.now else ""
    note = replace(base.note, seen=remote.text, push=None, push_digest="", held="")
    return replace(base, href=remote.href, uid=uid or base.uid, etag=remote.etag or None, note=note)


def _differences(seen: Incoming | None, now: Incoming, *, is_forced: bool) -> tuple[str, ...]:
    """Return the fields that the server changed since both sides agreed; all but an untouched note when forced."""
    said, before = said_by(now), said_by(seen) if seen else None
    if said is None or before is None:
        return FIELDS
    changed = tuple(name for name, one, other in zip(FIELDS, said, before, strict=True) if one != other)
    return tuple(name for name in FIELDS if name in changed or name != "note") if is_forced else changed


def _usable(read: CalendarRead | None) -> list[Incoming]:
    return [event for event in read.events if event.refusal is None and event.span] if read else []


def _refusal(read: CalendarRead | None) -> str:
    if read is None:
        return "unreadable"
    codes = [event.refusal.code for event in read.events if event.refusal]
    return codes[0] if codes else "not_an_event"


def _copied(event: Incoming, base: Base) -> str:
    return f"{event.series_key}~{base.id.replace('-', '')[:12]}" if event.series_key else ""


def _by_date(read: CalendarRead | None) -> dict[date | None, Incoming]:
    return {event.override_on: event for event in read.events} if read else {}


def _holes(event: Incoming) -> set[date]:
    return set(event.repeat.holes) if event.repeat else set()


def _without_holes(event: Incoming) -> object:
    repeat = event.repeat
    rule = (repeat.rule, repeat.until_on, repeat[2]) if repeat else None
    return (event.summary, event.place, event.note, event.span, event.tz, event.all_day, rule)
