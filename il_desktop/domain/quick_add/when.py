"""From what was said to a start and a rule, on the school's calendar. Never picks between two readings unseen."""

from __future__ import annotations

from collections.abc import Iterator
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
    MonthDay,
    NextWeek,
    NoDate,
    Nth,
    Offset,
    OnDate,
    Periods,
    Starting,
    Term,
    Until,
    Weekdays,
)
from il_desktop.domain.quick_add.pool import Pool
from il_desktop.domain.quick_add.result import Around, Choice, Doubt
from il_desktop.domain.quick_add.rule_said import chosen_date, is_nth, rule_said
from il_desktop.domain.quick_add.time_said import Slot, stated_length, time_of_day, whole_lessons
from il_desktop.domain.walltime import WallTime

_LOOK_AHEAD = 400  # days in which the next fitting one must lie


class When(NamedTuple):
    """The answer: `start` is None when it is not known."""

    start: WallTime | None = None
    minutes: int | None = None
    room: int | None = None
    rule_kind: str = ""
    rule: str = ""
    until_on: date | None = None
    period: str = ""


class Resolver:
    """Works one line out."""

    def __init__(self, pool: Pool, around: Around) -> None:
        self.pool = pool
        self.around = around
        self.today = around.now.day
        self.is_all_day = pool.get(AllDay) is not None
        self._time = time_of_day(pool, around)

    def answer(self) -> When:
        """Return start, length and rule."""
        pool = self.pool
        bad = pool.get(NoDate)
        if bad:
            pool.doubt(Doubt(bad.code, is_open=True))
            return When()
        after = pool.get(After)
        if after and not self._time:
            return When(self.around.now.plus(after.minutes), stated_length(self.pool, None))
        if self._repeats():
            return self._series()
        return self._single()

    # single blocks

    def _single(self) -> When:
        weekdays = self.pool.get(Weekdays)
        if weekdays and len(weekdays.days) > 1:
            self.pool.doubt(Doubt("several_days", is_open=True))
            return When(minutes=stated_length(self.pool, None))
        day_known = self._named_days()
        periods = self.pool.get(Periods)
        if periods and len(periods.codes) > 1 and not periods.is_range and self.pool.get(Clock) is None:
            self.pool.doubt(Doubt("several_periods", is_open=True))
            return When(minutes=stated_length(self.pool, None))
        if self._time is None:
            self.pool.doubt(
                Doubt(
                    "no_time" if day_known is not None else "no_day",
                    day=next(iter(day_known or ()), None),
                    is_open=True,
                )
            )
            return When(minutes=stated_length(self.pool, None))
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
            self._tell_time(slot)
            self._tell_moved(first_seen, day, named=day_known is not None)
            self._tell_school(day)
            return When(start, stated_length(self.pool, slot), slot.room, period=slot.period)
        return self._moved_on(first_seen)

    def _moved_on(self, day: date | None) -> When:
        """Take the next possible day for a time of today that is over; say so."""
        is_today = day == self.today
        if is_today and self._time:
            for later in self._any_day(after=True):
                slot = self._time(later)
                if slot:
                    self._tell_time(slot)
                    self.pool.doubt(Doubt("moved_on", day=later))
                    minutes = stated_length(self.pool, slot)
                    return When(WallTime(later, slot.start), minutes, slot.room, period=slot.period)
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
            day = chosen_date(self.pool, "date_order", on.day, on.other)
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

    def _tell_time(self, slot: Slot) -> None:
        """Show which time was taken where none was said in numbers."""
        if slot.said:
            self.pool.doubt(Doubt("part_of_day", text=slot.said, key=str(slot.start)))

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
            return When(minutes=stated_length(self.pool, None))
        until = self._until()
        kind, rule, fits = rule_said(pool, self.around, self._first_weekday)
        if not kind:
            pool.doubt(Doubt("no_such_rule", is_open=True))
            return When()
        term, starting, on = pool.get(Term), pool.get(Starting), pool.get(OnDate)
        first = chosen_date(self.pool, "start_order", starting.day, starting.other) if starting else self.today
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
                self._tell_time(slot)
                slot = whole_lessons(pool, self.around, slot) if kind == "school" else slot
                return When(WallTime(day, slot.start), stated_length(self.pool, slot), slot.room, kind, rule, until)
        pool.doubt(Doubt("after_end" if until else "not_found", day=until, is_open=True))
        return When()

    def _until(self) -> date | None:
        until, term = self.pool.get(Until), self.pool.get(Term)
        if until:
            return chosen_date(self.pool, until.code, until.day, until.other)
        return term.last if term else None

    def _first_weekday(self) -> int:
        """Return the weekday a weekly repeat begins on when none was said."""
        return next(self._any_day(after=not self._is_still_ahead())).weekday()

    def _is_over(self, start: WallTime) -> bool:
        return start.day < self.today if self.is_all_day else start < self.around.now

    def _is_still_ahead(self) -> bool:
        slot = self._time(self.today) if self._time else None
        return slot is not None and not self._is_over(WallTime(self.today, slot.start))


def _dates(first: date) -> Iterator[date]:
    for ahead in range(_LOOK_AHEAD):
        yield first + timedelta(days=ahead)
