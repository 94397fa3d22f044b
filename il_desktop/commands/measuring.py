"""What goals are measured with: target, readings, check-ins. What the numbers mean is computed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.evidence import attach
from il_desktop.commands.goals import goal_of, today
from il_desktop.domain.errors import BadValue, IncompleteGoal, NotFound
from il_desktop.domain.evidence import EvidenceFile
from il_desktop.domain.metrics.app_measures import FORMULAS
from il_desktop.domain.text import search_key
from il_desktop.models.goals import CheckIn, Goal, Measure, Reading, Target
from il_desktop.models.school import CalendarSpan
from il_desktop.models.settings import Attachment
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

COUNTED = frozenset({"percent", "per_100"})
_TARGET_FIELDS = ("baseline", "aim", "stretch", "baseline_on", "due_on", "change_kind")
_FAMILIES = {"achievement": "achievement", "climate": "climate", "practice": "instruction"}


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """A measure by name, as typed; one of that name is taken if it is there. `better` is up or down."""

    name: str
    unit: str
    better: str = "up"
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """From a baseline to an aim; values in the measure's unit. `change_kind` tells how the aim was typed."""

    measure: MeasureSpec
    baseline: float
    aim: float
    baseline_on: date
    due_on: date
    change_kind: str = "absolute"
    stretch: float | None = None


@dataclass(frozen=True, slots=True)
class CheckInSpec:
    """How a goal stands in the owner's eyes; `computed` is what the numbers say that day and is kept beside it."""

    status: str
    confidence: int | None = None
    value: float | None = None
    comment: str = ""
    computed: str | None = None
    given_on: date | None = None
    evidence: tuple[EvidenceFile, ...] = ()


@operation("target.set")
def set_target(tx: Tx, goal_id: str, spec: TargetSpec) -> str:
    """Give a goal its target or change the one it has; a goal without due date takes the target's. Return the id."""
    goal = goal_of(tx.session, goal_id)
    _check_values(spec)
    target = tx.session.scalar(
        select(Target).where(Target.goal_id == goal_id, Target.group_name.is_(None)).order_by(Target.due_on.desc())
    )
    row = _measure(tx.session, goal, spec.measure, target)
    values = {name: getattr(spec, name) for name in _TARGET_FIELDS}
    if target is None:
        target = Target(goal_id=goal_id, measure_id=row.id, **values)
        tx.session.add(target)
    else:
        target.measure_id = row.id
        for name, value in values.items():
            setattr(target, name, value)
    if goal.due_on is None:
        goal.due_on = spec.due_on
    tx.say(goal=goal_id, measure=row.id, baseline=f"{spec.baseline:g}", aim=f"{spec.aim:g}", unit=row.unit)
    return target.id


@operation("target.delete")
def delete_target(tx: Tx, target_id: str) -> None:
    """Take a target away; its measure and readings stay. Refused for an active top goal, which needs one."""
    target = tx.session.get(Target, target_id)
    if target is None:
        raise NotFound(kind="target", key=target_id)
    goal = goal_of(tx.session, target.goal_id)
    others = tx.session.scalar(select(func.count()).where(Target.goal_id == goal.id, Target.id != target_id))
    if goal.state == "active" and goal.parent_id is None and not others:
        raise IncompleteGoal(goal_id=goal.id, missing=("target",))
    for row in tx.session.scalars(select(CheckIn).where(CheckIn.target_id == target_id)):
        row.target_id = None
    tx.session.flush()
    tx.session.delete(target)
    tx.say(goal=goal.id)


@operation("measure.edit")
def edit_measure(tx: Tx, measure_id: str, **fields: Any) -> None:
    """Change the name, the family or the timing of a measure; the name of a computed one is its formula's."""
    measure = tx.session.get(Measure, measure_id)
    if measure is None:
        raise NotFound(kind="measure", key=measure_id)
    if unknown := fields.keys() - {"name", "family", "timing"}:
        raise TypeError(sorted(unknown))
    if (name := fields.get("name", measure.name)) != measure.name:
        if not name.strip():
            raise BadValue(field="name", value="", reason="empty")
        if measure.source == "app":
            raise BadValue(field="name", value=name, reason="computed_measure")
        wanted = search_key(name)
        taken = tx.session.execute(select(Measure.id, Measure.name))
        if any(key != measure_id and search_key(other) == wanted for key, other in taken):
            raise BadValue(field="name", value=name, reason="duplicate")
    for field, value in fields.items():
        setattr(measure, field, value)
    tx.say(measure=measure_id, family=measure.family, timing=measure.timing)


