"""Several blocks in one step: moved, deleted, protected, with one list of what is in the way."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.queries.agenda import AgendaItem, agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import add_rows, at, draft, series

bulk, schedule = commands.bulk, commands.schedule
REASON = OverrideReason(DisplacementReason.DISTRICT)


def shown(desk: Desk) -> list[AgendaItem]:
    return desk.read(agenda, date(2026, 1, 19), date(2026, 1, 25), desk.cached(school_calendar))


def places(desk: Desk) -> list[tuple[str, str, str]]:
    return sorted((item.title, item.start.iso()[8:], item.end.iso()[8:]) for item in shown(desk))


def add(desk: Desk, *args: str, level: Protection = Protection.FIRM) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(*args, protection=level)))


def overrides(desk: Desk) -> list[tuple]:
    return desk.read(lambda reader: reader.rows("SELECT block_id, minutes, source FROM interruption"))


def sentence(desk: Desk) -> str:
    label = desk.history().undo
    return step_sentence(label).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def two(desk) -> tuple[BlockRef, BlockRef]:
    """Two Firm blocks one behind the other."""
    return add(desk, "One", "20 9:00", "20 10:00"), add(desk, "Two", "20 10:00", "20 10:30")


def test_blocks_move_together_through_each_others_old_places_in_one_step(desk, two):
    before = places(desk)
    ids = desk.run(bulk.move_blocks, [(two[0], at("20 9:30")), (two[1], at("20 10:30"))])
    assert ids == [ref.block_id for ref in two]
    assert places(desk) == [("One", "20T09:30", "20T10:30"), ("Two", "20T10:30", "20T11:00")]
    assert sentence(desk) == "Moved 2 blocks 30 min later"
    desk.undo()
    assert places(desk) == before


@pytest.mark.parametrize(
    ("targets", "text"),
    [
        (("21 9:00", "21 10:00"), "Moved 2 blocks 1 day later"),
        (("19 8:45", "19 9:45"), "Moved 2 blocks 1 day 15 min earlier"),
        (("21 9:00", "22 10:00"), "Moved 2 blocks"),
    ],
)
def test_the_step_tells_how_far_when_all_went_the_same_way(desk, two, targets, text):
    desk.run(bulk.move_blocks, [(ref, at(target)) for ref, target in zip(two, targets, strict=True)])
    assert sentence(desk) == text


def test_everything_in_the_way_of_any_block_comes_in_one_list_and_nothing_moves(desk, two):
    add(desk, "Guarded", "21 9:30", "21 9:45", level=Protection.GUARDED)
    add(desk, "Firm", "21 10:00", "21 11:00")
    add(desk, "Soft", "21 9:00", "21 9:15", level=Protection.OPEN)
    before = places(desk)
    moves = [(two[0], at("21 9:00")), (two[1], at("21 10:00"))]
    with pytest.raises(ProtectedTimeConflict) as caught:
        desk.run(bulk.move_blocks, moves)
    assert [(one.title, one.minutes) for one in caught.value.conflicts] == [("Guarded", 15), ("Firm", 30)]
    assert places(desk) == before
    desk.run(bulk.move_blocks, moves, override=REASON)
    assert sentence(desk) == "Moved 2 blocks 1 day later, over 2 protected blocks"
    assert sorted(row[1:] for row in overrides(desk)) == [(15, "district"), (30, "district")]
    desk.undo()
    assert places(desk) == before
    assert not overrides(desk)


def test_a_block_met_by_two_movers_is_told_once_with_all_minutes_it_would_lose(desk, two):
    held = add(desk, "Long", "21 9:30", "21 11:30")
    with pytest.raises(ProtectedTimeConflict) as caught:
        desk.run(bulk.move_blocks, [(two[0], at("21 9:00")), (two[1], at("21 10:00"))])
    assert [(one.block_key, one.minutes) for one in caught.value.conflicts] == [(held.key, 60)]


def test_one_immovable_block_holds_all_back(desk, two):
    rock = add(desk, "Rock", "20 12:00", "20 12:30", level=Protection.IMMOVABLE)
    before = places(desk)
    with pytest.raises(ProtectedTimeConflict) as caught:
        desk.run(bulk.move_blocks, [(two[0], at("20 8:45")), (rock, at("20 12:15"))], override=REASON)
    assert [one.title for one in caught.value.conflicts] == ["Rock"]
    with pytest.raises(ProtectedTimeConflict):
        desk.run(bulk.delete_blocks, [two[0], rock])
    assert places(desk) == before


def test_occurrences_of_one_series_move_as_rows_of_their_own(desk):
    row = series(rule="FREQ=WEEKLY;BYDAY=TU,WE")
    desk.run(add_rows, row)
    refs = [BlockRef(None, row.id, date(2026, 1, day)) for day in (20, 21)]
    before = places(desk)
    ids = desk.run(bulk.move_blocks, [(refs[0], at("20 9:30")), (refs[1], at("21 9:30"))])
    assert len(set(ids)) == 2
    assert [place[1] for place in places(desk)] == ["20T09:30", "21T09:30"]
    desk.undo()
    assert places(desk) == before


def test_blocks_are_deleted_in_one_step(desk, two):
    desk.run(bulk.delete_blocks, two)
    assert not places(desk)
    assert sentence(desk) == "Deleted 2 blocks"
    desk.undo()
    assert len(places(desk)) == 2


def test_a_level_is_set_for_all_in_one_step(desk, two):
    desk.run(bulk.set_protection_of, two, Protection.GUARDED)
    assert {item.protection for item in shown(desk)} == {Protection.GUARDED}
    assert sentence(desk) == "Set 2 blocks to Guarded"
    desk.undo()
    assert {item.protection for item in shown(desk)} == {Protection.FIRM}


def test_copies_keep_their_distance_and_meet_only_others(desk, two):
    desk.run(bulk.copy_blocks, [(two[0], at("20 11:00")), (two[1], at("20 11:30"))])
    assert places(desk) == [
        ("One", "20T09:00", "20T10:00"), ("One", "20T11:00", "20T12:00"),
        ("Two", "20T10:00", "20T10:30"), ("Two", "20T11:30", "20T12:00"),
    ]  # fmt: skip
    assert sentence(desk) == "Copied 2 blocks"
    with pytest.raises(ProtectedTimeConflict):
        desk.run(bulk.copy_blocks, [(two[0], at("20 9:30")), (two[1], at("20 14:00"))])
    assert len(places(desk)) == 4


def test_dates_of_a_series_move_alone_and_the_sentence_says_so(desk, two):
    desk.run(add_rows, series())
    date_of = next(item.ref for item in shown(desk) if item.title == "Data talk")
    desk.run(bulk.move_blocks, [(two[0], at("21 9:00")), (date_of, at("21 11:00"))])
    assert sentence(desk).startswith("Moved 2 blocks")
    assert sentence(desk).endswith("; of 1 repeating one these dates only")
    again = [item for item in shown(desk) if item.title == "Data talk"]
    assert [item.start for item in again] == [at("21 11:00")]
