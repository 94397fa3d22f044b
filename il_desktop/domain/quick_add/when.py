"""From what was said to a start and a rule, on the school's calendar. Never picks between two readings unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.quick_add.days import monday_of
from il_desktop.domain.quick_add.facts import (
    After,
    AllDay,
    Bells,
    Clock,
    DayType,
    Every,
    Length,
    MonthDay,
    NextWeek,
    NoDate,
    Nth,
    Offset,
    OnDate,
    PartOfDay,
    Periods,
    Starting,
    Term,
    Until,
    Weekdays,
)
from il_desktop.domain.quick_add.pool import Pool
from il_desktop.domain.quick_add.result import Around, Choice, Doubt
from il_desktop.domain.recurrence.school_rule import SchoolRule
from il_desktop.domain.school import BellSchedule, DayKind, SchoolDay
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LOOK_AHEAD = 400  # days in which the next fitting one must lie
_HALF_DAY = 720


class Slot(NamedTuple):
    """A start in the day; `minutes` is stated (an end, several periods), `room` what a period leaves."""

    start: int
    minutes: int | None = None
    room: int | None = None


class When(NamedTuple):
    """The answer: `start` is None when it is not known."""

    start: WallTime | None = None
    minutes: int | None = None
    room: int | None = None
    rule_kind: str = ""
    rule: str = ""
    until_on: date | None = None


class Resolver:
    """Works one line out."""

    def __init__(self, pool: Pool, around: Around) -> None:
        self.pool = pool
        self.around = around
        self.today = around.now.day
        self.is_all_day = pool.get(AllDay) is not None
        self._time = self._time_of_day()

    def answer(self) -> When:
        """Return start, length and rule."""
        pool = self.pool
        bad = pool.get(NoDate)
        if bad:
            pool.doubt(Doubt(bad.code, is_open=True))
            return When()
        after = pool.get(After)
        if after and not self._time:
            return When(self.around.now.plus(after.minutes), self._stated_length(None))
        if self._repeats():
            return self._series()
        return self._single()

    # the time of day

    def _time_of_day(self) -> Callable[[date], Slot | None] | None:
        clock, periods, part = self.pool.get(Clock), self.pool.get(Periods), self.pool.get(PartOfDay)
        if self.is_all_day:
            return lambda _day: Slot(0, MINUTES_PER_DAY)
        if clock:
            return self._by_clock(clock, part)
        if periods:
            return lambda day: self._by_period(day, periods)
        if part:
            self.pool.doubt(Doubt("part_of_day", text=part.name, key=str(part.minute)))
            return lambda _day: Slot(part.minute)
        return None

    def _by_clock(self, clock: Clock, part: PartOfDay | None) -> Callable[[date], Slot]:
        start, end = clock.start, clock.end
        length = end - start if end is not None else None
        if clock.other is not None and part is None:
            early, late = sorted((clock.start, clock.other))
            choices = (Choice(str(early), minute=early), Choice(str(late), minute=late))
            self.pool.doubt(Doubt("half_of_day", choices, key="half_of_day"))
            start = int(self.pool.chosen.get("half_of_day", start))
            start = start if start in (early, late) else clock.start
        elif part is not None:
            if part.name == "morning" and start >= 720 and clock.other is not None:
                start -= _HALF_DAY
            elif part.name != "morning" and start < _HALF_DAY:
                start += _HALF_DAY
        return lambda _day: Slot(start, length)

    def _by_period(self, day: date, periods: Periods) -> Slot | None:
        found = [self.around.calendar.day(day).period(code) for code in periods.codes]
        known = [one for one in found if one]
        if len(known) < len(found) or not known:
            return None
        first, last = known[0], known[-1]
        if periods.is_after:
            return Slot(last.end_min)
        if len(known) > 1:
            return Slot(first.start_min, last.end_min - first.start_min, None)
        return Slot(first.start_min, None, first.end_min - first.start_min)

    def _stated_length(self, slot: Slot | None) -> int | None:
        if self.is_all_day:
            return MINUTES_PER_DAY
        length = self.pool.get(Length)
        stated = slot.minutes if slot else None
        if length and stated and length.minutes != stated:
            ends = (Choice("end", minute=stated), Choice("length", minute=length.minutes))
            self.pool.doubt(Doubt("end_or_length", ends, key="end_or_length"))
            return length.minutes if self.pool.chosen.get("end_or_length") == "length" else stated
        return length.minutes if length else stated

    # single blocks

    def _single(self) -> When:
        weekdays = self.pool.get(Weekdays)
        if weekdays and len(weekdays.days) > 1:
            self.pool.doubt(Doubt("several_days", is_open=True))
            return When(minutes=self._stated_length(None))
        day_known = self._named_days()
        periods = self.pool.get(Periods)
        if periods and len(periods.codes) > 1 and not periods.is_range and self.pool.get(Clock) is None:
            self.pool.doubt(Doubt("several_periods", is_open=True))
            return When(minutes=self._stated_length(None))
        if self._time is None:
            self.pool.doubt(
                Doubt(
                    "no_time" if day_known is not None else "no_day",
                    day=next(iter(day_known or ()), None),
                    is_open=True,
                )
            )
            return When(minutes=self._stated_length(None))
        time = self._time
        days = iter(day_known) if day_known is not None else self._any_day()
        first_seen: date | None = None
        for day in days:
            slot = time(day)
            first_seen = first_seen or day
            if slot is None:
                if day_known is not None and self._is_one_date():
                    self.pool.doubt(Doubt("no_period", day=day, is_open=True))
                    return When()
                continue
            start = WallTime(day, slot.start)
            if self._is_over(start):
                continue
            self._tell_moved(first_seen, day, named=day_known is not None)
            self._tell_school(day)
            return When(start, self._stated_length(slot), slot.room)
        return self._moved_on(first_seen)

    def _moved_on(self, day: date | None) -> When:
        """Take the next possible day for a time of today that is over; say so."""
        is_today = day == self.today
        if is_today and self._time:
            for later in self._any_day(after=True):
                slot = self._time(later)
                if slot:
                    self.pool.doubt(Doubt("moved_on", day=later))
                    return When(WallTime(later, slot.start), self._stated_length(slot), slot.room)
        self.pool.doubt(Doubt("past_day" if day and day <= self.today else "not_found", day=day, is_open=True))
        return When()

    def _is_one_date(self) -> bool:
        return any(self.pool.get(kind) for kind in (OnDate, Offset, MonthDay)) or self.pool.get(Weekdays) is not None

    def _named_days(self) -> list[date] | Iterator[date] | None:
        """Return the dates the words allow, in order; None when no day was named."""
        pool = self.pool
        on, offset, weekdays = pool.get(OnDate), pool.get(Offset), pool.get(Weekdays)
        if on:
            return [self._date(on, weekdays)]
        if offset:
            return [self._this_or_weekday(self.today + timedelta(days=offset.days), weekdays)]
        nth, month_day, week = pool.get(Nth), pool.get(MonthDay), pool.get(NextWeek)
        next_week = bool(week or (weekdays and weekdays.next_week))
        if weekdays and next_week:
            monday = monday_of(self.today) + timedelta(days=7)
            return [monday + timedelta(days=day) for day in weekdays.days]
        if week:
            return None
        wanted = [weekdays, nth, month_day, pool.get(DayType), pool.get(Bells)]
        if not any(wanted):
            return None
        starting = pool.get(Starting)
        first = max(self.today, starting.day) if starting else self.today
        return (day for day in _dates(first) if self._fits(day))

    def _date(self, on: OnDate, weekdays: Weekdays | None) -> date:
        day = on.day
        if on.other and weekdays and (on.day.weekday() in weekdays.days) != (on.other.weekday() in weekdays.days):
            # The weekday beside the digits tells their order.
            day = on.day if on.day.weekday() in weekdays.days else on.other
        elif on.other:
            day = self._chosen_date("date_order", on.day, on.other)
        elif on.is_year_assumed and day.year > self.today.year:
            self.pool.doubt(Doubt("next_year", day=day))
        return self._this_or_weekday(day, weekdays)

    def _this_or_weekday(self, day: date, weekdays: Weekdays | None) -> date:
        """Return a date; where a weekday beside it says another one, ask."""
        if weekdays and day.weekday() not in weekdays.days:
            coming = next(one for one in _dates(self.today) if one.weekday() in weekdays.days)
            both = (Choice(day.isoformat(), day=day), Choice(coming.isoformat(), day=coming))
            picked = self.pool.chosen.get("weekday_or_date")
            is_open = picked not in (both[0].key, both[1].key)
            self.pool.doubt(Doubt("weekday_or_date", both, key="weekday_or_date", is_open=is_open))
            day = coming if picked == both[1].key else day
        return day

    def _fits(self, day: date) -> bool:
        pool = self.pool
        weekdays, nth, month_day = pool.get(Weekdays), pool.get(Nth), pool.get(MonthDay)
        day_type, bells = pool.get(DayType), pool.get(Bells)
        school = self.around.calendar.day(day) if day_type or bells else None
        return (
            (not weekdays or day.weekday() in weekdays.days)
            and (not nth or is_nth(day, nth))
            and (not month_day or day.day == month_day.day)
            and (not day_type or (school is not None and school.day_type == day_type.code))
            and (not bells or (school is not None and school.bells is not None and school.bells.id == bells.id))
        )

    def _any_day(self, *, after: bool = False) -> Iterator[date]:
        """Yield today, then the days on which there is school or work."""
        calendar = self.around.calendar
        if not after:
            yield self.today
        for day in _dates(self.today + timedelta(days=1)):
            is_known = calendar.day(day).kind != "outside" and calendar.years
            if calendar.day(day).is_contact_day if is_known else day.weekday() < 5:
                yield day

    def _tell_moved(self, first: date, day: date, *, named: bool) -> None:
        is_free = named and not any(self.pool.get(kind) for kind in (OnDate, Offset, Weekdays))
        if day != first and first == self.today and not is_free:
            self.pool.doubt(Doubt("moved_on", day=day))

    def _tell_school(self, day: date) -> None:
        calendar = self.around.calendar
        answer = calendar.day(day)
        if calendar.years and answer.kind not in ("outside", "weekend") and not answer.is_contact_day:
            self.pool.doubt(Doubt("no_school", day=day, text=answer.name))

    # series

    def _repeats(self) -> bool:
        pool = self.pool
        marks = [
            fact.repeats for fact in (pool.get(Weekdays), pool.get(Nth), pool.get(DayType), pool.get(Bells)) if fact
        ]
        can = pool.get(Weekdays) or pool.get(DayType) or pool.get(Bells)
        has_end = pool.get(Term) or pool.get(Until)
        return bool(pool.get(Every) or any(marks) or (can and has_end))

    def _series(self) -> When:
        pool = self.pool
        if self._time is None:
            pool.doubt(Doubt("no_time", is_open=True))
            return When(minutes=self._stated_length(None))
        until = self._until()
        kind, rule, fits = self._rule()
        if not kind:
            pool.doubt(Doubt("no_such_rule", is_open=True))
            return When()
        term, starting, on = pool.get(Term), pool.get(Starting), pool.get(OnDate)
        first = self._chosen_date("start_order", starting.day, starting.other) if starting else self.today
        begins = [self.today, first, *((on.day,) if on else ()), *((term.first,) if term else ())]
        time = self._time
        for day in _dates(max(begins)):
            slot = time(day) if fits(day) else None
            if slot and not self._is_over(WallTime(day, slot.start)):
                if until and day > until:
                    break
                if kind == "rrule":
                    self._tell_school(day)
                if kind == "rrule" and "BYMONTHDAY" not in rule and rule == "FREQ=MONTHLY":
                    rule = f"{rule};BYMONTHDAY={day.day}"
                slot = self._whole_lessons(slot) if kind == "school" else slot
                return When(WallTime(day, slot.start), self._stated_length(slot), slot.room, kind, rule, until)
        pool.doubt(Doubt("after_end" if until else "not_found", day=until, is_open=True))
        return When()

    def _whole_lessons(self, slot: Slot) -> Slot:
        """Return a period's slot with the longest the bells ever give it: short days cut it by themselves."""
        periods = self.pool.get(Periods)
        if periods is None or (slot.room is None and slot.minutes is None):
            return slot
        schedules = self.around.calendar.rules.bells
        found = [one.period(code) for one in map(_as_day, schedules) for code in periods.codes]
        longest = max((one.end_min - one.start_min for one in found if one), default=slot.room)
        return Slot(slot.start, longest if len(periods.codes) > 1 else None, longest)

    def _until(self) -> date | None:
        until, term = self.pool.get(Until), self.pool.get(Term)
        if until:
            return self._chosen_date(until.code, until.day, until.other)
        return term.last if term else None

    def _chosen_date(self, code: str, day: date, other: date | None) -> date:
        """Return a date, the one the user picked where the words have two readings."""
        if other is None:
            return day
        both = (Choice(day.isoformat(), day=day), Choice(other.isoformat(), day=other))
        self.pool.doubt(Doubt(code, both, key=code))
        return other if self.pool.chosen.get(code) == other.isoformat() else day

    def _rule(self) -> tuple[str, str, Callable[[date], bool]]:
        """Return the rule's kind and text and a test for its dates; no kind when it cannot be said."""
        pool = self.pool
        every = pool.get(Every) or Every(1, "")
        weekdays, nth, periods = pool.get(Weekdays), pool.get(Nth), pool.get(Periods)
        day_type, bells = pool.get(DayType), pool.get(Bells)
        days = weekdays.days if weekdays else tuple(range(5)) if every.unit == "weekday" else ()
        if every.nth and weekdays and len(days) == 1:
            every, nth = self._second_or_other(every, days[0])
        is_monthly = nth is not None or every.unit == "month"
        by_period = (
            periods is not None
            and not periods.is_after
            and not is_monthly
            and every.unit in ("", "day", "week", "weekday")
        )
        if day_type or bells or every.unit == "school_day" or by_period:
            if every.interval > 1 and (len(days) > 1 or is_monthly):
                return "", "", bool
            school = SchoolRule(
                (day_type.code,) if day_type else (),
                periods.codes if periods and not periods.is_after else (),
                tuple(days) if len(days) < 5 or every.unit != "weekday" else (),
                (bells.id,) if bells else (),
                every.interval,
            )
            return "school", school.to_json(), lambda day: school.takes(self.around.calendar.day(day))
        return self._plain_rule(every, days, nth)

    def _plain_rule(
        self, every: Every, days: tuple[int, ...], nth: Nth | None
    ) -> tuple[str, str, Callable[[date], bool]]:
        step = f";INTERVAL={every.interval}" if every.interval > 1 else ""
        month_day, on = self.pool.get(MonthDay), self.pool.get(OnDate)
        if nth:
            places = ",".join(f"{place}{_CODES[nth.weekday]}" for place in nth.places)
            return "rrule", f"FREQ=MONTHLY{step};BYDAY={places}", lambda day: is_nth(day, nth)
        if every.unit == "month":
            number = month_day.day if month_day else on.day.day if on else None
            rule = f"FREQ=MONTHLY{step}" + (f";BYMONTHDAY={number}" if number else "")
            return "rrule", rule, lambda day: number is None or day.day == number
        if every.unit == "day" and not days:
            return "rrule", f"FREQ=DAILY{step}", bool
        if not days:
            starting = self.pool.get(Starting)
            anchor = on or starting
            days = (anchor.day.weekday(),) if anchor else ()
        if not days:
            first = next(self._any_day()) if self._is_still_ahead() else next(self._any_day(after=True))
            days = (first.weekday(),)
        codes = ",".join(_CODES[day] for day in days)
        return "rrule", f"FREQ=WEEKLY{step};BYDAY={codes}", lambda day: day.weekday() in days

    def _second_or_other(self, every: Every, weekday: int) -> tuple[Every, Nth | None]:
        both = (Choice("weeks", text=str(every.interval)), Choice("month", text=str(every.interval)))
        self.pool.doubt(Doubt("second_or_other", both, key="second_or_other", text=str(every.interval)))
        if self.pool.chosen.get("second_or_other") == "month" and every.interval <= 5:
            return Every(1, "month"), Nth((every.interval,), weekday, repeats=True)
        return every, None

    def _is_over(self, start: WallTime) -> bool:
        return start.day < self.today if self.is_all_day else start < self.around.now

    def _is_still_ahead(self) -> bool:
        slot = self._time(self.today) if self._time else None
        return slot is not None and not self._is_over(WallTime(self.today, slot.start))


def _as_day(bells: BellSchedule) -> SchoolDay:
    return SchoolDay(date.min, DayKind.INSTRUCTION, bells=bells)


def is_nth(day: date, nth: Nth) -> bool:
    """Tell whether a date is one of the named places of its weekday in the month."""
    if day.weekday() != nth.weekday or (nth.month and day.month != nth.month):
        return False
    from_end = (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 in nth.places or (-1 in nth.places and from_end)


def _dates(first: date) -> Iterator[date]:
    for ahead in range(_LOOK_AHEAD):
        yield first + timedelta(days=ahead)
