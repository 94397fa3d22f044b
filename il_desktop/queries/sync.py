"""Both sides of a synchronised calendar as the file has them: our units, the ledger, what waits for a decision."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.errors import SyncProblem
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.caldav.outgoing import outgoing
from il_desktop.interchange.caldav.plan import DUE, Base, Here, Local, Note
from il_desktop.interchange.caldav.resource import Instance, digest_of, instances_digest, read_resource
from il_desktop.interchange.ics.records import Audience, ExportSource
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

_CALENDARS = """
    SELECT f.id, f.name, f.place, ifnull(f.user, ''), ifnull(f.audience, 'me'), f.is_on,
           s.sync_token, s.tried_at, s.fetched_at, s.problem, s.detail
    FROM calendar_feed f LEFT JOIN feed_state s ON s.feed_id = f.id WHERE f.kind = 'caldav' ORDER BY f.name, f.id
"""
_COLUMNS = "id, href, uid, source_ref, etag, base_hash, state, theirs"
_ITEMS = f"SELECT {_COLUMNS} FROM sync_item WHERE feed_id = ? ORDER BY href"  # noqa: S608  our own constant
_ITEM = f"SELECT feed_id, {_COLUMNS} FROM sync_item WHERE id = ?"  # noqa: S608  same
_YEAR = "SELECT from_on, to_on FROM calendar_span WHERE kind = 'year' AND from_on <= :day AND to_on >= :day LIMIT 1"
_BLOCKS = """
    SELECT id, title, starts_local, ends_local, tz, all_day FROM time_block
    WHERE state <> 'cancelled' AND id IN (SELECT value FROM json_each(?))
"""
_SERIES = """
    SELECT id, title, rule, starts_local, duration_min, tz, until_on, count FROM block_series
    WHERE id IN (SELECT value FROM json_each(?))
"""
_DATES = """
    SELECT series_id, occurrence_on, starts_local, ends_local, tz, all_day, state FROM time_block
    WHERE series_id IN (SELECT value FROM json_each(?))
"""
_KEYED = "SELECT id FROM time_block WHERE import_key IN (SELECT value FROM json_each(?))"
_UNDONE = """
    SELECT json_extract(label_args, '$.run') FROM journal_step WHERE op = 'sync.pull' AND state IN ('undone', 'void')
"""
_OUTSIDE = "outside:"
_UNTIL = re.compile(r"UNTIL=(\d{4})(\d\d)(\d\d)")
_HALF_A_YEAR = timedelta(days=183)


class SyncCalendar(NamedTuple):
    """A calendar on a server that this file is synchronised with, and how the last attempt went."""

    id: str
    name: str
    place: str
    user: str
    audience: Audience
    is_on: bool
    token: str = ""
    tried_at: str = ""
    fetched_at: str = ""
    problem: str = ""
    detail: str = ""

    @property
    def last_problem(self) -> SyncProblem | None:
        """What the last attempt met with."""
        host, _, detail = self.detail.partition(" ")
        return SyncProblem(reason=self.problem, host=host, detail=detail) if self.problem else None


class PulledBlock(NamedTuple):
    """A single event that came from the server, as it is here now."""

    title: str
    instance: Instance


class PulledSeries(NamedTuple):
    """A repeating event that came from the server: the dates that lie elsewhere here, or not at all."""

    title: str
    instances: dict[date, Instance]


class OurSide(NamedTuple):
    """Our units for the plan, what lies behind those that came from there, and words of people's names."""

    here: Here
    pulled: dict[str, PulledBlock | PulledSeries]
    names: frozenset[str]
    first: date
    last: date


class OpenConflict(NamedTuple):
    """An item that changed on both sides; `theirs` is their text, None when they deleted it."""

    id: str
    feed_id: str
    title: str
    source: str
    why: str
    state: str
    theirs: str | None
    here: Span | None = None
    there: Span | None = None
    their_title: str = ""

    @property
    def start(self) -> str:
        """When ours begins, empty when it is not there."""
        return self.here.start.iso() if self.here else ""


def calendars(reader: Reader) -> list[SyncCalendar]:
    """Return the synchronised calendars."""
    return [
        SyncCalendar(key, name, place, user, _audience(audience), bool(is_on), *(value or "" for value in state))
        for key, name, place, user, audience, is_on, *state in reader.rows(_CALENDARS)
    ]


