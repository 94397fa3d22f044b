"""Rules outside the shapes of `expand`: every other part of RFC 5545, read period by period inside the window alone.

The cost is that of the dates looked at, never of the rule's text or age; a rule that never happens costs no more than
one that does. Seconds and minutes are no calendar entry and are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from il_desktop.domain.recurrence.shapes import WEEKDAYS, BadRule, rule_parts
from il_desktop.domain.walltime import WallTime

REFUSED = frozenset({"MINUTELY", "SECONDLY"})
LAST_YEAR = 2200  # no view reaches further, and a count is not looked for beyond
_HOURS_PER_DAY = 24
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
_PARTS = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR",
    "BYMINUTE", "BYSETPOS",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule in numbers; an empty part asks for nothing. `nth` pairs are (place, weekday)."""

    freq: str
    interval: int
    week_start: int
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    weeks: frozenset[int]
    weekdays: frozenset[int]
    nth: frozenset[tuple[int, int]]
    hours: tuple[int, ...]
    minutes: tuple[int, ...]
    set_pos: tuple[int, ...]


def moments(rule: str, starts: WallTime, count: int | None, first: date, last: date) -> list[WallTime]:
    """Return the wall times of a rule on the dates `first` to `last`; raise `BadRule` when it cannot be read."""
    known = _read(rule, starts)
    last = min(last, date(LAST_YEAR, 12, 31))
    end = _last_counted(rule, starts, count) if count is not None else None
    return [
        moment
        for moment in _between(known, starts, first.toordinal(), last.toordinal())
        if end is None or moment <= end
    ]


@lru_cache(maxsize=512)
def _last_counted(rule: str, starts: WallTime, count: int) -> WallTime | None:
    """Return the last moment of a rule with a count; None when it runs dry before."""
    found = None
    for moment in _between(_read(rule, starts), starts, starts.day.toordinal(), date(LAST_YEAR, 12, 31).toordinal()):
        found, count = moment, count - 1
        if not count:
            return found
    return None


def _between(rule: _Rule, starts: WallTime, first: int, last: int) -> Iterator[WallTime]:
    first = max(first, starts.day.toordinal())
    for days in _periods(rule, starts, first, last):
        found = [(day, minute) for day in days if _takes(rule, day) for minute in _minutes(rule, starts, day)]
        for day, minute in _chosen(rule, found):
            if first <= day <= last:
                moment = WallTime(date.fromordinal(day), minute)
                if moment >= starts:
                    yield moment


