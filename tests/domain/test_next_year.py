from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.next_year import draft, easter, next_dates, next_holiday, next_name
from il_desktop.domain.school import CalendarSpan


# Easter Sundays from the tables of the U.S. Naval Observatory, "Dates of Ash Wednesday and Easter Sunday".
@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, (4, 23)),
        (2008, (3, 23)),
        (2011, (4, 24)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2038, (4, 25)),
    ],
)
def test_easter_is_where_the_tables_have_it(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "was", "then"),
    [
        ("Labor Day", date(2025, 9, 1), date(2026, 9, 7)),
        ("Columbus Day", date(2025, 10, 13), date(2026, 10, 12)),
        ("Veterans Day", date(2025, 11, 11), date(2026, 11, 11)),
        ("Thanksgiving", date(2025, 11, 27), date(2026, 11, 26)),
        ("New Year's Day", date(2026, 1, 1), date(2027, 1, 1)),
        ("Martin Luther King Day", date(2026, 1, 19), date(2027, 1, 18)),
        ("Presidents' Day", date(2026, 2, 16), date(2027, 2, 15)),
        ("Good Friday", date(2026, 4, 3), date(2027, 3, 26)),
        ("Memorial Day", date(2026, 5, 25), date(2027, 5, 31)),
        ("Memorial Day, back", date(2027, 5, 31), date(2028, 5, 29)),
        ("Juneteenth", date(2026, 6, 19), date(2027, 6, 19)),
    ],
)
def test_federal_holidays_of_one_day_find_their_date(name, was, then):
    assert next_holiday(was) == then, name


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)).filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_holiday_comes_back_in_the_next_year(day):
    found = next_holiday(day)
    assert found.year == day.year + 1
    is_fixed = (found.month, found.day) == (day.month, day.day)
    assert is_fixed or found.weekday() == day.weekday()


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_every_date_has_an_answer(day):
    assert 300 < (next_holiday(day) - day).days < 430


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["term", "holiday", "staff_only", "testing"]),
            st.dates(date(2025, 8, 18), date(2026, 6, 8)),
            st.integers(0, 20),
        ),
        max_size=20,
    )
)
def test_nothing_is_lost_and_nothing_lies_outside(parts):
    year = CalendarSpan("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8))
    spans = [
        CalendarSpan(kind, str(n), day, min(date.fromordinal(day.toordinal() + length), year.last))
        for n, (kind, day, length) in enumerate(parts)
    ]
    first, last = next_dates(year)
    found = draft(spans, first, last)
    assert sorted(span.name for span in found) == sorted(span.name for span in spans if span.kind != "testing")
    assert all(first <= span.first <= span.last <= last for span in found)


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("2025-26", "2026-27"),
        ("2025–26", "2026–27"),
        ("2025-2026", "2026-2027"),
        ("2098-99", "2099-00"),
        ("My year", ""),
    ],
)
def test_the_name_counts_on(name, then):
    assert next_name(name) == then
