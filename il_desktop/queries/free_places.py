"""Where something still fits: past one's own blocks and past what other calendars hold, in the work hours of some days.

The one answer for everybody who places something by a date: tasks, goals, quick add, the week, the front office.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from il_desktop.domain.protection import Held, next_free_span
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span
from il_desktop.queries.cards import cards_between
from il_desktop.queries.feeds import busy
from il_desktop.store.reader import Reader

SEARCHED_DAYS = 6  # the wanted day and five more, as for a make-up block
_LONGEST_SEARCH = 28


def work_days(first: date, count: int, calendar: SchoolCalendar) -> list[date]:
    """Return those of `count` dates from `first` on that the school works on."""
    days = (first + timedelta(days=number) for number in range(count))
    return [day for day in days if calendar.is_work_day(day)]


def days_to_search(wanted: date, calendar: SchoolCalendar, most: int = SEARCHED_DAYS) -> list[date]:
    """Return the wanted date, whatever it is, and the next days of work up to `most` dates in four weeks."""
    after = work_days(wanted + timedelta(days=1), _LONGEST_SEARCH - 1, calendar)
    return [wanted, *after[: most - 1]]


def held_times(reader: Reader, first: date, last: date, calendar: SchoolCalendar, tz: str) -> list[Held]:
    """Return what holds time from `first` to `last` (both included): blocks, and where other calendars are busy."""
    cards = cards_between(reader, first, (last - first).days + 1, calendar)
    return [*cards, *(each for each in busy(reader, first, last, tz) if each.is_busy)]


def free_place(
    reader: Reader, wanted: Span, days: Sequence[date], calendar: SchoolCalendar, hours: Settings
) -> Span | None:
    """Return the first free span of that length, from the wanted start on, on these days; None without one."""
    return next(iter(free_places(reader, wanted, days, calendar, hours)), None)


def free_places(
    reader: Reader, wanted: Span, days: Sequence[date], calendar: SchoolCalendar, hours: Settings, most: int = 1
) -> list[Span]:
    """Return up to `most` free spans of that length, one after the other, from the wanted start on, on these days."""
    if not days:
        return []
    taken = held_times(reader, min(days), max(days), calendar, hours.tz)
    found: list[Span] = []
    while len(found) < most:
        place = next_free_span(
            taken, wanted, days, work_start_min=hours.work_start_min, work_end_min=hours.work_end_min
        )
        if place is None:
            break
        found.append(place)
        wanted = Span.of(place.end, wanted.minutes)
    return found
