from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.federal_holidays import federal_holidays, missing_holidays
from il_desktop.domain.school import CalendarSpan
from tests.domain import maple_hollow

# U.S. Office of Personnel Management, "Federal Holidays", 2026 and 2027.
OPM = {
    2026: ("1-1", "1-19", "2-16", "5-25", "6-19", "7-3", "9-7", "10-12", "11-11", "11-26", "12-25"),
    2027: ("1-1", "1-18", "2-15", "5-31", "6-18", "7-5", "9-6", "10-11", "11-11", "11-25", "12-24", "12-31"),
}


def test_the_days_are_those_of_the_governments_list():
    for year, days in OPM.items():
        found = federal_holidays(date(year, 1, 1), date(year, 12, 31))
        assert tuple(f"{each.day.month}-{each.day.day}" for each in found) == days


def test_the_sample_year_keeps_all_but_columbus_day_is_in_its_fall_break():
    calendar = maple_hollow.calendar()
    assert missing_holidays(calendar, calendar.years[0]) == ()


@given(st.integers(2000, 2090))
def test_every_year_has_eleven_names_on_weekdays(year):
    span = CalendarSpan("year", "", date(year, 1, 1), date(year, 12, 31))
    found = federal_holidays(span.first, span.last)
    assert 10 <= len(found) <= 12
    assert all(each.day.weekday() < 5 for each in found)
