from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy.dialects import sqlite

from il_desktop import commands
from il_desktop.commands import held_time
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection
from il_desktop.domain.errors import BadValue, NotFound, ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.queries.agenda import AgendaItem, agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.steps_schedule import SENTENCES
from tests.commands.school_time import OFFICE, add_rows, at, draft, goals, school_year, series

schedule = commands.schedule
REASON = OverrideReason(DisplacementReason.DISTRICT, "Superintendent came")


def shown(desk: Desk, first: int = 19, last: int = 25) -> list[AgendaItem]:
    return desk.read(agenda, date(2026, 1, first), date(2026, 1, last), desk.cached(school_calendar))


def places(desk: Desk) -> list[tuple[str, str, str]]:
    return [(item.title, item.start.iso()[8:], item.end.iso()[8:]) for item in shown(desk)]


def last_step(desk: Desk) -> str:
    label = desk.history().undo
    return SENTENCES[label.op](label, ENGLISH).replace("\N{NO-BREAK SPACE}", " ") if label else ""


def overrides(desk: Desk) -> list[tuple]:
    sql = "SELECT block_id, at_local, minutes, source, level, planned_min, debt, note FROM interruption"
    return desk.read(lambda reader: reader.rows(sql))


def add(desk: Desk, *args: str, **more: object) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(*args, **more)))


def test_a_new_block_takes_the_level_of_its_activity_and_the_zone_of_the_school(desk):
    add(desk)
    (item,) = shown(desk)
    assert (item.title, item.tz, item.source, item.state) == ("PLC prep", "America/New_York", "manual", "planned")
    assert item.protection is Protection.FIRM
    assert item.start_iso == "2026-01-20T09:00:00-05:00"
    assert last_step(desk) == "Added PLC prep, Tue 20 Jan 9:00–11:00 AM"


