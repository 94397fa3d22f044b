"""After a change of the school calendar: planned blocks and visits follow their periods, in the same step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.held_time import SchoolFacts
from il_desktop.domain.clock import wall_now
from il_desktop.domain.reanchor import Fallout, Plans, changed_days, fallout
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.timetable import Timetable
from il_desktop.domain.timetable_rows import plans_from, timetable_from
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.schedule import TimeBlock
from il_desktop.models.school import CalendarSpan, TimetableSlot
from il_desktop.models.settings import Setting
from il_desktop.models.visits import Feedback, Visit
from il_desktop.store.transaction import Tx


@contextmanager
def following(tx: Tx, *also: date) -> Iterator[None]:
    """Let what is planned follow the calendar changes made inside the block, from today on and on the dates `also`.

    The step's label gets `moved`, `lost` (visits) and `stayed` as counts.
    """
    facts = SchoolFacts(tx.session)
    before = facts.calendar
    timetable = _timetable(tx.session)
    yield
    tx.session.flush()
    after_facts = SchoolFacts(tx.session)
    after = after_facts.calendar
    today = wall_now(tx.clock, facts.settings.tz).day
    days = changed_days(before, after, today, also)
    if days:
        found = fallout(before, after, days, _plans(tx.session, days, facts), timetable)
        _apply(tx.session, found, after, after_facts.settings.tz)
        tx.say(moved=len(found.moves) or None, lost=len(found.lost_lessons) or None)


def _apply(session: Session, found: Fallout, calendar: SchoolCalendar, tz: str) -> None:
    for move in found.moves:
        block = session.get_one(TimeBlock, move.id)
        block.starts_local, block.ends_local, block.tz = move.to.start, move.to.end, tz
        if block.anchor not in ("clock", "day"):
            block.period_code, block.offset_min = _place_in(calendar, move.to.start)
    for move in found.visit_moves:
        visit = session.get_one(Visit, move.id)
        visit.starts_local = move.to.start
        code, _offset = _place_in(calendar, move.to.start)
        visit.period_code = code or visit.period_code
        if visit.block_id is not None:
            visit.duration_min = min(move.to.minutes, 240)


def _place_in(calendar: SchoolCalendar, at: WallTime) -> tuple[str | None, int]:
    """Return the period a time lies in and its distance from the bell in minutes."""
    for period in calendar.day(at.day).periods:
        if period.start_min <= at.minute < period.end_min:
            return period.code, at.minute - period.start_min
    return None, 0


def _timetable(session: Session) -> Timetable:
    slot = TimetableSlot
    slots = select(
        slot.person_id, slot.period_code, slot.kind, slot.from_on, slot.to_on, slot.day_type, slot.weekday,
        slot.section_id,
    )  # fmt: skip
    span = CalendarSpan
    absences = select(span.person_id, span.from_on, span.to_on, span.substitute_id).where(span.kind == "absence")
    part_timers = select(Person.id, Person.works_on).where(Person.active_to.is_(None))
    return timetable_from(
        [tuple(row) for row in session.execute(slots)],
        [tuple(row) for row in session.execute(absences)],
        [(person, days) for person, days in session.execute(part_timers) if days],
    )


def _plans(session: Session, days: Sequence[date], facts: SchoolFacts) -> Plans:
    first, beyond = WallTime(days[0], 0), WallTime(days[-1] + timedelta(days=1), 0)
    block, visit = TimeBlock, Visit
    blocks = (
        select(block.id, block.title, block.anchor, block.starts_local, block.ends_local, block.tz, block.period_code,
               block.section_id)
        .where(block.state == "planned", block.all_day.is_(False))
        .where(block.starts_local >= first, block.starts_local < beyond)
        .order_by(block.starts_local, block.id)
    )  # fmt: skip
    visits = (
        select(visit.id, visit.person_id, visit.starts_local, visit.period_code, visit.section_id, visit.block_id)
        .where(visit.state == "planned", visit.starts_local >= first, visit.starts_local < beyond)
        .order_by(visit.starts_local, visit.id)
    )
    talked = select(Feedback.id).where(Feedback.visit_id == visit.id, Feedback.given_local.is_not(None)).exists()
    owed = select(visit.starts_local, visit.kind, visit.state).where(visit.state.in_(("visited", "written")), ~talked)
    rules = session.scalar(select(Setting.value).where(Setting.key == "deadline_rules"))
    return plans_from(
        [tuple(row) for row in session.execute(blocks)],
        [tuple(row) for row in session.execute(visits)],
        [tuple(row) for row in session.execute(owed)],
        facts.local,
        (facts.settings.feedback_days, rules),
    )
