"""Calendars coming in. The files themselves are left to `interchange`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from il_desktop.commands.import_rows import (
    BLOCK_COLUMNS,
    SERIES_COLUMNS,
    ImportRows,
    KnownSeries,
    hash_of,
    series_minutes,
)
from il_desktop.commands.series_change import delete_from
from il_desktop.commands.series_rows import LOOKS, let_go
from il_desktop.domain import zones
from il_desktop.domain.errors import NotFound
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.fingerprint import FIELDS
from il_desktop.interchange.ics.identity import series_id_of
from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.preview import CANCELLED, KEPT, ON_AGAIN, ImportItem, ImportOutcome, ImportPreview
from il_desktop.models.schedule import ActivityType, BlockSeries, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

_FOR_ALL = frozenset(FIELDS)


@operation("calendar.import")
def import_events(tx: Tx, preview: ImportPreview, *, theirs: bool = False) -> int:
    """Write all new and changed events of one calendar as one step; return how many.

    What another import wrote since the preview is left as it is. An event gets the activity type that one of its
    categories or its title names, else `DEFAULT_ACTIVITY`; Open when its sender marks the time as free or it lasts all
    day, the level our own exports name, else Firm. Of a known event only the fields are written that its sender changed
    since the last import; where the user changed the same field, the user's stays unless `theirs`.
    """
    writer = _Writer(tx, theirs=theirs)
    masters_first = sorted(preview.writes, key=lambda item: item.event.override_on is not None)
    counts = {ImportOutcome.NEW: 0, ImportOutcome.CHANGED: 0}
    for item in masters_first:
        if writer.write(item):
            counts[item.outcome] += 1
    writer.finish()
    tx.say(new=counts[ImportOutcome.NEW], changed=counts[ImportOutcome.CHANGED])
    return sum(counts.values())


class _Writer:
    """Turns items into rows, with the activity types and the keys already there read once.

    New blocks are collected as stored values and go to the file in one piece: ten thousand come at once.
    """

    def __init__(self, tx: Tx, *, theirs: bool) -> None:
        self._tx = tx
        self._session = tx.session
        self._theirs = theirs
        types = select(ActivityType.key, ActivityType.name, ActivityType.id).order_by(ActivityType.version)
        self._rows = ImportRows(map(tuple, tx.session.execute(types)), zones.instant_text(tx.clock.now()))
        keys = tx.session.scalars(select(TimeBlock.import_key).where(TimeBlock.import_key.is_not(None)))
        self._taken = set(keys)  # asking for ten thousand by name takes longer than to read them all
        self._series: dict[str, KnownSeries] = {}

    def write(self, item: ImportItem) -> bool:
        """Write one item; False when it is there already."""
        event = item.event
        if event.refusal:
            return self._call_off(item, event)
        if event.span is None:
            return False
        if event.repeat:
            return self._write_series(item, event.span)
        if item.outcome is ImportOutcome.NEW:
            return event.key not in self._taken and self._add(event, event.span)
        block = self._block(item.known_id or "")
        if ON_AGAIN in item.changes:
            block.state, block.reconciled_at = "planned", None
            _fill(block, event, event.span, _FOR_ALL)
        else:
            _fill(block, event, event.span, self._wanted(item))
        return True

    def finish(self) -> None:
        """Insert the collected series and blocks."""
        for table, columns, rows in (
            ("block_series", SERIES_COLUMNS, self._rows.series),
            ("time_block", BLOCK_COLUMNS, self._rows.blocks),
        ):
            self._tx.insert_rows(table, (dict(zip(columns, row, strict=True)) for row in rows))

    def _wanted(self, item: ImportItem) -> frozenset[str]:
        """Return the fields that are written."""
        return frozenset((*item.changes, *(found.field for found in item.conflicts if self._theirs)))

    def _write_series(self, item: ImportItem, span: Span) -> bool:
        event, series_id = item.event, series_id_of(item.event.key)
        if event.repeat is None:
            return False
        if item.outcome is ImportOutcome.NEW:
            if event.key in self._series or self._session.get(BlockSeries, series_id) is not None:
                return False
            self._series[event.key] = self._rows.add_series(event, span, event.repeat)
        else:
            series = self._session.get(BlockSeries, series_id)
            if series is None:
                raise NotFound(kind="block_series", key=series_id)
            _fill_series(series, event, span, self._wanted(item))
            self._series[event.key] = KnownSeries(series_id, series.duration_min)
        self._leave_out(self._series[event.key], event, span.start, is_new=item.outcome is ImportOutcome.NEW)
        for key in item.gone:
            self._cancel(self._block(key))
        return True

    def _call_off(self, item: ImportItem, event: Incoming) -> bool:
        """Take off what its sender called off, or note that the user's stays."""
        known_id, is_wanted = item.known_id or "", CANCELLED in self._wanted(item)
        series = self._session.get(BlockSeries, known_id)
        if series is None:
            block = self._block(known_id)
            if is_wanted:
                self._cancel(block)
            block.import_hash = KEPT
        elif not is_wanted:
            series.import_hash = KEPT
        elif event.override_on:
            for key in item.gone:
                self._cancel(self._block(key))
            if not item.gone:
                self._session.add(_left_out(series, event.override_on, self._tx.clock.now()))
        else:
            for key in item.freed:
                let_go(self._session, self._block(key))
            self._session.flush()
            delete_from(self._tx, series, None)
        return True

    def _cancel(self, block: TimeBlock) -> None:
        block.state, block.reconciled_at = "cancelled", self._tx.clock.now()

    def _block(self, key: str) -> TimeBlock:
        block = self._session.get(TimeBlock, key)
        if block is None:
            raise NotFound(kind="time_block", key=key)
        return block

    def _leave_out(self, series: KnownSeries, event: Incoming, start: WallTime, *, is_new: bool) -> None:
        """Keep the dates that the series leaves out as cancelled rows; what already is a row stays as it is."""
        holes = event.repeat.holes if event.repeat else ()
        if not holes:
            return
        there: set[date | None] = set()
        if not is_new:
            found = select(TimeBlock.occurrence_on).where(TimeBlock.series_id == series.id)
            there.update(self._session.scalars(found))
        for on in holes:
            if on not in there:
                self._rows.leave_out(event, start, series, on)

    def _add(self, event: Incoming, span: Span) -> bool:
        """Add a block: on its own, or as the changed date of a series that is known."""
        series = self._series_of(event)
        if series is None or event.override_on is None:
            self._rows.add_block(event, span)
            return True
        there = self._session.scalars(
            select(TimeBlock).where(TimeBlock.series_id == series.id, TimeBlock.occurrence_on == event.override_on)
        ).first()
        if there is None:
            self._rows.add_date(event, span, series, event.override_on)
        else:
            there.import_key = event.key
            there.state, there.reconciled_at = "planned", None
            _fill(there, event, span, _FOR_ALL)
        return True

    def _series_of(self, event: Incoming) -> KnownSeries | None:
        if not event.series_key:
            return None
        if event.series_key not in self._series:
            found = self._session.get(BlockSeries, series_id_of(event.series_key))
            if found is None:
                return None
            self._series[event.series_key] = KnownSeries(found.id, found.duration_min)
        return self._series[event.series_key]


