"""Interventions under way: for whom, how much, when they are looked at again, and the log of what was adjusted.

Decides that one under way always has a day on which it is looked at again, and asks before names of students are kept.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.commands.goals import goal_of, today
from il_desktop.domain.errors import BadValue, IncompleteGoal, LooksLikeStudents
from il_desktop.domain.student_names import looks_like_students
from il_desktop.models.goals import CheckIn, Goal
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset({"title", "response", "group_label", "n_students", "dose_min_week", "review_on", "because"})
STATUSES = ("on_track", "at_risk", "off_track")


@operation("plan.edit")
def edit_plan(tx: Tx, goal_id: str, *, confirmed: bool = False, **fields: Any) -> None:
    """Change fields of an intervention; None or an empty text empties one. Raise IncompleteGoal without a review."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(sorted(unknown))
    row = _plan(tx, goal_id)
    _no_students(fields, confirmed=confirmed)
    if not str(fields.get("title", "x")).strip():
        raise BadValue(field="title", value="", reason="empty")
    if row.state == "active" and "review_on" in fields and fields["review_on"] is None:
        raise IncompleteGoal(goal_id=goal_id, missing=("review",))
    for name, value in fields.items():
        setattr(row, name, None if value == "" else value)
    tx.say(goal=goal_id)
    tx.merge_key(f"{goal_id}:{','.join(sorted(fields))}")


@operation("plan.note")
def note_plan(
    tx: Tx, goal_id: str, status: str, text: str, next_review: date | None = None, *, confirmed: bool = False
) -> str:
    """Log how an intervention goes and what was adjusted, with the next review; return the entry's id."""
    row = _plan(tx, goal_id)
    if status not in STATUSES:
        raise BadValue(field="status", value=status, reason="not_a_choice")
    if not text.strip():
        raise BadValue(field="text", value="", reason="empty")
    _no_students({"text": text}, confirmed=confirmed)
    if next_review is not None:
        if next_review <= today(tx):
            raise BadValue(field="next_review", value=next_review.isoformat(), reason="in_past")
        row.review_on = next_review
    entry = CheckIn(goal_id=goal_id, given_on=today(tx), status=status, comment=text.strip())
    tx.session.add(entry)
    tx.say(goal=goal_id, status=status)
    return entry.id


def _plan(tx: Tx, goal_id: str) -> Goal:
    row = goal_of(tx.session, goal_id)
    if row.kind != "intervention":
        raise BadValue(field="kind", value=row.kind, reason="not_allowed")
    return row


def _no_students(fields: dict[str, Any], *, confirmed: bool) -> None:
    if confirmed:
        return
    for name, value in fields.items():
        if isinstance(value, str) and looks_like_students(value):
            raise LooksLikeStudents(field=name)
