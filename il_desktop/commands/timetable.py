"""The timetable of the staff, brought in as a whole for the people a list names, from one date on."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.interchange.csv_timetable import TimetablePlan, sections_of
from il_desktop.models.people import Person
from il_desktop.models.school import CalendarSpan, Section, TimetableSlot
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("timetable.import")
def import_timetable(tx: Tx, plan: TimetablePlan, first: date) -> int:
    """Let a timetable hold from a date on; what its people had ends the day before. Return the number of lines.

    Raises BadValue for a date outside every school year, NotFound for a person who is gone.
    """
    year = tx.session.scalars(
        select(CalendarSpan).where(
            CalendarSpan.kind == "year", CalendarSpan.from_on <= first, CalendarSpan.to_on >= first
        )
    ).one_or_none()
    if year is None:
        raise BadValue(field="first_day", value=first.isoformat(), reason="outside_year")
    _end_old(tx.session, plan, first)
    sections = _sections(tx.session, plan, year.id)
    tx.insert_rows(
        "timetable_slot",
        [
            {
                "person_id": slot.person_id,
                "section_id": sections.get((slot.section, slot.room)) if slot.kind == "teach" else None,
                "day_type": slot.day_type,
                "weekday": slot.weekday,
                "period_code": slot.period_code,
                "kind": slot.kind,
                "from_on": first.isoformat(),
            }
            for slot in plan.slots
        ],
    )
    tx.say(slots=len(plan.slots), people=len(plan.people), first=first.isoformat())
    return len(plan.slots)


def _end_old(session: Session, plan: TimetablePlan, first: date) -> None:
    """End what is in force, and take out what would begin later."""
    for person_id in plan.people:
        if session.get(Person, person_id) is None:
            raise NotFound(kind="person", key=person_id)
        reaches = or_(TimetableSlot.to_on.is_(None), TimetableSlot.to_on >= first)
        for slot in session.scalars(select(TimetableSlot).where(TimetableSlot.person_id == person_id, reaches)):
            if slot.from_on >= first:
                session.delete(slot)
            else:
                slot.to_on = first - timedelta(days=1)
    session.flush()


def _sections(session: Session, plan: TimetablePlan, year_id: str) -> dict[tuple[str, str], str]:
    """Return the id of each class, known ones found by title and room."""
    known = session.execute(select(Section.title, Section.room, Section.id).where(Section.year_id == year_id))
    ids = {(title, room or ""): key for title, room, key in known}
    for title, room in sections_of(plan.slots):
        if (title, room) not in ids:
            row = Section(year_id=year_id, title=title, room=room or None)
            session.add(row)
            ids[title, room] = row.id
    session.flush()
    return ids
