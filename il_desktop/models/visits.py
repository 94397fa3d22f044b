"""Being in classrooms: what to look for, visits and their marks, feedback, action steps and private notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from il_desktop.domain.walltime import WallTime
from il_desktop.models.base import STRICT, Base
from il_desktop.models.column_types import Choice
from il_desktop.models.columns import (
    flag,
    instant,
    json_list,
    key_to,
    line,
    local_day,
    maybe_flag,
    one_of,
    prose,
    step_text,
    unique_even_null,
    wall,
    whole,
)
from il_desktop.models.goals import OWNED


class Protocol(Base):
    """A set of look-fors with its licence and source; a used version stays as it is."""

    __tablename__ = "protocol"
    __table_args__ = (unique_even_null("protocol", "name", "version"), STRICT)
    name: Mapped[str] = line()
    version: Mapped[int] = whole(1, default=1)
    kind: Mapped[str] = one_of("look_fors", "rubric", "review")
    licence: Mapped[str] = line()
    source: Mapped[str] = prose()
    scale: Mapped[tuple[Any, ...]] = json_list()
    is_bundled: Mapped[bool] = flag()
    is_frozen: Mapped[bool] = flag()
    look_fors: Mapped[list[LookFor]] = relationship(cascade=OWNED, order_by="LookFor.pos")


class LookFor(Base):
    """One thing that can be seen in a lesson."""

    __tablename__ = "look_for"
    protocol_id: Mapped[str] = key_to("protocol")
    domain: Mapped[str] = line()
    component: Mapped[str | None] = line()
    text: Mapped[str] = step_text()
    pos: Mapped[int] = whole(0)
    vision_item_id: Mapped[str | None] = key_to("vision_item")
    goal_id: Mapped[str | None] = key_to("goal")
    strategy_id: Mapped[str | None] = key_to("library_item")


class Visit(Base):
    """A visit to a teacher, planned or made; peer and lab visits never serve evaluation."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("kind NOT IN ('peer', 'lab') OR purpose <> 'evaluator'", name="growth_only"),
        CheckConstraint(
            "notice <> 'announced' OR state IN ('planned', 'missed') OR notice_sent_at IS NOT NULL",
            name="announced_was_sent",
        ),
        CheckConstraint("visitor_id <> person_id", name="not_own_visitor"),
        Index("ix_visit_person_id", "person_id", "starts_local", "state"),  # who was seen last, without the rows
        STRICT,
    )
    person_id: Mapped[str] = key_to("person", index=False)
    visitor_id: Mapped[str] = key_to("person")
    block_id: Mapped[str | None] = key_to("time_block")
    section_id: Mapped[str | None] = key_to("section")
    protocol_id: Mapped[str | None] = key_to("protocol")
    backup_id: Mapped[str | None] = key_to("person")
    goal_id: Mapped[str | None] = key_to("goal")
    kind: Mapped[str] = one_of(
        "quick_visit",
        "walkthrough",
        "informal_observation",
        "formal_observation",
        "peer",
        "learning_walk",
        "model_lesson",
        "co_teach",
        "lab",
    )
    purpose: Mapped[str] = one_of("supporter", "co_learner", "evaluator", default="supporter")
    notice: Mapped[str] = one_of("announced", "window", "unannounced", default="unannounced")
    starts_local: Mapped[WallTime] = wall(index=True)
    duration_min: Mapped[int] = whole(1, 240)
    period_code: Mapped[str | None] = line(16)
    evidence_text: Mapped[str | None] = prose()
    visibility: Mapped[str] = one_of("private", "shared", "official", default="private")
    state: Mapped[str] = one_of("planned", "visited", "written", "talked", "closed", "missed", default="planned")
    notice_sent_at: Mapped[datetime | None] = instant()
    pre_talk_on: Mapped[date | None] = local_day()
    marks: Mapped[list[VisitMark]] = relationship(cascade=OWNED)


class VisitMark(Base):
    """What a rater marked for one look-for in a visit."""

    __tablename__ = "visit_mark"
    __table_args__ = (
        CheckConstraint("seen IS NOT NULL OR level IS NOT NULL", name="has_mark"),
        unique_even_null("visit_mark", "visit_id", "look_for_id", "rater"),
        STRICT,
    )
    visit_id: Mapped[str] = key_to("visit")
    look_for_id: Mapped[str] = key_to("look_for")
    rater: Mapped[str] = one_of("visitor", "second", "self", default="visitor")
    seen: Mapped[bool | None] = maybe_flag()
    level: Mapped[int | None] = whole(0, 10)
    note: Mapped[str | None] = prose()


class Feedback(Base):
    """A feedback conversation, planned (`block_id`) or given (`given_local`)."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("given_local IS NULL OR glow IS NOT NULL OR grow IS NOT NULL", name="given_has_content"),
        STRICT,
    )
    visit_id: Mapped[str | None] = key_to("visit")
    person_id: Mapped[str] = key_to("person")
    kind: Mapped[str] = one_of("celebratory", "reflective", "directive")
    channel: Mapped[str] = one_of("conversation", "email", "note", "meeting", default="conversation")
    glow: Mapped[str | None] = prose()
    grow: Mapped[str | None] = prose()
    block_id: Mapped[str | None] = key_to("time_block")
    given_local: Mapped[WallTime | None] = wall()
    response: Mapped[str | None] = prose()
    acknowledged_on: Mapped[date | None] = local_day()


class ActionStep(Base):
    """One bite-size change with the date it is looked at again."""

    __tablename__ = "action_step"
    person_id: Mapped[str] = key_to("person")
    feedback_id: Mapped[str | None] = key_to("feedback")
    look_for_id: Mapped[str | None] = key_to("look_for")
    text: Mapped[str] = step_text()
    check_back_on: Mapped[date] = local_day(index=True)
    check_visit_id: Mapped[str | None] = key_to("visit")
    outcome: Mapped[str] = one_of("open", "mastered", "continue", "changed", "dropped", default="open")


class Note(Base):
    """A note in one of four storage classes, which only move upward."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("\"class\" NOT IN ('shared', 'official') OR shared_on IS NOT NULL", name="shared_has_date"),
        STRICT,
    )
    person_id: Mapped[str | None] = key_to("person")
    visit_id: Mapped[str | None] = key_to("visit")
    meeting_id: Mapped[str | None] = key_to("meeting")
    class_: Mapped[str] = mapped_column(
        "class",
        Choice("private_memory", "working_file", "shared", "official"),
        active_history=True,
        info={"default": "private_memory"},
        server_default="private_memory",
    )
    text: Mapped[str] = prose()
    dated_on: Mapped[date] = local_day()
    shared_on: Mapped[date | None] = local_day()
    purge_after_on: Mapped[date | None] = local_day()
    legal_hold: Mapped[bool] = flag()
