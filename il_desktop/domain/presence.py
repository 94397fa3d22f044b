"""On which school days somebody was there: contact days without absences and, for part-timers, the days they work.

Decides what a day counts for one person. Whose absences and part-time days these are is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.timetable import works_on


@dataclass(frozen=True, slots=True)
class Presence:
    """Counts days of persons; `away` holds first and last dates of absences, `works` the days of part-timers."""

    days: DayCount
    away: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    works: Mapping[str, frozenset[str | int]] = field(default_factory=dict)

    def between(self, person_id: str, after: date, to: date) -> int:
        """Count the days in (after, to] on which the person was there, never negative."""
        spans = [span for span in self.away.get(person_id, ()) if span[0] <= to and span[1] > after]
        if not spans and person_id not in self.works:
            return self.days.between(after, to)
        wanted = (after + timedelta(days=number) for number in range(1, (to - after).days + 1))
        return sum(self.days.counts(day) and self.is_in(person_id, day) for day in wanted)

    def is_in(self, person_id: str, day: date) -> bool:
        """Tell whether the person works and is not absent on a date."""
        if any(first <= day <= last for first, last in self.away.get(person_id, ())):
            return False
        worked = self.works.get(person_id)
        return not worked or works_on(worked, self.days.calendar.day(day).day_type, day.weekday())
