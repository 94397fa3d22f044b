"""The judge: goes through an answer slot by slot with the raw rules. Shares no code with the table or a solver.

Slow and plain on purpose. Every answer passes here before anybody sees it; one that breaks a rule is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass

from il_desktop.planning.problem import Answer, Block, Placements, Problem


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: its code, the block it concerns, and the other item of the collision, if there is one."""

    rule: str
    block: str
    other: str = ""


def check(problem: Problem, answer: Answer) -> list[Violation]:
    """Return every broken rule of an answer, also wrong sums and blocks left unmentioned; none means it is good."""
    found = check_placements(problem, answer.placements)
    ids = sorted(block.id for block in problem.blocks)
    if sorted([*answer.placements, *answer.dropped]) != ids:
        found.append(Violation("not_every_block_once", ""))
    tiers = measure(problem, answer.placements)
    if list(answer.tiers) != tiers:
        found.append(Violation("wrong_tiers", ""))
    if answer.moved != tiers[4]:
        found.append(Violation("wrong_moved", ""))
    if any(bound < 0 for bound in answer.bounds) or list(answer.bounds) > tiers:
        found.append(Violation("wrong_bounds", ""))
    return found


def check_placements(problem: Problem, placements: Placements) -> list[Violation]:
    """Return every rule that these places break."""
    known = {block.id: block for block in problem.blocks}
    found = [Violation("unknown_block", key) for key in placements if key not in known]
    placed = [(block, placements[block.id]) for block in problem.blocks if block.id in placements]
    for block, start in placed:
        found += _alone(problem, block, start)
        found += _order(known, placements, block, start)
    found += _collisions(placed)
    found += _gaps(problem, placed)
    found += _caps(problem, placed)
    return found


def measure(problem: Problem, placements: Placements) -> list[int]:
    """Return the seven tiers, counted anew."""
    missing = [block for block in problem.blocks if block.id not in placements]
    before = [
        (b, placements[b.id], b.previous) for b in problem.blocks if b.id in placements and b.previous is not None
    ]
    wished = [(b, placements[b.id], b.ideal) for b in problem.blocks if b.id in placements and b.ideal is not None]
    drops = [sum(1 for block in missing if block.priority == priority) for priority in (1, 2, 3, 4)]
    moved = sum(1 for _, start, previous in before if start != previous)
    shifted = sum(max(start, previous) - min(start, previous) for _, start, previous in before)
    return [*drops, moved, shifted, sum(max(start, ideal) - min(start, ideal) for _, start, ideal in wished)]


def _alone(problem: Problem, block: Block, start: int) -> list[Violation]:
    """Check what concerns the block and the fixed events: its windows, the past, taken time, gaps after events."""
    found: list[Violation] = []
    end = start + block.length
    if not any(window.start <= start and end <= window.end for window in block.windows):
        found.append(Violation("outside_windows", block.id))
    if start // problem.slots_per_day != (end - 1) // problem.slots_per_day or start < 0:
        found.append(Violation("outside_day", block.id))
    if start < problem.now:
        found.append(Violation("before_now", block.id))
    for event in problem.fixed:
        after = event.start + event.length
        if start < after and event.start < end:
            found.append(Violation("over_fixed", block.id, event.id))
        same_day = start // problem.slots_per_day == event.start // problem.slots_per_day
        if same_day and after <= start < after + event.gap_after:
            found.append(Violation("in_gap_after", block.id, event.id))
    return found


def _order(known: dict[str, Block], placements: Placements, block: Block, start: int) -> list[Violation]:
    if block.after is None:
        return []
    if block.after not in placements:
        return [Violation("without_its_first", block.id, block.after)]
    if start < placements[block.after] + known[block.after].length:
        return [Violation("too_early", block.id, block.after)]
    return []


def _collisions(placed: list[tuple[Block, int]]) -> list[Violation]:
    found: list[Violation] = []
    taken: dict[int, str] = {}
    for block, start in placed:
        for slot in range(start, start + block.length):
            if slot in taken and Violation("over_block", block.id, taken[slot]) not in found:
                found.append(Violation("over_block", block.id, taken[slot]))
            taken[slot] = block.id
    return found


def _gaps(problem: Problem, placed: list[tuple[Block, int]]) -> list[Violation]:
    found: list[Violation] = []
    for index, (block, start) in enumerate(placed):
        gap = problem.gaps.get(block.category, 0)
        for other, there in placed[:index]:
            if other.category != block.category:
                continue
            if start // problem.slots_per_day != there // problem.slots_per_day:
                continue
            first, second = ((block, start), (other, there)) if start < there else ((other, there), (block, start))
            if 0 <= second[1] - (first[1] + first[0].length) < gap:
                found.append(Violation("gap", block.id, other.id))
    return found


def _caps(problem: Problem, placed: list[tuple[Block, int]]) -> list[Violation]:
    found: list[Violation] = []
    for category, most in problem.caps.items():
        for day in range(problem.days):
            there = [b for b, start in placed if b.category == category and start // problem.slots_per_day == day]
            if sum(block.length for block in there) > most:
                found.append(Violation("cap", there[-1].id, category))
    return found
