"""How times, dates and amounts are written for people. Decides spacing, order and signs; what to say is for others.

The window fills `Words` from the user's locale, the command line keeps the default, tests set their own.
"""

from __future__ import annotations

from datetime import date

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import Span, WallTime

_NO_BREAK = "\N{NO-BREAK SPACE}"
_EN_DASH = "\N{EN DASH}"


class Words(NamedTuple):
    """The names and habits of one locale. `weekdays` start with Monday; short names stand in tables and sentences."""

    weekdays: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    short_weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    short_months: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    h24: bool = False
    day_first: bool = True
    am: str = "AM"
    pm: str = "PM"
    currency: str = "$"


ENGLISH = Words()


def clock_text(minute: int, words: Words = ENGLISH) -> str:
    """Write a minute of the day (0-1440) as a time: `9:05` or `9:05 AM`; 1440 is midnight."""
    hour, rest = divmod(minute % 1440, 60)
    if words.h24:
        return f"{hour}:{rest:02d}"
    return f"{hour % 12 or 12}:{rest:02d}{_NO_BREAK}{words.am if hour < 12 else words.pm}"


def hours_text(start_min: int, end_min: int, words: Words = ENGLISH) -> str:
    """Write a range inside one day, the half of the day only once: `9:05-9:50 AM`, with an en dash."""
    start, end = clock_text(start_min, words), clock_text(end_min, words)
    same_half = start_min // 720 == end_min // 720 and not words.h24
    return f"{start.split(_NO_BREAK)[0] if same_half else start}{_EN_DASH}{end}"


def day_text(day: date, words: Words = ENGLISH, *, year: bool = False) -> str:
    """Write a date short: `Fri 16 Jan` or `Fri, Jan 16`, with the year when asked."""
    month = words.short_months[day.month - 1]
    weekday = words.short_weekdays[day.weekday()]
    if words.day_first:
        return f"{weekday} {day.day} {month}" + (f" {day.year}" if year else "")
    return f"{weekday}, {month} {day.day}" + (f", {day.year}" if year else "")


def date_text(day: date, words: Words = ENGLISH) -> str:
    """Write a date without its weekday: `16 Jan 2026` or `Jan 16, 2026`."""
    month = words.short_months[day.month - 1]
    return f"{day.day} {month} {day.year}" if words.day_first else f"{month} {day.day}, {day.year}"


def long_day_text(day: date, words: Words = ENGLISH) -> str:
    """Write a date in full without its year: `Friday 16 January` or `Friday, January 16`."""
    weekday, month = words.weekdays[day.weekday()], words.months[day.month - 1]
    return f"{weekday} {day.day} {month}" if words.day_first else f"{weekday}, {month} {day.day}"


def days_text(first: date, last: date, words: Words = ENGLISH) -> str:
    """Write a range of dates with its year: `12-16 January 2026`, `January 12-16, 2026`, with an en dash."""
    left, right = words.months[first.month - 1], words.months[last.month - 1]
    if first.year != last.year:
        return f"{date_text(first, words)} {_EN_DASH} {date_text(last, words)}"
    if first == last:
        return f"{first.day} {left} {first.year}" if words.day_first else f"{left} {first.day}, {first.year}"
    if first.month == last.month:
        span = f"{first.day}{_EN_DASH}{last.day}"
        return f"{span} {left} {first.year}" if words.day_first else f"{left} {span}, {first.year}"
    if words.day_first:
        return f"{first.day} {left} {_EN_DASH} {last.day} {right} {first.year}"
    return f"{left} {first.day} {_EN_DASH} {right} {last.day}, {first.year}"


def moment_text(moment: WallTime, words: Words = ENGLISH) -> str:
    """Write a weekday and time, for moves inside a week: `Tue 9:00`."""
    return f"{words.short_weekdays[moment.day.weekday()]} {clock_text(moment.minute, words)}"


def dated_moment_text(moment: WallTime, words: Words = ENGLISH) -> str:
    """Write a date and time: `Tue 13 Jan 9:00`."""
    return f"{day_text(moment.day, words)} {clock_text(moment.minute, words)}"


def span_text(span: Span, words: Words = ENGLISH) -> str:
    """Write a span: `Tue 13 Jan 9:00-9:45` with an en dash, both dates where they differ."""
    end_min = 1440 if span.end.minute == 0 and span.start.day != span.end.day else span.end.minute
    last_day = span.start.day if end_min == 1440 and (span.end.day - span.start.day).days == 1 else span.end.day
    if last_day == span.start.day:
        return f"{day_text(span.start.day, words)} {hours_text(span.start.minute, end_min, words)}"
    return f"{dated_moment_text(span.start, words)} {_EN_DASH} {dated_moment_text(span.end, words)}"


def duration_text(minutes: int) -> str:
    """Write an amount of time: `45 min`, `2 h`, `1 h 52`; a minus sign in front of a negative one."""
    if minutes < 0:
        return f"\N{MINUS SIGN}{duration_text(-minutes)}"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def percent_text(numerator: int, denominator: int, digits: int = 0) -> str:
    """Write a share as percent, rounded half up; an en dash when the denominator is 0."""
    if denominator == 0:
        return _EN_DASH
    scale = 10**digits
    tenths = (200 * scale * numerator + denominator) // (2 * denominator)
    return f"{tenths / scale:.{digits}f} %"


def count_text(number: int, one: str, many: str) -> str:
    """Write a number with its noun: `1 block`, `3 blocks`."""
    return f"{number} {one if number == 1 else many}"


def list_text(items: list[str], *, last: str = "and") -> str:
    """Join with commas and a last word: `A, B and C`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def money_text(cents: int, words: Words = ENGLISH) -> str:
    """Write an amount of money in the school's currency: `$1,980`, `$12.50`, `CHF 40`."""
    whole, rest = divmod(abs(cents), 100)
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    space = _NO_BREAK if words.currency[-1:].isalpha() else ""
    return f"{sign}{words.currency}{space}{whole:,}" + (f".{rest:02d}" if rest else "")


def size_text(size: int) -> str:
    """Write a size in bytes as people do: `840 bytes`, `12 KB`, `3.4 MB`."""
    if size < 1_000:
        return count_text(size, "byte", "bytes")
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"
