"""The judge: every rule has an answer that breaks it, and every spoilt answer is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from il_desktop.planning.check import check, check_placements
from il_desktop.planning.problem import Block, Fixed, Problem, Window, answer_of
from il_desktop.planning.solve import solve
from scripts.reference_weeks import broken_week, reference_week

DAY = (Window(0, 10), Window(10, 20))
WEEK = Problem(
    2,
    10,
    1,
    (Fixed("bus", 4, 2, gap_after=2), Fixed("late", 9, 1, gap_after=5)),
    (
        Block("a", 2, 1, "visit", DAY),
        Block("b", 2, 2, "visit", DAY, ideal=2, previous=12),
        Block("c", 1, 3, "talk", (Window(10, 14),), after="a"),
    ),
    {"visit": 3},
    {"visit": 2},
)


@pytest.mark.parametrize(
    ("placements", "rules"),
    [
        ({"a": 1, "b": 12, "c": 10}, set()),
        ({"a": 0}, {"before_now"}),
        ({"a": 3}, {"over_fixed"}),
        ({"a": 6}, {"in_gap_after"}),
        ({"a": 7}, {"in_gap_after"}),
        ({"a": 10}, set()),  # the gap after the last event of a day ends with the day
        ({"a": 19}, {"outside_windows", "outside_day"}),
        ({"a": -1}, {"outside_windows", "outside_day", "before_now"}),
        ({"a": 1, "c": 14}, {"outside_windows"}),
        ({"c": 12}, {"without_its_first"}),
        ({"a": 12, "c": 11}, {"too_early"}),
        ({"a": 12, "c": 13}, {"too_early", "over_block"}),
        ({"a": 11, "b": 13}, {"gap", "cap"}),
        ({"a": 11, "b": 14}, {"gap", "cap"}),
        ({"a": 11, "b": 15}, {"cap"}),
        ({"a": 2, "b": 10}, set()),
        ({"z": 2}, {"unknown_block"}),
    ],
)
def test_each_rule_is_found_when_it_is_broken(placements, rules):
    assert {violation.rule for violation in check_placements(WEEK, placements)} == rules


def test_a_collision_names_both():
    found = check_placements(WEEK, {"a": 3})
    assert [(each.block, each.other) for each in found] == [("a", "bus")]


def test_wrong_sums_and_forgotten_blocks_are_found():
    answer = answer_of(WEEK, {"a": 1, "b": 12}, (0, 0, 1, 0, 0, 0, 10), "x")
    assert not check(WEEK, answer)
    assert check(WEEK, replace(answer, dropped=()))[0].rule == "not_every_block_once"
    assert check(WEEK, replace(answer, dropped=("c", "a")))[0].rule == "not_every_block_once"
    wrong = replace(answer, tiers=(0, 0, 1, 0, 0, 0, 9))
    assert [each.rule for each in check(WEEK, wrong)] == ["wrong_tiers"]
    assert check(WEEK, replace(answer, bounds=(0, 0, 1, 0, 0, 1, 0)))[0].rule == "wrong_bounds"


@pytest.mark.parametrize("seed", range(10))
def test_every_spoilt_answer_is_refused(seed):
    """Moving one block onto another, out of its windows, or before its first is always noticed."""
    chance = random.Random(seed)
    week = reference_week(seed, 90, fixed=20, flexible=20, days=3)
    if seed % 2:
        week = broken_week(week, solve(week, "search", seed=seed).placements, seed)
    answer = solve(week, "search", seed=seed)
    assert not check(week, answer)
    for _ in range(20):
        places = dict(answer.placements)
        one, other = chance.sample(sorted(places), 2)
        kind = chance.choice(("onto", "outside", "swap_sums", "lost"))
        if kind == "onto":
            places[one] = places[other]
        elif kind == "outside":
            places[one] = week.days * week.slots_per_day - 1 + chance.randrange(3) + week.by_id[one].length
        elif kind == "lost":
            del places[one]
        spoilt = replace(answer, placements=places)
        if kind == "swap_sums":
            spoilt = replace(spoilt, tiers=(*answer.tiers[:6], answer.tiers[6] + 1))
        assert check(week, spoilt), kind
