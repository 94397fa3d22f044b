"""Our expander, python-dateutil and libical: three families that must name the same moments for every rule."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil import tz
from dateutil.rrule import rrulestr

from il_desktop.domain import zones
from il_desktop.domain.recurrence import SeriesRule, occurrences, shapes
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.series_edit import begin_at_first
from il_desktop.domain.walltime import WallTime

NO_SCHOOL = SchoolCalendar(CalendarRules())
RULES = 600
YEARS = 3

_LIBICAL = r"""
import json, sys
import gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
for line in sys.stdin:
    rule, start, last = json.loads(line)
    try:
        iterator = I.RecurIterator.new(I.Recurrence.new_from_string(rule), I.Time.new_from_string(start))
    except TypeError:  # a mixture that libical does not take
        print("null")
        continue
    found, moment = [], iterator.next()
    while not moment.is_null_time():
        text = "%04d-%02d-%02dT%02d:%02d" % (
            moment.get_year(), moment.get_month(), moment.get_day(), moment.get_hour(), moment.get_minute())
        if text > last:
            break
        found.append(text)
        moment = iterator.next()
    print(json.dumps(found))
"""

NAMED = (
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=1,100,200",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    "FREQ=DAILY;BYMONTH=1",
    "FREQ=DAILY;BYHOUR=9,13;BYMINUTE=0,30",
    "FREQ=HOURLY;INTERVAL=5;COUNT=40",
    "FREQ=DAILY;COUNT=10",
)


def made_rule(rng: random.Random) -> str:
    """A rule of any shape that calendars may bring, the rare mixtures among them."""
    freq = rng.choice(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "HOURLY"))
    parts = [f"FREQ={freq}"]
    if rng.random() < 0.5 or freq == "HOURLY":
        parts.append(f"INTERVAL={rng.randint(2, 6)}")
    days = rng.sample(shapes.WEEKDAYS, rng.randint(1, 4))
    ways = {
        "HOURLY": ("", "BYDAY", "BYMONTH"),
        "DAILY": ("", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYHOUR"),
        "WEEKLY": ("", "BYDAY", "BYDAY", "BYMONTH+BYDAY", "BYDAY+WKST"),
        "MONTHLY": (
            "", "BYDAY", "NTH", "BYMONTHDAY", "BYDAY+BYMONTHDAY", "BYDAY+BYSETPOS", "BYMONTH+BYDAY",
            "BYMONTHDAY+BYSETPOS",
        ),
        "YEARLY": (
            "", "BYMONTH", "BYMONTH+BYDAY", "BYMONTH+NTH", "BYMONTH+BYMONTHDAY", "BYYEARDAY",
            "BYMONTH+BYDAY+BYSETPOS",
        ),
    }[freq]  # fmt: skip
    nth = [f"{rng.choice((1, 2, 3, 4, -1, -2))}{day}" for day in days[:2]]
    months = sorted(rng.sample(range(1, 13), rng.randint(1, 3)))
    values = {
        "BYDAY": ",".join(days),
        "NTH": ",".join(nth),
        "BYMONTH": ",".join(map(str, months)),
        "BYMONTHDAY": ",".join(map(str, rng.sample((1, 5, 13, 15, 28, 29, 30, 31, -1, -2), rng.randint(1, 4)))),
        "BYYEARDAY": ",".join(map(str, sorted(rng.sample(range(1, 366), 3)))),
        "BYHOUR": ",".join(map(str, sorted(rng.sample(range(24), 2)))),
        "BYSETPOS": str(rng.choice((1, 2, 3, -1, -2))),
        "WKST": rng.choice(shapes.WEEKDAYS),
    }
    chosen = [way for way in rng.choice(ways).split("+") if way]
    parts += [f"{'BYDAY' if way == 'NTH' else way}={values[way]}" for way in chosen]
    if rng.random() < 0.3:
        parts.append(f"COUNT={rng.randint(1, 60)}")
    return ";".join(parts)


def cases() -> list[tuple[str, WallTime]]:
    """Named and generated rules, each beginning on a date that the rule has, as calendars must write them."""
    rng = random.Random(20260116)
    found = [(rule, WallTime(date(2024, 1, 1), 540)) for rule in NAMED]
    while len(found) < RULES + len(NAMED):
        found.append(
            (made_rule(rng), WallTime(date(2024, 1, 1) + timedelta(rng.randrange(730)), rng.randrange(96) * 15))
        )
    begun = [(rule, begin_at_first(_series(rule, start), NO_SCHOOL).starts) for rule, start in found]
    return [(rule, start) for rule, start in begun if ours(rule, start, start.day)]


def _series(rule: str, start: WallTime) -> SeriesRule:
    return SeriesRule("rrule", rule, start, 45, "America/New_York")


def last_of(rule: str, start: WallTime) -> date:
    return start.day + timedelta(days=60 if "HOURLY" in rule else 366 * YEARS)


def ours(rule: str, start: WallTime, last: date) -> list[str]:
    return [item.start.iso() for item in occurrences(_series(rule, start), start.day, last, NO_SCHOOL)]


def by_dateutil(rule: str, start: WallTime, last: date) -> list[str]:
    begin = datetime.combine(start.day, time(start.hour, start.minute % 60))
    found = rrulestr(rule, dtstart=begin).between(begin, datetime.combine(last, time.max), inc=True)
    return [moment.isoformat()[:16] for moment in found]


def by_libical(wanted: list[tuple[str, WallTime]]) -> list[list[str] | None]:
    lines = [
        json.dumps(
            [rule, f"{start.day:%Y%m%d}T{start.hour:02}{start.minute % 60:02}00", f"{last_of(rule, start)}T23:59"]
        )
        for rule, start in wanted
    ]
    run = subprocess.run(
        ["/usr/bin/python3", "-c", _LIBICAL], input="\n".join(lines), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, f"libical is missing: install gir1.2-ical-3.0 and python3-gi\n{run.stderr}"
    return [json.loads(line) for line in run.stdout.splitlines()]


def has_days_libical_misreads(rule: str) -> bool:
    """Tell whether only dateutil judges: libical 3.0 drops month days counted from the end where they only filter."""
    month_days = shapes.rule_parts(rule).get("BYMONTHDAY", "")
    return "-" in month_days and ("FREQ=DAILY" in rule or "BYSETPOS" in rule)


def test_all_rules_agree_with_dateutil():
    different = [
        (rule, start.iso())
        for rule, start in cases()
        if ours(rule, start, last_of(rule, start)) != by_dateutil(rule, start, last_of(rule, start))
    ]
    assert different == []


def test_all_rules_agree_with_libical():
    if not sys.platform.startswith("linux"):
        pytest.skip("libical's Python binding is a Linux distribution package")
    wanted = cases()
    wanted = [(rule, start) for rule, start in wanted if not has_days_libical_misreads(rule)]
    answers = [pair for pair in zip(wanted, by_libical(wanted), strict=True) if pair[1] is not None]
    assert len(answers) >= 500
    different = [
        (rule, start.iso()) for (rule, start), found in answers if ours(rule, start, last_of(rule, start)) != found
    ]
    assert different == []


# Both clock changes of 2026 in New York: 8 March has no 2:00 to 2:59, 1 November has 1:00 to 1:59 twice.
CLOCK_CHANGES = (
    ("FREQ=WEEKLY;BYDAY=MO", "2026-03-02T09:00"),
    ("FREQ=WEEKLY;BYDAY=SU", "2026-03-01T01:59"),
    ("FREQ=WEEKLY;BYDAY=SU", "2026-03-01T03:00"),
    ("FREQ=DAILY", "2026-03-06T23:30"),
    ("FREQ=MONTHLY;BYDAY=2SU", "2026-02-08T08:00"),
    ("FREQ=WEEKLY;BYDAY=MO", "2026-10-26T09:00"),
    ("FREQ=DAILY", "2026-10-30T01:00"),
    ("FREQ=DAILY", "2026-10-30T01:30"),
    ("FREQ=DAILY", "2026-10-30T01:59"),
    ("FREQ=DAILY", "2026-10-30T02:00"),
    ("FREQ=MONTHLY;BYDAY=1SU", "2026-10-04T01:15"),
)
MISSING = (("FREQ=DAILY", "2026-03-06T02:30"), ("FREQ=WEEKLY;BYDAY=SU", "2026-03-01T02:00"))
ZONE = "America/New_York"

_LIBICAL_INSTANTS = r"""
import json, sys
import gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
here, utc = I.Timezone.get_builtin_timezone("America/New_York"), I.Timezone.get_utc_timezone()
for line in sys.stdin:
    rule, start, last = json.loads(line)
    iterator = I.RecurIterator.new(I.Recurrence.new_from_string(rule), I.Time.new_from_string(start))
    found, moment = [], iterator.next()
    while not moment.is_null_time():
        if "%04d-%02d-%02d" % (moment.get_year(), moment.get_month(), moment.get_day()) > last:
            break
        moment.set_timezone(here)
        there = moment.convert_to_zone(utc)
        found.append("%04d-%02d-%02dT%02d:%02d" % (
            there.get_year(), there.get_month(), there.get_day(), there.get_hour(), there.get_minute()))
        moment = iterator.next()
    print(json.dumps(found))
