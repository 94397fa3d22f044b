"""How an edit changes a series: its end, its split in two, its move to other days. Pure; writes nothing.

Decides which dates a changed rule begins with, and which new date each old one becomes. What happens to stored rows is
for `commands`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from il_desktop.domain.recurrence import Occurrence, SchoolRule, SeriesRule, last_day, occurrences, shapes
from il_desktop.domain.recurrence.limits import LAST_YEAR
from il_desktop.domain.recurrence.shapes import WEEKDAYS, Shape
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import WallTime

_DAY = timedelta(days=1)
_NO_CALENDAR = SchoolCalendar(CalendarRules())
_LOOK_AHEAD = (400, 3700)  # days in which a rule's first date is looked for, the near ones first
Name = tuple[date, str | None]  # what names an occurrence for ever


class MoveRefused(ValueError):
    """A series cannot go there; `code` is days_by_calendar, time_by_period or rule_as_brought."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def with_own_end(rule: SeriesRule) -> SeriesRule:
    """Return the rule with COUNT and UNTIL taken out of its text and kept beside it, at most one of the two."""
    if rule.kind == "school":
        return rule
    parts = shapes.rule_parts(rule.rule)
    count, until = parts.pop("COUNT", None), parts.pop("UNTIL", None)
    ends, counts = rule.until_on, [number for number in (rule.count, int(count) if count else None) if number]
    if until:
        ends = last_day(rule)
    bare = replace(rule, rule=_text(parts), until_on=None, count=None)
    if counts and ends is not None:
        everywhere = replace(bare, on_no_school="keep", count=min(counts))
        dates = occurrences(everywhere, rule.starts.day, ends, _NO_CALENDAR)
        return replace(bare, until_on=dates[-1].on if dates else ends)
    return replace(bare, until_on=ends, count=min(counts, default=None))


def count_before(rule: SeriesRule, on: date, calendar: SchoolCalendar) -> int:
    """Return how many occurrences a count has used up before a date; plain rules count skipped dates too."""
    if on <= rule.starts.day:
        return 0
    if rule.kind == "school":
        return len(occurrences(rule, rule.starts.day, on - _DAY, calendar))
    return len(occurrences(replace(rule, on_no_school="keep"), rule.starts.day, on - _DAY, _NO_CALENDAR))


def head_until(rule: SeriesRule, on: date) -> SeriesRule:
    """Return the part of a series before a date."""
    rule = with_own_end(rule)
    last = min(on - _DAY, rule.until_on or date.max)
    return replace(rule, until_on=last, count=None)


def tail_from(rule: SeriesRule, on: date, calendar: SchoolCalendar) -> SeriesRule:
    """Return the part of a series from a date on, that date's occurrence being its first."""
    rule = with_own_end(rule)
    left = None if rule.count is None else max(1, rule.count - count_before(rule, on, calendar))
    starts = WallTime(on, rule.starts.minute)
    if rule.may_have_hours:
        first = occurrences(replace(rule, on_no_school="keep"), on, on, _NO_CALENDAR)
        starts = first[0].start if first else starts
    return replace(rule, starts=starts, count=left)


def moved(
    rule: SeriesRule, item: Occurrence, start: WallTime, minutes: int, calendar: SchoolCalendar
) -> tuple[SeriesRule, int]:
    """Return the series whose occurrence `item` begins at `start`, and by how many days its dates move.

    Raises MoveRefused where the rule does not say which other days it would have.
    """
    rule = with_own_end(rule)
    days = (start.day - item.start.day).days
    if rule.kind == "school":
        return _moved_by_school(rule, item, start, minutes, calendar), days
    if rule.may_have_hours and start.minute != item.start.minute:
        raise MoveRefused(code="rule_as_brought")
    minute = rule.starts.minute if rule.may_have_hours else start.minute
    timed = replace(rule, starts=WallTime(rule.starts.day, minute), minutes=minutes)
    if not days:
        return timed, 0
    shape = shapes.parse(rule.rule)
    if shape is None:
        raise MoveRefused(code="rule_as_brought")
    if shape.freq == "DAILY":
        return _moved_daily(timed, shape, item, days)
    parts = _moved_parts(rule, shape, item.on, item.on + timedelta(days=days))
    until = rule.until_on + timedelta(days=max(days, 0)) if rule.until_on else None
    shifted = replace(timed, rule=_text(parts), until_on=until)
    return begin_at_first(replace(shifted, starts=WallTime(_base(rule, shape, item, days), minute)), calendar), days


