"""Brings a OneRoster export in: staff, years and terms, classes and their lessons, as one step."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from il_desktop.commands.people import import_roster
from il_desktop.commands.school import SpanDraft, add_span
from il_desktop.domain.errors import NotFound
from il_desktop.interchange.oneroster import lessons_end
from il_desktop.interchange.oneroster_plan import KnownSlot, LessonItem, OneRosterPlan, SectionItem
from il_desktop.interchange.roster_plan import RosterOutcome
from il_desktop.models.people import Person
from il_desktop.models.school import CalendarSpan, Section, TimetableSlot
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

_ONE_DAY = timedelta(days=1)


@operation("oneroster.import")
def import_oneroster(tx: Tx, plan: OneRosterPlan, *, take_dates: bool = True) -> int:
    """Write what an export brings; return how many rows it names as new or changed.

    Years and terms are left out without `take_dates`; classes of a year that is not there are then left out too.
    Lessons hold from the day of the plan on: of the people whose lessons differ, what they taught until then ends the
    day before, planning, lunch and duties stay. Raises BadLines or NotFound.
    """
    people = len(plan.people.writes)
    if people:
        import_roster(tx, plan.people)
    for item in plan.dates if take_dates else ():
        if item.outcome is RosterOutcome.NEW:
            add_span(tx, SpanDraft(item.kind, item.name, item.first, item.last))
    tx.session.flush()
    sections, written = _sections(tx.session, plan)
    lessons = _lessons(tx, plan, _people(tx.session, plan), sections)
    tx.label_args.clear()
    tx.say(people=people, classes=written, lessons=lessons)
    return people + written + lessons


def _people(session: Session, plan: OneRosterPlan) -> dict[str, str]:
    """Return the id of each person by the export's reference, those just added among them."""
    rows = session.execute(select(Person.external_ref, Person.id).where(Person.external_ref.is_not(None)))
    return {**{str(ref): id_ for ref, id_ in rows}, **plan.person_ids}


def _sections(session: Session, plan: OneRosterPlan) -> tuple[dict[str, str], int]:
    """Write the classes; return their ids by reference, and how many are new or changed."""
    spans = session.scalars(select(CalendarSpan).where(CalendarSpan.kind == "year"))
    years = [(year.from_on, year.to_on, year.id) for year in spans]
    ids: dict[str, str] = {}
    written = 0
    for item in plan.sections:
        year_id = next((id_ for first, last, id_ in years if item.day and first <= item.day <= last), None)
        if item.section_id is not None:
            row = session.get(Section, item.section_id)
            if row is None:
                raise NotFound(kind="section", key=item.section_id)
        elif year_id is None:
            continue
        else:
            row = Section(year_id=year_id, title=item.title)
            session.add(row)
        if item.outcome is not RosterOutcome.UNCHANGED:
            _fill(row, item)
            written += 1
        ids[item.ref] = row.id
    session.flush()
    return ids, written


def _fill(row: Section, item: SectionItem) -> None:
    """Put what the export says into a class; what it does not say stays."""
    row.title, row.external_ref = item.title, item.ref
    row.from_on, row.to_on = item.first, item.last
    row.subject = item.subject or row.subject
    row.grade = item.grade or row.grade
    row.room = item.room or row.room


def _lessons(tx: Tx, plan: OneRosterPlan, people: dict[str, str], sections: dict[str, str]) -> int:
    """Write the lessons of those whose timetable differs; end what they had."""
    wanted: defaultdict[str, list[LessonItem]] = defaultdict(list)
    for lesson in plan.lessons:
        if lesson.person_ref in people and lesson.section_ref in sections:
            wanted[people[lesson.person_ref]].append(lesson)
    for person_id, lessons in wanted.items():
        _end_old(tx.session, person_id, lessons, plan.today)
    tx.session.flush()
    rows = [
        {
            "person_id": person_id,
            "section_id": sections[lesson.section_ref],
            "day_type": lesson.day_type,
            "weekday": lesson.weekday,
            "period_code": lesson.period_code,
            "kind": "teach",
            "from_on": lesson.first.isoformat(),
            "to_on": lesson.last.isoformat() if lesson.last else None,
        }
        for person_id, lessons in wanted.items()
        for lesson in lessons
    ]
    if rows:
        tx.insert_rows("timetable_slot", rows)
    return len(rows)


def _end_old(session: Session, person_id: str, lessons: list[LessonItem], today: date) -> None:
    reaches = or_(TimetableSlot.to_on.is_(None), TimetableSlot.to_on >= today)
    for slot in session.scalars(select(TimetableSlot).where(TimetableSlot.person_id == person_id, reaches)):
        stop = today
        if slot.kind != "teach":
            hidden = [lesson.first for lesson in lessons if lessons_end(_known(slot), lesson)]
            if not hidden:
                continue
            stop = min(hidden)
        if slot.from_on >= stop:
            session.delete(slot)
        else:
            slot.to_on = stop - _ONE_DAY


def _known(slot: TimetableSlot) -> KnownSlot:
    return KnownSlot(
        slot.person_id, slot.section_id, slot.day_type, slot.weekday, slot.period_code, slot.kind, slot.from_on,
        slot.to_on,
    )  # fmt: skip
