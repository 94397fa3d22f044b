"""An attacker who knows the rules themselves, the order by size and by name too: only a table that would be told in
the same way can be the true one. Even then each hidden count could be more than one number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from il_desktop.domain.privacy import Group, GroupTable, Told, code_of, hidden_groups, told

Counts = dict[str, tuple[int, int]]


def table(counts: Counts) -> GroupTable:
    groups = tuple(Group(name, part, whole) for name, (part, whole) in counts.items())
    return GroupTable(groups, Group("", sum(one.part for one in groups), sum(one.whole for one in groups)))


def seen(found: GroupTable, min_n: int) -> list[tuple[object, ...]]:
    """Return what a reader sees: that a cell is hidden, not why."""
    rows, total = told(found, hidden_groups(found, min_n), min_n)
    assert total is not None
    return [(row.part, row.whole, row.code, bool(row.hidden)) for row in (*rows, total)]


def sizes(groups: int, people: int) -> Iterator[tuple[int, ...]]:
    if groups == 0:
        yield from [()] if people == 0 else []
        return
    for first in range(1, people - groups + 2):
        for rest in sizes(groups - 1, people - first):
            yield (first, *rest)


def worlds(rows: tuple[Told, ...], total: Told, target: list[tuple[object, ...]], min_n: int) -> Iterator[Counts]:
    """Yield every table that would be told in the same way."""
    hidden = [row.name for row in rows if row.hidden]
    coded = [row for row in rows if row.code]
    people = (total.whole or 0) - sum(row.whole or 0 for row in rows)
    for wholes in sizes(len(hidden), people):
        options = [range(whole + 1) for whole in wholes]
        options += [[n for n in range((row.whole or 0) + 1) if code_of(n, row.whole or 0) == row.code] for row in coded]
        for parts in product(*options):
            guess = dict(zip(hidden, zip(parts, wholes, strict=False), strict=True))
            guess |= {row.name: (n, row.whole or 0) for row, n in zip(coded, parts[len(hidden) :], strict=True)}
            world = {row.name: guess.get(row.name, (row.part or 0, row.whole or 0)) for row in rows}
            if seen(table(world), min_n) == target:
                yield guess


def guesses(counts: Counts, min_n: int) -> dict[str, set[tuple[int, int]]]:
    """Return for each group that is not told exactly every (count, size) it could have; empty without a total."""
    shown = table(counts)
    hidden = hidden_groups(shown, min_n)
    rows, total = told(shown, hidden, min_n)
    assert total is not None
    if total.hidden:
        return {}
    found: dict[str, set[tuple[int, int]]] = {}
    for world in worlds(rows, total, seen(shown, min_n), min_n):
        for name, guess in world.items():
            found.setdefault(name, set()).add(guess)
    return found


@pytest.mark.parametrize(
    ("counts", "min_n"),
    [
        ({"a": (0, 6), "b": (0, 1)}, 6),  # "<5 %" of seven is nobody at all
        ({"a": (0, 1), "b": (1, 7), "c": (0, 12), "d": (0, 12)}, 2),  # the one that "<5 %" of 32 allows stands in b
        ({"a": (6, 6), "b": (7, 7)}, 5),  # and ">95 %" is everybody
    ],
)
def test_a_total_told_by_a_code_that_leaves_one_possibility_is_not_told(counts: Counts, min_n: int) -> None:
    shown = table(counts)
    _rows, total = told(shown, hidden_groups(shown, min_n), min_n)
    assert total is not None
    assert total.hidden


def test_a_total_told_by_a_code_that_leaves_room_is_told() -> None:
    shown = table({"a": (1, 7), "b": (1, 90), "c": (2, 30)})
    _rows, total = told(shown, hidden_groups(shown, 10), 10)
    assert total is not None
    assert total.code


@st.composite
def small_tables(draw: st.DrawFn) -> tuple[Counts, int]:
    found = draw(st.lists(st.integers(1, 9), min_size=2, max_size=4))
    counts = {chr(97 + place): (draw(st.integers(0, whole)), whole) for place, whole in enumerate(found)}
    return counts, draw(st.integers(2, 6))


@given(small_tables())
@settings(max_examples=40, deadline=None)
def test_who_knows_the_rules_and_the_order_finds_no_hidden_count(made: tuple[Counts, int]) -> None:
    counts, min_n = made
    found = guesses(counts, min_n)
    assume(found)
    for name, could in found.items():
        assert counts[name] in could
        assert len({part for part, _ in could}) > 1, (name, could)
