"""The weeks that have begun have their first plans, and show what can become of one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.baseline import unkept_plan
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.first_plan import first_plan
from il_desktop.queries.review import week_review
from il_desktop.queries.settings import settings
from il_desktop.sample import build_sample
from il_desktop.sample.book import NOW

THIS_WEEK = date(2026, 1, 12)


@pytest.fixture(scope="module")
def rows():
    return build_sample()


def review(desk, week_on):
    return desk.read(week_review, week_on, NOW, desk.cached(school_calendar), desk.cached(settings)).first_plan


def test_opening_the_sample_finds_nothing_that_the_ledger_lacks(sample_desk):
    calendar, values = sample_desk.cached(school_calendar), sample_desk.cached(settings)
    assert sample_desk.read(unkept_plan, NOW, calendar, values) == (THIS_WEEK, ())
    late = WallTime(THIS_WEEK + timedelta(days=6), 1200)
    assert sample_desk.read(unkept_plan, late, calendar, values) == (THIS_WEEK, ())


def test_every_begun_week_with_school_has_one_and_no_later_week(rows):
    weeks = Counter(row["week_on"] for row in rows["plan_baseline"])
    school = {str(day - timedelta(days=day.weekday())) for day in _days(rows) if day <= NOW.day}
    assert set(weeks) == school
    assert min(weeks.values()) > 30
    assert max(weeks) == "2026-01-12"


def _days(rows) -> set[date]:
    return {date.fromisoformat(str(row["starts_local"])[:10]) for row in rows["time_block"]}


def test_in_the_week_of_the_pictures_the_planning_talk_moved_and_two_make_ups_were_added(sample_desk):
    told = review(sample_desk, THIS_WEEK)
    assert (told.moved, told.dropped, told.added) == (1, 0, 2)
    assert told.unchanged == told.blocks - 1
    found = sample_desk.read(first_plan, THIS_WEEK, 7, sample_desk.cached(school_calendar))
    assert "Planning with Joel Ramos" in [place.title for place in found.places if place.span.start.day == THIS_WEEK]


def test_the_weeks_before_show_all_that_can_become_of_a_plan(sample_desk):
    weeks = [review(sample_desk, THIS_WEEK - timedelta(weeks=number)) for number in range(1, 22)]
    told = [week for week in weeks if week is not None]
    assert len(told) == 19  # two weeks of winter break have none
    assert sum(week.moved for week in told) > 20
    assert sum(week.added for week in told) > 20
    assert sum(week.dropped for week in told) >= 1
    assert all(week.unchanged > 0.8 * week.blocks for week in told)


def test_blocks_that_came_between_are_added_ones_and_nothing_is_planned_twice(rows):
    added = {row["block_ref"] for row in rows["plan_baseline"] if row["is_added"]}
    between = {row["id"] for row in rows["time_block"] if row["make_up_for_id"] is not None}
    known = {row["block_ref"] for row in rows["plan_baseline"]}
    assert between & known <= added
    refs = [(row["block_ref"], row["week_on"]) for row in rows["plan_baseline"]]
    assert len(refs) == len(set(refs))
