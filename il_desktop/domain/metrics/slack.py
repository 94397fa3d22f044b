"""Risk from slack: how many places a protected block could still go to this week, should it lose its own.

A place is a free stretch as long as the block, inside the hours where it belongs; places do not share minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from il_desktop.domain.walltime import Span, WallTime, merge

GRID_MIN = 15


def free_places(length: int, hours: Iterable[Span], taken: Iterable[Span], now: WallTime) -> int:
    """Return how many places of `length` minutes are free in `hours` from now on; starts lie on the quarter hour."""
    busy = merge(taken)
    count = 0
    for room in hours:
        start = max(room.start, _on_grid(now))
        for block in (span for span in busy if span.overlaps(room)):
            if block.start > start:
                count += start.until(min(block.start, room.end)) // length
            start = max(start, _on_grid(block.end))
        if start < room.end:
            count += start.until(room.end) // length
    return count


def places_left(blocks: Sequence[Span], hours: Sequence[Span], taken: Sequence[Span], now: WallTime) -> list[int]:
    """Return for every block how many other places it has; its own minutes stay taken."""
    return [free_places(block.minutes, hours, [*taken, *blocks], now) for block in blocks]


def tightest(places: Sequence[int]) -> tuple[int, int]:
    """Return how few places the tightest blocks have, and how many blocks are that tight; (0, 0) without blocks."""
    if not places:
        return 0, 0
    least = min(places)
    return least, Counter(places)[least]


def _on_grid(moment: WallTime) -> WallTime:
    over = moment.minute % GRID_MIN
    return moment.plus(GRID_MIN - over) if over else moment
