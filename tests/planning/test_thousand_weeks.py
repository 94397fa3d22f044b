"""A thousand generated weeks, up to the reference load: every answer anybody hears of keeps the rules.

Each solve has a short limit, so that answers cut short are judged as well as proved ones. Long: `pytest -m slow`,
with `-o log_cli=true --log-cli-level=INFO` to read the counts.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace

import pytest

from il_desktop.planning import highs
from il_desktop.planning.check import check
from il_desktop.planning.problem import Answer, Problem
from il_desktop.planning.search import greedy
from il_desktop.planning.solve import solve
from scripts.reference_weeks import broken_week, reference_week

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(not highs.is_available(), reason="HiGHS is not installed here"),
]

WEEKS, LIMIT = 1000, 0.4
FILLS = (60, 74, 90, 100)


def solved(week: Problem, solver: str, seed: int, judged: Counter[str]) -> Answer:
    """Solve within the limit; the judge sees the answer and every one told on the way to it."""
    told: list[Answer] = []
    answer = solve(week, solver, seed=seed, time_limit=LIMIT, found=told.append)
    for each in (*told, answer):
        assert not check(week, each), (seed, solver)
    assert [each.tiers for each in told] == sorted((each.tiers for each in told), reverse=True), (seed, solver)
    assert not told or answer.tiers <= told[-1].tiers, (seed, solver)
    judged[f"{solver}: told on the way"] += len(told)
    judged[f"{solver}: {'optimal' if answer.is_optimal else 'feasible'}"] += 1
    return answer


def every_way(week: Problem, seed: int, judged: Counter[str]) -> Answer:
    """Solve in every way; no answer is below a bound that another one proved. Return the best."""
    answers = [solved(week, solver, seed, judged) for solver in ("search", "highs")]
    simple = greedy(week)
    assert not check(week, simple), seed
    answers.append(simple)
    judged["greedy"] += 1
    for claim in answers:
        assert all(claim.bounds <= other.tiers for other in answers), seed
    return min(answers, key=lambda answer: answer.tiers)


def test_a_thousand_generated_weeks_are_planned_and_repaired_within_the_rules():
    judged: Counter[str] = Counter()
    for number in range(WEEKS):
        seed = 1000 + number
        flexible = 8 + number % 33
        week = reference_week(seed, FILLS[number % 4], fixed=flexible, flexible=flexible, days=2 + number % 4)
        plan = every_way(week, seed, judged)
        kept = replace(week, blocks=tuple(replace(b, previous=plan.placements.get(b.id)) for b in week.blocks))
        again = solved(kept, "auto", seed, judged)
        assert again.tiers[:4] <= plan.tiers[:4], seed
        if plan.is_optimal:
            assert (again.placements, again.moved) == (plan.placements, 0), seed
        every_way(broken_week(week, plan.placements, seed), seed, judged)
    logging.getLogger(__name__).info("judged: %s", dict(sorted(judged.items())))
    assert judged["greedy"] == 2 * WEEKS
    assert judged["highs: optimal"] > 0