def test_an_activity_is_found_by_its_key_too(desk):
    add(desk, activity_type="office_work")
    assert shown(desk)[0].activity_type == "office_work"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"title": "  "}, "empty"),
        ({"title": "x" * 256}, "too_long"),
        ({"end": "20 9:00"}, "end_before_start"),
        ({"end": "20 8:00"}, "end_before_start"),
        ({"end": "20 9:04"}, "too_short"),
        ({"end": "21 9:01"}, "too_long"),
        ({"tz": "Mars/Olympus"}, "not_a_zone"),
        ({"goals": (GoalShare("a", 60), GoalShare("b", 60))}, "sum_over_100"),
        ({"goals": (GoalShare("a", 10), GoalShare("a", 10))}, "duplicate"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(desk, bad, reason):
    with pytest.raises(BadValue) as problem:
        add(desk, **bad)
    assert problem.value.reason == reason
    assert shown(desk) == []
    assert desk.history().undo is None


@pytest.mark.parametrize("bad", [{"activity_type": "juggling"}, {"goals": (GoalShare("nobody", 10),)}])
def test_what_is_not_there_is_not_linked(desk, bad):
    with pytest.raises(NotFound):
        add(desk, **bad)
    assert shown(desk) == []


def test_a_whole_day_block_covers_its_dates_and_asks_nobody(desk):
    add(desk, protection=Protection.GUARDED)
    add(desk, "Spirit week", "19 8:00", "21 9:00", all_day=True)
    assert places(desk)[0] == ("Spirit week", "19T00:00", "22T00:00")


def test_a_move_keeps_the_length_and_says_so(desk):
    ref = add(desk)
    desk.run(schedule.move_block, ref, at("21 10:30"))
    assert places(desk) == [("PLC prep", "21T10:30", "21T12:30")]
    assert last_step(desk) == "Moved PLC prep, Tue 9:00 AM → Wed 10:30 AM"
    desk.undo()
    assert places(desk) == [("PLC prep", "20T09:00", "20T11:00")]
    desk.redo()
    assert places(desk) == [("PLC prep", "21T10:30", "21T12:30")]


def test_nudges_in_a_row_are_one_step_from_the_first_place_to_the_last(desk, fixed_clock):
    ref = add(desk)
    fixed_clock.advance(minutes=1)
    for start in ("20 9:15", "20 9:30"):
        desk.run(schedule.move_block, ref, at(start))
    assert last_step(desk) == "Moved PLC prep, Tue 9:00 AM → 9:30 AM"
    desk.undo()
    assert places(desk)[0][1] == "20T09:00"


def test_a_move_to_another_week_names_the_dates(desk):
    desk.run(schedule.move_block, add(desk), at("27 9:00"))
    assert last_step(desk) == "Moved PLC prep, Tue 20 Jan 9:00 AM → Tue 27 Jan 9:00 AM"


def test_resizing_changes_either_end(desk):
    ref = add(desk)
    desk.run(schedule.resize_block, ref, at("20 8:30"), at("20 11:00"))
    assert places(desk) == [("PLC prep", "20T08:30", "20T11:00")]
    assert last_step(desk) == "Lengthened PLC prep to Tue 20 Jan 8:30–11:00 AM"
    with pytest.raises(BadValue):
        desk.run(schedule.resize_block, ref, at("20 9:00"), at("20 9:00"))


def test_guarded_time_is_told_asks_a_reason_and_keeps_a_ledger(desk):
    guarded = add(desk, protection=Protection.GUARDED)
    with pytest.raises(ProtectedTimeConflict) as problem:
        add(desk, "Budget", "20 10:00", "20 12:00")
    (conflict,) = problem.value.conflicts
    assert (conflict.title, conflict.protection, conflict.minutes) == ("PLC prep", Protection.GUARDED, 60)
    with pytest.raises(ProtectedTimeConflict):
        desk.run(schedule.create_block, draft("Budget", "20 10:00", "20 12:00"), override=OverrideReason())
    assert overrides(desk) == []
    desk.run(schedule.create_block, draft("Budget", "20 10:00", "20 12:00"), override=REASON)
    assert overrides(desk) == [
        (guarded.block_id, "2026-01-20T10:00", 60, "district", 3, 120, "open", "Superintendent came")
    ]
    assert last_step(desk) == "Added Budget, Tue 20 Jan 10:00 AM–12:00 PM, over 1 protected block"
    desk.undo()
    assert overrides(desk) == []
    assert len(shown(desk)) == 1


def test_firm_time_asks_consent_and_keeps_a_ledger_only_with_a_reason(desk):
    add(desk, protection=Protection.FIRM)
    with pytest.raises(ProtectedTimeConflict):
        add(desk, "Budget")
    desk.run(schedule.create_block, draft("Budget"), override=OverrideReason())
    assert overrides(desk) == []
    desk.run(schedule.create_block, draft("Bus", protection=Protection.OPEN), override=REASON)
    assert [row[4] for row in overrides(desk)] == [2, 2]


def test_immovable_time_refuses_whatever_the_reason(desk):
    fixed = add(desk, protection=Protection.IMMOVABLE)
    for command, args in (
        (schedule.create_block, (draft("Budget"),)),
        (schedule.move_block, (fixed, at("20 9:15"))),
        (schedule.delete_block, (fixed,)),
    ):
        options = {} if command is schedule.delete_block else {"override": REASON}
        with pytest.raises(ProtectedTimeConflict):
            desk.run(command, *args, **options)
    desk.run(schedule.set_protection, fixed, Protection.FLEXIBLE)
    assert last_step(desk) == "Set PLC prep to Flexible"
    desk.run(schedule.move_block, fixed, at("20 9:15"))


def test_an_immovable_whole_day_stays_where_it_is(desk):
    fixed = add(desk, "Testing", "20 0:00", "21 0:00", all_day=True, protection=Protection.IMMOVABLE)
    with pytest.raises(ProtectedTimeConflict):
        desk.run(schedule.move_block, fixed, at("21 9:00"))


def test_open_and_flexible_time_gives_way_without_a_question(desk):
    add(desk, protection=Protection.FLEXIBLE)
    add(desk, "Budget", protection=Protection.OPEN)
    assert desk.history().undo.args["gave_way"] == 1


def test_a_repeating_block_defends_its_time_like_any_other(desk):
    desk.run(add_rows, *school_year(), series(protection=3, on_no_school="skip"))
    with pytest.raises(ProtectedTimeConflict) as problem:
        add(desk, "Budget", "20 9:30", "20 10:00")
    assert problem.value.conflicts[0].title == "Data talk"
    add(desk, "Budget", "27 9:30", "27 10:00")  # snow: no school, no talk
    desk.run(schedule.create_block, draft("Budget", "20 9:30", "20 10:00"), override=REASON)
    assert overrides(desk)[0][2:6] == (15, "district", 3, 45)
    assert len([item for item in shown(desk) if item.title == "Data talk"]) == 1


def test_the_check_finds_blocks_by_index_however_old_the_file(desk):
    sql = str(held_time._BLOCKS_NEAR.compile(dialect=sqlite.dialect(paramstyle="named")))
    names = ("tz", "start", "end", "before", "beyond", *re.findall(r":(\w+)", sql))
    plan = desk.read(lambda reader: reader.rows(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(names, "2026")))
    assert [row[3].split(" (")[0] for row in plan if "time_block" in row[3]] == [
        "SEARCH time_block USING INDEX ix_time_block_starts_local",
        "SEARCH time_block USING INDEX ix_time_block_multi_day",
    ]


def test_a_series_that_is_over_holds_nothing(desk):
    desk.run(add_rows, series(count=3, protection=3), series(until_on=date(2026, 1, 13), protection=3))
    add(desk, "Budget", "20 9:00", "20 9:45")
    with pytest.raises(ProtectedTimeConflict):
        add(desk, "Budget", "13 9:00", "13 9:45")


def test_a_lesson_by_period_defends_its_time(desk):
    rule = series('{"day_types":["B"],"periods":["P3"]}', rule_kind="school", protection=3, duration_min=43)
    desk.run(add_rows, *school_year(), rule)
    with pytest.raises(ProtectedTimeConflict) as problem:
        add(desk, "Budget", "20 10:00", "20 11:00")
    assert problem.value.conflicts[0].span.start == at("20 9:40")


def test_moving_one_of_a_series_leaves_the_others(desk):
    desk.run(add_rows, row := series())
    block_id = desk.run(schedule.move_block, BlockRef(None, row.id, date(2026, 1, 20)), at("21 13:00"))
    items = shown(desk, 12, 31)
    assert [item.start.iso()[8:] for item in items] == ["13T09:00", "21T13:00", "27T09:00"]
    assert [item.ref == BlockRef(block_id) for item in items] == [False, True, False]
    assert desk.run(schedule.move_block, BlockRef(None, row.id, date(2026, 1, 20)), at("21 13:15")) == block_id
    desk.undo()
    assert [item.start.iso()[8:] for item in shown(desk, 12, 31)] == ["13T09:00", "20T09:00", "27T09:00"]


def test_deleting_one_of_a_series_hides_it_for_good(desk):
    desk.run(add_rows, row := series())
    ref = BlockRef(None, row.id, date(2026, 1, 20))
    desk.run(schedule.delete_block, ref)
    assert shown(desk) == []
    assert last_step(desk) == "Deleted Data talk, Tue 20 Jan 9:00 AM"
    with pytest.raises(NotFound):
        desk.run(schedule.move_block, ref, at("21 9:00"))
    desk.undo()
    assert len(shown(desk)) == 1


def test_what_a_holiday_moved_on_is_found_by_its_own_date(desk):
    desk.run(add_rows, *school_year(), row := series("FREQ=WEEKLY;BYDAY=MO", on_no_school="next_contact_day"))
    assert places(desk) == [("Data talk", "20T09:00", "20T09:45")]
    desk.run(schedule.move_block, BlockRef(None, row.id, date(2026, 1, 19)), at("20 13:00"))
    assert places(desk) == [("Data talk", "20T13:00", "20T13:45")]


def test_a_meeting_in_another_zone_holds_its_time_here(desk):
    desk.run(add_rows, series("FREQ=DAILY", tz="Europe/Berlin", starts_local=at("6 15:00")))
    with pytest.raises(ProtectedTimeConflict) as problem:
        add(desk, "Budget", "20 9:30", "20 10:00")
    assert problem.value.conflicts[0].span.start == at("20 9:00")
    add(desk, "Budget", "20 15:00", "20 15:30")


@pytest.mark.parametrize("ref", [BlockRef("nobody"), BlockRef(None, "nobody", date(2026, 1, 20))])
def test_a_block_that_is_not_there_is_named(desk, ref):
    with pytest.raises(NotFound):
        desk.run(schedule.delete_block, ref)


def test_a_date_a_series_does_not_have_is_not_found(desk):
    desk.run(add_rows, row := series())
    with pytest.raises(NotFound):
        desk.run(schedule.move_block, BlockRef(None, row.id, date(2026, 1, 21)), at("21 9:00"))


def test_a_plain_block_is_deleted_and_comes_back(desk):
    ref = add(desk)
    desk.run(schedule.delete_block, ref)
    assert desk.read(lambda reader: reader.value("SELECT COUNT(*) FROM time_block")) == 0
    desk.undo()
    assert len(shown(desk)) == 1


def test_a_block_others_point_to_is_cancelled_instead(desk):
    guarded = add(desk, protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("Budget"), override=REASON)
    desk.run(schedule.delete_block, guarded)
    assert [item.title for item in shown(desk)] == ["Budget"]
    assert len(overrides(desk)) == 1


def test_editing_changes_several_things_in_one_step(desk):
    ref = add(desk, place="Room 12")
    desk.run(
        schedule.edit_block, ref, title="PLC planning", place="", note="bring data", activity_type=OFFICE,
        protection=Protection.GUARDED, start=at("20 9:30"), is_buffer=True, is_public=True,
    )  # fmt: skip
    (item,) = shown(desk)
    assert (item.title, item.place, item.activity_type, item.protection) == ("PLC planning", "", "office_work", 3)
    assert item.start == at("20 9:30")
    assert last_step(desk) == "Changed PLC planning"
    desk.undo()
    assert shown(desk)[0].title == "PLC prep"


@pytest.mark.parametrize(
    ("field", "sentence"), [("title", "Renamed a block to Hall duty"), ("place", "Changed the place of PLC prep")]
)
def test_editing_one_field_says_which(desk, field, sentence):
    desk.run(schedule.edit_block, add(desk), **{field: "Hall duty"})
    assert last_step(desk) == sentence


@pytest.mark.parametrize("bad", [{"title": " "}, {"colour": "red"}, {"end": at("20 9:00")}])
def test_an_edit_that_cannot_be_is_refused(desk, bad):
    ref = add(desk)
    with pytest.raises(BadValue):
        desk.run(schedule.edit_block, ref, **bad)


def test_a_block_becomes_a_whole_day_and_gets_hours_back_only_when_told(desk):
    ref = add(desk)
    desk.run(schedule.edit_block, ref, all_day=True)
    assert places(desk) == [("PLC prep", "20T00:00", "21T00:00")]
    desk.run(schedule.move_block, ref, at("22 15:00"))
    assert places(desk) == [("PLC prep", "22T00:00", "23T00:00")]
    with pytest.raises(BadValue):
        desk.run(schedule.edit_block, ref, all_day=False)
    desk.run(schedule.edit_block, ref, all_day=False, start=at("22 9:00"), end=at("22 10:00"))
    assert places(desk) == [("PLC prep", "22T09:00", "22T10:00")]


def test_a_block_shares_its_minutes_with_goals(desk):
    rows = goals("Math", "Reading")
    desk.run(add_rows, *rows)
    math, reading = rows[1].id, rows[2].id
    ref = add(desk)
    desk.run(schedule.share_goals, ref, [GoalShare(math, 60), GoalShare(reading, 30)])
    assert last_step(desk) == "Linked PLC prep to 2 goals"
    desk.run(schedule.share_goals, ref, [GoalShare(reading, 100)])
    assert last_step(desk) == "Linked PLC prep to “Reading”"
    links = "SELECT goal_id, share_pct, pos FROM block_goal"
    assert desk.read(lambda reader: reader.rows(links)) == [(reading, 100, 0)]
    desk.undo()
    assert sorted(desk.read(lambda reader: reader.rows(links))) == sorted([(math, 60, 0), (reading, 30, 1)])
    desk.run(schedule.share_goals, ref, [])
    assert last_step(desk) == "Unlinked PLC prep from its goals"


def test_a_copy_takes_the_goals_along_and_leaves_the_series(desk):
    rows = goals("Math")
    row = series(goal_shares=[{"goal_id": rows[1].id, "share_pct": 50}])
    desk.run(add_rows, *rows, row)
    desk.run(schedule.duplicate_block, BlockRef(None, row.id, date(2026, 1, 20)), at("21 10:00"))
    assert places(desk) == [("Data talk", "20T09:00", "20T09:45"), ("Data talk", "21T10:00", "21T10:45")]
    stored = "SELECT series_id, share_pct FROM time_block b JOIN block_goal g ON g.block_id = b.id"
    assert desk.read(lambda reader: reader.rows(stored)) == [(None, 50)]
    assert last_step(desk) == "Copied Data talk to Wed 21 Jan 10:00 AM"


def test_an_occurrence_made_a_row_keeps_its_goals_and_its_period(desk):
    rows = goals("Math")
    row = series(
        '{"day_types":["A"],"periods":["P3"]}', rule_kind="school", duration_min=43,
        goal_shares=[{"goal_id": rows[1].id, "share_pct": 50}, {"goal_id": "gone", "share_pct": 50}],
    )  # fmt: skip
    desk.run(add_rows, *school_year(), *rows, row)
    ref = next(item.ref for item in shown(desk))
    desk.run(schedule.set_protection, ref, Protection.GUARDED)
    stored = "SELECT period_code, anchor, share_pct FROM time_block b JOIN block_goal g ON g.block_id = b.id"
    assert desk.read(lambda reader: reader.rows(stored)) == [("P3", "period", 50)]


@pytest.mark.parametrize(
    ("to", "anchor", "code"),
    [("22 8:54", "period", "P2"), ("22 8:08", "period", "P1"), ("22 9:00", "clock", None)],
)
def test_a_block_tied_to_a_period_is_tied_to_the_one_it_lands_on(desk, to, anchor, code):
    desk.run(add_rows, *school_year())
    block = add(desk, "Visit", "20 8:08", "20 8:23", period_code="P1")
    desk.run(schedule.move_block, block, at(to))
    row = "SELECT anchor, period_code FROM time_block WHERE id = ?"
    assert desk.read(lambda reader: reader.row(row, (block.block_id,))) == (anchor, code)
