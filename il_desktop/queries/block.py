"""One block with everything its editor shows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.school import SchoolCalendar
from il_desktop.queries.cards import BlockCard, cards_between
from il_desktop.store.reader import Reader


class BlockDetail(NamedTuple):
    """A card and what only its editor needs."""

    card: BlockCard
    activity_type_id: str
    note: str = ""
    is_public: bool = False


_ROW = """
    SELECT activity_type_id, note, is_public, substr(starts_local, 1, 10) FROM time_block
    WHERE id = ? AND state <> 'cancelled'
"""
_SERIES = "SELECT activity_type_id, NULL, 0, ? FROM block_series WHERE id = ?"


def block_detail(reader: Reader, ref: BlockRef, calendar: SchoolCalendar) -> BlockDetail | None:
    """Return a block or an occurrence; None when it is gone."""
    row = reader.row(_ROW, (ref.block_id,)) if ref.block_id else reader.row(_SERIES, (str(ref.on), ref.series_id))
    if row is None:
        return None
    activity_type_id, note, is_public, shown_on = row
    first = last = date.fromisoformat(shown_on)
    if not ref.block_id and not calendar.day(first).is_contact_day:
        last = calendar.add_contact_days(first, 1) or first  # a holiday may have moved it on
    cards = cards_between(reader, first, (last - first).days + 1, calendar)
    card = next((card for card in cards if card.ref == ref), None)
    return None if card is None else BlockDetail(card, activity_type_id, note or "", bool(is_public))
