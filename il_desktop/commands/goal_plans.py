"""Whole plans in one step: a goal from a template with its measure and strategies, and the turn of the school year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.goals import add_goal, goal_of, setting
from il_desktop.commands.look_for_links import link_look_fors
from il_desktop.commands.schedule import create_block
from il_desktop.commands.settings import change_settings
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import GoalShare
from il_desktop.domain.errors import BadValue
from il_desktop.domain.goal_templates import template_of
from il_desktop.domain.next_year import YEAR
from il_desktop.domain.shelf import TASK_TYPE
from il_desktop.domain.tasks import USUAL_MIN
from il_desktop.domain.text import search_key
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.roster_names import split_name
from il_desktop.models.goals import Goal, Measure
from il_desktop.models.people import Person
from il_desktop.models.schedule import BlockGoal, TimeBlock
from il_desktop.models.school import CalendarSpan
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

MOST_MIN = 60
_COPIED = ("kind", "parent_id", "title", "domain", "owner_id", "because", "est_min", "horizon_years")


@operation("goal.block")
def plan_block(tx: Tx, goal_id: str, start: WallTime) -> str:
    """Add a block for a goal or a part of one at a free place; return its id. Raises as `schedule.create_block` does.

    The kind of time is the one most blocks of the same goal have; the length what was planned in all, an hour at most.
    """
    goal = goal_of(tx.session, goal_id)
    minutes = max(USUAL_MIN, min(goal.est_min or USUAL_MIN, MOST_MIN))
    draft = BlockDraft(
        goal.title,
        _kind_of_time(tx.session, goal),
        start,
        start.plus(minutes),
        goals=(GoalShare(goal_id, 100),),
    )
    block_id = create_block(tx, draft)
    tx.say(goal=goal_id, start=start.iso())
    return block_id


def _kind_of_time(session: Session, goal: Goal) -> str:
    """Return the kind of time that most blocks of the whole goal have; office work before there are any."""
    top = goal
    while top.parent_id is not None:
        top = session.get_one(Goal, top.parent_id)
    family, level = [top.id], [top.id]
    while level:
        level = list(session.scalars(select(Goal.id).where(Goal.parent_id.in_(level))))
        family += level
    usual = (
        select(TimeBlock.activity_type_id)
        .join(BlockGoal, BlockGoal.block_id == TimeBlock.id)
        .where(BlockGoal.goal_id.in_(family))
        .group_by(TimeBlock.activity_type_id)
        .order_by(func.count().desc(), TimeBlock.activity_type_id)
    )
    return session.scalar(usual.limit(1)) or TASK_TYPE


@operation("goal.named_owner")
def name_owner(tx: Tx, goal_id: str, name: str) -> str:
    """Let the person of that name own a goal and return their id; who is not known yet is written down as a leader.

    The first person of a file is its principal. Raise BadValue for a name without both halves.
    """
    goal = goal_of(tx.session, goal_id)
    read = split_name(name)
    if not (read.given and read.family):
        raise BadValue(field="owner_name", value=name, reason="half_a_name")
    known = {search_key(f"{given} {family}"): key for key, given, family in _people(tx.session)}
    owner_id = known.get(search_key(f"{read.given} {read.family}"))
    if owner_id is None:
        person = Person(kind="administrator", given=read.given, family=read.family)
        tx.session.add(person)
        tx.session.flush()
        owner_id = person.id
        if not known and not setting(tx.session, "principal_id"):
            change_settings(tx, principal_id=owner_id)
    goal.owner_id = owner_id
    tx.say(goal=goal_id, person=owner_id)
    return owner_id


def _people(session: Session) -> list[tuple[str, str, str]]:
    rows = session.execute(select(Person.id, Person.given, Person.family).order_by(Person.id))
    return [(key, given, family) for key, given, family in rows]


@operation("goal.look_fors")
def set_look_fors(tx: Tx, goal_id: str, look_for_ids: Iterable[str]) -> None:
    """Say which look-fors show in a lesson that a goal or strategy is lived; each belongs to one of them at most."""
    goal_of(tx.session, goal_id)
    count = link_look_fors(tx.session, "goal_id", goal_id, look_for_ids)
    tx.say(goal=goal_id, look_fors=count)
    tx.merge_key(f"{goal_id}:look_fors")


@operation("goal.from_template")
def add_from_template(tx: Tx, key: str, *, title: str = "", vision: str = "", domain: str = "") -> str:
    """Add a draft goal with the strategies of a template, and its measure unless one of that name is there."""
    template = template_of(key)
    if template is None:
        raise BadValue(field="template", value=key, reason="not_a_choice")
    goal_id = add_goal(tx, title.strip() or template.title, vision=vision, domain=domain or template.domain)
    tx.session.flush()
    for rank, strategy in enumerate(template.strategies, start=1):
        tx.session.add(
            Goal(
                kind="strategy",
                parent_id=goal_id,
                title=strategy.title,
                prediction=strategy.then,
                because=strategy.because,
                rank=rank,
            )
        )
    wanted = search_key(template.measure)
    if all(search_key(name) != wanted for name in tx.session.scalars(select(Measure.name))):
        values: dict[str, Any] = {name: getattr(template, name) for name in ("family", "timing", "unit", "better")}
        tx.session.add(Measure(name=template.measure, source=template.source, **values))
    tx.say(goal=goal_id, strategies=len(template.strategies))
    return goal_id


def copy_yearly(session: Session, year: CalendarSpan) -> int:
    """Copy the yearly milestones into a new school year, as part of starting it; return how many.

    Open goals, strategies and steps go on by themselves: nothing is closed, moved or lost.
    """
    yearly = session.scalars(select(Goal).where(Goal.recurs_yearly.is_(True)).order_by(Goal.created_at, Goal.id))
    made = 0
    newest: dict[tuple[str | None, str], Goal] = {}
    for row in yearly:
        held = newest.get((row.parent_id, row.title))
        if held is None or (row.due_on or date.min) > (held.due_on or date.min):
            newest[row.parent_id, row.title] = row
    for row in newest.values():
        if row.due_on is None or row.due_on >= year.from_on:
            continue  # it stands in the new year already, or has no date to move
        due = _moved(row.due_on, year)
        starts = None if row.starts_on is None else min(due - (row.due_on - row.starts_on), due)
        values = {name: getattr(row, name) for name in _COPIED}
        session.add(Goal(**values, due_on=due, starts_on=starts, recurs_yearly=True))
        made += 1
    return made


def _moved(due: date, year: CalendarSpan) -> date:
    """Return the date 52 weeks later as often as it takes to reach the year, pushed inside its end."""
    while due < year.from_on:
        due += YEAR
    return min(due, year.to_on)
