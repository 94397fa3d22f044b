"""Answers to “why”: what a place costs, what stands in the way of another, what it would take, what else could be done.

Everything is said in ids and codes; wording/ makes the sentences. The rules come from the judge, so that an explanation
can never say another thing than the check does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from il_desktop.planning import highs
from il_desktop.planning.check import Violation, check_placements
from il_desktop.planning.problem import NO_BOUNDS, Answer, Block, Placements, Problem, answer_of
from il_desktop.planning.rows import Grid, Row
from il_desktop.planning.search import Cancel, never, search
from il_desktop.planning.solve import solve
from il_desktop.planning.table import Table

# What it costs to bend a rule, for putting the ways out in order: a wish of one's own before the time of others.
PRICES = {
    "outside_windows": 2,
    "gap": 3,
    "in_gap_after": 3,
    "cap": 4,
    "too_early": 6,
    "without_its_first": 6,
    "over_block": 8,
    "over_fixed": 10,
}
_ALTERNATIVE_ROUNDS = 3000


@dataclass(frozen=True, slots=True)
class Cost:
    """One term of what a place costs: `moved`, `shifted` or `distance`, in slots (moved is 1)."""

    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class Better:
    """A place that would suit better, and what stands in its way."""

    start: int
    obstacles: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One block whose place differs; None is no place."""

    block: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Bend:
    """A way out: at this place only these rules would have to give; `price` puts the ways in order."""

    start: int
    rules: tuple[Violation, ...]
    price: int


def costs_here(problem: Problem, block_id: str, start: int) -> tuple[Cost, ...]:
    """Return what this place costs; nothing means that no place is better."""
    block = problem.by_id[block_id]
    shifted = 0 if block.previous is None else abs(start - block.previous)
    distance = 0 if block.ideal is None else abs(start - block.ideal)
    terms = (("moved", int(shifted > 0)), ("shifted", shifted), ("distance", distance))
    return tuple(Cost(reason, amount) for reason, amount in terms if amount)


def why_not(problem: Problem, placements: Placements, block_id: str, start: int) -> tuple[Violation, ...]:
    """Return what forbids a place while everything else stays; nothing means the block may go there."""
    others = {key: there for key, there in placements.items() if key != block_id}
    before = set(check_placements(problem, others))
    found = check_placements(problem, {**others, block_id: start})
    return tuple(each for each in dict.fromkeys(found) if each not in before)


def why_here(problem: Problem, placements: Placements, block_id: str, *, most: int = 3) -> tuple[Better, ...]:
    """Return the best places that would have cost less than the present one, with what stands in their way."""
    table = Table(problem)
    choices = table.candidates[table.index[block_id]]
    there = placements.get(block_id)
    cheaper = []
    for candidate in choices:
        if candidate.start == there or len(cheaper) == most:
            break
        cheaper.append(candidate.start)
    return tuple(Better(start, why_not(problem, placements, block_id, start)) for start in cheaper)


def slack(problem: Problem, placements: Placements) -> dict[str, int]:
    """Return for each block how many places are left for it while all others stay; its own place counts."""
    table = Table(problem)
    left: dict[str, int] = {}
    for number, block in enumerate(problem.blocks):
        others = {key: there for key, there in placements.items() if key != block.id}
        taken = _mask(problem, others)
        fitting = [c.start for c in table.candidates[number] if not taken & c.mask]
        left[block.id] = sum(not why_not(problem, placements, block.id, start) for start in fitting)
    return left


def to_keep(
    problem: Problem, answer: Answer, block_id: str, start: int | None = None, *, time_limit: float = 3.0
) -> tuple[Change, ...] | None:
    """Return the changes with which a block gets a place (that one, if named); None when it has none at all.

    All others count as standing where the answer put them, and one priority lower (P3 and P4 become one), so that the
    wanted block comes before everything and the rest moves as little as it can.
    """
    forced = replace(problem, blocks=tuple(_forced(problem, b, answer, block_id, start) for b in problem.blocks))
    found = solve(forced, time_limit=time_limit)
    if block_id not in found.placements:
        return None
    return changes(answer.placements, found.placements, (block.id for block in problem.blocks))


