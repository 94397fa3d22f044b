"""Where the months and days of a school year lie on the painted year; pure arithmetic, no painting."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

GAP = 20.0
TITLE = 24.0
WEEKDAYS = 18.0
_WEEKS = 6


@dataclass(frozen=True, slots=True)
class YearLayout:
    """Months from `first` to `last` in rows of `columns`; `scale` is how much larger than usual the text is."""

    first: date
    last: date
    width: float
    height: float
    first_weekday: int = 0
    scale: float = 1.0

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month shown."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        start = self.first.year * 12 + self.first.month - 1
        return tuple(date(number // 12, number % 12 + 1, 1) for number in range(start, start + count))

    @property
    def columns(self) -> int:
        """How many months stand beside each other."""
        return max(1, min(4, int((self.width + GAP) // (200 * self.scale + GAP))))

    @property
    def rows(self) -> int:
        """How many rows of months there are."""
        return -(-len(self.months) // self.columns)

    @property
    def least_height(self) -> float:
        """The height below which the days would no longer be readable."""
        return self.rows * self._least_month() + (self.rows - 1) * GAP * 0.6

    def month_rect(self, month: date) -> QRectF:
        """Return the place of a month, title included."""
        place = self.months.index(month.replace(day=1))
        row, column = divmod(place, self.columns)
        width = (self.width - (self.columns - 1) * GAP) / self.columns
        gap = GAP * 0.6
        height = max(self._least_month(), (self.height - (self.rows - 1) * gap) / self.rows)
        return QRectF(column * (width + GAP), row * (height + gap), width, height)

    def day_rect(self, day: date) -> QRectF:
        """Return the place of a day; a month is always cut into six weeks."""
        area = self.month_rect(day)
        start = self._grid_start(day)
        number = (day - start).days
        top = area.top() + (TITLE + WEEKDAYS) * self.scale
        width, height = area.width() / 7, (area.bottom() - top) / _WEEKS
        return QRectF(area.left() + number % 7 * width, top + number // 7 * height, width, height)

    def weekday_rect(self, month: date, number: int) -> QRectF:
        """Return the place of a weekday's initial, `number` columns from the left."""
        area = self.month_rect(month)
        width = area.width() / 7
        return QRectF(area.left() + number * width, area.top() + TITLE * self.scale, width, WEEKDAYS * self.scale)

    def days_of(self, month: date) -> Iterator[date]:
        """Go through the days of a month that lie in the year."""
        _first, length = monthrange(month.year, month.month)
        for number in range(1, length + 1):
            day = month.replace(day=number)
            if self.first <= day <= self.last:
                yield day

    def day_at(self, point: QPointF) -> date | None:
        """Return the day at a point."""
        for month in self.months:
            if self.month_rect(month).contains(point):
                return next((day for day in self.days_of(month) if self.day_rect(day).contains(point)), None)
        return None

    def _grid_start(self, day: date) -> date:
        first = day.replace(day=1)
        return first - timedelta(days=(first.weekday() - self.first_weekday) % 7)

    def _least_month(self) -> float:
        return (TITLE + WEEKDAYS + _WEEKS * 17.0) * self.scale
