from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from il_desktop import commands
from il_desktop.domain import zones
from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.block import block_detail, blocks_of_person
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.cards import cards_between
from il_desktop.queries.series import all_series, series_detail
from tests.commands.school_time import add_rows, at, draft, series

schedule = commands.schedule


def detail(desk, series_id):
    return desk.read(series_detail, series_id, desk.cached(school_calendar))


def occ(row, day: int) -> BlockRef:
    return BlockRef(None, row.id, date(2026, 1, day))


def test_dates_that_differ_are_told_apart_and_touched_ones_that_do_not_are_left_out(desk):
    row = series()
    desk.run(add_rows, row)
    desk.run(schedule.move_block, occ(row, 13), at("14 9:00"))
    desk.run(schedule.delete_block, occ(row, 20))
    desk.run(schedule.edit_block, occ(row, 27), note="bring data")
    touched = desk.run(schedule.edit_block, occ(row, 6), title="Budget")
    desk.run(schedule.edit_block, BlockRef(touched), title="Data talk")
    found = detail(desk, row.id)
    assert [(one.on.day, one.what) for one in found.exceptions] == [(13, "moved"), (20, "cancelled"), (27, "changed")]
    assert found.exceptions[0].span.start == at("14 9:00")
    assert found.exceptions[1].ref == occ(row, 20)
    assert detail(desk, "nobody") is None


def test_all_series_come_by_title_and_those_that_are_over_last(desk):
    desk.run(add_rows, series(title="Zebra"), series(title="apple", until_on=date(2025, 12, 1)), series(title="Book"))
    rows = desk.read(all_series, date(2026, 1, 16), desk.cached(school_calendar))
    assert [(row.title, row.is_over) for row in rows] == [("Book", False), ("Zebra", False), ("apple", True)]


def test_a_listed_series_tells_its_next_date_and_how_many_differ(desk):
    row = series()
    desk.run(add_rows, row)
    desk.run(schedule.delete_block, occ(row, 20))
    kept = desk.run(schedule.edit_block, occ(row, 27), place="Office")
    (found,) = desk.read(all_series, date(2026, 1, 16), desk.cached(school_calendar))
    assert (found.next_on, found.next_ref, found.exceptions) == (date(2026, 1, 27), BlockRef(kept), 2)
    (later,) = desk.read(all_series, date(2026, 1, 28), desk.cached(school_calendar))
    assert (later.next_on, later.next_ref) == (date(2026, 2, 3), BlockRef(None, row.id, date(2026, 2, 3)))


def test_a_date_that_has_what_its_series_says_does_not_differ(desk):
    person = desk.run(commands.people.add_person, "Zoë", "Núñez")
    row = series(place="Room 4", note="n", people=(person,), remind_min=5)
    desk.run(add_rows, row)
    touched = desk.run(schedule.edit_block, occ(row, 27), title="Budget")
    desk.run(schedule.edit_block, BlockRef(touched), title="Data talk")
    assert detail(desk, row.id).exceptions == ()
    desk.run(schedule.edit_block, BlockRef(touched), people=())
    assert [one.what for one in detail(desk, row.id).exceptions] == ["changed"]


def test_the_blocks_of_a_person_are_found_once_each(desk):
    person = desk.run(commands.people.add_person, "Zoë", "Núñez")
    single = desk.run(schedule.create_block, draft(people=(person,)))
    row = series(people=(person,))
    desk.run(add_rows, row)
    own = desk.run(schedule.edit_block, occ(row, 27), place="Office")
    found = desk.read(blocks_of_person, person)
    assert [(one.key, one.series_id) for one in found] == [(own, row.id), (single, ""), ("", row.id)]
    assert desk.read(block_detail, BlockRef(own), desk.cached(school_calendar)).people == (person,)
    assert desk.read(block_detail, occ(row, 20), desk.cached(school_calendar)).people == (person,)


@pytest.mark.parametrize(
    ("first", "offsets"),
    [(date(2026, 3, 2), [-300, -240]), (date(2026, 10, 26), [-240, -300])],
)
def test_a_weekly_monday_at_nine_stays_at_nine_over_both_clock_changes(desk, first, offsets):
    row = series("FREQ=WEEKLY;BYDAY=MO", starts_local=WallTime.at(date(2025, 9, 8), 9))
    desk.run(add_rows, row)
    cards = desk.read(cards_between, first, 14, desk.cached(school_calendar))
    assert [card.span.start.minute for card in cards] == [540, 540]
    assert [zones.offset_minutes(card.span.start, card.tz) for card in cards] == offsets
    utc = [zones.to_instant(card.span.start, card.tz).astimezone(UTC) for card in cards]
    assert utc[1] - utc[0] == timedelta(days=7, minutes=offsets[0] - offsets[1])


@pytest.mark.parametrize(
    ("clock", "day", "utc"),
    [
        ("02:30", date(2026, 3, 8), "2026-03-08T07:00"),  # skipped: the first minute after the gap, 3:00
        ("01:30", date(2026, 11, 1), "2026-11-01T05:30"),  # twice: the first of the two
    ],
)
def test_a_series_in_the_hour_of_a_clock_change_happens_once_at_a_known_instant(desk, clock, day, utc):
    row = series("FREQ=DAILY", starts_local=WallTime.parse(f"2025-09-08T{clock}"), duration_min=30)
    desk.run(add_rows, row)
    cards = desk.read(cards_between, day, 1, desk.cached(school_calendar))
    assert [card.span.start.iso()[11:] for card in cards] == [clock]
    assert zones.to_instant(cards[0].span.start, cards[0].tz).isoformat()[:16] == utc


def test_a_series_split_between_the_clock_changes_keeps_its_clock(desk):
    row = series("FREQ=WEEKLY;BYDAY=MO", starts_local=WallTime.at(date(2025, 9, 8), 9))
    desk.run(add_rows, row)
    ref = BlockRef(None, row.id, date(2026, 3, 9))
    desk.run(commands.series.edit_series, ref, Scope.FOLLOWING, title="Monday talk")
    cards = desk.read(cards_between, date(2026, 3, 2), 14, desk.cached(school_calendar))
    assert [(card.title, card.span.start.minute) for card in cards] == [("Data talk", 540), ("Monday talk", 540)]
