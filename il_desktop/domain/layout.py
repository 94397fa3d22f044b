"""Where overlapping blocks of one day stand: columns by the classic sweep, at most four, the rest behind a "+n" chip.

Works on drawn intervals: the caller hands in the bottom a block really gets, a short block being one text line high,
else neighbours overlap on screen. All values are the caller's unit (minutes or pixels).
"""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.light import NamedTuple

MAX_COLUMNS = 4


class Drawn(NamedTuple):
    """One block as it will be drawn, `top` in, `bottom` out."""

    key: str
    top: int
    bottom: int


class Placed(NamedTuple):
    """A block's place: it fills `width` of `columns` equal columns, from `column` (0 is the left) on."""

    key: str
    column: int
    width: int
    columns: int


class Chip(NamedTuple):
    """A "+n" in the last of four columns for blocks that found no place, at the height of their union."""

    keys: tuple[str, ...]
    top: int
    bottom: int


class DayLayout(NamedTuple):
    """Places of one day; `placed` and the keys in `chips` together are all the blocks."""

    placed: tuple[Placed, ...]
    chips: tuple[Chip, ...] = ()


def lay_out(blocks: Iterable[Drawn]) -> DayLayout:
    """Place the blocks of one day column; the order of the input does not matter."""
    placed: list[Placed] = []
    chips: list[Chip] = []
    cluster: list[Drawn] = []
    reach = 0
    for block in sorted(blocks, key=_order):
        if cluster and block.top >= reach:
            _place_cluster(cluster, placed, chips)
            cluster = []
        reach = max(reach, block.bottom) if cluster else block.bottom
        cluster.append(block)
    _place_cluster(cluster, placed, chips)
    return DayLayout(tuple(placed), tuple(chips))


def _order(block: Drawn) -> tuple[int, int, str]:
    return block.top, -block.bottom, block.key


def _place_cluster(cluster: list[Drawn], placed: list[Placed], chips: list[Chip]) -> None:
    if len(cluster) == 1:
        placed.append(Placed(cluster[0].key, 0, 1, 1))
        return
    columns: list[list[Drawn]] = []
    for block in cluster:
        free = next((column for column in columns if column[-1].bottom <= block.top), None)
        if free is None:
            columns.append([block])
        else:
            free.append(block)
    if len(columns) > MAX_COLUMNS:
        hidden = sorted((block for column in columns[MAX_COLUMNS - 1 :] for block in column), key=_order)
        made = _chips(hidden)
        chips += made
        columns[MAX_COLUMNS - 1 :] = [[Drawn("", chip.top, chip.bottom) for chip in made]]
    for index, column in enumerate(columns):
        shown = (block for block in column if block.key)
        placed.extend(Placed(block.key, index, _width(block, columns, index), len(columns)) for block in shown)


def _chips(hidden: list[Drawn]) -> list[Chip]:
    chips: list[Chip] = []
    for block in hidden:
        if chips and block.top < chips[-1].bottom:
            last = chips.pop()
            chips.append(Chip((*last.keys, block.key), last.top, max(last.bottom, block.bottom)))
        else:
            chips.append(Chip((block.key,), block.top, block.bottom))
    return chips


def _width(block: Drawn, columns: list[list[Drawn]], index: int) -> int:
    """Widen to the right over columns where nothing overlaps."""
    width = 1
    for column in columns[index + 1 :]:
        if any(other.top < block.bottom and block.top < other.bottom for other in column):
            break
        width += 1
    return width
