"""Every published cut of a measure side by side, solved for what is not told: no hidden count has only one answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain.gap_cuts import decided
from il_desktop.domain.gaps import GapTable, GapView, Moment, gap_view
from il_desktop.domain.level_cuts import decided as decided_levels
from il_desktop.domain.levels import LevelMoment, LevelTable, level_rows
from il_desktop.domain.privacy import Group, GroupTable
from tests.domain.attack import levels, rates

SIZES = (1, 2, 5, 9, 14, 30, 60)
Counts = dict[tuple[str, ...], tuple[int, int]]  # (grade, a group of each dimension): how many of how many


def cuts(windows: list[Counts], *, with_total: bool = True) -> list[GapTable]:
    """Cut the same people by every dimension, in each grade and in the school."""
    dimensions = len(next(iter(windows[0]))) - 1
    grades = sorted({key[0] for key in windows[0]} | {""})
    found = []
    for place, grade in product(range(dimensions), grades):
        moments = [_moment(number, counts, grade, place) for number, counts in enumerate(windows)]
        if not with_total:
            moments = [one._replace(table=one.table._replace(total=None)) for one in moments]
        found.append(GapTable("m", "Math", "up", f"dimension {place}", grade, 10, tuple(moments)))
    return found


def _moment(number: int, counts: Counts, grade: str, place: int) -> Moment:
    held = {key: found for key, found in counts.items() if grade in ("", key[0])}
    names = sorted({key[1 + place] for key in held})
    groups = tuple(_sum(name, [found for key, found in held.items() if key[1 + place] == name]) for name in names)
    total = _sum("", list(held.values()))
    label = f"Window {number}"
    return Moment(label, date(2025, 9 + number, 1), Fraction(number), GroupTable(groups, total), label)


def _sum(name: str, found: list[tuple[int, int]]) -> Group:
    return Group(name, sum(part for part, _ in found), sum(whole for _, whole in found))


def shared(windows: list[Counts], *, with_total: bool = True) -> list[GapView]:
    return [gap_view(table, is_shared=True) for table in decided(cuts(windows, with_total=with_total))]


@st.composite
def schools(draw: st.DrawFn, grades: tuple[str, ...], dimensions: int, windows: int = 1) -> list[Counts]:
    groups = [[f"{chr(97 + place)}{n}" for n in range(draw(st.integers(2, 3)))] for place in range(dimensions)]
    found = []
    for _ in range(windows):
        counts: Counts = {}
        for key in product(grades, *groups):
            whole = draw(st.sampled_from(SIZES))
            counts[key] = (draw(st.sampled_from(sorted({0, 1, whole // 2, whole - 1, whole}))), whole)
        found.append(counts)
    return found


@given(schools(("",), 2), st.booleans())
@settings(max_examples=30, deadline=None)
def test_two_dimensions_of_the_same_people_tell_nothing_of_each_other(windows, with_total) -> None:
    assert rates(shared(windows, with_total=with_total)) == {}


@given(schools(("6", "7"), 1), st.booleans())
@settings(max_examples=30, deadline=None)
def test_grades_beside_the_school_tell_nothing_of_each_other(windows, with_total) -> None:
    assert rates(shared(windows, with_total=with_total)) == {}


@given(schools(("6", "7", "8"), 2), st.booleans())
@settings(max_examples=12, deadline=None)
def test_grades_and_dimensions_together_tell_nothing_more(windows, with_total) -> None:
    assert rates(shared(windows, with_total=with_total)) == {}


@given(schools(("",), 2, windows=2))
@settings(max_examples=12, deadline=None)
def test_windows_side_by_side_tell_nothing_more(windows) -> None:
    assert rates(shared(windows)) == {}


def test_the_attacker_finds_what_a_table_alone_would_give_away() -> None:
    """Else the tests above could not fail: each table is covered alone, and together they tell of seven people."""
    counts = {("", "big", "x"): (100, 193), ("", "big", "y"): (20, 40), ("", "tiny", "y"): (2, 7)}
    tables = cuts([counts], with_total=False)
    assert rates([gap_view(table, is_shared=True) for table in tables]) == {
        ("dimension 0", "tiny", "Window 0", "", "part"): (2, 2)
    }
    assert rates([gap_view(table, is_shared=True) for table in decided(tables)]) == {}


def told(views: list[GapView]) -> dict[str, int]:
    """Count the groups told in each table."""
    return {
        f"{view.table.dimension} {view.table.grade}".strip(): sum(one.is_exact for row in view.rows for one in row.told)
        for view in views
    }


@pytest.mark.parametrize(
    ("grade_8", "expected"),
    [
        ((20, 60), {"dimension 0": 2, "dimension 0 7": 2, "dimension 0 8": 2}),
        ((1, 60), {"dimension 0": 0, "dimension 0 7": 0, "dimension 0 8": 0}),  # "<5 %" would be 1: 41 less 40
    ],
)
def test_grades_are_told_where_they_tell_of_nobody(grade_8, expected) -> None:
    counts = {("7", "a"): (40, 60), ("7", "b"): (30, 60), ("8", "a"): grade_8, ("8", "b"): (30, 60)}
    views = shared([counts])
    assert told(views) == expected
    assert rates(views) == {}


def test_a_grade_too_small_is_not_told_and_the_school_is() -> None:
    counts = {("7", "a"): (40, 60), ("7", "b"): (30, 60), ("8", "a"): (1, 3), ("8", "b"): (2, 4)}
    views = shared([counts])
    assert told(views) == {"dimension 0": 2, "dimension 0 7": 0, "dimension 0 8": 0}
    assert rates(views) == {}


def level_tables(people: dict[tuple[str, str], tuple[int, ...]], *, has_all: bool, has_cells: bool) -> list[LevelTable]:
    """Cut people by grade, by group and, if wanted, by both; `people` are the levels by (grade, group)."""
    width = len(next(iter(people.values())))
    grades, groups = ({key[place] for key in people} for place in (0, 1))
    cuts = [("", "")] if has_all else []
    cuts += [*((grade, "") for grade in sorted(grades)), *(("", group) for group in sorted(groups))]
    cuts += sorted(people) if has_cells else []
    found = []
    for grade, group in cuts:
        held = [one for key, one in people.items() if grade in ("", key[0]) and group in ("", key[1])]
        moment = LevelMoment("Fall", tuple(map(sum, zip(*held, strict=True))), "fall")
        names = tuple(f"L{place}" for place in range(width))
        found.append(LevelTable("m", "Math", "", names, 10, (moment,), grade, "group" if group else "", group))
    return found


def level_worlds(tables: Sequence[LevelTable]) -> dict[tuple[str, ...], tuple[int, int]]:
    rows = {(table.grade, table.group): level_rows(table, is_shared=True)[0] for table in tables}
    return levels(rows, len(tables[0].levels))


@st.composite
def spreads(draw: st.DrawFn) -> dict[tuple[str, str], tuple[int, ...]]:
    width = draw(st.integers(2, 4))
    counts = st.tuples(*[st.sampled_from((0, 1, 3, 8, 12, 25, 60))] * width).filter(any)
    return {key: draw(counts) for key in product(("6", "7"), ("a", "b"))}


@given(spreads(), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_levels_by_grade_by_group_and_of_all_tell_nothing_of_each_other(people, has_all, has_cells) -> None:
    tables = decided_levels(level_tables(people, has_all=has_all, has_cells=has_cells))
    assert level_worlds(tables) == {}


def test_three_of_twelve_cannot_be_had_from_the_other_levels_and_the_total() -> None:
    (table,) = decided_levels([LevelTable("m", "Math", "", ("A", "B", "C"), 10, (LevelMoment("Fall", (3, 4, 5)),))])
    assert level_worlds([table]) == {}
    (row,) = level_rows(table, is_shared=True)
    assert [cell.number for cell in row.cells] == [None, None, None]


def test_the_attacker_finds_a_level_that_each_table_alone_would_give_away() -> None:
    people = {("6", "a"): (12, 40, 50), ("6", "b"): (8, 40, 50), ("7", "a"): (20, 40, 50), ("7", "b"): (20, 40, 50)}
    tables = level_tables(people, has_all=True, has_cells=True)
    assert level_worlds(tables)
    assert level_worlds(decided_levels(tables)) == {}


def test_levels_large_enough_are_told_in_every_cut() -> None:
    people = {("6", "a"): (20, 40), ("6", "b"): (30, 40), ("7", "a"): (20, 40), ("7", "b"): (20, 40)}
    for table in decided_levels(level_tables(people, has_all=True, has_cells=True)):
        assert all(cell.number for cell in level_rows(table, is_shared=True)[0].cells)
