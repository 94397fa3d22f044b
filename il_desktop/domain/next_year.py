"""Next year's calendar as a first draft: what comes back every year, moved to where it will be.

Feasts of a fixed date stay on it, Good Friday follows Easter, a single holiday keeps its weekday of the month, and
everything longer keeps its weekdays 52 weeks later. A draft: the district's printed calendar has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.school import CalendarSpan

YEAR = timedelta(weeks=52)
COPIED_KINDS = ("term", "holiday", "staff_only")
_FIXED = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)})  # month and day of federal holidays with a date


class DraftSpan(NamedTuple):
    """A range of dates to be written."""

    kind: str
    name: str
    first: date
    last: date


def next_dates(year: CalendarSpan) -> tuple[date, date]:
    """Return first and last day of the year after one, on the same weekdays."""
    return year.first + YEAR, year.last + YEAR


def next_name(name: str) -> str:
    """Return `2026-27` for `2025-26`, whatever dash stands between; an empty text for another form."""
    parts = name.strip().replace("\N{EN DASH}", "-").split("-")
    if len(parts) != 2 or not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return ""
    first, last = int(parts[0]) + 1, int(parts[1]) + 1
    dash = "\N{EN DASH}" if "\N{EN DASH}" in name else "-"
    return f"{first}{dash}{last % 100:02d}" if len(parts[1]) == 2 else f"{first}{dash}{last}"


def draft(spans: Iterable[CalendarSpan], first: date, last: date) -> tuple[DraftSpan, ...]:
    """Return the terms, holidays and staff days of a year moved into the next; what falls outside is pushed inside."""
    found: list[DraftSpan] = []
    for span in spans:
        if span.kind not in COPIED_KINDS:
            continue
        start = next_holiday(span.first) if span.kind == "holiday" and span.first == span.last else span.first + YEAR
        end = start + (span.last - span.first)
        start, end = (min(max(day, first), last) for day in (start, end))
        found.append(DraftSpan(span.kind, span.name, start, end))
    return tuple(sorted(found, key=lambda span: (span.first, span.last, span.name)))


def next_holiday(day: date) -> date:
    """Return where a holiday of one day is a year later."""
    if (day.month, day.day) in _FIXED:
        return day.replace(year=day.year + 1)
    if day == easter(day.year) - timedelta(days=2):
        return easter(day.year + 1) - timedelta(days=2)
    number = (day.day - 1) // 7
    is_last = (day + timedelta(days=7)).month != day.month
    start = date(day.year + 1, day.month, 1)
    found = start + timedelta(days=(day.weekday() - start.weekday()) % 7 + 7 * number)
    if is_last and number >= 3:
        while (found + timedelta(days=7)).month == day.month:
            found += timedelta(days=7)
    while found.month != day.month:
        found -= timedelta(days=7)
    return found


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 13, 487, 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
