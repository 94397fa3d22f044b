"""Number lines for goals: the contact days of the school year that holds a target's dates, resolved once a query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.domain.school import CalendarSpan, SchoolCalendar
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.reader import Reader


@dataclass(slots=True)
class SchoolYears:
    """Contact days of the years asked for. Lives as long as one query call."""

    reader: Reader
    today: date = date.max
    _calendar: SchoolCalendar | None = None
    _days: dict[CalendarSpan, tuple[date, ...]] = field(default_factory=dict)

    def days_around(self, day: date) -> tuple[date, ...]:
        """Return the contact days of the school year that holds a date, none where no year does."""
        if self._calendar is None:
            self._calendar = school_calendar(self.reader)
        year = next((year for year in self._calendar.years if year.holds(day)), None)
        if year is None:
            return ()
        if year not in self._days:
            answers = self._calendar.days(year.first, year.last)
            self._days[year] = tuple(answer.day for answer in answers if answer.is_contact_day)
        return self._days[year]

    def line(self, first: date, last: date) -> TimeLine:
        """Return the number line between two dates."""
        return TimeLine.over(first, last, self.days_around(first) or self.days_around(last))
