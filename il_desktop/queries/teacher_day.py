"""Whose time a block is about, and what that person does on given dates: for the strip beside a dragged visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.shelf import MARK, ShelfRef
from il_desktop.domain.timetable import Timetable
from il_desktop.queries.timetable import LessonCard, lessons
from il_desktop.store.reader import Reader

_PERSON = """
    SELECT p.id, ifnull(p.shown_as, p.given || ' ' || p.family) FROM person p
    WHERE p.id = coalesce(
        (SELECT person_id FROM visit WHERE block_id = :block), (SELECT person_id FROM feedback WHERE block_id = :block),
        (SELECT person_id FROM visit WHERE id = :shelf)
    )
"""


class TeacherDays(NamedTuple):
    """A person's name and periods by date; dates about which nothing is known have none."""

    name: str
    days: Mapping[date, tuple[LessonCard, ...]]

    def on(self, day: date) -> tuple[LessonCard, ...]:
        """Return the periods of one date in order."""
        return self.days.get(day, ())


def teacher_days(
    reader: Reader, ref: BlockRef, days: Iterable[date], calendar: SchoolCalendar, known: Timetable
) -> TeacherDays | None:
    """Return the days of the person whom a block's visit or talk is about, None without one or without a timetable.

    `ref` may also name a visit or talk that lies on the shelf (`domain.shelf.ShelfRef.key`).
    """
    if not ref.block_id:
        return None
    on_shelf = ShelfRef.parse(ref.block_id).id if ref.block_id.startswith(MARK) else ""
    found = reader.row(_PERSON, {"block": ref.block_id, "shelf": on_shelf})
    if found is None or not known.knows(found[0]):
        return None
    return TeacherDays(found[1], {day: lessons(reader, found[0], day, calendar, known) for day in days})
