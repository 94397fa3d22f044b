"""Time: kinds of activity, repeating blocks, the blocks themselves, what really happened and what came between."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, literal_column
from sqlalchemy.orm import Mapped, relationship

from il_desktop.domain.walltime import WallTime
from il_desktop.models.base import LEDGER, STRICT, Base
from il_desktop.models.columns import (
    flag,
    instant,
    json_list,
    json_value,
    key_to,
    line,
    local_day,
    one_of,
    prose,
    unique_even_null,
    wall,
    whole,
    zone,
)
from il_desktop.models.goals import OWNED


class ActivityType(Base):
    """A named kind of work; a used version stays as it is, an edit makes the next one."""

    __tablename__ = "activity_type"
    __table_args__ = (unique_even_null("activity_type", "key", "version"), STRICT)
    key: Mapped[str] = line(64)
    version: Mapped[int] = whole(1, default=1)
    name: Mapped[str] = line()
    category: Mapped[str] = one_of("I", "M", "P")
    nces: Mapped[str] = one_of("A", "C", "S", "R", "O", default="O")
    ies: Mapped[str] = one_of("D", "I", "O", default="O")
    protocol_items: Mapped[str | None] = line()
    is_heavy: Mapped[bool] = flag()
    default_protection: Mapped[int] = whole(0, 4, default=1)
    default_min: Mapped[int] = whole(5, 1440, default=30)
    is_active: Mapped[bool] = flag(default=True)


class BlockSeries(Base):
    """A repeating block, or one template of an Ideal week (`set_name`); `rule` is read as `rule_kind` says."""

    __tablename__ = "block_series"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR count IS NULL", name="one_end"),
        CheckConstraint("split_from_id IS NULL OR split_from_id <> id", name="not_own_split"),
        CheckConstraint(
            "place_from_min IS NULL OR place_to_min IS NULL OR place_to_min > place_from_min", name="place_order"
        ),
        STRICT,
    )
    set_name: Mapped[str | None] = line()
    title: Mapped[str] = line()
    activity_type_id: Mapped[str] = key_to("activity_type")
    protection: Mapped[int] = whole(0, 4, default=1)
    is_buffer: Mapped[bool] = flag()
    rule_kind: Mapped[str] = one_of("outlook", "rrule", "school")
    rule: Mapped[str] = prose()
    starts_local: Mapped[WallTime] = wall()
    duration_min: Mapped[int] = whole(5, 1440)
    tz: Mapped[str] = zone()
    until_on: Mapped[date | None] = local_day()
    count: Mapped[int | None] = whole(1)
    on_no_school: Mapped[str] = one_of("skip", "keep", "next_contact_day", default="skip")
    goal_shares: Mapped[tuple[Any, ...]] = json_list()
    people: Mapped[tuple[str, ...]] = json_list()
    place: Mapped[str | None] = line()
    note: Mapped[str | None] = prose()
    is_public: Mapped[bool] = flag()
    remind_min: Mapped[int | None] = whole(0, 40320)
    import_key: Mapped[str | None] = line(1000)
    import_hash: Mapped[str | None] = line(64)
    place_from_min: Mapped[int | None] = whole(0, 1440)
    place_to_min: Mapped[int | None] = whole(0, 1440)
    min_min: Mapped[int | None] = whole(5, 1440)
    max_min: Mapped[int | None] = whole(5, 1440)
    per_week: Mapped[int | None] = whole(1)
    split_from_id: Mapped[str | None] = key_to("block_series")


class TimeBlock(Base):
    """A planned interval, the hub: goals, what happened, visits, talks and meetings point here."""

    __tablename__ = "time_block"
    __table_args__ = (
        CheckConstraint("ends_local > starts_local", name="order"),
        CheckConstraint("(state = 'planned') = (reconciled_at IS NULL)", name="reconciled"),
        CheckConstraint("(series_id IS NULL) = (occurrence_on IS NULL)", name="occurrence"),
        CheckConstraint("anchor <> 'period' OR period_code IS NOT NULL", name="anchored_to_period"),
        CheckConstraint("anchor <> 'section' OR section_id IS NOT NULL", name="anchored_to_section"),
        CheckConstraint("follows_id IS NULL OR follows_id <> id", name="not_after_itself"),
        # Same-day blocks are found by their start, the few over midnight by their end (queries.week, same words).
        Index(
            "ix_time_block_multi_day",
            "ends_local",
            sqlite_where=literal_column("substr(starts_local, 1, 10) <> substr(ends_local, 1, 10)"),
        ),
        unique_even_null("time_block", "series_id", "occurrence_on", "period_code?", where="series_id IS NOT NULL"),
        STRICT,
    )
    title: Mapped[str] = line()
    activity_type_id: Mapped[str] = key_to("activity_type")
    is_buffer: Mapped[bool] = flag()
    protection: Mapped[int] = whole(0, 4, default=1)
    origin: Mapped[str] = one_of("manual", "series", "planner", "office", "import", default="manual")
    place: Mapped[str | None] = line()
    note: Mapped[str | None] = prose()
    is_public: Mapped[bool] = flag()
    starts_local: Mapped[WallTime] = wall(index=True)
    ends_local: Mapped[WallTime] = wall(index=True)
    tz: Mapped[str] = zone()
    all_day: Mapped[bool] = flag()
    anchor: Mapped[str] = one_of("clock", "period", "section", "day", default="clock")
    period_code: Mapped[str | None] = line(16)
    section_id: Mapped[str | None] = key_to("section")
    offset_min: Mapped[int] = whole(-1440, 1440, default=0)
    series_id: Mapped[str | None] = key_to("block_series")
    occurrence_on: Mapped[date | None] = local_day()
    follows_id: Mapped[str | None] = key_to("time_block")
    state: Mapped[str] = one_of(
        "planned", "kept", "shortened", "moved", "replaced", "missed", "cancelled", default="planned"
    )
    reconciled_at: Mapped[datetime | None] = instant()
    make_up_for_id: Mapped[str | None] = key_to("interruption", use_alter=True)
    import_key: Mapped[str | None] = line(1000, unique=True)
    import_hash: Mapped[str | None] = line(64)
    remind_min: Mapped[int | None] = whole(0, 40320)
    goals: Mapped[list[BlockGoal]] = relationship(cascade=OWNED, order_by="BlockGoal.pos")
    people: Mapped[list[BlockPerson]] = relationship(cascade=OWNED, order_by="BlockPerson.pos")


class Actual(Base):
    """What happened, as an interval; every share is computed from these. `study` rows stay out of all other figures."""

    __tablename__ = "actual"
    __table_args__ = (
        CheckConstraint("ends_local > starts_local", name="order"),
        CheckConstraint("source <> 'study' OR block_id IS NULL", name="study_has_no_block"),
        STRICT,
    )
    block_id: Mapped[str | None] = key_to("time_block")
    starts_local: Mapped[WallTime] = wall(index=True)
    ends_local: Mapped[WallTime] = wall(index=True)
    tz: Mapped[str] = zone()
    activity_type_id: Mapped[str] = key_to("activity_type")
    source: Mapped[str] = one_of("reconcile", "timer", "unplanned", "study")
    note: Mapped[str | None] = prose()


class BlockGoal(Base):
    """The part of a block's minutes that goes to a goal, any node of the tree."""

    __tablename__ = "block_goal"
    __table_args__ = (unique_even_null("block_goal", "block_id", "goal_id"), STRICT)
    block_id: Mapped[str] = key_to("time_block")
    goal_id: Mapped[str] = key_to("goal")
    share_pct: Mapped[int] = whole(1, 100)
    pos: Mapped[int] = whole(0)


