"""What the printed card of a day says: the blocks, what is protected, what is owed, who takes which topic."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar, SchoolDay
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.content import content_for
from il_desktop.interchange.ics.records import Audience, Face
from il_desktop.queries.cards import cards_between
from il_desktop.queries.interruptions import contacts
from il_desktop.queries.promises import promises
from il_desktop.store.reader import Reader


class CardLine(NamedTuple):
    """One block of the day; `words` are the title, or the kind of time in general words where names stay away."""

    span: Span
    words: str
    place: str
    category: Category
    level: Protection
    all_day: bool


class DayCard(NamedTuple):
    """The card of one date. `owed` counts promises by kind; `topics` are a topic and who takes it."""

    school_name: str
    school: SchoolDay
    lines: tuple[CardLine, ...]
    owed: tuple[tuple[str, int], ...]
    waiting: int
    topics: tuple[tuple[str, str], ...]
    with_names: bool


def day_card(
    reader: Reader, day: date, now: WallTime, calendar: SchoolCalendar, settings: Settings, *, with_names: bool
) -> DayCard:
    """Return the card of a date; without names it holds no title, place or person."""
    lines = []
    for card in cards_between(reader, day, 1, calendar):
        if card.state in GIVEN_UP:
            continue
        face = Face(card.activity_key, card.activity_name, card.category, card.protection, is_buffer=card.is_buffer)
        general = content_for(face, Audience.OFFICE)
        words = card.title if with_names or general is None else general.summary
        place = card.place if with_names else ""
        lines.append(CardLine(card.span, words, place, card.category, card.protection, card.all_day))
    owed: dict[str, int] = {}
    for promise in promises(reader, now, calendar, settings):
        if promise.due <= day:
            owed[promise.kind] = owed.get(promise.kind, 0) + max(1, promise.count if promise.kind == "check_in" else 1)
    waiting = int(reader.value("SELECT count(*) FROM office_proposal WHERE state = 'proposed'"))
    topics = tuple((row.what, row.first) for row in contacts(reader, day) if row.first) if with_names else ()
    return DayCard(
        settings.school_name, calendar.day(day), tuple(lines), tuple(owed.items()), waiting, topics, with_names
    )
