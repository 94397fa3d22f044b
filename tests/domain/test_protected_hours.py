"""Targets, windows, forecast, slack and make-up places: the formulas of protected hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain import make_up
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import BadValue
from il_desktop.domain.forecast import Ahead, Tried, forecast, keep_rate, keep_rates
from il_desktop.domain.metrics.slack import free_places, places_left, tightest
from il_desktop.domain.protected_windows import Window, WindowDraft, checked, windows_on
from il_desktop.domain.school import CalendarRules, CalendarSpan, SchoolCalendar
from il_desktop.domain.targets import TargetRange, ceiling, month_range, next_step
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.wording.review import blocks_text, forecast_text, risk_text

MON = date(2026, 1, 12)
YEAR = CalendarSpan("year", "2025–26", date(2025, 8, 18), date(2026, 6, 8))
TERMS = (
    CalendarSpan("term", "Semester 1", date(2025, 8, 18), date(2026, 1, 16)),
    CalendarSpan("term", "Semester 2", date(2026, 1, 20), date(2026, 6, 8)),
)


def at(text: str, day: date = MON) -> WallTime:
    return WallTime.parse(f"{day}T{text}")


def span(start: str, end: str, day: date = MON) -> Span:
    return Span(at(start, day), at(end, day))


class Held:
    def __init__(self, place: Span, level: Protection) -> None:
        self.ref, self.title, self.protection, self.span = BlockRef(str(place)), "", level, place
        self.all_day, self.state = False, "planned"


# targets


def test_a_month_asks_for_its_contact_days():
    assert month_range(TargetRange(360, 420), 16) == TargetRange(1155, 1350)
    assert month_range(TargetRange(360, 420), 0) == TargetRange(0, 0)


def test_the_range_is_raised_after_three_weeks_that_met_it_and_levels_off():
    week = TargetRange(360, 420)
    assert next_step(week, [100, 360, 400, 365], most=1275) == TargetRange(390, 450)
    assert next_step(week, [360, 359, 400], most=1275) is None
    assert next_step(week, [400, 400], most=1275) is None
    assert next_step(week, [400] * 3, most=435) == TargetRange(375, 435)
    assert next_step(week, [400] * 3, most=420) is None
    assert ceiling(5 * 510) == 1275


# forecast


def test_a_rate_is_shrunk_towards_seven_of_ten():
    assert keep_rate(0, 0) == (7, 10)
    assert keep_rate(8, 10) == (15, 20)
    key = (1, 9, 3)
    assert keep_rates([Tried(key, was_kept=True), Tried(key, was_kept=False)]) == {key: (8, 12)}


def test_forecast_is_kept_plus_minutes_left_times_rate():
    likely = forecast(365, [Ahead((4, 10, 3), 15)] * 3, {})
    assert likely.expected == 365 + 32  # 45 x 0.7 = 31.5, half up
    assert (likely.low_blocks, likely.high_blocks, likely.blocks) == (1, 3, 3)
    assert forecast_text(likely) == "Forecast 6 h 20 to 6 h 50. Likely 1 to 3 of 3 blocks."


def test_forecast_of_eight_sure_blocks_reads_as_words():
    key = (0, 9, 3)
    assert blocks_text(forecast(0, [Ahead(key, 15)] * 8, {key: (67, 70)})) == "Likely 7 to 8 of 8 blocks"
    assert forecast_text(forecast(120, [], {})) == ""


@given(st.lists(st.tuples(st.integers(5, 90), st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_forecast_stays_between_nothing_and_everything_and_is_repeatable(blocks):
    ahead = [Ahead((0, number, 3), minutes) for number, (minutes, _, _) in enumerate(blocks)]
    rates = {(0, n, 3): keep_rate(min(kept, tried), tried) for n, (_, kept, tried) in enumerate(blocks)}
    likely = forecast(30, ahead, rates)
    assert likely == forecast(30, ahead, rates)
    assert 30 <= likely.low_min <= likely.high_min <= 30 + sum(minutes for minutes, _, _ in blocks)
    assert 0 <= likely.low_blocks <= likely.high_blocks <= len(blocks)


# slack


def test_places_are_counted_without_sharing_minutes():
    hours = [span("09:00", "10:00")]
    assert free_places(15, hours, [], at("08:00")) == 4
    assert free_places(15, hours, [span("09:15", "09:30")], at("08:00")) == 3
    assert free_places(45, hours, [span("09:15", "09:30")], at("08:00")) == 0
    assert free_places(15, hours, [], at("09:31")) == 1
    assert free_places(15, hours, [span("08:00", "09:50")], at("08:00")) == 0


def test_risk_counts_the_tightest_blocks():
    blocks = [span("09:00", "09:15"), span("09:15", "09:30"), span("09:30", "10:00")]
    places = places_left(blocks, [span("09:00", "10:20")], [], at("08:00"))
    assert places == [1, 1, 0]
    assert risk_text(tightest([1, 1, 1, 2, 5]), 5) == "3 of 5 blocks have one free place left this week."
    assert risk_text(tightest(places), 3) == "1 of 3 blocks has no other place this week."
    assert risk_text(tightest([2, 3]), 2) == ""
    assert risk_text(tightest([]), 0) == ""


# windows


def test_a_window_stands_on_its_days_only():
    calendar = SchoolCalendar(CalendarRules(spans=(YEAR, *TERMS)))
    every = Window(540, 660)
    tuesdays = Window(600, 720, weekday=1)
    second = Window(480, 500, first=TERMS[1].first, last=TERMS[1].last)
    assert windows_on([every, tuesdays, second], calendar.day(MON)) == (span("09:00", "11:00"),)
    tuesday = MON + timedelta(days=1)
    assert windows_on([every, tuesdays], calendar.day(tuesday)) == (span("09:00", "12:00", tuesday),)
    assert windows_on([every], calendar.day(date(2026, 1, 17))) == ()


@pytest.mark.parametrize(
    ("drafts", "reason"),
    [
        ([WindowDraft("", 600, 600)], "end_before_start"),
        ([WindowDraft("", 600, 610)], "too_short"),
        ([WindowDraft("", 600, 660), WindowDraft("", 600, 660)], "duplicate"),
    ],
)
def test_windows_that_cannot_be_are_refused(drafts, reason):
    with pytest.raises(BadValue) as refused:
        checked(drafts)
    assert refused.value.reason == reason


# make-up


def test_a_make_up_is_as_long_as_what_was_lost_and_a_visit_whole():
    assert make_up.size(1, 45, "plc_meeting") == 15
    assert make_up.size(30, 45, "plc_meeting") == 30
    assert make_up.size(31, 45, "plc_meeting") == 45
    assert make_up.size(6, 15, "visit_quick") == 15
    assert make_up.size(5, 40, "visit_observation") == 45


def test_the_cheapest_place_is_near_the_lost_hour_and_never_on_firm_time():
    lost = span("09:00", "09:30")
    tuesday = MON + timedelta(days=1)
    rooms = [make_up.DayRoom(span("08:00", "12:00")), make_up.DayRoom(span("08:00", "12:00", tuesday))]
    guarded = Held(span("09:00", "10:00"), Protection.GUARDED)
    assert make_up.place(30, lost, rooms, [guarded], at("07:00")) == span("08:30", "09:00")
    firm = Held(span("08:00", "12:00"), Protection.FIRM)
    assert make_up.place(30, lost, rooms, [firm], at("07:00")) == span("09:00", "09:30", tuesday)
    soft = Held(span("08:00", "12:00"), Protection.FLEXIBLE)
    assert make_up.place(30, lost, rooms[:1], [soft], at("07:00")) == span("09:00", "09:30")
    assert make_up.place(30, lost, rooms[:1], [firm], at("07:00")) is None
    assert make_up.place(30, lost, rooms[:1], [], at("11:45")) is None


def test_windows_draw_the_make_up():
    room = make_up.DayRoom(span("08:00", "12:00"), (span("10:30", "11:30"),))
    assert make_up.place(30, span("09:00", "09:30"), [room], [], at("07:00")) == span("10:30", "11:00")


def test_candidates_are_this_week_and_five_contact_days_inside_the_term():
    calendar = SchoolCalendar(CalendarRules(spans=(YEAR, *TERMS)))
    days = make_up.candidate_days(calendar, at("08:00"), date(2026, 1, 18))
    assert days == [MON + timedelta(days=number) for number in range(5)]  # the term ends on Friday
    later = date(2026, 2, 2)
    days = make_up.candidate_days(calendar, WallTime(later, 480), date(2026, 2, 8))
    assert days[-1] == date(2026, 2, 13)
    assert len(days) == 10


def test_a_debt_is_lost_at_the_end_of_its_term():
    calendar = SchoolCalendar(CalendarRules(spans=(YEAR, *TERMS)))
    assert make_up.debt_now("open", MON, date(2026, 1, 16), calendar) == "open"
    assert make_up.debt_now("open", MON, date(2026, 1, 20), calendar) == "lost"
    assert make_up.debt_now("open", MON, date(2026, 1, 20), calendar, is_placed=True) == "open"
    assert make_up.debt_now("made_up", MON, date(2026, 1, 20), calendar) == "made_up"
    assert [make_up.settled(held, 30) for held in (0, 10, 30, 45)] == ["open", "partly", "made_up", "made_up"]
