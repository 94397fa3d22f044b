"""What a sender calls off: a block, a series, one date of a series; what the user made of it stays and is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.preview import (
    CANCELLED,
    KEPT,
    Conflict,
    ImportItem,
    ImportOutcome,
    KnownImport,
    own_fields,
)

_ON_RECORD = "on record"


def called_off(event: Incoming, refusal: Finding, known: Mapping[str, KnownImport]) -> ImportItem | None:
    """Return what a cancellation does to something known; None when it is none, or nothing here is meant."""
    if refusal.code == "cancelled" and event.key in known:
        return _whole(event, refusal, known[event.key])
    if refusal.code == "instance_cancelled" and event.override_on and event.series_key in known:
        return _date(event, refusal, known[event.series_key], event.override_on)
    return None


def _whole(event: Incoming, refusal: Finding, before: KnownImport) -> ImportItem:
    """Take off a block or a series with all its dates, unless the user made something else of it."""
    if before.state == "cancelled" or before.import_hash == KEPT:
        return ImportItem(event, ImportOutcome.UNCHANGED, (refusal,), known_id=before.id)
    mine = own_fields(before) if before.state == "planned" else (_ON_RECORD,)
    if mine:
        return _kept(event, refusal, before.id, ", ".join(mine))
    freed = tuple(each for each in before.dates if each.is_own)
    findings = (refusal, Finding("own_dates_kept", ", ".join(str(each.on) for each in freed))) if freed else (refusal,)
    rows = tuple(each.id for each in freed)
    return ImportItem(event, ImportOutcome.CHANGED, findings, (CANCELLED,), before.id, freed=rows)


def _date(event: Incoming, refusal: Finding, series: KnownImport, on: date) -> ImportItem | None:
    """Leave a date out of a series that came in earlier."""
    if series.repeat is None:
        return None
    row = next((each for each in series.dates if each.on == on), None)
    if on in series.repeat.holes or (row is not None and row.import_hash == KEPT):
        return ImportItem(event, ImportOutcome.UNCHANGED, (refusal,), known_id=series.id)
    if row is not None and row.is_own:
        return _kept(event, refusal, row.id, "this date")
    if row is None and not _happens(series, on):
        return None
    gone = (row.id,) if row else ()
    return ImportItem(event, ImportOutcome.CHANGED, (refusal,), (CANCELLED,), series.id, gone=gone)


def _kept(event: Incoming, refusal: Finding, known_id: str, mine: str) -> ImportItem:
    both = Conflict(CANCELLED, mine, CANCELLED)
    findings = (refusal, Finding("yours_kept", CANCELLED))
    return ImportItem(event, ImportOutcome.CHANGED, findings, (), known_id, (both,))


def _happens(series: KnownImport, on: date) -> bool:
    from il_desktop.domain.recurrence import BadRule, SeriesRule, dates  # noqa: PLC0415  few calendars call dates off

    if series.repeat is None:
        return False
    repeat, start = series.repeat, series.span.start
    rule = SeriesRule("rrule", repeat.rule, start, MINUTES_PER_DAY, series.tz, repeat.until_on, repeat.times)
    try:
        return dates(rule, on, on) != []
    except BadRule:
        return False
