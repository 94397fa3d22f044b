"""Rules in the school's own terms ("every A day, P3"), kept as compact JSON and expanded over resolved days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.recurrence.shapes import BadRule
from il_desktop.domain.school import Period, SchoolCalendar, SchoolDay

MOST_A_MONTH = 23  # contact days, more than any month has


class SchoolRule(NamedTuple):
    """Which contact days a series takes; an empty part asks for nothing.

    `bells` are ids of bell schedules ("each early-release day"). `every` takes each k-th of the matching days, counted
    anew in every school year; `month_nth` the n-th of each calendar month instead (1 the first, -1 the last, 0 all).
    With `periods` the series happens in each of these periods, else at its own time of day.
    """

    day_types: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    bells: tuple[str, ...] = ()
    every: int = 1
    month_nth: int = 0

    def to_json(self) -> str:
        """Return the compact text stored in `block_series.rule`; parts that ask for nothing are left out."""
        parts = {name: value for name, value in self._asdict().items() if value and (name, value) != ("every", 1)}
        return json.dumps(parts, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> SchoolRule:
        """Read the stored text; raise `BadRule` for anything else."""
        try:
            parts: dict[str, Any] = json.loads(text)
            every, month_nth = int(parts.pop("every", 1)), int(parts.pop("month_nth", 0))
            rule = cls(**{name: tuple(value) for name, value in parts.items()}, every=every, month_nth=month_nth)
        except (ValueError, TypeError, AttributeError) as error:
            raise BadRule(text) from error
        names = (*rule.day_types, *rule.periods, *rule.bells)
        is_plain = all(isinstance(name, str) for name in names) and all(day in range(7) for day in rule.weekdays)
        if not is_plain or rule.every < 1 or abs(rule.month_nth) > MOST_A_MONTH or (rule.every > 1 and rule.month_nth):
            raise BadRule(text)
        return rule

    def takes(self, day: SchoolDay) -> bool:
        """Tell whether the rule asks for this date, `every` left aside."""
        return (
            day.is_contact_day
            and (not self.day_types or day.day_type in self.day_types)
            and (not self.weekdays or day.day.weekday() in self.weekdays)
            and (not self.bells or (day.bells is not None and day.bells.id in self.bells))
        )

    def matches(self, calendar: SchoolCalendar, starts_on: date, first: date, last: date) -> Iterator[SchoolDay]:
        """Yield the days of the rule from `first` to `last`, none before `starts_on`."""
        first = max(first, starts_on)
        if self.month_nth:
            yield from self._by_month(calendar, first, last)
            return
        if self.every == 1:
            yield from (day for day in calendar.days(first, last) if self.takes(day))
            return
        for year in calendar.years:
            if year.first <= last and year.last >= first:
                run = calendar.days(max(year.first, starts_on), min(year.last, last))
                taken = [day for day in run if self.takes(day)]
                yield from (day for day in taken[:: self.every] if day.day >= first)

    def _by_month(self, calendar: SchoolCalendar, first: date, last: date) -> Iterator[SchoolDay]:
        begin = first.replace(day=1)
        while begin <= last:
            after = (begin + timedelta(days=32)).replace(day=1)
            taken = [day for day in calendar.days(begin, after - timedelta(days=1)) if self.takes(day)]
            place = self.month_nth - (self.month_nth > 0)
            if -len(taken) <= place < len(taken) and first <= taken[place].day <= last:
                yield taken[place]
            begin = after

    def slots(self, day: SchoolDay) -> list[Period | None]:
        """Return the periods of the date in which the series happens; one None for "at its own time"."""
        if not self.periods:
            return [None]
        return [period for period in day.periods if period.code in self.periods]
