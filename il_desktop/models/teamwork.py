"""Working together: teams, meetings with agenda and attendance, decisions, tasks and who is the first contact."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import (
    flag,
    key_to,
    line,
    local_day,
    maybe_flag,
    one_of,
    prose,
    unique_even_null,
    whole,
)
from il_desktop.models.goals import OWNED


class Team(Base):
    """A group that meets."""

    __tablename__ = "team"
    name: Mapped[str] = line(unique=True)
    kind: Mapped[str] = one_of(
        "ilt", "plc", "grade", "department", "admin", "committee", "coaching_pair", "mentoring_pair"
    )
    purpose: Mapped[str | None] = prose()
    norms: Mapped[str | None] = prose()
    focus_question: Mapped[str | None] = line()
    stage: Mapped[str | None] = line()
    cadence_days: Mapped[int | None] = whole(1, 60)
    is_active: Mapped[bool] = flag(default=True)
    members: Mapped[list[TeamMember]] = relationship(cascade=OWNED)


class TeamMember(Base):
    """Who was in a team from when to when."""

    __tablename__ = "team_member"
    __table_args__ = (
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="order"),
        unique_even_null("team_member", "team_id", "person_id", "from_on"),
        STRICT,
    )
    team_id: Mapped[str] = key_to("team")
    person_id: Mapped[str] = key_to("person")
    role: Mapped[str] = line(120)
    from_on: Mapped[date] = local_day()
    to_on: Mapped[date | None] = local_day()


class Meeting(Base):
    """A meeting or a piece of professional development, an idea at first."""

    __tablename__ = "meeting"
    # The other half of the rule on PD, a need or a goal once confirmed, is kept by the commands.
    __table_args__ = (CheckConstraint("kind <> 'pd' OR pd_format IS NOT NULL", name="pd_has_format"), STRICT)
    team_id: Mapped[str | None] = key_to("team")
    block_id: Mapped[str | None] = key_to("time_block", unique=True)
    kind: Mapped[str] = one_of(
        "ilt",
        "plc",
        "grade",
        "department",
        "collaborative_planning",
        "data",
        "mtss",
        "committee",
        "huddle",
        "parent",
        "pd",
        "other",
    )
    title: Mapped[str] = line()
    facilitator_id: Mapped[str | None] = key_to("person")
    note_taker_id: Mapped[str | None] = key_to("person")
    timekeeper_id: Mapped[str | None] = key_to("person")
    state: Mapped[str] = one_of("idea", "confirmed", "held", "cancelled", default="idea")
    minutes: Mapped[int] = whole(1)
    minutes_text: Mapped[str | None] = prose()
    goal_id: Mapped[str | None] = key_to("goal")
    need_id: Mapped[str | None] = key_to("challenge")
    pd_format: Mapped[str | None] = one_of(
        "workshop",
        "seminar",
        "conference",
        "training",
        "coaching_session",
        "collaborative_planning",
        "plc",
        "lab",
        "book_study",
        "course",
        "other",
    )
    expert: Mapped[str | None] = one_of("internal", "external")
    cost_cents: Mapped[int | None] = whole(0)
    plus_n: Mapped[int | None] = whole(0)
    delta_n: Mapped[int | None] = whole(0)
    agenda: Mapped[list[AgendaItem]] = relationship(cascade=OWNED, order_by="AgendaItem.pos")
    attendance: Mapped[list[Attendance]] = relationship(cascade=OWNED)


class AgendaItem(Base):
    """One point of a meeting with its minutes and what it is for."""

    __tablename__ = "agenda_item"
    meeting_id: Mapped[str] = key_to("meeting")
    pos: Mapped[int] = whole(0)
    title: Mapped[str] = line()
    outcome: Mapped[str] = one_of("decide", "solve", "learn", "inform", "celebrate")
    minutes: Mapped[int] = whole(1)
    owner_id: Mapped[str | None] = key_to("person")
    goal_id: Mapped[str | None] = key_to("goal")
    part: Mapped[str | None] = one_of("share", "reflect", "solve", "what", "so_what", "now_what", "judgment")
    text: Mapped[str | None] = prose()
    is_parked: Mapped[bool] = flag()


class Attendance(Base):
    """One person at one meeting, and what came of it."""

    __tablename__ = "attendance"
    __table_args__ = (unique_even_null("attendance", "meeting_id", "person_id"), STRICT)
    meeting_id: Mapped[str] = key_to("meeting")
    person_id: Mapped[str] = key_to("person")
    status: Mapped[str] = one_of("invited", "attended", "absent", "excused", default="invited")
    minutes: Mapped[int | None] = whole(0)
    relevance: Mapped[int | None] = whole(1, 4)
    learning: Mapped[int | None] = whole(1, 4)
    support: Mapped[int | None] = whole(1, 4)
    try_by_on: Mapped[date | None] = local_day()
    transfer_visit_id: Mapped[str | None] = key_to("visit")
    transfer_seen: Mapped[bool | None] = maybe_flag()


class Decision(Base):
    """What was decided and how; consensus needs every hand at two or higher."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "method <> 'consensus' OR (lowest_fist IS NOT NULL AND lowest_fist >= 2)", name="consensus_is_one"
        ),
        STRICT,
    )
    meeting_id: Mapped[str | None] = key_to("meeting")
    decided_on: Mapped[date] = local_day()
    text: Mapped[str] = prose()
    domain: Mapped[str] = one_of("instruction", "curriculum", "improvement", "climate", "resources", "operations")
    method: Mapped[str] = one_of("leader", "leader_after_consulting", "consensus", "vote")
    lowest_fist: Mapped[int | None] = whole(0, 5)
    perspectives: Mapped[str | None] = prose()
    goal_id: Mapped[str | None] = key_to("goal")
    review_on: Mapped[date | None] = local_day()


