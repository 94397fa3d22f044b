"""The review's figures against the rows themselves: plan, actual and ledger agree to the minute, week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.metrics.reckoning import Reckoning
from il_desktop.domain.walltime import WallTime
from il_desktop.models.calendars import CalendarFeed, FeedEvent
from il_desktop.queries import protected_hours, review
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.store.operation import operation

NOW = WallTime.parse("2026-01-16T10:05")
FIRST, WEEKS = date(2025, 8, 18), 43  # the whole school year
MINUTES = "CAST(ROUND((julianday(x.ends_local) - julianday(x.starts_local)) * 1440) AS INTEGER)"


@pytest.fixture(scope="module")
def year(full_sample_path):
    clock = FixedClock.at(NOW, "America/New_York")
    desk = bootstrap.open_desk(full_sample_path, clock=clock, read_only=True)
    yield desk
    desk.close()


def week(desk: Desk, first: date) -> review.WeekReview:
    return desk.read(review.week_review, first, NOW, desk.cached(school_calendar), desk.cached(settings))


def value(desk: Desk, sql: str, *params: object) -> int:
    return desk.read(lambda reader: reader.value(sql, params)) or 0


def test_every_week_of_the_sample_year_adds_up_to_the_minute(year):
    total, weeks = Reckoning(), [week(year, FIRST + timedelta(weeks=number)) for number in range(WEEKS)]
    for each in weeks:
        told = each.all_time
        assert told.planned == told.kept + told.moved + told.lost + told.unknown + told.ahead
        assert told.lost == sum(told.lost_by.values()) == sum(lost.minutes for lost in each.lost)
        total = total.plus(told)
    planned = f"SELECT sum({MINUTES}) FROM time_block x WHERE x.state <> 'cancelled' AND x.all_day = 0"  # noqa: S608  ours
    repeats = sum(card.span.minutes for each in weeks for card in each.cards if card.ref.block_id is None)
    assert total.planned == value(year, planned) + repeats
    happened = f"SELECT sum({MINUTES}) FROM actual x WHERE x.source <> 'study' AND x.block_id IS NOT NULL"  # noqa: S608  ours
    assert total.happened == value(year, happened)
    ledger = value(year, "SELECT sum(minutes) FROM interruption WHERE block_id IS NOT NULL")
    assert ledger == total.lost - total.lost_by[""] + total.between
    beside = f"SELECT sum({MINUTES}) FROM actual x WHERE x.source = 'unplanned'"  # noqa: S608  our own constant
    assert sum(each.unplanned_min for each in weeks) == value(year, beside)


def test_what_nobody_reconciled_is_unknown_and_not_kept(year):
    told = week(year, date(2026, 1, 12))
    assert told.all_time.unknown == 15  # the visit at 9:43
    assert told.instructional.kept + told.instructional.moved == 487
    assert told.meter.minutes.kept == 365
    assert told.meter.minutes.unknown == 15


def test_lost_blocks_say_what_displaced_them(year):
    lost = {item.card.title: item for item in week(year, date(2026, 1, 12)).lost}
    assert lost["Visit Marsh"].displaced_by == "Family meeting"
    assert lost["Visit Marsh"].reasons == ("family",)
    assert lost["Visit Lee"].reasons == ()


def test_an_empty_file_has_an_empty_review(desk):
    told = week(desk, date(2026, 1, 12))
    assert (told.all_time, told.first_plan, told.debts, told.meter.likely.blocks) == (Reckoning(), None, (), 0)


def test_a_months_meter_is_the_sum_of_its_days(year):
    calendar, known = year.cached(school_calendar), year.cached(settings)
    month = year.read(protected_hours.month_meter, date(2025, 10, 20), NOW, calendar, known)
    assert (month.first, month.days) == (date(2025, 10, 1), 31)
    assert month.target.low == round(360 * 20 / 5 / 15) * 15
    assert month.ahead == 0
    assert 0 < month.minutes.kept <= month.minutes.planned


def test_a_subscribed_calendar_takes_places_and_warns(sample_desk, fixed_clock):
    def at_ten(desk: Desk) -> review.WeekReview:
        return desk.read(
            review.week_review, date(2026, 1, 12), NOW, desk.cached(school_calendar), desk.cached(settings)
        )

    before = at_ten(sample_desk).meter
    assert before.clashes == ()
    sample_desk.run(subscribe)
    after = at_ten(sample_desk).meter
    assert [(card.title, title) for card, title in after.clashes] == [("Visit Marsh", "Board retreat")]
    assert sum(after.places) <= sum(before.places)


@operation("test.feed")
def subscribe(tx):
    feed = CalendarFeed(name="District", kind="file", place="district.ics", color_key="a")
    start = WallTime.parse("2026-01-16T10:30")
    tx.session.add(feed)
    event = FeedEvent(feed_id=feed.id, key="1", title="Board retreat", starts_local=start, ends_local=start.plus(60),
                      tz="America/New_York")  # fmt: skip
    tx.session.add(event)
