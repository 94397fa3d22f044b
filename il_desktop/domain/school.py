"""The school's calendar: the kind of day a date is, its day type, bells and periods. Any date has an answer.

Order: one date's override, then special and testing ranges, then holidays and staff days, then the weekly bell rule.
Reading rows belongs to `queries.calendar`; deadlines and metrics only ask here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from il_desktop.domain import zones
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import Span, WallTime

DAYS_PER_SCHOOL_WEEK = 5
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a date is for the school."""

    INSTRUCTION = "instruction"
    STAFF_ONLY = "staff_only"
    HOLIDAY = "holiday"
    WEATHER = "weather"
    TESTING = "testing"
    WEEKEND = "weekend"
    OUTSIDE = "outside"


CONTACT_KINDS = frozenset({DayKind.INSTRUCTION, DayKind.TESTING})


class Period(NamedTuple):
    """One bell period, minutes of the day, end not included; `kind` is period, advisory, assembly or test."""

    code: str
    start_min: int
    end_min: int
    kind: str = "period"


class BellSchedule(NamedTuple):
    """A named list of periods, sorted, without overlap; `later` holds other times from a date on, in order of date."""

    id: str
    name: str
    periods: tuple[Period, ...]
    later: tuple[tuple[date, tuple[Period, ...]], ...] = ()

    def on(self, day: date) -> BellSchedule:
        """Return the schedule with the times in force on a date, without its history."""
        if not self.later:
            return self
        periods = self.periods
        for first, times in self.later:
            if first > day:
                break
            periods = times
        return BellSchedule(self.id, self.name, periods)


class SchoolDay(NamedTuple):
    """The answer for one date; `number` counts the year's contact days from 1, `name` names what is special."""

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

    def period(self, code: str) -> Period | None:
        """Return the period of that code, None when the date has none."""
        return next((period for period in self.periods if period.code == code), None)


