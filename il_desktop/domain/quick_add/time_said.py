"""When in the day: clock times, bell periods, parts of the day, and what only the day's bells can tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from il_desktop.domain.quick_add.facts import AllDay, Clock, Length, PartOfDay, Periods, SchoolMoment
from il_desktop.domain.quick_add.pool import Pool
from il_desktop.domain.quick_add.result import Around, Choice, Doubt
from il_desktop.domain.school import Period
from il_desktop.domain.walltime import MINUTES_PER_DAY

HALF_DAY = 720
LUNCH_OVER = 750  # half past twelve: where the bells name no lunch, the first lesson after it ends the break
NO_BELLS_AFTER_LUNCH, NO_BELLS_AFTER_SCHOOL = 780, 900


class Slot(NamedTuple):
    """A start in the day; `minutes` is stated (an end, several periods), `room` what a period leaves.

    `period` is the bell period it begins with, `said` the words for a time of which no clock was read.
    """

    start: int
    minutes: int | None = None
    room: int | None = None
    period: str = ""
    said: str = ""


TimeOfDay = Callable[[date], Slot | None]


def time_of_day(pool: Pool, around: Around) -> TimeOfDay | None:
    """Return when it is on a date, None where no time was said; the slot is None on dates without the period."""
    clock, periods, part = pool.get(Clock), pool.get(Periods), pool.get(PartOfDay)
    moment = pool.get(SchoolMoment)
    if pool.get(AllDay) is not None:
        return lambda _day: Slot(0, MINUTES_PER_DAY)
    if clock:
        return _by_clock(pool, clock, part)
    if periods:
        return lambda day: _by_period(around, day, periods)
    if moment:
        length = pool.get(Length)
        return lambda day: _by_moment(around, day, moment.name, length.minutes if length else None)
    if part:
        return lambda _day: Slot(part.minute, said=part.name)
    return None


def stated_length(pool: Pool, slot: Slot | None) -> int | None:
    """Return the length that was said; an end that says another one is asked about."""
    if pool.get(AllDay) is not None:
        return MINUTES_PER_DAY
    length = pool.get(Length)
    stated = slot.minutes if slot else None
    if length and stated and length.minutes != stated:
        ends = (Choice("end", minute=stated), Choice("length", minute=length.minutes))
        pool.doubt(Doubt("end_or_length", ends, key="end_or_length"))
        return length.minutes if pool.chosen.get("end_or_length") == "length" else stated
    return length.minutes if length else stated


def whole_lessons(pool: Pool, around: Around, slot: Slot) -> Slot:
    """Return a period's slot with the longest the bells ever give it: short days cut it by themselves."""
    periods = pool.get(Periods)
    if periods is None or (slot.room is None and slot.minutes is None):
        return slot
    bells = around.calendar.rules.bells
    found = [period for one in bells for period in one.periods if period.code in periods.codes]
    longest = max((one.end_min - one.start_min for one in found), default=slot.room)
    return Slot(slot.start, longest if len(periods.codes) > 1 else None, longest)


def _by_clock(pool: Pool, clock: Clock, part: PartOfDay | None) -> TimeOfDay:
    start, end = clock.start, clock.end
    length = end - start if end is not None else None
    if clock.other is not None and part is None:
        early, late = sorted((clock.start, clock.other))
        choices = (Choice(str(early), minute=early), Choice(str(late), minute=late))
        pool.doubt(Doubt("half_of_day", choices, key="half_of_day"))
        start = int(pool.chosen.get("half_of_day", start))
        start = start if start in (early, late) else clock.start
    elif part is not None:
        if part.name == "morning" and start >= HALF_DAY and clock.other is not None:
            start -= HALF_DAY
        elif part.name != "morning" and start < HALF_DAY:
            start += HALF_DAY
    if clock.is_about:
        pool.doubt(Doubt("about", key=str(start)))
    return lambda _day: Slot(start, length)


def _by_period(around: Around, day: date, periods: Periods) -> Slot | None:
    found = [around.calendar.day(day).period(code) for code in periods.codes]
    known = [one for one in found if one]
    if len(known) < len(found) or not known:
        return None
    first, last = known[0], known[-1]
    if periods.is_after:
        return Slot(last.end_min)
    if len(known) > 1:
        return Slot(first.start_min, last.end_min - first.start_min, None)
    return Slot(first.start_min, None, first.end_min - first.start_min, first.code)


def _by_moment(around: Around, day: date, name: str, length: int | None) -> Slot:
    """Return the time of a school moment by the bells of the date, by plain hours on a date without bells."""
    periods = around.calendar.day(day).periods
    if name == "after school":
        return Slot(max((one.end_min for one in periods), default=NO_BELLS_AFTER_SCHOOL), said=name)
    if name == "after lunch":
        return Slot(_after_lunch(periods), said=name)
    start = around.work_start_min
    if name == "first thing" or not periods:
        return Slot(start, said=name)
    first = min(one.start_min for one in periods)
    if length is None and first - start >= 5:
        return Slot(start, None, first - start, said=name)
    return Slot(max(0, min(start, first - (length or 30))), None, length or 30, said=name)


def _after_lunch(periods: tuple[Period, ...]) -> int:
    lunch = next((one for one in periods if "lunch" in f"{one.kind} {one.code}".lower()), None)
    if lunch is not None:
        return lunch.end_min
    return min((one.start_min for one in periods if one.start_min >= LUNCH_OVER), default=NO_BELLS_AFTER_LUNCH)
