"""Placing something where another calendar is busy is told in the step, asks nothing, and is avoided by make-ups."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection, Scope
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.free_places import days_to_search, free_place
from il_desktop.queries.settings import settings
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import add_rows, at, draft, school_year, series

bulk, schedule = commands.bulk, commands.schedule
TZ = "America/New_York"
TOLD = "; another calendar is busy then"


def subscribe(desk: Desk, start: str = "20 13:00", minutes: int = 60, **more) -> str:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    values = {"rule": "", "holes": (), "is_busy": True, "all_day": False, "tz": TZ} | more
    tz = values.pop("tz")
    row = FeedRow("ics:1", "Board", Span.of(at(start), minutes), tz, **values)
    desk.run(commands.feeds.take_refresh, feed_id, [row])
    return feed_id


def sentence(desk: Desk) -> str:
    return step_sentence(desk.history().undo).replace("\N{NO-BREAK SPACE}", " ")


def add(desk: Desk, *args: str, level: Protection = Protection.FIRM) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(*args, protection=level)))


def test_a_block_made_moved_or_copied_there_is_told(desk):
    subscribe(desk)
    ref = add(desk, "Talk", "20 12:30", "20 13:15")
    assert sentence(desk).endswith(TOLD)
    desk.run(schedule.move_block, ref, at("20 12:15"))
    assert not sentence(desk).endswith(TOLD)
    desk.run(schedule.resize_block, ref, at("20 12:15"), at("20 13:05"))
    assert sentence(desk).endswith(TOLD)
    desk.run(schedule.duplicate_block, ref, at("20 13:30"))
    assert sentence(desk).endswith(TOLD)
    desk.run(schedule.edit_block, ref, start=at("20 12:00"))
    assert sentence(desk).endswith(TOLD)


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, True),
        ({"is_busy": False}, False),
        ({"all_day": True}, False),
        ({"rule": "FREQ=DAILY;COUNT=9"}, True),
        ({"rule": "FREQ=DAILY;COUNT=9", "holes": (date(2026, 1, 20),)}, False),
        ({"tz": "America/Chicago"}, False),
    ],
)
def test_only_busy_times_with_hours_count_each_on_the_schools_clock(desk, more, is_told):
    subscribe(desk, **more)
    add(desk, "Talk", "20 13:00", "20 13:30")
    assert sentence(desk).endswith(TOLD) == is_told


def test_a_calendar_that_is_not_shown_tells_nothing(desk):
    feed_id = subscribe(desk)
    desk.run(commands.feeds.show_feed, feed_id, is_on=False)
    add(desk, "Talk", "20 13:00", "20 13:30")
    assert not sentence(desk).endswith(TOLD)


def test_several_blocks_and_series_are_told_too(desk):
    subscribe(desk)
    refs = [add(desk, "One", "20 9:00", "20 9:30"), add(desk, "Two", "20 9:30", "20 10:00")]
    desk.run(bulk.move_blocks, [(refs[0], at("20 12:30")), (refs[1], at("20 13:00"))])
    assert sentence(desk).endswith(TOLD)
    desk.run(bulk.copy_blocks, [(refs[0], at("20 15:00")), (refs[1], at("20 15:30"))])
    assert not sentence(desk).endswith(TOLD)
    desk.run(add_rows, series())
    ref = BlockRef(None, desk.read(lambda reader: reader.value("SELECT id FROM block_series")), date(2026, 1, 20))
    start, end = at("20 13:15"), at("20 14:00")
    desk.run(commands.series.edit_series, ref, Scope.ALL, start=start, end=end, override=OverrideReason())
    assert sentence(desk).endswith(TOLD)


def test_a_make_up_is_never_put_on_a_busy_time(desk):
    desk.run(add_rows, *school_year())
    subscribe(desk, "16 8:00", 24 * 60 * 5)
    add(desk, "PLC", "16 10:00", "16 10:30", level=Protection.GUARDED)
    desk.run(
        schedule.create_block, draft("Call", "16 10:00", "16 10:30"), override=OverrideReason(DisplacementReason.FAMILY)
    )
    starts = desk.read(lambda reader: reader.value("SELECT starts_local FROM time_block WHERE make_up_for_id NOT NULL"))
    assert starts >= "2026-01-21T08:00"


def test_the_next_free_place_of_quick_add_leaves_busy_times_alone(desk):
    subscribe(desk, "20 9:00", 60)
    calendar = desk.cached(school_calendar)
    wanted = Span.of(at("20 9:00"), 30)
    found = desk.read(free_place, wanted, days_to_search(wanted.start.day, calendar), calendar, desk.cached(settings))
    assert found.start == at("20 10:00")
