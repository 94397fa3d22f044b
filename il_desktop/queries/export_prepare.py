"""An export made ready: what would go out, what is different, what to delete first. It writes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from il_desktop.domain.school import SchoolCalendar
from il_desktop.interchange.ics import ledger
from il_desktop.interchange.ics.ledger import Choice, Delta, Entry, ExportNote, Known
from il_desktop.interchange.ics.preflight import Preflight, preflight
from il_desktop.interchange.ics.records import Audience, ExportSource, Scope
from il_desktop.interchange.ics.write import ExportPlan, plan_export
from il_desktop.queries.export_data import export_source
from il_desktop.store.reader import Reader

_KNOWN = """
    SELECT e.id, e.uid, e.source_ref, e.starts, e.title, e.content_hash, e.sequence, ifnull(b.tag, ''), e.state
    FROM exported_event e JOIN export_batch b ON b.id = e.last_batch_id
    WHERE e.target = ? AND e.audience = ?
"""
_TAGS = "SELECT tag FROM export_batch WHERE tag LIKE ?"
_TERM = """
    SELECT from_on, to_on FROM calendar_span
    WHERE kind IN ('term', 'year') AND from_on <= :day AND to_on >= :day
    ORDER BY kind LIMIT 1
"""
_TERM_BEGINS = "SELECT from_on FROM calendar_span WHERE kind = 'term' AND from_on > ? AND from_on <= ? ORDER BY from_on"
MAX_ENTRIES = 500  # more in one file are a burden for the web; our choice
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


_USUAL = Scope(with_alarms=True)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which dates (both included) go out to whom, and how much of them. Without a choice a plain copy is meant.

    `dated` says that the file is one of several: what repeats then has an identity of its own in each of them.
    """

    first: date
    last: date
    audience: Audience = Audience.ME
    choice: Choice | None = None
    scope: Scope = _USUAL
    windows_names: bool = False
    dated: bool = False

    @property
    def allowed(self) -> Scope:
        """The scope as far as the audience goes: names for me and the office, alarms for me."""
        near = self.audience in (Audience.ME, Audience.OFFICE)
        names, alarms = self.scope.with_names and near, self.scope.with_alarms and self.audience is Audience.ME
        return replace(self.scope, with_names=names, with_alarms=alarms)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One export before it is written. A plain copy, without a choice, is not remembered by the ledger."""

    wish: Wish
    plan: ExportPlan
    preflight: Preflight
    delta: Delta
    tag: str
    written: tuple[Entry, ...]
    source: ExportSource
    terms: tuple[tuple[date, date], ...] = ()  # files to offer instead of one that is large

    @property
    def delete_first(self) -> tuple[Known, ...]:
        """What Outlook still has and should not, in order of time; only new and changed exports ask for it."""
        if self.wish.choice is not Choice.CHANGED:
            return ()
        old = [known for known, _ in self.delta.changed]
        return tuple(sorted([*old, *self.delta.gone], key=lambda known: (known.entry.start, known.entry.title)))

    def note(self, file_name: str, sha256: str) -> ExportNote | None:
        """Return what the ledger is told once the file stands; None for a plain copy."""
        if self.wish.choice is None:
            return None
        return ExportNote(
            self.wish.audience,
            self.wish.choice,
            self.tag,
            file_name,
            sha256,
            self.written,
            dict(self.plan.sequences),
            tuple(known.id for known in self.delta.gone),
            self.wish.allowed.with_names,
        )


def prepare(reader: Reader, wish: Wish, *, calendar: SchoolCalendar, tz: str, today: date) -> Prepared:
    """Return the wished export; `tz` is the school's zone, `today` names the tag."""
    first, last, audience, choice = wish.first, wish.last, wish.audience, wish.choice
    whole = export_source(reader, first, last, calendar, tz, wish.allowed)
    source = ledger.within(whole, wish.scope)
    known = known_entries(reader, audience)
    now = ledger.entries(source, audience)
    others = ledger.entries(whole, audience) if source is not whole else ()
    delta = ledger.compare(now, known, first, last, others)
    tag, written = "", tuple(now)
    if choice is None:
        plan = plan_export(source, audience, dated=wish.dated)
    else:
        written = ledger.wanted(delta, choice)
        if choice is not Choice.ALL:
            source = ledger.only(source, audience, frozenset(entry.uid for entry in written))
        tag = next_tag(reader, today)
        plan = plan_export(source, audience, tag=tag, sequences=ledger.sequences_of(delta, known))
        if choice is Choice.ALL:
            plan = replace(plan, name=tag)  # the calendar to delete before the next one goes by the same name
    if wish.windows_names:
        plan = replace(plan, windows_names=True)
    terms = term_ranges(reader, first, last) if plan.count > MAX_ENTRIES else ()
    return Prepared(wish, plan, preflight(source, audience), delta, tag, written, source, terms)


def term_ranges(reader: Reader, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Return the dates cut where terms begin: two or more pieces that together are all of them, else nothing."""
    begins = [date.fromisoformat(row[0]) for row in reader.rows(_TERM_BEGINS, (first.isoformat(), last.isoformat()))]
    edges = [first, *begins]
    ends = [*(begin - timedelta(days=1) for begin in begins), last]
    return tuple(zip(edges, ends, strict=True)) if begins else ()


def known_entries(reader: Reader, audience: Audience) -> list[Known]:
    """Return what an audience's calendar has of ours, by the ledger."""
    rows = reader.rows(_KNOWN, (ledger.TARGET, audience.value))
    return [
        Known(row_id, Entry(uid, *_described(*described), fingerprint), sequence, tag, state == "vanished")
        for row_id, uid, *described, fingerprint, sequence, tag, state in rows
    ]


def _described(source: str, start: str | None, title: str | None) -> tuple[str, str, str]:
    """Return source, start and title; rows of the first version kept all three together in the first."""
    return (source, start, title or "") if start is not None else tuple(json.loads(source))


def next_tag(reader: Reader, today: date) -> str:
    """Return the tag of the next file: the day and a letter that no file of the day has, `IL 2026-01-16 a`."""
    begin = f"IL {today.isoformat()} "
    taken = {row[0] for row in reader.rows(_TAGS, (f"{begin}%",))}
    names = [*_LETTERS, *(f"{one}{two}" for one in _LETTERS for two in _LETTERS)]
    return next((tag for tag in (begin + name for name in names) if tag not in taken), f"{begin}more")


def term_dates(reader: Reader, day: date) -> tuple[date, date]:
    """Return the first and last day of the term (else the school year, else the week) that holds a date."""
    row = reader.row(_TERM, {"day": day.isoformat()})
    if row is None:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=4)
    return date.fromisoformat(row[0]), date.fromisoformat(row[1])
