"""Makes room for blocks that are left out: each is put where those who must leave weigh least, and they look anew.

A block that keeps finding no room grows heavier, so the walk does not turn in circles: who is hard to place stays, who
is easy to place elsewhere leaves. Costs are looked at only between equals; the search settles the plan afterwards.
"""

from __future__ import annotations

import random

from il_desktop.planning.plan import Plan
from il_desktop.planning.table import Candidate

# What a block weighs at first, by its priority, and what each vain look for room adds.
_WEIGHTS, _GROWTH = (8.0, 4.0, 2.0, 1.0), 0.2
# Who was placed in the last steps leaves last; among places that weigh nearly the same chance decides, or the cost.
_REST, _TIRED = 3, 50.0
_NOISE, _COST_SHARE = 0.5, 0.0005
_NOBODY = -1


class Ejection:
    """Pushes left-out blocks into a plan, one a step. The weights are kept from one walk to the next."""

    def __init__(self, plan: Plan, chance: random.Random) -> None:
        self.plan, self.chance = plan, chance
        self.weight = [_WEIGHTS[block.priority - 1] for block in plan.table.blocks]
        self.placed_at = [-_REST] * plan.count
        self.clock = 0
        self.at: list[Candidate | None] = []
        self.owner: list[int] = []

    def begin(self) -> None:
        """Look who lies where: the plan changed since the last walk."""
        problem = self.plan.table.problem
        self.owner = [_NOBODY] * (problem.days * problem.slots_per_day)
        self.at = [None] * self.plan.count
        for number, place in enumerate(self.plan.place):
            if place is not None:
                self._own(number, place)

    def step(self) -> bool:
        """Push one left-out block in; False when nobody is left out."""
        plan = self.plan
        missing = plan.missing()
        if not missing:
            return False
        number = self.chance.choice(missing)
        first = plan.table.first_of[number]
        while first >= 0 and plan.place[first] is None:
            number, first = first, plan.table.first_of[first]
        self.clock += 1
        goal, leaving = self._lightest(number)
        if goal is None:  # all its places lie before the end of the one it must follow
            self._disown(plan.take_out(first))
            return True
        if leaving:
            self.weight[number] += _GROWTH
            self._disown(plan.take_out_all(leaving))
        if plan.fits(number, goal):
            plan.put(number, goal)
            self._own(number, goal)
            self.placed_at[number] = self.clock
        return True

    def _lightest(self, number: int) -> tuple[Candidate | None, set[int]]:
        """Return the place where those who must leave weigh least, and who they are."""
        plan = self.plan
        first = plan.table.first_of[number]
        before = plan.place[first] if first >= 0 else None
        earliest = before.start + plan.length[first] if before is not None else 0
        best: tuple[Candidate | None, set[int]] = (None, set())
        least, draw = float("inf"), self.chance.random
        weight, rested = self.weight, self.clock - _REST
        for candidate in plan.candidates[number]:
            if candidate.start < earliest:
                continue
            leaving = self._leaving(number, candidate)
            if leaving is None:
                continue
            burden = candidate.rough * _COST_SHARE + draw() * _NOISE
            for other in leaving:
                burden += weight[other] + (_TIRED if self.placed_at[other] > rested else 0.0)
            if burden < least:
                least, best = burden, (candidate, leaving)
        return best

    def _leaving(self, number: int, goal: Candidate) -> set[int] | None:
        """Return who has to leave for a block to lie there, followers too; None when a cap stands in the way anyway."""
        plan, owner = self.plan, self.owner
        table, place = plan.table, plan.place
        group, length = plan.category[number], plan.length[number]
        end = goal.start + length
        found: set[int] = set()
        if plan.taken & goal.mask:
            found.update(owner[goal.start : end])
        if plan.groups[group] & goal.near:
            gap, per_day = table.gap[group], table.problem.slots_per_day
            day = goal.start // per_day * per_day
            near = owner[max(goal.start - gap, day) : min(end + gap, day + per_day)]
            found.update(other for other in near if plan.category[other] == group)
        found.discard(_NOBODY)
        for follower in table.followers[number]:
            at = place[follower]
            if at is not None and at.start < end:
                found.add(follower)
        excess = plan.rooms[goal.room] + length - plan.cap[group]
        if excess > 0 and not self._empty_room(goal.room, excess, found):
            return None
        for other in tuple(found):
            found.update(each for each in table.followers[other] if place[each] is not None)
        return found

    def _empty_room(self, room: int, excess: int, leaving: set[int]) -> bool:
        """Let the lightest of a category leave a day until its cap holds; False when the block alone is above it."""
        plan, weight = self.plan, self.weight
        there = [n for n, at in enumerate(plan.place) if at is not None and at.room == room]
        excess -= sum(plan.length[n] for n in there if n in leaving)
        for number in sorted((n for n in there if n not in leaving), key=lambda n: weight[n] / plan.length[n]):
            if excess <= 0:
                break
            leaving.add(number)
            excess -= plan.length[number]
        return excess <= 0

    def _own(self, number: int, place: Candidate) -> None:
        self.at[number] = place
        for slot in range(place.start, place.start + self.plan.length[number]):
            self.owner[slot] = number

    def _disown(self, torn: list[int]) -> None:
        for number in torn:
            place, self.at[number] = self.at[number], None
            if place is not None:
                for slot in range(place.start, place.start + self.plan.length[number]):
                    self.owner[slot] = _NOBODY