def items(reader: Reader, feed_id: str, first: date, last: date) -> list[Base]:
    """Return the ledger of one calendar; events that lay outside the dates and now lie inside are marked as due."""
    return [_base(row, first, last) for row in reader.rows(_ITEMS, (feed_id,))]


def school_year_range(reader: Reader, today: date) -> tuple[date, date]:
    """Return the dates that are synchronised: the school year that holds a date, else half a year each way.

    Whole months, so that repetitions do not go out anew each day because their first date falls out.
    """
    row = reader.row(_YEAR, {"day": today.isoformat()})
    if row is None:
        after = (today + _HALF_A_YEAR).replace(day=28) + timedelta(days=4)
        return (today - _HALF_A_YEAR).replace(day=1), after - timedelta(days=after.day)
    return date.fromisoformat(row[0]), date.fromisoformat(row[1])


def our_side(reader: Reader, feed_id: str, audience: Audience, today: date) -> OurSide:
    """Return everything of ours that the calendar stands for."""
    first, last = school_year_range(reader, today)
    bases = items(reader, feed_id, first, last)
    source = export_source(reader, first, last, school_calendar(reader), settings(reader).tz)
    theirs = [base for base in bases if base.note.keys]
    pulled = _pulled(reader, [base.ref for base in theirs if base.ref])
    units = {ref: _pulled_unit(ref, found) for ref, found in pulled.items()}
    own = _without(reader, source, theirs)
    for each in outgoing(own, audience):
        units[each.source] = Local(each.source, each.uid, each.digest, each.text)
    missing = [base for base in bases if base.ref and base.ref not in units]
    runs = {row[0] for row in reader.rows(_UNDONE)} if missing else set()
    undone = frozenset(base.ref or "" for base in missing if base.note.run and base.note.run in runs)
    away = _away(reader, {base.ref or "": base for base in missing if not base.note.keys}, units, (first, last))
    return OurSide(Here(units, away, undone), pulled, source.names, first, last)


def conflicts(reader: Reader) -> list[OpenConflict]:
    """Return what waits for a decision, of all calendars: conflicts first, then what could not be exchanged."""
    rows = reader.rows(
        "SELECT id, feed_id, uid, ifnull(source_ref, ''), state, theirs FROM sync_item"
        " WHERE state IN ('conflict', 'refused') ORDER BY state, href"
    )
    found: list[OpenConflict] = []
    for key, feed_id, uid, ref, state, text in rows:
        note = note_from(text)
        title, here = _shown(reader, ref)
        read = read_resource(note.now, "", settings(reader).tz) if note.now else None
        first = next((event for event in read.events if event.span and not event.refusal), None) if read else None
        there, theirs = (first.span, first.summary) if first else (None, "")
        found.append(OpenConflict(key, feed_id, title or uid, ref, note.why, state, note.now, here, there, theirs))
    return found


def item(reader: Reader, item_id: str) -> tuple[str, Base] | None:
    """Return one item with its calendar's id."""
    row = reader.row(_ITEM, (item_id,))
    return (row[0], _base(row[1:], date.min, date.min)) if row else None


def note_from(text: str | None) -> Note:
    """Read what the ledger keeps beside its columns."""
    values = json.loads(text) if text else None
    if not isinstance(values, dict):
        return Note()
    known = {name: values[name] for name in Note.__slots__ if name in values}
    return Note(**{**known, "keys": tuple(known.get("keys", ()))})


def _base(row: tuple[Any, ...], first: date, last: date) -> Base:
    key, href, uid, ref, etag, known, state, theirs = row
    note = note_from(theirs)
    if ref is None and note.why.startswith(_OUTSIDE):
        begin, _, end = note.why.removeprefix(_OUTSIDE).partition(":")
        if begin <= last.isoformat() and end >= first.isoformat():
            note = Note(seen=note.seen, why=DUE)
    return Base(key, href, uid, ref, etag, known or "", state, note)


def _audience(name: str) -> Audience:
    return Audience(name) if name in set(Audience) else Audience.ME


def _pulled(reader: Reader, refs: list[str]) -> dict[str, PulledBlock | PulledSeries]:
    wanted = (json.dumps(refs),)
    found: dict[str, PulledBlock | PulledSeries] = {}
    for key, title, starts, ends, tz, all_day in reader.rows(_BLOCKS, wanted):
        span = Span(WallTime.parse(starts), WallTime.parse(ends))
        found[key] = PulledBlock(title, Instance(span.start.day, span, tz, bool(all_day)))
    dates: dict[str, list[tuple[Any, ...]]] = {}
    for series_id, *values in reader.rows(_DATES, wanted):
        dates.setdefault(series_id, []).append(tuple(values))
    for key, title, rule, starts, minutes, tz, until, count in reader.rows(_SERIES, wanted):
        regular = (WallTime.parse(starts).minute, minutes, tz)
        changed = dict(_changed_dates(dates.get(key, ()), regular))
        words = "\n".join(str(value) for value in (title, rule, starts, minutes, tz, until, count))
        found[key] = PulledSeries(words, changed)
    return found


