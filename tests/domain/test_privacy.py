"""Small groups stay hidden, also from somebody who subtracts, adds up and tries every possibility."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from il_desktop.domain.privacy import (
    ABOVE,
    ALONG,
    BELOW,
    EDGE,
    SMALL,
    Group,
    GroupTable,
    code_of,
    hidden_everywhere,
    hidden_groups,
    told,
)

SCHOOL = {"Group 1": (170, 402), "Group 2": (100, 214), "Group 3": (40, 71), "Group 4": (6, 18), "Group 5": (3, 7)}


def table(counts: dict[str, tuple[int, int]], *, with_total: bool = True) -> GroupTable:
    groups = tuple(Group(name, part, whole) for name, (part, whole) in counts.items())
    total = Group("", sum(group.part for group in groups), sum(group.whole for group in groups))
    return GroupTable(groups, total if with_total else None)


class Attacker:
    """Knows the total, what is told of each group, and the rules; tries every world that fits, one count at a time."""

    def __init__(self, shown: GroupTable, min_n: int) -> None:
        hidden = hidden_groups(shown, min_n)
        self.rows, total = told(shown, hidden, min_n)
        assert total is not None
        self.total = total
        self.exact = self.total.part is not None
        known = sum(row.whole or 0 for row in self.rows)
        self.people = (self.total.whole or 0) - known
        self.counted = (self.total.part or 0) - sum(row.part or 0 for row in self.rows)
        self.hidden = [row for row in self.rows if row.hidden]
        self.coded = [row for row in self.rows if row.code]

    def options(self) -> list[list[tuple[int, int]]]:
        """Every (count, size) each group not told exactly could have on its own."""
        found = [
            [(part, whole) for whole in range(1, self.people + 1) for part in range(whole + 1)] for _ in self.hidden
        ]
        for row in self.coded:
            whole = row.whole or 0
            found.append([(part, whole) for part in range(whole + 1) if code_of(part, whole) == row.code])
        return found

    def worlds(self) -> list[set[tuple[int, int]]]:
        """For each group not told exactly, every (count, size) it has in a world that fits all that is told."""
        options = self.options()
        last = len(options)
        hidden = len(self.hidden)

        @cache
        def fits(place: int, people: int, counted: int) -> bool:
            if place == last:
                return people == 0 and (counted == 0 or not self.exact)
            return any(
                fits(place + 1, people - (whole if place < hidden else 0), counted - part)
                for part, whole in options[place]
                if people >= (whole if place < hidden else 0) and (counted >= part or not self.exact)
            )

        found: list[set[tuple[int, int]]] = [set() for _ in options]
        reach = {(self.people, self.counted)}
        for place in range(last):
            following = set()
            for people, counted in reach:
                for part, whole in options[place]:
                    left = people - (whole if place < hidden else 0)
                    if left >= 0 and (counted >= part or not self.exact) and fits(place + 1, left, counted - part):
                        found[place].add((part, whole))
                        following.add((left, counted - part if self.exact else 0))
            reach = following
        return found


def test_the_groups_of_the_sample_school_hide_the_seven_and_the_eighteen() -> None:
    assert hidden_groups(table(SCHOOL), 10) == {"Group 5": SMALL, "Group 4": ALONG}
    rows, total = told(table(SCHOOL), {"Group 5": SMALL, "Group 4": ALONG}, 10)
    assert [row.whole for row in rows] == [402, 214, 71, None, None]
    assert total is not None
    assert total.whole == 712


def test_without_a_total_only_the_small_group_is_hidden() -> None:
    assert hidden_groups(table(SCHOOL, with_total=False), 10) == {"Group 5": SMALL}


def test_people_in_no_group_are_a_group_too() -> None:
    four = {name: counts for name, counts in SCHOOL.items() if name != "Group 5"}
    groups = table(four)._replace(total=Group("", 319, 712))
    assert hidden_groups(groups, 10) == {"Group 4": ALONG}


def test_ties_are_settled_by_name() -> None:
    assert hidden_groups(table({"c": (2, 5), "b": (9, 20), "a": (8, 20), "d": (30, 60)}), 10) == {
        "c": SMALL,
        "a": ALONG,
    }


def test_two_tiny_groups_hide_a_third_until_there_are_enough_people() -> None:
    assert set(hidden_groups(table({"a": (1, 3), "b": (2, 4), "c": (9, 20), "d": (30, 60)}), 10)) == {"a", "b", "c"}


def test_hidden_groups_in_which_nobody_is_counted_hide_another() -> None:
    assert set(hidden_groups(table({"a": (0, 5), "b": (0, 12), "c": (9, 20), "d": (30, 60)}), 10)) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("part", "whole", "code"),
    [(0, 40, BELOW), (2, 40, BELOW), (3, 40, ""), (37, 40, ""), (38, 40, ABOVE), (40, 40, ABOVE)],
)
def test_rates_near_the_ends_are_told_by_a_code(part: int, whole: int, code: str) -> None:
    assert code_of(part, whole) == code


def test_a_code_that_a_subtraction_would_undo_hides_the_group() -> None:
    hidden = hidden_groups(table({"a": (45, 100), "b": (0, 50)}), 10)
    assert hidden == {"b": EDGE, "a": ALONG}


def test_nobody_of_fifteen_is_hidden_because_the_code_would_say_zero() -> None:
    assert hidden_groups(table({"a": (0, 15)}, with_total=False), 10) == {"a": EDGE}


def test_hidden_in_one_window_is_hidden_in_all() -> None:
    later = {**SCHOOL, "Group 5": (4, 12), "Group 4": (9, 30)}
    assert hidden_everywhere([table(later), table(SCHOOL)], 10) == {"Group 5": SMALL, "Group 4": ALONG}


def test_a_school_smaller_than_the_minimum_tells_nothing() -> None:
    small = table({"a": (1, 3), "b": (2, 4)})
    rows, total = told(small, hidden_groups(small, 10), 10)
    assert total is not None
    assert [row.hidden for row in (*rows, total)] == [SMALL, SMALL, SMALL]


@st.composite
def tables(draw: st.DrawFn) -> tuple[GroupTable, int]:
    sizes = draw(st.lists(st.integers(1, 24), min_size=2, max_size=5))
    counts = {chr(97 + place): (draw(st.integers(0, size)), size) for place, size in enumerate(sizes)}
    return table(counts), draw(st.integers(2, 8))


@given(tables())
@settings(max_examples=150, deadline=None)
def test_an_attacker_who_tries_everything_finds_no_hidden_count(made: tuple[GroupTable, int]) -> None:
    shown, min_n = made
    attacker = Attacker(shown, min_n)
    assume(not attacker.total.hidden)  # then nothing adds up to anything
    for row, worlds in zip([*attacker.hidden, *attacker.coded], attacker.worlds(), strict=True):
        assert len({part for part, _ in worlds}) > 1, (row, worlds)
        if row.hidden:
            assert len({whole for _, whole in worlds}) > 1, (row, worlds)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_no_group_under_the_minimum_is_ever_told(made: tuple[GroupTable, int]) -> None:
    shown, min_n = made
    rows, _ = told(shown, hidden_groups(shown, min_n), min_n)
    for group, row in zip(shown.groups, rows, strict=True):
        if group.whole < min_n:
            assert row.hidden
            assert row.part is row.whole is None
