"""What the Today page reads, on the sample school's Friday 16 January 2026 at 10:05."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.queries.today import TodayView, today_view

FRIDAY = date(2026, 1, 16)
NOW = WallTime.parse("2026-01-16T10:05")


@pytest.fixture
def read(sample_desk):
    def ask(day: date = FRIDAY, now: WallTime = NOW) -> TodayView:
        calendar, chosen = sample_desk.read(school_calendar), sample_desk.read(settings)
        return sample_desk.read(today_view, day, now, calendar, chosen)

    return ask


@pytest.fixture
def friday(read) -> TodayView:
    return read()


def row(view: TodayView, title: str):
    return next(each for each in view.rows if each.card.title == title)


def test_day_lists_its_blocks_in_order_of_time(friday):
    assert friday.school.day_type == "A"
    assert [each.card.title for each in friday.rows[5:9]] == ["Buffer", "Visit Okoye", "Visit Marsh", "Meal"]
    assert len(friday.rows) == 16


def test_visit_knows_lesson_room_and_open_step(friday):
    visit = row(friday, "Visit Okoye").visit
    assert visit is not None
    assert (visit.name, visit.period, visit.subject, visit.grade, visit.room) == (
        "Daniel Okoye",
        "P3",
        "Math",
        "6",
        "106",
    )
    assert visit.of is None


def test_talk_knows_the_visit_before_it(friday):
    talk = row(friday, "Talk Bello").visit
    assert talk is not None
    assert (talk.period, talk.of) == ("P1", WallTime.parse("2026-01-15T13:33"))


def test_make_up_knows_the_day_that_was_lost(friday):
    assert row(friday, "Visit Marsh").make_up_of == date(2026, 1, 13)
    assert row(friday, "Talk Larsen").make_up_of == date(2026, 1, 15)
    assert row(friday, "Visit Okoye").make_up_of is None


def test_mention_stands_at_the_visit_of_who_said_it(friday):
    mention = row(friday, "Visit Thompson").mention
    assert mention is not None
    assert (mention.said_on, mention.words) == (date(2025, 9, 10), "Students should run their own groups.")
    assert [each.card.title for each in friday.rows if each.mention] == ["Visit Thompson"]


def test_shortened_block_says_how_long_it_lasted(read):
    lee = row(read(date(2026, 1, 12)), "Visit Lee")
    assert (lee.card.state, lee.actual_min, lee.card.span.minutes) == ("shortened", 9, 15)


def test_week_so_far_matches_the_week_that_was_written_down(friday):
    week = friday.week
    assert (week.first, week.kept, week.unknown, week.ahead) == (date(2026, 1, 12), 365, 15, 45)
    assert (week.visits, week.visits_planned, week.talked) == (11, 14, 9)


def test_talks_not_yet_held_are_owed_one_contact_day_after_the_visit(friday):
    owed = {each.name: each for each in friday.promises if each.kind == "feedback"}
    assert set(owed) >= {"Larsen", "Ruíz"}
    assert (owed["Larsen"].due, owed["Larsen"].late) == (date(2026, 1, 15), 1)
    assert (owed["Ruíz"].due, owed["Ruíz"].late) == (FRIDAY, 0)
    assert owed["Ruíz"].planned == WallTime.parse("2026-01-16T13:02")


def test_check_back_and_delegated_answer_are_owed(friday):
    steps = {(each.name, each.due) for each in friday.promises if each.kind == "check_back"}
    assert ("Lee", date(2026, 1, 20)) in steps
    plan = next(each for each in friday.promises if each.name == "Bus plan")
    assert (plan.kind, plan.detail, plan.due) == ("delegated", "Mr. Fox", FRIDAY)


def test_closed_window_without_reading_is_late_ten_school_days_after_it(read):
    owed = [each for each in read().promises if each.kind == "window"]
    assert [(each.name, each.detail, each.due) for each in owed] == [
        ("ELA critical thinking", "Winter", date(2026, 2, 3))
    ]
    late = [each.late for each in read(now=WallTime.parse("2026-02-04T09:00")).promises if each.kind == "window"]
    assert late == [1]


def test_overdue_vision_and_quiet_goals_are_owed(friday):
    vision = next(each for each in friday.promises if each.kind == "vision")
    assert vision.due == date(2025, 8, 1)
    quiet = next(each for each in friday.promises if each.kind == "check_in")
    assert (quiet.name, quiet.count) == ("Chronic absence", 4)


def test_people_who_wait_come_before_reviews_and_before_what_is_ahead(friday):
    kinds = [each.kind for each in friday.promises]
    assert kinds.index("feedback") < kinds.index("vision") < kinds.index("check_back")


def test_birthday_comes_first_then_due_people_seen_today(friday):
    first, second, *_ = friday.recognise
    assert (first.name, first.is_birthday) == ("Julia Marsh", True)
    assert (second.name, second.days, second.seen_on) == ("Priya Raman", None, FRIDAY)


def test_leap_day_birthday_is_kept_on_28_february(read):
    def born(moment):
        return [each.name for each in read(now=WallTime.parse(moment)).recognise if each.is_birthday]

    assert "Doug Winters" in born("2026-02-28T09:00")
    assert "Doug Winters" not in born("2026-03-01T09:00")
    assert "Doug Winters" not in born("2028-02-28T09:00")
    assert "Doug Winters" in born("2028-02-29T09:00")


def test_every_topic_has_a_first_contact_and_two_have_no_back_up(friday):
    assert len(friday.contacts) == 20
    assert all(each.first and each.script for each in friday.contacts)
    assert [each.topic for each in friday.contacts if not each.backup] == [
        "Classroom technology",
        "Nurse and health questions",
    ]


def test_holiday_has_no_blocks_and_says_its_name(read):
    view = read(date(2026, 1, 19))
    assert view.rows == ()
    assert view.school.name == "Martin Luther King Day"


def test_empty_file_owes_nothing(desk):
    calendar, chosen = desk.read(school_calendar), desk.read(settings)
    view = desk.read(today_view, FRIDAY, NOW, calendar, chosen)
    assert (view.rows, view.promises, view.recognise, view.contacts, view.teachers) == ((), (), (), (), 0)
    assert view.week.planned == view.week.kept == 0