class CalendarSpan(NamedTuple):
    """A named range of dates, both ends included; `kind` is year, term, holiday, staff_only, testing or special."""

    kind: str
    name: str
    first: date
    last: date
    bells_id: str | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the date lies in the range."""
        return self.first <= day <= self.last


class DayOverride(NamedTuple):
    """What is different on one date; a field left None keeps the answer of the other rules."""

    day: date
    kind: DayKind | None = None
    day_type: str | None = None
    bells_id: str | None = None
    periods: tuple[Period, ...] | None = None
    is_contact_day: bool | None = None
    reason: str = ""


class CalendarRules(NamedTuple):
    """Everything the calendar is computed from. `weekly_bells` maps a weekday (0 Monday) to a bell schedule's id.

    `work_hours` (minutes of the day) stand in for instructional hours where the school has told no bells yet. `tz` is
    the zone the school lives in.
    """

    spans: tuple[CalendarSpan, ...] = ()
    bells: tuple[BellSchedule, ...] = ()
    weekly_bells: Mapping[int, str] = MappingProxyType({})
    default_bells: str = ""
    cycle: DayCycle = DayCycle()
    overrides: tuple[DayOverride, ...] = ()
    work_hours: tuple[int, int] | None = None
    tz: str = ""


class _Year(NamedTuple):
    """One resolved school year: an answer per date and its contact days in order."""

    days: dict[date, SchoolDay]
    contact: list[date]


class SchoolCalendar:
    """Answers questions about dates; resolves a school year when it is first asked about and keeps it."""

    def __init__(self, rules: CalendarRules) -> None:
        self.rules = rules
        self.years: tuple[CalendarSpan, ...] = tuple(
            sorted((span for span in rules.spans if span.kind == "year"), key=lambda span: span.first)
        )
        self._firsts = [year.first for year in self.years]
        self._bells = {bells.id: bells for bells in rules.bells}
        self._overrides = {override.day: override for override in rules.overrides}
        self._restarts = sorted(date.fromisoformat(text) for text in rules.cycle.restarts)
        self._resolved: dict[int, _Year] = {}
        # A day held outside every year (a summer Saturday by hand) has no number, yet it may be a contact day.
        stray = [CalendarSpan("stray", "", day, day) for day in self._overrides if self._year_index(day) is None]
        self._stretches = sorted((*self.years, *stray), key=lambda span: span.first)

    def day(self, day: date) -> SchoolDay:
        """Return what a date is; never fails, a date outside every year is `OUTSIDE`."""
        index = self._year_index(day)
        if index is not None:
            return self._year(index).days[day]
        override = self._overrides.get(day)
        return self._resolve(day, None, override) if override else SchoolDay(day, DayKind.OUTSIDE)

    def is_work_day(self, day: date) -> bool:
        """Tell whether the school works: a contact day; in a file that knows no school year yet, a weekday."""
        return self.day(day).is_contact_day or (not self.years and day.weekday() < 5)

    def days(self, first: date, last: date) -> Iterator[SchoolDay]:
        """Yield the answers from `first` to `last`, both included."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            yield self.day(date.fromordinal(ordinal))

    def contact_days_between(self, after: date, to: date) -> int:
        """Count the contact days in (after, to]; negative when `to` is earlier."""
        if to < after:
            return -self.contact_days_between(to, after)
        runs = (self._contact_run(span) for span in self._stretches if span.first <= to and span.last > after)
        return sum(bisect_right(run, to) - bisect_right(run, after) for run in runs)

    def add_contact_days(self, day: date, count: int) -> date | None:
        """Return the `count`-th contact day after `day` (before it when negative); None beyond the years we know."""
        if count == 0:
            return day
        step, left = (1, count) if count > 0 else (-1, -count)
        ahead = [span for span in self._stretches[::step] if (span.last > day if step > 0 else span.first < day)]
        for run in map(self._contact_run, ahead):
            place = bisect_right(run, day) if step > 0 else len(run) - bisect_left(run, day)
            if len(run) - place >= left:
                return run[place + left - 1] if step > 0 else run[-(place + left)]
            left -= len(run) - place
        return None

    def numbered_day(self, year: CalendarSpan, number: int) -> date | None:
        """Return the date of the `number`-th contact day of a year, counted from 1."""
        contact = self._year(self.years.index(year)).contact
        return contact[number - 1] if 0 < number <= len(contact) else None

    def contact_days_in_year(self, day: date) -> int:
        """Count the contact days of the year a date lies in, 0 outside every year."""
        index = self._year_index(day)
        return len(self._year(index).contact) if index is not None else 0

    def school_week(self, day: date) -> int | None:
        """Return the school week: contact days 5k-4 to 5k; a day off has the week of the last contact day before it."""
        index = self._year_index(day)
        if index is None:
            return None
        number = bisect_right(self._year(index).contact, day)
        return (max(number, 1) + DAYS_PER_SCHOOL_WEEK - 1) // DAYS_PER_SCHOOL_WEEK

    def instructional_span(self, day: date) -> Span | None:
        """Return first to last bell of a contact day, None on every other day.

        Without bells the work hours stand in, in a file without any school year on every weekday.
        """
        answer = self.day(day)
        if answer.is_contact_day and answer.periods:
            start = min(period.start_min for period in answer.periods)
            end = max(period.end_min for period in answer.periods)
            return Span.of(WallTime(day, start), end - start)
        if self.is_work_day(day) and self.rules.work_hours:
            start, end = self.rules.work_hours
            return Span.of(WallTime(day, start), end - start)
        return None

    def local(self, span: Span, tz: str) -> tuple[Span, str]:
        """Return a span of another zone as the school's clocks show it, its length on the clock kept, and that zone."""
        if not self.rules.tz or tz == self.rules.tz:
            return span, tz
        start = zones.to_wall(zones.to_instant(span.start, tz), self.rules.tz)
        return Span.of(start, span.minutes), self.rules.tz

    def _year_index(self, day: date) -> int | None:
        index = bisect_right(self._firsts, day) - 1
        return index if index >= 0 and day <= self.years[index].last else None

    def _contact_run(self, stretch: CalendarSpan) -> list[date]:
        """Return the contact days of a year or of a day outside all years, in order."""
        if stretch.kind == "year":
            return self._year(self.years.index(stretch)).contact
        return [stretch.first] if self.day(stretch.first).is_contact_day else []

    def _year(self, index: int) -> _Year:
        known = self._resolved.get(index)
        if known is None:
            known = self._resolved[index] = self._resolve_year(self.years[index])
        return known

    def _resolve_year(self, year: CalendarSpan) -> _Year:
        spans = [span for span in self.rules.spans if span.first <= year.last and span.last >= year.first]
        days: dict[date, SchoolDay] = {}
        contact: list[date] = []
        cycle = _CyclePlace(self.rules.cycle, self._restarts)
        for ordinal in range(year.first.toordinal(), year.last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            override = self._overrides.get(day)
            planned = _planned_kind(day, spans)
            answer = self._resolve(day, planned, override)
            day_type = cycle.next_type(day, is_planned=planned[0] in CONTACT_KINDS, is_held=answer.is_contact_day)
            if answer.is_contact_day:
                contact.append(day)
                pinned = override.day_type if override else None
                answer = answer._replace(day_type=pinned or day_type, number=len(contact))
            days[day] = answer
        return _Year(days, contact)

    def _resolve(
        self, day: date, planned: tuple[DayKind, CalendarSpan | None] | None, override: DayOverride | None
    ) -> SchoolDay:
        kind, span = planned or (DayKind.OUTSIDE, None)
        name = span.name if span else ""
        if override is not None:
            kind = override.kind or kind
            name = override.reason or name
        is_contact = kind in CONTACT_KINDS
        if override is not None and override.is_contact_day is not None:
            is_contact = override.is_contact_day
        bells = self._bells_of(day, span, override) if is_contact or kind in CONTACT_KINDS else None
        return SchoolDay(day, kind, override.day_type if override else None, bells, is_contact, None, name)

    def _bells_of(self, day: date, span: CalendarSpan | None, override: DayOverride | None) -> BellSchedule | None:
        if override is not None and override.periods is not None:
            return BellSchedule("", override.reason, override.periods)
        wanted = (
            override.bells_id if override else None,
            span.bells_id if span else None,
            self.rules.weekly_bells.get(day.weekday()),
            self.rules.default_bells,
        )
        return next((self._bells[bells_id].on(day) for bells_id in wanted if bells_id in self._bells), None)


class _CyclePlace:
    """Walks through a year and deals out day types by the cycle's rule."""

    def __init__(self, cycle: DayCycle, restarts: list[date]) -> None:
        self._types = cycle.types
        self._rule = cycle.rule
        self._restarts = restarts
        self._dealt = 0
        self._restarts_done: int | None = None

    def next_type(self, day: date, *, is_planned: bool, is_held: bool) -> str | None:
        """Return the day type of the next date of the year; a day that is neither planned nor held uses none up."""
        if not self._types:
            return None
        if self._rule == "weekday":
            return self._types[day.weekday() % len(self._types)]
        # slide counts the days that were held; fixed keeps the printed letter, so a lost day uses up its own.
        counts = is_planned if self._rule == "fixed" else is_held
        if not counts:
            return None
        passed = bisect_right(self._restarts, day)
        if passed != self._restarts_done:
            self._restarts_done, self._dealt = passed, 0
        dealt, self._dealt = self._dealt, self._dealt + 1
        return self._types[dealt % len(self._types)]


def _planned_kind(day: date, spans: list[CalendarSpan]) -> tuple[DayKind, CalendarSpan | None]:
    """Return what a date of a year is by its ranges alone: special ranges win over holidays and staff days."""
    if day.weekday() >= 5:
        return DayKind.WEEKEND, None
    by_kind = {span.kind: span for span in spans if span.holds(day)}
    for kind, answer in (
        ("testing", DayKind.TESTING),
        ("special", DayKind.INSTRUCTION),
        ("holiday", DayKind.HOLIDAY),
        ("staff_only", DayKind.STAFF_ONLY),
    ):
        if kind in by_kind:
            return answer, by_kind[kind]
    return DayKind.INSTRUCTION, None
