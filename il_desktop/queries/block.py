"""One block with everything its editor shows, and the blocks of one person."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import BlockCard, cards_between
from il_desktop.store.reader import Reader


class BlockDetail(NamedTuple):
    """A card and what only its editor needs."""

    card: BlockCard
    activity_type_id: str
    note: str = ""
    is_public: bool = False
    people: tuple[str, ...] = ()
    remind_min: int | None = None


class PersonBlock(NamedTuple):
    """A block or a repeating block somebody stands on; `key` is empty for a repeating one."""

    key: str
    series_id: str
    title: str
    start: WallTime


_ROW = """
    SELECT activity_type_id, note, is_public, remind_min, substr(starts_local, 1, 10),
           (SELECT json_group_array(person_id) FROM (
                SELECT person_id FROM block_person WHERE block_id = time_block.id ORDER BY pos))
    FROM time_block WHERE id = ? AND state <> 'cancelled'
"""
_SERIES = """
    SELECT activity_type_id, note, is_public, remind_min, ?,
           (SELECT json_group_array(value) FROM (
                SELECT e.value FROM json_each(people) e JOIN person p ON p.id = e.value ORDER BY e.key))
    FROM block_series WHERE id = ?
"""
_OF_PERSON = """
    SELECT b.id, ifnull(b.series_id, ''), b.title, b.starts_local
    FROM block_person l JOIN time_block b ON b.id = l.block_id
    WHERE l.person_id = :person AND b.state <> 'cancelled'
    UNION ALL
    SELECT '', s.id, s.title, s.starts_local FROM block_series s, json_each(s.people) e
    WHERE e.value = :person AND s.set_name IS NULL
    ORDER BY 4 DESC, 3 LIMIT :most
"""


def block_detail(reader: Reader, ref: BlockRef, calendar: SchoolCalendar) -> BlockDetail | None:
    """Return a block or an occurrence; None when it is gone."""
    row = reader.row(_ROW, (ref.block_id,)) if ref.block_id else reader.row(_SERIES, (str(ref.on), ref.series_id))
    if row is None:
        return None
    activity_type_id, note, is_public, remind_min, shown_on, people = row
    first = last = date.fromisoformat(shown_on)
    if not ref.block_id and not calendar.day(first).is_contact_day:
        last = calendar.add_contact_days(first, 1) or first  # a holiday may have moved it on
    cards = cards_between(reader, first, (last - first).days + 1, calendar)
    card = next((card for card in cards if card.ref == ref), None)
    if card is None:
        return None
    return BlockDetail(card, activity_type_id, note or "", bool(is_public), tuple(json.loads(people)), remind_min)


def blocks_of_person(reader: Reader, person_id: str, most: int = 50) -> tuple[PersonBlock, ...]:
    """Return the newest blocks somebody stands on, repeating ones once, by when they (first) begin."""
    rows = reader.rows(_OF_PERSON, {"person": person_id, "most": most})
    return tuple(PersonBlock(key, series_id, title, WallTime.parse(start)) for key, series_id, title, start in rows)
