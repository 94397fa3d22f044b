"""Days that count between two dates: contact days of the school calendar, weekdays while no school year is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.school import SchoolCalendar


@dataclass(frozen=True, slots=True)
class DayCount:
    """Counts days for one file. `unit` is what the days are called: school days or weekdays."""

    calendar: SchoolCalendar

    @property
    def unit(self) -> str:
        """The noun for the days counted."""
        return "school days" if self.calendar.years else "weekdays"

    def between(self, after: date, to: date) -> int:
        """Count the days in (after, to], never negative."""
        if to <= after:
            return 0
        if self.calendar.years:
            return self.calendar.contact_days_between(after, to)
        whole, rest = divmod((to - after).days, 7)
        return whole * 5 + sum((after + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))

    def counts(self, day: date) -> bool:
        """Tell whether the date itself is counted."""
        return self.calendar.day(day).is_contact_day if self.calendar.years else day.weekday() < 5

    def last_weeks(self, today: date, number: int) -> tuple[date, ...]:
        """Return the Mondays of the newest `number` weeks with a day that counts, oldest first, this week included."""
        monday = today - timedelta(days=today.weekday())
        found = [monday]
        for _ in range(4 * number):
            if len(found) == number:
                break
            monday -= timedelta(days=7)
            if any(self.counts(monday + timedelta(days=n)) for n in range(5)):
                found.append(monday)
        return tuple(reversed(found))