@operation("reading.add")
def add_reading(
    tx: Tx,
    measure_id: str,
    read_on: date,
    *,
    numerator: int | None = None,
    denominator: int | None = None,
    value: float | None = None,
) -> str:
    """Add a reading of the whole school; rates take both counts, other units a value. Return its id."""
    measure = tx.session.get(Measure, measure_id)
    if measure is None:
        raise NotFound(kind="measure", key=measure_id)
    reading = Reading(measure_id=measure_id, read_on=read_on, numerator=numerator, denominator=denominator, value=value)
    _check_reading(tx, measure, reading)
    reading.window_id = _window_on(tx.session, read_on)
    tx.session.add(reading)
    _say_reading(tx, reading)
    return reading.id


@operation("reading.edit")
def edit_reading(tx: Tx, reading_id: str, **fields: Any) -> None:
    """Change date, counts or value of a reading."""
    reading = _reading(tx.session, reading_id)
    if unknown := fields.keys() - {"read_on", "numerator", "denominator", "value"}:
        raise TypeError(sorted(unknown))
    with tx.session.no_autoflush:
        for name, value in fields.items():
            setattr(reading, name, value)
        _check_reading(tx, tx.session.get_one(Measure, reading.measure_id), reading)
        if "read_on" in fields:
            reading.window_id = _window_on(tx.session, reading.read_on)
    _say_reading(tx, reading)


@operation("reading.delete")
def delete_reading(tx: Tx, reading_id: str) -> None:
    """Delete a reading."""
    reading = _reading(tx.session, reading_id)
    tx.session.delete(reading)
    _say_reading(tx, reading)


@operation("check_in.add")
def check_in(tx: Tx, goal_id: str, spec: CheckInSpec) -> str:
    """Write down how a goal stands, today unless said otherwise; return the id."""
    goal_of(tx.session, goal_id)
    on = spec.given_on or today(tx)
    if on > today(tx):
        raise BadValue(field="given_on", value=on.isoformat(), reason="in_future")
    target = tx.session.scalar(
        select(Target.id).where(Target.goal_id == goal_id, Target.group_name.is_(None)).order_by(Target.due_on)
    )
    row = CheckIn(
        goal_id=goal_id,
        target_id=target,
        given_on=on,
        status=spec.status,
        confidence=spec.confidence,
        value=spec.value,
        comment=spec.comment or None,
        computed_status=spec.computed,
    )
    tx.session.add(row)
    tx.session.flush()
    for file in spec.evidence:
        attach(tx.session, "check_in", row.id, file)
    tx.say(goal=goal_id, status=spec.status, confidence=spec.confidence, files=len(spec.evidence) or None)
    return row.id


@operation("check_in.delete")
def delete_check_in(tx: Tx, check_in_id: str) -> None:
    """Delete a check-in with its evidence."""
    row = tx.session.get(CheckIn, check_in_id)
    if row is None:
        raise NotFound(kind="check_in", key=check_in_id)
    evidence = select(Attachment).where(Attachment.owner_kind == "check_in", Attachment.owner_id == check_in_id)
    for attachment in tx.session.scalars(evidence):
        tx.session.delete(attachment)
    tx.session.delete(row)
    tx.say(goal=row.goal_id, on=row.given_on.isoformat())


