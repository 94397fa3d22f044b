"""How people spread over levels: small numbers stay hidden, also from who adds up and tries every possibility."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain.levels import HIDDEN, LevelMoment, LevelTable, level_rows
from il_desktop.domain.privacy import code_of


def told(*counts: int, min_n: int = 10) -> list[str]:
    levels = tuple(f"L{number}" for number in range(len(counts)))
    table = LevelTable("m", "Reading", "", levels, min_n, (LevelMoment("Fall", counts),))
    (row,) = level_rows(table, is_shared=True)
    return [cell.told or str(cell.number) for cell in row.cells]


def test_the_own_view_shows_every_count() -> None:
    table = LevelTable("m", "Reading", "", ("Low", "High"), 10, (LevelMoment("Fall", (3, 4)),))
    (row,) = level_rows(table, is_shared=False)
    assert (row.people, [cell.number for cell in row.cells]) == (7, [3, 4])


def test_a_window_of_too_few_people_is_not_told() -> None:
    table = LevelTable("m", "Reading", "", ("Low", "High"), 10, (LevelMoment("Fall", (3, 4)),))
    (row,) = level_rows(table, is_shared=True)
    assert (row.people, {cell.told for cell in row.cells}) == (None, {HIDDEN})


def test_a_small_level_hides_the_next_smallest_with_it() -> None:
    assert told(7, 30, 40, 60) == [HIDDEN, HIDDEN, "40", "60"]


def test_levels_large_enough_are_told() -> None:
    assert told(20, 30, 40, 60) == ["20", "30", "40", "60"]


def test_a_level_of_nearly_nobody_is_told_by_a_code_and_covered() -> None:
    assert told(2, 60, 40, 98) == ["<5", "60", HIDDEN, "98"]


def test_everybody_at_one_level_tells_no_single_count() -> None:
    assert set(told(0, 0, 60)) <= {"<5", ">95", HIDDEN}


@given(st.lists(st.integers(0, 25), min_size=2, max_size=4), st.integers(2, 8))
@settings(max_examples=150, deadline=None)
def test_an_attacker_who_adds_up_finds_no_hidden_level(counts: list[int], min_n: int) -> None:
    shown = told(*counts, min_n=min_n)
    people = sum(counts)
    if people < min_n:
        assert set(shown) <= {HIDDEN, "0"}
        return
    unseen = [number for number, code in enumerate(shown) if not code.isdigit()]
    assert all(not 0 < counts[number] < min_n for number in range(len(counts)) if number not in unseen)
    spare = people - sum(counts[number] for number in range(len(counts)) if number not in unseen)
    fits = [
        [n for n in range(people + 1) if shown[number] == HIDDEN or code_of(n, people) == shown[number]]
        for number in unseen
    ]
    worlds = [world for world in product(*fits) if sum(world) == spare] if len(unseen) < 4 else []
    for place in range(len(unseen)) if worlds else ():
        assert len({world[place] for world in worlds}) > 1
