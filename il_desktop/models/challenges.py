"""What stands in the way: a problem, a need or a barrier, suspected until evidence of two kinds confirms it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import json_list, key_to, line, local_day, one_of, prose, whole


class Challenge(Base):
    """One challenge; `whys` holds up to five answers, the deepest last. Its evidence are attachments."""

    __tablename__ = "challenge"
    __table_args__ = STRICT
    kind: Mapped[str] = one_of(
        "instruction",
        "curriculum_gap",
        "resource_shortage",
        "climate",
        "time",
        "equity",
        "resistance",
        "pd_need",
        "other",
    )
    title: Mapped[str] = line()
    state: Mapped[str] = one_of("suspected", "confirmed", "addressed", default="suspected")
    whys: Mapped[tuple[str, ...]] = json_list()
    severity: Mapped[int | None] = whole(1, 4)
    reach_n: Mapped[int | None] = whole(0)
    for_whom: Mapped[str | None] = one_of("teachers", "administrators", "support")
    countermeasure: Mapped[str | None] = prose()
    owner_id: Mapped[str | None] = key_to("person")
    review_on: Mapped[date | None] = local_day()
