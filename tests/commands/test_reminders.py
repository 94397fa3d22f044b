"""What is due in a file: stored blocks, dates of series, marks; and the default of new blocks."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.reminders import Due
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.reminders import due_reminders, next_up
from il_desktop.queries.settings import settings
from tests.commands.school_time import add_rows, at, draft, series

TZ = "America/New_York"


def due(desk: Desk, now: str) -> Due:
    return desk.read(due_reminders, at(now), desk.cached(school_calendar), desk.cached(settings))


def titles(desk: Desk, now: str) -> list[str]:
    return [one.title for one in due(desk, now).shown]


@pytest.fixture
def block(desk) -> BlockRef:
    return BlockRef(desk.run(commands.schedule.create_block, draft("PLC", "20 9:00", "20 9:30", remind_min=10)))


def test_a_block_is_due_at_its_lead_and_not_before(desk, block):
    assert due(desk, "20 8:49") == Due((), 0, at("20 8:50"))
    assert titles(desk, "20 8:50") == ["PLC"]
    assert titles(desk, "19 8:50") == []


def test_putting_off_and_setting_aside_are_kept_and_stay_out_of_undo(desk, block):
    before = desk.history().undo
    desk.run(commands.reminders.mark_reminder, block.block_id, at("20 9:00"), TZ, until=at("20 8:55"))
    assert titles(desk, "20 8:51") == []
    assert titles(desk, "20 8:55") == ["PLC"]
    desk.run(commands.reminders.mark_reminder, block.block_id, at("20 9:00"), TZ)
    assert titles(desk, "20 8:56") == []
    assert desk.history().undo == before


def test_a_moved_block_reminds_again(desk, block):
    desk.run(commands.reminders.mark_reminder, block.block_id, at("20 9:00"), TZ)
    desk.run(commands.schedule.move_block, block, at("20 11:00"))
    assert titles(desk, "20 10:55") == ["PLC"]


def test_a_date_of_a_series_reminds_and_its_row_stands_in_for_it(desk):
    desk.run(add_rows, series(remind_min=15))
    found = due(desk, "20 8:50").shown
    assert [one.title for one in found] == ["Data talk"]
    assert found[0].source.endswith("@2026-01-20")
    desk.run(commands.schedule.move_block, BlockRef.parse(found[0].source), at("20 13:00"))
    assert titles(desk, "20 8:50") == []
    assert titles(desk, "20 12:50") == ["Data talk"]


def test_a_lead_of_weeks_is_seen_weeks_ahead(desk):
    desk.run(commands.schedule.create_block, draft("Board", "30 9:00", "30 9:30", remind_min=14 * 1440))
    assert titles(desk, "16 8:59") == []
    assert titles(desk, "16 9:00") == ["Board"]


def test_guarded_time_collects_unless_the_file_says_otherwise(desk, block):
    held = draft("Visit", "20 8:40", "20 8:58", protection=Protection.GUARDED)
    desk.run(commands.schedule.create_block, held)
    assert due(desk, "20 8:52") == Due((), 1, at("20 8:58"))
    assert titles(desk, "20 8:58") == ["PLC"]
    desk.run(commands.settings.change_settings, remind_quiet=False)
    assert titles(desk, "20 8:52") == ["PLC"]


def test_new_blocks_with_hours_take_the_default_of_the_file(desk):
    desk.run(commands.schedule.create_block, draft("Before", "20 9:00", "20 9:30"))
    desk.run(commands.settings.change_settings, remind_default_min=5)
    desk.run(commands.schedule.create_block, draft("After", "20 10:00", "20 10:30"))
    desk.run(commands.schedule.create_block, draft("Own", "20 11:00", "20 11:30", remind_min=0))
    desk.run(commands.schedule.create_block, draft("Day", "20 0:00", "20 23:00", all_day=True))
    rows = dict(desk.read(lambda reader: reader.rows("SELECT title, remind_min FROM time_block")))
    assert rows == {"Before": None, "After": 5, "Own": 0, "Day": None}


def test_what_runs_and_what_comes_next_is_told(desk, block):
    desk.run(commands.schedule.create_block, draft("Next", "20 10:00", "20 10:30"))
    found = desk.read(next_up, at("20 9:10"), desk.cached(school_calendar))
    assert (found.running.title, found.coming.title) == ("PLC", "Next")
    last = desk.read(next_up, WallTime.at(date(2026, 1, 20), 12), desk.cached(school_calendar))
    assert (last.running, last.coming) == (None, None)