def _periods(rule: _Rule, starts: WallTime, first: int, last: int) -> Iterator[range]:
    """Yield the dates of each year, month, week or day that the rule counts and the window touches."""
    begin, step = starts.day.toordinal(), rule.interval
    if rule.freq == "HOURLY":
        yield from (range(day, day + 1) for day in range(first, last + 1))
    elif rule.freq == "DAILY":
        yield from (range(day, day + 1) for day in range(first + (begin - first) % step, last + 1, step))
    elif rule.freq == "WEEKLY":
        week = begin - (begin + 6 - rule.week_start) % 7
        at = week + (first - week) // (7 * step) * 7 * step
        yield from (range(day, day + 7) for day in range(at, last + 1, 7 * step))
    elif rule.freq == "MONTHLY":
        low, high = date.fromordinal(first), date.fromordinal(last)
        base, wanted = starts.day.year * 12 + starts.day.month - 1, low.year * 12 + low.month - 1
        at = base + (wanted - base) // step * step
        yield from (_month(month) for month in range(at, high.year * 12 + high.month, step))
    else:
        low, high, base = date.fromordinal(first).year, date.fromordinal(last).year, starts.day.year
        for year in range(base + (low - base) // step * step, high + 1, step):
            yield range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def _month(month: int) -> range:
    year, place = divmod(month, 12)
    after = date(year + (place == 11), (place + 1) % 12 + 1, 1)
    return range(date(year, place + 1, 1).toordinal(), after.toordinal())


def _takes(rule: _Rule, ordinal: int) -> bool:
    """Tell whether a date is what all parts about days ask for."""
    if rule.weekdays or rule.nth:
        weekday = (ordinal + 6) % 7
        if weekday not in rule.weekdays and not any(weekday == wanted for _, wanted in rule.nth):
            return False
    day = date.fromordinal(ordinal)
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and rule.month_days.isdisjoint((day.day, day.day - len(_month_of(day)) - 1)):
        return False
    if rule.year_days and rule.year_days.isdisjoint(_places(ordinal, _year_of(day))):
        return False
    if rule.weeks and rule.weeks.isdisjoint(_week_numbers(ordinal, rule.week_start)):
        return False
    return not rule.nth or _is_nth(rule, ordinal, day)


def _month_of(day: date) -> range:
    return _month(day.year * 12 + day.month - 1)


def _year_of(day: date) -> range:
    return range(date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal() + 1)


def _places(ordinal: int, span: range) -> tuple[int, int]:
    """Return a date's place in a stretch, from the front and from the back."""
    return ordinal - span.start + 1, ordinal - span.stop


def _is_nth(rule: _Rule, ordinal: int, day: date) -> bool:
    weekday = (ordinal + 6) % 7
    if weekday in rule.weekdays:
        return True
    span = _year_of(day) if rule.freq == "YEARLY" and not rule.months else _month_of(day)
    front, back = _places(ordinal, span)
    places = {((front - 1) // 7 + 1, weekday), (-((-back - 1) // 7) - 1, weekday)}
    return not rule.nth.isdisjoint(places)


def _week_numbers(ordinal: int, week_start: int) -> tuple[int, int]:
    """Return the number of a date's week in its week year, from the front and from the back; week 1 has four days."""
    week = ordinal - (ordinal + 6 - week_start) % 7
    year = date.fromordinal(week + 3).year
    begin, after = _first_week(year, week_start), _first_week(year + 1, week_start)
    return (week - begin) // 7 + 1, (week - after) // 7


@lru_cache(maxsize=1024)
def _first_week(year: int, week_start: int) -> int:
    fourth = date(year, 1, 4).toordinal()
    return fourth - (fourth + 6 - week_start) % 7


def _minutes(rule: _Rule, starts: WallTime, day: int) -> list[int]:
    if rule.freq != "HOURLY":
        return [hour * 60 + minute for hour in rule.hours for minute in rule.minutes]
    passed = (day - starts.day.toordinal()) * _HOURS_PER_DAY - starts.hour
    hours = [hour for hour in range(_HOURS_PER_DAY) if not (passed + hour) % rule.interval]
    return [hour * 60 + minute for hour in hours if not rule.hours or hour in rule.hours for minute in rule.minutes]


def _chosen(rule: _Rule, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not rule.set_pos:
        return found
    places = {place - 1 if place > 0 else len(found) + place for place in rule.set_pos}
    return [found[place] for place in sorted(places) if 0 <= place < len(found)]


@lru_cache(maxsize=1024)
def _read(text: str, starts: WallTime) -> _Rule:
    parts = rule_parts(text)
    freq = parts["FREQ"]
    if freq not in _FREQUENCIES or not parts.keys() <= _PARTS or (freq == "HOURLY" and "BYSETPOS" in parts):
        raise BadRule(text)
    try:
        weekdays, nth = _weekdays(parts.get("BYDAY", ""))
        if freq not in ("YEARLY", "MONTHLY"):
            weekdays, nth = weekdays | {weekday for _, weekday in nth}, frozenset()
        interval = int(parts.get("INTERVAL", "1"))
        rule = _Rule(
            freq,
            interval,
            WEEKDAYS.index(parts.get("WKST", "MO")),
            frozenset(_numbers(parts, "BYMONTH", 1, 12)),
            frozenset(_numbers(parts, "BYMONTHDAY", 1, 31, signed=True)),
            frozenset(_numbers(parts, "BYYEARDAY", 1, 366, signed=True)),
            frozenset(_numbers(parts, "BYWEEKNO", 1, 53, signed=True)),
            weekdays,
            nth,
            _numbers(parts, "BYHOUR", 0, 23) or (() if freq == "HOURLY" else (starts.hour,)),
            _numbers(parts, "BYMINUTE", 0, 59) or (starts.minute % 60,),
            _numbers(parts, "BYSETPOS", 1, 366, signed=True),
        )
    except ValueError as error:
        raise BadRule(text) from error
    if interval < 1:
        raise BadRule(text)
    return _filled(rule, starts.day)


def _filled(rule: _Rule, day: date) -> _Rule:
    """Fill in what a short rule leaves to its start date."""
    if rule.month_days or rule.year_days or rule.weeks or rule.weekdays or rule.nth:
        return rule
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if rule.freq == "YEARLY":
        months, month_days = months or frozenset({day.month}), frozenset({day.day})
    elif rule.freq == "MONTHLY":
        month_days = frozenset({day.day})
    elif rule.freq == "WEEKLY":
        weekdays = frozenset({day.weekday()})
    return _Rule(
        rule.freq, rule.interval, rule.week_start, months, month_days, rule.year_days, rule.weeks, weekdays, rule.nth,
        rule.hours, rule.minutes, rule.set_pos,
    )  # fmt: skip


def _weekdays(text: str) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    weekdays: set[int] = set()
    nth: set[tuple[int, int]] = set()
    for item in text.split(",") if text else ():
        weekday = WEEKDAYS.index(item[-2:])
        if not item[:-2]:
            weekdays.add(weekday)
        elif 1 <= abs(int(item[:-2])) <= 53:
            nth.add((int(item[:-2]), weekday))
        else:
            raise ValueError(item)
    return frozenset(weekdays), frozenset(nth)


def _numbers(parts: dict[str, str], name: str, low: int, high: int, *, signed: bool = False) -> tuple[int, ...]:
    numbers = sorted({int(item) for item in parts[name].split(",")}) if name in parts else []
    if not all(low <= (abs(number) if signed else number) <= high for number in numbers):
        raise ValueError(name)
    return tuple(numbers)
