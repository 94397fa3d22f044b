"""How often: the rule that the words mean and a test for its dates. Two readings become a doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.quick_add.facts import (
    Bells,
    DayType,
    Every,
    MonthDay,
    Nth,
    OnDate,
    Periods,
    Starting,
    Weekdays,
)
from il_desktop.domain.quick_add.pool import Pool
from il_desktop.domain.quick_add.result import Around, Choice, Doubt
from il_desktop.domain.recurrence.school_rule import SchoolRule

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class RuleSaid(NamedTuple):
    """A rule by kind (school, rrule) and text, and which dates it takes; no kind for what cannot be said."""

    kind: str = ""
    text: str = ""
    takes: Callable[[date], bool] = bool


def rule_said(pool: Pool, around: Around, first_weekday: Callable[[], int]) -> RuleSaid:
    """Return the rule of a line; `first_weekday` is asked where no day was said."""
    every = pool.get(Every) or Every(1, "")
    weekdays, nth, periods = pool.get(Weekdays), pool.get(Nth), pool.get(Periods)
    day_type, bells = pool.get(DayType), pool.get(Bells)
    days = weekdays.days if weekdays else tuple(range(5)) if every.unit == "weekday" else ()
    if every.nth and weekdays and len(days) == 1:
        every, nth = _second_or_other(pool, every, days[0])
    is_monthly = nth is not None or every.unit == "month"
    by_period = (
        periods is not None and not periods.is_after and not is_monthly and every.unit in ("", "day", "week", "weekday")
    )
    if not (day_type or bells or every.unit == "school_day" or by_period):
        return _plain_rule(pool, every, days, nth, first_weekday)
    if every.interval > 1 and (len(days) > 1 or is_monthly):
        return RuleSaid()
    school = SchoolRule(
        (day_type.code,) if day_type else (),
        periods.codes if periods and not periods.is_after else (),
        tuple(days) if len(days) < 5 or every.unit != "weekday" else (),
        (bells.id,) if bells else (),
        every.interval,
    )
    return RuleSaid("school", school.to_json(), lambda day: school.takes(around.calendar.day(day)))


def is_nth(day: date, nth: Nth) -> bool:
    """Tell whether a date is one of the named places of its weekday in the month."""
    if day.weekday() != nth.weekday or (nth.month and day.month != nth.month):
        return False
    from_end = (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 in nth.places or (-1 in nth.places and from_end)


def chosen_date(pool: Pool, code: str, day: date, other: date | None) -> date:
    """Return a date, the one the user picked where the words have two readings."""
    if other is None:
        return day
    both = (Choice(day.isoformat(), day=day), Choice(other.isoformat(), day=other))
    pool.doubt(Doubt(code, both, key=code))
    return other if pool.chosen.get(code) == other.isoformat() else day


def _plain_rule(
    pool: Pool, every: Every, days: tuple[int, ...], nth: Nth | None, first_weekday: Callable[[], int]
) -> RuleSaid:
    step = f";INTERVAL={every.interval}" if every.interval > 1 else ""
    month_day, on = pool.get(MonthDay), pool.get(OnDate)
    if nth:
        places = ",".join(f"{place}{_CODES[nth.weekday]}" for place in nth.places)
        return RuleSaid("rrule", f"FREQ=MONTHLY{step};BYDAY={places}", lambda day: is_nth(day, nth))
    if every.unit == "month":
        number = month_day.day if month_day else on.day.day if on else None
        rule = f"FREQ=MONTHLY{step}" + (f";BYMONTHDAY={number}" if number else "")
        return RuleSaid("rrule", rule, lambda day: number is None or day.day == number)
    if every.unit == "day" and not days:
        return RuleSaid("rrule", f"FREQ=DAILY{step}")
    if not days:
        anchor = on or pool.get(Starting)
        days = (anchor.day.weekday() if anchor else first_weekday(),)
    codes = ",".join(_CODES[day] for day in days)
    return RuleSaid("rrule", f"FREQ=WEEKLY{step};BYDAY={codes}", lambda day: day.weekday() in days)


def _second_or_other(pool: Pool, every: Every, weekday: int) -> tuple[Every, Nth | None]:
    both = (Choice("weeks", text=str(every.interval)), Choice("month", text=str(every.interval)))
    pool.doubt(Doubt("second_or_other", both, key="second_or_other", text=str(every.interval)))
    if pool.chosen.get("second_or_other") == "month" and every.interval <= 5:
        return Every(1, "month"), Nth((every.interval,), weekday, repeats=True)
    return every, None
