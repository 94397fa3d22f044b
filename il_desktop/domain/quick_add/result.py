"""What quick add hands out: the block it read, where each word stands, and what it is not sure of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from il_desktop.domain.blocks import Category, GoalShare, Protection
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import WallTime

NO_CALENDAR = SchoolCalendar(CalendarRules())


class Person(NamedTuple):
    """Somebody who may be named; `detail` tells two of one name apart."""

    id: str
    given: str
    family: str
    shown: str
    detail: str = ""


class Kind(NamedTuple):
    """An activity type as the line may name it; `minutes` is its usual length."""

    key: str
    name: str
    category: Category
    minutes: int
    protection: Protection


class GoalName(NamedTuple):
    """A goal as `!1` or `!math` names it."""

    id: str
    rank: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Around:
    """All that the line is read against: the present moment, the school's calendar, people, kinds of work, goals.

    `work_start_min` is the minute of the day at which work begins.
    """

    now: WallTime
    calendar: SchoolCalendar = NO_CALENDAR
    people: tuple[Person, ...] = ()
    kinds: tuple[Kind, ...] = ()
    goals: tuple[GoalName, ...] = ()
    day_first: bool = True
    work_start_min: int = 450


class Part(NamedTuple):
    """Characters `start` to `end` (not included) say the `role`.

    Roles: day, time, length, repeat, until, period, person, kind, category, goal, protection, place, note.
    """

    start: int
    end: int
    role: str


class Choice(NamedTuple):
    """One reading of a doubt: the `key` to choose it by, and what it means (a name, a date, a minute)."""

    key: str
    text: str = ""
    day: date | None = None
    minute: int | None = None


class Doubt(NamedTuple):
    """Something to look at. With `key` and `choices` it can be answered; `is_open` ones keep the line from being added.

    To choose: which_person, which_goal, half_of_day, date_order, weekday_or_date, until_month, second_or_other,
    end_or_length, hour_or_number. To know: unknown_person, unknown_goal, no_school, moved_on, next_year, part_of_day,
    about, said_twice, two_kinds. To mend: no_day, no_time, no_period, no_such_date, past_day, several_days,
    no_such_rule, after_end, not_found.
    """

    code: str
    choices: tuple[Choice, ...] = ()
    key: str = ""
    text: str = ""
    day: date | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class QuickBlock:
    """What a line says. Without `start` it cannot be added yet; `rule_kind` is empty, rrule or school.

    `length_stated` tells a length or end that was typed from the activity type's usual one; `period` is the bell period
    a single block begins with, when that is how its time was said.
    """

    title: str = ""
    kind: Kind | None = None
    kind_stated: bool = False
    start: WallTime | None = None
    minutes: int = 0
    length_stated: bool = False
    all_day: bool = False
    rule_kind: str = ""
    rule: str = ""
    until_on: date | None = None
    people: tuple[Person, ...] = ()
    goals: tuple[GoalShare, ...] = ()
    protection: Protection | None = None
    place: str = ""
    note: str = ""
    period: str = ""
    parts: tuple[Part, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def end(self) -> WallTime | None:
        """When it ends, by the wall clock."""
        return self.start.plus(self.minutes) if self.start else None

    @property
    def is_series(self) -> bool:
        """Whether it repeats."""
        return bool(self.rule_kind)

    @property
    def can_be_added(self) -> bool:
        """Whether nothing open is left to ask."""
        return self.start is not None and not any(doubt.is_open for doubt in self.doubts)


NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})
