"""How an edit splits and moves a series: the parts together are the old dates, and a choice is the rule it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.recurrence import SeriesRule, occurrences, shapes
from il_desktop.domain.repeat_choice import RepeatChoice, choice_of, rule_of
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.series_edit import (
    begin_at_first,
    count_before,
    head_until,
    moved,
    renamed,
    tail_from,
    with_own_end,
)
from il_desktop.domain.walltime import WallTime
from tests.domain import maple_hollow

NO_SCHOOL = SchoolCalendar(CalendarRules())
SCHOOL = maple_hollow.calendar()
LAST = date(2028, 1, 1)
RULES = st.sampled_from((
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
    "FREQ=YEARLY", "FREQ=DAILY;BYMONTH=1,2", "FREQ=HOURLY;INTERVAL=7", "FREQ=YEARLY;BYWEEKNO=5,30;BYDAY=TU,FR",
))  # fmt: skip
STARTS = st.dates(date(2025, 6, 1), date(2026, 6, 1)).map(lambda day: WallTime.at(day, 9))
COUNTS = st.none() | st.integers(1, 40)


def series(rule: str, start: WallTime, count: int | None = None) -> SeriesRule:
    return begin_at_first(SeriesRule("rrule", rule, start, 45, "America/New_York", count=count), NO_SCHOOL)


def dates(rule: SeriesRule, calendar: SchoolCalendar = NO_SCHOOL) -> list[WallTime]:
    return [item.start for item in occurrences(rule, rule.starts.day, LAST, calendar)]


@given(rule=RULES, start=STARTS, count=COUNTS, at=st.integers(0, 500))
def test_both_halves_of_a_split_are_the_whole(rule, start, count, at):
    whole = series(rule, start, count)
    found = occurrences(whole, whole.starts.day, LAST, NO_SCHOOL)
    item = found[at % len(found)]
    if not count_before(whole, item.on, NO_SCHOOL):
        return
    head, tail = head_until(whole, item.on), tail_from(whole, item.on, NO_SCHOOL)
    assert dates(head) + dates(tail) == [one.start for one in found]


@given(rule=st.sampled_from(('{"day_types":["A"],"periods":["P3"]}', '{"weekdays":[1,3]}', '{"month_nth":1}',
                             '{"day_types":["B"],"every":3}')), at=st.integers(1, 50), count=COUNTS)  # fmt: skip
def test_a_school_series_is_split_in_the_same_way(rule, at, count):
    whole = SeriesRule("school", rule, WallTime.at(date(2025, 8, 18), 9), 43, "America/New_York", count=count)
    found = occurrences(whole, whole.starts.day, date(2026, 6, 8), SCHOOL)
    item = found[at % len(found)]
    if item.on == found[0].on or [one.on for one in found].count(item.on) > 1:
        return
    head, tail = head_until(whole, item.on), tail_from(whole, item.on, SCHOOL)
    assert dates(head, SCHOOL) + dates(tail, SCHOOL) == [one.start for one in found]


@given(rule=RULES, start=STARTS, minute=st.integers(0, 95).map(lambda n: n * 15))
def test_another_time_of_day_keeps_every_date(rule, start, minute):
    whole = series(rule, start)
    if whole.may_have_hours:
        return
    item = occurrences(whole, whole.starts.day, LAST, NO_SCHOOL)[0]
    changed, days = moved(whole, item, WallTime(item.on, minute), 30, NO_SCHOOL)
    assert days == 0
    assert [(when.day, when.minute) for when in dates(changed)] == [(when.day, minute) for when in dates(whole)]


@given(start=STARTS, days=st.integers(-6, 6), at=st.integers(0, 20), interval=st.integers(1, 3))
def test_a_weekly_series_moves_with_its_weekday(start, days, at, interval):
    whole = series(f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={shapes.WEEKDAYS[start.day.weekday()]}", start)
    items = occurrences(whole, whole.starts.day, LAST, NO_SCHOOL)
    item = items[at % len(items)]
    changed, _ = moved(whole, item, item.start.plus(days * 1440), 45, NO_SCHOOL)
    step = timedelta(days=days)
    assert [when.day for when in dates(changed)][:20] == [when.day + step for when in dates(whole)][:20]
    names = [(one.on, None) for one in items[:5]]
    assert renamed(names, whole, changed, days, item.on.weekday(), NO_SCHOOL) == {
        (on, None): (on + step, None) for on, _ in names
    }


def test_the_end_comes_out_of_the_text():
    rule = SeriesRule("rrule", "FREQ=DAILY;COUNT=5", WallTime.at(date(2026, 1, 1), 9), 45, "UTC")
    assert with_own_end(rule) == replace(rule, rule="FREQ=DAILY", count=5)
    until = replace(rule, rule="FREQ=DAILY;UNTIL=20260110", count=3)
    assert with_own_end(until) == replace(rule, rule="FREQ=DAILY", until_on=date(2026, 1, 3), count=None)


CHOICES = [
    *(RepeatChoice(way, (1, 3)) for way in ("weekly", "biweekly")),
    RepeatChoice("daily", (0, 1, 2, 3, 4)),
    *(RepeatChoice("monthly", (1,), way) for way in ("day", "nth", "last")),
    *(RepeatChoice("school", (1,), day_type=kind, period=code) for kind in ("A", "", "first") for code in ("", "P3")),
]


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_is_read_back_from_its_rule(choice):
    start = WallTime.at(date(2026, 1, 13 if choice.month_way != "last" else 27), 9)
    kind, rule = rule_of(choice, start)
    assert choice_of(SeriesRule(kind, rule, start, 45, "UTC")) == choice


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("rrule", "FREQ=WEEKLY;INTERVAL=3"),
        ("rrule", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("rrule", "FREQ=MONTHLY;BYDAY=3TU"),
        ("rrule", "FREQ=YEARLY"),
        ("rrule", "FREQ=YEARLY;BYYEARDAY=5"),
        ("rrule", "nonsense"),
        ("school", '{"bells":["e"]}'),
        ("school", '{"day_types":["A","B"]}'),
        ("school", "nonsense"),
    ],
)
def test_a_rule_no_choice_reaches_is_custom(kind, rule):
    assert choice_of(SeriesRule(kind, rule, WallTime.at(date(2026, 1, 13), 9), 45, "UTC")).way == "custom"
