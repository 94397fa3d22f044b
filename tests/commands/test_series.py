from __future__ import annotations

import json
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection, Scope
from il_desktop.domain.errors import BadValue, NotFound, ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.series_draft import Repeat, SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import TimeBlock
from il_desktop.models.teamwork import Task
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import VISIT, add_rows, at, draft, goals, school_year, series

schedule, repeating, delete_person = commands.schedule, commands.series, commands.people.delete_person
TUESDAYS = [13, 20, 27]


def occ(row_or_id: object, day: int, code: str | None = None) -> BlockRef:
    return BlockRef(None, getattr(row_or_id, "id", row_or_id), date(2026, 1, day), code)


def places(desk: Desk, first: int = 1, last: int = 31) -> list[str]:
    """Day and time of January's blocks."""
    items = desk.read(agenda, date(2026, 1, first), date(2026, 1, last), desk.cached(school_calendar))
    return [f"{item.start.day.day} {item.start.iso()[11:]}" for item in items]


def titles(desk: Desk) -> list[str]:
    items = desk.read(agenda, date(2026, 1, 1), date(2026, 1, 31), desk.cached(school_calendar))
    return [item.title for item in items]


def stored(desk: Desk, sql: str = "SELECT count(*) FROM time_block") -> object:
    return desk.read(lambda reader: reader.value(sql))


def last_step(desk: Desk) -> str:
    label = desk.history().undo
    return step_sentence(label, ENGLISH).replace("\N{NO-BREAK SPACE}", " ") if label else ""


def wanted(rule: str = "FREQ=WEEKLY;BYDAY=TU", **more: object) -> SeriesDraft:
    values = {"start": at("6 9:00"), "minutes": 45, "on_no_school": "keep"} | more
    return SeriesDraft("Data talk", VISIT, values.pop("start"), values.pop("minutes"), rule, **values)


@pytest.fixture
def talk(desk: Desk):
    """Data talk, every Tuesday at 9:00 since September."""
    row = series()
    desk.run(add_rows, row)
    return row


@pytest.fixture
def people(desk: Desk) -> tuple[str, str]:
    """Two people on the roster."""
    add = commands.people.add_person
    return desk.run(add, "Zoë", "Núñez"), desk.run(add, "Daniel", "Okoye")


def people_of(desk: Desk, block_id: str) -> list[str]:
    """Whom a block is about, in order."""
    sql = "SELECT person_id FROM block_person WHERE block_id = ? ORDER BY pos"
    return desk.read(lambda reader: [row[0] for row in reader.rows(sql, (block_id,))])


def kept_in(desk: Desk, table: str, row_id: str = "%") -> tuple[object, ...] | None:
    sql = f"SELECT note, place, is_public, remind_min FROM {table} WHERE id LIKE ?"  # noqa: S608  a table of ours
    return desk.read(lambda reader: reader.row(sql, (row_id,)))


@operation("test.keep")
def mark_kept(tx: Tx, block_id: str) -> None:
    block = tx.session.get_one(TimeBlock, block_id)
    block.state, block.reconciled_at = "kept", tx.clock.now()


# making


def test_a_new_series_is_one_step_and_says_how_it_repeats(desk):
    desk.run(repeating.create_series, wanted())
    assert places(desk) == ["6 09:00", "13 09:00", "20 09:00", "27 09:00"]
    assert last_step(desk) == "Added Data talk, every Tuesday at 9:00 AM"
    desk.undo()
    assert places(desk) == []


def test_a_series_begins_on_the_first_date_its_rule_has(desk):
    desk.run(repeating.create_series, wanted("FREQ=WEEKLY;BYDAY=TH"))
    assert stored(desk, "SELECT starts_local FROM block_series") == "2026-01-08T09:00"


