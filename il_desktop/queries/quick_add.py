"""What a quick-add line is read against: people, kinds of work, goals; and where a block of some length still fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import next_free_span
from il_desktop.domain.quick_add import Around, GoalName, Kind, Person
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.cards import cards_between
from il_desktop.queries.feeds import busy
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

SEARCHED_CONTACT_DAYS = 6  # the wanted day and five more, as for a make-up block
_LONGEST_SEARCH = 28
_PEOPLE = """
    SELECT id, given, family, coalesce(shown_as, given || ' ' || family), coalesce(department, '') FROM person
    WHERE active_to IS NULL OR active_to >= :today ORDER BY family, given, id
"""
_GOALS = """
    SELECT id, rank, title FROM goal WHERE kind = 'goal' AND state <> 'closed' ORDER BY rank IS NULL, rank, title
"""


def quick_add_around(reader: Reader, now: WallTime, calendar: SchoolCalendar, *, day_first: bool = True) -> Around:
    """Return the surroundings of a line typed at `now`: everybody who has not left, kinds in use, open goals."""
    people = reader.rows(_PEOPLE, {"today": now.day.isoformat()})
    kinds = (
        Kind(row.key, row.name, Category(row.category), row.default_min, Protection(row.default_protection))
        for row in activity_types(reader)
        if row.is_active
    )
    return Around(
        now,
        calendar,
        tuple(Person(*row) for row in people),
        tuple(kinds),
        tuple(GoalName(*row) for row in reader.rows(_GOALS)),
        day_first,
        settings(reader).work_start_min,
    )


def free_place(reader: Reader, wanted: Span, calendar: SchoolCalendar, hours: Settings) -> Span | None:
    """Return the next free span of that length, from its start on, on this and the next contact days."""
    days = _days_to_search(wanted.start.day, calendar)
    count = (days[-1] - days[0]).days + 1
    taken = [*cards_between(reader, days[0], count, calendar), *busy(reader, days[0], days[-1], hours.tz)]
    return next_free_span(taken, wanted, days, work_start_min=hours.work_start_min, work_end_min=hours.work_end_min)


def _days_to_search(day: date, calendar: SchoolCalendar) -> Sequence[date]:
    days = [day]
    for ahead in range(1, _LONGEST_SEARCH):
        here = day + timedelta(days=ahead)
        if len(days) < SEARCHED_CONTACT_DAYS and calendar.day(here).is_contact_day:
            days.append(here)
    return days
