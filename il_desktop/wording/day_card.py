"""The printed card of a day: one page, with names or without, as its reader was told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from il_desktop.domain.blocks import Protection
from il_desktop.reports.paper import Column, Heading, Paper, Part, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, hours_text, long_day_text
from il_desktop.wording.huddle_paper import NAMED, NAMELESS

if TYPE_CHECKING:
    from il_desktop.domain.school import SchoolDay
    from il_desktop.domain.walltime import Span

_OWED = {
    "feedback": ("talk after a visit", "talks after a visit"),
    "check_back": ("step to look at again", "steps to look at again"),
    "delegated": ("task handed on to look at", "tasks handed on to look at"),
    "window": ("reading missing", "readings missing"),
    "vision": ("vision to review", "visions to review"),
    "check_in": ("goal to check in on", "goals to check in on"),
    "follow_up": ("follow-up", "follow-ups"),
}
_LEVELS = {Protection.GUARDED: "Guarded: asks a reason", Protection.IMMOVABLE: "Immovable"}


def day_card_paper(  # noqa: PLR0913  the parts of a card, told apart from where they were read
    school_name: str, school: SchoolDay, lines: tuple[tuple[Span, str, str, Protection, bool], ...],
    owed: tuple[tuple[str, int], ...], waiting: int, topics: tuple[tuple[str, str], ...], *,
    with_names: bool, size: str = "letter", words: Words = ENGLISH,
) -> Paper:  # fmt: skip
    """Return the card as a paper that fits one page."""
    parts: list[Part] = [Heading("The day", 2)]
    rows = tuple(
        ("all day" if all_day else _hours(span, school.day, words), text, place, _LEVELS.get(level, ""))
        for span, text, place, level, all_day in lines
    )
    if rows:
        columns = (Column("When", 1.3), Column("What", 3), Column("Where", 1.2), Column("Holds", 1.6))
        parts.append(Table("Blocks", columns, rows))
    else:
        parts.append(Text("Nothing is planned."))
    parts.append(Heading("Owed and waiting", 2))
    promised = [count_text(number, *_OWED.get(kind, ("promise", "promises"))) for kind, number in owed]
    if waiting:
        promised.append(count_text(waiting, "proposal of the office waits", "proposals of the office wait"))
    parts.append(Text(f"{'; '.join(promised).capitalize()}." if promised else "Nothing is owed today."))
    if topics:
        parts += [
            Heading("Who takes it first", 2),
            Table("First contacts", (Column("Topic", 2), Column("First contact", 2)), topics),
        ]
    what = " · ".join(part for part in (_kind(school), school_name) if part)
    foot = NAMED if with_names else NAMELESS
    return Paper(long_day_text(school.day, words), tuple(parts), what, foot, size, fits=1)


def _kind(school: SchoolDay) -> str:
    parts = [f"{school.day_type} day" if school.day_type else "", school.name]
    if school.bells is not None:
        parts.append(f"{school.bells.name} bells")
    return ", ".join(part for part in parts if part)


def _hours(span: Span, day: date, words: Words) -> str:
    start = span.start.minute if span.start.day == day else 0
    return hours_text(start, span.end.minute if span.end.day == day else 1440, words)
