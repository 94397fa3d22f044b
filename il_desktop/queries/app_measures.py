"""Readings of the measures that the program computes itself: one a month, read from its own records."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.app_measures import BY_KEY, MonthFacts, Numbers, computed
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import leave_until
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

_MINUTES = """
    SELECT t.category, sum(CAST(round((julianday(a.ends_local) - julianday(a.starts_local)) * 1440) AS INTEGER))
    FROM actual a JOIN activity_type t ON t.id = a.activity_type_id
    WHERE a.source <> 'study' AND a.starts_local >= ? AND a.starts_local < ? GROUP BY t.category
"""
_VISITS = """
    SELECT count(*), ifnull(sum(EXISTS (
             SELECT 1 FROM feedback f WHERE f.visit_id = v.id AND f.given_local IS NOT NULL AND f.given_local < ?)), 0)
    FROM visit v WHERE v.state IN ('visited', 'written', 'talked', 'closed') AND v.starts_local >= ?
      AND v.starts_local < ?
"""
_TEACHERS = """
    SELECT id FROM person WHERE kind = 'teacher' AND ifnull(active_from, '') <= ? AND ifnull(active_to, '9999') >= ?
"""
_RECOGNIZED = "SELECT DISTINCT person_id FROM recognition WHERE state = 'given' AND given_on BETWEEN ? AND ?"
_FORMULA = "SELECT formula_key FROM measure WHERE id = ?"


class ComputedReading(NamedTuple):
    """One computed reading, of the month that ends on `on` or of the present one up to today."""

    on: date
    numerator: int | None
    denominator: int | None
    value: float | None


def computed_readings(reader: Reader, measure_id: str, first: date, last: date) -> tuple[ComputedReading, ...]:
    """Return the readings of a computed measure from the month of `first` on, none for another measure."""
    key = reader.value(_FORMULA, (measure_id,))
    if key not in BY_KEY:
        return ()
    found = []
    for begin, end in months(first, last):
        numbers = _month(reader, key, begin, end)
        if numbers is not None:
            found.append(ComputedReading(end, *numbers))
    return tuple(found)


def months(first: date, last: date) -> list[tuple[date, date]]:
    """Return first and last day of every month from that of `first` on; the one of `last` ends with it."""
    found = []
    begin = first.replace(day=1)
    while begin <= last:
        after = (begin + timedelta(days=31)).replace(day=1)
        found.append((begin, min(after - timedelta(days=1), last)))
        begin = after
    return found


def _month(reader: Reader, key: str, first: date, last: date) -> Numbers | None:
    """Read what one formula needs of a month, and no more."""
    span = first.isoformat(), (last + timedelta(days=1)).isoformat()
    facts = MonthFacts()
    if key == "instructional_share":
        minutes = dict(reader.rows(_MINUTES, span))
        facts = MonthFacts(instructional=minutes.get("I", 0), management=minutes.get("M", 0))
    elif key == "protected_kept":
        facts = _protected(reader, first, last)
    elif key in ("visits_closed", "visits_per_day"):
        visits, talked = reader.row(_VISITS, (span[1], *span)) or (0, 0)
        days = 0
        if key == "visits_per_day":
            days = school_calendar(reader).contact_days_between(first - timedelta(days=1), last)
        facts = MonthFacts(visits=visits, talked=talked, contact_days=days)
    elif key == "recognition_coverage":
        day = last.isoformat()
        there = {row[0] for row in reader.rows(_TEACHERS, (day, day))} - set(leave_until(reader, last))
        known = {row[0] for row in reader.rows(_RECOGNIZED, (first.isoformat(), day))}
        facts = MonthFacts(recognized=len(there & known), eligible=len(there))
    return computed(key, facts)


def _protected(reader: Reader, first: date, last: date) -> MonthFacts:
    from il_desktop.queries.protected_hours import month_meter  # noqa: PLC0415  one formula needs it

    now = WallTime(last + timedelta(days=1), 0)
    minutes = month_meter(reader, first, now, school_calendar(reader), settings(reader)).minutes
    return MonthFacts(protected_kept=minutes.kept, protected_known=max(minutes.planned - minutes.unknown, 0))
