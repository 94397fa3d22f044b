"""The one door to the solvers: first an answer from the search, then the proof; every answer passes the judge.

A caller hands in a Problem and gets an Answer; it never learns which engine is installed.
"""

from __future__ import annotations

import time
from dataclasses import replace

from il_desktop.planning import highs
from il_desktop.planning.check import check, check_placements
from il_desktop.planning.problem import Answer, Placements, Problem
from il_desktop.planning.search import Cancel, Found, never, search
from il_desktop.planning.table import Table

SOLVERS = ("auto", "search", "highs")
TIME_LIMIT = 3.0
# Rounds before the proof begins, and rounds of a search that is the whole answer, for a problem of the usual size.
WARM_ROUNDS = 2500
FULL_ROUNDS = 20_000
# Beyond so many candidates building and proving takes minutes: the search answers alone.
LARGEST_PROOF = 60_000


class BrokenAnswerError(Exception):
    """A solver broke a rule: a defect of ours; the answer was thrown away."""


def solve(
    problem: Problem,
    solver: str = "auto",
    *,
    time_limit: float = TIME_LIMIT,
    seed: int = 0,
    cancel: Cancel = never,
    found: Found | None = None,
) -> Answer:
    """Return the best answer found in the time; with the same seed the same one, unless time cut the work short.

    `auto` proves with HiGHS where it is installed and searches elsewhere; `highs` on a machine without it searches too.
    `found` hears of every better answer while it works, in this thread; `cancel` may be asked in another.
    Raises BrokenAnswerError.
    """
    began = time.monotonic()
    table = Table(problem)
    exact = solver != "search" and highs.is_available() and table.size <= LARGEST_PROOF
    rounds = _rounds(table, WARM_ROUNDS if exact else FULL_ROUNDS)
    share = time_limit / 4 if exact else time_limit
    start = _untouched(problem)
    searched = search(table, seed=seed, rounds=rounds, seconds=share, start=start, cancel=cancel, found=found)
    answer = _checked(problem, searched)
    left = time_limit - (time.monotonic() - began)
    if exact and not answer.is_optimal and left > 0 and not cancel():
        proved = highs.prove(table, answer, seconds=left, seed=seed, cancel=cancel, found=found)
        answer = _checked(problem, proved)
    return replace(answer, seconds=time.monotonic() - began)


def _untouched(problem: Problem) -> Placements | None:
    """Return the places from before if they still hold together: who asks for nothing gets nothing changed."""
    before = {block.id: block.previous for block in problem.blocks if block.previous is not None}
    return before if before and not check_placements(problem, before) else None


def _rounds(table: Table, rounds: int) -> int:
    """Return the rounds for a size: a larger week needs more of them."""
    return max(rounds // 10, rounds * len(table.blocks) // 40)


def _checked(problem: Problem, answer: Answer) -> Answer:
    broken = check(problem, answer)
    if broken:
        raise BrokenAnswerError(answer.solver, broken)
    return answer
