"""The search solver: places greedily, then tears out and puts back, keeping what is not worse. Standard library only.

Late acceptance: the search walks on to a new plan when it is no worse than the present one or than the one some rounds
ago, by the rough cost; what it answers is the best plan met, by the tiers. The same seed and number of rounds give the
same answer; a time limit may cut the rounds short.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from il_desktop.planning.problem import NO_BOUNDS, Answer, Placements, Problem, answer_of
from il_desktop.planning.table import Candidate, Table

NAME = "search"
MEMORY, QUICK_MEMORY = 200, 30
BLINK_PCT = 4
_LOOK_EVERY = 16

Cancel = Callable[[], bool]
Found = Callable[[Answer], None]


def never() -> bool:
    """Return False: nobody cancels."""
    return False


def search(  # noqa: PLR0913  every one has its meaning without the others
    table: Table,
    *,
    seed: int = 0,
    rounds: int | None = None,
    seconds: float | None = None,
    start: Placements | None = None,
    memory: int = MEMORY,
    cancel: Cancel = never,
    found: Found | None = None,
) -> Answer:
    """Return the best plan met within the rounds and seconds given; `found` hears of the first and of every better one.

    `start` is a plan to go on from; it must be a good one. A short `memory` settles sooner, a long one looks farther.
    Without rounds and seconds the greedy answer comes back.
    """
    return _Search(table, seed, start or {}, memory).run(rounds, seconds, cancel, found)


def greedy(problem: Problem) -> Answer:
    """Return the plan a patient person makes: most important first, each on its best free place."""
    return search(Table(problem))


class _Search:
    """One run: the present plan as bit masks, the best plan, and the memory of costs."""

    def __init__(self, table: Table, seed: int, start: Placements, memory: int) -> None:
        self.memory = memory
        self.table = table
        self.chance = random.Random(seed)  # noqa: S311  a seeded search, no secrets
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
        # What no plan can avoid: the cheapest place of every block, were it alone.
        self.floor = sum(c[0].key if c else d for c, d in zip(self.candidates, table.drop_key, strict=True))
        self.movable = [number for number in range(self.count) if self.candidates[number]]
        self.depth = _depths(table)
        self.order = sorted(
            self.movable,
            key=lambda n: (self.depth[n], table.blocks[n].priority, -self.length[n], len(self.candidates[n]), n),
        )

        for number in self.order:
            there = start.get(table.blocks[number].id)
            for candidate in self.candidates[number] if there is not None else ():
                if candidate.start == there:
                    self._put(number, candidate)

    def run(self, rounds: int | None, seconds: float | None, cancel: Cancel, found: Found | None) -> Answer:
        """Search until rounds or seconds are used up, the plan cannot be better, or somebody cancels."""
        end = None if seconds is None else time.monotonic() + seconds
        limit = rounds if rounds is not None else 0 if seconds is None else 1 << 62
        for number in self.order:
            if self.place[number] is None:
                self._insert(number, 0)
        best, best_cost = self.place.copy(), self.cost
        if found:
            found(self._answer(best))
        memory = [self.rough] * self.memory
        done = 0
        while done < limit and best_cost > self.floor:
            if done % _LOOK_EVERY == 0 and (cancel() or (end is not None and time.monotonic() >= end)):
                break
            before = (self.place.copy(), self.taken, self.groups.copy(), self.rooms.copy(), self.cost, self.rough)
            self._round()
            slot = done % self.memory
            if self.rough > before[5] and self.rough > memory[slot]:
                self.place, self.taken, self.groups, self.rooms, self.cost, self.rough = before
            memory[slot] = self.rough
            if self.cost < best_cost:
                best, best_cost = self.place.copy(), self.cost
                if found:
                    found(self._answer(best))
            done += 1
        return self._answer(best)

    def _answer(self, place: list[Candidate | None]) -> Answer:
        blocks = self.table.blocks
        starts = {blocks[n].id: at.start for n, at in enumerate(place) if at is not None}
        answer = answer_of(self.table.problem, starts, NO_BOUNDS, NAME)
        key = sum(w * t for w, t in zip(self.table.weights, answer.tiers, strict=True))
        bounds = answer.tiers if key <= self.floor else NO_BOUNDS
        return answer_of(self.table.problem, starts, bounds, NAME)

    def _round(self) -> None:
        """Tear some blocks out, perhaps force one to a better place, and put the torn ones back."""
        chance = self.chance
        torn: list[int] = []
        kind = chance.random()
        if kind < 0.55:
            number = self._unhappy()
            torn = self._force(number, self._better_place(number))
        elif kind < 0.85:
            torn = self._tear_around(chance.choice(self.movable))
        else:
            torn = chance.sample(self.movable, min(len(self.movable), chance.randint(2, 6)))
            self._take_out_all(torn)
        if kind < 0.55 and chance.random() < 0.5:
            torn += self._tear_around(chance.choice(torn or self.movable))
        missing = [number for number in self.movable if self.place[number] is None]
        self._put_back(missing)

    def _unhappy(self) -> int:
        """Return a block that is not on its best place; the dropped and the moved come up more often."""
        chance, place = self.chance, self.place
        best = chance.choice(self.movable)
        for _ in range(6):
            number = chance.choice(self.movable)
            at, than = place[number], place[best]
            worth = self.table.drop_key[number] if at is None else at.key - self.candidates[number][0].key
            if worth > (self.table.drop_key[best] if than is None else than.key - self.candidates[best][0].key):
                best = number
        return best

    def _better_place(self, number: int) -> Candidate:
        """Return a place better than the present one, by preference among the best."""
        choices, at = self.candidates[number], self.place[number]
        better = len(choices)
        if at is not None:
            better = next((i for i, c in enumerate(choices) if c is at), 0) or len(choices)
        draw = self.chance.random()
        return choices[int(draw * draw * better)]

    def _force(self, number: int, goal: Candidate) -> list[int]:
        """Put a block on a place whatever lies there; return what had to leave."""
        table = self.table
        torn = [] if self.place[number] is None else self._take_out(number)
        group, mask, near = self.category[number], goal.mask, goal.near
        end = goal.start + self.length[number]
        for other, at in enumerate(self.place):
            if at is None:
                continue
            close = at.mask & mask or (near and self.category[other] == group and at.mask & near)
            early = table.first_of[other] == number and at.start < end
            late = table.first_of[number] == other and at.start + self.length[other] > goal.start
            if close or early or late:
                torn += self._take_out(other)
        while self.rooms[goal.room] + self.length[number] > self.cap[group]:
            there = [n for n, at in enumerate(self.place) if at is not None and at.room == goal.room]
            if not there:
                return torn
            torn += self._take_out(self.chance.choice(there))
        first = table.first_of[number]
        if first >= 0 and self.place[first] is None:
            self._insert(first, 0, latest=goal.start, avoid=mask)
        if self._fits(number, goal):
            self._put(number, goal)
        return torn

    def _tear_around(self, number: int) -> list[int]:
        """Take out the neighbours in time of a block or of one of its places."""
        chance = self.chance
        at = self.place[number] or chance.choice(self.candidates[number])
        reach = chance.randint(4, 14)
        low, high = at.start - reach, at.start + self.length[number] + reach
        torn = [
            n for n, c in enumerate(self.place) if c is not None and c.start < high and c.start + self.length[n] > low
        ]
        self._take_out_all(torn)
        return torn

    def _take_out_all(self, numbers: list[int]) -> None:
        for number in numbers:
            if self.place[number] is not None:
                self._take_out(number)

    def _put_back(self, missing: list[int]) -> None:
        """Place what is missing, in one of four orders; a blink now and then leaves a good place to another."""
        chance, depth, length = self.chance, self.depth, self.length
        blocks = self.table.blocks
        chance.shuffle(missing)
        kind = chance.random()
        if kind < 0.35:
            missing.sort(key=lambda n: (depth[n], blocks[n].priority, -length[n]))
        elif kind < 0.6:
            missing.sort(key=lambda n: (depth[n], -length[n]))
        elif kind < 0.8:
            missing.sort(key=lambda n: (depth[n], len(self.candidates[n])))
        else:
            missing.sort(key=lambda n: depth[n])
        for number in missing:
            self._insert(number, BLINK_PCT)

    def _insert(self, number: int, blink_pct: int, *, latest: int = -1, avoid: int = 0) -> None:
        """Put a block on its cheapest free place; it stays out when there is none."""
        table = self.table
        group, length = self.category[number], self.length[number]
        earliest = 0
        first = table.first_of[number]
        if first >= 0:
            before = self.place[first]
            if before is None:
                return
            earliest = before.start + self.length[first]
        last = latest if latest >= 0 else 1 << 60
        for follower in table.followers[number]:
            at = self.place[follower]
            if at is not None:
                last = min(last, at.start)
        taken, around, rooms, most = self.taken | avoid, self.groups[group], self.rooms, self.cap[group] - length
        draw = self.chance.random
        last -= length
        for candidate in self.candidates[number]:
            if (
                not taken & candidate.mask
                and not around & candidate.near
                and rooms[candidate.room] <= most
                and earliest <= candidate.start <= last
                and (not blink_pct or draw() * 100 >= blink_pct)
            ):
                self._put(number, candidate)
                return

    def _fits(self, number: int, goal: Candidate) -> bool:
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

    def _put(self, number: int, goal: Candidate) -> None:
        self.place[number] = goal
        self.taken |= goal.mask
        self.groups[self.category[number]] |= goal.mask
        self.rooms[goal.room] += self.length[number]
        self.cost += goal.key - self.table.drop_key[number]
        self.rough += goal.rough - self.table.drop_rough[number]

    def _take_out(self, number: int) -> list[int]:
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
            torn += self._take_out(follower)
        return torn


def _depths(table: Table) -> list[int]:
    """Return for every block how many must come before it, so that chains are placed from their beginning."""
    depths: list[int] = []
    for number in range(len(table.blocks)):
        depth, first = 0, table.first_of[number]
        while first >= 0:
            depth, first = depth + 1, table.first_of[first]
        depths.append(depth)
    return depths
