"""Calendars coming in. The files themselves are left to `interchange`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain import zones
from il_desktop.domain.blocks import Protection
from il_desktop.domain.errors import NotFound
from il_desktop.domain.text import search_key
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.content import LEVEL_NAMES
from il_desktop.interchange.ics.identity import series_id_of
from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.preview import ImportItem, ImportOutcome, ImportPreview
from il_desktop.models.schedule import ActivityType, BlockSeries, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

DEFAULT_ACTIVITY = "operations_meeting"  # a foreign event is somebody else's plan until the user says what it is
DEFAULT_PROTECTION = Protection.FIRM  # agreed with others, so not moved without asking; not protected time of one's own
_MIN_SERIES, _MAX_SERIES = 5, 1440
_CHUNK = 500
# Stored values that every imported block has.
_BLANK: dict[str, Any] = {
    "is_buffer": 0,
    "is_public": 0,
    "anchor": "clock",
    "offset_min": 0,
    "state": "planned",
    "import_key": None,
    "reconciled_at": None,
}


@operation("calendar.import")
def import_events(tx: Tx, preview: ImportPreview) -> int:
    """Write all new and changed events of one calendar as one step; return how many.

    What another import wrote since the preview is left as it is. An event gets the activity type that one of its
    categories or its title names, else `DEFAULT_ACTIVITY`; Open when its sender marks the time as free or it lasts all
    day, the level our own exports name, else Firm.
    """
    writer = _Writer(tx, preview.writes)
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

    def __init__(self, tx: Tx, items: Iterable[ImportItem]) -> None:
        self._tx = tx
        self._session = tx.session
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}
        items = tuple(items)
        self._now = zones.instant_text(tx.clock.now())
        self._types = _activity_types(tx.session)
        self._taken = _taken_keys(tx.session, [item.event.key for item in items])
        self._series: dict[str, BlockSeries] = {}

    def write(self, item: ImportItem) -> bool:
        """Write one item; False when it is there already."""
        event = item.event
        if event.span is None:
            return False
        if event.repeat:
            return self._write_series(item, event.span)
        if item.outcome is ImportOutcome.NEW:
            return event.key not in self._taken and self._add(event, event.span)
        block = self._session.get(TimeBlock, item.known_id or "")
        if block is None:
            raise NotFound(kind="time_block", key=item.known_id or "")
        _fill(block, event, event.span)
        return True

    def finish(self) -> None:
        """Insert the collected blocks."""
        self._tx.insert_rows("time_block", self._rows.values())

    def _write_series(self, item: ImportItem, span: Span) -> bool:
        event, repeat = item.event, item.event.repeat
        series_id = series_id_of(event.key)
        series = self._session.get(BlockSeries, series_id)
        if repeat is None or (series is not None and item.outcome is ImportOutcome.NEW):
            return False
        values: dict[str, Any] = {
            "title": event.summary,
            "rule": repeat.rule,
            "starts_local": span.start,
            "duration_min": min(max(span.minutes, _MIN_SERIES), _MAX_SERIES),
            "tz": event.tz,
            "until_on": repeat.until_on,
            "count": repeat.times,
        }
        if series is None:
            series = BlockSeries(id=series_id, rule_kind="rrule", on_no_school="keep", **self._look(event), **values)
            self._session.add(series)
        else:
            for name, value in values.items():
                setattr(series, name, value)
        self._series[event.key] = series
        self._leave_out(series, event, span.start)
        return True

    def _leave_out(self, series: BlockSeries, event: Incoming, start: WallTime) -> None:
        """Keep the dates that the series leaves out as cancelled rows; what already is a row stays as it is."""
        there = set(self._session.scalars(select(TimeBlock.occurrence_on).where(TimeBlock.series_id == series.id)))
        for on in event.repeat.holes if event.repeat else ():
            if on not in there:
                span = Span.of(WallTime(on, start.minute), series.duration_min)
                self._collect(event, span, series.id, on, origin="series", state="cancelled", reconciled_at=self._now)

    def _add(self, event: Incoming, span: Span) -> bool:
        """Add a block: on its own, or as the changed date of a series that is known."""
        series = self._series_of(event)
        if series is None or event.override_on is None:
            self._collect(event, span, origin="import", import_key=event.key)
            return True
        there = self._session.scalars(
            select(TimeBlock).where(TimeBlock.series_id == series.id, TimeBlock.occurrence_on == event.override_on)
        ).first()
        if there is None:
            self._collect(event, span, series.id, event.override_on, origin="import", import_key=event.key)
        else:
            there.import_key = event.key
            there.state, there.reconciled_at = "planned", None
            _fill(there, event, span)
        return True

    def _series_of(self, event: Incoming) -> BlockSeries | None:
        if not event.series_key:
            return None
        known = self._series.get(event.series_key)
        return known or self._session.get(BlockSeries, series_id_of(event.series_key))

    def _collect(
        self, event: Incoming, span: Span, series_id: str | None = None, on: date | None = None, **values: Any
    ) -> None:
        """Note a new block; a changed date takes the place of the same date left out."""
        row = {
            **_BLANK,
            **self._look(event),
            "title": event.summary,
            "place": event.place or None,
            "note": event.note or None,
            "starts_local": span.start.iso(),
            "ends_local": span.end.iso(),
            "tz": event.tz,
            "all_day": int(event.all_day),
            "series_id": series_id,
            "occurrence_on": on.isoformat() if on else None,
            **values,
        }
        self._rows[(series_id, str(on)) if series_id else ("", event.key)] = row

    def _look(self, event: Incoming) -> dict[str, Any]:
        named = [self._types.get(search_key(name)) for name in (*event.categories, event.summary)]
        activity = next((found for found in named if found), self._types[DEFAULT_ACTIVITY])
        return {"activity_type_id": activity, "protection": int(_protection(event))}


def _protection(event: Incoming) -> Protection:
    for level, name in LEVEL_NAMES.items():
        if f"Protection: {name}" in event.categories:
            return level
    return Protection.OPEN if event.is_free or event.all_day else DEFAULT_PROTECTION


def _fill(block: TimeBlock, event: Incoming, span: Span) -> None:
    """Set what the sender decides; type, protection and goals stay what the user made of them."""
    block.title, block.place, block.note = event.summary, event.place or None, event.note or None
    block.starts_local, block.ends_local = span.start, span.end
    block.tz, block.all_day = event.tz, event.all_day


def _activity_types(session: Session) -> dict[str, str]:
    """Return ids of the newest versions, by name and by key; the default is always among them."""
    found: dict[str, str] = {}
    for row in session.execute(select(ActivityType).order_by(ActivityType.version)).scalars():
        found[search_key(row.name)] = found[row.key] = row.id
    if DEFAULT_ACTIVITY not in found:
        raise NotFound(kind="activity_type", key=DEFAULT_ACTIVITY)
    return found


def _taken_keys(session: Session, keys: list[str]) -> set[str]:
    taken: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        chosen = TimeBlock.import_key.in_(keys[start : start + _CHUNK])
        taken.update(key for key in session.scalars(select(TimeBlock.import_key).where(chosen)) if key)
    return taken
