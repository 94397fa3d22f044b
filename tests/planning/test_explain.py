"""Explanations agree with the judge, and what they promise can be done."""

from __future__ import annotations

import pytest

from il_desktop.planning import highs
from il_desktop.planning.check import check, check_placements
from il_desktop.planning.explain import (
    alternatives,
    changes,
    cheapest_bends,
    costs_here,
    slack,
    to_keep,
    why_here,
    why_not,
)
from il_desktop.planning.problem import Block, Fixed, Problem, Window
from il_desktop.planning.solve import solve
from scripts.reference_weeks import reference_week

DAY = (Window(0, 8),)
SMALL = Problem(
    1,
    8,
    0,
    (Fixed("bus", 3, 1),),
    (
        Block("a", 3, 1, "visit", DAY, ideal=0),
        Block("b", 4, 2, "visit", DAY, ideal=2, previous=3),
        Block("c", 1, 4, "talk", (Window(0, 3),)),
    ),
)


def test_a_place_is_explained_by_its_cost_and_by_what_blocks_the_better_ones():
    answer = solve(SMALL)
    assert answer.placements == {"a": 0, "b": 4}
    assert [(c.reason, c.amount) for c in costs_here(SMALL, "b", 4)] == [("moved", 1), ("shifted", 1), ("distance", 2)]
    assert costs_here(SMALL, "a", 0) == ()
    assert why_here(SMALL, answer.placements, "a") == ()
    assert [(v.rule, v.other) for v in why_not(SMALL, answer.placements, "b", 2)] == [
        ("over_fixed", "bus"),
        ("over_block", "a"),
    ]


def test_what_it_takes_to_keep_a_dropped_block_is_a_list_of_changes():
    answer = solve(SMALL)
    assert answer.dropped == ("c",)
    found = to_keep(SMALL, answer, "c")
    assert found is not None
    after = {**answer.placements, **{c.block: c.after for c in found if c.after is not None}}
    for change in found:
        if change.after is None:
            del after[change.block]
    assert "c" in after
    assert not check_placements(SMALL, after)


def test_what_can_be_kept_nowhere_is_said():
    full = Problem(1, 8, 0, (Fixed("all", 0, 8),), SMALL.blocks)
    answer = solve(full)
    assert to_keep(full, answer, "c") is None


def test_a_named_place_is_kept():
    answer = solve(SMALL)
    found = to_keep(SMALL, answer, "c", 1)
    assert found is not None
    assert ("c", None, 1) in [(c.block, c.before, c.after) for c in found]


def test_bends_are_the_cheapest_first_and_name_what_gives():
    answer = solve(SMALL)
    ways = cheapest_bends(SMALL, answer.placements, "c")
    prices = [way.price for way in ways]
    assert prices == sorted(prices)
    assert ways[0].price > 0
    assert {rule.rule for rule in ways[0].rules} <= {"over_block", "outside_windows", "over_fixed"}


@pytest.mark.parametrize("seed", range(4))
def test_slack_counts_the_places_the_judge_allows(seed):
    week = reference_week(seed, 74, fixed=12, flexible=9, days=2)
    answer = solve(week)
    left = slack(week, answer.placements)
    for block in week.blocks:
        starts = range(week.days * week.slots_per_day)
        assert left[block.id] == sum(not why_not(week, answer.placements, block.id, s) for s in starts)
        assert left[block.id] >= (block.id in answer.placements)


@pytest.mark.parametrize("exact", [True, False])
def test_alternatives_are_good_and_differ_in_three_places(exact, monkeypatch):
    if not exact:
        monkeypatch.setattr(highs, "is_available", lambda: False)
    elif not highs.is_available():
        pytest.skip("HiGHS is not installed here")
    week = reference_week(2, 74, fixed=16, flexible=14, days=2)
    answer = solve(week)
    ids = [block.id for block in week.blocks]
    others = alternatives(week, answer, time_limit=30)
    assert not exact or len(others) == 3
    plans = [answer, *others]
    for number, plan in enumerate(plans):
        assert not check(week, plan)
        for other in plans[:number]:
            assert len(changes(plan.placements, other.placements, ids)) >= 3
    assert all(plan.tiers[:4] == answer.tiers[:4] for plan in others if exact)
