"""The exact solver: as good as brute force where that can be asked, never beaten, repeatable, cancellable."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from il_desktop.planning import highs
from il_desktop.planning.check import check
from il_desktop.planning.problem import Fixed, Problem
from il_desktop.planning.search import search
from il_desktop.planning.solve import solve
from il_desktop.planning.table import Table
from scripts.reference_weeks import broken_week, reference_week
from tests.planning.brute import best_tiers, tiny_week

pytestmark = pytest.mark.skipif(not highs.is_available(), reason="HiGHS is not installed here")


def hold_against_brute_force(seed: int) -> None:
    week = tiny_week(seed)
    best = best_tiers(week)
    exact = solve(week, "highs", time_limit=60)
    assert not check(week, exact)
    assert (exact.tiers, exact.bounds) == (best, best), seed
    table = Table(week)
    from_nothing = highs.prove(table, search(table), seconds=60)
    assert (from_nothing.tiers, from_nothing.bounds) == (best, best), seed
    searched = solve(week, "search")
    assert not check(week, searched)
    assert searched.tiers >= best
    assert list(searched.bounds) <= list(best)


@pytest.mark.parametrize("tens", range(6))
def test_tiny_weeks_are_solved_as_brute_force_solves_them(tens):
    for seed in range(tens * 10, tens * 10 + 10):
        hold_against_brute_force(seed)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_tiny_weeks_are_solved_as_brute_force_solves_them():
    for seed in range(1000, 2000):
        hold_against_brute_force(seed)


def hold_a_week(week: Problem, seed: int) -> None:
    """Plan a generated week, break it, repair it: every answer is good, no search beats a proof, no repair is idle."""
    searched = search(Table(week), seed=seed, rounds=300)
    exact = solve(week, "auto", seed=seed, time_limit=60)
    for answer in (searched, exact):
        assert not check(week, answer), seed
    assert exact.is_optimal, seed
    assert searched.tiers >= exact.tiers, seed
    untouched = replace(week, blocks=tuple(replace(b, previous=exact.placements.get(b.id)) for b in week.blocks))
    again = solve(untouched, "auto", seed=seed, time_limit=60)
    assert again.placements == exact.placements, seed
    assert again.moved == 0
    hurt = broken_week(week, exact.placements, seed)
    quick = search(Table(hurt), seed=seed, rounds=300)
    repaired = solve(hurt, "auto", seed=seed, time_limit=60)
    assert not check(hurt, repaired), seed
    assert not check(hurt, quick), seed
    assert repaired.is_optimal, seed
    assert quick.tiers >= repaired.tiers, seed


@pytest.mark.parametrize("part", range(10))
def test_generated_weeks_are_planned_and_repaired_within_the_rules(part):
    for seed in range(part * 20, part * 20 + 20):
        fill = (60, 74, 90, 110)[seed % 4]
        hold_a_week(reference_week(seed, fill, fixed=4 + seed % 5, flexible=4 + seed % 5, days=1 + seed % 2), seed)


@pytest.mark.parametrize("seed", [0, 4, 6, 7])
def test_a_search_that_got_stuck_begins_anew_and_drops_no_more_than_the_proof(seed):
    week = reference_week(5, 90)  # from these seeds one walk alone never comes free of an important block left out
    found = search(Table(week), seed=seed, rounds=12_000)
    assert not check(week, found)
    assert found.tiers[:2] == solve(week, "highs", time_limit=60).tiers[:2] == (0, 0)


def test_more_free_time_never_hurts():
    week = reference_week(3, 90)
    freer = replace(week, fixed=week.fixed[5:])
    assert solve(freer, time_limit=30).tiers <= solve(week, time_limit=30).tiers


def test_other_ids_cost_the_same():
    week = reference_week(4, 90, fixed=20, flexible=20, days=3)
    names = {block.id: f"x{n * 7919 % 997}" for n, block in enumerate(week.blocks)}
    other = replace(
        week,
        blocks=tuple(
            replace(b, id=names[b.id], after=names[b.after] if b.after else None) for b in reversed(week.blocks)
        ),
    )
    assert solve(other, time_limit=30).tiers == solve(week, time_limit=30).tiers


@pytest.mark.parametrize("solver", ["search", "auto"])
def test_the_same_seed_gives_the_same_answer(solver):
    week = reference_week(5, 74, fixed=20, flexible=20, days=3)
    answers = [replace(solve(week, solver, seed=7, time_limit=60), seconds=0) for _ in range(2)]
    assert answers[0] == answers[1]


def test_cancelled_work_stops_soon_and_its_best_answer_is_good():
    """The cancel is asked often enough: after it says yes it is asked only a handful of times more."""
    week = reference_week(1, 90)
    for patience in (0, 3, 60, 90):
        asked = itertools.count()
        answer = solve(week, "auto", time_limit=60, cancel=lambda asked=asked, most=patience: next(asked) >= most)
        assert not check(week, answer)
        assert next(asked) <= patience + 12


def test_work_cut_short_at_any_moment_claims_no_more_than_is_proved():
    """A cancel at each possible look, in steps: the answer is good and its bounds are true."""
    week = reference_week(1, 90, fixed=20, flexible=20, days=3)
    best = solve(week, time_limit=60).tiers
    for patience in range(0, 400, 23):
        asked = itertools.count()
        answer = solve(week, time_limit=60, cancel=lambda asked=asked, most=patience: next(asked) >= most)
        assert not check(week, answer)
        assert answer.bounds <= best <= answer.tiers


def test_every_better_answer_is_told_in_order():
    told = []
    last = solve(reference_week(1, 90), time_limit=60, found=told.append)
    tiers = [answer.tiers for answer in told]
    assert len(tiers) > 2
    assert tiers == sorted(tiers, reverse=True)
    assert tiers[-1] == last.tiers


@pytest.mark.parametrize("solver", ["search", "highs"])
def test_weeks_without_work_or_room_have_an_answer(solver):
    empty = Problem(5, 42, 0, (), ())
    assert solve(empty, solver).is_optimal
    week = reference_week(0)
    over = replace(week, now=week.days * week.slots_per_day)
    full = replace(week, fixed=tuple(Fixed(f"f{day}", day * 42, 42) for day in range(5)))
    for closed in (over, full):
        answer = solve(closed, solver)
        assert not check(closed, answer)
        assert len(answer.dropped) == 40
        assert answer.is_optimal


def test_without_highs_the_search_answers(monkeypatch):
    monkeypatch.setattr(highs, "is_available", lambda: False)
    answer = solve(reference_week(0), "highs")
    assert answer.solver == "search"
    assert not answer.is_optimal or answer.bounds == answer.tiers
