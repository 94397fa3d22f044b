"""The school year of the sample: bells, holidays, special days, and the row of its 180 instruction days.

The table here is written independently of the resolver in `domain.school`; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.sample.book import Book, row_id

FIRST, LAST, NUMBER_OF_DAYS = date(2025, 8, 18), date(2026, 6, 8), 180
YEAR_ID = row_id("calendar_span:year:2025")
SEMESTER_END = date(2026, 1, 16)  # the first semester ends with the week in which its 90th day lies

_REGULAR = ("8:08-8:51 8:54-9:37 9:40-10:23 10:26-11:09 11:12-11:55 11:58-12:41 12:44-13:27 13:30-14:13", "7:50-8:05")
_EARLY = ("8:08-8:38 8:41-9:11 9:14-9:44 9:47-10:17 10:20-10:50 10:53-11:23 11:26-11:56 11:59-12:29", "7:50-8:05")
_ASSEMBLY = (
    "8:56-9:33 9:36-10:13 10:16-10:53 10:56-11:33 11:36-12:13 12:16-12:53 12:56-13:33 13:36-14:13",
    "7:50-8:05",
)
_TESTING = (
    "10:08-10:36 10:39-11:07 11:10-11:38 11:41-12:09 12:12-12:40 12:43-13:11 13:14-13:42 13:45-14:13", "7:50-8:05",
)  # fmt: skip
_DELAY = (_TESTING[0], "")
_BELLS = {
    "regular": ("Regular", _REGULAR, ()),
    "early": ("Early release", _EARLY, ()),
    "assembly": ("Assembly", _ASSEMBLY, (("ASM", "8:08-8:53", "assembly"),)),
    "testing": ("Testing", _TESTING, (("TEST", "8:08-10:05", "test"),)),
    "delay": ("Two-hour delay", _DELAY, ()),
}

_D = date
HOLIDAYS = (
    ("Labor Day", _D(2025, 9, 1), _D(2025, 9, 1)),
    ("Fall break", _D(2025, 10, 13), _D(2025, 10, 14)),
    ("Veterans Day", _D(2025, 11, 11), _D(2025, 11, 11)),
    ("Thanksgiving", _D(2025, 11, 26), _D(2025, 11, 28)),
    ("Winter break", _D(2025, 12, 22), _D(2026, 1, 2)),
    ("Martin Luther King Day", _D(2026, 1, 19), _D(2026, 1, 19)),
    ("Presidents' Day", _D(2026, 2, 16), _D(2026, 2, 16)),
    ("Spring break", _D(2026, 3, 23), _D(2026, 3, 27)),
    ("Good Friday", _D(2026, 4, 3), _D(2026, 4, 3)),
    ("Memorial Day", _D(2026, 5, 25), _D(2026, 5, 25)),
)
STAFF_DAYS = (
    ("Staff day: report cards", _D(2025, 10, 31)),
    ("Staff day: return from break", _D(2026, 1, 5)),
    ("Staff day: spring planning", _D(2026, 3, 20)),
)
WEATHER_DAYS = (_D(2026, 1, 27), _D(2026, 1, 28))
FIRE_DRILL, ASSEMBLY, DELAY = _D(2025, 10, 16), _D(2025, 10, 24), _D(2026, 2, 10)
TESTING_DAYS = (_D(2026, 5, 5), _D(2026, 5, 7))
_SPECIAL_BELLS = {ASSEMBLY: "assembly", DELAY: "delay"} | dict.fromkeys(TESTING_DAYS, "testing")
WINDOWS = {"fall": 2, "interim": 10, "winter": 18, "spring": 34}  # assessment window -> school week


@dataclass(frozen=True, slots=True)
class Day:
    """One instruction day: its number from 1, letter and bells (a key of the schedules here)."""

    day: date
    number: int
    letter: str
    bells: str

    @property
    def week(self) -> int:
        """School week: five instruction days make one."""
        return (self.number + 4) // 5

    @property
    def periods(self) -> dict[str, tuple[int, int]]:
        """Return the minutes of the day by period code, P1 to P8."""
        return PERIODS[self.bells]

    @property
    def last_bell(self) -> int:
        """Minute of the day at which the last lesson ends."""
        return self.periods["P8"][1]


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _span(text: str) -> tuple[int, int]:
    start, end = text.split("-")
    return _minute(start), _minute(end)


PERIODS = {
    key: {f"P{number}": _span(text) for number, text in enumerate(times.split(), 1)}
    for key, (_name, (times, _advisory), _extra) in _BELLS.items()
}


def bell_id(key: str) -> str:
    """Return the id of a bell schedule (`regular`, `early`, `assembly`, `testing`, `delay`)."""
    return row_id(f"bell_schedule:{key}")


def _is_off(day: date) -> bool:
    return (
        day.weekday() >= 5
        or any(first <= day <= last for _name, first, last in HOLIDAYS)
        or any(day == staff for _name, staff in STAFF_DAYS)
        or day in WEATHER_DAYS
    )


def _days() -> tuple[Day, ...]:
    days: list[Day] = []
    day = FIRST
    while len(days) < NUMBER_OF_DAYS:
        if not _is_off(day):
            bells = _SPECIAL_BELLS.get(day, "early" if day.weekday() == 2 else "regular")
            days.append(Day(day, len(days) + 1, "AB"[len(days) % 2], bells))
        day += timedelta(days=1)
    return tuple(days)


DAYS = _days()
BY_DATE = {day.day: day for day in DAYS}


def week_days(week: int) -> tuple[Day, ...]:
    """Return the instruction days of one school week, 1 to 36."""
    return DAYS[5 * week - 5 : 5 * week]


def after(day: date, count: int) -> date:
    """Return the `count`-th instruction day after a date; the last day of the year when it runs out."""
    later = [each.day for each in DAYS if each.day > day]
    return later[min(count, len(later)) - 1] if later else day


def lag(start: date, end: date) -> int:
    """Count instruction days in (start, end]."""
    return sum(start < each.day <= end for each in DAYS)


def fill(book: Book) -> None:
    """Add the year, its terms, bells, holidays, windows and exceptions."""
    for key, (name, (times, advisory), extra) in _BELLS.items():
        periods = [("ADV", advisory, "advisory")] if advisory else []
        periods += [*extra, *((f"P{n}", text, "period") for n, text in enumerate(times.split(), 1))]
        book.add("bell_schedule", f"bell_schedule:{key}", name=name, periods=[_period(*period) for period in periods])
    _add_span(book, "year", "2025", "2025–26", FIRST, LAST, year=False)
    _add_span(book, "term", "semester:1", "Semester 1", FIRST, SEMESTER_END)
    _add_span(book, "term", "semester:2", "Semester 2", _D(2026, 1, 20), LAST)
    for name, first, last in HOLIDAYS:
        _add_span(book, "holiday", f"holiday:{first}", name, first, last)
    for name, day in STAFF_DAYS:
        _add_span(book, "staff_only", f"staff:{day}", name, day, day)
    for name, week in WINDOWS.items():
        days = week_days(week)
        _add_span(book, "window", f"window:{name}", name.capitalize(), days[0].day, days[-1].day)
    _add_span(book, "special", "fire-drill", "Fire drill", FIRE_DRILL, FIRE_DRILL)
    _add_span(book, "special", "assembly", "Fall assembly", ASSEMBLY, ASSEMBLY, bells="assembly")
    for day in TESTING_DAYS:
        _add_span(book, "testing", f"testing:{day}", "State testing", day, day, bells="testing")
    book.add(
        "day_override", f"day_override:{DELAY}", day=DELAY, bell_schedule_id=bell_id("delay"), reason="Ice on the roads"
    )
    for day in WEATHER_DAYS:
        book.add("day_override", f"day_override:{day}", day=day, kind="weather", reason="Snow storm")


def _period(code: str, text: str, kind: str) -> dict[str, object]:
    start, end = _span(text)
    return {"code": code, "start_min": start, "end_min": end, "kind": kind}


def _add_span(  # noqa: PLR0913  one row needs this much
    book: Book, kind: str, key: str, name: str, first: date, last: date, *, bells: str = "", year: bool = True
) -> None:
    full_key = f"calendar_span:{'year:' if kind == 'year' else ''}{key}"
    book.add(
        "calendar_span", full_key, kind=kind, name=name, from_on=first, to_on=last, year_id=YEAR_ID if year else None,
        bell_schedule_id=bell_id(bells) if bells else None,
    )  # fmt: skip
