"""Events that come in, as stored values of blocks and series: which type and level they get, what is kept beside them.

Pure: what the file already holds is told by the commands that write the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from il_desktop.domain.blocks import Protection
from il_desktop.domain.errors import NotFound
from il_desktop.domain.ids import new_ids
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.text import search_key
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.content import BUFFER_TAG, LEVEL_NAMES
from il_desktop.interchange.ics.fingerprint import fingerprint, said_by
from il_desktop.interchange.ics.identity import series_id_of
from il_desktop.interchange.ics.incoming import Incoming, Repeat

DEFAULT_ACTIVITY = "operations_meeting"  # a foreign event is somebody else's plan until the user says what it is
DEFAULT_PROTECTION = Protection.FIRM  # agreed with others, so not moved without asking; not protected time of one's own
MIN_SERIES, MAX_SERIES = 5, 1440

TYPES = 'SELECT "key", name, id FROM activity_type ORDER BY version'
TAKEN_KEYS = "SELECT import_key FROM time_block WHERE import_key IS NOT NULL"

BLOCK_COLUMNS = (
    "id", "title", "activity_type_id", "protection", "is_buffer", "place", "note", "starts_local", "ends_local", "tz",
    "all_day", "series_id", "occurrence_on", "remind_min", "origin", "state", "reconciled_at", "import_key",
    "import_hash", "created_at", "updated_at", "is_public", "anchor", "offset_min",
)  # fmt: skip
SERIES_COLUMNS = (
    "id", "title", "activity_type_id", "protection", "is_buffer", "place", "note", "rule_kind", "rule", "starts_local",
    "duration_min", "tz", "until_on", "count", "on_no_school", "remind_min", "import_key", "import_hash", "created_at",
    "updated_at", "is_public", "goal_shares", "people",
)  # fmt: skip
_ALIKE = (0, "clock", 0)  # the last columns of every imported block
_SERIES_ALIKE = (0, "[]", "[]")

Row = tuple[Any, ...]


class KnownSeries(NamedTuple):
    """What its exceptions need of a series."""

    id: str
    minutes: int


class ImportRows:
    """Collects rows; ten thousand come at once, so they are plain values in the order of their columns.

    `types` are the (key, name, id) of the activity types, the newest version last; raises NotFound without the default.
    """

    def __init__(self, types: Iterable[Row], now: str) -> None:
        self.series: list[Row] = []
        self._blocks: dict[tuple[str, str], Row] = {}
        self._now = now
        self._types = {name: type_id for key, title, type_id in types for name in (search_key(title), key)}
        self._looks: dict[tuple[object, ...], Row] = {}
        if DEFAULT_ACTIVITY not in self._types:
            raise NotFound(kind="activity_type", key=DEFAULT_ACTIVITY)

    @property
    def blocks(self) -> list[Row]:
        """All blocks collected, with ids in order: an index grows fastest at its end."""
        return [(key, *row) for key, row in zip(new_ids(len(self._blocks)), self._blocks.values(), strict=True)]

    def add_series(self, event: Incoming, span: Span, repeat: Repeat) -> KnownSeries:
        """Add a new series; its dates left out are added apart."""
        series = KnownSeries(series_id_of(event.key), series_minutes(span))
        kept = (event.remind_min, event.key, hash_of(event), *self._stamps(event))
        until = repeat.until_on.isoformat() if repeat.until_on else None
        when = ("rrule", repeat.rule, span.start.iso(), series.minutes, event.tz, until, repeat.times, "keep")
        self.series.append((series.id, event.summary, *self._look(event), *_words(event), *when, *kept, *_SERIES_ALIKE))
        return series

    def add_block(self, event: Incoming, span: Span) -> None:
        """Add a block of its own."""
        self._blocks["", event.key] = self._imported(event, span, None, None)

    def add_date(self, event: Incoming, span: Span, series: KnownSeries, on: date) -> None:
        """Add the changed date of a series, in place of the same date left out."""
        self._blocks[series.id, str(on)] = self._imported(event, span, series.id, on.isoformat())

    def leave_out(self, event: Incoming, start: WallTime, series: KnownSeries, on: date) -> None:
        """Add a date that a series leaves out, as a cancelled row."""
        span = Span.of(WallTime(on, start.minute), series.minutes)
        place = (series.id, on.isoformat(), event.remind_min, "series", "cancelled", self._now)
        stamps = (None, None, self._now, self._now)
        self._blocks[series.id, str(on)] = (*self._seen(event, span), *place, *stamps, *_ALIKE)

    def _imported(self, event: Incoming, span: Span, series_id: str | None, on: str | None) -> Row:
        place = (series_id, on, event.remind_min, "import", "planned", None)
        return (*self._seen(event, span), *place, event.key, hash_of(event), *self._stamps(event), *_ALIKE)

    def _seen(self, event: Incoming, span: Span) -> Row:
        when = (span.start.iso(), span.end.iso(), event.tz, int(event.all_day))
        return (event.summary, *self._look(event), *_words(event), *when)

    def _stamps(self, event: Incoming) -> tuple[str, str]:
        """Return when the sender says the event was made and changed; an export repeats it."""
        return event.created or self._now, event.modified or event.created or self._now

    def _look(self, event: Incoming) -> Row:
        """Return type, level and buffer mark; found once for all events that look alike."""
        key = (event.categories, event.summary, event.is_free or event.all_day)
        look = self._looks.get(key)
        if look is None:
            named = [self._types.get(search_key(name)) for name in (*event.categories, event.summary)]
            activity = next((found for found in named if found), self._types[DEFAULT_ACTIVITY])
            look = self._looks[key] = (activity, int(_protection(event)), int(BUFFER_TAG in event.categories))
        return look


def series_minutes(span: Span) -> int:
    """Return the length of a series' dates within what a series can hold."""
    return min(max(span.minutes, MIN_SERIES), MAX_SERIES)


def hash_of(event: Incoming) -> str | None:
    """Return the fingerprint of what the sender says, None when the event has no time."""
    told = said_by(event)
    return fingerprint(told) if told else None


def _words(event: Incoming) -> tuple[str | None, str | None]:
    return event.place or None, event.note or None


def _protection(event: Incoming) -> Protection:
    for level, name in LEVEL_NAMES.items() if event.categories else ():
        if f"Protection: {name}" in event.categories:
            return level
    return Protection.OPEN if event.is_free or event.all_day else DEFAULT_PROTECTION
