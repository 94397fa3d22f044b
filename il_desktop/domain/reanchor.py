"""What a changed calendar does to what is planned: blocks that follow their period, visits and deadlines it touches.

Pure: the same function answers the preview and the step that is saved. Only planned blocks are looked at; what
happened stays where it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.school import Period, SchoolCalendar, SchoolDay
from il_desktop.domain.timetable import Timetable
from il_desktop.domain.walltime import Span, WallTime

MIN_MINUTES = 5
_CLOCK_ANCHORS = frozenset({"clock", "day"})


class PlannedBlock(NamedTuple):
    """A planned block as the change sees it, by the school's clock; `anchor` is clock, day, period or section."""

    id: str
    title: str
    anchor: str
    span: Span
    period_code: str | None = None
    section_id: str | None = None


class PlannedVisit(NamedTuple):
    """A planned visit of a teacher in one period; its block, where there is one, follows the lesson."""

    id: str
    person_id: str
    start: WallTime
    period_code: str | None = None
    section_id: str | None = None
    block_id: str | None = None


class Due(NamedTuple):
    """Something owed a number of contact days after a date."""

    since: date
    contact_days: int


class Plans(NamedTuple):
    """Everything planned on the days a change touches."""

    blocks: tuple[PlannedBlock, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()
    dues: tuple[Due, ...] = ()


class Move(NamedTuple):
    """A block, or a visit without one, and where it goes."""

    id: str
    title: str
    was: Span
    to: Span


class Fallout(NamedTuple):
    """What a change of the calendar does.

    `stays` are blocks tied to the clock on days whose bells change, `lost_periods` those whose period is gone;
    `lost_lessons` are visits whose teacher no longer teaches then. All of these stay where they are, to be looked at.
    """

    days: tuple[date, ...] = ()
    moves: tuple[Move, ...] = ()
    visit_moves: tuple[Move, ...] = ()
    stays: tuple[PlannedBlock, ...] = ()
    lost_periods: tuple[PlannedBlock, ...] = ()
    lost_lessons: tuple[PlannedVisit, ...] = ()
    deadlines: int = 0
    letters: int = 0


def changed_days(
    before: SchoolCalendar, after: SchoolCalendar, since: date, also: Iterable[date] = ()
) -> tuple[date, ...]:
    """Return the dates from `since` on, and those of `also`, whose kind, day type or periods differ."""
    stretches = [(span.first, span.last) for span in (*before.years, *after.years)]
    stretches += [(override.day, override.day) for rules in (before.rules, after.rules) for override in rules.overrides]
    wanted = {
        date.fromordinal(number)
        for first, last in stretches
        if last >= since
        for number in range(max(first, since).toordinal(), last.toordinal() + 1)
    }
    return tuple(day for day in sorted(wanted | set(also)) if _school_of(before.day(day)) != _school_of(after.day(day)))


def fallout(
    before: SchoolCalendar, after: SchoolCalendar, days: Sequence[date], plans: Plans, timetable: Timetable
) -> Fallout:
    """Say what happens to the plans of the changed `days`."""
    touched = set(days)
    visit_of = {visit.block_id: visit for visit in plans.visits if visit.block_id is not None}
    moves: list[Move] = []
    stays: list[PlannedBlock] = []
    gone: list[PlannedBlock] = []
    for block in plans.blocks:
        day = block.span.start.day
        if day not in touched:
            continue
        old, new = before.day(day), after.day(day)
        visit = visit_of.get(block.id)
        period = _held_period(block, visit, old)
        if period is None:
            if old.periods != new.periods:
                stays.append(block)
            continue
        target = _target_period(period, block, visit, new, timetable)
        if target is None:
            gone.append(block)
        elif (to := placed(block.span, period, target)) != block.span:
            moves.append(Move(block.id, block.title, block.span, to))
    visits = [visit for visit in plans.visits if visit.start.day in touched]
    lost = [visit for visit in visits if _loses_lesson(visit, before, after, timetable)]
    return Fallout(
        days=tuple(days),
        moves=tuple(moves),
        visit_moves=tuple(_visit_moves(visits, moves, before, after)),
        stays=tuple(stays),
        lost_periods=tuple(gone),
        lost_lessons=tuple(lost),
        deadlines=sum(_due_day(due, before) != _due_day(due, after) for due in plans.dues),
        letters=sum(before.day(day).day_type != after.day(day).day_type for day in days),
    )


def placed(span: Span, old: Period, new: Period) -> Span:
    """Return where a block inside one period goes in another.

    A block that filled the period, or its rest, fills it again; any other keeps its distance from the bell and its
    length, moved forward or shortened where the new period is too short.
    """
    day, minutes = span.start.day, span.minutes
    offset = span.start.minute - old.start_min
    length = new.end_min - new.start_min
    if span.start.minute + minutes == old.end_min:
        offset = min(offset, max(0, length - min(minutes, length)))
        return Span.of(WallTime(day, new.start_min + offset), length - offset)
    if span.start.minute + minutes > old.end_min:  # goes on into other periods: only its start is tied
        return Span.of(WallTime(day, new.start_min + min(offset, max(0, length - MIN_MINUTES))), minutes)
    minutes = min(minutes, length)
    return Span.of(WallTime(day, new.start_min + min(offset, length - minutes)), minutes)


def _school_of(day: SchoolDay) -> tuple[object, ...]:
    return day.kind, day.day_type, day.periods, day.is_contact_day


def _held_period(block: PlannedBlock, visit: PlannedVisit | None, day: SchoolDay) -> Period | None:
    """Return the period a block stands in and follows; None for a clock block, or one moved away from its period."""
    code = visit.period_code if visit is not None and visit.period_code else block.period_code
    if visit is None and block.anchor in _CLOCK_ANCHORS:
        return None
    start = block.span.start.minute
    inside = [period for period in day.periods if period.start_min <= start < period.end_min]
    if code is None:
        return inside[0] if inside else None
    return next((period for period in inside if period.code == code), None)


def _target_period(
    period: Period, block: PlannedBlock, visit: PlannedVisit | None, day: SchoolDay, timetable: Timetable
) -> Period | None:
    section_id = (visit.section_id if visit is not None else None) or block.section_id
    if section_id is not None and (visit is not None or block.anchor == "section"):
        meets = timetable.periods_of(section_id, day)
        if meets:
            return next((each for each in meets if each.code == period.code), meets[0])
    return day.period(period.code) if day.is_contact_day else None


def _loses_lesson(visit: PlannedVisit, before: SchoolCalendar, after: SchoolCalendar, timetable: Timetable) -> bool:
    """Tell whether a teacher taught at the visit's time and on the changed day does not; unknown timetables lose none.

    A section that still meets that day, in another period, takes its visit along.
    """
    day = visit.start.day
    old, new = before.day(day), after.day(day)
    code = visit.period_code or next((p.code for p in old.periods if p.start_min <= visit.start.minute < p.end_min), "")
    if not code or not timetable.teaches(visit.person_id, old, code):
        return False
    if timetable.teaches(visit.person_id, new, code):
        return False
    return not (visit.section_id and new.is_contact_day and timetable.periods_of(visit.section_id, new))


def _visit_moves(
    visits: Iterable[PlannedVisit], moves: Iterable[Move], before: SchoolCalendar, after: SchoolCalendar
) -> Iterable[Move]:
    """Let visits follow their blocks; one without a block keeps its distance from the bell."""
    moved = {move.id: move for move in moves}
    for visit in visits:
        if visit.block_id is not None:
            move = moved.get(visit.block_id)
            if move is not None:
                yield Move(visit.id, "", move.was, move.to)
            continue
        day = visit.start.day
        old, new = (calendar.day(day).period(visit.period_code or "") for calendar in (before, after))
        if old is None or new is None or old == new or not old.start_min <= visit.start.minute < old.end_min:
            continue
        was = Span.of(visit.start, 1)
        yield Move(visit.id, "", was, placed(was, old, new))


def _due_day(due: Due, calendar: SchoolCalendar) -> date:
    found = calendar.add_contact_days(due.since, due.contact_days)
    return found or due.since + timedelta(days=due.contact_days)
