from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.school import CalendarRules, CalendarSpan, DayKind, DayOverride, Period, SchoolCalendar
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import Span, WallTime
from tests.domain import maple_hollow

CALENDAR = maple_hollow.calendar()
YEAR = list(CALENDAR.days(date(2025, 8, 18), date(2026, 6, 8)))
CONTACT = [day for day in YEAR if day.is_contact_day]


def test_the_year_has_180_contact_days_half_of_each_type():
    assert len(CONTACT) == 180
    assert Counter(day.day_type for day in CONTACT) == {"A": 90, "B": 90}
    assert [day.number for day in CONTACT] == list(range(1, 181))


def test_the_year_touches_40_calendar_weeks_and_36_school_weeks():
    assert len({day.day - timedelta(days=day.day.weekday()) for day in CONTACT}) == 40
    assert CALENDAR.school_week(CONTACT[-1].day) == 36


def test_the_last_day_moves_with_each_weather_day():
    for lost, last in ((0, 4), (1, 5), (2, 8)):
        calendar = maple_hollow.calendar(weather=maple_hollow.WEATHER[:lost], last=date(2026, 6, 30))
        assert calendar.numbered_day(calendar.years[0], 180) == date(2026, 6, last)


@pytest.mark.parametrize(
    ("day", "number", "day_type"),
    [
        (date(2025, 11, 21), 65, "A"),
        (date(2026, 1, 26), 96, "B"),
        (date(2026, 1, 29), 97, "A"),
        (date(2025, 8, 18), 1, "A"),
    ],
)
def test_golden_dates_have_their_number_and_type(day, number, day_type):
    answer = CALENDAR.day(day)
    assert (answer.number, answer.day_type) == (number, day_type)


def test_37_wednesdays_release_early():
    early = [day for day in CONTACT if day.bells == maple_hollow.EARLY]
    assert len(early) == 37
    assert {day.day.weekday() for day in early} == {2}


@pytest.mark.parametrize(
    ("week", "first", "last"),
    [
        (2, date(2025, 8, 25), date(2025, 8, 29)),
        (10, date(2025, 10, 23), date(2025, 10, 29)),
        (18, date(2026, 1, 9), date(2026, 1, 15)),
        (34, date(2026, 5, 18), date(2026, 5, 22)),
    ],
)
def test_assessment_weeks_are_where_the_school_says(week, first, last):
    inside = [day.day for day in CONTACT if CALENDAR.school_week(day.day) == week]
    assert (inside[0], inside[-1], len(inside)) == (first, last, 5)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2025, 9, 1), DayKind.HOLIDAY, "Holiday"),
        (date(2025, 10, 31), DayKind.STAFF_ONLY, "Staff day"),
        (date(2026, 1, 27), DayKind.WEATHER, "Snow"),
        (date(2026, 5, 5), DayKind.TESTING, "Testing"),
        (date(2025, 11, 22), DayKind.WEEKEND, ""),
        (date(2026, 7, 4), DayKind.OUTSIDE, ""),
    ],
)
def test_a_date_names_its_kind(day, kind, name):
    answer = CALENDAR.day(day)
    assert (answer.kind, answer.name) == (kind, name)
    assert answer.is_contact_day == (kind is DayKind.TESTING)


def test_special_days_bring_their_own_bells():
    assert CALENDAR.day(date(2025, 10, 24)).period("P1") == Period("P1", 8 * 60 + 56, 9 * 60 + 33)
    assert CALENDAR.day(date(2026, 2, 10)).bells == maple_hollow.DELAY
    assert CALENDAR.day(date(2026, 1, 27)).periods == ()


def test_instructional_hours_run_from_first_to_last_bell():
    span = CALENDAR.instructional_span(date(2026, 1, 16))
    assert span is not None
    assert (span.start, span.end) == (WallTime(date(2026, 1, 16), 470), WallTime(date(2026, 1, 16), 853))
    assert CALENDAR.instructional_span(date(2026, 1, 17)) is None


