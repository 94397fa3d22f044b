"""Where a drawn, moved or resized block lands: quarters that give way to a near magnet, five minutes, bell periods.

Magnets are bells and edges of other blocks. Of the marks near an edge the nearest wins: no quarter and no bell is out
of reach. Pure, in wall time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from enum import Enum

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.school import Period
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime

STEP_MIN = 15
FINE_MIN = 5


class Snap(Enum):
    """What a gesture clings to: quarters, five minutes (Alt), or bell periods (Shift)."""

    QUARTER = STEP_MIN
    FINE = FINE_MIN
    PERIOD = 0


class Pull(NamedTuple):
    """Sorted minutes of a day (0 to 1440) that attract, and from how many minutes away."""

    minutes: tuple[int, ...] = ()
    reach: float = 0.0

    def nearest(self, minute: int) -> int | None:
        """Return the nearest magnet in reach of a minute, the earlier of two; None without one."""
        place = bisect_left(self.minutes, minute)
        near = [mark for mark in self.minutes[max(0, place - 1) : place + 1] if abs(mark - minute) <= self.reach]
        return min(near, key=lambda mark: abs(mark - minute), default=None)

    def attracted(self, minute: int, mark: int) -> int:
        """Return the magnet for a minute unless the mark it would snap to anyway is nearer."""
        magnet = self.nearest(minute)
        return mark if magnet is None or abs(mark - minute) < abs(magnet - minute) else magnet


_NOTHING = Pull()


def _no_magnets(_day: date) -> Pull:
    return _NOTHING


class Snapper(NamedTuple):
    """Snaps spans on days whose bell periods and magnets it can ask for."""

    periods_of: Callable[[date], tuple[Period, ...]]
    magnets_of: Callable[[date], Pull] = _no_magnets

    def drawn(self, press: WallTime, now: WallTime, snap: Snap) -> Span:
        """Return the span drawn from the pressed moment to another one, on the day of the press."""
        low, high = sorted((press.minute, _clamped(press, now)))
        if snap is Snap.PERIOD:
            touched = [p for p in self.periods_of(press.day) if p.start_min <= high and low < p.end_min]
            if touched:
                return _span(press.day, touched[0].start_min, touched[-1].end_min)
        step = _step(snap)
        pull = self._pull(press.day, snap)
        start = pull.attracted(low, low - low % step)
        end = pull.attracted(high, -(-high // step) * step)
        if end - start < FINE_MIN:
            end = (start // step + 1) * step
        return _span(press.day, start, end)

    def moved(self, span: Span, press: WallTime, now: WallTime, snap: Snap) -> Span:
        """Return the span moved by the way from press to `now`; its length stays, it may change the day."""
        offset = span.start.until(press)
        raw = now.plus(-offset)
        if snap is Snap.PERIOD:
            starts = [period.start_min for period in self.periods_of(raw.day)]
            if starts:
                return span.moved_to(WallTime(raw.day, min(starts, key=lambda start: abs(start - raw.minute))))
        step = _step(snap)
        minute = min(round(raw.minute / step) * step, MINUTES_PER_DAY - step)
        return span.moved_to(WallTime(raw.day, self._drawn_in(raw, span.minutes, minute, snap)))

    def _drawn_in(self, raw: WallTime, length: int, minute: int, snap: Snap) -> int:
        """Return the start minute when a magnet draws the start or the end of a moved block, else `minute`."""
        pull = self._pull(raw.day, snap)
        start, end = pull.nearest(raw.minute), pull.nearest(raw.minute + length)
        marks = [mark for mark in (start, None if end is None else end - length) if mark is not None]
        marks = [mark for mark in marks if 0 <= mark < MINUTES_PER_DAY]
        return min([*marks, minute], key=lambda mark: abs(mark - raw.minute))

    def _pull(self, day: date, snap: Snap) -> Pull:
        return self.magnets_of(day) if snap is Snap.QUARTER else _NOTHING

    def resized(self, span: Span, edge: str, now: WallTime, snap: Snap) -> Span:
        """Return the span with one edge (`start` or `end`) at `now`; it never shrinks below five minutes."""
        minute = self._edge_minute(now, edge, snap)
        moment = WallTime(now.day, 0).plus(minute)
        if edge == "end":
            end = max(moment, span.start.plus(FINE_MIN))
            return Span(span.start, end)
        start = min(moment, span.end.plus(-FINE_MIN))
        return Span(start, span.end)

    def nudged(self, span: Span, edge: str, way: int) -> Span:
        """Return the span with one edge (`start` or `end`) moved by minutes, by fives at the least."""
        return self.resized(span, edge, (span.end if edge == "end" else span.start).plus(way), Snap.FINE)

    def _edge_minute(self, now: WallTime, edge: str, snap: Snap) -> int:
        if snap is Snap.PERIOD:
            periods = self.periods_of(now.day)
            minutes = [period.end_min if edge == "end" else period.start_min for period in periods]
            if minutes:
                return min(minutes, key=lambda minute: abs(minute - now.minute))
        step = _step(snap)
        return self._pull(now.day, snap).attracted(now.minute, round(now.minute / step) * step)


def on_own_day(span: Span, edge: str, now: WallTime) -> WallTime:
    """Return a moment's minute on the day that an edge is on: an edge never leaves its day."""
    day = span.start.day if edge == "start" or span.end.minute == 0 else span.end.day
    return WallTime(day, now.minute)


def _step(snap: Snap) -> int:
    return FINE_MIN if snap is Snap.FINE else STEP_MIN


def _clamped(press: WallTime, now: WallTime) -> int:
    if now.day == press.day:
        return now.minute
    return press.minute


def _span(day: date, start: int, end: int) -> Span:
    return Span(WallTime(day, start), WallTime(day, 0).plus(end))
