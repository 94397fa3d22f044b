from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from il_desktop.domain.recurrence import BadRule, SeriesRule, check_rule, dates, occurrences, shapes
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import WallTime

NO_SCHOOL = SchoolCalendar(CalendarRules())
DAYS = st.sampled_from(shapes.WEEKDAYS)


@st.composite
def rules(draw):
    """A rule of our own shapes, in the mixtures that real calendars hold."""
    freq = draw(st.sampled_from(shapes.FREQUENCIES))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    days = ",".join(draw(st.lists(DAYS, min_size=1, max_size=4, unique=True)))
    nth = ",".join(
        f"{draw(st.sampled_from((-5, -2, -1, 1, 2, 3, 4, 5)))}{day}"
        for day in draw(st.sets(DAYS, min_size=1, max_size=2))
    )
    month_days = ",".join(
        map(str, draw(st.sets(st.sampled_from((-31, -2, -1, 1, 15, 28, 29, 30, 31)), min_size=1, max_size=3)))
    )
    places = ",".join(map(str, draw(st.sets(st.sampled_from((-2, -1, 1, 2, 4, 5)), min_size=1, max_size=2))))
    if freq in ("DAILY", "WEEKLY"):
        parts += draw(st.sampled_from(([], [f"BYDAY={days}"], [f"BYDAY={days}", f"WKST={draw(DAYS)}"])))
    else:
        parts += draw(
            st.sampled_from(
                ([], [f"BYMONTHDAY={month_days}"], [f"BYDAY={nth}"], [f"BYDAY={days}", f"BYSETPOS={places}"])
            )
        )
        month = draw(st.integers(1, 12))
        if freq == "YEARLY" and len(parts) > 2:
            parts.append(f"BYMONTH={month}")
        elif freq == "MONTHLY" and draw(st.booleans()):
            parts.append(f"BYMONTH={month},{month % 12 + 1}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    return ";".join(parts)


def by_dateutil(rule: str, start: date, first: date, last: date) -> list[date]:
    found = rrulestr(rule, dtstart=datetime.combine(start, time(9))).between(
        datetime.combine(first, time.min), datetime.combine(last, time.max), inc=True
    )
    return [moment.date() for moment in found]


def series(rule: str, start: date, **changes: object) -> SeriesRule:
    return SeriesRule("rrule", rule, WallTime(start, 540), 45, "America/New_York", **changes)


@given(rules(), st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(-100, 9000), st.integers(0, 1500))
@example("FREQ=YEARLY;INTERVAL=1;BYDAY=1MO;BYMONTH=10", date(2025, 1, 6), 30, 400)
@example("FREQ=YEARLY;INTERVAL=1", date(2024, 2, 29), 0, 3000)
@example("FREQ=MONTHLY;INTERVAL=5;BYMONTH=3,4", date(2025, 10, 31), 0, 1500)
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", date(2025, 8, 19), 1000, 60)
def test_every_known_shape_agrees_with_dateutil(rule, start, age, length):
    first = start + timedelta(days=age)
    last = first + timedelta(days=length)
    assert dates(series(rule, start), first, last) == by_dateutil(rule, start, first, last)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 3000), st.integers(0, 400))
def test_a_rule_outside_our_shapes_agrees_with_dateutil_too(start, age, length):
    first = start + timedelta(days=age)
    last = first + timedelta(days=length)
    rule = "FREQ=YEARLY;BYDAY=20MO"
    assert dates(series(rule, start), first, last) is None
    found = occurrences(series(rule, start), first, last, NO_SCHOOL)
    assert [occurrence.on for occurrence in found] == by_dateutil(rule, start, first, last)


def on_dates(rule: SeriesRule, first: date, last: date) -> list[date]:
    return [found.on for found in occurrences(rule, first, last, NO_SCHOOL)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;UNTIL=20250915",
        "FREQ=WEEKLY;UNTIL=20250915T090000",
        "FREQ=WEEKLY;UNTIL=20250915T130000Z",  # 9:00 in New York
        "FREQ=WEEKLY;COUNT=3",
    ],
)
def test_until_and_count_end_a_series_on_the_same_monday(rule):
    mondays = [date(2025, 9, 1), date(2025, 9, 8), date(2025, 9, 15)]
    assert on_dates(series(rule, mondays[0]), date(2025, 1, 1), date(2027, 1, 1)) == mondays


def test_until_before_the_hour_leaves_out_that_day():
    rule = series("FREQ=WEEKLY;UNTIL=20250915T125900Z", date(2025, 9, 1))
    assert on_dates(rule, date(2025, 1, 1), date(2027, 1, 1)) == [date(2025, 9, 1), date(2025, 9, 8)]


def test_the_series_own_end_wins_when_it_is_earlier():
    rule = series("FREQ=DAILY;COUNT=9", date(2025, 9, 1), count=4)
    assert len(on_dates(rule, date(2025, 1, 1), date(2027, 1, 1))) == 4
    rule = series("FREQ=DAILY;UNTIL=20250909", date(2025, 9, 1), until_on=date(2025, 9, 2))
    assert len(on_dates(rule, date(2025, 1, 1), date(2027, 1, 1))) == 2


def test_a_count_of_a_rule_outside_our_shapes_is_kept():
    rule = series("FREQ=YEARLY;BYDAY=20MO;COUNT=5", date(2020, 1, 1), count=2)
    assert len(on_dates(rule, date(2020, 1, 1), date(2040, 1, 1))) == 2


def test_several_a_day_have_a_name_each():
    found = occurrences(
        series("FREQ=HOURLY;INTERVAL=6;COUNT=4", date(2025, 9, 1)), date(2025, 9, 1), date(2025, 9, 1), NO_SCHOOL
    )
    assert [(item.start.hour, item.period_code) for item in found] == [(9, None), (15, "T1500"), (21, "T2100")]


@pytest.mark.parametrize(
    "rule",
    ["", "rubbish", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=2;UNTIL=20260101",
     "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;UNTIL=soon", "FREQ=SECONDLY", "FREQ=DAILY;FREQ=DAILY"],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused_but_stays_in_sight(rule):
    bad = series(rule, date(2025, 9, 1))
    with pytest.raises(BadRule):
        check_rule(bad)
    assert on_dates(bad, date(2025, 9, 1), date(2025, 9, 30)) == [date(2025, 9, 1)]
    assert on_dates(bad, date(2025, 9, 2), date(2025, 9, 30)) == []


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "RRULE:FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20"])
def test_a_good_rule_passes_the_check(rule):
    check_rule(series(rule, date(2025, 9, 1)))