def changes(before: Placements, after: Placements, ids: Iterable[str]) -> tuple[Change, ...]:
    """Return what differs between two plans, in the order of the ids."""
    pairs = ((key, before.get(key), after.get(key)) for key in ids)
    return tuple(Change(key, old, new) for key, old, new in pairs if old != new)


def alternatives(
    problem: Problem,
    answer: Answer,
    *,
    count: int = 3,
    differ: int = 3,
    time_limit: float = 3.0,
    cancel: Cancel = never,
) -> list[Answer]:
    """Return other good plans, each with at least `differ` blocks elsewhere than in the answer and in one another."""
    found = [answer]
    table = Table(problem)
    for number in range(1, count + 1):
        if cancel():
            break
        other = _other_plan(table, found, number, differ, time_limit / count, cancel)
        if other is None:
            break
        found.append(other)
    return found[1:]


def cheapest_bends(problem: Problem, placements: Placements, block_id: str, *, most: int = 3) -> list[Bend]:
    """Return the cheapest ways to place a block by bending rules, all others staying, each set of rules once."""
    block = problem.by_id[block_id]
    wish = block.ideal if block.ideal is not None else block.previous if block.previous is not None else problem.now
    best: dict[frozenset[Violation], Bend] = {}
    for start in range(problem.now, problem.days * problem.slots_per_day):
        rules = why_not(problem, placements, block_id, start)
        if all(rule.rule in PRICES for rule in rules):
            bend = Bend(start, rules, sum(PRICES[rule.rule] for rule in rules))
            known = best.get(frozenset(rules))
            if known is None or abs(start - wish) < abs(known.start - wish):
                best[frozenset(rules)] = bend
    ways = sorted(best.values(), key=lambda bend: (bend.price, abs(bend.start - wish), bend.start))
    return ways[:most]


def _forced(problem: Problem, block: Block, answer: Answer, wanted: str, start: int | None) -> Block:
    there = answer.placements.get(block.id)
    if block.id != wanted:
        return replace(block, priority=min(4, block.priority + 1), previous=there)
    windows = block.windows
    if start is not None:
        windows = tuple(
            replace(w, start=start, end=start + block.length)
            for w in windows
            if w.start <= start and start + block.length <= w.end
        )
    first = problem.by_id.get(block.after or "")
    return replace(block, priority=1, windows=windows, previous=there, after=first.id if first else None)


def _mask(problem: Problem, placements: Placements) -> int:
    mask = 0
    for key, start in placements.items():
        mask |= ((1 << problem.by_id[key].length) - 1) << start
    return mask


def _other_plan(
    table: Table, known: list[Answer], number: int, differ: int, seconds: float, cancel: Cancel
) -> Answer | None:
    """Return a plan that differs enough from all known ones: proved if HiGHS is there, else from another seed."""
    problem = table.problem
    if highs.is_available():
        cuts = [_cut(table, answer, differ) for answer in known]
        nothing = answer_of(problem, {}, NO_BOUNDS, highs.NAME)
        found = highs.prove(table, nothing, seconds=seconds, cancel=cancel, cuts=cuts)
    else:
        found = search(table, seed=number, rounds=_ALTERNATIVE_ROUNDS, seconds=seconds, cancel=cancel)
    ids = [block.id for block in problem.blocks]
    far = all(len(changes(answer.placements, found.placements, ids)) >= differ for answer in known)
    return found if far and not check_placements(problem, found.placements) and found.placements else None


def _cut(table: Table, answer: Answer, differ: int) -> Row:
    """Return the row: at most so many blocks stand where this answer has them."""
    grid = Grid(table)
    same = [
        column
        for column, (number, candidate) in enumerate(grid.columns)
        if answer.placements.get(table.blocks[number].id) == candidate.start
    ]
    return Row(tuple(same), (1,) * len(same), max(0, len(same) - differ))
