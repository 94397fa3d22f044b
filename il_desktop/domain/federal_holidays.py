"""The legal public holidays of the United States in a stretch of dates, for suggestions; states add their own.

Source: 5 U.S.C. 6103 (a) for the holidays, (b) for the day that is kept when one falls on a weekend, here by the
practice of schools and offices that are closed on weekends: Friday before a Saturday, Monday after a Sunday.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.school import CalendarSpan, DayKind, SchoolCalendar

_SATURDAY = 5
_BY_DATE = (
    ("New Year's Day", 1, 1),
    ("Juneteenth", 6, 19),
    ("Independence Day", 7, 4),
    ("Veterans Day", 11, 11),
    ("Christmas Day", 12, 25),
)
_BY_WEEKDAY = (  # name, month, weekday (0 Monday), which one (-1 the last)
    ("Martin Luther King Jr. Day", 1, 0, 3),
    ("Presidents' Day", 2, 0, 3),
    ("Memorial Day", 5, 0, -1),
    ("Labor Day", 9, 0, 1),
    ("Columbus Day", 10, 0, 2),
    ("Thanksgiving Day", 11, 3, 4),
)


class Holiday(NamedTuple):
    """One holiday on the date it is kept."""

    name: str
    day: date


def federal_holidays(first: date, last: date) -> tuple[Holiday, ...]:
    """Return the holidays kept from `first` to `last`, both included, in order."""
    found = (
        holiday for year in range(first.year, last.year + 2) for holiday in _of_year(year)
    )  # New Year's Day of the year after may be kept on 31 December
    return tuple(sorted((each for each in found if first <= each.day <= last), key=lambda each: each.day))


def missing_holidays(calendar: SchoolCalendar, year: CalendarSpan) -> tuple[Holiday, ...]:
    """Return the holidays of a school year that its calendar still has as days with students."""
    return tuple(
        each for each in federal_holidays(year.first, year.last) if calendar.day(each.day).kind is DayKind.INSTRUCTION
    )


def _of_year(year: int) -> Iterable[Holiday]:
    for name, month, number in _BY_DATE:
        yield Holiday(name, _kept(date(year, month, number)))
    for name, month, weekday, which in _BY_WEEKDAY:
        yield Holiday(name, _weekday_of(year, month, weekday, which))


def _kept(day: date) -> date:
    shift = {_SATURDAY: -1, _SATURDAY + 1: 1}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _weekday_of(year: int, month: int, weekday: int, which: int) -> date:
    if which > 0:
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (which - 1))
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return end - timedelta(days=(end.weekday() - weekday) % 7)
