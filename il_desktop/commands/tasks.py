"""Tasks: written down, rated, decided, handed on and done. Each is one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.commands import shelf
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.shelf import ShelfKind, ShelfRef
from il_desktop.domain.tasks import LONGEST_MIN, USUAL_MIN, Authority, Disposition
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Goal
from il_desktop.models.people import Person
from il_desktop.models.schedule import TimeBlock
from il_desktop.models.teamwork import Task
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

FIELDS = frozenset({"title", "est_min", "due_on", "importance", "urgency", "goal_id"})
_OF_DELEGATES = ("owner_id", "authority", "check_in_on")


@operation("task.add")
def add_task(tx: Tx, title: str, **fields: Any) -> str:
    """Write a task down; return its id. Raises BadValue or NotFound (goal)."""
    task = Task(title=_title(title))
    tx.session.add(task)
    _set(tx, task, fields)
    tx.say(task=task.id)
    return task.id


@operation("task.edit")
def edit_task(tx: Tx, task_id: str, **fields: Any) -> None:
    """Change any of `FIELDS`; None or an empty text empties it. A due date put off counts as carried once more."""
    task = _task(tx, task_id)
    was = task.due_on
    if "title" in fields:
        task.title = _title(fields.pop("title"))
    _set(tx, task, fields)
    if was is not None and task.due_on is not None and task.due_on > was:
        task.carried_n += 1
        tx.say(was_due=was.isoformat(), due=task.due_on.isoformat())
    tx.say(task=task.id)


@operation("task.rate")
def rate_task(tx: Tx, task_id: str, importance: int, urgency: int) -> None:
    """Say how important and how urgent a task is, 1 to 3 each; quick repeats are one step."""
    task = _task(tx, task_id)
    _set(tx, task, {"importance": importance, "urgency": urgency})
    tx.say(task=task.id, importance=importance, urgency=urgency)
    tx.merge_key(f"rate:task:{task.id}")


@operation("task.decide")
def decide_task(tx: Tx, task_id: str, disposition: Disposition | None) -> None:
    """Decide to do, schedule or drop a task, or open the question again with None; handing on is `delegate_task`.

    Who had it before has it no longer. Raises BadValue for "delegate".
    """
    if disposition is Disposition.DELEGATE:
        raise BadValue(field="owner_id", value="", reason="empty")
    task = _task(tx, task_id)
    if task.disposition == Disposition.DELEGATE:
        task.owner_id = task.authority = task.check_in_on = None
    task.disposition = disposition.value if disposition else None
    if disposition is Disposition.SCHEDULE and task.est_min is None:
        task.est_min = USUAL_MIN  # the shelf shows what has minutes
    task.state = "dropped" if disposition is Disposition.DROP else "open"
    tx.say(task=task.id, disposition=task.disposition)


@operation("task.delegate")
def delegate_task(tx: Tx, task_id: str, owner_id: str, authority: str, check_in_on: date | None) -> None:
    """Hand a task on: to whom, how far they go alone, when you look at it together.

    Raises BadValue naming the field that is missing, or a check-in that has gone by; NotFound for the person.
    """
    task = _task(tx, task_id)
    for name, value in zip(_OF_DELEGATES, (owner_id, authority, check_in_on), strict=True):
        if not value:
            raise BadValue(field=name, value="", reason="empty")
    if authority not in list(Authority):
        raise BadValue(field="authority", value=str(authority), reason="not_a_choice")
    if tx.session.get(Person, owner_id) is None:
        raise NotFound(kind="person", key=owner_id)
    settings = SchoolFacts(tx.session).settings
    if owner_id == settings.principal_id:
        raise BadValue(field="owner_id", value="", reason="yourself")
    if check_in_on is not None and check_in_on < wall_now(tx.clock, settings.tz).day:
        raise BadValue(field="check_in_on", value=check_in_on.isoformat(), reason="gone_by")
    task.disposition, task.state = Disposition.DELEGATE.value, "open"
    task.owner_id, task.authority, task.check_in_on = owner_id, authority, check_in_on
    tx.say(task=task.id, person=owner_id, on=check_in_on.isoformat() if check_in_on else None)


@operation("task.schedule")
def schedule_task(tx: Tx, task_id: str, start: WallTime) -> str:
    """Give a task a block at a free place; return the block's id. Raises as `shelf.place` does."""
    task = _task(tx, task_id)
    if task.disposition == Disposition.DELEGATE:
        task.owner_id = task.authority = task.check_in_on = None
    task.disposition, task.est_min = Disposition.SCHEDULE.value, task.est_min or USUAL_MIN
    block_id = shelf.place(tx, ShelfRef(ShelfKind.TASK, task.id), start, task.title)
    tx.say(task=task.id, start=start.iso())
    return block_id


@operation("task.finish")
def finish_task(tx: Tx, task_id: str) -> None:
    """Mark a task as done today."""
    task = _task(tx, task_id)
    task.state, task.done_on = "done", wall_now(tx.clock, SchoolFacts(tx.session).settings.tz).day
    tx.say(task=task.id)


@operation("task.reopen")
def reopen_task(tx: Tx, task_id: str) -> None:
    """Take up a task that was done, dropped or handed back."""
    task = _task(tx, task_id)
    task.state, task.done_on = "open", None
    if task.disposition == Disposition.DROP:
        task.disposition = None
    tx.say(task=task.id)


@operation("task.delete")
def delete_task(tx: Tx, task_id: str) -> None:
    """Delete a task; its block stays in the calendar."""
    task = _task(tx, task_id)
    tx.say(task=task.id)
    tx.session.delete(task)


def _task(tx: Tx, task_id: str) -> Task:
    task = tx.session.get(Task, task_id)
    if task is None:
        raise NotFound(kind="task", key=task_id)
    return task


def _title(text: str) -> str:
    title = " ".join(str(text).split())
    if not title:
        raise BadValue(field="title", value="", reason="empty")
    return title


def _set(tx: Tx, task: Task, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise BadValue(field=name, value="", reason="not_a_choice")
        if name == "goal_id" and value and tx.session.get(Goal, value) is None:
            raise NotFound(kind="goal", key=value)
        if name == "est_min" and value and value > LONGEST_MIN:
            raise BadValue(field="est_min", value=str(value), reason="too_large", limit=LONGEST_MIN)
        setattr(task, name, value if value != "" else None)
    if task.block_id and tx.session.get(TimeBlock, task.block_id) is None:
        task.block_id = None
