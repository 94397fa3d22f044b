"""A plan in the making: who lies where, as bit masks of the week, so that every change costs microseconds.

Keeps the rules between blocks: nobody over another, gaps, caps, who comes after whom. Which change is worth making is
decided in `search` and `ejection`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from il_desktop.planning.problem import Placements
from il_desktop.planning.table import Candidate, Table

_ANY_TIME = 1 << 60


class Snapshot(NamedTuple):
    """A plan to come back to."""

    place: list[Candidate | None]
    taken: int
    groups: list[int]
    rooms: list[int]
    cost: int
    rough: int


class Plan:
    """The places of all blocks by their numbers; `cost` is exact in the order of the tiers, `rough` on the mild scale.

    `movable` are the blocks that can have a place at all, `order` is that in which a patient person places them.
    """

    def __init__(self, table: Table, start: Placements) -> None:
        self.table = table
        self.candidates = table.candidates
        self.count = len(table.blocks)
        self.length = [block.length for block in table.blocks]
        self.cap = table.cap
        self.category = table.category
        self.place: list[Candidate | None] = [None] * self.count
        self.taken = 0
        self.groups = [0] * table.categories
        self.rooms = [0] * (table.categories * table.problem.days)
        self.cost = sum(table.drop_key)
        self.rough = sum(table.drop_rough)
        chains = [_chain(table, number) for number in range(self.count)]
        self.depth = [len(chain) - 1 for chain in chains]
        self.movable = [n for n, chain in enumerate(chains) if all(self.candidates[each] for each in chain)]
        self.order = sorted(
            self.movable,
            key=lambda n: (self.depth[n], table.blocks[n].priority, -self.length[n], len(self.candidates[n]), n),
        )
        # What no plan can avoid: the cheapest place of every block, were it alone.
        alone = dict.fromkeys(self.movable)
        self.floor = sum(
            self.candidates[n][0].key if n in alone else dropped for n, dropped in enumerate(table.drop_key)
        )
        for number in self.order:
            there = start.get(table.blocks[number].id)
            for candidate in self.candidates[number] if there is not None else ():
                if candidate.start == there:
                    self.put(number, candidate)

    def missing(self) -> list[int]:
        """Return the blocks that could have a place and have none."""
        return [number for number in self.movable if self.place[number] is None]

    def starts(self, place: Sequence[Candidate | None]) -> Placements:
        """Return places by the blocks' ids."""
        return {self.table.blocks[n].id: at.start for n, at in enumerate(place) if at is not None}

    def snapshot(self) -> Snapshot:
        """Return what is needed to come back here."""
        return Snapshot(self.place.copy(), self.taken, self.groups.copy(), self.rooms.copy(), self.cost, self.rough)

    def restore(self, past: Snapshot) -> None:
        """Come back; the snapshot may be used again."""
        self.place, self.groups, self.rooms = past.place.copy(), past.groups.copy(), past.rooms.copy()
        self.taken, self.cost, self.rough = past.taken, past.cost, past.rough

    def insert(self, number: int, skips: Callable[[], bool] | None = None, *, latest: int = -1, avoid: int = 0) -> None:
        """Put a block on its cheapest free place; it stays out when there is none. `skips` may pass a place over."""
        table = self.table
        group, length = self.category[number], self.length[number]
        earliest = 0
        first = table.first_of[number]
        if first >= 0:
            before = self.place[first]
            if before is None:
                return
            earliest = before.start + self.length[first]
        last = latest if latest >= 0 else _ANY_TIME
        for follower in table.followers[number]:
            at = self.place[follower]
            if at is not None:
                last = min(last, at.start)
        taken, around, rooms, most = self.taken | avoid, self.groups[group], self.rooms, self.cap[group] - length
        last -= length
        for candidate in self.candidates[number]:
            if (
                not taken & candidate.mask
                and not around & candidate.near
                and rooms[candidate.room] <= most
                and earliest <= candidate.start <= last
                and not (skips and skips())
            ):
                self.put(number, candidate)
                return

    def fits(self, number: int, goal: Candidate) -> bool:
        """Tell whether a block without a place may lie there."""
        group = self.category[number]
        if self.taken & goal.mask or self.groups[group] & goal.near:
            return False
        if self.rooms[goal.room] + self.length[number] > self.cap[group]:
            return False
        first = self.table.first_of[number]
        before = self.place[first] if first >= 0 else None
        if first >= 0 and (before is None or before.start + self.length[first] > goal.start):
            return False
        after = [self.place[n] for n in self.table.followers[number]]
        return all(at is None or at.start >= goal.start + self.length[number] for at in after)

    def put(self, number: int, goal: Candidate) -> None:
        """Give a block without a place one that fits."""
        self.place[number] = goal
        self.taken |= goal.mask
        self.groups[self.category[number]] |= goal.mask
        self.rooms[goal.room] += self.length[number]
        self.cost += goal.key - self.table.drop_key[number]
        self.rough += goal.rough - self.table.drop_rough[number]

    def take_out(self, number: int) -> list[int]:
        """Take a block out, and with it those that may only come after it; return all of them."""
        at = self.place[number]
        if at is None:
            return []
        self.place[number] = None
        self.taken ^= at.mask
        self.groups[self.category[number]] ^= at.mask
        self.rooms[at.room] -= self.length[number]
        self.cost += self.table.drop_key[number] - at.key
        self.rough += self.table.drop_rough[number] - at.rough
        torn = [number]
        for follower in self.table.followers[number]:
            torn += self.take_out(follower)
        return torn

    def take_out_all(self, numbers: Iterable[int]) -> list[int]:
        """Take several blocks out; return them and those that had to leave with them."""
        return [torn for number in numbers for torn in self.take_out(number)]


def _chain(table: Table, number: int) -> list[int]:
    """Return a block and all that must come before it: chains are placed from their beginning."""
    chain, first = [number], table.first_of[number]
    while first >= 0:
        chain.append(first)
        first = table.first_of[first]
    return chain
