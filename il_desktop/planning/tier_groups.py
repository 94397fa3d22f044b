"""Which tiers are proved together: as long as their weights stay small enough for exact arithmetic in a solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from il_desktop.planning.problem import TIERS, Tiers
from il_desktop.planning.rows import Grid
from il_desktop.planning.table import Table

_LARGEST = 200_000
_DROPS = 4


class Group(NamedTuple):
    """Some neighbouring tiers and their weights; a weight is larger than all tiers after it in the group together."""

    tiers: tuple[int, ...]
    weights: tuple[int, ...]

    def worth(self, tiers: Tiers) -> int:
        """Return what an answer costs in this group."""
        return sum(weight * tiers[tier] for tier, weight in zip(self.tiers, self.weights, strict=True))

    def split(self, worth: int) -> Iterator[tuple[int, int]]:
        """Yield the tiers and their values that make up a worth."""
        for tier, weight in zip(self.tiers, self.weights, strict=True):
            value, worth = divmod(worth, weight)
            yield tier, value

    def base(self, table: Table) -> int:
        """Return the cost of an empty plan, from which the columns count."""
        pairs = zip(self.tiers, self.weights, strict=True)
        return sum(w * sum(b.priority == t + 1 for b in table.blocks) for t, w in pairs if t < _DROPS)

    def costs(self, grid: Grid) -> list[int]:
        """Return what each column adds."""
        total = [0] * len(grid.columns)
        for tier, weight in zip(self.tiers, self.weights, strict=True):
            for column, cost in enumerate(grid.tier_costs(tier)):
                total[column] += weight * cost
        return total


def groups_of(table: Table) -> list[Group]:
    """Return the tiers in order, those of dropped blocks together if that stays exact, the others one by one."""
    counts = [sum(block.priority == tier + 1 for block in table.blocks) for tier in range(_DROPS)]
    found: list[Group] = []
    tiers: list[int] = []
    weights: list[int] = []
    for tier in reversed(range(_DROPS)):
        weight = weights[0] * (counts[tiers[0]] + 1) if tiers else 1
        if weight * max(1, counts[tier]) > _LARGEST:
            found.insert(0, Group(tuple(tiers), tuple(weights)))
            tiers, weights, weight = [], [], 1
        tiers.insert(0, tier)
        weights.insert(0, weight)
    found.insert(0, Group(tuple(tiers), tuple(weights)))
    return [*found, *(Group((tier,), (1,)) for tier in range(_DROPS, TIERS))]


def as_tiers(values: Sequence[int]) -> Tiers:
    """Return seven numbers as tiers."""
    a, b, c, d, moved, shifted, distance = values
    return (a, b, c, d, moved, shifted, distance)
