"""The people whom the principal works with and for. No health, disability or demographic field, on purpose."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from il_desktop.domain.people import CONTRACTS, PERSON_KINDS, RECOGNITION_PREFS
from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import flag, json_list, key_to, line, local_day, one_of, prose, whole


class Person(Base):
    """Somebody on the roster. With records one is ended, not deleted.

    `grades`, `strengths` and `former_names` are lists of words. `works_on` names the day types ("B") or weekdays
    (0 Monday) of a part-timer, nothing means every contact day. `lists_opt_out` keeps a name out of what others see.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("leader_id IS NULL OR leader_id <> id", name="not_own_leader"),
        CheckConstraint("active_from IS NULL OR active_to IS NULL OR active_to >= active_from", name="active_order"),
        STRICT,
    )
    kind: Mapped[str] = one_of(*PERSON_KINDS)
    given: Mapped[str] = line(120)
    family: Mapped[str] = line(120)
    shown_as: Mapped[str | None] = line()
    email: Mapped[str | None] = line(254)
    department: Mapped[str | None] = line(120)
    grades: Mapped[tuple[str, ...]] = json_list()
    hired_on: Mapped[date | None] = local_day()
    career_started_on: Mapped[date | None] = local_day()
    contract: Mapped[str | None] = one_of(*CONTRACTS)
    birthday_md: Mapped[str | None] = line(5, glob="[0-1][0-9]-[0-3][0-9]")
    birthday_opt_in: Mapped[bool] = flag()
    anniversary_opt_in: Mapped[bool] = flag()
    lists_opt_out: Mapped[bool] = flag()
    former_names: Mapped[tuple[str, ...]] = json_list()
    works_on: Mapped[tuple[Any, ...]] = json_list()
    visit_every_days: Mapped[int] = whole(1, 180, default=14)
    leader_id: Mapped[str | None] = key_to("person")
    is_focus: Mapped[bool] = flag()
    recognition_pref: Mapped[str] = one_of(*RECOGNITION_PREFS, default="ask")
    favorites: Mapped[str | None] = prose()
    strengths: Mapped[tuple[str, ...]] = json_list()
    active_from: Mapped[date | None] = local_day()
    active_to: Mapped[date | None] = local_day()
    external_ref: Mapped[str | None] = line(120, unique=True)
