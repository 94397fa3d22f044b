"""Improvement work: challenges with their evidence, small tests step by step, and plans made of a finding.

Decides what has to be there first: evidence of two kinds before a challenge is confirmed, a prediction before a result,
what was learned before a verdict, a review date before anything begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.evidence import attach
from il_desktop.commands.goals import goal_of, today
from il_desktop.domain.errors import BadValue, HasChildren, LooksLikeStudents, NotFound
from il_desktop.domain.evidence import EvidenceFile
from il_desktop.domain.improvement import EVIDENCE, WHYS, can_confirm
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.student_names import looks_like_students
from il_desktop.models.challenges import Challenge
from il_desktop.models.goals import Goal, Measure, Target
from il_desktop.models.settings import Attachment
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset({"kind", "title", "severity", "reach_n", "for_whom", "countermeasure", "owner_id", "review_on"})
_TEXTS = ("title", "countermeasure")


class PlanSpec(NamedTuple):
    """A plan made of a finding: what, for which group, who looks after it and when it is looked at again.

    With a measure it carries a target of that group; `baseline` and `aim` are then needed.
    """

    title: str
    review_on: date | None
    response: str = "intervention"
    owner_id: str = ""
    group_label: str = ""
    n_students: int | None = None
    dose_min_week: int | None = None
    because: str = ""
    measure_id: str = ""
    group_dim: str = ""
    group_name: str = ""
    baseline: float | None = None
    aim: float | None = None


@operation("challenge.add")
def add_challenge(tx: Tx, title: str, *, kind: str = "other", confirmed: bool = False, **fields: Any) -> str:
    """Note a challenge as suspected and return its id; raise LooksLikeStudents unless `confirmed`."""
    _known(fields)
    if not title.strip():
        raise BadValue(field="title", value="", reason="empty")
    _no_students({"title": title, **fields}, confirmed=confirmed)
    row = Challenge(title=title, kind=kind, **_given(fields))
    tx.session.add(row)
    tx.say(challenge=row.id)
    return row.id


@operation("challenge.edit")
def edit_challenge(tx: Tx, challenge_id: str, *, confirmed: bool = False, **fields: Any) -> None:
    """Change fields of a challenge; None or an empty text empties one."""
    _known(fields)
    _no_students(fields, confirmed=confirmed)
    row = challenge_of(tx.session, challenge_id)
    for name, value in fields.items():
        setattr(row, name, None if value == "" and name != "title" else value)
    tx.say(challenge=challenge_id)
    tx.merge_key(f"{challenge_id}:{','.join(sorted(fields))}")


@operation("challenge.whys")
def set_whys(tx: Tx, challenge_id: str, whys: Sequence[str], *, confirmed: bool = False) -> None:
    """Write the answers to "why?", the first one first, five at most; empty ones are left out."""
    given = [why.strip() for why in whys if why.strip()]
    if len(given) > WHYS:
        raise BadValue(field="whys", value=str(len(given)), reason="too_many", limit=WHYS)
    _no_students({"whys": "\n".join(given)}, confirmed=confirmed)
    challenge_of(tx.session, challenge_id).whys = tuple(given)
    tx.say(challenge=challenge_id, whys=len(given))
    tx.merge_key(f"{challenge_id}:whys")


@operation("challenge.state")
def set_challenge_state(tx: Tx, challenge_id: str, state: str) -> None:
    """Call a challenge suspected, confirmed or addressed; confirmed needs evidence of two different kinds."""
    row = challenge_of(tx.session, challenge_id)
    if state == "confirmed" and not can_confirm(_kinds(tx.session, challenge_id)):
        raise BadValue(field="state", value="", reason="needs_two_kinds")
    row.state = state
    tx.say(challenge=challenge_id, state=state)


@operation("challenge.delete")
def delete_challenge(tx: Tx, challenge_id: str) -> None:
    """Delete a challenge with its evidence; refused while plans or log entries refer to it."""
    from il_desktop.models.engagement import LogEntry  # noqa: PLC0415  only this command

    row = challenge_of(tx.session, challenge_id)
    counts = {
        table.__tablename__: number
        for table in (Goal, LogEntry)
        if (number := tx.session.scalar(select(func.count()).where(table.challenge_id == challenge_id)))
    }
    if counts:
        raise HasChildren(kind="challenge", key=challenge_id, counts=counts)
    for piece in tx.session.scalars(_evidence(challenge_id)):
        tx.session.delete(piece)
    tx.session.delete(row)
    tx.say(challenge=challenge_id)


@operation("challenge.evidence")
def add_evidence(
    tx: Tx, challenge_id: str, kind: str, note: str = "", *, file: EvidenceFile | None = None, confirmed: bool = False
) -> str:
    """Add a piece of evidence, in words or as a file, and return its id; `kind` is one of the lanes."""
    challenge_of(tx.session, challenge_id)
    if kind not in EVIDENCE:
        raise BadValue(field="kind", value=kind, reason="not_a_choice")
    if file is None and not note.strip():
        raise BadValue(field="note", value="", reason="empty")
    _no_students({"note": note}, confirmed=confirmed)
    if file is None:
        piece = Attachment(owner_kind="challenge", owner_id=challenge_id, kind=kind, note=note)
        tx.session.add(piece)
    else:
        piece = attach(tx.session, "challenge", challenge_id, file, kind=kind, note=note.strip())
    tx.say(challenge=challenge_id, kind=kind, file=int(file is not None))
    return piece.id


@operation("challenge.evidence_delete")
def delete_evidence(tx: Tx, evidence_id: str) -> None:
    """Delete a piece of evidence; a challenge confirmed by it becomes suspected again."""
    piece = tx.session.get(Attachment, evidence_id)
    if piece is None or piece.owner_kind != "challenge":
        raise NotFound(kind="attachment", key=evidence_id)
    tx.session.delete(piece)
    tx.session.flush()
    row = challenge_of(tx.session, piece.owner_id)
    if row.state == "confirmed" and not can_confirm(_kinds(tx.session, row.id)):
        row.state = "suspected"
    tx.say(challenge=piece.owner_id, kind=piece.kind)


@operation("test.write")
def write_test(tx: Tx, goal_id: str, **fields: str) -> None:
    """Write prediction, result, learned or verdict of a small test; a verdict completes it, also to abandon it.

    Raise BadValue for a result without prediction, or a verdict without result and what was learned.
    """
    if unknown := fields.keys() - {"prediction", "result", "learned", "verdict"}:
        raise TypeError(sorted(unknown))
    row = goal_of(tx.session, goal_id)
    if row.kind != "test":
        raise BadValue(field="kind", value=row.kind, reason="not_allowed")
    wanted = {name: (row.__getattribute__(name) or "") for name in ("prediction", "result", "learned", "verdict")}
    wanted |= {name: value.strip() for name, value in fields.items()}
    for name, needed, reason in (
        ("result", "prediction", "needs_prediction"),
        ("learned", "result", "needs_result"),
        ("verdict", "learned", "needs_learned"),
    ):
        if wanted[name] and not wanted[needed]:
            raise BadValue(field=name, value="", reason=reason)
    with tx.session.no_autoflush:
        for name in fields:
            setattr(row, name, wanted[name] or None)
    if "verdict" in fields:
        row.done_on = today(tx) if wanted["verdict"] else None
        row.state = "closed" if wanted["verdict"] else "active"
    tx.say(goal=goal_id, field=next(iter(fields)) if len(fields) == 1 else None, verdict=wanted["verdict"] or None)
    tx.merge_key(f"{goal_id}:{','.join(sorted(fields))}")


@operation("plan.make")
def make_plan(
    tx: Tx, parent_id: str, spec: PlanSpec, *, challenge_id: str | None = None, confirmed: bool = False
) -> str:
    """Make an active plan of a finding under a goal or strategy and return its id; a review date is compulsory."""
    parent = goal_of(tx.session, parent_id)
    if parent.kind not in ("goal", "strategy"):
        raise BadValue(field="parent", value=parent.title, reason="not_a_goal")
    if not spec.title.strip():
        raise BadValue(field="title", value="", reason="empty")
    if spec.review_on is None:
        raise BadValue(field="review_on", value="", reason="empty")
    if spec.review_on < today(tx):
        raise BadValue(field="review_on", value=spec.review_on.isoformat(), reason="in_past")
    _no_students({"title": spec.title, "group_label": spec.group_label, "because": spec.because}, confirmed=confirmed)
    if challenge_id is not None:
        challenge_of(tx.session, challenge_id)
    row = Goal(
        kind="intervention",
        state="active",
        parent_id=parent_id,
        title=spec.title,
        domain=parent.domain,
        owner_id=spec.owner_id or parent.owner_id,
        starts_on=today(tx),
        review_on=spec.review_on,
        challenge_id=challenge_id,
        group_label=spec.group_label or None,
        n_students=spec.n_students,
        dose_min_week=spec.dose_min_week,
        response=spec.response,
        because=spec.because or None,
    )
    tx.session.add(row)
    if spec.measure_id:
        tx.session.flush()
        _add_target(tx, row, spec)
    tx.say(goal=row.id, parent=parent_id, response=spec.response)
    return row.id


def challenge_of(session: Session, challenge_id: str) -> Challenge:
    """Return a challenge; raise NotFound."""
    row = session.get(Challenge, challenge_id)
    if row is None:
        raise NotFound(kind="challenge", key=challenge_id)
    return row


def _add_target(tx: Tx, row: Goal, spec: PlanSpec) -> None:
    if tx.session.get(Measure, spec.measure_id) is None:
        raise NotFound(kind="measure", key=spec.measure_id)
    for name, value in (("baseline", spec.baseline), ("aim", spec.aim)):
        if value is None:
            raise BadValue(field=name, value="", reason="empty")
    if spec.aim == spec.baseline:
        raise BadValue(field="aim", value=f"{spec.aim:g}", reason="same_as_baseline")
    due = spec.review_on
    if due is None or due <= today(tx):
        raise BadValue(field="review_on", value="", reason="end_before_start")
    has_group = bool(spec.group_name)
    tx.session.add(
        Target(
            goal_id=row.id,
            measure_id=spec.measure_id,
            group_dim=(spec.group_dim or "group") if has_group else None,
            group_name=spec.group_name if has_group else None,
            baseline=spec.baseline,
            aim=spec.aim,
            baseline_on=today(tx),
            due_on=due,
        )
    )


def _evidence(challenge_id: str) -> Any:
    return select(Attachment).where(Attachment.owner_kind == "challenge", Attachment.owner_id == challenge_id)


def _kinds(session: Session, challenge_id: str) -> list[str]:
    return [piece.kind for piece in session.scalars(_evidence(challenge_id))]


def _known(fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(sorted(unknown))


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _no_students(fields: Mapping[str, Any], *, confirmed: bool) -> None:
    """Ask before a text that looks like a list of students is kept."""
    if confirmed:
        return
    for name, value in fields.items():
        if isinstance(value, str) and looks_like_students(value):
            raise LooksLikeStudents(field=name)
