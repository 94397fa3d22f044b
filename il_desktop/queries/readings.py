"""What an import of readings needs to know of the file: measures, windows, and the readings there are."""

from __future__ import annotations

import json
from datetime import date

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.reading_plan import KnownMeasure, KnownReading, KnownWindow, ReadingBasis, ReadingKey
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.reader import Reader

_MEASURES = "SELECT id, name, unit, source, levels FROM measure ORDER BY name COLLATE NOCASE"
_WINDOWS = "SELECT id, name, from_on, to_on FROM calendar_span WHERE kind = 'window' ORDER BY from_on"
_READINGS = """
    SELECT measure_id, read_on, ifnull(window_id, ''), ifnull(group_dim, ''), ifnull(group_name, ''), ifnull(grade, ''),
           ifnull(level, ''), id, numerator, denominator, value
    FROM reading WHERE section_id IS NULL ORDER BY read_on, id
"""


class OpenWindow(NamedTuple):
    """A measure without a reading in a window that is over for more than `LATE_DAYS` school days."""

    measure_id: str
    measure: str
    window: str
    last: date


LATE_DAYS = 10
_READ_IN_WINDOWS = """
    SELECT m.id, m.name, max(r.read_on) FROM reading r JOIN measure m ON m.id = r.measure_id
    WHERE r.window_id IS NOT NULL AND m.source <> 'app' AND r.read_on <= ?
    GROUP BY m.id HAVING count(DISTINCT r.window_id) > 1 ORDER BY m.name COLLATE NOCASE
"""
_LAST_WINDOWS = """
    SELECT id, name, to_on FROM calendar_span WHERE kind = 'window' AND to_on < ? ORDER BY to_on DESC LIMIT 3
"""
_HAS = "SELECT 1 FROM reading WHERE measure_id = ? AND window_id = ? LIMIT 1"


def open_windows(reader: Reader, today: date) -> tuple[OpenWindow, ...]:
    """Return the measures read in windows that miss the newest one closed more than ten school days ago."""
    calendar = school_calendar(reader)
    closed = [
        (key, name, date.fromisoformat(last))
        for key, name, last in reader.rows(_LAST_WINDOWS, (today.isoformat(),))
        if calendar.contact_days_between(date.fromisoformat(last), today) > LATE_DAYS
    ]
    if not closed:
        return ()
    window, name, last = closed[0]
    return tuple(
        OpenWindow(measure, title, name, last)
        for measure, title, newest in reader.rows(_READ_IN_WINDOWS, (today.isoformat(),))
        if newest <= last.isoformat() and reader.row(_HAS, (measure, window)) is None
    )


def reading_basis(reader: Reader, today: date) -> ReadingBasis:
    """Return what the file knows; of several readings in a window the newest counts."""
    measures = tuple(
        KnownMeasure(key, name, unit, source, tuple(json.loads(levels or "[]")))
        for key, name, unit, source, levels in reader.rows(_MEASURES)
    )
    windows = tuple(
        KnownWindow(key, name, date.fromisoformat(first), date.fromisoformat(last))
        for key, name, first, last in reader.rows(_WINDOWS)
    )
    by_day: dict[ReadingKey, KnownReading] = {}
    by_window: dict[ReadingKey, KnownReading] = {}
    for measure, on, window, dimension, group, grade, level, *found in reader.rows(_READINGS):
        known = KnownReading(*found)
        by_day[measure, on, dimension, group, grade, level] = known
        if window:
            by_window[measure, window, dimension, group, grade, level] = known
    return ReadingBasis(measures, windows, by_day, by_window, today)