class BlockPerson(Base):
    """Somebody whom a block is about or with, in the order of `pos`."""

    __tablename__ = "block_person"
    __table_args__ = (unique_even_null("block_person", "block_id", "person_id"), STRICT)
    block_id: Mapped[str] = key_to("time_block")
    person_id: Mapped[str] = key_to("person")
    pos: Mapped[int] = whole(0)


class ReminderMark(Base):
    """What was done about a reminder; `source_ref` is a block's id or `series@date`. Undo leaves it alone."""

    __tablename__ = "reminder_mark"
    __table_args__ = LEDGER
    source_ref: Mapped[str] = line(unique=True)
    starts_local: Mapped[WallTime] = wall()
    snoozed_until: Mapped[WallTime | None] = wall()
    is_done: Mapped[bool] = flag()


class IdealBand(Base):
    """A painted stretch of the Ideal week: what its minutes are wanted for, exclusively or by preference."""

    __tablename__ = "ideal_band"
    __table_args__ = (CheckConstraint("to_min > from_min", name="order"), STRICT)
    set_name: Mapped[str] = line(120)
    day_type: Mapped[str | None] = line(16)
    weekday: Mapped[int | None] = whole(0, 6)
    from_min: Mapped[int] = whole(0, 1440)
    to_min: Mapped[int] = whole(0, 1440)
    wants: Mapped[str] = one_of("I", "M", "P")
    is_exclusive: Mapped[bool] = flag()


