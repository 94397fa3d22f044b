"""A calendar whose events are all new comes in: rows are added, nothing else is touched."""

from __future__ import annotations

from il_desktop.commands.import_rows import (
    BLOCK_COLUMNS,
    SERIES_COLUMNS,
    TAKEN_KEYS,
    TYPES,
    ImportRows,
    KnownSeries,
)
from il_desktop.domain import zones
from il_desktop.interchange.ics.preview import ImportPreview
from il_desktop.store.additions import AddTx, additive
from il_desktop.store.operation import operation

_SERIES_IDS = "SELECT id FROM block_series"


@additive
@operation("calendar.import")
def bring_in(tx: AddTx, preview: ImportPreview) -> int:
    """Write the events of a preview that `adds_only` as one step; return how many.

    Types and levels are those of `transfer.import_events`. What another import wrote since the preview is left as it
    is.
    """
    rows = ImportRows(tx.rows(TYPES), zones.instant_text(tx.clock.now()))
    taken = {key for (key,) in tx.rows(TAKEN_KEYS)}
    written = _series(tx, preview, rows)
    series, count = dict(written), len(written)
    for item in preview.writes:
        event = item.event
        if event.repeat or event.span is None or event.key in taken:
            continue
        if event.override_on and event.series_key:
            if event.series_key not in series:
                continue  # its series came in another way meanwhile, and knows this date
            rows.add_date(event, event.span, series[event.series_key], event.override_on)
        else:
            rows.add_block(event, event.span)
        count += 1
    tx.insert("block_series", SERIES_COLUMNS, rows.series)
    tx.insert("time_block", BLOCK_COLUMNS, rows.blocks)
    tx.say(new=count, changed=0)
    return count


def _series(tx: AddTx, preview: ImportPreview, rows: ImportRows) -> dict[str, KnownSeries]:
    """Add the new series with the dates they leave out; return them by their keys."""
    there = {series_id for (series_id,) in tx.rows(_SERIES_IDS)}
    found: dict[str, KnownSeries] = {}
    for event in (item.event for item in preview.writes):
        if event.repeat is None or event.span is None or event.key in found:
            continue
        series = rows.add_series(event, event.span, event.repeat)
        if series.id in there:
            rows.series.pop()
            continue
        found[event.key] = series
        for on in event.repeat.holes:
            rows.leave_out(event, event.span.start, series, on)
    return found
