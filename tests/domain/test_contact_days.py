"""Days that count, with and without a school year."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from tests.domain import maple_hollow

WEEKDAYS = DayCount(SchoolCalendar(CalendarRules()))
SCHOOL = DayCount(maple_hollow.calendar())
DATES = st.dates(date(2025, 9, 1), date(2026, 5, 29))


@given(DATES, st.integers(0, 200))
def test_weekdays_are_counted_like_by_hand(after: date, length: int) -> None:
    to = after + timedelta(days=length)
    by_hand = sum((after + timedelta(days=n)).weekday() < 5 for n in range(1, length + 1))
    assert WEEKDAYS.between(after, to) == by_hand
    assert WEEKDAYS.between(to, after) == 0


def test_school_days_leave_out_thanksgiving() -> None:
    assert SCHOOL.between(date(2025, 11, 21), date(2025, 11, 25)) == 2
    assert SCHOOL.between(date(2025, 11, 25), date(2025, 12, 1)) == 1
    assert (SCHOOL.unit, WEEKDAYS.unit) == ("school days", "weekdays")


def test_last_weeks_leave_out_the_winter_break() -> None:
    mondays = SCHOOL.last_weeks(date(2026, 1, 16), 4)
    assert mondays == (date(2025, 12, 8), date(2025, 12, 15), date(2026, 1, 5), date(2026, 1, 12))
    assert len(WEEKDAYS.last_weeks(date(2026, 1, 16), 12)) == 12


def test_far_from_every_school_year_there_is_only_this_week() -> None:
    assert SCHOOL.last_weeks(date(2030, 1, 4), 3) == (date(2029, 12, 31),)
