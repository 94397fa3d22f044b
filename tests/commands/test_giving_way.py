"""Open blocks end where something is put on them, and owe nothing; several at once and series make room like one."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Category, Protection, Scope
from il_desktop.domain.errors import PlanOutdated
from il_desktop.domain.proposal import Action, Line, Proposal, Wanted, Work
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.series_draft import Repeat, SeriesDraft
from il_desktop.domain.walltime import Span
from il_desktop.models.schedule import TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.wording.format import Words
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import OFFICE, add_rows, at, draft, school_year, series

bulk, schedule = commands.bulk, commands.schedule
OPEN, FLEXIBLE, FIRM, GUARDED = Protection.OPEN, Protection.FLEXIBLE, Protection.FIRM, Protection.GUARDED
REASON = OverrideReason(DisplacementReason.DISTRICT)


def add(desk: Desk, title: str, start: str, end: str, level: Protection = FIRM, **more: object) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(title, start, end, protection=level, **more)))


def where(desk: Desk, title: str) -> list[str]:
    rows = desk.read(
        lambda r: r.rows(
            "SELECT starts_local, ends_local FROM time_block WHERE title = ? AND state <> 'cancelled' ORDER BY 1",
            (title,),
        )
    )
    return [f"{start[8:]}-{end[11:]}" for start, end in rows]


def debts(desk: Desk) -> list[tuple]:
    return desk.read(lambda r: r.rows("SELECT minutes FROM interruption"))


def said(desk: Desk) -> str:
    return step_sentence(desk.history().undo, Words(h24=True))


@operation("test.bring_in")
def bring_in(tx: Tx, block_id: str) -> None:
    block = tx.session.get_one(TimeBlock, block_id)
    block.import_key, block.origin = "district:1", "import"


# Open


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ("20 9:00", "20 10:00", []),
        ("20 8:30", "20 10:30", []),
        ("20 9:30", "20 10:30", ["20T09:00-09:30"]),
        ("20 8:30", "20 9:15", ["20T09:15-10:00"]),
        ("20 9:15", "20 9:30", ["20T09:30-10:00"]),
        ("20 9:10", "20 9:50", []),
    ],
)
def test_an_open_block_ends_and_keeps_what_is_left_of_it(desk, start, end, left):
    add(desk, "Loose", "20 9:00", "20 10:00", OPEN)
    add(desk, "Visit", start, end)
    assert where(desk, "Loose") == left
    assert said(desk).endswith("; Loose gives way")
    assert debts(desk) == []
    desk.undo()
    assert where(desk, "Loose") == ["20T09:00-10:00"]
    desk.redo()
    assert where(desk, "Loose") == left


def test_moving_stretching_and_copying_end_it_too(desk):
    add(desk, "One", "20 9:00", "20 9:30", OPEN)
    add(desk, "Two", "20 10:30", "20 11:00", OPEN)
    add(desk, "Three", "21 9:00", "21 9:30", OPEN)
    visit = add(desk, "Visit", "20 13:00", "20 14:30")
    desk.run(schedule.move_block, visit, at("20 9:00"))
    assert (where(desk, "One"), where(desk, "Two")) == ([], ["20T10:30-11:00"])
    desk.run(schedule.resize_block, visit, at("20 9:00"), at("20 11:00"))
    assert where(desk, "Two") == []
    desk.run(schedule.duplicate_block, visit, at("21 9:00"))
    assert where(desk, "Three") == []


def test_who_asks_and_is_refused_ends_nothing(desk):
    add(desk, "Loose", "20 9:00", "20 9:30", OPEN)
    add(desk, "Held", "20 9:30", "20 10:00", GUARDED)
    desk.run(schedule.create_block, draft("Long", "20 9:00", "20 10:00"), override=REASON)
    assert where(desk, "Loose") == []
    desk.undo()
    assert where(desk, "Loose") == ["20T09:00-09:30"]


def test_an_entry_that_another_calendar_shows_as_free_stays_as_it_is_there(desk):
    loose = add(desk, "Pay day", "20 9:00", "20 10:00", OPEN)
    desk.run(bring_in, loose.block_id)
    add(desk, "Visit", "20 9:00", "20 10:00")
    assert where(desk, "Pay day") == ["20T09:00-10:00"]
    assert "gives way" not in said(desk)


def test_one_open_date_of_a_series_ends_and_the_others_stay(desk):
    desk.run(add_rows, *school_year(), series(protection=0, on_no_school="skip"))
    add(desk, "Visit", "20 9:00", "20 10:00")
    states = desk.read(lambda r: r.rows("SELECT occurrence_on, state FROM time_block WHERE title = 'Data talk'"))
    assert states == [("2026-01-20", "cancelled")]


def test_what_is_over_stays(desk, fixed_clock):
    add(desk, "Loose", "20 9:00", "20 10:00", OPEN)
    fixed_clock.advance(days=5)
    add(desk, "Was there", "20 9:00", "20 10:00")
    assert where(desk, "Loose") == ["20T09:00-10:00"]


def test_a_task_whose_open_time_ended_waits_on_the_shelf_again(desk):
    task = desk.run(commands.tasks.add_task, "Bus plan", est_min=30)
    block = desk.run(commands.tasks.schedule_task, task, at("20 9:00"))
    desk.run(schedule.set_protection, BlockRef(block), OPEN)
    add(desk, "Visit", "20 9:00", "20 10:00")
    desk.run(commands.tasks.schedule_task, task, at("20 11:00"))  # it has no place, so it may get one
    assert where(desk, "Bus plan") == ["20T11:00-11:30"]


def test_an_accepted_plan_and_the_ideal_week_end_what_they_lie_on(desk):
    add(desk, "Loose", "20 9:00", "20 10:00", OPEN)
    wanted = Wanted("new:1", Work.BLOCK, "new:1", "PLC prep", 30, "office_work", Category.MANAGEMENT, FIRM, 2)
    line = Line(Action.ADD, wanted, None, Span(at("20 9:00"), at("20 9:30")))
    desk.run(commands.planning.accept_proposal, Proposal(date(2026, 1, 19), (line,)), [line.key])
    assert where(desk, "Loose") == ["20T09:30-10:00"]
    assert said(desk).endswith("1 added; Loose gives way")
    desk.run(commands.ideal.add_template, "Mine", "1", 9 * 60 + 30, 30, "E-mail", "office_work")
    desk.run(commands.ideal.apply_week, "Mine", date(2026, 1, 19), date(2026, 1, 25))
    assert where(desk, "Loose") == []
    assert where(desk, "E-mail") == ["20T09:30-10:00"]


def test_a_block_lowered_to_open_a_moment_ago_is_in_the_way_of_a_plan(desk):
    held = add(desk, "Held", "20 9:00", "20 10:00", GUARDED)
    desk.run(schedule.set_protection, held, OPEN)
    wanted = Wanted("new:1", Work.BLOCK, "new:1", "PLC prep", 30, "office_work", Category.MANAGEMENT, FIRM, 2)
    line = Line(Action.ADD, wanted, None, Span(at("20 9:00"), at("20 9:30")))
    with pytest.raises(PlanOutdated) as told:
        desk.run(commands.planning.accept_proposal, Proposal(date(2026, 1, 19), (line,)), [line.key])
    assert told.value.titles == ("Held",)
    assert where(desk, "Held") == ["20T09:00-10:00"]


# several at once


def test_moved_together_they_push_flexible_time_past_all_of_them_in_one_step(desk):
    add(desk, "E-mail", "20 9:00", "20 9:30", FLEXIBLE)
    add(desk, "Loose", "20 10:00", "20 10:30", OPEN)
    one, two = add(desk, "One", "20 13:00", "20 14:00"), add(desk, "Two", "20 14:00", "20 15:00")
    desk.run(bulk.move_blocks, [(one, at("20 9:00")), (two, at("20 10:00"))])
    assert (where(desk, "E-mail"), where(desk, "Loose")) == (["20T11:00-11:30"], [])
    assert said(desk).endswith("; 1 Flexible block makes room; 1 Open block gives way")
    desk.undo()
    assert (where(desk, "E-mail"), where(desk, "Loose")) == (["20T09:00-09:30"], ["20T10:00-10:30"])
    assert where(desk, "One") == ["20T13:00-14:00"]


def test_one_block_under_two_movers_leaves_once_and_the_places_they_left_are_free(desk):
    add(desk, "E-mail", "20 9:30", "20 10:30", FLEXIBLE)
    add(desk, "Full", "20 11:00", "20 23:00")
    one, two = add(desk, "One", "20 8:00", "20 8:30"), add(desk, "Two", "20 8:30", "20 9:00")
    desk.run(bulk.move_blocks, [(one, at("20 9:30")), (two, at("20 10:00"))])
    assert where(desk, "E-mail") == ["21T07:30-08:30"]  # forward, as for a single one
    assert said(desk) == "Moved 2 blocks 1 h 30 later; E-mail makes room, now Wed 7:30"


def test_copies_push_as_well(desk):
    add(desk, "E-mail", "20 9:00", "20 9:30", FLEXIBLE)
    refs = [add(desk, "One", "20 13:00", "20 13:30"), add(desk, "Two", "20 13:30", "20 14:00")]
    desk.run(bulk.copy_blocks, [(refs[0], at("20 9:00")), (refs[1], at("20 9:30"))])
    assert where(desk, "E-mail") == ["20T10:00-10:30"]
    assert said(desk) == "Copied 2 blocks; E-mail makes room, now Tue 10:00"


def test_where_several_leave_no_start_the_minutes_are_owed(desk):
    desk.run(add_rows, *school_year())
    for day in range(20, 25):
        add(desk, f"Full {day}", f"{day} 10:00", f"{day} 23:00")
    for day in range(21, 25):
        add(desk, f"Early {day}", f"{day} 0:00", f"{day} 10:00")
    add(desk, "E-mail", "20 9:00", "20 10:00", FLEXIBLE, activity_type=OFFICE)
    one, two = add(desk, "One", "19 9:00", "19 9:30"), add(desk, "Two", "19 9:30", "19 10:00")
    desk.run(bulk.move_blocks, [(one, at("20 9:00")), (two, at("20 9:30"))])
    assert debts(desk) == [(60,)]
    assert said(desk).endswith("; no place left for E-mail, owed on the shelf")
    desk.undo()
    assert debts(desk) == []


def test_make_up_blocks_of_several_are_told_and_push_flexible_time(desk):
    desk.run(add_rows, *school_year())
    add(desk, "Held", "20 9:00", "20 9:30", GUARDED)
    one, two = add(desk, "One", "21 9:00", "21 9:30"), add(desk, "Two", "21 10:00", "21 10:30")
    desk.run(bulk.move_blocks, [(one, at("20 9:00")), (two, at("20 10:00"))], override=REASON)
    assert "; make-up " in said(desk)


# series


def test_a_new_series_pushes_what_its_coming_dates_meet(desk):
    desk.run(add_rows, *school_year())
    add(desk, "E-mail", "20 9:30", "20 10:00", FLEXIBLE)
    add(desk, "Budget", "22 9:00", "22 9:30", FLEXIBLE)
    add(desk, "Loose", "23 9:00", "23 9:30", OPEN)
    new = SeriesDraft("Walk", "visit_quick", at("20 9:00"), 60, "FREQ=WEEKLY;BYDAY=TU,TH,FR", protection=FIRM)
    desk.run(commands.series.create_series, new)
    assert (where(desk, "E-mail"), where(desk, "Budget")) == (["20T10:00-10:30"], ["22T10:00-10:30"])
    assert where(desk, "Loose") == []
    assert said(desk).endswith("; 2 Flexible blocks make room; 1 Open block gives way")
    desk.undo()
    assert (where(desk, "E-mail"), where(desk, "Loose")) == (["20T09:30-10:00"], ["23T09:00-09:30"])


def test_a_series_moved_pushes_at_its_new_places_and_frees_its_old_ones(desk):
    desk.run(add_rows, *school_year(), series(protection=2, on_no_school="skip"))
    add(desk, "E-mail", "20 8:00", "20 9:00", FLEXIBLE)
    series_id = desk.read(lambda r: r.value("SELECT id FROM block_series"))
    ref = BlockRef(None, series_id, date(2026, 1, 20))
    desk.run(commands.series.edit_series, ref, Scope.FOLLOWING, start=at("20 7:45"), end=at("20 8:30"))
    assert where(desk, "E-mail") == ["20T08:30-09:30"]
    assert said(desk).endswith("; E-mail makes room, now Tue 8:30")


def test_a_series_moved_with_others_pushes_too(desk):
    desk.run(add_rows, *school_year(), series(protection=2, on_no_school="skip"))
    add(desk, "E-mail", "20 10:00", "20 10:30", FLEXIBLE)
    add(desk, "Later", "3 10:00", "3 10:30", FLEXIBLE)
    series_id = desk.read(lambda r: r.value("SELECT id FROM block_series"))
    moves = [(BlockRef(None, series_id, date(2026, 1, 20)), at("20 10:00"))]
    desk.run(bulk.move_blocks, moves, scope=Scope.FOLLOWING)
    assert where(desk, "E-mail") == ["20T10:45-11:15"]
    assert where(desk, "Later") == ["03T10:00-10:30"]


def test_letting_a_block_repeat_pushes_on_its_other_dates(desk):
    desk.run(add_rows, *school_year())
    walk = add(desk, "Walk", "20 9:00", "20 9:30")
    add(desk, "E-mail", "22 9:00", "22 9:30", FLEXIBLE)
    desk.run(commands.series.make_repeating, walk, Repeat("FREQ=WEEKLY;BYDAY=TU,TH"))
    assert where(desk, "E-mail") == ["22T09:30-10:00"]
