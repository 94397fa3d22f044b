"""What bringing in a calendar would do: every event new, changed, unchanged or refused, each with its remarks.

Compares what was read with what the file already holds from earlier imports. Writing is a command's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from il_desktop.domain import zones
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming, Repeat

# Remarks that only tell how a time was understood; all others mean that something was mended.
_NOTES = frozenset({"zone_named", "zone_floating", "zone_of_calendar", "seconds_cut", "series_texts", "zone_kept"})


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


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One VEVENT (or additional date) with its outcome. `changes` are field names; `known_id` is set for known ones."""

    event: Incoming
    outcome: ImportOutcome
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    known_id: str | None = None

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
    if event.refusal:
        # An entry that says "this again" or "not on this date" adds nothing of its own to what the file already says.
        is_said = event.refusal.code == "same_as" or event.series_key in masters
        outcome = ImportOutcome.UNCHANGED if is_said else ImportOutcome.REFUSED
        return ImportItem(event, outcome, (event.refusal,))
    before = known.get(event.key)
    if before is None:
        findings = (*event.findings, Finding("series_texts")) if _loses_texts(event) else event.findings
        return ImportItem(event, ImportOutcome.NEW, findings)
    if (before.repeat is None) != (event.repeat is None):
        return ImportItem(event, ImportOutcome.REFUSED, (Finding("kind_changed"),), known_id=before.id)
    changes = _changes(event, before)
    outcome = ImportOutcome.CHANGED if changes else ImportOutcome.UNCHANGED
    return ImportItem(event, outcome, event.findings, changes, before.id)


def _loses_texts(event: Incoming) -> bool:
    return event.repeat is not None and bool(event.note or event.place)


def _changes(event: Incoming, before: KnownImport) -> tuple[str, ...]:
    pairs: list[tuple[str, object, object]] = [
        ("title", event.summary, before.title),
        ("time", (event.span, event.tz), (before.span, before.tz)),
    ]
    if event.repeat and before.repeat:
        now, then = event.repeat, before.repeat
        pairs.append(("repetition", (now.rule, now.until_on, now.times), (then.rule, then.until_on, then.times)))
        pairs.append(("dates left out", set(now.holes) - set(then.holes), set()))
    else:
        pairs += [
            ("all day", event.all_day, before.all_day),
            ("place", event.place, before.place),
            ("note", event.note, before.note),
        ]
    return tuple(name for name, now, then in pairs if now != then)
