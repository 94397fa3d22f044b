"""What bringing in a calendar would do: every event new, changed, unchanged or refused, each with its remarks.

How it is decided is in `matching`; writing is a command's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.fingerprint import FIELDS, LEFT_OUT, Said, fingerprint, parts, said
from il_desktop.interchange.ics.incoming import Incoming, Repeat

# Remarks that only tell how a time was understood; all others mean that something was mended.
_NOTES = frozenset({"zone_named", "zone_floating", "zone_of_calendar", "seconds_cut", "zone_kept", "own_dates_kept"})

CANCELLED = "cancelled"  # among `changes`: the sender called it off
ON_AGAIN = "on again"  # among `changes`: called off by the last import, and on again
KEPT = "cancelled"  # in place of a fingerprint: the sender called it off, whether it went or the user's stayed


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
    state: str = "planned"
    dates: tuple[KnownDate, ...] = ()  # those of a series that are rows and take place


def own_fields(known: KnownImport) -> tuple[str, ...]:
    """Return the fields that the user changed since the last import; dates left out are told by themselves."""
    if not known.import_hash or known.import_hash == KEPT:
        return ()
    pairs = zip(parts(fingerprint(said_here(known))), parts(known.import_hash), strict=True)
    return tuple(FIELDS[at] for at, (mine, then) in enumerate(pairs) if mine != then and at != LEFT_OUT)


def said_here(known: KnownImport) -> Said:
    """Return what the file says now of something imported, in the form in which its sender's saying is compared."""
    return said(
        (known.title, known.place, known.note),
        known.span,
        known.tz,
        all_day=known.all_day,
        repeat=known.repeat,
        remind_min=known.remind_min,
    )


class KnownDate(NamedTuple):
    """A date of a series that became a row; `is_own` when the user made or changed it, or it is on record."""

    on: date
    id: str
    is_own: bool
    import_hash: str = ""


class Conflict(NamedTuple):
    """A field that the user and the sender both changed since the last import. The user's is kept unless asked."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One VEVENT (or additional date) with its outcome. `changes` are field names; `known_id` is set for known ones.

    `conflicts` are further fields, in which both sides differ from the last import. `gone` and `freed` are rows of a
    series: dates that its sender calls off, and dates that stay when the series goes.
    """

    event: Incoming
    outcome: ImportOutcome
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    known_id: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()

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