class PlanBaseline(Base):
    """A block as the week's plan first had it; a trigger refuses every change. `block_ref` as in ReminderMark."""

    __tablename__ = "plan_baseline"
    __table_args__ = (
        CheckConstraint("ends_local > starts_local", name="order"),
        unique_even_null("plan_baseline", "block_ref", "week_on"),
        LEDGER,
    )
    block_ref: Mapped[str] = line()
    week_on: Mapped[date] = local_day(index=True)
    starts_local: Mapped[WallTime] = wall()
    ends_local: Mapped[WallTime] = wall()
    activity_type_id: Mapped[str] = key_to("activity_type")
    protection: Mapped[int] = whole(0, 4)
    is_added: Mapped[bool] = flag()


class OfficeProposal(Base):
    """Something the front office asks for, by file; the same `uid` twice is nothing new. Undo leaves it alone."""

    __tablename__ = "office_proposal"
    __table_args__ = LEDGER
    uid: Mapped[str] = line(unique=True)
    author: Mapped[str] = line()
    made_at: Mapped[datetime] = instant()
    action: Mapped[str] = one_of("add", "move", "cancel")
    payload: Mapped[Any] = json_value()
    base_seq: Mapped[int] = whole(0, default=0)
    state: Mapped[str] = one_of("proposed", "accepted", "declined", "withdrawn", "expired", default="proposed")


class Interruption(Base):
    """Something that came between; an override displaced a protected block and leaves a debt. Corrections are rows."""

    __tablename__ = "interruption"
    __table_args__ = (
        CheckConstraint(
            "kind <> 'override' OR (block_id IS NOT NULL AND level IS NOT NULL AND planned_min IS NOT NULL "
            "AND debt IS NOT NULL)",
            name="override_complete",
        ),
        CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name="not_own_correction"),
        STRICT,
    )
    kind: Mapped[str] = one_of("interruption", "override")
    block_id: Mapped[str | None] = key_to("time_block")
    at_local: Mapped[WallTime] = wall(index=True)
    minutes: Mapped[int] = whole(1)
    source: Mapped[str] = one_of(
        "safety",
        "student_behavior",
        "family",
        "staff_question",
        "staff_absence",
        "teacher_absent",
        "district",
        "facilities_it",
        "meeting_overrun",
        "own_choice",
        "other",
    )
    topic_id: Mapped[str | None] = key_to("responsibility")
    triage: Mapped[str | None] = one_of("first_contact", "appointment", "now")
    worth_it: Mapped[str | None] = one_of("yes", "partly", "no")
    avoidable: Mapped[str | None] = one_of("no", "first_contact", "appointment", "decline")
    asked_by: Mapped[str | None] = line()
    resume_note: Mapped[str | None] = prose()
    note: Mapped[str | None] = prose()
    level: Mapped[int | None] = whole(0, 4)
    planned_min: Mapped[int | None] = whole(1)
    debt: Mapped[str | None] = one_of("open", "made_up", "partly", "lost")
    corrects_id: Mapped[str | None] = key_to("interruption")
