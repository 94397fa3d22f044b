"""How fairly recognition is spread: coverage, evenness (Gini) and what chance alone would do.

Definitions and golden values: domain.md section 6. Values are counts a person; no person is ever ranked.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

DRAWS = 2000
_SEED = 20250818
_TAIL = 0.025


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


def chance_band(people: int, recognitions: int, weights: Sequence[int] = ()) -> ChanceBand:
    """Return the band of `gini` when recognitions fall on people at random: 2,000 draws, the same ones every time.

    `weights` are days present: who was there half of the time is hit half as often. Takes a few tenths of a second for
    hundreds of recognitions; call it beside the window.
    """
    known = tuple(sorted(weights))
    if not known or known[0] == known[-1]:
        known = ()
    return _band(people, recognitions, known)


@lru_cache(maxsize=64)
def _band(people: int, recognitions: int, weights: tuple[int, ...]) -> ChanceBand:
    if people < 2 or recognitions < 1:
        return ChanceBand(0.0, 0.0)
    chance = random.Random(_SEED)  # noqa: S311  a figure that anybody can repeat, nothing secret
    everyone = range(people)
    heavy = tuple(accumulate(weights)) or None
    draws = (chance.choices(everyone, cum_weights=heavy, k=recognitions) for _ in range(DRAWS))
    found = sorted(_gini_of(Counter(hit), people) for hit in draws)
    return ChanceBand(sum(found) / DRAWS, found[DRAWS * 95 // 100 - 1])


def expected_range(total: int, share: float) -> tuple[int, int]:
    """Return the fewest and the most a group with this share of the days gets in 95 of 100 draws of chance.

    The central range of the binomial distribution, each tail at most 2.5 %.
    """
    share = min(max(share, 0.0), 1.0)
    if total < 1 or share in {0.0, 1.0}:
        return round(total * share), round(total * share)
    low, sum_up = None, 0.0
    for hits in range(total + 1):
        sum_up += math.exp(_log_chance(total, hits, share))
        if low is None and sum_up > _TAIL:
            low = hits
        if sum_up >= 1 - _TAIL:
            return low or 0, hits
    return low or 0, total


def _log_chance(total: int, hits: int, share: float) -> float:
    ways = math.lgamma(total + 1) - math.lgamma(hits + 1) - math.lgamma(total - hits + 1)
    return ways + hits * math.log(share) + (total - hits) * math.log1p(-share)


def is_uneven(value: float, band: ChanceBand) -> bool:
    """Tell whether the spread is more uneven than chance explains in 95 of 100 cases."""
    return value > band.high


def _gini_of(counts: Counter[int], people: int) -> float:
    return gini([0] * (people - len(counts)) + list(counts.values()))