def _check_values(spec: TargetSpec) -> None:
    if not spec.measure.name.strip():
        raise BadValue(field="measure", value="", reason="empty")
    for name in ("baseline", "aim"):
        if not isfinite(getattr(spec, name)):
            raise BadValue(field=name, value=str(getattr(spec, name)), reason="not_a_number")
    if spec.aim == spec.baseline:
        raise BadValue(field="aim", value=f"{spec.aim:g}", reason="same_as_baseline")
    if (spec.aim > spec.baseline) != (spec.measure.better == "up"):
        raise BadValue(field="aim", value=f"{spec.aim:g}", reason="wrong_way")
    for name in ("baseline", "aim", "stretch"):
        value = getattr(spec, name)
        if value is not None and spec.measure.unit == "percent" and not 0 <= value <= 100:
            reason, limit = ("too_small", 0) if value < 0 else ("outside_whole", 100)
            raise BadValue(field=name, value=f"{value:g}", reason=reason, limit=limit)
    if spec.stretch is not None and (spec.stretch > spec.aim) != (spec.measure.better == "up"):
        raise BadValue(field="stretch", value=f"{spec.stretch:g}", reason="short_of_aim")
    if spec.due_on <= spec.baseline_on:
        raise BadValue(field="due_on", value=spec.due_on.isoformat(), reason="end_before_start")


def _measure(session: Session, goal: Goal, spec: MeasureSpec, target: Target | None) -> Measure:
    wanted = search_key(spec.name)
    found = next((row for row in session.scalars(select(Measure)) if search_key(row.name) == wanted), None)
    if found is None and (computed := _computed_measure(wanted)) is not None:
        session.add(computed)
        return computed
    if found is None:
        family = _FAMILIES.get(goal.domain or "", "other")
        found = Measure(
            name=spec.name, family=family, timing="lagging", unit=spec.unit, better=spec.better, source="other"
        )
        found.levels = spec.levels
        session.add(found)
        return found
    if spec.levels:
        found.levels = spec.levels
    if (found.unit, found.better) != (spec.unit, spec.better):
        is_shared = session.scalar(
            select(func.count()).where(
                Target.measure_id == found.id, Target.id != (target.id if target is not None else "")
            )
        )
        if is_shared or session.scalar(select(Reading.id).where(Reading.measure_id == found.id).limit(1)):
            raise BadValue(field="unit", value=spec.unit, reason="has_readings")
        found.unit, found.better = spec.unit, spec.better
    return found


def _computed_measure(wanted: str) -> Measure | None:
    """Return a measure that the program computes, when its name is meant."""
    formula = next((one for one in FORMULAS if search_key(one.name) == wanted), None)
    if formula is None:
        return None
    return Measure(
        name=formula.name,
        family=formula.family,
        timing=formula.timing,
        unit=formula.unit,
        better=formula.better,
        source="app",
        audience=formula.audience,
        formula_key=formula.key,
    )


def _reading(session: Session, reading_id: str) -> Reading:
    reading = session.get(Reading, reading_id)
    if reading is None:
        raise NotFound(kind="reading", key=reading_id)
    return reading


def _check_reading(tx: Tx, measure: Measure, reading: Reading) -> None:
    if measure.source == "app":
        raise BadValue(field="measure", value=measure.name, reason="computed_measure")
    if measure.unit in COUNTED:
        if reading.numerator is None or reading.denominator is None:
            raise BadValue(
                field="numerator" if reading.numerator is None else "denominator", value="", reason="needs_both"
            )
        if reading.numerator > reading.denominator:
            raise BadValue(
                field="numerator", value=str(reading.numerator), reason="outside_whole", limit=reading.denominator
            )
    elif reading.value is None:
        raise BadValue(field="value", value="", reason="empty")
    if reading.read_on > today(tx):
        raise BadValue(field="read_on", value=reading.read_on.isoformat(), reason="in_future")
    twin = select(Reading.id).where(
        Reading.measure_id == measure.id,
        Reading.read_on == reading.read_on,
        Reading.id != reading.id,
        *(column.is_(None) for column in (Reading.group_name, Reading.section_id, Reading.grade, Reading.level)),
    )
    if reading.group_name is None and tx.session.scalar(twin.limit(1)):
        raise BadValue(field="read_on", value=reading.read_on.isoformat(), reason="duplicate")


def _window_on(session: Session, day: date) -> str | None:
    window = select(CalendarSpan.id).where(
        CalendarSpan.kind == "window", CalendarSpan.from_on <= day, CalendarSpan.to_on >= day
    )
    return session.scalar(window.limit(1))


def _say_reading(tx: Tx, reading: Reading) -> None:
    tx.say(
        measure=reading.measure_id,
        numerator=reading.numerator,
        denominator=reading.denominator,
        value=None if reading.value is None else f"{reading.value:g}",
        on=reading.read_on.isoformat(),
    )
