"""Dates and days: `16 Jan`, `1/16`, `the 30th`, `tomorrow`, `next Thu`, `Mon & Wed`, `first Tuesday of May`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from il_desktop.domain.quick_add.facts import (
    Fact,
    Match,
    MonthDay,
    NextWeek,
    NoDate,
    Nth,
    Offset,
    OnDate,
    Scan,
    Weekdays,
)
from il_desktop.domain.quick_add.lexicon import (
    HOUR_UNITS,
    LIST_SIGNS,
    MONTHS,
    NUMBERS,
    OFFSETS,
    ORDINAL_ENDS,
    ORDINALS,
    PLURAL_WEEKDAYS,
    SHY_WEEKDAYS,
    WEEKDAYS,
)

_MOST_DAYS = 7


def day(scan: Scan, place: int) -> Match | None:
    """Read a date or a day at a token, `on` in front of it included."""
    here = place + 1 if scan.key(place) in ("on", "for", "by", "of") else place
    found = date_at(scan, here) or _relative(scan, here) or nth_weekday(scan, here) or _weekdays(scan, here)
    if found is None or (scan.key(place) in ("for", "by", "of") and isinstance(found[1], Weekdays | Nth)):
        return None
    behind, fact = found
    return Match(behind, "day", (fact,))


def date_at(scan: Scan, place: int) -> tuple[int, Fact] | None:
    """Read a calendar date: its token behind and `OnDate`, `MonthDay` or `NoDate`."""
    token = scan.tokens[place]
    if token.kind == "iso":
        return place + 1, _made(*(int(part) for part in token.text.split("-")))
    if token.kind == "slashed" and scan.key(place + 1) not in HOUR_UNITS:
        fact = _slashed(scan, token.text)
        return (place + 1, fact) if fact else None
    here = place + 1 if token.key == "the" else place
    numbered = _day_number(scan, here)
    if numbered:
        behind, number, is_ordinal = numbered
        month_at = behind + 1 if scan.key(behind) == "of" else behind
        if scan.key(month_at) in MONTHS and (is_ordinal or month_at == behind):
            month_at += 0
            return _with_year(scan, month_at + 1, MONTHS[scan.key(month_at)], number)
        if is_ordinal and token.key == "the" and _may_be_month_day(scan, behind):
            return behind, MonthDay(number)
    if token.key in MONTHS:
        at = place + 1 + (scan.key(place + 1) == ".")
        at += scan.key(at) == "the"
        numbered = _day_number(scan, at)
        if numbered:
            return _with_year(scan, numbered[0], MONTHS[token.key], numbered[1])
    return None


def weekday_list(scan: Scan, place: int, *, expected: bool = False) -> tuple[int, tuple[int, ...], bool] | None:
    """Read `Tue`, `Mon & Wed`, `Mon-Fri`, `Tuesdays and Thursdays`: the token behind, the days, whether plural."""
    days: list[int] = []
    behind = here = place
    plural = False
    while len(days) <= _MOST_DAYS:
        one = _weekday(scan, here, expected=expected or bool(days))
        if one is None:
            break
        plural = plural or scan.key(here) in PLURAL_WEEKDAYS
        behind = here + 1 + (scan.key(here + 1) == "." and len(scan.key(here)) <= 5)
        days.append(one)
        last = _weekday(scan, behind + 1, expected=True)
        if scan.key(behind) in ("-", "–", "to", "through", "thru") and last is not None:
            days += [(one + step) % 7 for step in range(1, (last - one) % 7 + 1)]
            behind += 2
        here = behind
        for _ in range(2):
            here += scan.key(here) in LIST_SIGNS
    return (behind, tuple(sorted(set(days))), plural) if days else None


def nth_weekday(scan: Scan, place: int, *, every: bool = False) -> tuple[int, Fact] | None:
    """Read `first Tuesday of the month`, `2nd and 4th Wed of the month`, `last Friday of May`."""
    here = place + (scan.key(place) == "the")
    places: list[int] = []
    while len(places) < 5:
        number = _ordinal(scan, here)
        if number is None:
            break
        places.append(number[1])
        here = number[0]
        if scan.key(here) in LIST_SIGNS and _ordinal(scan, here + 1):
            here += 1
    weekday = _weekday(scan, here, expected=True)
    if not places or weekday is None or any(number > 5 for number in places):
        return None
    behind = here + 1
    key = scan.key(behind)
    if key in ("of", "in"):
        at = behind + 1
        at += scan.key(at) in ("the", "each", "every")
        if scan.key(at) in ("month", "months"):
            return at + 1, Nth(tuple(places), weekday, repeats=True)
        if scan.key(at) in MONTHS:
            return at + 1, Nth(tuple(places), weekday, MONTHS[scan.key(at)])
    is_listed = len(places) > 1 or scan.follows(place, "repeat")
    if places == [-1] and not (every or is_listed):
        return behind, NoDate("past_day")
    if every and len(places) == 1 and places[0] > 1:
        return None  # "every second Tuesday" has two readings, told apart by the repeat
    return behind, Nth(tuple(places), weekday, repeats=every or is_listed)


def next_date(today: date, month: int, number: int) -> date | None:
    """Return the coming date of a month and day without a year; None when there is none in eight years."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _relative(scan: Scan, place: int) -> tuple[int, Fact] | None:
    key = scan.key(place)
    for phrase, fact in _RELATIVE:
        behind = scan.behind_phrase(place, phrase)
        if behind:
            return behind, fact
    if key in OFFSETS and key != "tonight":
        return place + 1, Offset(OFFSETS[key])
    if key == "in":
        token = scan.tokens[place + 1]
        number = token.number if token.kind == "number" else NUMBERS.get(token.key, 1 if token.key == "a" else -1)
        unit = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(scan.key(place + 2))
        if unit and 0 < number <= 366:
            return place + 3, Offset(number * unit)
    return None


