"""Rows about calendars: expanding series against dateutil, writing events against icalendar. CPU seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from recurring_ical_events import of

from il_desktop.bootstrap import open_desk
from il_desktop.domain import recurrence
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.series_edit import begin_at_first
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSource, Face
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.calendar import school_calendar
from scripts.bench.ratio import Row, interleave

ZONE = "America/New_York"
ROUNDS = 7
RULES = (
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
)


def rows(large: Path, _folder: Path) -> list[Row]:
    """Measure expansion and export."""
    desk = open_desk(large, read_only=True)
    calendar = desk.cached(school_calendar)
    desk.close()
    return [_year_of_series(calendar), _year_beside_events(calendar), _old_series(calendar), _writing()]


def _year_of_series(calendar: SchoolCalendar) -> Row:
    first, last = date(2025, 8, 1), date(2026, 7, 31)
    series = _series(first)
    row = Row("500 series x 1 year / dateutil on naive local time", "s CPU", "<= 1.0", 1.0)
    expected = sum(1 for _ in _dateutil(series, first, last))
    found = sum(len(recurrence.occurrences(one, first, last, calendar)) for one in series)
    if expected != found:
        raise AssertionError(expected, found)
    return interleave(
        row,
        partial(_cpu, lambda: [recurrence.occurrences(one, first, last, calendar) for one in series]),
        partial(_cpu, lambda: list(_dateutil(series, first, last))),
        ROUNDS,
    )


def _year_beside_events(calendar: SchoolCalendar) -> Row:
    """Measure the same year beside a library that expands calendar files; reading the file is not counted."""
    first, last = date(2025, 8, 1), date(2026, 7, 31)
    series = _series(first)
    events = of(Calendar.from_ical(_as_file(series, calendar)))
    row = Row("500 series x 1 year / recurring-ical-events", "s CPU", "<= 0.05", 0.05)
    expected = len(events.between(first, last + timedelta(days=1)))
    found = sum(len(recurrence.occurrences(one, first, last, calendar)) for one in series)
    if expected != found:
        raise AssertionError(expected, found)
    return interleave(
        row,
        partial(_cpu, lambda: [recurrence.occurrences(one, first, last, calendar) for one in series]),
        partial(_cpu, lambda: events.between(first, last + timedelta(days=1))),
        2,
    )


def _as_file(series: list[recurrence.SeriesRule], calendar: SchoolCalendar) -> bytes:
    """Return the series as a calendar of naive local times, each begun on a date its rule has, as files must."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yardstick//EN"]
    for number, one in enumerate(begin_at_first(each, calendar) for each in series):
        start = f"{one.starts.day:%Y%m%d}T{one.starts.hour:02}{one.starts.minute % 60:02}00"
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART:{start}", f"DURATION:PT{one.minutes}M"]
        lines += [f"RRULE:{one.rule}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _old_series(calendar: SchoolCalendar) -> Row:
    first = date(2026, 1, 12)
    last = first + timedelta(days=6)
    old, new = _series(date(2006, 1, 2)), _series(first)
    row = Row("one week of 500 series, begun 20 years ago / this week", "s CPU", "<= 2", 2.0)

    def week(series: list[recurrence.SeriesRule]) -> None:
        for _ in range(20):
            for one in series:
                recurrence.occurrences(one, first, last, calendar)

    return interleave(row, partial(_cpu, partial(week, old)), partial(_cpu, partial(week, new)), ROUNDS)


def _writing() -> Row:
    start = WallTime.at(date(2025, 8, 18), 8)
    stamp = datetime(2026, 1, 16, tzinfo=UTC)
    face = Face("visit_quick", "Quick visit, walkthrough", Category.INSTRUCTIONAL, Protection.FIRM)
    events = tuple(
        ExportEvent(f"block-{n}", face, Span.of(start.plus(n * 45), 30), ZONE, stamp, stamp) for n in range(10_000)
    )
    source = ExportSource(events, ())
    row = Row("write 10,000 events / icalendar", "s CPU", "<= 0.1", 0.1)
    return interleave(
        row,
        partial(_cpu, lambda: join(write_calendar(plan_export(source, Audience.ME)))),
        partial(_cpu, partial(_icalendar, events, stamp)),
        3,
    )


def _icalendar(events: tuple[ExportEvent, ...], stamp: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//yardstick//EN")
    for event in events:
        entry = Event()
        entry.add("uid", event.source)
        entry.add("dtstamp", stamp)
        entry.add("created", stamp)
        entry.add("last-modified", stamp)
        entry.add("dtstart", stamp + timedelta(minutes=event.span.start.minute))
        entry.add("dtend", stamp + timedelta(minutes=event.span.start.minute + 30))
        entry.add("summary", event.face.activity_name)
        entry.add("categories", ["Instructional", "Protection: Firm"])
        entry.add("class", "PRIVATE")
        entry.add("transp", "OPAQUE")
        entry.add("x-microsoft-cdo-busystatus", "BUSY")
        entry.add("status", "CONFIRMED")
        calendar.add_component(entry)
    return calendar.to_ical()


def _series(first: date) -> list[recurrence.SeriesRule]:
    return [
        recurrence.SeriesRule("rrule", RULES[n % len(RULES)], WallTime.at(first + timedelta(days=n % 5), 9), 30, ZONE)
        for n in range(500)
    ]


def _dateutil(series: list[recurrence.SeriesRule], first: date, last: date) -> Iterator[Any]:
    low, high = datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day, 23, 59)
    for one in series:
        start = one.starts
        naive = datetime(start.day.year, start.day.month, start.day.day, start.hour, start.minute % 60)
        yield from rrulestr(one.rule, dtstart=naive).between(low, high, inc=True)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
