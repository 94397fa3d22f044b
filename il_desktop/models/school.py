"""The school year as facts: spans of dates, bells, single days that differ, sections, and who is where in a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from il_desktop.models.base import STRICT, Base
from il_desktop.models.columns import (
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


class CalendarSpan(Base):
    """Dates, both ends included, that mean something; an absence belongs to a person and never says why."""

    __tablename__ = "calendar_span"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="order"),
        CheckConstraint("(kind = 'absence') = (person_id IS NOT NULL)", name="absence_has_person"),
        CheckConstraint("kind IN ('year', 'absence') OR year_id IS NOT NULL", name="lies_in_year"),
        CheckConstraint("substitute_id IS NULL OR kind = 'absence'", name="substitute_for_absence"),
        unique_even_null("calendar_span", "kind", "name", "year_id?", "person_id?", "from_on"),
        STRICT,
    )
    kind: Mapped[str] = one_of("year", "term", "window", "holiday", "staff_only", "testing", "special", "absence")
    name: Mapped[str] = line()
    from_on: Mapped[date] = local_day(index=True)
    to_on: Mapped[date] = local_day(index=True)
    year_id: Mapped[str | None] = key_to("calendar_span")
    bell_schedule_id: Mapped[str | None] = key_to("bell_schedule")
    person_id: Mapped[str | None] = key_to("person")
    substitute_id: Mapped[str | None] = key_to("person")
    note: Mapped[str | None] = prose()


class BellSchedule(Base):
    """Named period times: a JSON list of {code, start_min, end_min, kind}, minutes of the day."""

    __tablename__ = "bell_schedule"
    name: Mapped[str] = line(120, unique=True)
    periods: Mapped[tuple[Any, ...]] = json_list()


class BellTimes(Base):
    """New period times of a bell schedule from a date on; before the first such row its own `periods` hold."""

    __tablename__ = "bell_times"
    __table_args__ = (unique_even_null("bell_times", "bell_schedule_id", "from_on"), STRICT)
    bell_schedule_id: Mapped[str] = key_to("bell_schedule")
    from_on: Mapped[date] = local_day()
    periods: Mapped[tuple[Any, ...]] = json_list()


class ProtectedWindow(Base):
    """Hours of the week that are for instruction, minutes of the day; of one term, day type or weekday, or of all."""

    __tablename__ = "protected_window"
    __table_args__ = (CheckConstraint("to_min > from_min", name="order"), STRICT)
    term_id: Mapped[str | None] = key_to("calendar_span")
    day_type: Mapped[str | None] = line(16)
    weekday: Mapped[int | None] = whole(0, 6)
    from_min: Mapped[int] = whole(0, 1440)
    to_min: Mapped[int] = whole(0, 1440)


class DayOverride(Base):
    """One date that differs from what spans and weekly bells say."""

    __tablename__ = "day_override"
    day: Mapped[date] = local_day(unique=True)
    kind: Mapped[str | None] = one_of("instruction", "staff_only", "holiday", "weather", "testing")
    day_type: Mapped[str | None] = line(16)
    bell_schedule_id: Mapped[str | None] = key_to("bell_schedule")
    periods: Mapped[tuple[Any, ...] | None] = json_value()
    is_contact_day: Mapped[bool | None] = maybe_flag()
    reason: Mapped[str] = line()


class Section(Base):
    """A class of students in one year; two teachers in its slots mean it is co-taught."""

    __tablename__ = "section"
    __table_args__ = (
        CheckConstraint("from_on IS NULL OR to_on IS NULL OR to_on >= from_on", name="order"),
        STRICT,
    )
    year_id: Mapped[str] = key_to("calendar_span")
    title: Mapped[str] = line()
    subject: Mapped[str | None] = line(120)
    grade: Mapped[str | None] = line(16)
    room: Mapped[str | None] = line(60)
    from_on: Mapped[date | None] = local_day()
    to_on: Mapped[date | None] = local_day()
    external_ref: Mapped[str | None] = line(120)


class TimetableSlot(Base):
    """What a person does in one period of one day type or weekday (0 Monday)."""

    __tablename__ = "timetable_slot"
    __table_args__ = (
        CheckConstraint("kind <> 'teach' OR section_id IS NOT NULL", name="teaching_has_section"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="order"),
        unique_even_null("timetable_slot", "person_id", "day_type?", "weekday?", "period_code", "from_on"),
        STRICT,
    )
    person_id: Mapped[str] = key_to("person")
    section_id: Mapped[str | None] = key_to("section")
    day_type: Mapped[str | None] = line(16)
    weekday: Mapped[int | None] = whole(0, 6)
    period_code: Mapped[str] = line(16)
    kind: Mapped[str] = one_of("teach", "plan", "lunch", "team", "duty", "off")
    from_on: Mapped[date] = local_day()
    to_on: Mapped[date | None] = local_day()
