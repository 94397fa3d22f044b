"""Free stretches for things of the shelf, and their names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.shelf import ShelfKind, ShelfRef, fitting, free_gaps, make_up_minutes
from il_desktop.domain.walltime import Span, WallTime

DAY = date(2026, 1, 20)


class Block:
    """A block that claims time."""

    def __init__(self, start: int, minutes: int, state: str = "planned", day: date = DAY) -> None:
        self.ref, self.title, self.protection = BlockRef(f"{start}"), "x", Protection.OPEN
        self.span, self.all_day, self.state = Span.of(WallTime(day, 0).plus(start), minutes), False, state


def gaps(*blocks: Block, now: int = 0) -> list[tuple[int, int]]:
    found = free_gaps(blocks, [DAY], work_start_min=480, work_end_min=960, now=WallTime(DAY, now))
    return [(gap.start.minute, gap.end.minute) for gap in found]


def test_gaps_lie_between_blocks_inside_the_work_hours():
    assert gaps() == [(480, 960)]
    assert gaps(Block(470, 40), Block(600, 30), Block(615, 45), Block(900, 120)) == [(510, 600), (660, 900)]


def test_what_was_given_up_leaves_its_time_free():
    assert gaps(Block(600, 30, state="missed")) == [(480, 960)]


def test_nothing_is_offered_that_has_gone_by():
    assert gaps(Block(600, 30), now=557) == [(570, 600), (630, 960)]
    assert gaps(now=970) == []


@given(st.lists(st.tuples(st.integers(0, 1435), st.integers(5, 400)), max_size=12), st.integers(0, 1439))
def test_a_gap_meets_no_block_and_every_free_quarter_is_in_one(blocks, now):
    made = [Block(start, minutes) for start, minutes in blocks]
    days = [DAY, DAY + timedelta(days=1)]
    found = free_gaps(made, days, work_start_min=480, work_end_min=960, now=WallTime(DAY, now))
    assert not any(gap.overlaps(block.span) for gap in found for block in made)
    for day in days:
        for minute in range(480, 960, 15):
            slot = Span.of(WallTime(day, minute), 15)
            is_free = slot.start >= WallTime(DAY, now) and not any(slot.overlaps(block.span) for block in made)
            assert not is_free or any(gap.start <= slot.start and slot.end <= gap.end for gap in found)


def test_only_gaps_that_are_long_enough_fit():
    found = free_gaps([Block(500, 100)], [DAY], work_start_min=480, work_end_min=960, now=WallTime(DAY, 0))
    assert [gap.minutes for gap in fitting(found, 20)] == [20, 360]
    assert [gap.minutes for gap in fitting(found, 21)] == [360]


@pytest.mark.parametrize(("lost", "wanted"), [(1, 15), (15, 15), (16, 30), (43, 45), (120, 120)])
def test_a_make_up_block_is_a_multiple_of_a_quarter(lost, wanted):
    assert make_up_minutes(lost) == wanted


def test_a_name_on_the_shelf_is_read_back_and_no_block_has_it():
    ref = ShelfRef(ShelfKind.DEBT, "1-2")
    assert ShelfRef.parse(ref.key) == ref
    with pytest.raises(ValueError, match="abc"):
        ShelfRef.parse("abc")
