"""What the file already holds of a calendar that is about to be brought in again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.identity import UID_SUFFIX, base_uid, series_id_of
from il_desktop.interchange.ics.incoming import CalendarRead, Repeat
from il_desktop.interchange.ics.matching import match
from il_desktop.interchange.ics.preview import ImportPreview, KnownDate, KnownImport, own_fields
from il_desktop.interchange.ics.records import Audience
from il_desktop.store.reader import Reader

_BLOCKS = """
    SELECT import_key, id, title, starts_local, ends_local, tz, all_day, ifnull(place, ''), ifnull(note, ''),
           remind_min, ifnull(import_hash, ''), state
    FROM time_block WHERE import_key IN (SELECT value FROM json_each(?))
"""
_SERIES = """
    SELECT id, title, starts_local, duration_min, tz, rule, until_on, count, ifnull(place, ''), ifnull(note, ''),
           remind_min, ifnull(import_hash, ''),
           (SELECT json_group_array(t.occurrence_on) FROM time_block t
            WHERE t.series_id = s.id AND t.state = 'cancelled')
    FROM block_series s WHERE id IN (SELECT value FROM json_each(?))
"""
_DATES = """
    SELECT series_id, occurrence_on, import_key IS NOT NULL, id, title, starts_local, ends_local, tz, all_day,
           ifnull(place, ''), ifnull(note, ''), remind_min, ifnull(import_hash, ''), state
    FROM time_block WHERE series_id IN (SELECT value FROM json_each(?)) AND state <> 'cancelled'
    ORDER BY occurrence_on
"""
_SOURCES = "SELECT id FROM time_block WHERE series_id IS NULL UNION ALL SELECT id FROM block_series"


def import_preview(reader: Reader, read: CalendarRead, source: str) -> ImportPreview:
    """Compare what was read with the file and say what bringing it in would do."""
    blocks = _known_blocks(reader, (event.key for event in read.events))
    known = blocks | _known_series(reader, _series_meant(read))
    return match(read, known, source=source, own_uids=_own_uids(reader, (event.uid for event in read.events)))


def _series_meant(read: CalendarRead) -> Iterator[str]:
    """Yield the keys of the series that the file speaks of: repeating, called off, or with a date called off."""
    for event in read.events:
        if event.repeat or (event.refusal and event.refusal.code == "cancelled"):
            yield event.key
        elif event.refusal and event.series_key:
            yield event.series_key


def _known_blocks(reader: Reader, keys: Iterable[str]) -> dict[str, KnownImport]:
    return {key: _block(values) for key, *values in reader.rows(_BLOCKS, (json.dumps(list(keys)),))}


def _block(values: list[Any]) -> KnownImport:
    block_id, title, starts, ends, tz, all_day, place, note, remind_min, kept, state = values
    span = Span(WallTime.parse(starts), WallTime.parse(ends))
    return KnownImport(
        block_id,
        title,
        span,
        tz,
        bool(all_day),
        place,
        note,
        remind_min=remind_min,
        import_hash=kept,
        state=state,
    )


def _known_series(reader: Reader, keys: Iterable[str]) -> dict[str, KnownImport]:
    by_id = {series_id_of(key): key for key in keys}
    found: dict[str, KnownImport] = {}
    if not by_id:
        return found
    rows = reader.rows(_SERIES, (json.dumps(list(by_id)),))
    dates = _dates(reader, [row[0] for row in rows])
    for row in rows:
        series_id, title, starts, minutes, tz, rule, until_on, count, place, note, remind_min, kept, holes = row
        days = tuple(date.fromisoformat(day) for day in json.loads(holes))
        repeat = Repeat(rule, date.fromisoformat(until_on) if until_on else None, count, days)
        span = Span.of(WallTime.parse(starts), minutes)
        found[by_id[series_id]] = KnownImport(
            series_id,
            title,
            span,
            tz,
            place=place,
            note=note,
            repeat=repeat,
            remind_min=remind_min,
            import_hash=kept,
            dates=tuple(dates.get(series_id, ())),
        )
    return found


def _dates(reader: Reader, series_ids: list[str]) -> dict[str, list[KnownDate]]:
    """Return the dates that are rows and take place, of each series."""
    found: dict[str, list[KnownDate]] = {}
    for series_id, on, is_imported, *values in reader.rows(_DATES, (json.dumps(series_ids),)) if series_ids else ():
        block = _block(values)
        is_own = not is_imported or block.state != "planned" or bool(own_fields(block))
        day = date.fromisoformat(on)
        found.setdefault(series_id, []).append(KnownDate(day, block.id, is_own, block.import_hash))
    return found


def _own_uids(reader: Reader, uids: Iterable[str]) -> frozenset[str]:
    """Return those of the identities that an export of this very file gave out, to whatever audience."""
    ours = {uid: uid[:36] for uid in uids if uid.endswith(UID_SUFFIX)}
    if not ours:
        return frozenset()
    given = {base_uid(source, audience) for (source,) in reader.rows(_SOURCES) for audience in Audience}
    return frozenset(uid for uid, base in ours.items() if base in given)
