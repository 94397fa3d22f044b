"""Make-up blocks as rows: found a place, linked to the debt they make up for, same level, goals and people.

The rules are `domain.make_up`; this reads what they ask about and writes what they decide. Always part of the step
that displaced the block, or of the reconciling that settled it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import known_people, put_people, put_shares, span_of
from il_desktop.commands.feed_times import busy_times
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.domain import make_up
from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.clock import FixedClock, wall_now
from il_desktop.domain.protected_windows import Window, windows_on
from il_desktop.domain.protection import Held
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import ActivityType, Interruption, TimeBlock
from il_desktop.models.school import CalendarSpan, ProtectedWindow


def first_debt(session: Session, displaced: TimeBlock, own: Interruption) -> Interruption:
    """Return the debt that a displaced block stands for: of a make-up block the first one, else its own."""
    if displaced.make_up_for_id is None:
        return own
    return session.get(Interruption, displaced.make_up_for_id) or own


def plan_make_up(
    session: Session, displaced: TimeBlock, debt: Interruption, facts: SchoolFacts, taken: Span | None = None
) -> TimeBlock | None:
    """Add the make-up block of a debt where the rules find it a place; None leaves the debt on the shelf.

    `taken` is the span that displaces it now and is no row yet.
    """
    kind = session.get(ActivityType, displaced.activity_type_id)
    now = wall_now(FixedClock(session.info["now"]), facts.settings.tz)
    if kind is None or displaced.all_day:
        return None
    lost = span_of(displaced, facts)
    length = make_up.size(debt.minutes, debt.planned_min or lost.minutes, kind.key)
    week_ends = now.day + timedelta(days=6 - (now.day.weekday() - facts.settings.first_weekday) % 7)
    days = make_up.candidate_days(facts.calendar, now, week_ends)
    if not days:
        return None
    session.flush()  # the ladder looks at rows, and an occurrence may just have become one
    week = Span(WallTime(days[0], 0), WallTime(days[-1] + timedelta(days=1), 0))
    blocks: list[Held] = [*held_blocks(session, week, facts), *busy_times(session, week, facts)]
    if taken is not None:
        blocks.append(HeldBlock(BlockRef("new"), "", Protection.GUARDED, taken))
    is_instruction = kind.category == Category.INSTRUCTIONAL
    rooms = [make_up.DayRoom(*each) for each in _rooms(session, facts, days, is_instruction=is_instruction)]
    place = make_up.place(length, lost, rooms, blocks, now)
    return _add(session, displaced, debt, place, facts) if place else None


def settle_debt(session: Session, block: TimeBlock, minutes: int) -> None:
    """Say in the ledger how much of the debt a make-up block made up."""
    debt = session.get(Interruption, block.make_up_for_id) if block.make_up_for_id else None
    if debt is not None:
        debt.debt = make_up.settled(minutes, debt.minutes)


def stored_windows(session: Session) -> list[Window]:
    """Return the protected windows of the file."""
    statement = select(
        ProtectedWindow.from_min, ProtectedWindow.to_min, ProtectedWindow.weekday, ProtectedWindow.day_type,
        CalendarSpan.from_on, CalendarSpan.to_on,
    ).outerjoin(CalendarSpan, CalendarSpan.id == ProtectedWindow.term_id)  # fmt: skip
    return [Window(*row) for row in session.execute(statement)]


def _rooms(session: Session, facts: SchoolFacts, days: list, *, is_instruction: bool) -> list:
    """Instruction goes inside instructional hours, all else inside the work hours."""
    windows = stored_windows(session)
    found = []
    for day in days:
        work = Span(WallTime(day, facts.settings.work_start_min), WallTime(day, 0).plus(facts.settings.work_end_min))
        hours = facts.calendar.instructional_span(day) if is_instruction else work
        if hours is not None:
            found.append((hours, windows_on(windows, facts.calendar.day(day)) if is_instruction else ()))
    return found


def _add(session: Session, displaced: TimeBlock, debt: Interruption, place: Span, facts: SchoolFacts) -> TimeBlock:
    block = TimeBlock(
        title=displaced.title,
        activity_type_id=displaced.activity_type_id,
        protection=displaced.protection,
        origin="planner",
        place=displaced.place,
        is_public=displaced.is_public,
        starts_local=place.start,
        ends_local=place.end,
        tz=facts.settings.tz,
        make_up_for_id=debt.id,
    )
    session.add(block)
    put_shares(session, block, [GoalShare(link.goal_id, link.share_pct) for link in displaced.goals])
    put_people(session, block, known_people(session, [link.person_id for link in displaced.people]))
    return block
