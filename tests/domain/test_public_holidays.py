from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.public_holidays import missing_holidays, public_holidays, states
from tests.domain import maple_hollow

# U.S. Office of Personnel Management, "Federal Holidays", 2026 and 2027.
OPM = {
    2026: ("1-1", "1-19", "2-16", "5-25", "6-19", "7-3", "9-7", "10-12", "11-11", "11-26", "12-25"),
    2027: ("1-1", "1-18", "2-15", "5-31", "6-18", "7-5", "9-6", "10-11", "11-11", "11-25", "12-24", "12-31"),
}


def test_the_federal_days_are_those_of_the_governments_list():
    for year, days in OPM.items():
        found = public_holidays(date(year, 1, 1), date(year, 12, 31))
        kept = tuple(f"{each.day.month}-{each.day.day}" for each in found if each.day.weekday() < 5)
        assert kept == days
        assert all(each.is_federal for each in found)


def test_a_state_adds_its_own_days_to_the_federal_ones():
    first, last = date(2025, 8, 18), date(2026, 6, 8)
    federal = {each.day for each in public_holidays(first, last)}
    own = {each.day: each.name for each in public_holidays(first, last, "MA") if not each.is_federal}
    assert own == {date(2026, 4, 20): "Patriots' Day"}
    assert federal <= {each.day for each in public_holidays(first, last, "MA")}


def test_the_sample_year_keeps_all_federal_holidays():
    calendar = maple_hollow.calendar()
    assert missing_holidays(calendar, calendar.years[0]) == ()
    assert [each.name for each in missing_holidays(calendar, calendar.years[0], "MA")] == ["Patriots' Day"]


def test_a_state_there_is_not_is_refused():
    with pytest.raises(ValueError, match="ZZ"):
        public_holidays(date(2026, 1, 1), date(2026, 2, 1), "ZZ")


def test_states_are_offered_by_name_with_their_postal_code():
    found = states()
    assert found[0] == ("AL", "Alabama")
    assert ("DC", "District of Columbia") in found
    assert len(found) >= 51


@given(st.integers(2000, 2090), st.sampled_from(["", "CA", "TX", "NY", "MA", "HI", "LA"]))
def test_every_year_has_its_holidays_in_order_and_inside_the_dates(year, state):
    first, last = date(year, 8, 15), date(year + 1, 6, 15)
    days = [each.day for each in public_holidays(first, last, state)]
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    assert len(days) >= 8
