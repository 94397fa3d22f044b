"""Which repetitions Outlook can hold, and how a series that does not fit is split into a rule and single events.

Shapes: MS-OXCICAL 2.1.3.2.2 (recurrence templates). The app's own instances are the truth: the rule without its
exceptions, plus the singles, always equals them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from il_desktop.domain.recurrence import BadRule, expand, shapes
from il_desktop.domain.recurrence.shapes import Shape
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries

MAX_EXCEPTIONS_PCT = 25  # more holes than this and single events say it more clearly; our choice
_PLACES = frozenset({1, 2, 3, 4, -1})
_MONTH_DAYS = frozenset({*range(1, 29), -1})  # day 30 was refused once, 29-31 are missing in some months
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A series as it goes out: a shape from `first` to `last`, both instances, without the dates in `holes`.

    `suffix` tells the parts of one series from each other in their identities.
    """

    series: ExportSeries
    shape: Shape
    first: date
    last: date
    holes: tuple[date, ...]
    suffix: str = ""


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
    holes = tuple(sorted(day for day in dates - held if first < day < last))
    if len(holes) * 100 > MAX_EXCEPTIONS_PCT * (len(held) + len(holes)):
        return None, series.instances
    singles = tuple(event for event in series.instances if event.on not in held or not _is_regular(event, series))
    return SeriesPart(series, shape, first, last, holes), singles


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
        and not 0 < series.starts.minute < 240  # a clock change may skip or repeat it: engines differ there
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
