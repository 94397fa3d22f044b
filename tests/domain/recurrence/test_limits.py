"""Hostile rules: refused or capped with a reason, and never slow, wherever a rule comes in or already stands."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.recurrence.limits import refusal
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.read_rule import read_rule
from il_desktop.wording.problem_reasons import VALUE_REASONS
from tests.work_count import calls_of

NO_SCHOOL = SchoolCalendar(CalendarRules())
START = WallTime.at(date(2026, 1, 6), 9)
MAX_CALLS = 500_000  # about a quarter of a second on a slow machine; counted, because a busy one would lie

HOSTILE = (
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;INTERVAL=1",
    "FREQ=DAILY;BYSECOND=1,2,3",
    "FREQ=DAILY;COUNT=1000000000",
    "FREQ=WEEKLY;COUNT=99999999999999999999",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=YEARLY;INTERVAL=1000000000",
    "FREQ=DAILY;UNTIL=19990101T000000Z",
    "FREQ=DAILY;UNTIL=99991399",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13;BYSETPOS=2",
    "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366;COUNT=10000",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6;COUNT=10000",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=7",
    "FREQ=HOURLY;BYHOUR=25",
    "FREQ=DAILY;BYEASTER=1",
    "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 5000),
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=;=;",
    "",
    "\x00",
)


def rule(text: str, **changes: object) -> SeriesRule:
    return SeriesRule("rrule", text, changes.pop("starts", START), 45, "America/New_York", **changes)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_rule_is_refused_with_a_reason_in_words(text):
    reason, calls = calls_of(lambda: refusal(rule(text)))
    assert calls < MAX_CALLS
    assert reason in VALUE_REASONS


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_rule_that_stands_in_a_file_keeps_nobody_waiting(text):
    found, calls = calls_of(lambda: occurrences(rule(text), date(2026, 1, 5), date(2026, 1, 11), NO_SCHOOL))
    assert calls < MAX_CALLS
    assert len(found) <= 7 * 24


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_rule_in_a_calendar_file_is_kept_once_or_capped(text):
    read, calls = calls_of(lambda: read_rule(text, START, "America/New_York"))
    assert calls < MAX_CALLS
    assert read.findings or read.rule
    if "COUNT=1000000000" in text:
        assert read.times == 10_000


@pytest.mark.parametrize("year", [1, 1969, 2101, 9999])
def test_a_start_outside_the_years_of_schools_is_refused(year):
    assert refusal(rule("FREQ=DAILY", starts=WallTime.at(date(year, 1, 1), 9))) == "rule_years"
    assert (
        occurrences(
            rule("FREQ=DAILY", starts=WallTime.at(date(year, 1, 1), 9)), date(1, 1, 1), date(1, 1, 2), NO_SCHOOL
        )
        is not None
    )


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=HOURLY;INTERVAL=4",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=10000",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR",
    ],
)
def test_an_honest_rule_is_taken(text):
    reason, calls = calls_of(lambda: refusal(rule(text, starts=WallTime.at(date(2024, 2, 29), 9))))
    assert reason is None
    assert calls < MAX_CALLS
