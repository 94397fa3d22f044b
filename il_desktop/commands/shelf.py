"""Giving what lies on the shelf a place in the calendar, and putting it back. Each is one step."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import block_of, itself, put_people, span_of, take_off
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.schedule import create_block
from il_desktop.domain.block_draft import MAX_MINUTES, MIN_MINUTES, BlockDraft
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection
from il_desktop.domain.errors import BadValue, NotFound, NotFromShelf, ProtectedTimeConflict
from il_desktop.domain.protection import GIVEN_UP, OverrideReason
from il_desktop.domain.shelf import TALK_MIN, TASK_TYPE, ShelfKind, ShelfRef, make_up_minutes, talk_type, visit_type
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Goal
from il_desktop.models.people import Person
from il_desktop.models.schedule import ActivityType, BlockSeries, Interruption, TimeBlock
from il_desktop.models.teamwork import Task
from il_desktop.models.visits import Feedback, Visit
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

_TABLES = {
    ShelfKind.TALK: Visit,
    ShelfKind.VISIT: Visit,
    ShelfKind.DEBT: Interruption,
    ShelfKind.TASK: Task,
    ShelfKind.HABIT: BlockSeries,
}


@operation("shelf.place")
def place(tx: Tx, ref: ShelfRef, start: WallTime, title: str, *, override: OverrideReason | None = None) -> str:
    """Plan a thing of the shelf as a block that it is linked to; return the block's id.

    Raises NotFound for what is gone, else as `schedule.create_block` does.
    """
    row = tx.session.get(_TABLES[ref.kind], ref.id)
    if row is None or _has_place(tx.session, ref.kind, row):
        raise NotFound(kind=_TABLES[ref.kind].__tablename__, key=ref.id)
    key, minutes, goals, level = _wanted(tx.session, ref.kind, row)
    minutes = max(MIN_MINUTES, min(minutes, MAX_MINUTES))
    draft = BlockDraft(title, key, start, start.plus(minutes), level, goals=goals)
    block_id = create_block(tx, draft, override=override)
    tx.session.flush()
    block = tx.session.get_one(TimeBlock, block_id)
    _link(tx.session, ref.kind, row, block)
    return block_id


@operation("shelf.put_back")
def put_back(tx: Tx, ref: BlockRef) -> ShelfRef:
    """Take a block off the calendar and put what it was planned for back on the shelf; return that.

    Raises NotFromShelf for a block that stands for nothing of the shelf, ProtectedTimeConflict for an Immovable one.
    """
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    found = _came_from(tx.session, block) if block.state == "planned" else None
    if found is None:
        raise NotFromShelf(title=block.title)
    if block.protection == Protection.IMMOVABLE:
        raise ProtectedTimeConflict((itself(block, facts),))
    tx.say(block=block.id, start=span_of(block, facts).start.iso())
    for table in (Task, Visit, Feedback):
        for row in tx.session.scalars(select(table).where(table.block_id == block.id)):
            row.block_id = None
    block.make_up_for_id = None
    if found.kind is ShelfKind.HABIT:
        block.series_id = block.occurrence_on = None
    tx.session.flush()
    take_off(tx, block)
    return found


def _has_place(session: Session, kind: ShelfKind, row: Any) -> bool:
    """Tell whether a block stands for a thing already: it is never planned twice."""
    standing = select(TimeBlock.id).where(TimeBlock.state.not_in(GIVEN_UP))
    if kind is ShelfKind.HABIT:
        return row.per_week is None  # a series of fixed times is no habit
    if kind is ShelfKind.DEBT:
        return session.scalars(standing.where(TimeBlock.make_up_for_id == row.id)).first() is not None
    if kind is ShelfKind.TALK:
        talks = select(Feedback.block_id).where(Feedback.visit_id == row.id, Feedback.given_local.is_(None))
        return session.scalars(standing.where(TimeBlock.id.in_(talks))).first() is not None
    return session.scalars(standing.where(TimeBlock.id == row.block_id)).first() is not None


def _wanted(session: Session, kind: ShelfKind, row: Any) -> tuple[str, int, tuple[GoalShare, ...], Protection | None]:
    """Return activity type, minutes, goals and level of the block a thing becomes; no level means the type's."""
    if kind is ShelfKind.HABIT:
        return row.activity_type_id, row.duration_min, (), Protection(row.protection)
    if kind is ShelfKind.TASK:
        return TASK_TYPE, row.est_min or TALK_MIN, _whole(session, row.goal_id), None
    if kind is ShelfKind.VISIT:
        return visit_type(row.kind), row.duration_min, _whole(session, row.goal_id), None
    if kind is ShelfKind.TALK:
        feedback = _open_feedback(session, row)
        return talk_type(feedback.kind if feedback else "reflective"), TALK_MIN, (), None
    lost = session.get_one(TimeBlock, row.block_id)
    goals = tuple(GoalShare(share.goal_id, share.share_pct) for share in lost.goals)
    activity = session.get_one(ActivityType, lost.activity_type_id)
    return activity.id, make_up_minutes(row.minutes), goals, Protection(lost.protection)


