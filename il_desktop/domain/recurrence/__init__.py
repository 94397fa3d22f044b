"""Occurrences of a series between two dates, expanded when they are looked at.

Decides which dates a rule yields and where an occurrence goes when there is no school. Stored exceptions (an
occurrence that became a row, a cancelled one) are laid over by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from il_desktop.domain import zones
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.recurrence import expand, shapes
from il_desktop.domain.recurrence.school_rule import SchoolRule
from il_desktop.domain.recurrence.shapes import BadRule
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime

__all__ = ["BadRule", "Occurrence", "SchoolRule", "SeriesRule", "check_rule", "dates", "last_day", "occurrences"]


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """When a series happens. `kind` is outlook, rrule or school; `on_no_school` is skip, keep or next_contact_day."""

    kind: str
    rule: str
    starts: WallTime
    minutes: int
    tz: str
    until_on: date | None = None
    count: int | None = None
    on_no_school: str = "keep"

    @property
    def may_have_hours(self) -> bool:
        """Whether the rule itself may name other times of day than the start's."""
        return self.kind != "school" and any(word in self.rule.upper() for word in ("HOUR", "MINUTE"))


class Occurrence(NamedTuple):
    """One date of a series: `on` and `period_code` name it for ever, `start` and `minutes` say when it is now."""

    on: date
    start: WallTime
    minutes: int
    period_code: str | None = None


def check_rule(series: SeriesRule) -> None:
    """Raise `BadRule` when the rule cannot be read."""
    if series.kind == "school":
        SchoolRule.from_json(series.rule)
    elif shapes.parse(series.rule) is None:
        from il_desktop.domain.recurrence import fallback  # noqa: PLC0415  rare rules only, not for the start

        fallback.moments(series.rule, series.starts, 1, series.starts.day, series.starts.day)
    else:
        last_day(series)


def dates(series: SeriesRule, first: date, last: date) -> list[date] | None:
    """Return the dates of a rule of our own shapes, school days left aside; None when `fallback` has to do it."""
    shape = shapes.parse(series.rule)
    if shape is None:
        return None
    if series.until_on is not None or shape.until:
        last = min(last, last_day(series))
    if series.count is not None:
        shape = replace(shape, count=min(series.count, shape.count or series.count))
    found = expand.ordinals(shape, series.starts.day.toordinal(), first.toordinal(), last.toordinal())
    return list(map(date.fromordinal, found))


def occurrences(series: SeriesRule, first: date, last: date, calendar: SchoolCalendar) -> list[Occurrence]:
    """Return the occurrences that start on the dates `first` to `last` (both included), in order of time.

    A stored rule that cannot be read happens once, on its start date: the block stays in sight and can be repaired.
    """
    try:
        if series.kind == "school":
            return _by_school_days(series, first, last, calendar)
        if series.on_no_school == "keep" or not calendar.years:
            return _plain(series, first, last)
        if series.on_no_school == "skip":
            return [found for found in _plain(series, first, last) if calendar.day(found.on).is_contact_day]
        return _moved_on(series, first, last, calendar)
    except BadRule:
        on = series.starts.day
        return [Occurrence(on, series.starts, series.minutes)] if first <= on <= last else []


def _plain(series: SeriesRule, first: date, last: date) -> list[Occurrence]:
    minute = series.starts.minute
    known = dates(series, first, last)
    if known is not None:
        return [Occurrence(day, WallTime(day, minute), series.minutes) for day in known]
    shape_count = shapes.rule_parts(series.rule).get("COUNT")
    counts = [count for count in (series.count, int(shape_count) if shape_count else None) if count]
    end = min(last, last_day(series))
    from il_desktop.domain.recurrence import fallback  # noqa: PLC0415  rare rules only, not for the start

    found = fallback.moments(series.rule, series.starts, min(counts, default=None), first, end)
    # Several a day (hourly rules) need a name each; the first one's is the date alone.
    seen: set[date] = set()
    named: list[Occurrence] = []
    for moment in found:
        code = f"T{moment.iso()[11:13]}{moment.iso()[14:]}" if moment.day in seen else None
        seen.add(moment.day)
        named.append(Occurrence(moment.day, moment, series.minutes, code))
    return named


def _moved_on(series: SeriesRule, first: date, last: date, calendar: SchoolCalendar) -> list[Occurrence]:
    """Move what falls on a day without school to the next contact day; at most one a day, so nothing piles up."""
    before = calendar.add_contact_days(first, -1)
    begin = before + timedelta(days=1) if before else min(first, series.starts.day)
    own: list[Occurrence] = []
    moved: dict[date, Occurrence] = {}
    for found in _plain(series, begin, last):
        target = found.on if calendar.day(found.on).is_contact_day else calendar.add_contact_days(found.on, 1)
        if target is None or target == found.on:
            own.append(found)
        else:
            moved.setdefault(target, found._replace(start=WallTime(target, found.start.minute)))
    taken = {found.on for found in own}
    kept = own + [found for target, found in moved.items() if target not in taken]
    return sorted((found for found in kept if first <= found.start.day <= last), key=lambda found: found.start)


def _by_school_days(series: SeriesRule, first: date, last: date, calendar: SchoolCalendar) -> list[Occurrence]:
    rule = SchoolRule.from_json(series.rule)
    end = min(last, series.until_on or last)
    begin = first if series.count is None else series.starts.day
    found: list[Occurrence] = []
    for day in rule.matches(calendar, series.starts.day, begin, end):
        for period in rule.slots(day):
            if period is None:
                found.append(Occurrence(day.day, WallTime(day.day, series.starts.minute), series.minutes))
            else:
                # A short bell schedule shortens the lesson, and with it what happens in it.
                length = min(series.minutes, period.end_min - period.start_min)
                found.append(Occurrence(day.day, WallTime(day.day, period.start_min), length, period.code))
        if series.count is not None and len(found) >= series.count:
            break
    return [occurrence for occurrence in found[: series.count] if occurrence.on >= first]


def last_day(series: SeriesRule) -> date:
    """Return the last date on which an occurrence may still start, by the series' own end and the rule's UNTIL."""
    ends = [series.until_on or date.max]
    if "UNTIL" in series.rule.upper():
        ends.append(_until(shapes.rule_parts(series.rule)["UNTIL"], series))
    return min(ends)


def _until(text: str, series: SeriesRule) -> date:
    try:
        if len(text) == 8:
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()
        instant = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise BadRule(series.rule) from error
    moment = zones.to_wall(instant, series.tz if text.endswith("Z") else "UTC")
    return moment.day if series.starts.minute <= moment.minute else WallTime(moment.day, 0).plus(-MINUTES_PER_DAY).day
