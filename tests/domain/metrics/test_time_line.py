"""School weeks as a number line for goals."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.time_line import TimeLine

FIRST = date(2025, 9, 1)
# Ten weeks with a whole week off in the middle.
DAYS = tuple(
    day
    for day in (FIRST + timedelta(days=n) for n in range(77))
    if day.weekday() < 5 and not 28 <= (day - FIRST).days < 35
)
LINE = TimeLine.over(DAYS[0], DAYS[-1], DAYS)


def test_school_week_is_five_instruction_days():
    assert [LINE.week(DAYS[n]) for n in (0, 4, 5, 9, 49)] == [1, 1, 2, 2, 10]


def test_a_week_off_takes_no_room():
    before, after = DAYS[19], DAYS[20]
    assert (after - before).days > 7
    assert LINE.end(before) == LINE.start(after) == 4.0
    assert LINE.place(before + timedelta(days=4)) == 4.0


def test_a_figure_stands_in_the_middle_of_its_week():
    assert LINE.middle(DAYS[7]) == 1.5
    assert LINE.place(DAYS[7]) == pytest.approx(1.5)


def test_weekends_belong_to_the_week_before():
    friday = DAYS[4]
    assert LINE.week(friday + timedelta(days=1)) == 1


@pytest.mark.parametrize("days", [(), DAYS])
def test_ends_outside_the_school_year_use_calendar_weeks(days):
    line = TimeLine.over(date(2024, 1, 1), date(2027, 1, 1), days)
    assert not line.is_school
    assert line.week(date(2024, 1, 15)) == 2
    assert line.week(date(2024, 1, 2)) == Fraction(1, 7)


def test_months_without_school_are_left_out():
    days = (date(2026, 6, 30), date(2026, 9, 1), date(2026, 9, 2))
    line = TimeLine.over(days[0], days[-1], days)
    assert [month.month for month, _ in line.months(days[0], days[-1])] == [6, 9]


@given(st.integers(-10, 100), st.integers(-10, 100))
def test_places_keep_the_order_of_dates(a, b):
    first, second = sorted((FIRST + timedelta(days=a), FIRST + timedelta(days=b)))
    assert LINE.place(first) <= LINE.place(second)
    assert LINE.week(first) <= LINE.week(second)
    assert LINE.start(first) <= LINE.end(second)
