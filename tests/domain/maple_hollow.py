"""The sample school's year as fixed tables, for tests of the pure calendar."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.school import (
    BellSchedule,
    CalendarRules,
    CalendarSpan,
    DayKind,
    DayOverride,
    Period,
    SchoolCalendar,
)
from il_desktop.domain.settings import DayCycle


def minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def bells(name: str, first: str, length: int, *before: Period) -> BellSchedule:
    start = minutes(first)
    lessons = tuple(Period(f"P{n + 1}", start + n * (length + 3), start + n * (length + 3) + length) for n in range(8))
    return BellSchedule(name, name, before + lessons)


ADVISORY = Period("ADV", minutes("7:50"), minutes("8:05"), "advisory")
REGULAR = bells("regular", "8:08", 43, ADVISORY)
EARLY = bells("early", "8:08", 30, ADVISORY)
ASSEMBLY = bells("assembly", "8:56", 37, ADVISORY, Period("ASM", minutes("8:08"), minutes("8:53"), "assembly"))
TESTING = bells("testing", "10:08", 28, ADVISORY, Period("TEST", minutes("8:08"), minutes("10:05"), "test"))
DELAY = bells("delay", "10:08", 28)

HOLIDAYS = (
    ((2025, 9, 1), (2025, 9, 1)),
    ((2025, 10, 13), (2025, 10, 14)),
    ((2025, 11, 11), (2025, 11, 11)),
    ((2025, 11, 26), (2025, 11, 28)),
    ((2025, 12, 22), (2026, 1, 2)),
    ((2026, 1, 19), (2026, 1, 19)),
    ((2026, 2, 16), (2026, 2, 16)),
    ((2026, 3, 23), (2026, 3, 27)),
    ((2026, 4, 3), (2026, 4, 3)),
    ((2026, 5, 25), (2026, 5, 25)),
)
STAFF_DAYS = ((2025, 10, 31), (2026, 1, 5), (2026, 3, 20))
SPECIAL = (
    ("special", "Assembly", (2025, 10, 24), "assembly"),
    ("special", "Two-hour delay", (2026, 2, 10), "delay"),
    ("testing", "Testing", (2026, 5, 5), "testing"),
    ("testing", "Testing", (2026, 5, 7), "testing"),
)
WEATHER = (date(2026, 1, 27), date(2026, 1, 28))


def rules(
    *,
    weather: tuple[date, ...] = WEATHER,
    cycle: DayCycle | None = None,
    overrides: tuple[DayOverride, ...] = (),
    last: date = date(2026, 6, 8),
) -> CalendarRules:
    spans = [CalendarSpan("year", "2025-26", date(2025, 8, 18), last)]
    spans += [CalendarSpan("holiday", "Holiday", date(*a), date(*b)) for a, b in HOLIDAYS]
    spans += [CalendarSpan("staff_only", "Staff day", date(*day), date(*day)) for day in STAFF_DAYS]
    spans += [CalendarSpan(kind, name, date(*day), date(*day), bell) for kind, name, day, bell in SPECIAL]
    lost = tuple(DayOverride(day, DayKind.WEATHER, reason="Snow") for day in weather)
    return CalendarRules(
        tuple(spans),
        (REGULAR, EARLY, ASSEMBLY, TESTING, DELAY),
        {2: "early"},
        "regular",
        cycle or DayCycle(),
        lost + overrides,
    )


def calendar(**changes: object) -> SchoolCalendar:
    return SchoolCalendar(rules(**changes))
