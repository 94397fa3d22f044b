"""Dates of a series moved, from one on or all of them, with the exceptions that go along."""

from __future__ import annotations

import pytest

from il_desktop.domain.blocks import BlockRef, Protection, Scope
from il_desktop.domain.errors import BadValue, ProtectedTimeConflict
from tests.commands.school_time import add_rows, at, draft, school_year, series
from tests.commands.series.conftest import last_step, occ, places, repeating, schedule, stored, titles, wanted


def test_moving_all_moves_every_date_and_the_weekday_with_it(desk, talk):
    desk.run(
        repeating.edit_series, occ(talk, 20), Scope.ALL, start=at("21 10:30"), end=at("21 11:15")
    )  # fmt: skip
    assert places(desk) == ["7 10:30", "14 10:30", "21 10:30", "28 10:30"]
    assert stored(desk, "SELECT starts_local || rule FROM block_series") == "2025-09-03T10:30FREQ=WEEKLY;BYDAY=WE"
    assert last_step(desk) == "Changed all of Data talk: every Wednesday at 10:30 AM"
    desk.undo()
    assert places(desk) == ["6 09:00", "13 09:00", "20 09:00", "27 09:00"]


def test_this_and_following_ends_the_series_the_day_before_and_begins_another(desk, talk):
    key = desk.run(repeating.edit_series, occ(talk, 20), Scope.FOLLOWING, start=at("20 13:00"), end=at("20 13:30"))
    assert places(desk) == ["6 09:00", "13 09:00", "20 13:00", "27 13:00"]
    sql = "SELECT until_on || '>' || (SELECT starts_local FROM block_series l WHERE l.split_from_id = s.id)"
    assert stored(desk, f"{sql} FROM block_series s WHERE split_from_id IS NULL") == "2026-01-19>2026-01-20T13:00"
    assert BlockRef.parse(key).series_id != talk.id
    assert last_step(desk) == "Changed Data talk from Tue 20 Jan on: every Tuesday at 1:00 PM"
    desk.undo()
    assert places(desk) == ["6 09:00", "13 09:00", "20 09:00", "27 09:00"]
    assert stored(desk, "SELECT count(*) FROM block_series") == 1


def test_following_from_the_first_date_changes_the_series_itself(desk):
    made = desk.run(repeating.create_series, wanted())
    desk.run(repeating.edit_series, occ(made, 6), Scope.FOLLOWING, title="Data hour")
    assert stored(desk, "SELECT count(*) FROM block_series") == 1
    assert set(titles(desk)) == {"Data hour"}


def test_what_was_changed_after_the_split_goes_over_and_keeps_its_change(desk, talk):
    moved = desk.run(schedule.move_block, occ(talk, 27), at("28 14:00"))
    desk.run(repeating.edit_series, occ(talk, 20), Scope.FOLLOWING, title="Data hour", start=at("20 9:30"))
    assert places(desk) == ["6 09:00", "13 09:00", "20 09:30", "28 14:00"]
    assert titles(desk) == ["Data talk", "Data talk", "Data hour", "Data hour"]
    sql = "SELECT s.split_from_id FROM time_block b JOIN block_series s ON s.id = b.series_id WHERE b.id = ?"
    assert desk.read(lambda reader: reader.value(sql, (moved,))) == talk.id


def test_a_counted_series_keeps_its_total_over_a_split(desk):
    made = desk.run(repeating.create_series, wanted(count=4))
    desk.run(repeating.edit_series, occ(made, 20), Scope.FOLLOWING, start=at("20 13:00"), end=at("20 13:45"))
    assert places(desk) == ["6 09:00", "13 09:00", "20 13:00", "27 13:00"]
    assert (
        stored(desk, "SELECT group_concat(ifnull(count, until_on)) FROM (SELECT * FROM block_series ORDER BY rowid)")
        == "2026-01-19,2"
    )


def test_dates_that_moved_take_their_exceptions_along(desk, talk):
    desk.run(schedule.delete_block, occ(talk, 13))
    desk.run(schedule.move_block, occ(talk, 20), at("22 15:00"))
    desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, start=at("28 9:00"), end=at("28 9:45"))
    assert places(desk) == ["7 09:00", "22 15:00", "28 09:00"]
    desk.undo()
    assert places(desk) == ["6 09:00", "22 15:00", "27 09:00"]


def test_exceptions_of_a_daily_series_never_meet_on_one_date_while_they_move(desk):
    made = desk.run(repeating.create_series, wanted("FREQ=DAILY;INTERVAL=2", count=6))
    for day in (8, 10, 12):
        desk.run(schedule.edit_block, occ(made, day), title=f"Talk {day}")
    desk.run(repeating.edit_series, occ(made, 8), Scope.ALL, start=at("10 9:00"), end=at("10 9:45"))
    assert places(desk) == ["8 09:00", "10 09:00", "12 09:00", "14 09:00", "16 09:00", "18 09:00"]
    assert titles(desk)[1:4] == ["Talk 8", "Talk 10", "Talk 12"]
    desk.undo()
    assert titles(desk)[1:4] == ["Talk 8", "Talk 10", "Talk 12"]
    desk.redo()
    assert places(desk)[0] == "8 09:00"


