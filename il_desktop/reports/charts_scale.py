"""Round axes: steps people read easily, and the range that shows all values. Draws nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 4.0, 5.0, 10.0)


def round_step(span: float, intervals: int = 4) -> float:
    """Return a step of 1, 2, 2.5, 4 or 5 times a power of ten that cuts a span into about `intervals` parts."""
    rough = span / max(intervals, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999)


def value_range(
    values: Sequence[float], loose: Sequence[float] = (), limits: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return the range that shows all values; `loose` ones widen it by no more than the values' own span each way."""
    low, high = min(values), max(values)
    span = high - low or abs(high) or 1.0
    low = min(low, max(min(loose, default=low), low - span))
    high = max(high, min(max(loose, default=high), high + span))
    pad = (high - low or span) * 0.06
    low, high = low - pad, high + pad
    return (max(low, limits[0]), min(high, limits[1])) if limits else (low, high)


def ticks(low: float, high: float, intervals: int = 4) -> tuple[float, ...]:
    """Return round values from at or below `low` to at or below `high`."""
    step = round_step(high - low, intervals)
    first = math.floor(low / step + 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))
