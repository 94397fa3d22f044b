"""The table of candidates: every place a block may take by itself, with what it costs. Both solvers work on it.

Rules between blocks are no part of a candidate; the table only prepares them as bit masks (one bit is one slot of the
whole week), so that a solver answers "may it lie here?" with two ANDs.
"""

from __future__ import annotations

from typing import NamedTuple

from il_desktop.planning.problem import Block, Problem

# What a dropped block of each priority, a move, a slot of shift and a slot from the ideal weigh on the mild scale.
ROUGH_DROP = (40_000, 20_000, 12_000, 8_000)
ROUGH_REPAIR, ROUGH_PLAN = (400, 4, 1), (0, 0, 10)


class Candidate(NamedTuple):
    """One place of one block. `near` has the bits its category must keep free, `key` is the cost in tier order.

    `rough` is a cost on one mild scale: a search may pass through plans that tier order would forbid.
    """

    start: int
    mask: int
    near: int
    room: int
    moved: int
    shifted: int
    distance: int
    key: int
    rough: int


class Table:
    """The candidates of a problem, cheapest first, and the weights that turn seven tiers into one exact integer."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.blocks = problem.blocks
        self.index = {block.id: number for number, block in enumerate(self.blocks)}
        self.first_of = [self.index[b.after] if b.after is not None else -1 for b in self.blocks]
        self.followers: list[list[int]] = [[] for _ in self.blocks]
        for number, first in enumerate(self.first_of):
            if first >= 0:
                self.followers[first].append(number)
        names = sorted({block.category for block in self.blocks})
        self.category = [names.index(block.category) for block in self.blocks]
        self.categories = len(names)
        self.gap = [problem.gaps.get(name, 0) for name in names]
        whole = problem.days * problem.slots_per_day
        self.cap = [problem.caps.get(name, whole) for name in names]
        free = _Free(problem)
        starts = [free.starts(block) for block in self.blocks]
        self.weights = _weights(problem, starts)
        self.drop_key = [self.weights[block.priority - 1] for block in self.blocks]
        self.is_repair = any(block.previous is not None for block in self.blocks)
        self.drop_rough = [ROUGH_DROP[block.priority - 1] for block in self.blocks]
        self.candidates = [self._candidates(n, starts[n]) for n in range(len(self.blocks))]

    @property
    def size(self) -> int:
        """The number of candidates of all blocks."""
        return sum(len(each) for each in self.candidates)

    def _candidates(self, number: int, starts: list[int]) -> list[Candidate]:
        block, per_day, days = self.blocks[number], self.problem.slots_per_day, self.problem.days
        group, length = self.category[number], self.blocks[number].length
        gap, bits = self.gap[group], (1 << length) - 1
        _, _, _, _, w_moved, w_shifted, w_distance = self.weights
        found: list[Candidate] = []
        r_moved, r_shifted, r_distance = ROUGH_REPAIR if self.is_repair else ROUGH_PLAN
        for start in starts:
            day = start // per_day
            near = 0
            if gap:
                low, high = max(start - gap, day * per_day), min(start + length + gap, (day + 1) * per_day)
                near = ((1 << (high - low)) - 1) << low
            shifted = 0 if block.previous is None else abs(start - block.previous)
            distance = 0 if block.ideal is None else abs(start - block.ideal)
            moved = 1 if shifted else 0
            key = moved * w_moved + shifted * w_shifted + distance * w_distance
            rough = moved * r_moved + shifted * r_shifted + distance * r_distance
            room = group * days + day
            found.append(Candidate(start, bits << start, near, room, moved, shifted, distance, key, rough))
        found.sort(key=_cheapest)
        return found


def _cheapest(candidate: Candidate) -> tuple[int, int]:
    return candidate.key, candidate.start


class _Free:
    """Where a block may lie as far as windows, the past and fixed time are concerned."""

    def __init__(self, problem: Problem) -> None:
        self.now = problem.now
        self.taken = 0
        self.no_start = 0
        for event in problem.fixed:
            self.taken |= ((1 << event.length) - 1) << event.start
            day_end = (problem.day_of(event.start) + 1) * problem.slots_per_day
            gap = max(0, min(event.end + event.gap_after, day_end) - event.end)
            self.no_start |= ((1 << gap) - 1) << event.end

    def starts(self, block: Block) -> list[int]:
        """Return the starts of a block, ascending."""
        bits = (1 << block.length) - 1
        found: set[int] = set()
        for window in block.windows:
            for start in range(max(window.start, self.now), window.end - block.length + 1):
                if not self.taken >> start & bits and not self.no_start >> start & 1:
                    found.add(start)
        return sorted(found)


def _weights(problem: Problem, starts: list[list[int]]) -> tuple[int, ...]:
    """Return one weight per tier, each larger than all lower tiers together can ever come to: exact integers."""
    most = [0] * 7
    for block, places in zip(problem.blocks, starts, strict=True):
        most[block.priority - 1] += 1
        if places and block.previous is not None:
            most[4] += 1
            most[5] += max(abs(places[0] - block.previous), abs(places[-1] - block.previous))
        if places and block.ideal is not None:
            most[6] += max(abs(places[0] - block.ideal), abs(places[-1] - block.ideal))
    weights = [1] * 7
    for tier in range(5, -1, -1):
        weights[tier] = weights[tier + 1] * (most[tier + 1] + 1)
    return tuple(weights)
