"""Recognition as it was given: who, the action, why it mattered, how publicly; and rounds of awards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from il_desktop.domain.recognition import CHANNELS, KINDS, STATES, THEMES, VISIBILITIES
from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import (
    flag,
    instant,
    json_list,
    json_value,
    key_to,
    line,
    local_day,
    loose_key,
    one_of,
    prose,
    unique_even_null,
    whole,
)


class Recognition(Base):
    """One recognition of one person; a team gets one row per member with the same `batch_key`."""

    __tablename__ = "recognition"
    __table_args__ = (
        CheckConstraint("kind <> 'gift' OR gift_cents IS NOT NULL", name="gift_has_amount"),
        CheckConstraint("state <> 'given' OR action_text IS NOT NULL", name="given_has_action"),
        CheckConstraint(
            "channel IS NULL OR channel <> 'newsletter' OR visibility = 'public'", name="newsletter_is_public"
        ),
        Index("ix_recognition_person_id", "person_id", "given_on", "state"),  # who is due, without the rows
        STRICT,
    )
    person_id: Mapped[str] = key_to("person", index=False)
    giver_id: Mapped[str | None] = key_to("person")
    given_on: Mapped[date] = local_day(index=True)
    kind: Mapped[str] = one_of(*KINDS)
    theme: Mapped[str | None] = one_of(*THEMES)
    channel: Mapped[str | None] = one_of(*CHANNELS)
    action_text: Mapped[str | None] = prose()
    impact: Mapped[str | None] = prose()
    value_id: Mapped[str | None] = key_to("vision_item")
    goal_id: Mapped[str | None] = key_to("goal")
    visit_id: Mapped[str | None] = key_to("visit")
    meeting_id: Mapped[str | None] = key_to("meeting")
    round_id: Mapped[str | None] = key_to("selection_round")
    batch_key: Mapped[str | None] = loose_key()
    visibility: Mapped[str] = one_of(*VISIBILITIES, default="private")
    pref_override_reason: Mapped[str | None] = line()
    state: Mapped[str] = one_of(*STATES, default="draft")
    gift_cents: Mapped[int | None] = whole(0)
    gift_fund: Mapped[str | None] = line()
    is_cash_like: Mapped[bool] = flag()
    sender_kind: Mapped[str] = one_of("principal", "colleague", "family", "student", default="principal")
    sender: Mapped[str | None] = line()
    follow_up_on: Mapped[date | None] = local_day()
    block_id: Mapped[str | None] = key_to("time_block")


class SelectionRound(Base):
    """An award, a seat or an opportunity with its criteria and dates."""

    __tablename__ = "selection_round"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="order"),
        unique_even_null("selection_round", "name", "opens_on"),
        STRICT,
    )
    kind: Mapped[str] = one_of("award", "ilt", "opportunity")
    name: Mapped[str] = line()
    criteria: Mapped[tuple[Any, ...]] = json_list()
    opens_on: Mapped[date] = local_day()
    closes_on: Mapped[date] = local_day()
    announce_on: Mapped[date | None] = local_day()
    seats: Mapped[int | None] = whole(1)
    programme: Mapped[str | None] = line()
    panel: Mapped[tuple[str, ...]] = json_list()
    closed_at: Mapped[datetime | None] = instant()


class Nomination(Base):
    """One person put forward in a round; `scores` is {judge: {criterion: 1-4}}."""

    __tablename__ = "nomination"
    round_id: Mapped[str] = key_to("selection_round")
    person_id: Mapped[str] = key_to("person")
    nominator_kind: Mapped[str] = one_of("staff", "student", "family", "community", "principal")
    nominator: Mapped[str | None] = line()
    reason: Mapped[str] = prose()
    stage: Mapped[str] = one_of(
        "nominated", "interviewed", "evaluated", "selected", "declined", "not_selected", default="nominated"
    )
    scores: Mapped[Any | None] = json_value()
    source_key: Mapped[str | None] = line()
