"""A series ended or deleted keeps what is on record; one date goes back to its rule."""

from __future__ import annotations

import pytest

from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.errors import NotFound
from il_desktop.models.schedule import TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from tests.commands.school_time import at
from tests.commands.series.conftest import last_step, occ, places, repeating, schedule, stored, wanted


@operation("test.keep")
def mark_kept(tx: Tx, block_id: str) -> None:
    block = tx.session.get_one(TimeBlock, block_id)
    block.state, block.reconciled_at = "kept", tx.clock.now()


def test_deleting_from_a_date_on_keeps_the_past(desk, talk):
    desk.run(schedule.edit_block, occ(talk, 27), note="bring data")
    desk.run(repeating.delete_series, occ(talk, 20), Scope.FOLLOWING)
    assert places(desk) == ["6 09:00", "13 09:00"]
    assert last_step(desk) == "Deleted Data talk from Tue 20 Jan on"
    desk.undo()
    assert len(places(desk)) == 4


def test_deleting_all_leaves_what_is_on_record(desk, talk):
    block = desk.run(schedule.edit_block, occ(talk, 13), note="held")
    desk.run(mark_kept, block)
    desk.run(schedule.delete_block, occ(talk, 20))
    desk.run(repeating.delete_series, occ(talk, 27), Scope.ALL)
    assert places(desk) == ["13 09:00"]
    assert stored(desk, "SELECT count(*) FROM block_series") == 0
    assert last_step(desk) == "Deleted all of Data talk"
    desk.undo()
    assert len(places(desk)) == 3


def test_a_series_ends_with_the_date_one_is_on(desk, talk):
    desk.run(repeating.end_series, occ(talk, 13))
    assert places(desk) == ["6 09:00", "13 09:00"]
    assert last_step(desk) == "Ended Data talk with Tue 13 Jan"


def test_a_series_ended_with_its_first_date_is_a_single_block(desk):
    made = desk.run(repeating.create_series, wanted())
    block = desk.run(repeating.end_series, occ(made, 6))
    assert places(desk) == ["6 09:00"]
    assert stored(desk, "SELECT id FROM time_block WHERE series_id IS NULL") == block
    assert stored(desk, "SELECT count(*) FROM block_series") == 0


@pytest.mark.parametrize("change", ["move", "delete"])
def test_one_date_goes_back_to_its_rule(desk, talk, change):
    if change == "move":
        desk.run(schedule.move_block, occ(talk, 20), at("22 15:00"))
    else:
        desk.run(schedule.delete_block, occ(talk, 20))
    desk.run(repeating.restore_occurrence, occ(talk, 20))
    assert places(desk) == ["6 09:00", "13 09:00", "20 09:00", "27 09:00"]
    assert stored(desk) == 0
    assert last_step(desk) == "Put Data talk, Tue 20 Jan, back to its rule"
    with pytest.raises(NotFound):
        desk.run(repeating.restore_occurrence, occ(talk, 20))


def test_a_note_outlives_going_back_to_the_rule(desk, talk):
    block = desk.run(schedule.edit_block, occ(talk, 20), note="bring data", start=at("20 15:00"), end=at("20 16:00"))
    assert desk.run(repeating.restore_occurrence, BlockRef(block)) == block
    assert places(desk)[2] == "20 09:00"
    assert stored(desk, "SELECT note FROM time_block") == "bring data"
