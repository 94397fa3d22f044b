"""Where the school wants to go and how it knows: vision, one tree of goals, measures, targets, readings, check-ins."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import (
    flag,
    json_list,
    key_to,
    line,
    local_day,
    one_of,
    prose,
    real,
    unique_even_null,
    whole,
)

OWNED = "all, delete-orphan"


class Vision(Base):
    """One version of what the school stands for; an adopted version is never edited."""

    __tablename__ = "vision"
    version: Mapped[int] = whole(1)
    mission: Mapped[str | None] = prose()
    statement: Mapped[str] = prose()
    adopted_on: Mapped[date | None] = local_day()
    review_due_on: Mapped[date | None] = local_day()
    note: Mapped[str | None] = prose()
    items: Mapped[list[VisionItem]] = relationship(cascade=OWNED, order_by="VisionItem.pos")
    __table_args__ = (unique_even_null("vision", "version"), STRICT)


class VisionItem(Base):
    """A value, an element of excellence or an expectation, in the order of `pos`."""

    __tablename__ = "vision_item"
    vision_id: Mapped[str] = key_to("vision")
    kind: Mapped[str] = one_of("value", "excellence", "expectation")
    name: Mapped[str] = line()
    meaning: Mapped[str | None] = prose()
    pos: Mapped[int] = whole(0)


class Goal(Base):
    """A node of the goal tree, from a goal down to its steps and tests."""

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        CheckConstraint(
            "NOT (kind = 'goal' AND state = 'active') OR (owner_id IS NOT NULL AND due_on IS NOT NULL)",
            name="active_goal_has_owner_and_due",
        ),
        CheckConstraint(
            "NOT (kind = 'intervention' AND state = 'active') OR review_on IS NOT NULL",
            name="active_intervention_has_review",
        ),
        CheckConstraint(
            "kind IN ('goal', 'teacher_goal', 'initiative') OR parent_id IS NOT NULL", name="part_has_parent"
        ),
        CheckConstraint("kind <> 'goal' OR parent_id IS NOT NULL OR vision_id IS NOT NULL", name="top_goal_has_vision"),
        CheckConstraint("kind NOT IN ('teacher_goal', 'initiative') OR person_id IS NOT NULL", name="has_person"),
        CheckConstraint(
            "kind <> 'initiative' OR parent_id IS NOT NULL OR is_exploratory = 1", name="initiative_linked"
        ),
        CheckConstraint("result IS NULL OR prediction IS NOT NULL", name="result_has_prediction"),
        CheckConstraint("verdict IS NULL OR learned IS NOT NULL", name="verdict_has_learned"),
        CheckConstraint("starts_on IS NULL OR due_on IS NULL OR due_on >= starts_on", name="order"),
        STRICT,
    )
    kind: Mapped[str] = one_of(
        "goal", "strategy", "step", "test", "milestone", "intervention", "teacher_goal", "initiative"
    )
    parent_id: Mapped[str | None] = key_to("goal")
    vision_id: Mapped[str | None] = key_to("vision")
    title: Mapped[str] = line()
    domain: Mapped[str | None] = one_of("practice", "achievement", "climate")
    state: Mapped[str] = one_of("draft", "active", "met", "closed", default="draft")
    owner_id: Mapped[str | None] = key_to("person")
    person_id: Mapped[str | None] = key_to("person")
    starts_on: Mapped[date | None] = local_day()
    due_on: Mapped[date | None] = local_day()
    done_on: Mapped[date | None] = local_day()
    review_on: Mapped[date | None] = local_day()
    rank: Mapped[int | None] = whole(1)
    horizon_years: Mapped[int] = whole(1, 5, default=1)
    est_min: Mapped[int | None] = whole(1)
    because: Mapped[str | None] = prose()
    check_every_days: Mapped[int | None] = whole(1)
    is_exploratory: Mapped[bool] = flag()
    recurs_yearly: Mapped[bool] = flag()
    challenge_id: Mapped[str | None] = key_to("challenge")
    group_label: Mapped[str | None] = line()
    n_students: Mapped[int | None] = whole(0)
    dose_min_week: Mapped[int | None] = whole(1)
    response: Mapped[str | None] = one_of("improve", "intervention", "enrichment")
    prediction: Mapped[str | None] = prose()
    result: Mapped[str | None] = prose()
    learned: Mapped[str | None] = prose()
    verdict: Mapped[str | None] = one_of("adopt", "adapt", "abandon")


class Measure(Base):
    """How something is counted; measures of source `app` are computed and have no readings."""

    __tablename__ = "measure"
    __table_args__ = (
        CheckConstraint("(source = 'app') = (formula_key IS NOT NULL)", name="app_has_formula"),
        STRICT,
    )
    name: Mapped[str] = line(unique=True)
    family: Mapped[str] = one_of("achievement", "instruction", "climate", "other")
    timing: Mapped[str] = one_of("leading", "lagging")
    unit: Mapped[str] = one_of("percent", "score", "count", "per_100", "minutes", "hours", "days", "ordinal")
    levels: Mapped[tuple[str, ...]] = json_list()
    better: Mapped[str] = one_of("up", "down", default="up")
    source: Mapped[str] = one_of(
        "standardized",
        "interim",
        "formative",
        "observation",
        "survey",
        "attendance",
        "behavior",
        "self_check",
        "app",
        "other",
    )
    audience: Mapped[str | None] = one_of("staff", "students", "families")
    formula_key: Mapped[str | None] = line(64)
    cadence_days: Mapped[int | None] = whole(1)


class Target(Base):
    """From a baseline to an aim by a date, for all or for one group."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("aim <> baseline", name="aim_differs"),
        CheckConstraint("due_on > baseline_on", name="order"),
        CheckConstraint("(group_dim IS NULL) = (group_name IS NULL)", name="group_complete"),
        unique_even_null("target", "goal_id", "measure_id", "group_dim?", "group_name?", "due_on"),
        STRICT,
    )
    goal_id: Mapped[str] = key_to("goal")
    measure_id: Mapped[str] = key_to("measure")
    group_dim: Mapped[str | None] = line(120)
    group_name: Mapped[str | None] = line(120)
    baseline: Mapped[float] = real()
    aim: Mapped[float] = real()
    stretch: Mapped[float | None] = real()
    change_kind: Mapped[str] = one_of("points", "relative", "absolute", default="absolute")
    baseline_on: Mapped[date] = local_day()
    due_on: Mapped[date] = local_day()
    weight: Mapped[float] = real(0.0, default=1.0)


