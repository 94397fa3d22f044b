"""What each event of a calendar means for the file: new, changed field by field, unchanged, called off, refused.

Compares what was read with what the file already holds from earlier imports. What its sender calls off is left to
`called_off`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from il_desktop.interchange.ics.called_off import called_off
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.fingerprint import FIELDS, LEFT_OUT, fingerprint, parts, said_by
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming
from il_desktop.interchange.ics.preview import (
    KEPT,
    ON_AGAIN,
    Conflict,
    ImportItem,
    ImportOutcome,
    ImportPreview,
    KnownImport,
    said_here,
)

LEFT_OUT_NAME = FIELDS[LEFT_OUT]


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
        return _refused(event, event.refusal, known, masters)
    if before is None:
        return ImportItem(event, ImportOutcome.NEW, event.findings)
    if (before.repeat is None) != (event.repeat is None):
        return ImportItem(event, ImportOutcome.REFUSED, (Finding("kind_changed"),), known_id=before.id)
    changes, conflicts = _changes(event, before)
    left_out = _newly_left_out(event, before) if LEFT_OUT_NAME in changes else set()
    gone = tuple(each.id for each in before.dates if each.on in left_out)
    outcome = ImportOutcome.CHANGED if changes or conflicts else ImportOutcome.UNCHANGED
    findings = (*event.findings, Finding("yours_kept", ", ".join(found.field for found in conflicts)))
    return ImportItem(event, outcome, findings if conflicts else event.findings, changes, before.id, conflicts, gone)


def _refused(
    event: Incoming, refusal: Finding, known: Mapping[str, KnownImport], masters: frozenset[str]
) -> ImportItem:
    # An entry that says "this again" or "not on this date" adds nothing of its own to what the file already says.
    if refusal.code == "same_as" or event.series_key in masters:
        return ImportItem(event, ImportOutcome.UNCHANGED, (refusal,))
    found = called_off(event, refusal, known)
    return found or ImportItem(event, ImportOutcome.REFUSED, (refusal,))


def _changes(event: Incoming, before: KnownImport) -> tuple[tuple[str, ...], tuple[Conflict, ...]]:
    """Return the fields that the sender changed and the user did not, and those that both changed.

    What the sender did not change since the last import stays as the user made it.
    """
    if before.state == "cancelled" and before.import_hash == KEPT:
        return (ON_AGAIN,), ()
    now, have = said_by(event), said_here(before)
    if now is None or fingerprint(now) == before.import_hash:
        return (), ()
    then = parts(before.import_hash) if before.import_hash else None
    sent, mine = parts(fingerprint(now)), parts(fingerprint(have))
    changes: list[str] = []
    conflicts: list[Conflict] = []
    for place, name in enumerate(FIELDS):
        if place == LEFT_OUT:
            if _newly_left_out(event, before):
                changes.append(name)
        elif now[place] == have[place] or (then and sent[place] == then[place]):
            continue
        elif then is None or mine[place] == then[place]:
            changes.append(name)
        else:
            conflicts.append(Conflict(name, have[place], now[place]))
    return tuple(changes), tuple(conflicts)


def _newly_left_out(event: Incoming, before: KnownImport) -> set[date]:
    """Return the dates that the sender leaves out and the file has.

    Dates that the user left out stay left out, and those that the user made their own stay, whatever the sender says.
    """
    if event.repeat is None or before.repeat is None:
        return set()
    return {*event.repeat.holes}.difference(before.repeat.holes, (each.on for each in before.dates if each.is_own))
