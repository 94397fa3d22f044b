"""Where the present moment comes from: handed in, so that tests and the sample school can set it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from il_desktop.domain import zones
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one place that asks the computer


class FixedClock:
    """A clock that stands until it is moved, for tests and pictures."""

    __slots__ = ("instant",)

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    @classmethod
    def at(cls, moment: WallTime, tz: str) -> FixedClock:
        """Stand at a wall time of a zone."""
        return cls(zones.to_instant(moment, tz))

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant

    def advance(self, **amount: float) -> None:
        """Move forward by `timedelta` arguments, for example `minutes=5`."""
        self.instant += timedelta(**amount)


class ShiftedClock(NamedTuple):
    """A running clock that began at another moment: the sample school lives in its own year."""

    base: Clock
    shift: timedelta

    @classmethod
    def starting(cls, moment: datetime, base: Clock) -> ShiftedClock:
        """Return a clock that shows `moment` (aware) now and runs on from there."""
        return cls(base, moment - base.now())

    def now(self) -> datetime:
        """Return the shifted instant."""
        return self.base.now() + self.shift


def wall_now(clock: Clock, tz: str) -> WallTime:
    """Return the present wall time in an IANA zone."""
    return zones.to_wall(clock.now(), tz)
