"""What single words of the line say, before anything is put together: one small record for each thing said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.quick_add.result import Around, GoalName, Person
from il_desktop.domain.quick_add.tokens import Tokens


class Clock(NamedTuple):
    """A time of day or a range of it. A bare hour may have its `other` half of the day; a weak one may be a number.

    `is_about` for "around 10" and "10-ish".
    """

    start: int
    end: int | None = None
    other: int | None = None
    is_weak: bool = False
    is_about: bool = False


class SchoolMoment(NamedTuple):
    """A time that the day's bells and the work hours tell: first thing, before school, after lunch, after school."""

    name: str


class Note(NamedTuple):
    """What follows "//" or "note:", kept word for word."""

    text: str


class Length(NamedTuple):
    """A length in minutes."""

    minutes: int


class After(NamedTuple):
    """So many minutes from now."""

    minutes: int


class AllDay(NamedTuple):
    """The whole day, above the hours."""


class PartOfDay(NamedTuple):
    """Morning, afternoon or evening by the minute it begins."""

    minute: int
    name: str


class OnDate(NamedTuple):
    """A date; `other` is the same digits the other way round."""

    day: date
    other: date | None = None
    is_year_assumed: bool = False


class NoDate(NamedTuple):
    """Words for a date that does not exist or is over."""

    code: str


class Offset(NamedTuple):
    """So many days from today."""

    days: int


class Weekdays(NamedTuple):
    """Days of the week, 0 Monday; `repeats` for plurals and lists."""

    days: tuple[int, ...]
    repeats: bool = False
    next_week: bool = False


class NextWeek(NamedTuple):
    """Next week, or this one."""

    weeks: int


class MonthDay(NamedTuple):
    """The 20th of a month."""

    day: int


class Nth(NamedTuple):
    """The first, third or last (-1) of a weekday in a month; without a month in each of them when it repeats."""

    places: tuple[int, ...]
    weekday: int
    month: int | None = None
    repeats: bool = False


class Every(NamedTuple):
    """A repeat: each `interval`-th day, week, month, weekday (Monday to Friday) or school_day.

    `nth` tells "every second Tuesday" from "every 2 weeks": it has two readings.
    """

    interval: int
    unit: str
    nth: bool = False


class Until(NamedTuple):
    """The last date of a repeat; "until May" and "until 3/4" have two readings, told apart by the doubt's code."""

    day: date
    other: date | None = None
    code: str = "until_month"


class Starting(NamedTuple):
    """The first date a repeat may have; `other` is the same digits the other way round."""

    day: date
    other: date | None = None


class Term(NamedTuple):
    """A stretch of the school year, both ends included."""

    first: date
    last: date


class Periods(NamedTuple):
    """Bell periods by code; `is_range` when they are one stretch, `is_after` for what begins when they end."""

    codes: tuple[str, ...]
    is_range: bool = False
    is_after: bool = False


class DayType(NamedTuple):
    """A day of the school's cycle."""

    code: str
    repeats: bool = False


class Bells(NamedTuple):
    """Days of one bell schedule."""

    id: str
    repeats: bool = False


class KindSaid(NamedTuple):
    """An activity type by its key."""

    key: str


class CategorySaid(NamedTuple):
    """A kind of time by `#`."""

    category: Category


class GoalSaid(NamedTuple):
    """Goals that `!word` fits."""

    goals: tuple[GoalName, ...]


class Level(NamedTuple):
    """A protection level."""

    level: Protection


class Place(NamedTuple):
    """Where it is."""

    name: str


class Named(NamedTuple):
    """People a name fits; none for a title with an unknown name."""

    people: tuple[Person, ...]


Fact = (
    Clock | Length | After | AllDay | PartOfDay | OnDate | NoDate | Offset | Weekdays | NextWeek | MonthDay | Nth
    | Every | Until | Starting | Term | Periods | DayType | Bells | KindSaid | CategorySaid | GoalSaid | Level | Place
    | Named | SchoolMoment | Note
)  # fmt: skip


class Match(NamedTuple):
    """Tokens up to `end` (not included) say these facts."""

    end: int
    role: str
    facts: tuple[Fact, ...]


class Said(NamedTuple):
    """A match in its place: characters `start` to `end`."""

    start: int
    end: int
    role: str
    facts: tuple[Fact, ...]


class Scan:
    """The line on its way through the rules: tokens, surroundings, and what was said right before the present token."""

    def __init__(self, tokens: Tokens, around: Around) -> None:
        self.tokens = tokens
        self.around = around
        self.said: list[Said] = []
        self.said_to = 0  # the token behind the last match

    def key(self, place: int) -> str:
        """Return the folded text of a token."""
        return self.tokens.key(place)

    def follows(self, place: int, *roles: str) -> bool:
        """Tell whether a match of one of the roles ends right before a token."""
        return bool(self.said) and self.said_to == place and self.said[-1].role in roles

    def is_end(self, place: int) -> bool:
        """Tell whether no word or number comes any more."""
        return place >= len(self.tokens) or all(
            self.tokens[n].kind == "sign" for n in range(place, min(place + 3, len(self.tokens)))
        )

    def behind_phrase(self, place: int, phrase: Sequence[str]) -> int:
        """Return the token behind a phrase that stands here, or 0."""
        if all(self.tokens.key(place + offset) == key for offset, key in enumerate(phrase)):
            return place + len(phrase)
        return 0
