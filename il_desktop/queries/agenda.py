"""Blocks one after the other, for the command line's agenda and the Today page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.blocks import BlockRef, Category, Protection
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import BlockCard, cards_between
from il_desktop.store.reader import Reader


class AgendaItem(NamedTuple):
    """One block in words and times, by the school's clocks (`tz`).

    `uid` names it for ever in this file: an occurrence keeps it when it becomes a row. `source` says who put it there.
    """

    uid: str
    title: str
    start: WallTime
    end: WallTime
    tz: str
    all_day: bool
    activity_type: str
    activity_name: str
    category: Category
    protection: Protection
    source: str
    state: str
    place: str
    ref: BlockRef

    @property
    def start_iso(self) -> str:
        """The start as ISO 8601 with the offset in force."""
        return zones.iso_with_offset(self.start, self.tz)

    @property
    def end_iso(self) -> str:
        """The end as ISO 8601 with the offset in force."""
        return zones.iso_with_offset(self.end, self.tz)


def agenda(reader: Reader, first: date, last: date, calendar: SchoolCalendar) -> list[AgendaItem]:
    """Return what touches the dates `first` to `last`, both included; whole-day items of a date come first."""
    cards = cards_between(reader, first, (last - first).days + 1, calendar) if last >= first else []
    cards.sort(key=lambda card: (max(card.span.start.day, first), not card.all_day))
    return [_item(card) for card in cards]


def _item(card: BlockCard) -> AgendaItem:
    return AgendaItem(
        uid=(card.occurrence or card.ref).key,
        title=card.title,
        start=card.span.start,
        end=card.span.end,
        tz=card.tz,
        all_day=card.all_day,
        activity_type=card.activity_key,
        activity_name=card.activity_name,
        category=card.category,
        protection=card.protection,
        source=card.origin,
        state=card.state,
        place=card.place,
        ref=card.ref,
    )
