"""Several rules for a series that no single rule of Outlook's holds: two Tuesdays a month, A and B days, n-day cycles.

The series' own instances are the truth. They are sorted into groups of equal time and look; for each group a set of
rules is sought that meets its dates. What no rule meets goes out as single events, and a series that would need too
many rules or exceptions goes out as single events altogether.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from il_desktop.domain.recurrence import BadRule, expand, shapes
from il_desktop.domain.recurrence.shapes import Shape
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries
from il_desktop.interchange.ics.rules import MAX_EXCEPTIONS_PCT, SeriesPart, outlook_shape, split

MAX_RULES = 6  # a delegate should still be able to read the calendar; our choice
_MIN_DATES = 4  # fewer dates are clearer as single events
_MAX_INTERVAL = 12  # weeks: a cycle of six days over weeks of five comes round after six
_MIN_SHARE_PCT = 60  # a weekday that is held less often than this on a rule's weeks stands alone
_NIGHT_END = 240  # a clock change may skip or repeat what starts before four
_SUNDAY_BEFORE = date(1969, 12, 28).toordinal()


@dataclass(frozen=True, slots=True)
class Parts:
    """A series on its way out: rules and the instances that none of them holds."""

    rules: tuple[SeriesPart, ...]
    singles: tuple[ExportEvent, ...]


def parts_of(series: ExportSeries) -> Parts:
    """Return the rules and singles that together are exactly the series' instances."""
    part, singles = split(series)
    if part is not None:
        return Parts((part,), singles)
    whole = Parts((), series.instances)
    if not series.instances:
        return whole
    found: list[SeriesPart] = []
    held: set[str] = set()
    for group in _groups(series):
        for shape, members in _candidates(series, sorted(group)):
            rule = _part(series, group, shape, members)
            if rule is not None:
                found.append(rule)
                held.update(group[day].source for day in members)
    dates = len(held)
    holes = sum(len(rule.holes) for rule in found)
    if not found or len(found) > MAX_RULES or holes * 100 > MAX_EXCEPTIONS_PCT * (dates + holes):
        return whole
    rest = tuple(event for event in series.instances if event.source not in held)
    if len(rest) * 2 > len(series.instances):
        return whole
    return Parts(tuple(sorted(found, key=lambda rule: (rule.first, rule.suffix))), rest)


def _groups(series: ExportSeries) -> Iterator[dict[date, ExportEvent]]:
    """Yield the instances of equal start, length, look and zone by date, one a date."""
    found: dict[object, dict[date, ExportEvent]] = defaultdict(dict)
    for event in series.instances:
        minute, length = event.span.start.minute, event.span.minutes
        if event.all_day or length >= MINUTES_PER_DAY or 0 < minute < _NIGHT_END:
            continue
        found[minute, length, event.face, event.tz].setdefault(event.span.start.day, event)
    return (group for group in found.values() if len(group) >= _MIN_DATES)


def _candidates(series: ExportSeries, days: list[date]) -> Iterable[tuple[Shape, list[date]]]:
    """Return shapes with the dates that each of them holds; no date twice."""
    monthly = _one_each(series)
    if not monthly:
        return _cycles(days)
    taken: set[date] = set()
    found: list[tuple[Shape, list[date]]] = []
    for shape in monthly:
        dates = set(_expand(shape, days[0], days[-1]))
        members = [day for day in days if day in dates and day not in taken]
        taken.update(members)
        found.append((shape, members))
    return found


def _one_each(series: ExportSeries) -> list[Shape]:
    """Return one shape for each place or month day of a monthly rule that names several; [] for other rules."""
    try:
        shape = shapes.parse(series.rule) if series.rule else None
    except BadRule:
        return []
    if shape is None or shape.freq != "MONTHLY" or shape.months or shape.count or shape.until:
        return []
    # Every second month is counted from the month of the start, so a part of it would lose its place.
    if shape.interval > 1:
        return []
    texts = [f"BYDAY={place}{shapes.WEEKDAYS[weekday]}" for weekday, place in shape.nth]
    texts += [f"BYMONTHDAY={day}" for day in shape.month_days]
    weekdays = ",".join(shapes.WEEKDAYS[weekday] for weekday in shape.weekdays)
    texts += [f"BYDAY={weekdays};BYSETPOS={place}" for place in shape.set_pos]
    found = [outlook_shape(f"FREQ=MONTHLY;{text}", series.starts.day) for text in texts]
    return [each for each in found if each is not None]


def _cycles(days: list[date]) -> list[tuple[Shape, list[date]]]:
    """Return weekly shapes that meet the dates best: the interval with the fewest rules, holes and singles."""
    best: list[tuple[Shape, list[date]]] = []
    best_cost = len(days)  # single events cost one each
    for interval in range(1, _MAX_INTERVAL + 1):
        found = list(_with_interval(days, interval))
        if not found or len(found) > MAX_RULES:
            continue
        held = sum(len(members) for _, members in found)
        holes = sum(len(_expand(shape, members[0], members[-1])) - len(members) for shape, members in found)
        cost = 3 * len(found) + holes + 2 * (len(days) - held)
        if cost < best_cost and holes * 100 <= MAX_EXCEPTIONS_PCT * (held + holes):
            best, best_cost = found, cost
    return best


def _with_interval(days: list[date], interval: int) -> Iterator[tuple[Shape, list[date]]]:
    """Yield one weekly shape for each phase of the interval, with the weekdays that keep to it."""
    phases: dict[int, dict[int, list[date]]] = defaultdict(lambda: defaultdict(list))
    for day in days:
        phases[_week(day) % interval][day.weekday()].append(day)
    for weekdays in phases.values():
        every = [day for held in weekdays.values() for day in held]
        weeks = (_week(max(every)) - _week(min(every))) // interval + 1
        steady = {weekday: held for weekday, held in weekdays.items() if len(held) * 100 >= _MIN_SHARE_PCT * weeks}
        members = sorted(day for held in steady.values() for day in held)
        if len(members) >= 2:
            order = tuple(sorted(steady, key=lambda weekday: (weekday + 1) % 7))
            yield Shape("WEEKLY", interval, weekdays=order, week_start=6), members


def _week(day: date) -> int:
    return (day.toordinal() - _SUNDAY_BEFORE) // 7


def _part(series: ExportSeries, group: dict[date, ExportEvent], shape: Shape, members: list[date]) -> SeriesPart | None:
    if len(members) < 2:
        return None
    first, last = members[0], members[-1]
    event = group[first]
    kept = set(members)
    holes = tuple(day for day in _expand(shape, first, last) if day not in kept)
    if len(members) + len(holes) != len(_expand(shape, first, last)):
        return None  # a date that the rule does not meet: never guess
    own = replace(series, starts=event.span.start, duration_min=event.span.minutes, face=event.face, tz=event.tz)
    return SeriesPart(own, shape, first, last, holes, suffix=part_suffix(first, event.span.start.minute))


def part_suffix(first: date, minute: int) -> str:
    """Return what tells one part of a series from the others, the same as long as its first date is."""
    return f"-s{first:%Y%m%d}T{minute // 60:02d}{minute % 60:02d}"


def _expand(shape: Shape, first: date, last: date) -> list[date]:
    found = expand.ordinals(shape, first.toordinal(), first.toordinal(), last.toordinal())
    return [date.fromordinal(number) for number in found]