def test_a_school_rule_is_kept_in_the_schools_own_terms(desk):
    desk.run(add_rows, *school_year())
    desk.run(repeating.create_series, wanted('{"day_types":["A"],"periods":["P3"]}', rule_kind="school", minutes=43))
    assert places(desk, 19, 31)[0] == "21 09:14"  # an early-release Wednesday


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"rule": "FREQ=SECONDLY"}, "rule_too_fine"),
        ({"rule": "FREQ=MINUTELY;INTERVAL=5"}, "rule_too_fine"),
        ({"rule": "FREQ=DAILY;COUNT=1000000000"}, "rule_count"),
        ({"rule": "FREQ=DAILY;INTERVAL=0"}, "rule_interval"),
        ({"rule": "FREQ=DAILY;INTERVAL=10000"}, "rule_interval"),
        ({"rule": "FREQ=DAILY;UNTIL=20251231"}, "rule_ends_before"),
        ({"until_on": date(2026, 1, 5)}, "rule_ends_before"),
        ({"count": 10_001}, "rule_count"),
        ({"start": WallTime.at(date(1, 1, 1), 9)}, "rule_years"),
        ({"start": WallTime.at(date(9999, 1, 1), 9)}, "rule_years"),
        ({"rule": "every now and then"}, "not_a_rule"),
        ({"rule": "FREQ=WEEKLY;BYDAY=XX"}, "not_a_rule"),
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "rule_never"),
        ({"rule": "[]", "rule_kind": "school"}, "not_a_rule"),
        ({"rule": "FREQ=DAILY;X-Y=" + "1" * 1000}, "rule_too_long"),
        ({"until_on": date(2026, 5, 1), "count": 3}, "rule_two_ends"),
        ({"on_no_school": "cry"}, "not_a_choice"),
        ({"minutes": 2000}, "too_long"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_a_reason(desk, bad, reason):
    with pytest.raises(BadValue) as problem:
        desk.run(repeating.create_series, wanted(**bad))
    assert problem.value.reason == reason
    assert desk.history().undo is None


def test_a_series_asks_for_the_coming_four_weeks_as_a_block_does(desk):
    desk.run(schedule.create_block, draft("Visit", "20 9:00", "20 10:00", protection=Protection.GUARDED))
    with pytest.raises(ProtectedTimeConflict) as problem:
        desk.run(repeating.create_series, wanted())
    assert [conflict.title for conflict in problem.value.conflicts] == ["Visit"]
    desk.run(repeating.create_series, wanted(), override=OverrideReason(DisplacementReason.DISTRICT))
    assert stored(desk, "SELECT minutes FROM interruption") == 45
    assert last_step(desk) == "Added Data talk, every Tuesday at 9:00 AM, over 1 protected block"


def test_a_single_block_becomes_the_first_of_a_series(desk):
    block = desk.run(schedule.create_block, draft())
    key = desk.run(repeating.make_repeating, BlockRef(block), Repeat("FREQ=WEEKLY;BYDAY=TU", count=2))
    assert places(desk) == ["20 09:00", "27 09:00"]
    assert BlockRef.parse(key).on == date(2026, 1, 20)
    assert stored(desk) == 0
    assert last_step(desk) == "Made PLC prep repeat every Tuesday at 9:00 AM, 2 times"
    desk.undo()
    assert places(desk) == ["20 09:00"]


def test_all_that_stands_in_a_block_goes_over_when_it_begins_to_repeat(desk, people):
    extras = {"note": "bring data", "place": "Room 4", "is_public": True, "remind_min": 10, "people": people}
    block = desk.run(schedule.create_block, draft(**extras))
    key = desk.run(repeating.make_repeating, BlockRef(block), Repeat("FREQ=DAILY", count=3))
    assert places(desk) == ["20 09:00", "21 09:00", "22 09:00"]
    assert stored(desk) == 0
    assert kept_in(desk, "block_series") == ("bring data", "Room 4", 1, 10)
    assert stored(desk, "SELECT people FROM block_series") == json.dumps(list(people), separators=(",", ":"))
    row = desk.run(schedule.edit_block, BlockRef.parse(key), title="Data hour")
    assert kept_in(desk, "time_block") == ("bring data", "Room 4", 1, 10)
    assert people_of(desk, row) == list(people)
    with pytest.raises(BadValue):
        desk.run(repeating.make_repeating, BlockRef(row), Repeat("FREQ=DAILY"))


def test_a_block_with_a_record_stays_a_row_when_it_begins_to_repeat(desk):
    block = desk.run(schedule.create_block, draft())
    desk.run(add_rows, Task(title="Copies", block_id=block))
    assert desk.run(repeating.make_repeating, BlockRef(block), Repeat("FREQ=DAILY", count=3)) == block
    assert places(desk) == ["20 09:00", "21 09:00", "22 09:00"]


# changing


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


def test_a_date_the_new_rule_has_not_stays_as_a_block_of_its_own(desk):
    made = desk.run(repeating.create_series, wanted("FREQ=WEEKLY;BYDAY=TU,TH"))
    desk.run(schedule.edit_block, occ(made, 15), note="bring data")
    desk.run(schedule.delete_block, occ(made, 22))
    desk.run(repeating.edit_series, occ(made, 20), Scope.ALL, rule="FREQ=WEEKLY;BYDAY=TU")
    assert places(desk) == ["6 09:00", "13 09:00", "15 09:00", "20 09:00", "27 09:00"]
    assert stored(desk, "SELECT group_concat(ifnull(series_id, 'alone')) FROM time_block") == "alone"


def test_looks_change_everywhere_but_where_a_date_has_its_own(desk, talk):
    desk.run(schedule.edit_block, occ(talk, 13), title="Budget talk")
    desk.run(schedule.edit_block, occ(talk, 20), note="bring data")
    desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, title="Data hour", protection=Protection.GUARDED)
    assert titles(desk) == ["Data hour", "Budget talk", "Data hour", "Data hour"]
    assert stored(desk, "SELECT group_concat(protection) FROM time_block") == "3,3"
    assert last_step(desk) == "Changed all of Data hour: every Tuesday at 9:00 AM"