def _changed_dates(rows: Iterable[tuple[Any, ...]], regular: tuple[int, int, str]) -> Iterable[tuple[date, Instance]]:
    """Yield the stored dates of a series that are not where its rule has them."""
    minute, minutes, series_tz = regular
    for on_text, starts, ends, tz, all_day, state in rows:
        on = date.fromisoformat(on_text)
        span = None if state == "cancelled" else Span(WallTime.parse(starts), WallTime.parse(ends))
        where = zones.to_instant(WallTime(on, minute), series_tz)
        if span and zones.to_instant(span.start, tz) == where and span.minutes == minutes:
            continue
        yield on, Instance(on, span, tz, bool(all_day) and minutes == MINUTES_PER_DAY)


def _pulled_unit(ref: str, found: PulledBlock | PulledSeries) -> Local:
    if isinstance(found, PulledBlock):
        return Local(ref, "", digest_of(repr(found.instance), found.title, ""))
    return Local(ref, "", digest_of(found.title, "", instances_digest(found.instances)))


def _without(reader: Reader, source: ExportSource, theirs: list[Base]) -> ExportSource:
    """Return what is ours to send: not what came from this calendar."""
    keys = [key for base in theirs for key in base.note.keys]
    taken = {base.ref for base in theirs} | {row[0] for row in reader.rows(_KEYED, (json.dumps(keys),))}
    series = tuple(each for each in source.series if each.source not in taken)
    events = tuple(each for each in source.events if each.source.partition("@")[0] not in taken)
    return ExportSource(events, series, source.school, source.names)


def _away(reader: Reader, known: dict[str, Base], units: Iterable[str], dates: tuple[date, date]) -> frozenset[str]:
    """Return those references that exist, and are not sent only because they lie outside the dates."""
    if not known:
        return frozenset()
    first, last = (day.isoformat() for day in dates)
    rows = reader.rows(
        "SELECT id FROM time_block WHERE state <> 'cancelled' AND (starts_local > ? OR ends_local < ?)"
        " AND id IN (SELECT value FROM json_each(?))",
        (f"{last}T24", first, json.dumps(list(known))),
    )
    blocks = {row[0] for row in rows}
    begun = {unit[:36] for unit in units}
    series = {row[0] for row in reader.rows("SELECT id FROM block_series")}
    return frozenset(
        ref for ref, base in known.items() if ref in blocks or _is_away(base, series, begun, (first, last))
    )


def _is_away(base: Base, series: set[str], begun: set[str], dates: tuple[str, str]) -> bool:
    """Tell it of a series (none of its dates is in range), of one date or part of a series (none of its own is)."""
    ref = base.ref or ""
    if ref[:36] not in series:
        return False
    tail = ref[36:]
    if not tail:
        return ref not in begun
    if tail.startswith("@"):
        return not dates[0] <= tail[1:11] <= dates[1]
    begin, until = f"{tail[2:6]}-{tail[6:8]}-{tail[8:10]}", _UNTIL.search(base.note.seen)
    end = "-".join(until.groups()) if until else begin
    return begin > dates[1] or end < dates[0]


def _shown(reader: Reader, ref: str) -> tuple[str, Span | None]:
    """Return title and time of what a reference names, for a list."""
    row = reader.row("SELECT title, starts_local, ends_local FROM time_block WHERE id = ?", (ref,))
    if row:
        return row[0], Span(WallTime.parse(row[1]), WallTime.parse(row[2]))
    row = reader.row("SELECT title, starts_local, duration_min FROM block_series WHERE id = ?", (ref[:36],))
    return (row[0], Span.of(WallTime.parse(row[1]), row[2])) if row else ("", None)


def outside_note(span: Span | None, until: date | None, *, repeats: bool) -> str:
    """Return the remark for an event outside the dates: from when to when it lies."""
    begin = span.start.day if span else date.max
    end = (until or date.max) if repeats else (span.end.day if span else date.max)
    return f"{_OUTSIDE}{begin}:{end}"
