from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.layout import MAX_COLUMNS, Chip, DayLayout, Drawn, Placed, lay_out

SLOTS = st.tuples(st.integers(0, 95), st.integers(1, 12))


def drawn(slots: list[tuple[int, int]]) -> list[Drawn]:
    return [Drawn(f"b{n:03d}", start * 15, (start + length) * 15) for n, (start, length) in enumerate(slots)]


BLOCKS = st.lists(SLOTS, max_size=25).map(drawn)


def overlap(a: Drawn, b: Drawn) -> bool:
    return a.top < b.bottom and b.top < a.bottom


def edges(place: Placed) -> tuple[float, float]:
    return place.column / place.columns, (place.column + place.width) / place.columns


@given(BLOCKS)
def test_no_two_overlapping_blocks_share_a_pixel(blocks):
    places = {place.key: place for place in lay_out(blocks).placed}
    by_key = {block.key: block for block in blocks}
    for left, right in combinations(places, 2):
        if overlap(by_key[left], by_key[right]):
            (a, b), (c, d) = edges(places[left]), edges(places[right])
            assert b <= c or d <= a


@given(BLOCKS)
def test_chips_stand_clear_of_the_blocks_in_sight(blocks):
    layout = lay_out(blocks)
    by_key = {block.key: block for block in blocks}
    for chip in layout.chips:
        for place in layout.placed:
            if overlap(by_key[place.key], Drawn("", chip.top, chip.bottom)):
                assert edges(place)[1] <= (MAX_COLUMNS - 1) / MAX_COLUMNS


@given(BLOCKS)
def test_every_block_is_in_sight_or_behind_a_chip_and_inside_the_column(blocks):
    layout = lay_out(blocks)
    keys = [place.key for place in layout.placed] + [key for chip in layout.chips for key in chip.keys]
    assert sorted(keys) == sorted(block.key for block in blocks)
    assert all(0 <= edges(place)[0] < edges(place)[1] <= 1 and place.columns <= MAX_COLUMNS for place in layout.placed)


@given(BLOCKS, st.randoms())
def test_the_order_of_the_input_does_not_matter(blocks, chance: random.Random):
    shuffled = list(blocks)
    chance.shuffle(shuffled)
    assert lay_out(shuffled) == lay_out(blocks)


@given(BLOCKS, SLOTS)
def test_a_block_that_touches_nothing_changes_nothing_else(blocks, slot):
    extra = Drawn("new", slot[0] * 15, (slot[0] + slot[1]) * 15)
    if any(overlap(extra, block) for block in blocks):
        return
    before, after = lay_out(blocks), lay_out([*blocks, extra])
    assert [place for place in after.placed if place.key != "new"] == list(before.placed)
    assert Placed("new", 0, 1, 1) in after.placed


def test_two_that_overlap_share_the_width_and_a_third_that_follows_is_full():
    layout = lay_out([Drawn("a", 0, 60), Drawn("b", 30, 90), Drawn("c", 90, 120)])
    assert layout == DayLayout((Placed("a", 0, 1, 2), Placed("b", 1, 1, 2), Placed("c", 0, 1, 1)))


def test_a_block_widens_to_the_right_where_there_is_room():
    layout = lay_out([Drawn("a", 0, 100), Drawn("b", 0, 40), Drawn("c", 0, 30), Drawn("d", 50, 90)])
    assert {place.key: (place.column, place.width) for place in layout.placed} == {
        "a": (0, 1), "b": (1, 1), "c": (2, 1), "d": (1, 2),
    }  # fmt: skip


def test_the_fifth_at_once_goes_behind_a_chip_with_the_fourth():
    layout = lay_out([Drawn(key, 0, 60) for key in "abcde"])
    assert [place.key for place in layout.placed] == ["a", "b", "c"]
    assert layout.chips == (Chip(("d", "e"), 0, 60),)


def test_an_empty_day_has_an_empty_layout():
    assert lay_out([]) == DayLayout(())
