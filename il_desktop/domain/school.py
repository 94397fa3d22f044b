"""The school's calendar: which kind of day a date is, its day type, bells and periods. Answers are total: any date has one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """What a date is for the school."""

    INSTRUCTION = "instruction"
    STAFF_ONLY = "staff_only"
    HOLIDAY = "holiday"
    WEATHER = "weather"
    TESTING = "testing"
    WEEKEND = "weekend"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Period:
    """One bell period, minutes of the day, end not included; `kind` is period, advisory, assembly or test."""

    code: str
    start_min: int
    end_min: int
    kind: str = "period"


@dataclass(frozen=True, slots=True)
class BellSchedule:
    """A named list of periods, sorted, without overlap."""

    id: str
    name: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """The answer for one date. `number` counts instruction days of the year from 1; `name` names a holiday or special day."""

    day: date
    kind: DayKind
    day_type: str | None = None
    bells: BellSchedule | None = None
    is_contact_day: bool = False
    number: int | None = None
    name: str = ""

    @property
    def periods(self) -> tuple[Period, ...]:
        """The bell periods of the date, none on days without students."""
        return self.bells.periods if self.bells else ()
