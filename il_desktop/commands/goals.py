"""Goals and their places in the tree: add, edit, move, delete, state.

Decides what a goal must have and when it may go. Targets, readings and check-ins are in `measuring`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Text, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue, HasChildren, IncompleteGoal, NotFound, TooManyGoals
from il_desktop.domain.goal_places import ORDER, PARENTS, may_hang
from il_desktop.domain.settings import Settings
from il_desktop.models.base import Base
from il_desktop.models.goals import CheckIn, Goal, Target, Vision
from il_desktop.models.people import Person
from il_desktop.models.schedule import BlockSeries
from il_desktop.models.settings import Attachment, Setting
from il_desktop.models.visits import LookFor
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset(
    {
        "title", "domain", "owner_id", "starts_on", "due_on", "done_on", "review_on", "est_min", "because",
        "check_every_days", "prediction", "result", "learned", "verdict", "recurs_yearly", "horizon_years",
    }
)  # fmt: skip
_UNRANKED = 999  # behind everything that was given a place, as in the cascade's query
_GOES_ALONG = frozenset({"target", "check_in", "look_for"})


@operation("goal.add")
def add_goal(
    tx: Tx, title: str, *, kind: str = "goal", parent_id: str | None = None, vision: str = "", **fields: Any
) -> str:
    """Add a draft goal, or a part of one under `parent_id`; return its id.

    A top goal hangs on the newest vision. On a file without one, `vision` is its first sentence: a draft is made of it.
    """
    _known(fields)
    if not title.strip():
        raise BadValue(field="title", value="", reason="empty")
    _check_place(tx.session, kind, parent_id)
    goal = Goal(kind=kind, title=title, parent_id=parent_id, **_given(fields))
    if parent_id is None:
        goal.vision_id = _vision_for_goals(tx.session, vision)
        goal.rank = 1 + (tx.session.scalar(select(func.max(Goal.rank)).where(Goal.parent_id.is_(None))) or 0)
    _check_dates(goal)
    tx.session.add(goal)
    tx.say(goal=goal.id, kind=kind)
    return goal.id


@operation("goal.edit")
def edit_goal(tx: Tx, goal_id: str, **fields: Any) -> None:
    """Change fields of a goal; None or an empty text empties one. An active goal keeps owner and due date."""
    _known(fields)
    goal = goal_of(tx.session, goal_id)
    for name, value in fields.items():
        if name == "owner_id" and value and tx.session.get(Person, value) is None:
            raise NotFound(kind="person", key=value)
        setattr(goal, name, None if value == "" and name != "title" else value)
    _check_dates(goal)
    if goal.state == "active":
        with tx.session.no_autoflush:  # the schema refuses it too, but cannot say what is missing
            _check_complete(tx.session, goal)
    tx.say(goal=goal_id, field=next(iter(fields)) if len(fields) == 1 else None)
    tx.merge_key(f"{goal_id}:{','.join(sorted(fields))}")


@operation("goal.move")
def move_goal(
    tx: Tx,
    goal_id: str,
    *,
    parent_id: str | None = None,
    rank: int | None = None,
    to_top: bool = False,
    confirmed: bool = False,
) -> None:
    """Give a goal another place: under `parent_id`, among the top goals (`to_top`), or at `rank` where it stands.

    Members around it close up. An active goal that comes to the top needs what every active top goal needs.
    """
    goal = goal_of(tx.session, goal_id)
    was = goal.parent_id
    if parent_id is not None and parent_id != was:
        _check_place(tx.session, goal.kind, parent_id)
        if goal_id in _ancestors(tx.session, parent_id):
            raise BadValue(field="parent", value=goal_of(tx.session, parent_id).title, reason="not_a_goal")
        goal.parent_id, goal.rank = parent_id, None
    elif to_top and was is not None:
        _check_place(tx.session, goal.kind, None)
        goal.vision_id = goal.vision_id or _vision_for_goals(tx.session, "")
        goal.parent_id, goal.rank = None, None
        if goal.state == "active":
            with tx.session.no_autoflush:
                _check_complete(tx.session, goal)
                if not confirmed:
                    _check_room(tx.session, goal_id)
        rank = rank or len(_members(tx.session, None)) + 1
    elif rank is None:
        raise BadValue(field="rank", value="", reason="empty")
    tx.session.flush()
    if goal.parent_id != was:
        _put_at(_members(tx.session, was), None, 0)
    if rank is not None:
        _put_at(_members(tx.session, goal.parent_id), goal, rank)
    tx.say(goal=goal_id, parent=goal.parent_id if goal.parent_id != was else None, rank=goal.rank)


@operation("goal.delete")
def delete_goal(tx: Tx, goal_id: str) -> None:
    """Delete a goal with its targets, check-ins and evidence; refused while parts, blocks or records hang on it.

    Look-fors stay, without the goal.
    """
    goal = goal_of(tx.session, goal_id)
    counts = links_to(tx.session, "goal", goal_id, but=_GOES_ALONG)
    if repeats := _repeats_for(tx.session, goal_id):
        counts["block_series"] = repeats
    if counts:
        raise HasChildren(kind="goal", key=goal_id, counts=counts)
    for look_for in tx.session.scalars(select(LookFor).where(LookFor.goal_id == goal_id)):
        look_for.goal_id = None
    owned: list[Base] = []
    for model in (CheckIn, Target):
        owned.extend(tx.session.scalars(select(model).where(model.goal_id == goal_id)))
    owner_ids = [goal_id, *(row.id for row in owned if isinstance(row, CheckIn))]
    owned.extend(tx.session.scalars(select(Attachment).where(Attachment.owner_id.in_(owner_ids))))
    for row in owned:
        tx.session.delete(row)
        tx.session.flush()
    tx.session.delete(goal)
    if goal.rank is not None:
        _put_at([other for other in _members(tx.session, goal.parent_id) if other.id != goal_id], None, 0)
    tx.say(goal=goal_id, check_ins=sum(isinstance(row, CheckIn) for row in owned))


@operation("goal.state")
def set_state(tx: Tx, goal_id: str, state: str, *, confirmed: bool = False) -> None:
    """Make a goal draft, active, met or closed.

    A top goal becomes active only with owner, due date and target; one more than the school wants needs `confirmed`.
    """
    goal = goal_of(tx.session, goal_id)
    was, goal.state = goal.state, state
    if state == "active":
        with tx.session.no_autoflush:
            _check_complete(tx.session, goal)
            if was != "active" and goal.kind == "goal" and goal.parent_id is None and not confirmed:
                _check_room(tx.session, goal_id)
    if state in ("met", "closed"):
        goal.done_on = goal.done_on or today(tx)
    elif was in ("met", "closed"):
        goal.done_on = None
    tx.say(goal=goal_id, state=state, kind=goal.kind)


def goal_of(session: Session, goal_id: str) -> Goal:
    """Return a goal to change; raise NotFound."""
    goal = session.get(Goal, goal_id)
    if goal is None:
        raise NotFound(kind="goal", key=goal_id)
    return goal


def setting(session: Session, key: str) -> Any:
    """Return a setting of the school, its default where nothing is stored."""
    row = session.scalar(select(Setting).where(Setting.key == key))
    return getattr(Settings(), key) if row is None else row.value


def today(tx: Tx) -> date:
    """Return the school's present date."""
    return wall_now(tx.clock, setting(tx.session, "tz")).day


