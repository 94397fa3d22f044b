"""Repeating blocks made: by a rule of their own, out of a single block, within the time that others hold."""

from __future__ import annotations

import json
from datetime import date

import pytest

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import BadValue, ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.series_draft import Repeat
from il_desktop.domain.walltime import WallTime
from il_desktop.models.teamwork import Task
from tests.commands.school_time import add_rows, draft, school_year
from tests.commands.series.conftest import kept_in, last_step, people_of, places, repeating, schedule, stored, wanted


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