def begin_at_first(rule: SeriesRule, calendar: SchoolCalendar) -> SeriesRule:
    """Return the series beginning on the first date its rule yields; other programs count from there."""
    if rule.kind == "school":
        return rule
    endless = replace(rule, on_no_school="keep", until_on=None, count=None)
    for reach in _LOOK_AHEAD:
        last = min(rule.starts.day + timedelta(days=reach), date(LAST_YEAR, 12, 31))
        found = occurrences(endless, rule.starts.day, last, calendar)
        if found:
            return replace(rule, starts=found[0].start)
    return rule


def renamed(
    names: Iterable[Name], old: SeriesRule, new: SeriesRule, days: int, weekday: int, calendar: SchoolCalendar
) -> dict[Name, Name | None]:
    """Return the new name of each stored occurrence after its series changed; None where the rule has no such date.

    `days` is how far dates moved, `weekday` the weekday that moved when a week has several.
    """
    wanted = sorted(set(names), key=lambda name: (name[0], name[1] or ""))
    if not wanted:
        return {}
    reach = timedelta(days=abs(days) + 32)
    items = occurrences(replace(new, on_no_school="keep"), wanted[0][0] - reach, wanted[-1][0] + reach, calendar)
    free: dict[date, list[str | None]] = {}
    for item in items:
        free.setdefault(item.on, []).append(item.period_code)
    found: dict[Name, Name | None] = {}
    frequency = "" if old.kind == "school" else shapes.rule_parts(old.rule)["FREQ"]
    for on, code in wanted:
        shifts = days and (frequency != "WEEKLY" or on.weekday() == weekday)
        places = [on + timedelta(days=days), on] if shifts else [on]
        if frequency in ("MONTHLY", "YEARLY"):
            places += [day for day in free if (day.year, day.month) == (on.year, on.month)]
        target = next((day for day in places if free.get(day)), None)
        if target is None:
            found[(on, code)] = None
            continue
        codes = free[target]
        chosen = code if code in codes else codes[0]
        codes.remove(chosen)
        found[(on, code)] = (target, chosen)
    return found


def _moved_by_school(
    rule: SeriesRule, item: Occurrence, start: WallTime, minutes: int, calendar: SchoolCalendar
) -> SeriesRule:
    school = SchoolRule.from_json(rule.rule)
    starts = WallTime(rule.starts.day, start.minute)
    if start.day != item.start.day:
        if not school.weekdays:
            raise MoveRefused(code="days_by_calendar")
        weekdays = {start.day.weekday() if day == item.on.weekday() else day for day in school.weekdays}
        school = school._replace(weekdays=tuple(sorted(weekdays)))
    if item.period_code and start.minute != item.start.minute:
        periods = calendar.day(start.day).periods
        code = next((period.code for period in periods if period.start_min == start.minute), None)
        if code is None:
            raise MoveRefused(code="time_by_period")
        codes = [code if known == item.period_code else known for known in school.periods]
        school = school._replace(periods=tuple(dict.fromkeys(codes)))
        starts = rule.starts
    # A lesson is never longer than its period; a shorter day must not shorten the series.
    kept = rule.minutes if item.period_code and minutes == item.minutes else minutes
    return replace(rule, rule=school.to_json(), starts=starts, minutes=kept)


def _moved_daily(rule: SeriesRule, shape: Shape, item: Occurrence, days: int) -> tuple[SeriesRule, int]:
    if shape.weekdays:
        raise MoveRefused(code="rule_as_brought")
    is_first = item.on == rule.starts.day
    if shape.interval == 1 and not is_first:
        return rule, 0
    return replace(rule, starts=WallTime(rule.starts.day + timedelta(days=days), rule.starts.minute)), days


