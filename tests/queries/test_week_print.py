"""A printed week says what its reader may see: names for me alone, kinds for the office, little for the staff."""

from __future__ import annotations

import json
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.printed_week import PrintedWeek
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.reconcile import Outcome, Settlement
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.queries.week_print import week_print
from il_desktop.reports import week_sheet as sheets
from il_desktop.wording.week_sheet import week_paper, week_sheet
from tests.commands.school_time import add_rows, draft, school_year, series

MONDAY, SUNDAY = date(2026, 1, 19), date(2026, 1, 25)
WORK = (7 * 60, 16 * 60)
VISIT_WORDS = "Quick visit, walkthrough"


def week(desk: Desk, audience: Audience = Audience.ME, *, with_names: bool = False) -> PrintedWeek:
    values = desk.cached(settings)
    return desk.read(week_print, MONDAY, SUNDAY, desk.cached(school_calendar), values, audience, with_names=with_names)


def words(found: PrintedWeek) -> list[str]:
    return [line.words for day in found.days for line in day.lines]


@pytest.fixture
def planned(desk) -> Desk:
    """A visit with a place and a note, a dentist, and a weekly series."""
    desk.run(commands.schedule.create_block, draft("Visit Okoye", "20 9:00", "20 9:45", place="Room 9", note="shy"))
    desk.run(commands.schedule.create_block, draft("Dentist", "21 11:00", "21 12:00", activity_type="personal"))
    desk.run(add_rows, series(title="Talk Raman", rule="FREQ=WEEKLY;BYDAY=TH"))
    return desk


def test_with_names_it_is_mine_alone_and_notes_never_stand_on_it(planned):
    mine = week(planned, with_names=True)
    assert words(mine) == ["Visit Okoye", "Dentist", "Talk Raman"]
    assert mine.days[1].lines[0].place == "Room 9"
    assert "shy" not in repr(mine)
    assert week(planned, Audience.OFFICE, with_names=True).with_names
    assert not week(planned, Audience.STAFF, with_names=True).with_names


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.ME, [VISIT_WORDS, "Meal, personal, leave", VISIT_WORDS]),
        (Audience.OFFICE, ["Classroom visits", "Personal", "Classroom visits"]),
        (Audience.STAFF, ["In classrooms", "Away", "In classrooms"]),
        (Audience.PUBLIC, []),
    ],
)
def test_without_names_each_reader_gets_general_words(planned, audience, expected):
    found = week(planned, audience)
    assert words(found) == expected
    for secret in ("Okoye", "Raman", "Dentist", "Room 9"):
        assert secret not in repr(found)


@pytest.mark.parametrize("audience", [Audience.STAFF, Audience.PUBLIC])
def test_kind_and_protection_are_no_business_of_staff_and_public(planned, audience):
    planned.run(commands.schedule.create_block, draft("Fair", "22 13:00", "22 14:00", is_public=True))
    found = week(planned, audience)
    assert words(found)
    assert all(line.category is None and line.level is None for day in found.days for line in day.lines)
    sheet = week_sheet(found, WORK, 19)
    assert not sheet.legend
    assert not sheet.levels
    assert {len(table.columns) for table in week_paper(found, 19).tables()} == {2}


def test_what_was_given_up_or_deleted_is_not_printed(planned):
    kept = planned.run(commands.schedule.create_block, draft("Kept", "13 9:00", "13 10:00"))
    lost = planned.run(commands.schedule.create_block, draft("Lost", "13 11:00", "13 12:00"))
    deleted = planned.run(commands.schedule.create_block, draft("Deleted", "13 13:00", "13 14:00"))
    planned.run(commands.schedule.delete_block, BlockRef(deleted))
    planned.run(commands.reconcile.reconcile_block, BlockRef(kept), Settlement(Outcome.KEPT))
    missed = Settlement(Outcome.MISSED, reason=DisplacementReason.DISTRICT)
    planned.run(commands.reconcile.reconcile_block, BlockRef(lost), missed)
    values, calendar = planned.cached(settings), planned.cached(school_calendar)
    days = date(2026, 1, 13), date(2026, 1, 14)
    found = planned.read(week_print, *days, calendar, values, Audience.ME, with_names=True)
    assert words(found) == ["Kept"]


def test_a_weekend_without_blocks_is_left_out_and_one_with_a_block_is_there(planned):
    assert len(week(planned).days) == 5
    planned.run(commands.schedule.create_block, draft("Open house", "24 10:00", "24 12:00"))
    assert [day.school.day.day for day in week(planned).days] == [19, 20, 21, 22, 23, 24]


def test_the_page_has_heads_hours_and_levels_and_comes_through_json(desk):
    desk.run(add_rows, *school_year())
    desk.run(
        commands.schedule.create_block,
        draft("Board", "20 18:00", "20 19:30", protection=Protection.GUARDED),
    )
    sheet = week_sheet(week(desk, with_names=True), WORK, 19)
    assert (sheet.title, sheet.subtitle) == ("19–23 January 2026", "My school · School week 19")
    assert sheet.hours == (7 * 60, 20 * 60)
    assert sheet.marks[0] == (7 * 60, "7:00\N{NO-BREAK SPACE}AM")
    tuesday = sheet.days[1]
    assert tuesday.letter
    assert tuesday.note.endswith("bells")
    assert [period[0] for period in tuesday.periods][:2] == ["ADV", "P1"]
    assert [(block.text, block.start, block.end, block.level) for block in tuesday.blocks] == [("Board", 1080, 1170, 3)]
    assert sheet.days[0].is_off
    assert sheets.from_json(json.loads(json.dumps(sheet))) == sheet


def test_the_paper_tells_each_day_in_words(planned):
    paper = week_paper(week(planned, Audience.OFFICE), 19)
    rows = [row for table in paper.tables() for row in table.rows]
    assert rows[0][1] == "Classroom visits"
    assert rows[0][3].startswith("Instructional, ")
    assert paper.footer == "For the front office, without names: general words only."
