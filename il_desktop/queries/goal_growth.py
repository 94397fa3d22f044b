"""What a measure gained in the school years before this one, for the hint beside a new target."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from il_desktop.domain.metrics.growth import YearGrowth, growths
from il_desktop.domain.metrics.rounding import exact
from il_desktop.domain.school import CalendarSpan
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.reader import Reader

_READINGS = """
    SELECT read_on, numerator, denominator, value FROM reading
    WHERE measure_id = ? AND read_on < ? AND group_name IS NULL AND section_id IS NULL AND grade IS NULL
      AND level IS NULL
    ORDER BY read_on, id
"""
_NEW_YEAR = 7
_WHOLE = {"percent": 100, "per_100": 100}


def past_growth(reader: Reader, measure_id: str, before: date) -> tuple[YearGrowth, ...]:
    """Return the growth of each school year that ended before a date; empty for a measure without a past.

    Readings older than the years in this file are put into years from July to June.
    """
    row = reader.row("SELECT unit, better FROM measure WHERE id = ?", (measure_id,))
    if row is None:
        return ()
    unit, better = row
    years = school_calendar(reader).years
    by_year: dict[str, list[Fraction]] = {}
    for read_on, numerator, denominator, value in reader.rows(_READINGS, (measure_id, before.isoformat())):
        name, last = _year_of(date.fromisoformat(read_on), years)
        if last < before:
            found = Fraction(_WHOLE.get(unit, 1) * numerator, denominator) if denominator else exact(value)
            by_year.setdefault(name, []).append(found)
    return growths(by_year.items(), better)


def _year_of(day: date, years: tuple[CalendarSpan, ...]) -> tuple[str, date]:
    """Return name and last day of the school year of a date."""
    known = next((year for year in years if year.holds(day)), None)
    if known is not None:
        return known.name, known.last
    start = day.year if day.month >= _NEW_YEAR else day.year - 1
    return f"{start}\N{EN DASH}{(start + 1) % 100:02d}", date(start + 1, _NEW_YEAR - 1, 30)
