"""What an import of readings needs to know of the file: measures, windows, and the readings there are."""

from __future__ import annotations

import json
from datetime import date

from il_desktop.domain.reading_plan import KnownMeasure, KnownReading, KnownWindow, ReadingBasis, ReadingKey
from il_desktop.store.reader import Reader

_MEASURES = "SELECT id, name, unit, source, levels FROM measure ORDER BY name COLLATE NOCASE"
_WINDOWS = "SELECT id, name, from_on, to_on FROM calendar_span WHERE kind = 'window' ORDER BY from_on"
_READINGS = """
    SELECT measure_id, read_on, ifnull(window_id, ''), ifnull(group_dim, ''), ifnull(group_name, ''), ifnull(grade, ''),
           ifnull(level, ''), id, numerator, denominator, value
    FROM reading WHERE section_id IS NULL ORDER BY read_on, id
"""


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
