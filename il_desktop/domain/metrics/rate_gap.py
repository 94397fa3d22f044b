"""The gap between two rates with an honest interval: Newcombe's hybrid score interval, usable for small groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from il_desktop.domain.light import NamedTuple

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, kept as the two counts; raise ValueError unless 0 <= part <= whole and whole > 0."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole or self.whole == 0:
            raise ValueError(self.part, self.whole)

    @property
    def points(self) -> Fraction:
        """The rate in percent, exact."""
        return Fraction(100 * self.part, self.whole)


class RateGap(NamedTuple):
    """First rate minus second in percentage points, with the ends of its 95 % interval."""

    points: Fraction
    low: float
    high: float


def wilson(rate: Rate) -> tuple[float, float]:
    """Wilson score interval (95 %) of one rate, as shares 0-1."""
    n, z2 = rate.whole, Z95 * Z95
    share = rate.part / n
    middle = share + z2 / (2 * n)
    half = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max((middle - half) / (1 + z2 / n), 0.0), min((middle + half) / (1 + z2 / n), 1.0)


def rate_gap(first: Rate, second: Rate) -> RateGap:
    """Difference of two independent rates with Newcombe's interval (method 10), in percentage points."""
    a, b = first.part / first.whole, second.part / second.whole
    (a_low, a_high), (b_low, b_high) = wilson(first), wilson(second)
    gap = a - b
    low = gap - math.hypot(a - a_low, b_high - b)
    high = gap + math.hypot(a_high - a, b - b_low)
    return RateGap(first.points - second.points, 100 * low, 100 * high)
