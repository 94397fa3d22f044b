"""Dates of our own rule shapes between two dates, by arithmetic: the cost does not grow with the age of the series.

Dates are integers (days since 1 January of year 1, as `date.toordinal`) until the very end.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from il_desktop.domain.recurrence.shapes import Shape, for_start, is_whole

LAST_ORDINAL = date(2200, 12, 31).toordinal()  # no view reaches further, so a count is not looked for beyond


def ordinals(shape: Shape, start: int, first: int, last: int) -> list[int]:
    """Return the ordinals of a rule that begins on `start`, from `first` to `last` (both included), in order.

    A count in the shape counts from the rule's first date, as RFC 5545 says; its `until` is left to the caller.
    """
    first = max(first, start)
    if shape.count is not None:
        last = min(last, last_counted(shape, start))
    if first > last:
        return []
    if shape.freq == "DAILY":
        return _daily(shape, start, first, last)
    whole = shape if is_whole(shape) else _filled(shape, start)
    if whole.freq == "WEEKLY":
        return _weekly(whole, start, first, last)
    return _monthly(whole, start, first, last)


@lru_cache(maxsize=4096)
def last_counted(shape: Shape, start: int) -> int:
    """Return the ordinal of the last date of a rule with a count, or a far date when the rule runs dry before."""
    left = shape.count or 0
    endless = Shape(
        shape.freq, shape.interval, shape.weekdays, shape.nth, shape.month_days, shape.months, shape.set_pos,
        shape.week_start,
    )  # fmt: skip
    reach = max(1, left // _most_in_400_days(shape)) * 400 * shape.interval
    begin = start
    while begin <= LAST_ORDINAL:
        end = min(begin + reach, LAST_ORDINAL)
        found = ordinals(endless, start, begin, end)
        if len(found) >= left:
            return found[left - 1]
        left -= len(found)
        begin = end + 1
    return LAST_ORDINAL


def _most_in_400_days(shape: Shape) -> int:
    """Return a generous figure of how many dates 400 x interval days can hold: a count is found in few steps."""
    return {"DAILY": 400, "WEEKLY": 60 * max(1, len(shape.weekdays)), "MONTHLY": 14, "YEARLY": 2}[shape.freq]


@lru_cache(maxsize=4096)
def _filled(shape: Shape, start: int) -> Shape:
    day = date.fromordinal(start)
    return for_start(shape, day.weekday(), day.month, day.day)


def _daily(shape: Shape, start: int, first: int, last: int) -> list[int]:
    step = shape.interval
    found = range(first + (start - first) % step, last + 1, step)
    if not shape.weekdays:
        return list(found)
    return [day for day in found if (day + 6) % 7 in shape.weekdays]


def _weekly(shape: Shape, start: int, first: int, last: int) -> list[int]:
    # Ordinal 1 is a Monday, so (ordinal + 6) % 7 is the weekday.
    week = start - (start + 6 - shape.week_start) % 7
    step = 7 * shape.interval
    if len(shape.weekdays) == 1:
        # One range does it, the commonest series of all.
        day = week + (shape.weekdays[0] - shape.week_start) % 7
        return list(range(first + (day - first) % step, last + 1, step))
    offsets = sorted((weekday - shape.week_start) % 7 for weekday in shape.weekdays)
    begin = week + (first - week) // step * step
    days = [monday + offset for monday in range(begin, last + 1, step) for offset in offsets]
    low, high = 0, len(days)
    while low < high and days[low] < first:
        low += 1
    while high > low and days[high - 1] > last:
        high -= 1
    return days[low:high]


def _monthly(shape: Shape, start: int, first: int, last: int) -> list[int]:
    """Walk months (a year is one month every twelve), beginning at the last one not after `first`."""
    began, low, high = date.fromordinal(start), date.fromordinal(first), date.fromordinal(last)
    step, base = shape.interval, began.year * 12 + began.month - 1
    if shape.freq == "YEARLY":
        step, base = step * 12, began.year * 12 + shape.months[0] - 1
    wanted = low.year * 12 + low.month - 1
    begin = max(base, base + (wanted - base) // step * step)
    found: list[int] = []
    for month in range(begin, high.year * 12 + high.month, step):
        if not shape.months or month % 12 + 1 in shape.months:
            found += _days_of_month(shape, month)
    return [day for day in found if first <= day <= last]


@lru_cache(maxsize=8192)
def _month(month: int) -> tuple[int, int, int]:
    """Return a month's first ordinal, its weekday and its length."""
    begin, end = (date(each // 12, each % 12 + 1, 1).toordinal() for each in (month, month + 1))
    return begin, (begin + 6) % 7, end - begin  # the module `calendar` would cost the start 4 ms


def _days_of_month(shape: Shape, month: int) -> list[int]:
    begin, weekday, length = _month(month)
    if shape.month_days:
        places = {day if day > 0 else length + 1 + day for day in shape.month_days}
        return [begin + place - 1 for place in sorted(places) if 1 <= place <= length]
    if shape.nth:
        found = set()
        for wanted, nth in shape.nth:
            days = range(1 + (wanted - weekday) % 7, length + 1, 7)
            if -len(days) <= nth - (nth > 0) < len(days):
                found.add(begin + days[nth - 1 if nth > 0 else nth] - 1)
        return sorted(found)
    days = [begin + place for place in range(length) if (weekday + place) % 7 in shape.weekdays]
    chosen = {days[pos - 1 if pos > 0 else pos] for pos in shape.set_pos if -len(days) <= pos - (pos > 0) < len(days)}
    return sorted(chosen)
