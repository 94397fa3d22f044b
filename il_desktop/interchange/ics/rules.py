"""Which repetitions Outlook can hold, and how a series that does not fit is split into a rule and single events.

Shapes: MS-OXCICAL 2.1.3.2.2 (recurrence templates). The app's own instances are the truth: the rule without its
exceptions, plus the singles, always equals them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from il_desktop.domain.recurrence import BadRule, expand, shapes
from il_desktop.domain.recurrence.shapes import Shape
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries

MAX_EXCEPTIONS_PCT = 25  # more holes than this and single events say it more clearly; our choice
_PLACES = frozenset({1, 2, 3, 4, -1})
_MONTH_DAYS = frozenset({*range(1, 29), -1})  # day 30 was refused once, 29-31 are missing in some months
_SUNDAY = 6
_NIGHT_END = 240  # a clock change may skip or repeat what starts before four: engines differ there


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A series as it goes out: a shape from `first` to `last`, both instances, without the dates in `holes`.

    `suffix` tells the parts of one series from each other in their identities. `moved` are dates of the shape that look
    otherwise or lie elsewhere, where Outlook allows it: they go out as changed instances.
    """

    series: ExportSeries
    shape: Shape
    first: date
    last: date
    holes: tuple[date, ...]
    suffix: str = ""
    moved: tuple[ExportEvent, ...] = ()


def outlook_shape(rule: str, starts_on: date) -> Shape | None:
    """Read RRULE text without UNTIL and COUNT; None when Outlook has no such pattern. Weeks then begin on Sunday."""
    try:
        shape = shapes.parse(rule)
    except BadRule:
        return None
    if shape is None or shape.count or shape.until or shape.interval > 99:
        return None
    if shape.freq == "DAILY":
        return _daily(shape)
    shape = shapes.for_start(shape, starts_on.weekday(), starts_on.month, starts_on.day)
    if shape.freq == "WEEKLY":
        return _weekly(shape)
    if shape.months and (shape.freq == "MONTHLY" or shape.interval > 1):
        return None
    return _by_month(shape)


def rule_text(shape: Shape, until: str) -> str:
    """Return the RRULE of a shape from `outlook_shape`, its parts in the template's order."""
    weekdays = shape.weekdays or tuple(weekday for weekday, _ in shape.nth)
    places = shape.set_pos or tuple(place for _, place in shape.nth)
    parts = (
        ("BYDAY", ",".join(shapes.WEEKDAYS[weekday] for weekday in weekdays)),
        ("BYMONTHDAY", shape.month_days[0] if shape.month_days else None),
        ("BYSETPOS", places[0] if places else None),
        ("BYMONTH", shape.months[0] if shape.months else None),
        ("INTERVAL", shape.interval if shape.interval > 1 else None),
        ("WKST", "SU" if shape.freq == "WEEKLY" else None),
    )
    return f"FREQ={shape.freq};UNTIL={until}" + "".join(f";{name}={value}" for name, value in parts if value)


def split(series: ExportSeries) -> tuple[SeriesPart | None, tuple[ExportEvent, ...]]:
    """Return the part that a rule can carry, if any, and the instances that go out alone."""
    shape = outlook_shape(series.rule, series.starts.day) if series.rule else None
    if shape is None or series.duration_min >= MINUTES_PER_DAY or not series.instances:
        return None, series.instances
    originals = [event.on for event in series.instances if event.on]
    dates = _dates(shape, series.starts.day, min(originals), max(originals))
    held = {event.on for event in series.instances if event.on in dates and event.on and _is_regular(event, series)}
    if len(held) < 2:
        return None, series.instances
    first, last = min(held), max(held)
    other = sorted(day for day in dates - held if first < day < last)
    if len(other) * 100 > MAX_EXCEPTIONS_PCT * (len(held) + len(other)):
        return None, series.instances
    moved = _moved(series, held, set(other))
    elsewhere = {event.on for event in moved}
    holes = tuple(day for day in other if day not in elsewhere)
    rest = (event for event in series.instances if event.on not in held or not _is_regular(event, series))
    singles = tuple(event for event in rest if event.on not in elsewhere)
    return SeriesPart(series, shape, first, last, holes, moved=moved), singles


def _moved(series: ExportSeries, held: set[date], others: set[date]) -> tuple[ExportEvent, ...]:
    """Return the dates that may stay in the series as changed instances (MS-OXCICAL 2.1.3.1.1.20.20).

    Such a date keeps its place between its neighbours, touches neither, and shares no day with them, whether these
    have already been moved or not.
    """
    days = ((event.on, event) for event in series.instances if _may_move(event, series))
    candidates = {on: event for on, event in days if on is not None and on in others}
    found: list[ExportEvent] = []
    order = sorted({*held, *candidates})
    places = {day: Span.of(WallTime(day, series.starts.minute), series.duration_min) for day in order}
    before: list[Span] = []  # where the kept date before lies, and where the rule has it
    for number, day in enumerate(order):
        event = candidates.get(day)
        if event is None:
            before = [places[day]]
        elif _fits(event.span, before, places[order[number + 1]]):
            found.append(event)
            before = [places[day], event.span]
    return tuple(found)


def _may_move(event: ExportEvent, series: ExportSeries) -> bool:
    minute = event.span.start.minute
    return (
        event.tz == series.tz
        and not event.all_day
        and event.source.count("@") == 1
        and event.span.minutes < MINUTES_PER_DAY
        and not 0 < minute < _NIGHT_END
    )


def _fits(span: Span, before: list[Span], after: Span) -> bool:
    is_after = all(other.end <= span.start and other.start.day != span.start.day for other in before)
    return is_after and span.end <= after.start and span.start.day != after.start.day


def _dates(shape: Shape, starts_on: date, first: date, last: date) -> set[date]:
    found = expand.ordinals(shape, starts_on.toordinal(), first.toordinal(), last.toordinal())
    return set(map(date.fromordinal, found))


def _is_regular(event: ExportEvent, series: ExportSeries) -> bool:
    return (
        event.on == event.span.start.day
        and event.span.start.minute == series.starts.minute
        and event.span.minutes == series.duration_min
        and event.face == series.face
        and event.tz == series.tz
        and not event.all_day
        and event.source.count("@") == 1  # several instances a day (periods) have no rule
        and not 0 < series.starts.minute < _NIGHT_END
    )


def _daily(shape: Shape) -> Shape | None:
    if not shape.weekdays:
        return shape
    # "Daily on Monday to Friday" is Outlook's weekly pattern.
    return replace(shape, freq="WEEKLY", week_start=_SUNDAY) if shape.interval == 1 else None


def _weekly(shape: Shape) -> Shape | None:
    # Weeks from Monday and weeks from Sunday differ only where a Sunday meets another day or an interval.
    if shape.interval > 1 and _SUNDAY in shape.weekdays and shape.week_start != _SUNDAY:
        return None
    weekdays = tuple(sorted(shape.weekdays, key=lambda weekday: (weekday + 1) % 7))
    return replace(shape, weekdays=weekdays, week_start=_SUNDAY)


def _by_month(shape: Shape) -> Shape | None:
    if shape.month_days:
        fits = len(shape.month_days) == 1 and shape.month_days[0] in _MONTH_DAYS
    elif shape.nth:
        fits = len(shape.nth) == 1 and shape.nth[0][1] in _PLACES
    else:
        fits = len(shape.set_pos) == 1 and shape.set_pos[0] in _PLACES
    return shape if fits else None
