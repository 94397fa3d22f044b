"""Where members of the cascade land: up, down, in, out."""

from __future__ import annotations

import pytest

from il_desktop.domain.goal_places import Level, Place, Spot, may_hang, pushed_in, pushed_out, shifted

GOAL = Spot("G", "goal")
TOPS = Level(None, (GOAL, Spot("H", "goal")))
PARTS = Level(GOAL, (Spot("s1", "strategy"), Spot("a", "step"), Spot("s2", "strategy"), Spot("b", "step")))
STEPS = Level(Spot("s1", "strategy"), (Spot("x", "step"), Spot("y", "step")))


@pytest.mark.parametrize(
    ("kind", "parent", "may"),
    [
        ("strategy", "goal", True),
        ("strategy", "strategy", False),
        ("step", "strategy", True),
        ("goal", None, True),
        ("step", None, False),
        ("goal", "strategy", False),
        ("teacher_goal", "goal", False),
    ],
)
def test_kinds_hang_only_where_they_belong(kind, parent, may):
    assert may_hang(kind, parent) is may


def test_a_part_moves_among_its_kin_and_stops_at_the_ends():
    assert shifted(PARTS, "a", -1) == Place("G", 1)
    assert shifted(PARTS, "a", 1) == Place("G", 3)
    assert shifted(PARTS, "s1", -1) is None
    assert shifted(PARTS, "b", 1) is None


def test_a_step_is_pushed_under_the_strategy_above_it():
    assert pushed_in(PARTS, "b", {"s2": 2}) == Place("s2", 3)
    assert pushed_in(PARTS, "a", {}) == Place("s1", 1)


def test_a_strategy_finds_no_strategy_to_hang_under():
    assert pushed_in(PARTS, "s2", {}) is None
    assert pushed_in(PARTS, "s1", {}) is None


def test_a_goal_nests_under_the_one_above():
    assert pushed_in(TOPS, "H", {"G": 4}) == Place("G", 5)


def test_a_step_comes_out_right_behind_its_strategy():
    assert pushed_out((TOPS, PARTS, STEPS), "x") == Place("G", 2)


def test_a_strategy_does_not_come_out_of_its_goal():
    assert pushed_out((TOPS, PARTS), "s1") is None
    assert pushed_out((TOPS,), "H") is None


def test_a_nested_goal_comes_out_behind_its_parent():
    assert pushed_out((TOPS, Level(GOAL, (Spot("N", "goal"),))), "N") == Place(None, 2)