class Reading(Base):
    """One number of a measure: a value, or a numerator and denominator."""

    __tablename__ = "reading"
    __table_args__ = (
        CheckConstraint("value IS NOT NULL OR numerator IS NOT NULL", name="has_value"),
        CheckConstraint(
            "numerator IS NULL OR (denominator IS NOT NULL AND numerator <= denominator)", name="part_of_whole"
        ),
        CheckConstraint("(group_dim IS NULL) = (group_name IS NULL)", name="group_complete"),
        unique_even_null(
            "reading", "measure_id", "read_on", "group_dim?", "group_name?", "section_id?", "grade?", "level?"
        ),
        STRICT,
    )
    measure_id: Mapped[str] = key_to("measure")
    window_id: Mapped[str | None] = key_to("calendar_span")
    read_on: Mapped[date] = local_day()
    group_dim: Mapped[str | None] = line(120)
    group_name: Mapped[str | None] = line(120)
    section_id: Mapped[str | None] = key_to("section")
    grade: Mapped[str | None] = line(16)
    level: Mapped[str | None] = line(120)
    numerator: Mapped[int | None] = whole(0)
    denominator: Mapped[int | None] = whole(1)
    value: Mapped[float | None] = real()


class CheckIn(Base):
    """What the owner said about a goal on a day, beside what the numbers said then."""

    __tablename__ = "check_in"
    goal_id: Mapped[str] = key_to("goal")
    target_id: Mapped[str | None] = key_to("target")
    given_on: Mapped[date] = local_day()
    value: Mapped[float | None] = real()
    confidence: Mapped[int | None] = whole(0, 10)
    status: Mapped[str] = one_of("on_track", "at_risk", "off_track", "met")
    computed_status: Mapped[str | None] = one_of("on_track", "at_risk", "off_track", "met")
    comment: Mapped[str | None] = prose()
