from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.school import CalendarSpan
from il_desktop.domain.walltime import WallTime
from il_desktop.wording.repeat import repeat_text

TERM = CalendarSpan("term", "Semester 1", date(2025, 8, 18), date(2026, 1, 16))


def said(text: str, kind: str = "rrule", **more: object) -> str:
    return repeat_text(
        SeriesRule(kind, text, WallTime.at(date(2026, 1, 13), 9), 45, "UTC", **more), bells={"e": "early release"}
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU", "every 2 days if Monday or Tuesday"),
        ("FREQ=WEEKLY", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "every Monday and Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Mon, Wed and Fri"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20260529", "every 2 weeks on Tuesday until Fri 29 May"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270105", "every Tuesday until Tue 5 Jan 2027"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=5", "every Tuesday, 5 times"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "every Tuesday, once"),
        ("FREQ=MONTHLY", "day 13 of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "day 1 and 15 of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU", "the second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "the second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU,-1TU", "the second and last Tuesday of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday, every 2 months"),
        ("FREQ=MONTHLY;BYMONTH=9,10;BYDAY=1MO", "the first Monday of September and October"),
        ("FREQ=YEARLY", "day 13 of January, every year"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=-1FR", "the last Friday of October, every 2 years"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "every year, by a rule brought from a file"),
        ("FREQ=HOURLY;INTERVAL=4", "every 4 hours"),
        ("every now and then", "by a rule that cannot be read, so it happens once"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert said(rule) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("{}", "every school day"),
        ('{"day_types":["A"],"periods":["P3"]}', "every A day, P3"),
        ('{"day_types":["A"],"every":2}', "every second A day"),
        ('{"bells":["e"]}', "every early release day"),
        ('{"weekdays":[1,3]}', "every school day on Tuesday or Thursday"),
        ('{"weekdays":[1,3],"periods":["P2"]}', "every Tuesday and Thursday, P2"),
        ('{"month_nth":1}', "the first school day of the month"),
        ('{"month_nth":-1,"day_types":["B"]}', "the last B day of the month"),
    ],
)
def test_a_school_rule_in_words(rule, words):
    assert said(rule, "school") == words


def test_the_end_of_a_term_is_said_by_its_name():
    when = SeriesRule("school", '{"day_types":["A"]}', WallTime.at(date(2025, 8, 25), 9), 45, "UTC", date(2026, 1, 16))
    assert repeat_text(when, spans=(TERM,)) == "every A day, all of Semester 1"
    late = replace(when, starts=WallTime.at(date(2026, 1, 5), 9))
    assert repeat_text(late, spans=(TERM,)) == "every A day, to the end of Semester 1"
    early = SeriesRule("rrule", "FREQ=DAILY", WallTime.at(date(2025, 8, 1), 9), 45, "UTC", date(2026, 1, 16))
    assert repeat_text(early, spans=(TERM,)) == "every day, to the end of Semester 1"
