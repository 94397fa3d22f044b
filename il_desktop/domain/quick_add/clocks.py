"""Times of day, ranges and lengths: `9-9:30`, `from 2 until 3`, `at 11`, `45 min`, `1.5 h`, `half an hour`.

Bare hours follow the school day: 7 to 11 are before noon, 12 is noon, 1 to 6 after noon (6 may be either).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from il_desktop.domain.quick_add.facts import After, AllDay, Clock, Length, Match, Offset, PartOfDay, Scan
from il_desktop.domain.quick_add.lexicon import (
    FIXED_CLOCKS,
    HOUR_UNITS,
    MINUTE_UNITS,
    MONTHS,
    NUMBERED,
    NUMBERS,
    OFFSETS,
    PARTS_OF_DAY,
    PLURAL_WEEKDAYS,
    RANGE_SIGNS,
    WEEKDAYS,
)

_HALF_DAY = 720
_LEADS = frozenset({"at", "@", "from", "around", "about", "between"})
_ABOUT = frozenset({"around", "about"})
# What may follow "about 3" that is an hour; "about 3 referrals" is not.
_BEHIND_TIMES = frozenset({"for", "with", "in", "on", "at", "every", "each", "until", "this", "next"})
_WITH_HALF = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])")
_DAY_ROLES = ("day", "repeat", "until", "period")


class _Moment(NamedTuple):
    """One side of a range: the minute as written, whether its half of the day is sure, whether it surely is a time."""

    minute: int
    is_sure: bool
    is_strong: bool


def clock(scan: Scan, place: int) -> Match | None:
    """Read a time or a range at a token."""
    here = place + 1 if scan.key(place) in _LEADS else place
    is_led, is_about = here > place, scan.key(place) in _ABOUT
    start = _moment(scan, here)
    if start is None or (scan.key(here - 1) in NUMBERED and here > scan.said_to):
        return None
    if _is_range_sign(scan, here + 1, is_between=scan.key(place) == "between"):
        end = _moment(scan, here + 2)
        if end is not None and not _is_counted(scan, here + 3):
            match = _range(scan, place, here + 3, start, end, is_led=is_led)
            if match is not None:
                return match
    behind = here + 1
    ish = _behind_ish(scan, behind)
    if ish:
        return Match(ish, "time", (_one(start, is_weak=False)._replace(is_about=True),))
    if scan.key(behind).replace("'", "") == "oclock":  # codespell:ignore oclock
        behind, is_led = behind + 1, True
    if not start.is_strong and (_is_counted(scan, behind) or not (is_led or scan.follows(place, *_DAY_ROLES))):
        return None
    may_count = is_about and scan.key(behind) not in _BEHIND_TIMES and not _begins_day(scan, behind)
    is_sure = start.is_strong or (is_led and not may_count)
    is_weak = not is_sure and not scan.is_end(behind) and scan.tokens[behind].kind == "word"
    return Match(behind, "time", (_one(start, is_weak=is_weak)._replace(is_about=is_about),))


def length(scan: Scan, place: int) -> Match | None:
    """Read a length, before or after the rest: `30 min`, `for 1 h 15`, `45-minute`, `half an hour`."""
    here = place + 1 if scan.key(place) in ("for", "in", "of") else place
    here += scan.key(here) in _ABOUT
    found = _amount(scan, here)
    if found is None:
        return None
    behind, minutes = found
    if scan.key(place) == "in" and not 0 < minutes <= 12 * 60:
        return None
    if not 0 < minutes <= 1440:
        return None
    if scan.key(place) == "in" or (scan.key(behind) == "from" and scan.key(behind + 1) == "now"):
        behind += 0 if scan.key(place) == "in" else 2
        return Match(behind, "time", (After(minutes),))
    return Match(behind, "length", (Length(minutes),))


def all_day(scan: Scan, place: int) -> Match | None:
    """Read `all day`, `the whole day`."""
    for phrase in (("all", "day"), ("all", "-", "day"), ("the", "whole", "day"), ("whole", "day"), ("full", "day")):
        behind = scan.behind_phrase(place, phrase)
        if behind:
            return Match(behind, "time", (AllDay(),))
    return None


def part_of_day(scan: Scan, place: int) -> Match | None:
    """Read `this afternoon`, `Friday morning`, `in the evening`; a bare `morning` is a word like any other."""
    key = scan.key(place)
    if key == "tonight":
        return Match(place + 1, "day", (Offset(0), PartOfDay(PARTS_OF_DAY[key], "evening")))
    if key == "this" and _part(scan, place + 1):
        name = scan.key(place + 1)
        return Match(place + 2, "day", (Offset(0), PartOfDay(PARTS_OF_DAY[name], name)))
    here = place + 2 if key in ("in", "during") and scan.key(place + 1) == "the" else place
    if _part(scan, here) and (here > place or scan.follows(place, "day", "repeat")):
        name = scan.key(here)
        return Match(here + 1, "day", (PartOfDay(PARTS_OF_DAY[name], name),))
    return None


def school_day_minute(minute: int) -> int:
    """Return a bare time as the school day means it."""
    return minute + _HALF_DAY if 60 <= minute < 7 * 60 else minute


def _part(scan: Scan, place: int) -> bool:
    return scan.key(place) in ("morning", "afternoon", "evening")


def _is_range_sign(scan: Scan, place: int, *, is_between: bool) -> bool:
    return scan.key(place) in RANGE_SIGNS or (is_between and scan.key(place) == "and")


def _moment(scan: Scan, place: int) -> _Moment | None:
    token = scan.tokens[place]
    if token.kind == "clock":
        return _written(token.text)
    if token.key in FIXED_CLOCKS:
        return _Moment(FIXED_CLOCKS[token.key], is_sure=True, is_strong=True)
    if token.kind == "decimal" and re.fullmatch(r"([01]?\d|2[0-3])\.[0-5]\d", token.text):
        hour, minute = token.text.split(".")
        return _Moment(int(hour) * 60 + int(minute), is_sure=int(hour) > 12 or hour[0] == "0", is_strong=False)
    number = token.number
    if len(token.text) == 4 and 600 <= number < 2400 and number % 100 < 60:
        return (
            _Moment(number // 100 * 60 + number % 100, is_sure=True, is_strong=False) if _is_led(scan, place) else None
        )
    if 1 <= number <= 23 and len(token.text) <= 2:
        return _Moment(number * 60, is_sure=number > 12 or token.text[0] == "0", is_strong=False)
    return None


def _behind_ish(scan: Scan, place: int) -> int:
    """Return the token behind "-ish" or "ish", 0 where there is none."""
    here = place + (scan.key(place) == "-" and scan.tokens[place].glued)
    return here + 1 if scan.key(here) == "ish" and scan.tokens[here].glued else 0


def _is_led(scan: Scan, place: int) -> bool:
    return scan.key(place - 1) in (*_LEADS, *RANGE_SIGNS)


def _written(text: str) -> _Moment | None:
    half = _WITH_HALF.match(text.lower())
    if half:
        hour, minute = int(half[1]), int(half[2] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return _Moment(hour % 12 * 60 + minute + (_HALF_DAY if half[3] == "p" else 0), is_sure=True, is_strong=True)
    hour, minute = (int(part) for part in text.split(":"))
    if hour > 23 or minute > 59:
        return None
    return _Moment(hour * 60 + minute, is_sure=hour > 12 or text[0] == "0", is_strong=True)


def _is_counted(scan: Scan, place: int) -> bool:
    """Tell whether what stands behind a number makes it an amount: `3 visits` is one too, `3 %` and `3 rd` are."""
    token = scan.tokens[place]
    if token.key in MINUTE_UNITS | HOUR_UNITS or token.key in ("%", "$", "°", "x"):
        return True
    return (token.kind == "word" and token.glued) or (token.key in ("/", "-") and token.glued)


def _range(scan: Scan, place: int, behind: int, start: _Moment, end: _Moment, *, is_led: bool) -> Match | None:
    is_framed = is_led or scan.follows(place, *_DAY_ROLES) or scan.is_end(behind) or _begins_day(scan, behind)
    if not (start.is_strong or end.is_strong or is_framed):
        return None
    if start.is_sure:
        begin = start.minute
    elif end.is_sure:
        # The reading closest before the end: 3:15-4pm, 11-1pm.
        readings = [minute for minute in _readings(start.minute) if minute < end.minute]
        begin = max(readings, default=school_day_minute(start.minute))
    else:
        begin = school_day_minute(start.minute)
    ends = (end.minute,) if end.is_sure else _readings(end.minute)
    later = [minute for minute in ends if minute > begin]
    if not later:
        return None
    is_open = not start.is_sure and not end.is_sure and start.minute // 60 == 6
    return Match(behind, "time", (Clock(begin, min(later), other=start.minute if is_open else None),))


def _begins_day(scan: Scan, place: int) -> bool:
    key = scan.key(place + 1) if scan.key(place) in ("on", "every", "each", "next", "this", ",") else scan.key(place)
    return key in WEEKDAYS or key in OFFSETS or key in PLURAL_WEEKDAYS or key in MONTHS


def _readings(minute: int) -> tuple[int, ...]:
    return (minute, minute + _HALF_DAY) if minute < _HALF_DAY else (minute,)


def _one(moment: _Moment, *, is_weak: bool) -> Clock:
    if moment.is_sure:
        return Clock(moment.minute, is_weak=is_weak)
    begin = school_day_minute(moment.minute)
    is_open = moment.minute // 60 == 6 or moment.minute == 7 * 60
    other = (moment.minute + _HALF_DAY if begin == moment.minute else moment.minute) if is_open else None
    return Clock(begin, other=other, is_weak=is_weak)


def _amount(scan: Scan, place: int) -> tuple[int, int] | None:
    """Return the token behind an amount of time and its minutes."""
    for phrase, minutes in _PHRASES:
        behind = scan.behind_phrase(place, phrase)
        if behind:
            return behind, minutes
    token = scan.tokens[place]
    unit_at = place + 1 + (scan.key(place + 1) == "-")
    unit = scan.key(unit_at)
    if token.kind == "decimal":
        hours = float(token.text.replace(",", "."))
        return (unit_at + 1, round(hours * 60)) if unit in HOUR_UNITS else None
    number = token.number if token.kind == "number" else NUMBERS.get(token.key, -1)
    if number >= 0 and unit in MINUTE_UNITS:
        return unit_at + 1, number
    return _hours(scan, unit_at + 1, number) if 0 <= number <= 24 and unit in HOUR_UNITS else None


def _hours(scan: Scan, behind: int, hours: int) -> tuple[int, int]:
    """Return the token behind whole hours and the minutes that may follow them, and all minutes."""
    if scan.behind_phrase(behind, ("and", "a", "half")):
        return behind + 3, hours * 60 + 30
    rest_at = behind + (scan.key(behind) == "and")
    rest = scan.tokens[rest_at]
    has_unit = scan.key(rest_at + 1) in MINUTE_UNITS
    if 0 < rest.number < 60 and (has_unit or rest.glued or rest.number in (15, 30, 45)):
        return rest_at + 1 + has_unit, hours * 60 + rest.number
    return behind, hours * 60


_PHRASES = (
    (("an", "hour", "and", "a", "half"), 90),
    (("half", "an", "hour"), 30),
    (("half", "hour"), 30),
    (("half", "-", "hour"), 30),
    (("a", "half", "hour"), 30),
    (("three", "quarters", "of", "an", "hour"), 45),
    (("a", "quarter", "of", "an", "hour"), 15),
    (("quarter", "of", "an", "hour"), 15),
    (("quarter", "hour"), 15),
    (("an", "hour"), 60),
    (("1/2", "hour"), 30),
)
