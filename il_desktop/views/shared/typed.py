"""Reads what people type for times, dates, durations and numbers; lenient about form, strict about sense.

Pure functions. `NotReadable` carries the sentence the field shows beneath itself.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?")
_BARE_TIME = re.compile(r"(\d{1,2})(\d{2})\s*([ap])?\.?(?:m\.?)?")
_HOURS = re.compile(r"(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?|rs?|r)?)?\s*(?:(\d+)\s*(?:m(?:in(?:utes?)?)?)?)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?\.?")
_WORD_DATE = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?")


class NotReadable(ValueError):
    """The text cannot be taken; `sentence` says why and shows a form that can."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _clean(text: str) -> str:
    """Lower case, single spaces; U+202F and U+00A0 count as spaces."""
    return " ".join(text.lower().split())


def read_time(text: str) -> int:
    """Return the minute of the day of "9", "9:05", "905", "9a", "2:40 pm", "14.40"."""
    typed = _clean(text)
    if typed in ("noon", "midday"):
        return 720
    found = _TIME.fullmatch(typed) or _BARE_TIME.fullmatch(typed)
    if found is None:
        raise NotReadable(_quoted(text, "is not a time. Type 9:05 or 2:40 pm."))
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise NotReadable(_quoted(text, "is not a time of the day. Hours end at 23, minutes at 59."))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def read_minutes(text: str, *, highest: int = 1440) -> int:
    """Return the minutes of "45", "45 min", "1 h 30", "1:30", "1.5 h"; 1 to `highest`."""
    typed = _clean(text)
    if (clock := re.fullmatch(r"(\d{1,2}):(\d{2})", typed)) and int(clock[2]) < 60:
        minutes = int(clock[1]) * 60 + int(clock[2])
    else:
        found = _HOURS.fullmatch(typed)
        if not typed or found is None or (found[1] is None and found[2] is None):
            raise NotReadable(_quoted(text, "is not a duration. Type 45 or 1 h 30."))
        minutes = round(float((found[1] or "0").replace(",", ".")) * 60) + int(found[2] or 0)
    if not 1 <= minutes <= highest:
        sentence = f"A duration lies between 1 minute and {highest // 60} hours."
        raise NotReadable(sentence)
    return minutes


def read_number(text: str, *, low: float | None = None, high: float | None = None) -> float:
    """Return a number; "52", "52.5", "52,5", "1,200", "52 %". Bounds are inclusive."""
    typed = _clean(text).removesuffix("%").replace(" ", "").replace("−", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", typed):
        typed = typed.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d{1,15}([.,]\d{0,6})?|[.,]\d{1,6})", typed):
        raise NotReadable(_quoted(text, "is not a number. Type 52 or 52.5."))
    value = float(typed.replace(",", "."))
    if low is not None and value < low:
        sentence = f"The lowest value here is {low:g}."
        raise NotReadable(sentence)
    if high is not None and value > high:
        sentence = f"The highest value here is {high:g}."
        raise NotReadable(sentence)
    return value


def read_date(text: str, today: date, *, day_first: bool = False) -> date:
    """Return the date of "2026-01-16", "16 Jan", "Jan 16 2026", "1/16", "today", "fri".

    Without a year it is the one nearest to `today`; a weekday is the next such day, today included.
    """
    typed = _clean(text)
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if typed in named:
        return today + timedelta(days=named[typed])
    if len(typed) >= 3 and typed.isalpha() and typed[:3] in _WEEKDAYS and "day" in typed + "day":
        return today + timedelta(days=(_WEEKDAYS.index(typed[:3]) - today.weekday()) % 7)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", typed):
        year, month, day = (int(part) for part in typed.split("-"))
        return _real(text, year, month, day)
    if found := _NUMERIC_DATE.fullmatch(typed):
        first, second = int(found[1]), int(found[2])
        is_day_first = day_first or "." in typed or first > 12
        month, day = (second, first) if is_day_first else (first, second)
        return _with_year(text, found[3], month, day, today)
    found = _WORD_DATE.fullmatch(_without_weekday(typed))
    if found and found[2][:3] in _MONTHS and (found[1] is None) != (found[3] is None):
        return _with_year(text, found[4], _MONTHS.index(found[2][:3]) + 1, int(found[1] or found[3]), today)
    raise NotReadable(_quoted(text, "is not a date. Type 16 Jan, 1/16 or 2026-01-16."))


def _without_weekday(typed: str) -> str:
    """Drop a leading weekday name: "fri 16 jan" means the 16th."""
    first, _, rest = typed.partition(" ")
    return rest if rest and first.rstrip(",.")[:3] in _WEEKDAYS else typed


def _with_year(text: str, year: str | None, month: int, day: int, today: date) -> date:
    """Complete a year: two figures mean this century, none the nearest date."""
    if year is not None:
        return _real(text, int(year) + (2000 if len(year) == 2 else 0), month, day)
    candidates: list[date] = []
    for number in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(number, month, day))
        except ValueError:
            continue
    if not candidates:
        return _real(text, today.year, month, day)
    return min(candidates, key=lambda found: abs((found - today).days))


def _real(text: str, year: int, month: int, day: int) -> date:
    """Build a date or say that the calendar has no such day."""
    if not 1990 <= year <= 2100:
        sentence = "Years from 1990 to 2100 can be used."
        raise NotReadable(sentence)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotReadable(_quoted(text, "is not a day of the calendar.")) from None


def _quoted(text: str, rest: str) -> str:
    """Put what was typed in quotes, shortened."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 24 else shown[:23] + "…"
    return f"“{shown}” {rest}" if shown else "Nothing is typed yet. " + rest.split(". ", 1)[-1]
