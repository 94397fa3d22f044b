"""The school and the world around it: dialogues, voices, partnerships, and requests for resources."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import (
    flag,
    json_list,
    json_value,
    key_to,
    line,
    local_day,
    maybe_flag,
    one_of,
    prose,
    unique_even_null,
    whole,
)


class LogEntry(Base):
    """One contact, voice, message or learning moment."""

    __tablename__ = "log_entry"
    __table_args__ = (
        CheckConstraint("kind <> 'voice' OR voice_kind IS NOT NULL", name="voice_has_kind"),
        CheckConstraint(
            "kind <> 'class_interruption' OR (minutes IS NOT NULL AND minutes > 0 AND n_people IS NOT NULL "
            "AND n_people > 0)",
            name="class_interruption_counted",
        ),
        STRICT,
    )
    kind: Mapped[str] = one_of(
        "dialogue",
        "event",
        "listening",
        "co_creation",
        "survey",
        "message",
        "media",
        "policy",
        "advocacy",
        "equity",
        "partnership",
        "voice",
        "mention",
        "coaching",
        "resource_share",
        "class_interruption",
        "leader_learning",
    )
    on_date: Mapped[date] = local_day(index=True)
    person_id: Mapped[str | None] = key_to("person")
    team_id: Mapped[str | None] = key_to("team")
    audience: Mapped[str | None] = line()
    n_people: Mapped[int | None] = whole(0)
    minutes: Mapped[int | None] = whole(0)
    topic: Mapped[str] = line()
    text: Mapped[str | None] = prose()
    commitment: Mapped[str | None] = prose()
    level: Mapped[str | None] = one_of("school", "local", "state", "national")
    voice_kind: Mapped[str | None] = one_of("success", "challenge", "idea")
    contact_kind: Mapped[str | None] = one_of("guidance", "resource", "encouragement")
    channel: Mapped[str | None] = line()
    outcome: Mapped[str | None] = prose()
    follow_on: Mapped[date | None] = local_day()
    ends_on: Mapped[date | None] = local_day()
    state: Mapped[str] = one_of("new", "routed", "closed", default="new")
    goal_id: Mapped[str | None] = key_to("goal")
    used: Mapped[bool | None] = maybe_flag()
    challenge_id: Mapped[str | None] = key_to("challenge")
    library_item_id: Mapped[str | None] = key_to("library_item")


class ResourceRequest(Base):
    """Something the school asks for, with its state; one for equity says why."""

    __tablename__ = "resource_request"
    __table_args__ = (CheckConstraint("is_equity = 0 OR equity_why IS NOT NULL", name="equity_has_reason"), STRICT)
    title: Mapped[str] = line()
    category: Mapped[str] = one_of(
        "funding", "technology", "materials", "professional_development", "staffing", "time", "facility"
    )
    amount_cents: Mapped[int | None] = whole(0)
    source: Mapped[str | None] = one_of("budget", "grant", "partnership", "community", "district", "title_funds")
    state: Mapped[str] = one_of("idea", "drafted", "submitted", "approved", "declined", "spent", default="idea")
    deadline_on: Mapped[date | None] = local_day()
    goal_id: Mapped[str | None] = key_to("goal")
    is_equity: Mapped[bool] = flag()
    equity_why: Mapped[str | None] = prose()


class LibraryItem(Base):
    """A strategy, term, digest, unit, resource or text; a school-wide one has a definition and a source."""

    __tablename__ = "library_item"
    __table_args__ = (
        CheckConstraint(
            "is_schoolwide = 0 OR (definition IS NOT NULL AND source IS NOT NULL)", name="schoolwide_is_defined"
        ),
        unique_even_null("library_item", "kind", "name"),
        STRICT,
    )
    kind: Mapped[str] = one_of("strategy", "term", "digest", "unit", "resource", "snippet")
    name: Mapped[str] = line()
    aliases: Mapped[tuple[str, ...]] = json_list()
    definition: Mapped[str | None] = prose()
    evidence_note: Mapped[str | None] = prose()
    source: Mapped[str | None] = line()
    url: Mapped[str | None] = line(1000)
    is_schoolwide: Mapped[bool] = flag()
    subject: Mapped[str | None] = line(120)
    grade: Mapped[str | None] = line(16)
    criteria: Mapped[Any | None] = json_value()
    issue: Mapped[str | None] = line()
    next_review_on: Mapped[date | None] = local_day()
    goal_id: Mapped[str | None] = key_to("goal")