def _fill(block: TimeBlock, event: Incoming, span: Span, fields: frozenset[str]) -> None:
    """Set what the sender decides; type, protection and goals stay what the user made of them."""
    if "title" in fields:
        block.title = event.summary
    if "time" in fields:
        block.starts_local, block.ends_local, block.tz = span.start, span.end, event.tz
    if "all day" in fields:
        block.all_day = event.all_day
    if "place" in fields:
        block.place = event.place or None
    if "note" in fields:
        block.note = event.note or None
    if "reminder" in fields:
        block.remind_min = event.remind_min
    block.import_hash = hash_of(event)


def _fill_series(series: BlockSeries, event: Incoming, span: Span, fields: frozenset[str]) -> None:
    """Set what the sender decides of a series."""
    repeat = event.repeat
    if "title" in fields:
        series.title = event.summary
    if "time" in fields:
        series.starts_local, series.tz = span.start, event.tz
        series.duration_min = series_minutes(span)
    if "repetition" in fields and repeat:
        series.rule, series.until_on, series.count = repeat.rule, repeat.until_on, repeat.times
    if "place" in fields:
        series.place = event.place or None
    if "note" in fields:
        series.note = event.note or None
    if "reminder" in fields:
        series.remind_min = event.remind_min
    series.import_hash = hash_of(event)


def _left_out(series: BlockSeries, on: date, now: datetime) -> TimeBlock:
    """Return a date of a series as the cancelled row that leaves it out."""
    span = Span.of(WallTime(on, series.starts_local.minute), series.duration_min)
    looks = {name: getattr(series, name) for name in LOOKS}
    return TimeBlock(
        **looks,
        origin="series",
        starts_local=span.start,
        ends_local=span.end,
        tz=series.tz,
        series_id=series.id,
        occurrence_on=on,
        state="cancelled",
        reconciled_at=now,
    )
