"""The open tasks, what was handed on, and the goals a task may serve."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.people import SHOWN
from il_desktop.store.reader import Reader


class TaskRow(NamedTuple):
    """One task. Empty texts mean nothing was said; `planned` is the start of the block it has, None without."""

    id: str
    title: str
    state: str
    due: date | None
    minutes: int | None
    importance: int
    urgency: int
    disposition: str
    owner_id: str
    owner: str
    authority: str
    check_in: date | None
    goal_id: str
    goal: str
    carried: int
    planned: WallTime | None

    @property
    def is_delegated(self) -> bool:
        """Whether somebody else has it."""
        return self.disposition == "delegate"


_GIVEN_UP = ", ".join(f"'{state}'" for state in sorted(GIVEN_UP))
_ROWS = f"""
    SELECT t.id, t.title, t.state, t.due_on, t.est_min, t.importance, t.urgency, ifnull(t.disposition, ''),
      ifnull(t.owner_id, ''), ifnull({SHOWN.format("p")}, ''), ifnull(t.authority, ''), t.check_in_on,
      ifnull(t.goal_id, ''), ifnull(g.title, ''), t.carried_n, b.starts_local
    FROM task t LEFT JOIN person p ON p.id = t.owner_id LEFT JOIN goal g ON g.id = t.goal_id
      LEFT JOIN time_block b ON b.id = t.block_id AND b.state NOT IN ({_GIVEN_UP})
    WHERE {{where}}
    ORDER BY t.importance DESC, t.urgency DESC, t.due_on IS NULL, t.due_on, t.title, t.id
"""  # noqa: S608  ours
# What belongs to others through a meeting is theirs; the board holds the principal's own and what was handed on.
_OPEN = "t.state = 'open' AND (t.owner_id IS NULL OR t.owner_id = ? OR t.disposition = 'delegate')"


def open_tasks(reader: Reader, principal_id: str) -> tuple[TaskRow, ...]:
    """Return the principal's open tasks and those handed on, the weightiest first, within that by due date."""
    return tuple(_row(row) for row in reader.rows(_ROWS.format(where=_OPEN), (principal_id,)))


def task(reader: Reader, task_id: str) -> TaskRow | None:
    """Return one task, whatever its state; None when it is gone."""
    found = reader.row(_ROWS.format(where="t.id = ?"), (task_id,))
    return _row(found) if found else None


def active_goals(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return id and title of the goals that are worked on, the first in rank first."""
    rows = reader.rows(
        "SELECT id, title FROM goal WHERE kind = 'goal' AND state = 'active' ORDER BY ifnull(rank, 999), title"
    )
    return tuple((id_, title) for id_, title in rows)


def _row(row: tuple[Any, ...]) -> TaskRow:
    told = dict(zip(TaskRow._fields, row, strict=True))
    told["due"] = date.fromisoformat(told["due"]) if told["due"] else None
    told["check_in"] = date.fromisoformat(told["check_in"]) if told["check_in"] else None
    told["planned"] = WallTime.parse(told["planned"]) if told["planned"] else None
    return TaskRow(**told)
