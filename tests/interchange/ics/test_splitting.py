"""A series that no one rule holds is split into rules and singles: together they are the app's own instances."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain import zones
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.recurrence import SeriesRule, dates
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.interchange.ics.rules import rule_text
from il_desktop.interchange.ics.splitting import MAX_RULES, parts_of
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from tests.interchange import outlook_model as outlook

TZ = "America/New_York"
MADE = datetime(2025, 7, 1, tzinfo=UTC)
FACE = Face("plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.FIRM)
FIRST = date(2025, 9, 2)
FREE = {FIRST + timedelta(days=number) for number in (86, 87, 111, 112, 113, 114, 115, 118, 119, 120, 121, 122, 174)}


def _series(days: list[date], rule: str | None = None, minutes: dict[date, int] | None = None) -> ExportSeries:
    instances = tuple(
        ExportEvent(f"s@{on}", FACE, Span.of(WallTime(on, (minutes or {}).get(on, 600)), 45), TZ, MADE, MADE, on=on)
        for on in days
    )
    return ExportSeries("s", FACE, rule, WallTime(days[0], 600), 45, TZ, MADE, MADE, instances)


def _weekdays(weeks: int = 36) -> list[date]:
    days = [FIRST + timedelta(days=number) for number in range(7 * weeks)]
    return [day for day in days if day.weekday() < 5]


def _read(series: ExportSeries) -> list[str]:
    reading = outlook.read(join(write_calendar(plan_export(ExportSource((), (series,)), Audience.ME))))
    assert reading.refused == reading.remarks == []
    return [each.start for each in reading.appointments]


def _own(series: ExportSeries) -> list[str]:
    starts = (zones.to_instant(event.span.start, event.tz) for event in series.instances)
    return sorted(start.strftime("%Y-%m-%dT%H:%MZ") for start in starts)


def test_second_and_fourth_tuesday_become_one_rule_each():
    rule = "FREQ=MONTHLY;BYDAY=2TU,4TU"
    days = dates(SeriesRule("outlook", rule, WallTime(date(2025, 9, 9), 600), 45, TZ), FIRST, date(2026, 6, 30))
    series = _series(days, rule)
    parts = parts_of(series)
    texts = sorted(rule_text(part.shape, "X").partition("X;")[2] for part in parts.rules)
    assert texts == ["BYDAY=TU;BYSETPOS=2", "BYDAY=TU;BYSETPOS=4"]
    assert parts.singles == ()
    assert _read(series) == _own(series)


def test_several_month_days_become_one_rule_each():
    rule = "FREQ=MONTHLY;BYMONTHDAY=1,15"
    days = dates(SeriesRule("outlook", rule, WallTime(date(2025, 9, 15), 600), 45, TZ), FIRST, date(2026, 6, 30))
    series = _series(days, rule)
    assert len(parts_of(series).rules) == 2
    assert _read(series) == _own(series)


def test_a_days_fixed_by_date_become_fortnightly_rules():
    series = _series([day for number, day in enumerate(_weekdays()) if number % 2 == 0 and day not in FREE])
    parts = parts_of(series)
    assert {part.shape.interval for part in parts.rules} == {2}
    assert len(parts.rules) == 2
    assert parts.singles == ()
    assert _read(series) == _own(series)


def test_a_cycle_of_six_days_fixed_by_date_needs_no_single_events():
    series = _series([day for number, day in enumerate(_weekdays()) if number % 6 == 0 and day not in FREE])
    parts = parts_of(series)
    assert 1 <= len(parts.rules) <= MAX_RULES
    assert {part.shape.interval for part in parts.rules} == {6}
    assert _read(series) == _own(series)


@pytest.mark.parametrize("cycle", [2, 3, 6])
def test_two_other_programs_read_the_parts_as_the_app_does(cycle, libical, vobject_instances):
    series = _series([day for number, day in enumerate(_weekdays()) if number % cycle == 0 and day not in FREE])
    data = join(write_calendar(plan_export(ExportSource((), (series,)), Audience.ME)))
    own = [start[:-1] for start in _own(series)]
    assert parts_of(series).rules
    assert [start for start, _ in libical(data)["instances"]] == own
    assert [start for start, _ in vobject_instances(data)] == own


def test_a_days_that_slide_after_lost_days_go_out_as_single_events():
    taught = [day for day in _weekdays() if day not in FREE]
    lost = {taught[number] for number in range(7, len(taught), 9)}
    series = _series([day for number, day in enumerate(day for day in taught if day not in lost) if number % 2 == 0])
    parts = parts_of(series)
    assert parts.rules == ()
    assert parts.singles == series.instances
    assert _read(series) == _own(series)


def test_a_short_bell_schedule_is_a_rule_of_its_own():
    days = [day for day in _weekdays() if day.weekday() in (1, 2)]
    series = _series(days, None, {day: 570 for day in days if day.weekday() == 2})
    parts = parts_of(series)
    assert sorted(part.series.starts.minute for part in parts.rules) == [570, 600]
    assert len({part.suffix for part in parts.rules}) == 2
    assert _read(series) == _own(series)


def test_the_identity_of_a_part_stays_when_later_dates_are_added():
    days = [day for number, day in enumerate(_weekdays()) if number % 2 == 0]
    few, many = parts_of(_series(days[:40])), parts_of(_series(days))
    assert [part.suffix for part in few.rules] == [part.suffix for part in many.rules] != [""]


@pytest.mark.parametrize("count", [1, 3])
def test_a_few_dates_stay_single_events(count):
    assert parts_of(_series(_weekdays()[:count])).rules == ()


@given(
    cycle=st.integers(1, 8),
    wanted=st.sets(st.integers(0, 7), min_size=1, max_size=4),
    gone=st.sets(st.integers(0, 179), max_size=40),
    early=st.sets(st.integers(0, 179), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_parts_and_singles_are_exactly_the_apps_own_instances(cycle, wanted, gone, early):
    days = [day for n, day in enumerate(_weekdays()) if n % cycle in wanted and n not in gone]
    if days:
        series = _series(days, None, {day: 540 for n, day in enumerate(_weekdays()) if n in early})
        parts = parts_of(series)
        holes = sum(len(part.holes) for part in parts.rules)
        assert len(parts.rules) <= MAX_RULES
        assert holes * 3 <= len(days) - len(parts.singles)
        assert _read(series) == _own(series)
