"""A straight trend through readings and where it would lead. Fewer than three readings give no trend at all.

The band around a projection is the 80 % prediction interval of simple least squares. It assumes that the readings
scatter alike and independently about one line: with three readings it is a weak forecast, and whoever shows it says
so (under `FIRM_FROM`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from il_desktop.domain.light import NamedTuple

LEAST_POINTS = 3
FIRM_FROM = 9  # practice note (FastBridge): fairly accurate near week 12 with nine points or more
BAND = 0.80


class Band(NamedTuple):
    """Projected value with the lower and upper end of its 80 % prediction interval."""

    value: float
    low: float
    high: float


class Trend(NamedTuple):
    """Least-squares line y = intercept + slope x; `spread` is the squared scatter of x, `residual` that of y."""

    slope: Fraction
    intercept: Fraction
    n: int
    mean_x: Fraction
    spread: Fraction
    residual: Fraction

    @property
    def is_weak(self) -> bool:
        """Tell whether there are too few readings for a forecast worth relying on."""
        return self.n < FIRM_FROM

    def at(self, x: Fraction) -> Fraction:
        """Value of the line, exact."""
        return self.intercept + self.slope * x

    def band(self, x: Fraction) -> Band:
        """Value at `x` with its 80 % prediction interval."""
        freedom = self.n - 2
        sigma = math.sqrt(self.residual / freedom)
        reach = student_quantile((1 + BAND) / 2, freedom) * sigma
        half = reach * math.sqrt(1 + Fraction(1, self.n) + (x - self.mean_x) ** 2 / self.spread)
        value = float(self.at(x))
        return Band(value, value - half, value + half)


def least_squares(points: Sequence[tuple[Fraction, Fraction]]) -> Trend | None:
    """Fit a line through at least three (x, y) points at two or more different x; None when that is not given."""
    n = len(points)
    if n < LEAST_POINTS:
        return None
    mean_x = sum((x for x, _ in points), Fraction(0)) / n
    mean_y = sum((y for _, y in points), Fraction(0)) / n
    spread = sum(((x - mean_x) ** 2 for x, _ in points), Fraction(0))
    if spread == 0:
        return None
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), Fraction(0)) / spread
    intercept = mean_y - slope * mean_x
    residual = sum(((y - intercept - slope * x) ** 2 for x, y in points), Fraction(0))
    return Trend(slope, intercept, n, mean_x, spread, residual)


@lru_cache(maxsize=64)
def student_quantile(share: float, freedom: int) -> float:
    """Quantile of Student's t for whole degrees of freedom >= 1 and a share in [0.5, 1)."""
    low, high = 0.0, 1.0
    while _student_share(high, freedom) < share:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _student_share(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def _student_share(t: float, freedom: int) -> float:
    # Abramowitz & Stegun 26.7.3 and 26.7.4: closed sums for odd and even degrees of freedom.
    theta = math.atan(t / math.sqrt(freedom))
    cos, sin = math.cos(theta), math.sin(theta)
    if freedom == 1:
        return 0.5 + theta / math.pi
    term, total = 1.0, 1.0
    first = 3 if freedom % 2 else 2
    for k in range(first, freedom - 1, 2):
        term *= (k - 1) / k * cos * cos
        total += term
    if freedom % 2:
        return 0.5 + (theta + sin * cos * total) / math.pi
    return 0.5 + sin * total / 2
