from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.recurrence import BadRule, SchoolRule, SeriesRule, check_rule, occurrences
from il_desktop.domain.walltime import WallTime
from tests.domain import maple_hollow

CALENDAR = maple_hollow.calendar()
FIRST, LAST = date(2025, 8, 18), date(2026, 6, 8)


def every(rule: SchoolRule, **changes: object) -> SeriesRule:
    return SeriesRule("school", rule.to_json(), WallTime(FIRST, 540), 43, "America/New_York", **changes)


def weekly(on_no_school: str, rule: str = "FREQ=WEEKLY;BYDAY=MO") -> SeriesRule:
    return SeriesRule("outlook", rule, WallTime(FIRST, 540), 45, "America/New_York", on_no_school=on_no_school)


def test_every_a_day_third_period_follows_the_bells():
    found = occurrences(every(SchoolRule(("A",), ("P3",))), FIRST, LAST, CALENDAR)
    assert len(found) == 90
    by_day = {item.on: item for item in found}
    friday = by_day[date(2025, 11, 21)]
    assert (friday.start.minute, friday.minutes, friday.period_code) == (9 * 60 + 40, 43, "P3")
    wednesday = next(item for item in found if item.on.weekday() == 2)
    assert (wednesday.start.minute, wednesday.minutes) == (9 * 60 + 14, 30)


def test_each_early_release_day_keeps_its_own_time():
    found = occurrences(every(SchoolRule(bells=("early",))), FIRST, LAST, CALENDAR)
    assert len(found) == 37
    assert {item.start.minute for item in found} == {540}


def test_every_second_a_day_is_counted_within_the_year():
    all_of_them = occurrences(every(SchoolRule(("A",))), FIRST, LAST, CALENDAR)
    second = occurrences(every(SchoolRule(("A",), every=2)), FIRST, LAST, CALENDAR)
    assert second == all_of_them[::2]
    assert occurrences(every(SchoolRule(("A",), every=2)), date(2026, 1, 1), LAST, CALENDAR) == [
        item for item in second if item.on >= date(2026, 1, 1)
    ]


def test_a_weather_day_takes_the_lesson_away_and_the_row_slides():
    found = occurrences(every(SchoolRule(("A",), ("P1",))), date(2026, 1, 26), date(2026, 1, 30), CALENDAR)
    assert [item.on for item in found] == [date(2026, 1, 29)]


def test_a_count_and_an_end_close_a_school_series():
    rule = SchoolRule(("A",), ("P1", "P2"))
    assert len(occurrences(every(rule, count=5), FIRST, LAST, CALENDAR)) == 5
    assert occurrences(every(rule, count=5), date(2025, 9, 1), LAST, CALENDAR) == []
    until = occurrences(every(rule, until_on=date(2025, 8, 22)), FIRST, LAST, CALENDAR)
    assert len(until) == 6


def test_no_school_can_skip_keep_or_move():
    holiday = date(2025, 9, 1)
    week = (holiday, date(2025, 9, 5))
    assert occurrences(weekly("skip"), *week, CALENDAR) == []
    assert [item.start.day for item in occurrences(weekly("keep"), *week, CALENDAR)] == [holiday]
    moved = occurrences(weekly("next_contact_day"), *week, CALENDAR)
    assert [(item.on, item.start.day) for item in moved] == [(holiday, date(2025, 9, 2))]


def test_what_falls_on_a_break_never_piles_up_afterwards():
    daily = weekly("next_contact_day", "FREQ=DAILY")
    found = occurrences(daily, FIRST, LAST, CALENDAR)
    assert [item.start.day for item in found] == [item.on for item in found]
    mondays = occurrences(weekly("next_contact_day"), date(2025, 12, 15), date(2026, 1, 9), CALENDAR)
    assert [(item.on.isoformat(), item.start.day.isoformat()) for item in mondays] == [
        ("2025-12-15", "2025-12-15"),
        ("2025-12-22", "2026-01-06"),
    ]


@given(
    st.sampled_from(("skip", "keep", "next_contact_day")),
    st.sampled_from(("FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=DAILY;INTERVAL=3", "FREQ=YEARLY;BYDAY=20MO")),
    st.integers(0, 290),
    st.integers(0, 30),
)
def test_a_window_sees_exactly_its_part_of_the_whole(on_no_school, rule, offset, length):
    first = FIRST + timedelta(days=offset)
    last = first + timedelta(days=length)
    whole = occurrences(weekly(on_no_school, rule), FIRST, LAST, CALENDAR)
    part = occurrences(weekly(on_no_school, rule), first, last, CALENDAR)
    assert [item for item in part if item.start.day <= LAST] == [
        item for item in whole if first <= item.start.day <= last
    ]


def test_the_first_contact_day_of_each_month_is_found_from_any_window():
    found = occurrences(every(SchoolRule(month_nth=1)), FIRST, LAST, CALENDAR)
    days = [item.on for item in found]
    assert days[:6] == [
        date(2025, 8, 18), date(2025, 9, 2), date(2025, 10, 1), date(2025, 11, 3), date(2025, 12, 1), date(2026, 1, 6),
    ]  # fmt: skip
    assert occurrences(every(SchoolRule(month_nth=1)), date(2026, 1, 7), date(2026, 2, 2), CALENDAR) == [
        item for item in found if item.on == date(2026, 2, 2)
    ]
    last = occurrences(every(SchoolRule(month_nth=-1)), date(2026, 3, 1), date(2026, 3, 31), CALENDAR)
    assert [item.on for item in last] == [date(2026, 3, 31)]


@given(
    st.builds(
        SchoolRule,
        st.lists(st.sampled_from("AB"), unique=True).map(tuple),
        st.lists(st.sampled_from(("P1", "P8", "ADV")), unique=True).map(tuple),
        st.lists(st.integers(0, 6), unique=True).map(tuple),
        st.lists(st.sampled_from(("early", "regular")), unique=True).map(tuple),
        st.integers(1, 4),
        st.just(0),
    )
    | st.builds(
        SchoolRule,
        month_nth=st.integers(-23, 23),
        every=st.just(1),
        day_types=st.just(("A",)),
        periods=st.just(()),
        weekdays=st.just((4,)),
        bells=st.just(()),
    )
)
def test_a_school_rule_survives_its_text(rule):
    assert SchoolRule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        '{"colour":["red"]}',
        '{"every":0}',
        '{"every":"often"}',
        '{"month_nth":24}',
        '{"weekdays":[7]}',
        '{"periods":[3]}',
        '{"every":2,"month_nth":1}',
    ],
)
def test_text_that_is_no_school_rule_is_refused(text):
    rule = SeriesRule("school", text, WallTime(FIRST, 540), 43, "UTC")
    with pytest.raises(BadRule):
        check_rule(rule)
    assert len(occurrences(rule, FIRST, LAST, CALENDAR)) == 1
