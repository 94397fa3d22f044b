"""Who teaches what and where on a date: for the tip of a dragged visit, and for what a changed day does to visits."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.timetable import Timetable
from il_desktop.domain.timetable_rows import timetable_from
from il_desktop.store.reader import Reader, reads

_SLOTS = """
    SELECT person_id, period_code, kind, from_on, to_on, day_type, weekday, section_id FROM timetable_slot
"""
_ABSENCES = "SELECT person_id, from_on, to_on, substitute_id FROM calendar_span WHERE kind = 'absence'"
_PART_TIMERS = "SELECT id, works_on FROM person WHERE works_on <> '[]'"
_SECTIONS = "SELECT id, title, ifnull(room, '') FROM section"
_SHOWN = "SELECT id, ifnull(shown_as, given || ' ' || family) FROM person WHERE id IN (SELECT value FROM json_each(?))"


class LessonCard(NamedTuple):
    """One period of a person's day in words for the screen; minutes of the day, end not included.

    `kind` is teach, plan, lunch, team, duty, off or away; `stands_in_for` names whom a substitute replaces.
    """

    period_code: str
    start_min: int
    end_min: int
    kind: str
    section: str = ""
    room: str = ""
    section_id: str | None = None
    stands_in_for: str = ""


@reads("timetable_slot", "calendar_span", "person")
def timetable(reader: Reader) -> Timetable:
    """Return the timetable of all persons; keep it with `Desk.cached`."""
    return timetable_from(reader.rows(_SLOTS), reader.rows(_ABSENCES), reader.rows(_PART_TIMERS))


def lessons(
    reader: Reader, person_id: str, day: date, calendar: SchoolCalendar, known: Timetable | None = None
) -> tuple[LessonCard, ...]:
    """Return what a person does in each period of a date, in order; empty where nothing is known.

    `known` saves reading the timetable again (`desk.cached(timetable)`).
    """
    found = (known or timetable(reader)).lessons(person_id, calendar.day(day))
    if not found:
        return ()
    sections = {id_: (title, room) for id_, title, room in reader.rows(_SECTIONS)}
    names = dict(reader.rows(_SHOWN, (json.dumps([lesson.for_id for lesson in found if lesson.for_id]),)))
    return tuple(
        LessonCard(
            lesson.period.code,
            lesson.period.start_min,
            lesson.period.end_min,
            lesson.kind,
            *sections.get(lesson.section_id or "", ("", "")),
            lesson.section_id,
            names.get(lesson.for_id, "") if lesson.for_id else "",
        )
        for lesson in found
    )