"""


def instants(rule: str, start: str) -> list[str]:
    begin = WallTime.parse(start)
    items = occurrences(_series(rule, begin), begin.day, begin.day + timedelta(days=40), NO_SCHOOL)
    return [zones.to_instant(item.start, ZONE).astimezone(UTC).isoformat()[:16] for item in items]


def dateutil_instants(rule: str, start: str) -> list[str]:
    begin = datetime.fromisoformat(start)
    zone = tz.gettz(ZONE)
    found = rrulestr(rule, dtstart=begin).between(begin, begin + timedelta(days=40, hours=23), inc=True)
    found = [moment for moment in found if moment.date() <= begin.date() + timedelta(days=40)]
    return [tz.resolve_imaginary(moment.replace(tzinfo=zone)).astimezone(UTC).isoformat()[:16] for moment in found]


def libical_instants(wanted: tuple[tuple[str, str], ...]) -> list[list[str]]:
    lines = [
        json.dumps(
            [rule, f"{start.replace('-', '').replace(':', '')}00", str(date.fromisoformat(start[:10]) + timedelta(40))]
        )
        for rule, start in wanted
    ]
    run = subprocess.run(
        ["/usr/bin/python3", "-c", _LIBICAL_INSTANTS], input="\n".join(lines), capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_over_both_clock_changes_and_in_the_doubled_hour_we_name_the_instants_that_dateutil_names():
    assert [dateutil_instants(*case) for case in CLOCK_CHANGES] == [instants(*case) for case in CLOCK_CHANGES]


def test_libical_names_the_same_instants_but_takes_the_second_of_a_doubled_hour():
    """RFC 5545 means the first of the two, as we and dateutil do."""
    if not sys.platform.startswith("linux"):
        pytest.skip("libical's Python binding is a Linux distribution package")
    for case, found in zip(CLOCK_CHANGES, libical_instants(CLOCK_CHANGES), strict=True):
        own = instants(*case)
        differing = [pair for pair in zip(own, found, strict=True) if pair[0] != pair[1]]
        assert all(
            ours_.startswith("2026-11-01T05") and theirs.startswith("2026-11-01T06") for ours_, theirs in differing
        )
        assert bool(differing) == ("T01" in case[1] and case[1] > "2026-10")


def test_a_missing_time_is_the_first_minute_there_is_where_the_others_keep_the_distance_from_midnight():
    """The only known difference, chosen: 2:30 on 8 March is 3:00 here and 3:30 there, and once in all of them."""
    for rule, start in MISSING:
        own, theirs = instants(rule, start), dateutil_instants(rule, start)
        differing = [pair for pair in zip(own, theirs, strict=True) if pair[0] != pair[1]]
        minute = int(start[-2:])
        assert differing == ([("2026-03-08T07:00", f"2026-03-08T07:{minute:02}")] if minute else [])
    if sys.platform.startswith("linux"):
        assert [len(found) for found in libical_instants(MISSING)] == [len(instants(*case)) for case in MISSING]
