"""The Ideal week: what stretches of a day are wanted for, painted by weekday or by day type, and how real days compare.

On a date the bands of its day type lie over those of its weekday.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime

USUAL_SET = "Ideal week"
STEP_MIN = 15
DAY_TYPE = "type:"  # before the day type in the name of a column; a weekday is its digit
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Band(NamedTuple):
    """A painted stretch of one column, in minutes of the day; exclusive ones want nothing else there."""

    start: int
    end: int
    wants: Category
    is_exclusive: bool = False


class Template(NamedTuple):
    """A block that an applied Ideal week makes on every date of its columns."""

    id: str
    title: str
    activity_key: str
    activity_name: str
    category: Category
    protection: Protection
    start: int
    minutes: int
    columns: tuple[str, ...]


class IdealWeek(NamedTuple):
    """One named Ideal week: bands by column, templates by start."""

    name: str
    bands: dict[str, tuple[Band, ...]]
    templates: tuple[Template, ...]

    def bands_of(self, weekday: int, day_type: str | None) -> tuple[Band, ...]:
        """Return the bands in force on a date."""
        found = self.bands.get(str(weekday), ())
        for band in self.bands.get(f"{DAY_TYPE}{day_type}", ()) if day_type else ():
            found = paint(found, band.start, band.end, band.wants, is_exclusive=band.is_exclusive)
        return found


class DayComparison(NamedTuple):
    """Ideal and real minutes of one day by category.

    `fitting` counts wanted minutes that are planned so, `against` exclusive minutes planned for something else.
    """

    wanted: dict[Category, int]
    real: dict[Category, int]
    fitting: dict[Category, int]
    against: int


def paint(
    bands: Iterable[Band], start: int, end: int, wants: Category | None, *, is_exclusive: bool = False
) -> tuple[Band, ...]:
    """Paint a stretch over a column; None wipes it. Alike neighbours become one band."""
    parts: list[Band] = []
    for band in bands:
        parts += [band._replace(end=min(band.end, start)), band._replace(start=max(band.start, end))]
    if wants is not None:
        parts.append(Band(start, end, wants, is_exclusive))
    merged: list[Band] = []
    for band in sorted(part for part in parts if part.start < part.end):
        last = merged[-1] if merged else None
        if last is not None and last.end == band.start and last[2:] == band[2:]:
            merged[-1] = last._replace(end=band.end)
        else:
            merged.append(band)
    return tuple(merged)


def compare(bands: Sequence[Band], blocks: Sequence[tuple[Category, int, int]]) -> DayComparison:
    """Compare a day's bands with its blocks, each a category, its first minute and the one after its last.

    Overlapping blocks of one category count once.
    """
    real = {category: _minutes(blocks, category) for category in Category}
    fitting = {
        category: {minute for band in bands if band.wants is category for minute in range(band.start, band.end)}
        for category in Category
    }
    exclusive = {band: set(range(band.start, band.end)) for band in bands if band.is_exclusive}
    against = {
        minute
        for band, minutes in exclusive.items()
        for category in Category
        if category is not band.wants
        for minute in minutes & real[category]
    }
    return DayComparison(
        {category: len(minutes) for category, minutes in fitting.items()},
        {category: len(minutes) for category, minutes in real.items()},
        {category: len(fitting[category] & real[category]) for category in Category},
        len(against),
    )


def _minutes(blocks: Sequence[tuple[Category, int, int]], category: Category) -> set[int]:
    return {minute for kind, start, end in blocks if kind is category for minute in range(start, end)}


def columns_of(rule_kind: str, rule: str) -> tuple[str, ...]:
    """Return the columns a template's rule names: weekdays of a weekly rule, day types or weekdays of a school rule."""
    if rule_kind == "school":
        parts = json.loads(rule)
        types = tuple(f"{DAY_TYPE}{name}" for name in parts.get("day_types", ()))
        return types or tuple(str(day) for day in parts.get("weekdays", range(5)))
    found = re.search(r"BYDAY=([A-Z,]+)", rule)
    return tuple(str(_WEEKDAYS.index(name)) for name in found[1].split(",") if name in _WEEKDAYS) if found else ()


def rule_of(column: str) -> tuple[str, str]:
    """Return kind and text of the rule of a template in one column; a weekday works without a school calendar too."""
    if column.startswith(DAY_TYPE):
        return "school", json.dumps({"day_types": [column.removeprefix(DAY_TYPE)]}, separators=(",", ":"))
    return "rrule", f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[int(column)]}"


def clear_places(wanted: Iterable[Span], taken: Iterable[Span], now: WallTime) -> list[Span | None]:
    """Return for each wanted span itself, or None where it has begun or something lies in its way."""
    held: dict[date, list[Span]] = {}
    for span in taken:
        for day in span.days():
            held.setdefault(day, []).append(span)
    found: list[Span | None] = []
    for span in wanted:
        near = [other for day in span.days() for other in held.get(day, ())]
        is_free = span.start >= now and not any(other.overlaps(span) for other in near)
        found.append(span if is_free else None)
        if is_free:
            held.setdefault(span.start.day, []).append(span)
    return found
