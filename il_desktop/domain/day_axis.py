"""Time of day to vertical place and back: work hours at full scale, the hours before and after shrunk to one row each.

Piecewise linear and strictly rising, so every whole minute is found again from its place.
"""

from __future__ import annotations

from bisect import bisect_right

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import MINUTES_PER_DAY


class DayAxis(NamedTuple):
    """Corner points of the axis, minutes of the day (0 to 1440) against y in pixels (0 at the top)."""

    minutes: tuple[int, ...]
    ys: tuple[float, ...]

    @classmethod
    def even(cls, px_per_min: float) -> DayAxis:
        """Show the whole day at one scale."""
        return cls((0, MINUTES_PER_DAY), (0.0, MINUTES_PER_DAY * px_per_min))

    @classmethod
    def of_work_hours(
        cls,
        start_min: int,
        end_min: int,
        px_per_min: float,
        row_px: float = 24.0,
        *,
        is_before_open: bool = False,
        is_after_open: bool = False,
    ) -> DayAxis:
        """Show `start_min` to `end_min` at full scale; what lies before and after gets a row of `row_px` unless open.

        A stretch that would be lower than its row at full scale stays at full scale.
        """
        minutes, ys = [0], [0.0]
        for end, is_full in ((start_min, is_before_open), (end_min, True), (MINUTES_PER_DAY, is_after_open)):
            length = end - minutes[-1]
            if length > 0:
                full = length * px_per_min
                minutes.append(end)
                ys.append(ys[-1] + (full if is_full else min(full, row_px)))
        return cls(tuple(minutes), tuple(ys))

    @property
    def height(self) -> float:
        """Height of the whole day in pixels."""
        return self.ys[-1]

    def y_of(self, minute: float) -> float:
        """Return the place of a minute of the day; values outside 0-1440 are held at the ends."""
        return _along(self.minutes, self.ys, minute)

    def minute_of(self, y: float) -> float:
        """Return the minute at a place, not rounded; places outside are held at the ends."""
        return _along(self.ys, self.minutes, y)

    def whole_minute(self, y: float) -> int:
        """Return the nearest whole minute at a place, 0 to 1440."""
        return round(self.minute_of(y))

    def is_compressed(self, minute: int) -> bool:
        """Tell whether a minute lies in one of the shrunk rows."""
        scales = [
            (b - a) / (d - c) for a, b, c, d in zip(self.ys, self.ys[1:], self.minutes, self.minutes[1:], strict=False)
        ]
        place = min(bisect_right(self.minutes, minute), len(self.minutes) - 1) - 1
        return scales[place] < max(scales)


def _along(from_: tuple[float, ...], to: tuple[float, ...], value: float) -> float:
    if value <= from_[0]:
        return to[0]
    if value >= from_[-1]:
        return to[-1]
    place = bisect_right(from_, value) - 1
    share = (value - from_[place]) / (from_[place + 1] - from_[place])
    return to[place] + share * (to[place + 1] - to[place])
