"""Rows about planning a week: the proof, the repair, the first answer, how good the search is, greedy beside it."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path

from il_desktop.planning.check import check
from il_desktop.planning.problem import Answer, Problem
from il_desktop.planning.reading import read_problem
from il_desktop.planning.search import greedy, search
from il_desktop.planning.solve import solve
from il_desktop.planning.table import Table
from scripts.bench.ratio import Row
from scripts.reference_weeks import broken_week, reference_week

FILLS, SEEDS = (74, 90), 20
PATIENCE = 30.0


@dataclass(slots=True)
class _Case:
    """A problem solved in every way; the proof in seconds of CPU (it is one thread), the wall's beside it."""

    problem: Problem
    exact: Answer
    searched: Answer
    greedy: Answer
    proof_seconds: float
    first_seconds: float
    share_moved: float | None = None


def rows(_large: Path, _folder: Path) -> list[Row]:
    """Measure on the reference weeks, each planned, broken and repaired."""
    solve(read_problem('{"days": 1, "slots_per_day": 4, "fixed": [], "blocks": []}'))
    solve(reference_week(99, 90), time_limit=PATIENCE)  # loads HiGHS once; it takes 0.2 s
    found: list[Row] = []
    everything: list[_Case] = []
    for fill in FILLS:
        plans = [_case(reference_week(seed, fill)) for seed in range(SEEDS)]
        repairs = [_repair(plan.problem, plan.exact, seed) for seed, plan in enumerate(plans)]
        everything += plans + repairs
        found += _rows_of(f"plan, {fill} % full", plans, 1.0, 3.0)
        found += _rows_of(f"repair, {fill} % full", repairs, 0.4, 3.0)
        found.append(_moved(f"repair, {fill} % full: blocks moved / moved when solved from scratch", repairs))
    first = Row("first answer of the search", "ms", "<= 20", 20, [case.first_seconds * 1000 for case in everything])
    first.note = f"median of {len(everything)}; the slowest {max(first.ours):.1f}"
    return [*found, first, _equal(everything)]


def _case(problem: Problem) -> _Case:
    began = time.process_time()
    exact = solve(problem, time_limit=PATIENCE)
    proof_seconds = time.process_time() - began
    began = time.process_time()
    search(Table(problem))
    first_seconds = time.process_time() - began
    searched = search(Table(problem), seconds=0.5)
    simple = greedy(problem)
    broken = [rule for answer in (exact, searched, simple) for rule in check(problem, answer)]
    if broken or not exact.is_optimal:
        raise AssertionError(broken, exact.tiers, exact.bounds)
    return _Case(problem, exact, searched, simple, proof_seconds, first_seconds)


def _repair(week: Problem, plan: Answer, seed: int) -> _Case:
    hurt = broken_week(week, plan.placements, seed)
    case = _case(hurt)
    anew = solve(replace(hurt, blocks=tuple(replace(b, previous=None) for b in hurt.blocks)), time_limit=PATIENCE)
    before = {b.id: b.previous for b in hurt.blocks if b.previous is not None}
    elsewhere = sum(anew.placements.get(key, there) != there for key, there in before.items())
    case.share_moved = case.exact.moved / elsewhere if elsewhere else 1.0
    return case


def _rows_of(name: str, cases: list[_Case], median: float, worst: float) -> list[Row]:
    times = [case.proof_seconds for case in cases]
    walls = [case.exact.seconds for case in cases]
    wall = f"on the wall {statistics.median(walls):.2f}, slowest {max(walls):.2f} s"
    important = [[sum(a.tiers[:2]) for a in (case.exact, case.searched, case.greedy)] for case in cases]
    drops = " / ".join(str(sum(each[way] for each in important)) for way in range(3))
    all_drops = " / ".join(
        str(sum(sum(a.tiers[:4]) for a in answers))
        for answers in zip(*((c.exact, c.searched, c.greedy) for c in cases), strict=True)
    )
    return [
        Row(
            f"{name}: seven tiers proved",
            "CPU s",
            f"<= {median}",
            median,
            times,
            note=f"P1+P2 dropped exact / search / greedy {drops}, all {all_drops}",
        ),
        Row(f"{name}: the slowest of {len(cases)}", "CPU s", f"<= {worst}", worst, [max(times)], note=wall),
    ]


def _moved(name: str, cases: list[_Case]) -> Row:
    shares = [case.share_moved for case in cases if case.share_moved is not None]
    moved = statistics.mean(case.exact.moved for case in cases)
    return Row(name, "x", "<= 0.6", 0.6, shares, note=f"{moved:.1f} moved on average")


def _equal(cases: list[_Case]) -> Row:
    missed = [0.0 if case.searched.tiers[:5] == case.exact.tiers[:5] else 1.0 for case in cases]
    simple = sum(case.greedy.tiers[:5] == case.exact.tiers[:5] for case in cases) / len(cases)
    share = statistics.mean(missed)
    note = f"equal in {100 - share * 100:.0f} % of {len(cases)}; greedy in {simple * 100:.0f} %"
    return Row(
        "search after 0.5 s: worse than the optimum in the first five tiers", "share", "<= 0.2", 0.2, [share], note=note
    )
