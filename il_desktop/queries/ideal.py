"""The Ideal weeks of a file, and a real week beside one of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.ideal import DAY_TYPE, USUAL_SET, Band, DayComparison, IdealWeek, Template, columns_of, compare
from il_desktop.domain.protection import claims_time
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime
from il_desktop.queries.cards import cards_between
from il_desktop.store.reader import Reader

_BANDS = """
    SELECT ifnull(:prefix || day_type, weekday), from_min, to_min, wants, is_exclusive FROM ideal_band
    WHERE set_name = :name ORDER BY from_min
"""
_TEMPLATES = """
    SELECT s.id, s.title, a.key, a.name, a.category, s.protection, s.starts_local, s.duration_min, s.rule_kind, s.rule
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name = ? AND s.per_week IS NULL ORDER BY substr(s.starts_local, 12), s.title
"""


class ComparedDay(NamedTuple):
    """One school day beside the Ideal week."""

    day: date
    day_type: str
    told: DayComparison


def ideal_names(reader: Reader) -> tuple[str, ...]:
    """Return the names of the Ideal weeks; there is always one to paint in."""
    rows = reader.rows(
        "SELECT set_name FROM ideal_band UNION SELECT set_name FROM block_series"
        " WHERE set_name IS NOT NULL AND per_week IS NULL ORDER BY 1"
    )
    return tuple(name for (name,) in rows) or (USUAL_SET,)


def ideal_week(reader: Reader, name: str) -> IdealWeek:
    """Return one Ideal week, empty when nothing has been painted."""
    bands: dict[str, tuple[Band, ...]] = {}
    for column, start, end, wants, exclusive in reader.rows(_BANDS, {"name": name, "prefix": DAY_TYPE}):
        band = Band(start, end, Category(wants), bool(exclusive))
        bands[str(column)] = (*bands.get(str(column), ()), band)
    templates = tuple(
        Template(
            id_, title, key, kind, Category(category), Protection(level), WallTime.parse(starts).minute, minutes,
            columns_of(rule_kind, rule),
        )
        for id_, title, key, kind, category, level, starts, minutes, rule_kind, rule in reader.rows(_TEMPLATES, (name,))
    )  # fmt: skip
    return IdealWeek(name, bands, templates)


def compared_week(reader: Reader, name: str, first: date, calendar: SchoolCalendar) -> tuple[ComparedDay, ...]:
    """Return the school days of the seven from `first` on beside an Ideal week."""
    ideal = ideal_week(reader, name)
    cards = [card for card in cards_between(reader, first, 7, calendar) if claims_time(card)]
    found = []
    for number in range(7):
        day = first + timedelta(days=number)
        school = calendar.day(day)
        if not calendar.is_work_day(day):
            continue
        blocks = [
            (card.category, card.span.start.minute, _end(card.span.end, day))
            for card in cards
            if card.span.start.day == day
        ]
        bands = ideal.bands_of(day.weekday(), school.day_type)
        found.append(ComparedDay(day, school.day_type or "", compare(bands, blocks)))
    return tuple(found)


def day_types(reader: Reader, calendar: SchoolCalendar, today: date) -> tuple[str, ...]:  # noqa: ARG001  a query
    """Return the day types of the weeks around a date, in alphabetical order."""
    days = calendar.days(today - timedelta(days=30), today + timedelta(days=30))
    return tuple(sorted({day.day_type for day in days if day.day_type}))


def _end(end: WallTime, day: date) -> int:
    return end.minute if end.day == day else MINUTES_PER_DAY
