"""The search solver: places greedily, tears out and puts back, pushes in what is left out. Standard library only.

Two walks take turns. One settles: it tears out and puts back, and goes on to a new plan when that is no worse than the
present one or than the one some rounds ago, by the rough cost. When it finds nothing better any more, the other makes
room for what is left out (`ejection`), from the best plan mostly. After some turns in vain both begin at a new plan, as
a run that got stuck hardly ever comes free. What it answers is the best plan met, by the tiers.
The same seed and number of rounds give the same answer; a time limit may cut the rounds short.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace

from il_desktop.planning.ejection import Ejection
from il_desktop.planning.plan import Plan
from il_desktop.planning.problem import NO_BOUNDS, Answer, Placements, Problem, answer_of
from il_desktop.planning.table import Candidate, Table

NAME = "search"
# How many rounds ago a plan may have been as bad as the next one, and how often a good place is passed over.
_MEMORY, _BLINK = 30, 0.04
# Rounds without a better plan until the settling walk gives up, rounds of making room, and how often that begins at the
# best plan.
_PATIENCE, _PUSHES, _FROM_BEST = 500, 300, 0.7
# Turns of both walks in vain until they begin at a new plan, and how many blocks make that take too long.
_TURNS_IN_VAIN, _TOO_MANY = 2, 300
_LOOK_EVERY = 16

Cancel = Callable[[], bool]
Found = Callable[[Answer], None]


def never() -> bool:
    """Return False: nobody cancels."""
    return False


def search(
    table: Table,
    *,
    seed: int = 0,
    rounds: int | None = None,
    seconds: float | None = None,
    start: Placements | None = None,
    cancel: Cancel = never,
    found: Found | None = None,
) -> Answer:
    """Return the best plan met within the rounds and seconds given; `found` hears of the first and of every better one.

    `start` is a plan to go on from; it must be a good one. Without rounds and seconds the greedy
    answer comes back.
    """
    limit = rounds if rounds is not None else 0 if seconds is None else 1 << 62
    end = None if seconds is None else time.monotonic() + seconds
    return _Search(table, seed, start or {}, _Patience(limit, end, cancel), found).run()


def greedy(problem: Problem) -> Answer:
    """Return the plan a patient person makes: most important first, each on its best free place."""
    return search(Table(problem))


class _Patience:
    """Counts the rounds; now and then it looks at the clock and asks whether somebody cancelled."""

    def __init__(self, limit: int, end: float | None, cancel: Cancel) -> None:
        self.limit, self.end, self.cancel = limit, end, cancel
        self.done = 0

    def allows_another(self) -> bool:
        """Count one round, if there may be one more."""
        if self.done >= self.limit:
            return False
        if self.done % _LOOK_EVERY == 0 and (self.cancel() or (self.end is not None and time.monotonic() >= self.end)):
            self.limit = self.done
            return False
        self.done += 1
        return True


class _Search:
    """One run: the present plan, the best one, and the two walks."""

    def __init__(self, table: Table, seed: int, start: Placements, patience: _Patience, found: Found | None) -> None:
        self.table, self.patience, self.found = table, patience, found
        self.chance = random.Random(seed)  # noqa: S311  a seeded search, no secrets
        self.plan = Plan(table, start)
        self.ejection = Ejection(self.plan, self.chance)

    def run(self) -> Answer:
        """Search until rounds or seconds are used up, the plan cannot be better, or somebody cancels."""
        plan = self.plan
        for number in plan.order:
            if plan.place[number] is None:
                plan.insert(number)
        self.best = plan.snapshot()
        if self.found:
            self.found(self._answer())
        in_vain, cost = 0, self.best.cost
        while self._settle():
            in_vain = in_vain + 1 if self.best.cost >= cost else 0
            cost = self.best.cost
            if in_vain >= _TURNS_IN_VAIN and len(plan.movable) <= _TOO_MANY:
                in_vain = 0
                plan.take_out_all(list(plan.movable))
                self._put_back(plan.missing())
            elif self.chance.random() < _FROM_BEST:
                plan.restore(self.best)
            self._make_room()
        return self._answer()

    def _goes_on(self) -> bool:
        return self.best.cost > self.plan.floor and self.patience.allows_another()

    def _settle(self) -> bool:
        """Tear out and put back until nothing better comes; False when the search is over."""
        plan, idle = self.plan, 0
        memory = [plan.rough] * _MEMORY
        lowest, done = plan.rough, 0
        while idle <= _PATIENCE:
            if not self._goes_on():
                return False
            before = plan.snapshot()
            self._round()
            slot = done % _MEMORY
            if plan.rough > before.rough and plan.rough > memory[slot]:
                plan.restore(before)
            memory[slot] = plan.rough
            idle += 1
            done += 1
            if plan.rough < lowest:
                lowest, idle = plan.rough, 0
            if self._note():
                idle = 0
        return True

    def _make_room(self) -> None:
        """Push in what is left out, one at a time."""
        self.ejection.begin()
        for _ in range(_PUSHES):
            if not self._goes_on() or not self.ejection.step():
                return
            self._note()

    def _note(self) -> bool:
        """Keep the present plan if it is the best; tell whether it is."""
        if self.plan.cost >= self.best.cost:
            return False
        self.best = self.plan.snapshot()
        if self.found:
            self.found(self._answer())
        return True

    def _answer(self) -> Answer:
        answer = answer_of(self.table.problem, self.plan.starts(self.best.place), NO_BOUNDS, NAME)
        return replace(answer, bounds=answer.tiers) if self.best.cost <= self.plan.floor else answer

    def _round(self) -> None:
        """Tear some blocks out, perhaps force one to a better place, and put the torn ones back."""
        chance, plan = self.chance, self.plan
        torn: list[int] = []
        kind = chance.random()
        if kind < 0.55:
            number = self._unhappy()
            torn = self._force(number, self._better_place(number))
        elif kind < 0.85:
            torn = self._tear_around(chance.choice(plan.movable))
        else:
            torn = chance.sample(plan.movable, min(len(plan.movable), chance.randint(2, 6)))
            plan.take_out_all(torn)
        if kind < 0.55 and chance.random() < 0.5:
            torn += self._tear_around(chance.choice(torn or plan.movable))
        self._put_back(plan.missing())

    def _unhappy(self) -> int:
        """Return a block that is not on its best place; the dropped and the moved come up more often."""
        chance, plan, place = self.chance, self.plan, self.plan.place
        best = chance.choice(plan.movable)
        for _ in range(6):
            number = chance.choice(plan.movable)
            at, than = place[number], place[best]
            worth = self.table.drop_key[number] if at is None else at.key - plan.candidates[number][0].key
            if worth > (self.table.drop_key[best] if than is None else than.key - plan.candidates[best][0].key):
                best = number
        return best

    def _better_place(self, number: int) -> Candidate:
        """Return a place better than the present one, by preference among the best."""
        plan = self.plan
        choices, at = plan.candidates[number], plan.place[number]
        better = len(choices)
        if at is not None:
            better = next((i for i, c in enumerate(choices) if c is at), 0) or len(choices)
        draw = self.chance.random()
        return choices[int(draw * draw * better)]

    def _force(self, number: int, goal: Candidate) -> list[int]:
        """Put a block on a place whatever lies there; return what had to leave."""
        table, plan = self.table, self.plan
        torn = plan.take_out(number)
        group, mask, near = plan.category[number], goal.mask, goal.near
        end = goal.start + plan.length[number]
        for other, at in enumerate(plan.place):
            if at is None:
                continue
            close = at.mask & mask or (near and plan.category[other] == group and at.mask & near)
            early = table.first_of[other] == number and at.start < end
            late = table.first_of[number] == other and at.start + plan.length[other] > goal.start
            if close or early or late:
                torn += plan.take_out(other)
        while plan.rooms[goal.room] + plan.length[number] > plan.cap[group]:
            there = [n for n, at in enumerate(plan.place) if at is not None and at.room == goal.room]
            if not there:
                return torn
            torn += plan.take_out(self.chance.choice(there))
        first = table.first_of[number]
        if first >= 0 and plan.place[first] is None:
            plan.insert(first, latest=goal.start, avoid=mask)
        if plan.fits(number, goal):
            plan.put(number, goal)
        return torn

    def _tear_around(self, number: int) -> list[int]:
        """Take out the neighbours in time of a block or of one of its places."""
        chance, plan = self.chance, self.plan
        at = plan.place[number] or chance.choice(plan.candidates[number])
        reach = chance.randint(4, 14)
        low, high = at.start - reach, at.start + plan.length[number] + reach
        torn = [
            n for n, c in enumerate(plan.place) if c is not None and c.start < high and c.start + plan.length[n] > low
        ]
        plan.take_out_all(torn)
        return torn

    def _put_back(self, missing: list[int]) -> None:
        """Place what is missing, in one of four orders; a blink now and then leaves a good place to another."""
        chance, plan = self.chance, self.plan
        depth, length, blocks = plan.depth, plan.length, self.table.blocks
        chance.shuffle(missing)
        kind = chance.random()
        if kind < 0.35:
            missing.sort(key=lambda n: (depth[n], blocks[n].priority, -length[n]))
        elif kind < 0.6:
            missing.sort(key=lambda n: (depth[n], -length[n]))
        elif kind < 0.8:
            missing.sort(key=lambda n: (depth[n], len(plan.candidates[n])))
        else:
            missing.sort(key=lambda n: depth[n])
        for number in missing:
            plan.insert(number, self._blinks)

    def _blinks(self) -> bool:
        return self.chance.random() < _BLINK
