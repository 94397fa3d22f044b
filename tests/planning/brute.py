"""Brute force for tiny weeks: tries every place of every block, with the judge's rules alone."""

from __future__ import annotations

import itertools
import random

from il_desktop.planning.check import check_placements, measure
from il_desktop.planning.problem import Block, Fixed, Problem, Window

DAYS, SLOTS = 2, 7


def best_tiers(problem: Problem) -> tuple[int, ...]:
    """Return the tiers of the best of all plans."""
    week = range(problem.days * problem.slots_per_day)
    choices: list[list[int | None]] = []
    for block in problem.blocks:
        alone = [s for s in week if not check_placements(_without_order(problem), {block.id: s})]
        choices.append([None, *alone])
    best: list[int] | None = None
    for places in itertools.product(*choices):
        placements = {b.id: s for b, s in zip(problem.blocks, places, strict=True) if s is not None}
        worth = measure(problem, placements)
        if (best is None or worth < best) and not check_placements(problem, placements):
            best = worth
    assert best is not None
    return tuple(best)


def _without_order(problem: Problem) -> Problem:
    blocks = tuple(Block(b.id, b.length, b.priority, b.category, b.windows) for b in problem.blocks)
    return Problem(problem.days, problem.slots_per_day, problem.now, problem.fixed, blocks, problem.caps)


def tiny_week(seed: int) -> Problem:
    """Return a week of two short days in which every rule can bite."""
    chance = random.Random(seed)
    fixed = tuple(
        Fixed(f"f{n}", chance.randrange(DAYS) * SLOTS + chance.randrange(SLOTS - 1), 1, chance.choice((0, 0, 1, 2)))
        for n in range(chance.randint(0, 3))
    )
    blocks = tuple(_tiny_block(chance, n) for n in range(chance.randint(2, 4)))
    caps = {"a": chance.randint(1, 5)} if chance.random() < 0.5 else {}
    gaps = {key: chance.randint(1, 2) for key in "ab" if chance.random() < 0.4}
    return Problem(DAYS, SLOTS, chance.choice((0, 0, 2, SLOTS)), fixed, blocks, caps, gaps)


def _tiny_block(chance: random.Random, number: int) -> Block:
    windows = []
    for day in range(DAYS):
        if chance.random() < 0.75:
            first = chance.randrange(SLOTS - 2)
            windows.append(Window(day * SLOTS + first, day * SLOTS + chance.randint(first + 1, SLOTS)))
    week = DAYS * SLOTS
    return Block(
        f"b{number}",
        chance.randint(1, 3),
        chance.randint(1, 4),
        chance.choice("ab"),
        tuple(windows),
        chance.randrange(week) if chance.random() < 0.5 else None,
        chance.randrange(week) if chance.random() < 0.5 else None,
        f"b{chance.randrange(number)}" if number and chance.random() < 0.4 else None,
    )
