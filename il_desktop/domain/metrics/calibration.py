"""How well confidence foretold: of the goals where somebody was so sure, how many were met. Counts only, no score."""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.light import NamedTuple

BANDS = ((0, 3), (4, 6), (7, 10))
FEWEST = 3  # ended goals; with fewer there is no pattern to speak of


class ConfidenceBand(NamedTuple):
    """Goals whose last confidence before the end lay from `low` to `high`: how many, and how many were met."""

    low: int
    high: int
    said: int
    met: int


def calibration(forecasts: Iterable[tuple[int, bool]]) -> tuple[ConfidenceBand, ...]:
    """Return the bands that hold a goal, lowest first; empty for fewer than `FEWEST` ended goals."""
    known = list(forecasts)
    if len(known) < FEWEST:
        return ()
    bands = []
    for low, high in BANDS:
        inside = [was_met for confidence, was_met in known if low <= confidence <= high]
        if inside:
            bands.append(ConfidenceBand(low, high, len(inside), sum(inside)))
    return tuple(bands)