def test_work_hours_stand_in_where_no_bells_are_told():
    bare = SchoolCalendar(CalendarRules(work_hours=(450, 990)))
    assert bare.instructional_span(date(2026, 1, 16)) == Span.of(WallTime(date(2026, 1, 16), 450), 540)
    assert bare.instructional_span(date(2026, 1, 17)) is None
    year = CalendarSpan("year", "one", date(2025, 9, 1), date(2026, 6, 1))
    no_bells = SchoolCalendar(CalendarRules((year,), work_hours=(450, 990)))
    assert no_bells.instructional_span(date(2026, 1, 16)) == bare.instructional_span(date(2026, 1, 16))
    assert no_bells.instructional_span(date(2026, 7, 1)) is None


def test_a_time_of_another_zone_is_told_by_the_schools_clocks():
    here = SchoolCalendar(CalendarRules(tz="America/New_York"))
    berlin = Span.of(WallTime(date(2026, 1, 17), 60), 45)
    assert here.local(berlin, "Europe/Berlin") == (
        Span.of(WallTime(date(2026, 1, 16), 19 * 60), 45),
        "America/New_York",
    )
    assert here.local(berlin, "America/New_York") == (berlin, "America/New_York")
    assert SchoolCalendar(CalendarRules()).local(berlin, "Europe/Berlin") == (berlin, "Europe/Berlin")


def test_a_lost_day_slides_the_row_and_leaves_a_printed_row_alone():
    one_lost = maple_hollow.WEATHER[:1]
    slide = maple_hollow.calendar(weather=one_lost)
    fixed = maple_hollow.calendar(weather=one_lost, cycle=DayCycle(rule="fixed"))
    assert slide.day(date(2026, 1, 28)).day_type == "A"
    assert fixed.day(date(2026, 1, 28)).day_type == "B"
    assert fixed.day(date(2026, 1, 27)).day_type is None


def test_two_lost_days_tell_a_six_day_cycle_apart():
    six = ("1", "2", "3", "4", "5", "6")
    slide = maple_hollow.calendar(cycle=DayCycle(six))
    fixed = maple_hollow.calendar(cycle=DayCycle(six, "fixed"))
    assert slide.day(date(2026, 1, 26)).day_type == fixed.day(date(2026, 1, 26)).day_type == "6"
    assert (slide.day(date(2026, 1, 29)).day_type, fixed.day(date(2026, 1, 29)).day_type) == ("1", "3")


def test_a_cycle_by_weekday_ignores_lost_days():
    calendar = maple_hollow.calendar(cycle=DayCycle(("M", "T", "W", "R", "F"), "weekday"))
    held = [day for day in calendar.days(date(2026, 1, 26), date(2026, 2, 6)) if day.number]
    assert {(day.day.weekday(), day.day_type) for day in held} == set(enumerate("MTWRF"))


def test_a_restart_begins_the_row_again():
    calendar = maple_hollow.calendar(cycle=DayCycle(("A", "B"), "slide", ("2026-01-26",)))
    assert calendar.day(date(2026, 1, 23)).day_type == "A"
    assert calendar.day(date(2026, 1, 26)).day_type == "A"
    assert calendar.day(date(2026, 1, 29)).day_type == "B"


def test_an_override_wins_over_everything():
    extra = DayOverride(date(2025, 11, 27), DayKind.INSTRUCTION, "B", "early", reason="Make-up day")
    answer = maple_hollow.calendar(overrides=(extra,)).day(date(2025, 11, 27))
    assert (answer.kind, answer.day_type, answer.bells, answer.is_contact_day, answer.name) == (
        DayKind.INSTRUCTION, "B", maple_hollow.EARLY, True, "Make-up day",
    )  # fmt: skip