def _weekdays(scan: Scan, place: int) -> tuple[int, Fact] | None:
    key = scan.key(place)
    is_next, is_this = key == "next", key in ("this", "coming")
    found = weekday_list(scan, place + (is_next or is_this), expected=is_next or is_this or scan.key(place - 1) == "on")
    if found is None:
        return None
    behind, days, plural = found
    at = behind + (scan.key(behind) == "of")
    if scan.behind_phrase(at, ("next", "week")):
        return at + 2, Weekdays(days, next_week=True)
    if scan.behind_phrase(at, ("this", "week")):
        return at + 2, Weekdays(days)
    return behind, Weekdays(days, repeats=plural or (len(days) > 1 and not (is_next or is_this)), next_week=is_next)


def _weekday(scan: Scan, place: int, *, expected: bool) -> int | None:
    token = scan.tokens[place]
    if token.key in SHY_WEEKDAYS and not expected:
        is_timed = scan.tokens[place + 1].kind in ("clock", "number")
        if not token.text[:1].isupper() or not (place or is_timed):
            return None
    return WEEKDAYS.get(token.key, PLURAL_WEEKDAYS.get(token.key))


def _ordinal(scan: Scan, place: int) -> tuple[int, int] | None:
    key = scan.key(place)
    if key in ORDINALS:
        return place + 1, ORDINALS[key]
    number = scan.tokens[place].number
    ending = scan.tokens[place + 1]
    if 1 <= number <= 31 and ending.key in ORDINAL_ENDS and ending.glued:
        return place + 2, number
    return None


def _day_number(scan: Scan, place: int) -> tuple[int, int, bool] | None:
    """Return the token behind a day of the month, its number, and whether it is written as an ordinal."""
    ordinal = _ordinal(scan, place)
    if ordinal and scan.tokens[place].kind == "number":
        return *ordinal, True
    token = scan.tokens[place]
    behind = scan.tokens[place + 1]
    if 1 <= token.number <= 31 and len(token.text) <= 2 and not (behind.glued and behind.kind in ("word", "number")):
        return place + 1 + (behind.key == "." and behind.glued), token.number, False
    return None


def _may_be_month_day(scan: Scan, behind: int) -> bool:
    return not scan.key(behind).startswith(("grade", "period", "year", "hour", "time", "week"))


def _with_year(scan: Scan, place: int, month: int, number: int) -> tuple[int, Fact]:
    at = place + (scan.key(place) == "," and scan.tokens[place + 1].number >= 2000)
    if 2000 <= scan.tokens[at].number <= 2100 and scan.key(at + 1) != ":":
        return at + 1, _made(scan.tokens[at].number, month, number)
    found = next_date(scan.around.now.day, month, number)
    return place, OnDate(found, is_year_assumed=True) if found else NoDate("no_such_date")


def _slashed(scan: Scan, text: str) -> Fact | None:
    first, second, *year = (int(part) for part in re.split(r"[/.]", text.rstrip(".")))
    is_day_first = scan.around.day_first or "." in text
    orders = ((second, first), (first, second)) if is_day_first else ((first, second), (second, first))
    if "." in text:
        orders = orders[:1]
    dates = [_numbered(scan, month, number, year) for month, number in orders]
    known = [found for found in dates if found]
    if not known:
        return NoDate("no_such_date") if year else None
    is_open = len(known) == 2 and known[0] != known[1]
    return OnDate(known[0], known[1] if is_open else None, is_year_assumed=not year)


def _numbered(scan: Scan, month: int, number: int, year: list[int]) -> date | None:
    if not year:
        return next_date(scan.around.now.day, month, number) if 1 <= month <= 12 else None
    made = _made(year[0] + 2000 if year[0] < 100 else year[0], month, number)
    return made.day if isinstance(made, OnDate) else None


def _made(year: int, month: int, number: int) -> OnDate | NoDate:
    try:
        return OnDate(date(year, month, number)) if 1900 <= year <= 2199 else NoDate("no_such_date")
    except ValueError:
        return NoDate("no_such_date")


def monday_of(day_: date) -> date:
    """Return the Monday of a date's week."""
    return day_ - timedelta(days=day_.weekday())


_RELATIVE: tuple[tuple[tuple[str, ...], Fact], ...] = (
    (("the", "day", "after", "tomorrow"), Offset(2)),
    (("day", "after", "tomorrow"), Offset(2)),
    (("next", "week"), NextWeek(1)),
    (("yesterday",), NoDate("past_day")),
)