def test_goals_of_a_series_are_checked_and_followed(desk, talk):
    rows = goals("Math")
    desk.run(add_rows, *rows)
    desk.run(schedule.edit_block, occ(talk, 20), note="bring data")
    desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare(rows[1].id, 50),))
    assert stored(desk, "SELECT share_pct FROM block_goal") == 50
    with pytest.raises(NotFound):
        desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare("gone", 50),))
    with pytest.raises(BadValue):
        desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare(rows[1].id, 101),))


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


def test_the_end_and_the_way_over_days_off_can_change(desk):
    desk.run(add_rows, *school_year())
    made = desk.run(repeating.create_series, wanted("FREQ=WEEKLY;BYDAY=MO", start=at("5 9:00"), on_no_school="skip"))
    assert places(desk) == ["12 09:00", "26 09:00"]  # a staff day, and Martin Luther King Day
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, on_no_school="next_contact_day")
    assert places(desk) == ["6 09:00", "12 09:00", "20 09:00", "26 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, on_no_school="keep")
    assert places(desk) == ["5 09:00", "12 09:00", "19 09:00", "26 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, until_on=date(2026, 1, 19))
    assert places(desk) == ["5 09:00", "12 09:00", "19 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, count=2)
    assert places(desk) == ["5 09:00", "12 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, count=None)
    assert len(places(desk)) == 4


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


@pytest.mark.parametrize(
    "bad", [{"state": "kept"}, {"remind_min": -1}, {"people": ["nobody"]}, {"title": " "}, {"rule": "FREQ=SECONDLY"}]
)
def test_an_edit_of_a_series_that_cannot_be_is_refused(desk, talk, bad):
    with pytest.raises((BadValue, NotFound)):
        desk.run(repeating.edit_series, occ(talk, 20), Scope.ALL, **bad)
    with pytest.raises(BadValue):
        desk.run(repeating.edit_series, occ(talk, 20), Scope.THIS, title="Data hour")


@pytest.mark.parametrize("ref", [BlockRef("nobody"), BlockRef(None, "nobody", date(2026, 1, 20))])
def test_a_series_that_is_not_there_is_named(desk, ref):
    with pytest.raises(NotFound):
        desk.run(repeating.edit_series, ref, Scope.ALL, title="Data hour")


def test_an_imported_rule_keeps_its_end_when_it_is_split(desk):
    row = series("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260127T140000Z", rule_kind="rrule")
    desk.run(add_rows, row)
    desk.run(repeating.edit_series, occ(row, 20), Scope.FOLLOWING, start=at("20 13:00"), end=at("20 13:45"))
    assert places(desk) == ["6 09:00", "13 09:00", "20 13:00", "27 13:00"]
    assert stored(desk, "SELECT max(until_on) FROM block_series") == "2026-01-27"


# ending and putting back


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


def test_people_place_note_and_reminder_follow_where_a_date_has_none_of_its_own(desk, talk, people):
    own = desk.run(schedule.edit_block, occ(talk, 13), place="Office", people=people[:1])
    plain = desk.run(schedule.edit_block, occ(talk, 20), title="Data hour")
    desk.run(repeating.edit_series, occ(talk, 6), Scope.ALL, place="Room 4", note="n", people=people, remind_min=5)
    assert kept_in(desk, "time_block", own) == ("n", "Office", 0, 5)
    assert kept_in(desk, "time_block", plain) == ("n", "Room 4", 0, 5)
    assert (people_of(desk, own), people_of(desk, plain)) == ([people[0]], list(people))
    desk.run(repeating.edit_series, occ(talk, 20), Scope.FOLLOWING, people=(), place="")
    assert (people_of(desk, own), people_of(desk, plain)) == ([people[0]], [])
    assert stored(desk, "SELECT count(*) FROM block_series WHERE place = 'Room 4' AND people <> '[]'") == 1
    desk.undo()
    assert people_of(desk, plain) == list(people)


def test_somebody_who_left_the_file_is_left_out_of_later_dates(desk, talk, people):
    desk.run(repeating.edit_series, occ(talk, 6), Scope.ALL, people=people)
    desk.run(delete_person, people[0])
    assert people_of(desk, desk.run(schedule.edit_block, occ(talk, 20), title="Data hour")) == [people[1]]


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
