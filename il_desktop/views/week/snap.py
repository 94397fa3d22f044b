"""Where a drawn, moved or resized block lands: steps of 15 or 5 minutes, or whole bell periods. Pure, in wall time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import NamedTuple

from il_desktop.domain.school import Period
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime

STEP_MIN = 15
FINE_MIN = 5


class Snap(Enum):
    """What a gesture clings to: quarters, five minutes (Alt), or bell periods (Shift)."""

    QUARTER = STEP_MIN
    FINE = FINE_MIN
    PERIOD = 0


class Snapper(NamedTuple):
    """Snaps spans on days whose bell periods it can ask for."""

    periods_of: Callable[[date], tuple[Period, ...]]

    def drawn(self, press: WallTime, now: WallTime, snap: Snap) -> Span:
        """Return the span drawn from the pressed moment to another one, on the day of the press."""
        low, high = sorted((press.minute, _clamped(press, now)))
        if snap is Snap.PERIOD:
            touched = [p for p in self.periods_of(press.day) if p.start_min <= high and low < p.end_min]
            if touched:
                return _span(press.day, touched[0].start_min, touched[-1].end_min)
        step = _step(snap)
        start = low - low % step
        return _span(press.day, start, max(start + step, -(-high // step) * step))

    def moved(self, span: Span, press: WallTime, now: WallTime, snap: Snap) -> Span:
        """Return the span moved by the way from press to `now`; its length stays, it may change the day."""
        offset = span.start.until(press)
        raw = now.plus(-offset)
        if snap is Snap.PERIOD:
            starts = [period.start_min for period in self.periods_of(raw.day)]
            if starts:
                return span.moved_to(WallTime(raw.day, min(starts, key=lambda start: abs(start - raw.minute))))
        step = _step(snap)
        minute = round(raw.minute / step) * step
        return span.moved_to(WallTime(raw.day, min(minute, MINUTES_PER_DAY - step)))

    def resized(self, span: Span, edge: str, now: WallTime, snap: Snap) -> Span:
        """Return the span with one edge (`start` or `end`) at `now`; it never shrinks below five minutes."""
        minute = self._edge_minute(now, edge, snap)
        moment = WallTime(now.day, 0).plus(minute)
        if edge == "end":
            end = max(moment, span.start.plus(FINE_MIN))
            return Span(span.start, end)
        start = min(moment, span.end.plus(-FINE_MIN))
        return Span(start, span.end)

    def _edge_minute(self, now: WallTime, edge: str, snap: Snap) -> int:
        if snap is Snap.PERIOD:
            periods = self.periods_of(now.day)
            minutes = [period.end_min if edge == "end" else period.start_min for period in periods]
            if minutes:
                return min(minutes, key=lambda minute: abs(minute - now.minute))
        step = _step(snap)
        return round(now.minute / step) * step


def _step(snap: Snap) -> int:
    return FINE_MIN if snap is Snap.FINE else STEP_MIN


def _clamped(press: WallTime, now: WallTime) -> int:
    if now.day == press.day:
        return now.minute
    return press.minute


def _span(day: date, start: int, end: int) -> Span:
    return Span(WallTime(day, start), WallTime(day, 0).plus(end))
