"""Dates as numbers for goals: school weeks inside a school year, calendar weeks where no school year holds them.

School week k is instruction days 5k-4 to 5k. Figures use whole school weeks; drawing places a date by its day,
so that holidays take no room and straight lines stay straight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from fractions import Fraction

from il_desktop.domain.light import NamedTuple


class TimeLine(NamedTuple):
    """A number line for dates. `days` are the instruction days in order; without them weeks count from `origin`."""

    origin: date
    days: tuple[date, ...] = ()

    @classmethod
    def over(cls, first: date, last: date, days: tuple[date, ...]) -> TimeLine:
        """Choose school weeks when instruction days are known for both ends, calendar weeks otherwise."""
        slack = timedelta(days=14)
        if days and days[0] - slack <= first and last <= days[-1] + slack:
            return cls(days[0], days)
        return cls(first)

    @property
    def is_school(self) -> bool:
        """Tell whether the numbers are school weeks."""
        return bool(self.days)

    def day_number(self, day: date) -> int:
        """Count instruction days up to and including a date; 0 before the first or without a school year."""
        return bisect_right(self.days, day)

    def week(self, day: date) -> Fraction:
        """Return the number that figures are computed with: the whole school week, or exact calendar weeks."""
        if self.days:
            return Fraction(-(-self.day_number(day) // 5))
        return Fraction((day - self.origin).days, 7)

    def place(self, day: date) -> float:
        """Return where a date is drawn, on the scale of `middle`: the middle of its day or where it would be."""
        if not self.days:
            return (day - self.origin).days / 7
        before = bisect_left(self.days, day)
        if before < len(self.days) and self.days[before] == day:
            return (before + 0.5) / 5
        if day < self.days[0]:
            return (day - self.days[0]).days / 7
        if before == len(self.days):
            return before / 5 + (day - self.days[-1]).days / 7
        return before / 5

    def start(self, day: date) -> float:
        """Return where a date begins on the drawing scale; holidays have no width."""
        return bisect_left(self.days, day) / 5 if self.days else self.place(day)

    def end(self, day: date) -> float:
        """Return where a date ends on the drawing scale; holidays have no width."""
        return bisect_right(self.days, day) / 5 if self.days else self.place(day) + 1 / 7

    def middle(self, day: date) -> float:
        """Return where a figure of that date's week is drawn: the middle of the school week, or the date itself."""
        return float(self.week(day)) - 0.5 if self.days else self.place(day)

    def months(self, first: date, last: date) -> tuple[tuple[date, float], ...]:
        """List the months from `first` to `last` with the place each begins, skipping months that have no width."""
        found: list[tuple[date, float]] = []
        month = first.replace(day=1)
        while month <= last:
            following = (month + timedelta(days=32)).replace(day=1)
            begin = max(month, first)
            if self.start(following) > self.start(begin):
                found.append((month, self.start(begin)))
            month = following
        return tuple(found)
