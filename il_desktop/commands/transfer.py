"""Calendars coming in. The files themselves are left to `interchange`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain import zones
from il_desktop.domain.blocks import Protection
from il_desktop.domain.errors import NotFound
from il_desktop.domain.text import search_key
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.content import LEVEL_NAMES
from il_desktop.interchange.ics.fingerprint import FIELDS, fingerprint, said_by
from il_desktop.interchange.ics.identity import series_id_of
from il_desktop.interchange.ics.incoming import Incoming, Repeat
from il_desktop.interchange.ics.preview import CANCELLED, ImportItem, ImportOutcome, ImportPreview
from il_desktop.models.schedule import ActivityType, BlockSeries, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

DEFAULT_ACTIVITY = "operations_meeting"  # a foreign event is somebody else's plan until the user says what it is
DEFAULT_PROTECTION = Protection.FIRM  # agreed with others, so not moved without asking; not protected time of one's own
_MIN_SERIES, _MAX_SERIES = 5, 1440
# Stored values that every imported block has.
_BLANK: dict[str, Any] = {
    "is_public": 0,
    "anchor": "clock",
    "offset_min": 0,
    "state": "planned",
    "import_key": None,
    "reconciled_at": None,
}
_BLANK_SERIES: dict[str, Any] = {
    "is_public": 0,
    "rule_kind": "rrule",
    "on_no_school": "keep",
    "goal_shares": "[]",
    "people": "[]",
}
_FOR_ALL = frozenset(FIELDS)


@operation("calendar.import")
def import_events(tx: Tx, preview: ImportPreview, *, theirs: bool = False) -> int:
    """Write all new and changed events of one calendar as one step; return how many.

    What another import wrote since the preview is left as it is. An event gets the activity type that one of its
    categories or its title names, else `DEFAULT_ACTIVITY`; Open when its sender marks the time as free or it lasts all
    day, the level our own exports name, else Firm. Of a known event only the fields are written that its sender changed
    since the last import; where the user changed the same field, the user's stays unless `theirs`.
    """
    writer = _Writer(tx, preview.writes, theirs=theirs)
    masters_first = sorted(preview.writes, key=lambda item: item.event.override_on is not None)
    counts = {ImportOutcome.NEW: 0, ImportOutcome.CHANGED: 0}
    for item in masters_first:
        if writer.write(item):
            counts[item.outcome] += 1
    writer.finish()
    tx.say(new=counts[ImportOutcome.NEW], changed=counts[ImportOutcome.CHANGED])
    return sum(counts.values())


class _Known(NamedTuple):
    """What its exceptions need of a series."""

    id: str
    minutes: int


class _Writer:
    """Turns items into rows, with the activity types and the keys already there read once.

    New blocks are collected as stored values and go to the file in one piece: ten thousand come at once.
    """

    def __init__(self, tx: Tx, items: Iterable[ImportItem], *, theirs: bool) -> None:
        self._tx = tx
        self._session = tx.session
        self._theirs = theirs
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}
        self._series_rows: list[dict[str, Any]] = []
        items = tuple(items)
        self._now = zones.instant_text(tx.clock.now())
        self._types = _activity_types(tx.session)
        self._looks: dict[tuple[object, ...], dict[str, Any]] = {}
        self._taken = _taken_keys(tx.session)
        self._series: dict[str, _Known] = {}

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
        if CANCELLED in item.changes:
            block.state, block.reconciled_at = "cancelled", self._tx.clock.now()
        else:
            _fill(block, event, event.span, self._wanted(item))
        return True

    def finish(self) -> None:
        """Insert the collected series and blocks."""
        self._tx.insert_rows("block_series", self._series_rows)
        self._tx.insert_rows("time_block", self._rows.values())

    def _wanted(self, item: ImportItem) -> frozenset[str]:
        """Return the fields that are written."""
        return frozenset((*item.changes, *(found.field for found in item.conflicts if self._theirs)))

    def _write_series(self, item: ImportItem, span: Span) -> bool:
        event, series_id = item.event, series_id_of(item.event.key)
        minutes = min(max(span.minutes, _MIN_SERIES), _MAX_SERIES)
        if event.repeat is None:
            return False
        if item.outcome is ImportOutcome.NEW:
            if event.key in self._series or self._session.get(BlockSeries, series_id) is not None:
                return False
            self._series_rows.append(self._series_row(event, event.repeat, span, minutes) | {"id": series_id})
        else:
            series = self._session.get(BlockSeries, series_id)
            if series is None:
                raise NotFound(kind="block_series", key=series_id)
            _fill_series(series, event, span, self._wanted(item))
            minutes = series.duration_min
        self._series[event.key] = _Known(series_id, minutes)
        self._leave_out(self._series[event.key], event, span.start, is_new=item.outcome is ImportOutcome.NEW)
        return True

    def _series_row(self, event: Incoming, repeat: Repeat, span: Span, minutes: int) -> dict[str, Any]:
        return {
            **_BLANK_SERIES,
            **self._look(event),
            **_stamps(event),
            "title": event.summary,
            "rule": repeat.rule,
            "starts_local": span.start.iso(),
            "duration_min": minutes,
            "tz": event.tz,
            "until_on": repeat.until_on.isoformat() if repeat.until_on else None,
            "count": repeat.times,
            "place": event.place or None,
            "note": event.note or None,
            "remind_min": event.remind_min,
            "import_key": event.key,
            "import_hash": _hash(event),
        }

    def _leave_out(self, series: _Known, event: Incoming, start: WallTime, *, is_new: bool) -> None:
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
                span = Span.of(WallTime(on, start.minute), series.minutes)
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
            _fill(there, event, span, _FOR_ALL)
        return True

    def _series_of(self, event: Incoming) -> _Known | None:
        if not event.series_key:
            return None
        if event.series_key not in self._series:
            found = self._session.get(BlockSeries, series_id_of(event.series_key))
            if found is None:
                return None
            self._series[event.series_key] = _Known(found.id, found.duration_min)
        return self._series[event.series_key]

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
            "remind_min": event.remind_min,
            **values,
        }
        if row["import_key"]:
            row |= {"import_hash": _hash(event), **_stamps(event)}
        self._rows[(series_id, str(on)) if series_id else ("", event.key)] = row

    def _look(self, event: Incoming) -> dict[str, Any]:
        """Return type, level and buffer mark; found once for all events that look alike."""
        key = (event.categories, event.summary, event.is_free or event.all_day)
        look = self._looks.get(key)
        if look is None:
            named = [self._types.get(search_key(name)) for name in (*event.categories, event.summary)]
            activity = next((found for found in named if found), self._types[DEFAULT_ACTIVITY])
            look = self._looks[key] = {
                "activity_type_id": activity,
                "protection": int(_protection(event)),
                "is_buffer": int("Buffer" in event.categories),
            }
        return look


def _protection(event: Incoming) -> Protection:
    for level, name in LEVEL_NAMES.items():
        if f"Protection: {name}" in event.categories:
            return level
    return Protection.OPEN if event.is_free or event.all_day else DEFAULT_PROTECTION


def _hash(event: Incoming) -> str | None:
    told = said_by(event)
    return fingerprint(told) if told else None


def _stamps(event: Incoming) -> dict[str, str]:
    """Return when the sender says the event was made and changed; an export repeats it."""
    stamps = {"created_at": event.created, "updated_at": event.modified or event.created}
    return {name: value for name, value in stamps.items() if value}


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
    block.import_hash = _hash(event)


def _fill_series(series: BlockSeries, event: Incoming, span: Span, fields: frozenset[str]) -> None:
    """Set what the sender decides of a series."""
    repeat = event.repeat
    if "title" in fields:
        series.title = event.summary
    if "time" in fields:
        series.starts_local, series.tz = span.start, event.tz
        series.duration_min = min(max(span.minutes, _MIN_SERIES), _MAX_SERIES)
    if "repetition" in fields and repeat:
        series.rule, series.until_on, series.count = repeat.rule, repeat.until_on, repeat.times
    if "place" in fields:
        series.place = event.place or None
    if "note" in fields:
        series.note = event.note or None
    if "reminder" in fields:
        series.remind_min = event.remind_min
    series.import_hash = _hash(event)


def _activity_types(session: Session) -> dict[str, str]:
    """Return ids of the newest versions, by name and by key; the default is always among them."""
    found: dict[str, str] = {}
    for row in session.execute(select(ActivityType).order_by(ActivityType.version)).scalars():
        found[search_key(row.name)] = found[row.key] = row.id
    if DEFAULT_ACTIVITY not in found:
        raise NotFound(kind="activity_type", key=DEFAULT_ACTIVITY)
    return found


def _taken_keys(session: Session) -> set[str]:
    """Return every key that a block has: asking for ten thousand by name takes longer than to read them all."""
    keys = session.scalars(select(TimeBlock.import_key).where(TimeBlock.import_key.is_not(None)))
    return {key for key in keys if key}
