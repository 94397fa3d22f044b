"""How fairly recognition is spread: coverage, evenness (Gini) and what chance alone would do.

Definitions and golden values: domain.md section 6. Values are counts a person; no person is ever ranked.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

DRAWS = 2000
_SEED = 20250818


@dataclass(frozen=True, slots=True)
class ChanceBand:
    """Evenness that chance alone gives when every person is as likely: the mean and the 95th percentile."""

    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """Distinct people reached of those eligible."""

    reached: int
    eligible: int


def coverage(counts: Sequence[int]) -> Coverage:
    """Count the people with at least one recognition."""
    return Coverage(sum(1 for count in counts if count), len(counts))


def gini(counts: Sequence[int]) -> float:
    """Return 0 when all have the same, near 1 when one has all; 0 for nothing at all.

    G = Σ(2i − n − 1)·x_i ÷ (n·Σx) with x ascending and i from 1.
    """
    total, n = sum(counts), len(counts)
    if total == 0:
        return 0.0
    return sum((2 * i - n - 1) * x for i, x in enumerate(sorted(counts), start=1)) / (n * total)


@lru_cache(maxsize=64)
def chance_band(people: int, recognitions: int) -> ChanceBand:
    """Return the band of `gini` when recognitions fall on people at random: 2,000 draws, the same ones every time.

    Takes a few tenths of a second for hundreds of recognitions; call it beside the window.
    """
    if people < 2 or recognitions < 1:
        return ChanceBand(0.0, 0.0)
    chance = random.Random(_SEED)  # noqa: S311  a figure that anybody can repeat, nothing secret
    everyone = range(people)
    found = sorted(_gini_of(Counter(chance.choices(everyone, k=recognitions)), people) for _ in range(DRAWS))
    return ChanceBand(sum(found) / DRAWS, found[DRAWS * 95 // 100 - 1])


def is_uneven(value: float, band: ChanceBand) -> bool:
    """Tell whether the spread is more uneven than chance explains in 95 of 100 cases."""
    return value > band.high


def _gini_of(counts: Counter[int], people: int) -> float:
    return gini([0] * (people - len(counts)) + list(counts.values()))