def _whole(session: Session, goal_id: str | None) -> tuple[GoalShare, ...]:
    return (GoalShare(goal_id, 100),) if goal_id and session.get(Goal, goal_id) else ()


def _link(session: Session, kind: ShelfKind, row: Any, block: TimeBlock) -> None:
    """Tie a thing to the block that was made for it."""
    if kind is ShelfKind.TASK:
        row.block_id = block.id
    elif kind is ShelfKind.HABIT:
        _tie_to_habit(session, row, block)
    elif kind is ShelfKind.DEBT:
        block.make_up_for_id = row.id
        put_people(session, block, [link.person_id for link in session.get_one(TimeBlock, row.block_id).people])
    elif kind is ShelfKind.VISIT:
        row.block_id, row.starts_local = block.id, block.starts_local
        code = _period_at(session, block.starts_local)
        if code != row.period_code:  # another lesson: which one is seen there is not known
            row.period_code, row.section_id = code, None
        _with(session, block, row.person_id)
    else:
        feedback = _open_feedback(session, row)
        if feedback is None:
            feedback = Feedback(visit_id=row.id, person_id=row.person_id, kind="reflective")
            session.add(feedback)
        feedback.block_id = block.id
        _with(session, block, row.person_id)


def _tie_to_habit(session: Session, habit: BlockSeries, block: TimeBlock) -> None:
    """Count a block as the habit's place of its day; a second one on that day is refused."""
    day = block.starts_local.day
    others = select(TimeBlock).where(TimeBlock.series_id == habit.id, TimeBlock.occurrence_on == day)
    for other in session.scalars(others):
        if other.state not in GIVEN_UP:
            raise BadValue(field="habit", value="", reason="once_a_day")
        other.series_id = other.occurrence_on = None  # given up: the day is free for the habit again
    session.flush()
    block.series_id, block.occurrence_on = habit.id, day
    put_people(session, block, [one for one in habit.people if session.get(Person, one) is not None])


def _with(session: Session, block: TimeBlock, person_id: str) -> None:
    if session.get(Person, person_id) is not None:
        put_people(session, block, [person_id])


def _period_at(session: Session, moment: WallTime) -> str | None:
    periods = SchoolFacts(session).calendar.day(moment.day).periods
    return next((one.code for one in periods if one.start_min <= moment.minute < one.end_min), None)


def _open_feedback(session: Session, visit: Visit) -> Feedback | None:
    mine = select(Feedback).where(Feedback.visit_id == visit.id, Feedback.given_local.is_(None))
    return session.scalars(mine.order_by(Feedback.created_at).limit(1)).first()


def _came_from(session: Session, block: TimeBlock) -> ShelfRef | None:
    """Return what a block was planned for."""
    task = session.scalars(select(Task.id).where(Task.block_id == block.id, Task.state == "open")).first()
    if task:
        return ShelfRef(ShelfKind.TASK, task)
    visit = session.scalars(select(Visit.id).where(Visit.block_id == block.id, Visit.state == "planned")).first()
    if visit:
        return ShelfRef(ShelfKind.VISIT, visit)
    talk = select(Feedback.visit_id).where(
        Feedback.block_id == block.id, Feedback.given_local.is_(None), Feedback.visit_id.is_not(None)
    )
    promised = session.scalars(talk).first()
    if promised:
        return ShelfRef(ShelfKind.TALK, promised)
    series = session.get(BlockSeries, block.series_id) if block.series_id else None
    if series is not None and series.per_week is not None:
        return ShelfRef(ShelfKind.HABIT, series.id)
    return ShelfRef(ShelfKind.DEBT, block.make_up_for_id) if block.make_up_for_id else None
