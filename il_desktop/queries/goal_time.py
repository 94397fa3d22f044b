"""Which dates of a school year are instruction days, for figures that count in school weeks. One small read a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.store.reader import Reader

_YEAR = """
    SELECT id, from_on, to_on FROM calendar_span
    WHERE kind = 'year' AND from_on <= ? AND to_on >= ? ORDER BY from_on DESC LIMIT 1
"""
_OFF = """
    SELECT from_on, to_on FROM calendar_span
    WHERE kind IN ('holiday', 'staff_only') AND to_on >= ? AND from_on <= ?
"""
_OVERRIDES = "SELECT day, kind FROM day_override WHERE kind IS NOT NULL AND day BETWEEN ? AND ?"
_TAUGHT = frozenset({"instruction", "testing"})


@dataclass(slots=True)
class SchoolYears:
    """Instruction days of the years asked for, each read once. Lives as long as one query call."""

    reader: Reader
    _days: dict[str, tuple[date, ...]] = field(default_factory=dict)

    def days_around(self, day: date) -> tuple[date, ...]:
        """Return the instruction days of the school year that holds a date, none where no year does."""
        row = self.reader.row(_YEAR, (day.isoformat(), day.isoformat()))
        if row is None:
            return ()
        year_id, first, last = row
        if year_id not in self._days:
            self._days[year_id] = self._resolve(date.fromisoformat(first), date.fromisoformat(last))
        return self._days[year_id]

    def line(self, first: date, last: date) -> TimeLine:
        """Return the number line between two dates."""
        return TimeLine.over(first, last, self.days_around(first) or self.days_around(last))

    def _resolve(self, first: date, last: date) -> tuple[date, ...]:
        bounds = (first.isoformat(), last.isoformat())
        off = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in self.reader.rows(_OFF, bounds)]
        overrides = {date.fromisoformat(day): kind in _TAUGHT for day, kind in self.reader.rows(_OVERRIDES, bounds)}
        found = []
        for step in range((last - first).days + 1):
            day = first + timedelta(days=step)
            plain = day.weekday() < 5 and not any(a <= day <= b for a, b in off)
            if overrides.get(day, plain):
                found.append(day)
        return tuple(found)
