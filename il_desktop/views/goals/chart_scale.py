"""Geometry of the target chart: dates and values to pixels, labels pushed apart. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

from il_desktop.domain.light import NamedTuple


class Axis(NamedTuple):
    """A linear scale from [low, high] to pixels [start, end]; `start` may be greater than `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


Box = tuple[float, float, float, float]  # left, top, right, bottom
Stroke = tuple[float, float, float, float]  # x and y of both ends


def best_box(boxes: Sequence[Box], strokes: Sequence[Stroke], room: Box) -> int:
    """Return which box is crossed least by the strokes; one that leaves the room costs most, the first wins a tie."""
    costs = [_crossed(box, strokes) + 100 * _outside(box, room) for box in boxes]
    return costs.index(min(costs))


def _crossed(box: Box, strokes: Sequence[Stroke]) -> float:
    """Sum, over the strokes, which share of each lies in the box, in fiftieths."""
    left, top, right, bottom = box
    share = 0.0
    for x0, y0, x1, y1 in strokes:
        first, last = 0.0, 1.0
        for start, way, low, high in ((x0, x1 - x0, left, right), (y0, y1 - y0, top, bottom)):
            if way:
                ends = (low - start) / way, (high - start) / way
                first, last = max(first, min(ends)), min(last, max(ends))
            elif not low <= start <= high:
                last = -1.0
        share += max(last - first, 0.0)
    return 50 * share


def _outside(box: Box, room: Box) -> bool:
    return box[0] < room[0] or box[1] < room[1] or box[2] > room[2] or box[3] > room[3]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles for labels of the given heights near the wanted ones, in their order, without overlap.

    `wanted` must be sorted. When all do not fit between `low` and `high` they run over at the upper end.
    """
    placed: list[float] = []
    floor = low
    for middle, height in zip(wanted, heights, strict=True):
        at = max(middle, floor + height / 2)
        placed.append(at)
        floor = at + height / 2
    ceiling = high
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], ceiling - heights[number] / 2)
        ceiling = placed[number] - heights[number] / 2
    return placed
