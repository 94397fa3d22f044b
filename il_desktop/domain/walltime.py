"""Local wall time in whole minutes, and half-open spans of it.

Decides how a planned time is written, compared and added up. Instants and clock changes belong to `zones`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from il_desktop.domain.light import NamedTuple

MINUTES_PER_DAY = 1440


class _DayAndMinute(NamedTuple):
    day: date
    minute: int


class _StartAndEnd(NamedTuple):
    start: WallTime
    end: WallTime


class WallTime(_DayAndMinute):
    """A local date and minute of the day (0-1439); the zone is kept beside it, never inside."""

    __slots__ = ()

    def __new__(cls, day: date, minute: int) -> WallTime:  # noqa: PYI034  nothing is derived from it
        """Build, or raise ValueError for a minute outside the day."""
        if not 0 <= minute < MINUTES_PER_DAY:
            raise ValueError(minute)
        return super().__new__(cls, day, minute)

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> WallTime:
        """Read `YYYY-MM-DDTHH:MM` (as stored in `_local` columns); raise ValueError for anything else.

        Most blocks begin and end with a bell, so a week has few different ones.
        """
        if len(text) != 16 or text[10] != "T" or text[13] != ":":
            raise ValueError(text)
        return WallTime(date.fromisoformat(text[:10]), int(text[11:13]) * 60 + int(text[14:16]))

    @classmethod
    def at(cls, day: date, hour: int, minute: int = 0) -> WallTime:
        """Build from hour 0-23 and minute 0-59 of one local day."""
        return cls(day, hour * 60 + minute)

    @property
    def hour(self) -> int:
        """Hour of the day, 0-23."""
        return self.minute // 60

    def iso(self) -> str:
        """Return `YYYY-MM-DDTHH:MM`, which sorts as text in time order."""
        return f"{self.day.isoformat()}T{self.minute // 60:02d}:{self.minute % 60:02d}"

    def plus(self, minutes: int) -> WallTime:
        """Move along the wall clock by whole minutes, over midnight if need be."""
        days, minute = divmod(self.minute + minutes, MINUTES_PER_DAY)
        return WallTime(self.day + timedelta(days=days), minute)

    def until(self, other: WallTime) -> int:
        """Minutes on the wall clock from here to `other`; negative when `other` is earlier."""
        return (other.day - self.day).days * MINUTES_PER_DAY + other.minute - self.minute


class Span(_StartAndEnd):
    """A half-open stretch of wall time, `start` in, `end` out; never empty."""

    __slots__ = ()

    def __new__(cls, start: WallTime, end: WallTime) -> Span:  # noqa: PYI034  nothing is derived from it
        """Build, or raise ValueError when the end is not after the start."""
        if end <= start:
            raise ValueError(start.iso(), end.iso())
        return super().__new__(cls, start, end)

    @classmethod
    def of(cls, start: WallTime, minutes: int) -> Span:
        """Build from a start and a length in minutes (> 0)."""
        return cls(start, start.plus(minutes))

    @classmethod
    def whole_day(cls, day: date) -> Span:
        """Return midnight to midnight of one date."""
        return cls(WallTime(day, 0), WallTime(day + timedelta(days=1), 0))

    @property
    def minutes(self) -> int:
        """Length on the wall clock."""
        return self.start.until(self.end)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least a minute; touching ends do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, moment: WallTime) -> bool:
        """Tell whether the moment lies inside; the end does not."""
        return self.start <= moment < self.end

    def meet(self, other: Span) -> Span | None:
        """Return the shared part, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def moved_to(self, start: WallTime) -> Span:
        """Return the same length from another start."""
        return Span.of(start, self.minutes)

    def days(self) -> Iterator[date]:
        """Yield every date the span touches."""
        last = self.end.day if self.end.minute else self.end.day - timedelta(days=1)
        day = self.start.day
        while day <= last:
            yield day
            day += timedelta(days=1)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the union as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def union_minutes(spans: Iterable[Span]) -> int:
    """Minutes covered by at least one of the spans."""
    return sum(span.minutes for span in merge(spans))


def overlap_minutes(left: Iterable[Span], right: Iterable[Span]) -> int:
    """Minutes covered by both unions."""
    rights = merge(right)
    shared = (a.meet(b) for a in merge(left) for b in rights)
    return sum(span.minutes for span in shared if span)
