"""The timetable of the staff: brought in as a whole from a list, or changed slot by slot, always from a date on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.text import clean_line
from il_desktop.interchange.csv_timetable import SLOT_KINDS, TimetablePlan, sections_of
from il_desktop.models.people import Person
from il_desktop.models.schedule import TimeBlock
from il_desktop.models.school import CalendarSpan, Section, TimetableSlot
from il_desktop.models.visits import Visit
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


@operation("slot.set")
def set_slot(  # noqa: PLR0913  where, what and from when
    tx: Tx, person_id: str, period_code: str, kind: str | None, first: date, *, day_type: str | None = None,
    weekday: int | None = None, section_id: str | None = None,
) -> None:  # fmt: skip
    """Say what a person does in a period from a date on; before it stays what was. None as kind takes the slot out.

    What was planned to change later still does. Raises BadValue (kind, or a lesson without a class), NotFound.
    """
    if kind is not None and kind not in SLOT_KINDS:
        raise BadValue(field="kind", value=kind, reason="not_a_choice")
    if kind == "teach" and section_id is None:
        raise BadValue(field="class", value="", reason="empty")
    for model, key in ((Person, person_id), (Section, section_id)):
        if key is not None and tx.session.get(model, key) is None:
            raise NotFound(kind=model.__tablename__, key=key)
    slot = TimetableSlot
    same = select(slot).where(
        slot.person_id == person_id, slot.period_code == period_code, slot.day_type.is_(day_type) if day_type is None
        else slot.day_type == day_type, slot.weekday.is_(None) if weekday is None else slot.weekday == weekday,
        or_(slot.to_on.is_(None), slot.to_on >= first),
    )  # fmt: skip
    last: date | None = None
    for known in tx.session.scalars(same).all():
        if known.from_on > first:
            before = known.from_on - timedelta(days=1)
            last = min(last or before, before)
        elif known.from_on == first:
            last = known.to_on or last
            tx.session.delete(known)
        else:
            last = known.to_on or last
            known.to_on = first - timedelta(days=1)
    tx.session.flush()
    section = section_id if kind == "teach" else None
    if kind is not None:
        tx.session.add(
            TimetableSlot(
                person_id=person_id, section_id=section, day_type=day_type, weekday=weekday, period_code=period_code,
                kind=kind, from_on=first, to_on=last,
            )
        )  # fmt: skip
    tx.say(
        person=person_id, period=period_code, kind=kind, section=section, letter=day_type, weekday=weekday,
        first=first.isoformat(),
    )  # fmt: skip


class LessonPlace(NamedTuple):
    """Where a new class is taught, from `first` on."""

    person_id: str
    period_code: str
    first: date
    day_type: str | None = None
    weekday: int | None = None


@operation("section.add")
def add_section(
    tx: Tx, year_id: str, title: str, *, subject: str = "", grade: str = "", room: str = "",
    lesson: LessonPlace | None = None,
) -> str:  # fmt: skip
    """Add a class to a school year, at once taught at `lesson`; return its id. Raises BadValue or NotFound."""
    year = tx.session.get(CalendarSpan, year_id)
    if year is None or year.kind != "year":
        raise NotFound(kind="calendar_span", key=year_id)
    row = Section(year_id=year_id, title=_line(title, "title"))
    row.subject, row.grade, row.room = (clean_line(text).strip() or None for text in (subject, grade, room))
    tx.session.add(row)
    tx.session.flush()
    if lesson is not None:
        who, code, first, letter, weekday = lesson
        set_slot(tx, who, code, "teach", first, day_type=letter, weekday=weekday, section_id=row.id)
        tx.label_args.clear()
    tx.say(section=row.id)
    return row.id


@operation("section.edit")
def edit_section(tx: Tx, section_id: str, *, title: str, subject: str = "", grade: str = "", room: str = "") -> None:
    """Rename a class, or change its subject, grade or room, in all its lessons; raise BadValue or NotFound."""
    row = _section(tx.session, section_id)
    row.title = _line(title, "title")
    row.subject, row.grade, row.room = (clean_line(text).strip() or None for text in (subject, grade, room))
    tx.say(section=section_id)


@operation("section.delete")
def delete_section(tx: Tx, section_id: str) -> None:
    """Delete a class that no lesson, block or visit names; raise HasChildren else, or NotFound."""
    row = _section(tx.session, section_id)
    counts = {
        table.__tablename__: found
        for table in (TimetableSlot, TimeBlock, Visit)
        if (found := tx.session.scalar(select(func.count()).where(table.section_id == section_id)))
    }
    if counts:
        raise HasChildren(kind="section", key=section_id, counts=counts)
    tx.session.delete(row)
    tx.say(section=section_id)


def _section(session: Session, section_id: str) -> Section:
    row = session.get(Section, section_id)
    if row is None:
        raise NotFound(kind="section", key=section_id)
    return row


def _line(text: str, field: str) -> str:
    line = clean_line(text).strip()
    if not line:
        raise BadValue(field=field, value="", reason="empty")
    return line


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
