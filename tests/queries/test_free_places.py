"""Free places: of the wanted length, in the work hours of school days, past blocks and past other calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Protection
from il_desktop.domain.others_time import busy_of
from il_desktop.domain.protection import claims_time
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.feeds import busy, entries
from il_desktop.queries.free_places import days_to_search, free_place, free_places, held_times, work_days

TUESDAY = date(2026, 1, 20)
TZ = "America/New_York"


def at(time: str, day: date = TUESDAY) -> WallTime:
    return WallTime.parse(f"{day}T{time}")


def subscribe(desk: Desk, start: str, end: str, **more: object) -> str:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    row = FeedRow("ics:1", "Board", Span(at(start), at(end)), TZ, rule="", holes=(), is_busy=True, all_day=False)
    desk.run(commands.feeds.take_refresh, feed_id, [row._replace(**more)])
    return feed_id


def starts(desk: Desk, minutes: int, most: int, days: list[date] | None = None) -> list[str]:
    calendar = desk.cached(school_calendar)
    wanted = Span.of(at("08:00"), minutes)
    found = desk.read(free_places, wanted, days or [TUESDAY], calendar, Settings(), most)
    return [span.start.iso()[5:] for span in found]


def test_places_follow_one_another_past_blocks_and_past_what_others_hold(desk):
    start = at("08:30")
    draft = BlockDraft("Call", "office_work", start, start.plus(30), protection=Protection.FIRM)
    desk.run(commands.schedule.create_block, draft)
    subscribe(desk, "09:00", "10:00")
    assert starts(desk, 30, 3) == ["01-20T08:00", "01-20T10:00", "01-20T10:30"]


@pytest.mark.parametrize("more", [{"is_busy": False}, {"all_day": True}, {"tz": "America/Los_Angeles"}])
def test_what_is_free_stands_above_the_hours_or_is_elsewhen_takes_no_place(desk, more):
    subscribe(desk, "08:00", "12:00", **more)
    assert starts(desk, 30, 1) == ["01-20T08:00"]


def test_a_calendar_that_is_not_shown_takes_no_place(desk):
    feed_id = subscribe(desk, "08:00", "12:00")
    assert starts(desk, 30, 1) == ["01-20T12:00"]
    desk.run(commands.feeds.show_feed, feed_id, is_on=False)
    assert starts(desk, 30, 1) == ["01-20T08:00"]


def test_what_repeats_elsewhere_is_avoided_on_each_of_its_days(desk):
    subscribe(desk, "07:00", "17:00", rule="FREQ=DAILY;COUNT=2")
    days = [TUESDAY + timedelta(days=number) for number in range(4)]
    assert starts(desk, 30, 1, days) == ["01-22T07:30"]


def test_no_day_and_no_room_are_no_place(desk):
    calendar = desk.cached(school_calendar)
    assert desk.read(free_place, Span.of(at("08:00"), 30), [], calendar, Settings()) is None
    assert desk.read(free_place, Span.of(at("08:00"), 24 * 60), [TUESDAY], calendar, Settings()) is None


def test_days_of_work_are_contact_days_and_weekdays_where_no_year_is_known(sample_desk):
    calendar = sample_desk.cached(school_calendar)
    friday = date(2026, 1, 16)
    assert work_days(friday, 5, calendar) == [friday, TUESDAY]  # Mon 19 Jan is a holiday
    assert work_days(friday, 5, SchoolCalendar(CalendarRules())) == [friday, date(2026, 1, 19), TUESDAY]
    assert days_to_search(date(2026, 1, 17), calendar, 3) == [date(2026, 1, 17), TUESDAY, date(2026, 1, 21)]


def test_in_the_sample_a_place_meets_nothing_that_holds(sample_desk):
    calendar = sample_desk.cached(school_calendar)
    wanted = Span.of(WallTime.parse("2026-01-15T09:30"), 30)  # the district meeting
    days = days_to_search(wanted.start.day, calendar)
    free = sample_desk.read(free_place, wanted, days, calendar, Settings())
    assert free is not None
    assert (free.minutes, free.start.day) == (30, date(2026, 1, 15))
    assert free.start.minute >= 11 * 60
    held = sample_desk.read(held_times, free.start.day, free.start.day, calendar, TZ)
    firm = [each for each in held if claims_time(each) and each.protection is not Protection.OPEN]
    assert firm
    assert not any(each.span.overlaps(free) for each in firm)


@pytest.mark.parametrize("tz", [TZ, "Pacific/Auckland", "Etc/GMT+12"])
@pytest.mark.parametrize("hours", [(-30, -25), (-25, 1), (23, 25), (24, 26), (30, 32), (-40, 60)])
def test_asking_for_some_days_finds_what_asking_for_everything_finds(desk, tz, hours):
    first, last = (at("00:00").plus(60 * hour) for hour in hours)
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    row = FeedRow("ics:1", "Board", Span(first, last), tz, rule="", holes=(), is_busy=True, all_day=False)
    desk.run(commands.feeds.take_refresh, feed_id, [row])
    expected = busy_of(desk.read(entries), TUESDAY, TUESDAY, TZ)
    assert desk.read(busy, TUESDAY, TUESDAY, TZ) == expected
