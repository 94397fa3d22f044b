"""How much of the protected time still ahead is likely to be kept, from what happened to such time before.

A rate is shrunk towards 7 of 10, so that few blocks say little. 2,000 seeded draws give a band of 80 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

DRAWS = 2000
SEED = 2025
PRIOR_KEPT, PRIOR_BLOCKS = 7, 10
BAND_PCT = 80

Key = tuple[int, int, int]  # weekday from Monday, hour of the start, protection level


class Tried(NamedTuple):
    """A protected block of the past: when it began, and whether it was kept."""

    key: Key
    was_kept: bool


class Ahead(NamedTuple):
    """A protected block still to come, with its instructional minutes."""

    key: Key
    minutes: int


class Forecast(NamedTuple):
    """What is likely: `expected` minutes in all, the band in minutes, and how many of `blocks` still ahead."""

    expected: int
    low_min: int
    high_min: int
    low_blocks: int
    high_blocks: int
    blocks: int


def keep_rate(kept: int, blocks: int) -> tuple[int, int]:
    """Return the shrunk rate as numerator and denominator: (kept + 7) / (blocks + 10)."""
    return kept + PRIOR_KEPT, blocks + PRIOR_BLOCKS


def keep_rates(tried: Iterable[Tried]) -> dict[Key, tuple[int, int]]:
    """Return the rate of every weekday, hour and level that was tried."""
    counts: dict[Key, list[int]] = {}
    for block in tried:
        count = counts.setdefault(block.key, [0, 0])
        count[0] += block.was_kept
        count[1] += 1
    return {key: keep_rate(*count) for key, count in counts.items()}


def forecast(kept_min: int, ahead: Sequence[Ahead], rates: Mapping[Key, tuple[int, int]]) -> Forecast:
    """Return what the minutes kept so far are likely to become; the same input gives the same answer."""
    chances = [(block.minutes, *rates.get(block.key, keep_rate(0, 0))) for block in ahead]
    if not chances:
        return Forecast(kept_min, kept_min, kept_min, 0, 0, 0)
    # Kept + sum of minutes left x rate, rounded half up once, at the end.
    exact = sum(minutes * top / bottom for minutes, top, bottom in chances)
    minutes, blocks = _draws(chances)
    low, high = DRAWS * (100 - BAND_PCT) // 200, DRAWS - DRAWS * (100 - BAND_PCT) // 200 - 1
    return Forecast(
        kept_min + int(exact + 0.5),
        kept_min + minutes[low],
        kept_min + minutes[high],
        blocks[low],
        blocks[high],
        len(chances),
    )


def _draws(chances: Sequence[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    from random import Random  # noqa: PLC0415  the first picture needs no dice

    dice = Random(SEED)  # noqa: S311  a forecast, nothing secret
    minutes, blocks = [], []
    for _ in range(DRAWS):
        held = [length for length, top, bottom in chances if dice.random() * bottom < top]
        minutes.append(sum(held))
        blocks.append(len(held))
    return sorted(minutes), sorted(blocks)