def _moved_parts(rule: SeriesRule, shape: Shape, on: date, to: date) -> dict[str, str]:
    parts = shapes.rule_parts(rule.rule)
    if shape.freq == "WEEKLY":
        if shape.weekdays:
            weekdays = {to.weekday() if day == on.weekday() else day for day in shape.weekdays}
            parts["BYDAY"] = ",".join(WEEKDAYS[day] for day in sorted(weekdays))
        return parts
    if shape.nth or shape.set_pos:
        places = [place for _, place in shape.nth] or list(shape.set_pos)
        if len(places) > 1 or len(shape.weekdays) > 1:
            raise MoveRefused(code="rule_as_brought")
        place = nth_of_month(to, from_end=places[0] < 0)
        if shape.nth:
            parts["BYDAY"] = f"{place}{WEEKDAYS[to.weekday()]}"
        else:
            parts["BYDAY"], parts["BYSETPOS"] = WEEKDAYS[to.weekday()], str(place)
    elif shape.month_days:
        days = list(shape.month_days)
        if len(days) > 1:
            raise MoveRefused(code="rule_as_brought")
        is_last = days[0] == -1 and (to + _DAY).day == 1
        parts["BYMONTHDAY"] = "-1" if is_last else str(to.day)
    if shape.months:
        if len(shape.months) > 1:
            raise MoveRefused(code="rule_as_brought")
        parts["BYMONTH"] = str(to.month)
    return parts


def nth_of_month(day: date, *, from_end: bool = False) -> int:
    """Return which of its weekdays in the month a date is, 1 to 4; -1 for the last when asked so or for a fifth."""
    is_last = (day + timedelta(days=7)).month != day.month
    place = (day.day - 1) // 7 + 1
    return -1 if is_last and (from_end or place == 5) else place


def _base(rule: SeriesRule, shape: Shape, item: Occurrence, days: int) -> date:
    """Return the date from which the changed rule's first date is looked for."""
    first, step = rule.starts.day, timedelta(days=days)
    if shape.freq == "WEEKLY":
        return first + step if first.weekday() == item.on.weekday() else first
    if item.on == first:
        return first + step
    if shape.nth or shape.set_pos or shape.month_days:
        return (first + step).replace(day=1)
    return first + step


def _text(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def weekday_shift(old: SeriesRule, new: SeriesRule) -> int:
    """Return by how many days one weekday a week became another, 0 for any other change of a rule."""
    if "school" in (old.kind, new.kind):
        return 0
    before, after = shapes.parse(old.rule), shapes.parse(new.rule)
    if before is None or after is None or before.freq != "WEEKLY" or after.freq != "WEEKLY":
        return 0
    was, now = before.weekdays or (old.starts.day.weekday(),), after.weekdays or (new.starts.day.weekday(),)
    return now[0] - was[0] if len(was) == len(now) == 1 else 0


def weekdays_of(rule: SeriesRule) -> tuple[int, ...]:
    """Return the weekdays that a rule names and that can move one by one; none for every other kind of rule."""
    if rule.kind == "school":
        return SchoolRule.from_json(rule.rule).weekdays
    shape = shapes.parse(rule.rule)
    return tuple(shape.weekdays) if shape is not None and shape.freq == "WEEKLY" else ()


def upcoming(
    rule: SeriesRule,
    after: date,
    calendar: SchoolCalendar,
    count: int = 3,
    *,
    leave_out: frozenset[date] = frozenset(),
) -> list[Occurrence]:
    """Return the next occurrences from a date on, some original dates left out, looking ahead two years at most."""
    begin = max(after, rule.starts.day)
    found: list[Occurrence] = []
    for reach in (30, 730):
        items = occurrences(rule, begin, begin + timedelta(days=reach), calendar)
        found = [item for item in items if item.on not in leave_out][:count]
        if len(found) == count:
            break
    return found
