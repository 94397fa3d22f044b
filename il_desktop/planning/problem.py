"""A week to plan, as values: what is fixed, what wants a place, which rules hold. Says what an answer is worth.

Times are slots counted from the beginning of the first day (`day * slots_per_day + slot`); spans are half-open.
The public form of a problem file is read in `reading`; what the words mean is told in docs/planner.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

TIERS = 7
PRIORITIES = (1, 2, 3, 4)
Placements = Mapping[str, int]
Tiers = tuple[int, int, int, int, int, int, int]
NO_BOUNDS: Tiers = (0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Time that is taken; no block starts in the `gap_after` slots that follow it."""

    id: str
    start: int
    length: int
    gap_after: int = 0

    @property
    def end(self) -> int:
        """The first slot after it."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Window:
    """Slots of one day in which a block may lie, whole."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Work that wants one place; `previous` is where it stood before, `after` the block that must come first."""

    id: str
    length: int
    priority: int
    category: str
    windows: tuple[Window, ...]
    ideal: int | None = None
    previous: int | None = None
    after: str | None = None


@dataclass(frozen=True)
class Problem:
    """Everything the planner knows. `caps` are slots of a category per day, `gaps` slots between two of its blocks."""

    days: int
    slots_per_day: int
    now: int
    fixed: tuple[Fixed, ...]
    blocks: tuple[Block, ...]
    caps: Mapping[str, int] = field(default_factory=dict)
    gaps: Mapping[str, int] = field(default_factory=dict)
    slot_minutes: int = 15

    @cached_property
    def by_id(self) -> Mapping[str, Block]:
        """The blocks by their ids."""
        return {block.id: block for block in self.blocks}

    def day_of(self, slot: int) -> int:
        """Return the day a slot lies on, 0 is the first."""
        return slot // self.slots_per_day

    def pair(self, slot: int) -> tuple[int, int]:
        """Return day and slot of the day, as files write it."""
        return divmod(slot, self.slots_per_day)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver found: places by block id; every block that has none is dropped.

    `bounds` are proved: tier k cannot be better than its bound while the tiers before it are as good as here.
    """

    placements: Placements
    dropped: tuple[str, ...]
    tiers: Tiers
    bounds: Tiers
    solver: str
    seconds: float = 0.0

    @property
    def is_optimal(self) -> bool:
        """Tell whether no answer can be better in the order of the tiers."""
        return self.bounds == self.tiers

    @property
    def moved(self) -> int:
        """The number of blocks placed elsewhere than before."""
        return self.tiers[4]


def tiers_of(problem: Problem, placements: Placements) -> Tiers:
    """Return what placements cost, in strict order: dropped P1 to P4, blocks moved, slots shifted, slots from ideal."""
    dropped = [0, 0, 0, 0]
    moved = shifted = distance = 0
    for block in problem.blocks:
        start = placements.get(block.id)
        if start is None:
            dropped[block.priority - 1] += 1
            continue
        if block.previous is not None:
            moved += start != block.previous
            shifted += abs(start - block.previous)
        if block.ideal is not None:
            distance += abs(start - block.ideal)
    return (dropped[0], dropped[1], dropped[2], dropped[3], moved, shifted, distance)


def answer_of(problem: Problem, placements: Placements, bounds: Tiers, solver: str) -> Answer:
    """Return the answer with these places, in the order of the problem's blocks."""
    placed = {block.id: placements[block.id] for block in problem.blocks if block.id in placements}
    dropped = tuple(block.id for block in problem.blocks if block.id not in placed)
    return Answer(placed, dropped, tiers_of(problem, placed), bounds, solver)
