"""Several blocks in one step: moved, deleted, protected, with one list of what is in the way."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection, Scope
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.walltime import WallTime
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
    assert sentence(desk) == "Moved 2 blocks 1 day later, over 2 protected blocks; Soft gives way"
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


def weeks(desk: Desk, title: str, first: int = 12, last: int = 31) -> list[str]:
    """When a block of this name is, as day and clock."""
    items = desk.read(agenda, date(2026, 1, first), date(2026, 1, last), desk.cached(school_calendar))
    return [item.start.iso()[8:] for item in items if item.title == title]


@pytest.fixture
def mixed(desk, two) -> list[BlockRef]:
    """A single block, a date of a Tuesday series and one of a Wednesday series."""
    desk.run(add_rows, series(title="Talk"), series("FREQ=WEEKLY;BYDAY=WE", title="Rounds"))
    found = {item.title: item.ref for item in shown(desk)}
    return [two[1], found["Talk"], found["Rounds"]]


@pytest.mark.parametrize(
    ("scope", "talk", "rounds", "text"),
    [
        (Scope.THIS, ["13T09:00", "20T12:00", "27T09:00"], ["14T09:00", "21T12:00", "28T09:00"],
         "; of 2 repeating ones these dates only"),
        (Scope.FOLLOWING, ["13T09:00", "20T12:00", "27T12:00"], ["14T09:00", "21T12:00", "28T12:00"],
         "; repeating ones from these dates on"),
        (Scope.ALL, ["13T12:00", "20T12:00", "27T12:00"], ["14T12:00", "21T12:00", "28T12:00"],
         "; repeating ones on all their dates"),
    ],
)  # fmt: skip
def test_the_scope_counts_for_each_series_of_a_selection_in_one_step(desk, mixed, scope, talk, rounds, text):
    before = weeks(desk, "Talk"), weeks(desk, "Rounds")
    moves = list(zip(mixed, [at("20 13:00"), at("20 12:00"), at("21 12:00")], strict=True))
    keys = desk.run(bulk.move_blocks, moves, scope=scope)
    assert (weeks(desk, "Talk"), weeks(desk, "Rounds"), weeks(desk, "Two")) == (talk, rounds, ["20T13:00"])
    assert sentence(desk) == f"Moved 3 blocks 3 h later{text}"
    assert keys == [
        next(item.ref.key for item in shown(desk) if item.title == name) for name in ("Two", "Talk", "Rounds")
    ]
    desk.undo()
    assert (weeks(desk, "Talk"), weeks(desk, "Rounds")) == before


@pytest.mark.parametrize(("scope", "talk"), [(Scope.FOLLOWING, ["13T09:00"]), (Scope.ALL, [])])
def test_the_scope_counts_for_deleting_a_selection_too(desk, mixed, scope, talk):
    before = weeks(desk, "Talk")
    desk.run(bulk.delete_blocks, mixed, scope)
    assert weeks(desk, "Talk") == talk
    assert weeks(desk, "Two") == []
    assert sentence(desk).startswith("Deleted 3 blocks; repeating ones ")
    desk.undo()
    assert weeks(desk, "Talk") == before


def test_two_dates_of_one_series_move_it_once(desk):
    desk.run(add_rows, series("FREQ=WEEKLY;BYDAY=TU,WE"))
    refs = [item.ref for item in shown(desk)]
    desk.run(bulk.move_blocks, [(refs[1], at("21 9:30")), (refs[0], at("20 9:30"))], scope=Scope.ALL)
    assert weeks(desk, "Data talk", last=23) == ["13T09:30", "14T09:30", "20T09:30", "21T09:30"]


@pytest.mark.parametrize(("days", "expected"), [(1, ["21T10:00", "22T10:00"]), (-1, ["19T10:00", "20T10:00"])])
def test_two_weekdays_of_one_series_go_to_other_days_without_falling_together(desk, days, expected):
    desk.run(add_rows, series("FREQ=WEEKLY;BYDAY=TU,WE"))
    refs = [item.ref for item in shown(desk)]
    keys = desk.run(
        bulk.move_blocks,
        [(refs[0], at(f"{20 + days} 10:00")), (refs[1], at(f"{21 + days} 10:00"))],
        scope=Scope.FOLLOWING,
    )
    assert weeks(desk, "Data talk", 19, 23) == expected
    assert weeks(desk, "Data talk", 12, 16) == ["13T09:00", "14T09:00"]
    assert [ref.key for ref in (item.ref for item in shown(desk))] == keys


def test_a_chosen_weekday_moves_and_the_others_of_its_series_stay(desk):
    desk.run(add_rows, series("FREQ=WEEKLY;BYDAY=TU,TH"))
    ref = next(item.ref for item in shown(desk))
    desk.run(bulk.move_blocks, [(ref, at("21 9:00"))], scope=Scope.ALL)
    assert weeks(desk, "Data talk", 19, 23) == ["21T09:00", "22T09:00"]


def test_series_that_move_together_are_never_in_each_others_way(desk):
    desk.run(add_rows, series(title="First", protection=3), series(title="Second", protection=3,
             starts_local=WallTime.at(date(2025, 9, 2), 9, 45)))  # fmt: skip
    refs = {item.title: item.ref for item in shown(desk)}
    desk.run(bulk.move_blocks, [(refs["First"], at("20 9:45")), (refs["Second"], at("20 10:30"))], scope=Scope.ALL)
    assert weeks(desk, "First", 19, 31) == ["20T09:45", "27T09:45"]
    assert weeks(desk, "Second", 19, 31) == ["20T10:30", "27T10:30"]


def test_what_later_dates_of_a_series_meet_is_asked_with_the_rest_and_nothing_moves(desk, mixed):
    add(desk, "Held", "27 12:00", "27 12:30", level=Protection.GUARDED)
    add(desk, "Firm", "20 13:00", "20 13:30")
    before = places(desk)
    moves = list(zip(mixed, [at("20 13:00"), at("20 12:00"), at("21 12:00")], strict=True))
    with pytest.raises(ProtectedTimeConflict) as caught:
        desk.run(bulk.move_blocks, moves, scope=Scope.FOLLOWING)
    assert [one.title for one in caught.value.conflicts] == ["Held", "Firm"]
    assert places(desk) == before
    desk.run(bulk.move_blocks, moves, scope=Scope.FOLLOWING, override=REASON)
    assert len(overrides(desk)) == 2
    assert weeks(desk, "Talk", 19, 31) == ["20T12:00", "27T12:00"]


def test_an_immovable_series_holds_the_selection_back(desk, mixed):
    desk.run(add_rows, series(title="Rock", rule="FREQ=WEEKLY;BYDAY=TH", protection=4))
    rock = next(item.ref for item in shown(desk) if item.title == "Rock")
    before = places(desk)
    for run in (
        lambda: desk.run(bulk.move_blocks, [(mixed[0], at("20 13:00")), (rock, at("22 13:00"))], scope=Scope.ALL),
        lambda: desk.run(bulk.delete_blocks, [mixed[0], rock], Scope.ALL),
    ):
        with pytest.raises(ProtectedTimeConflict) as caught:
            run()
        assert [one.title for one in caught.value.conflicts] == ["Rock"]
    assert places(desk) == before


def test_a_date_of_its_own_moves_once_when_its_series_goes_along(desk):
    desk.run(add_rows, series())
    first, second = (
        item.ref for item in desk.read(agenda, date(2026, 1, 20), date(2026, 1, 31), desk.cached(school_calendar))
    )
    own = BlockRef(desk.run(schedule.edit_block, second, note="Bring the sheet"))
    desk.run(bulk.move_blocks, [(first, at("20 10:00")), (own, at("27 10:00"))], scope=Scope.ALL)
    assert weeks(desk, "Data talk", 19, 31) == ["20T10:00", "27T10:00"]
