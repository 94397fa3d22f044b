"""Looking back: one row for each huddle or review; its numbers are copied when it is closed and stay."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import instant, local_day, one_of, prose, unique_even_null, whole


class Review(Base):
    """A review of a stretch of days; `step` is where it is taken up again."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="order"),
        unique_even_null("review", "kind", "from_on"),
        STRICT,
    )
    kind: Mapped[str] = one_of("huddle", "day", "week", "quarter", "year")
    from_on: Mapped[date] = local_day()
    to_on: Mapped[date] = local_day()
    step: Mapped[int] = whole(0, default=0)
    planned_instr_min: Mapped[int | None] = whole(0)
    actual_instr_min: Mapped[int | None] = whole(0)
    wins: Mapped[str | None] = prose()
    lesson: Mapped[str | None] = prose()
    adjust: Mapped[str | None] = prose()
    closed_at: Mapped[datetime | None] = instant()