def _known(fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(sorted(unknown))


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _check_place(session: Session, kind: str, parent_id: str | None) -> None:
    if kind not in PARENTS:
        raise BadValue(field="kind", value=kind, reason="not_allowed")
    parent = None if parent_id is None else goal_of(session, parent_id)
    if not may_hang(kind, parent.kind if parent else None):
        raise BadValue(field="parent", value=parent.title if parent else "", reason="not_a_goal" if parent else "empty")


def _check_dates(goal: Goal) -> None:
    if goal.starts_on and goal.due_on and goal.due_on < goal.starts_on:
        raise BadValue(field="due_on", value=goal.due_on.isoformat(), reason="end_before_start")


def _check_complete(session: Session, goal: Goal) -> None:
    missing = []
    if goal.kind == "goal":
        missing += [] if goal.owner_id else ["owner"]
        missing += [] if goal.due_on else ["due"]
        if (
            goal.parent_id is None
            and session.scalar(select(Target.id).where(Target.goal_id == goal.id).limit(1)) is None
        ):
            missing.append("target")
    if goal.kind == "intervention" and not goal.review_on:
        missing.append("review")
    if missing:
        raise IncompleteGoal(goal_id=goal.id, missing=tuple(missing))


def _check_room(session: Session, goal_id: str) -> None:
    active = session.scalar(
        select(func.count()).where(
            Goal.kind == "goal", Goal.parent_id.is_(None), Goal.state == "active", Goal.id != goal_id
        )
    )
    limit = setting(session, "max_active_goals")
    if (active or 0) >= limit:
        raise TooManyGoals(goal_id=goal_id, active=active or 0, limit=limit)


def _members(session: Session, parent_id: str | None) -> list[Goal]:
    """Return what stands below a parent, or the top goals, in the order of the cascade."""
    where = Goal.parent_id.is_(None) if parent_id is None else Goal.parent_id == parent_id
    created = (Goal.created_at, literal_column("goal.rowid"))
    found = session.scalars(select(Goal).where(where, Goal.kind.in_(ORDER)).order_by(*created))
    return sorted(found, key=_order)


def _order(goal: Goal) -> tuple[bool, int, int, date]:
    is_ended = goal.parent_id is None and goal.state in ("met", "closed")
    return is_ended, goal.rank or _UNRANKED, min(ORDER.index(goal.kind), 3), goal.due_on or date.max


def _put_at(members: list[Goal], goal: Goal | None, rank: int) -> None:
    """Give members new ranks, `goal` the one wanted; without a goal close their gaps and leave the unranked so."""
    if goal is None:
        if not any(member.rank for member in members):
            return
        ordered = members
    else:
        others = [member for member in members if member is not goal]
        place = min(max(rank, 1), len(others) + 1)
        ordered = [*others[: place - 1], goal, *others[place - 1 :]]
    for number, member in enumerate(ordered, start=1):
        if member.rank != number:
            member.rank = number


def _ancestors(session: Session, goal_id: str) -> set[str]:
    found: set[str] = set()
    at: str | None = goal_id
    while at is not None and at not in found:
        found.add(at)
        at = goal_of(session, at).parent_id
    return found


def _vision_for_goals(session: Session, sentence: str) -> str:
    newest = session.scalar(select(Vision).order_by(Vision.version.desc()).limit(1))
    if newest is None:
        if not sentence.strip():
            raise BadValue(field="vision", value="", reason="empty")
        newest = Vision(version=1, statement=sentence)
        session.add(newest)
    return newest.id


def links_to(session: Session, table: str, key: str, *, but: frozenset[str] = frozenset()) -> dict[str, int]:
    """Count the rows that name one row of a table, by their own table; tables in `but` are left out."""
    counts: dict[str, int] = {}
    for other in Base.metadata.sorted_tables:
        for column in other.columns if other.name not in but else ():
            if any(link.column.table.name == table for link in column.foreign_keys):
                found = session.scalar(select(func.count()).select_from(other).where(column == key))
                counts[other.name] = counts.get(other.name, 0) + (found or 0)
    return {name: count for name, count in counts.items() if count}


def _repeats_for(session: Session, goal_id: str) -> int:
    """Count the repeating blocks that name a goal inside their list of shares, which no foreign key watches."""
    series = BlockSeries.__table__
    shares = type_coerce(series.c.goal_shares, Text)
    return session.scalar(select(func.count()).select_from(series).where(func.instr(shares, goal_id) > 0)) or 0