def test_an_override_can_give_single_periods():
    own = (Period("P1", 600, 640),)
    answer = maple_hollow.calendar(overrides=(DayOverride(date(2025, 11, 21), periods=own),)).day(date(2025, 11, 21))
    assert (answer.kind, answer.periods, answer.number) == (DayKind.INSTRUCTION, own, 65)


def test_contact_day_arithmetic_has_its_golden_values():
    assert CALENDAR.add_contact_days(date(2025, 11, 21), 5) == date(2025, 12, 3)
    assert CALENDAR.contact_days_between(date(2025, 11, 21), date(2025, 11, 25)) == 2
    assert CALENDAR.contact_days_between(date(2025, 11, 25), date(2025, 12, 1)) == 1


def test_a_weather_day_entered_later_moves_the_deadline():
    lost = DayOverride(date(2025, 12, 1), DayKind.WEATHER)
    assert maple_hollow.calendar(overrides=(lost,)).add_contact_days(date(2025, 11, 21), 5) == date(2025, 12, 4)


def test_counting_beyond_the_known_years_has_no_answer():
    assert CALENDAR.add_contact_days(date(2026, 6, 5), 2) is None
    assert CALENDAR.add_contact_days(date(2025, 8, 18), -1) is None


def test_counting_runs_on_into_the_next_year():
    years = (
        CalendarSpan("year", "one", date(2024, 9, 2), date(2024, 9, 6)),
        CalendarSpan("year", "two", date(2025, 9, 1), date(2025, 9, 5)),
    )
    calendar = SchoolCalendar(CalendarRules(years))
    assert calendar.add_contact_days(date(2024, 9, 5), 3) == date(2025, 9, 2)
    assert calendar.add_contact_days(date(2025, 9, 2), -2) == date(2024, 9, 6)
    assert calendar.contact_days_between(date(2024, 9, 5), date(2025, 9, 2)) == 3


def test_a_day_held_between_the_years_counts():
    summer = DayOverride(date(2025, 7, 12), DayKind.INSTRUCTION, "A")
    years = (
        CalendarSpan("year", "one", date(2024, 9, 2), date(2024, 9, 6)),
        CalendarSpan("year", "two", date(2025, 9, 1), date(2025, 9, 5)),
    )
    calendar = SchoolCalendar(CalendarRules(years, overrides=(summer,)))
    assert calendar.day(date(2025, 7, 12)).is_contact_day
    assert calendar.add_contact_days(date(2024, 9, 6), 1) == date(2025, 7, 12)
    assert calendar.add_contact_days(date(2025, 9, 1), -1) == date(2025, 7, 12)


def test_a_file_without_a_year_still_answers():
    calendar = SchoolCalendar(CalendarRules())
    assert calendar.day(date(2026, 1, 16)).kind is DayKind.OUTSIDE
    assert calendar.school_week(date(2026, 1, 16)) is None
    assert calendar.add_contact_days(date(2026, 1, 16), 1) is None


ANY_DATE = st.dates(date(1900, 1, 1), date(2200, 1, 1))
NEAR = st.dates(date(2025, 8, 1), date(2026, 6, 30))


@given(ANY_DATE)
def test_every_date_has_an_answer(day):
    answer = CALENDAR.day(day)
    assert answer.day == day
    assert answer.is_contact_day == (answer.number is not None)


@given(NEAR, NEAR, NEAR)
def test_contact_days_add_up_over_any_cut(a, b, c):
    between = CALENDAR.contact_days_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(NEAR, st.integers(-200, 200))
def test_adding_contact_days_is_the_inverse_of_counting(day, count):
    landed = CALENDAR.add_contact_days(day, count)
    if landed is None or count == 0:
        return
    assert CALENDAR.day(landed).is_contact_day
    if count > 0:
        assert CALENDAR.contact_days_between(day, landed) == count
    else:
        assert CALENDAR.contact_days_between(landed - timedelta(days=1), day - timedelta(days=1)) == -count