class Task(Base):
    """Something to do, own or handed on; it comes from at most one source."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint(
            "disposition IS NULL OR disposition <> 'delegate' OR (owner_id IS NOT NULL AND check_in_on IS NOT NULL)",
            name="delegated_has_owner_and_check_in",
        ),
        CheckConstraint(
            "(meeting_id IS NOT NULL) + (decision_id IS NOT NULL) + (visit_id IS NOT NULL) "
            "+ (log_entry_id IS NOT NULL) + (request_id IS NOT NULL) <= 1",
            name="one_source",
        ),
        STRICT,
    )
    title: Mapped[str] = line()
    state: Mapped[str] = one_of("open", "done", "handed_back", "dropped", default="open")
    due_on: Mapped[date | None] = local_day(index=True)
    est_min: Mapped[int | None] = whole(1)
    importance: Mapped[int] = whole(1, 3, default=2)
    urgency: Mapped[int] = whole(1, 3, default=2)
    disposition: Mapped[str | None] = one_of("do", "schedule", "delegate", "drop")
    owner_id: Mapped[str | None] = key_to("person")
    authority: Mapped[str | None] = one_of("find_out", "recommend", "act_and_report", "act")
    check_in_on: Mapped[date | None] = local_day()
    goal_id: Mapped[str | None] = key_to("goal")
    block_id: Mapped[str | None] = key_to("time_block")
    done_on: Mapped[date | None] = local_day()
    carried_n: Mapped[int] = whole(0, default=0)
    meeting_id: Mapped[str | None] = key_to("meeting")
    decision_id: Mapped[str | None] = key_to("decision")
    visit_id: Mapped[str | None] = key_to("visit")
    log_entry_id: Mapped[str | None] = key_to("log_entry")
    request_id: Mapped[str | None] = key_to("resource_request")


class Responsibility(Base):
    """Who is asked first about a topic, and who stands in."""

    __tablename__ = "responsibility"
    __table_args__ = (
        CheckConstraint("first_id IS NULL OR backup_id IS NULL OR first_id <> backup_id", name="two_people"),
        unique_even_null("responsibility", "kind", "what"),
        STRICT,
    )
    kind: Mapped[str] = one_of("first_contact", "accountability")
    what: Mapped[str] = line()
    first_id: Mapped[str | None] = key_to("person")
    backup_id: Mapped[str | None] = key_to("person")
    call_when: Mapped[str | None] = prose()
    script: Mapped[str | None] = prose()