@pytest.mark.parametrize(
    ("rule", "first", "to", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "13 9:00", "14 9:00", "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2"),
        ("FREQ=MONTHLY;BYDAY=-1TU", "27 9:00", "29 9:00", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=13", "13 9:00", "15 9:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "13 9:00", "14 9:00", "FREQ=WEEKLY;BYDAY=WE,TH"),
        ("FREQ=YEARLY;BYMONTHDAY=13;BYMONTH=1", "13 9:00", "15 9:00", "FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=1"),
        ("FREQ=MONTHLY", "13 9:00", "15 9:00", "FREQ=MONTHLY"),
    ],
)
def test_a_rule_says_the_new_days_in_its_own_way(desk, rule, first, to, expected):
    made = desk.run(repeating.create_series, wanted(rule, start=at(first)))
    day = at(first).day.day
    desk.run(repeating.edit_series, occ(made, day), Scope.ALL, start=at(to), end=at(to).plus(45))
    assert stored(desk, "SELECT rule FROM block_series") == expected
    assert places(desk)[0] == f"{at(to).day.day} 09:00"


@pytest.mark.parametrize(
    ("rule", "kind", "reason"),
    [
        ("FREQ=YEARLY;BYYEARDAY=20", "rrule", "rule_as_brought"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "rrule", "rule_as_brought"),
        ('{"day_types":["B"]}', "school", "days_by_calendar"),
    ],
)
def test_a_rule_without_other_days_says_so_and_nothing_moves(desk, rule, kind, reason):
    desk.run(add_rows, *school_year())
    made = desk.run(repeating.create_series, wanted(rule, rule_kind=kind, start=at("20 9:00")))
    with pytest.raises(BadValue) as problem:
        desk.run(repeating.edit_series, occ(made, 20), Scope.ALL, start=at("21 9:00"), end=at("21 9:45"))
    assert problem.value.reason == reason
    assert places(desk)[0] == "20 09:00"


def test_a_lesson_moves_from_period_to_period(desk):
    desk.run(add_rows, *school_year())
    rule = '{"day_types":["B"],"periods":["P3"]}'
    made = desk.run(repeating.create_series, wanted(rule, rule_kind="school", start=at("20 9:00"), minutes=43))
    ref = occ(made, 20, "P3")
    key = desk.run(repeating.edit_series, ref, Scope.ALL, start=at("20 10:26"), end=at("20 11:09"))
    assert stored(desk, "SELECT rule FROM block_series") == '{"day_types":["B"],"periods":["P4"]}'
    assert BlockRef.parse(key).period_code == "P4"
    with pytest.raises(BadValue):
        desk.run(repeating.edit_series, BlockRef.parse(key), Scope.ALL, start=at("20 10:30"), end=at("20 11:09"))


def test_a_series_that_moves_meets_protected_time_but_never_itself(desk, talk):
    desk.run(repeating.edit_series, occ(talk, 20), Scope.ALL, start=at("20 9:15"), end=at("20 10:00"))
    desk.run(schedule.create_block, draft("Visit", "27 13:00", "27 14:00", protection=Protection.GUARDED))
    with pytest.raises(ProtectedTimeConflict) as problem:
        desk.run(repeating.edit_series, occ(talk, 20), Scope.FOLLOWING, start=at("20 13:00"), end=at("20 14:00"))
    assert [conflict.title for conflict in problem.value.conflicts] == ["Visit"]
    assert stored(desk, "SELECT count(*) FROM block_series") == 1


def test_an_immovable_series_is_unlocked_first(desk):
    made = desk.run(repeating.create_series, wanted(protection=Protection.IMMOVABLE))
    with pytest.raises(ProtectedTimeConflict):
        desk.run(repeating.delete_series, occ(made, 20), Scope.ALL)
    with pytest.raises(ProtectedTimeConflict):
        desk.run(repeating.edit_series, occ(made, 20), Scope.ALL, start=at("20 9:15"), end=at("20 10:00"))
    desk.run(repeating.edit_series, occ(made, 20), Scope.ALL, protection=Protection.FIRM)
    desk.run(repeating.delete_series, occ(made, 20), Scope.ALL)


def test_an_imported_rule_keeps_its_end_when_it_is_split(desk):
    row = series("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260127T140000Z", rule_kind="rrule")
    desk.run(add_rows, row)
    desk.run(repeating.edit_series, occ(row, 20), Scope.FOLLOWING, start=at("20 13:00"), end=at("20 13:45"))
    assert places(desk) == ["6 09:00", "13 09:00", "20 13:00", "27 13:00"]
    assert stored(desk, "SELECT max(until_on) FROM block_series") == "2026-01-27"
