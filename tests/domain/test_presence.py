"""Days somebody was there, from the calendar of weekdays."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.presence import Presence
from il_desktop.domain.school import CalendarRules, SchoolCalendar

MONDAY = date(2026, 1, 12)
NEXT_FRIDAY = date(2026, 1, 23)
THERE = Presence(
    DayCount(SchoolCalendar(CalendarRules())),
    {"ill": ((date(2026, 1, 14), date(2026, 1, 19)),)},
    {"half": frozenset({0, 1})},
)


def test_absent_days_do_not_count() -> None:
    assert THERE.between("anybody", MONDAY, NEXT_FRIDAY) == 9
    assert THERE.between("ill", MONDAY, NEXT_FRIDAY) == 5
    assert not THERE.is_in("ill", date(2026, 1, 16))


def test_a_part_timers_days_are_the_days_worked() -> None:
    assert THERE.between("half", MONDAY, NEXT_FRIDAY) == 3
    assert THERE.is_in("half", MONDAY)
    assert not THERE.is_in("half", date(2026, 1, 14))


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert THERE.between("ill", NEXT_FRIDAY, MONDAY) == 0
