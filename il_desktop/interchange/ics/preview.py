"""What bringing in a calendar would do: every event new, changed, unchanged or refused, each with its remarks.

Compares what was read with what the file already holds from earlier imports. Writing is a command's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.fingerprint import FIELDS, LEFT_OUT, Said, fingerprint, parts, said, said_by
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming, Repeat

# Remarks that only tell how a time was understood; all others mean that something was mended.
_NOTES = frozenset({"zone_named", "zone_floating", "zone_of_calendar", "seconds_cut", "zone_kept"})

CANCELLED = "cancelled"  # among `changes`: the sender called it off


class ImportOutcome(StrEnum):
    """What happens to one event."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownImport:
    """A block or series that came from an earlier import, as the comparison needs it."""

    id: str
    title: str
    span: Span
    tz: str
    all_day: bool = False
    place: str = ""
    note: str = ""
    repeat: Repeat | None = None
    remind_min: int | None = None
    import_hash: str = ""  # what its sender said at the last import, see `fingerprint`
    is_cancelled: bool = False


class Conflict(NamedTuple):
    """A field that the user and the sender both changed since the last import. The user's is kept unless asked."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One VEVENT (or additional date) with its outcome. `changes` are field names; `known_id` is set for known ones.

    `conflicts` are further fields, in which both sides differ from the last import.
    """

    event: Incoming
    outcome: ImportOutcome
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    known_id: str | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_repaired(self) -> bool:
        """Whether something in the event was mended to bring it in."""
        return self.outcome is not ImportOutcome.REFUSED and any(found.code not in _NOTES for found in self.findings)

    @property
    def start(self) -> str:
        """ISO 8601 with offset, a date for all-day events, empty when the event has no time."""
        span = self.event.span
        if span is None:
            return ""
        return span.start.day.isoformat() if self.event.all_day else zones.iso_with_offset(span.start, self.event.tz)

    @property
    def end(self) -> str:
        """ISO 8601 with offset; for all-day events the date after the last day."""
        span = self.event.span
        if span is None:
            return ""
        return span.end.day.isoformat() if self.event.all_day else zones.iso_with_offset(span.end, self.event.tz)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The whole file, decided. Writing its `writes` is one transaction and one undo step."""

    source: str
    items: tuple[ImportItem, ...]
    findings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, int], ...] = ()

    def count(self, outcome: ImportOutcome) -> int:
        """Return how many events have an outcome; additional dates of an event are not counted."""
        return sum(item.outcome is outcome for item in self.shown)

    @property
    def repaired(self) -> int:
        """How many events were mended on the way in."""
        return sum(item.is_repaired for item in self.shown)

    @property
    def shown(self) -> tuple[ImportItem, ...]:
        """One item for every VEVENT of the file, in file order."""
        return tuple(item for item in self.items if not item.event.is_extra)

    @property
    def writes(self) -> tuple[ImportItem, ...]:
        """The items that change the file."""
        wanted = {ImportOutcome.NEW, ImportOutcome.CHANGED}
        return tuple(item for item in self.items if item.outcome in wanted)

    @property
    def adds_only(self) -> bool:
        """Whether writing it touches nothing that is there: all is new, and changed dates are of new series."""
        new = {item.event.key for item in self.writes if item.event.repeat}
        return all(
            item.outcome is ImportOutcome.NEW and (not item.event.series_key or item.event.series_key in new)
            for item in self.writes
        )


def match(
    read: CalendarRead, known: Mapping[str, KnownImport], *, source: str = "", own_uids: frozenset[str] = frozenset()
) -> ImportPreview:
    """Decide every event; `known` is keyed by import key, `own_uids` are identities this very file has exported."""
    masters = frozenset(event.key for event in read.events if event.repeat)
    items = tuple(_item(event, known, own_uids, masters) for event in read.events)
    return ImportPreview(source, items, read.findings, read.others)


def _item(
    event: Incoming, known: Mapping[str, KnownImport], own_uids: frozenset[str], masters: frozenset[str]
) -> ImportItem:
    if event.uid in own_uids:
        return ImportItem(event, ImportOutcome.UNCHANGED, (Finding("own_export"),))
    before = known.get(event.key)
    if event.refusal:
        return _refused(event, event.refusal, before, masters)
    if before is None:
        return ImportItem(event, ImportOutcome.NEW, event.findings)
    if (before.repeat is None) != (event.repeat is None):
        return ImportItem(event, ImportOutcome.REFUSED, (Finding("kind_changed"),), known_id=before.id)
    changes, conflicts = _changes(event, before)
    outcome = ImportOutcome.CHANGED if changes or conflicts else ImportOutcome.UNCHANGED
    findings = (*event.findings, Finding("yours_kept", ", ".join(found.field for found in conflicts)))
    return ImportItem(event, outcome, findings if conflicts else event.findings, changes, before.id, conflicts)


def _refused(event: Incoming, refusal: Finding, before: KnownImport | None, masters: frozenset[str]) -> ImportItem:
    # An entry that says "this again" or "not on this date" adds nothing of its own to what the file already says.
    is_said = refusal.code == "same_as" or event.series_key in masters
    if refusal.code == "cancelled" and before is not None and before.repeat is None:
        if before.is_cancelled:
            return ImportItem(event, ImportOutcome.UNCHANGED, (refusal,), known_id=before.id)
        return ImportItem(event, ImportOutcome.CHANGED, (refusal,), (CANCELLED,), before.id)
    return ImportItem(event, ImportOutcome.UNCHANGED if is_said else ImportOutcome.REFUSED, (refusal,))


def _changes(event: Incoming, before: KnownImport) -> tuple[tuple[str, ...], tuple[Conflict, ...]]:
    """Return the fields that the sender changed and the user did not, and those that both changed.

    What the sender did not change since the last import stays as the user made it.
    """
    now, have = said_by(event), _had(before)
    if now is None or fingerprint(now) == before.import_hash:
        return (), ()
    then = parts(before.import_hash) if before.import_hash else None
    sent, mine = parts(fingerprint(now)), parts(fingerprint(have))
    changes: list[str] = []
    conflicts: list[Conflict] = []
    for place, name in enumerate(FIELDS):
        if place == LEFT_OUT:
            # Dates that the user left out stay left out, whatever the sender says.
            if event.repeat and before.repeat and set(event.repeat.holes) - set(before.repeat.holes):
                changes.append(name)
        elif now[place] == have[place] or (then and sent[place] == then[place]):
            continue
        elif then is None or mine[place] == then[place]:
            changes.append(name)
        else:
            conflicts.append(Conflict(name, have[place], now[place]))
    return tuple(changes), tuple(conflicts)


def _had(before: KnownImport) -> Said:
    return said(
        (before.title, before.place, before.note),
        before.span,
        before.tz,
        all_day=before.all_day,
        repeat=before.repeat,
        remind_min=before.remind_min,
    )
