"""What another calendar already has of ours, compared with what it would get now: new, changed, gone, the same.

Outlook makes a second copy of whatever is imported twice, so an export to a calendar in use holds only what is not in
it yet. The ledger knows every date of a series on its own: files of different weeks add up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from il_desktop.domain import zones
from il_desktop.interchange.ics.content import content_for
from il_desktop.interchange.ics.identity import event_uid
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSource, Scope
from il_desktop.interchange.ics.text import shorten

TARGET = "outlook"  # the one other calendar there is so far
_TITLE_LIMIT = 100


class Choice(StrEnum):
    """What a tagged export holds: a calendar of its own, what is new, or what is new and what changed."""

    ALL = "all"
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One date as the other calendar shows it. `start` is local: `YYYY-MM-DDTHH:MM`, for whole days `YYYY-MM-DD`."""

    uid: str
    source: str
    start: str
    title: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the ledger: what went out last, how often it changed, the tag of its file."""

    id: str
    entry: Entry
    sequence: int
    tag: str
    is_gone: bool = False  # known to be deleted here and not yet ticked as deleted there


@dataclass(frozen=True, slots=True)
class Delta:
    """What differs between the other calendar and ours in a range of dates."""

    new: tuple[Entry, ...]
    changed: tuple[tuple[Known, Entry], ...]
    same: tuple[Entry, ...]
    gone: tuple[Known, ...]  # also those of other dates that wait to be ticked


@dataclass(frozen=True, slots=True)
class ExportNote:
    """What the ledger is told when a tagged file was written."""

    audience: Audience
    choice: Choice
    tag: str
    file_name: str
    sha256: str
    written: tuple[Entry, ...]
    sequences: dict[str, int]
    gone: tuple[str, ...]  # ids of ledger rows
    with_names: bool = False


def entries(source: ExportSource, audience: Audience) -> list[Entry]:
    """Return every date that the audience would see, each with its fingerprint."""
    events = [*source.events, *(source.school if audience is Audience.PUBLIC else ())]
    events += [event for series in source.series for event in series.instances]
    found = (_entry(event, audience, source.names) for event in events)
    return [entry for entry in found if entry is not None]


def compare(now: list[Entry], known: list[Known], first: date, last: date, others: Iterable[Entry] = ()) -> Delta:
    """Compare what the audience would see between two dates with what its calendar has.

    `others` are dates that are here too and were not asked for: they are not gone.
    """
    there = {each.entry.uid: each for each in known}
    here = {entry.uid for entry in (*now, *others)}
    new = tuple(entry for entry in now if entry.uid not in there)
    both = [(there[entry.uid], entry) for entry in now if entry.uid in there]
    changed = tuple(pair for pair in both if pair[0].is_gone or pair[0].entry.fingerprint != pair[1].fingerprint)
    moved = {entry.uid for _, entry in changed}
    gone = tuple(
        each
        for each in known
        if each.entry.uid not in here
        and (each.is_gone or first.isoformat() <= each.entry.start[:10] <= last.isoformat())
    )
    return Delta(new, changed, tuple(entry for _, entry in both if entry.uid not in moved), gone)


def wanted(delta: Delta, choice: Choice) -> tuple[Entry, ...]:
    """Return what a file of this choice holds."""
    if choice is Choice.NEW:
        return delta.new
    changed = tuple(entry for _, entry in delta.changed)
    return delta.new + changed + (delta.same if choice is Choice.ALL else ())


def sequences_of(delta: Delta, known: list[Known]) -> dict[str, int]:
    """Return the revision of everything known: one more where it changed since it went out."""
    found = {each.entry.uid: each.sequence for each in known}
    for each, entry in delta.changed:
        found[entry.uid] = each.sequence + 1
    return found


def only(source: ExportSource, audience: Audience, uids: frozenset[str]) -> ExportSource:
    """Return the source with nothing in it but these dates."""
    found = _filtered(source, lambda event: event_uid(event, audience) in uids)
    return replace(found, school=tuple(event for event in source.school if event_uid(event, audience) in uids))


def within(source: ExportSource, scope: Scope) -> ExportSource:
    """Return the source with nothing in it but the categories and kinds asked for; the school's own days stay."""
    if not (scope.categories or scope.kinds):
        return source
    return _filtered(source, lambda event: scope.holds(event.face.category, event.face.activity_key))


def _filtered(source: ExportSource, keep: Callable[[ExportEvent], bool]) -> ExportSource:
    series = (replace(each, instances=tuple(filter(keep, each.instances))) for each in source.series)
    full = tuple(each for each in series if each.instances)
    return replace(source, events=tuple(filter(keep, source.events)), series=full)


def _entry(event: ExportEvent, audience: Audience, names: frozenset[str]) -> Entry | None:
    content = content_for(event.face, audience, names)
    if content is None:
        return None
    start = event.span.start.day.isoformat() if event.all_day else event.span.start.iso()
    instants = [zones.instant_text(zones.to_instant(moment, event.tz)) for moment in (event.span.start, event.span.end)]
    look = [content.summary, content.description, *content.categories, content.busy]
    look += [content.place] if content.place else []
    look += [f"alarm {content.alarm_min}"] if content.alarm_min is not None else []
    text = "\n".join([*instants, str(event.all_day), *look, str(content.is_private), str(content.is_important)])
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return Entry(event_uid(event, audience), event.source, start, shorten(content.summary, _TITLE_LIMIT), fingerprint)
