"""One key for an emergency: whatever stands there gives way without a question, and the day's close completes it."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import BadValue
from il_desktop.domain.reconcile import Outcome, Settlement
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.review import week_review
from il_desktop.queries.settings import settings
from il_desktop.queries.shelf import shelf
from il_desktop.wording.format import Words
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import add_rows, at, draft, series

interruptions = commands.interruptions


@pytest.fixture
def now(fixed_clock) -> WallTime:
    """Wednesday 21 January, 12:00."""
    fixed_clock.advance(days=5, hours=4)
    return at("21 12:00")


def add(desk: Desk, start: str, end: str, level: Protection, title: str = "Walkthrough") -> BlockRef:
    return BlockRef(desk.run(commands.schedule.create_block, draft(title, start, end, protection=level)))


def rows(desk: Desk) -> list[tuple]:
    return desk.read(
        lambda r: r.rows(
            "SELECT kind, minutes, source, triage, level, planned_min, debt FROM interruption ORDER BY at_local, kind"
        )
    )


@pytest.mark.parametrize("level", [Protection.FIRM, Protection.GUARDED, Protection.IMMOVABLE])
def test_protected_time_gives_way_without_a_question_and_its_rest_is_owed(desk, now, level):
    block = add(desk, "21 11:40", "21 12:40", level)
    row_id = desk.run(interruptions.safety_now)
    assert rows(desk) == [("override", 40, "safety", "now", int(level), 60, "open")]
    assert desk.read(lambda r: r.rows("SELECT state FROM time_block")) == [
        ("planned",)
    ]  # nothing is guessed or planned
    said = step_sentence(desk.history().undo, Words(h24=True))
    assert said == "Noted an emergency, Wed 12:00: Walkthrough gave way, 40 min wait on the shelf"
    on_shelf = desk.read(shelf, now, desk.cached(school_calendar), desk.read(settings))
    assert [(item.ref.id, item.minutes) for item in on_shelf if item.ref.kind == "debt"] == [(row_id, 45)]
    assert block.block_id
    desk.undo()
    assert rows(desk) == []


@pytest.mark.parametrize("level", [Protection.OPEN, Protection.FLEXIBLE])
def test_unprotected_time_owes_nothing(desk, now, level):
    add(desk, "21 11:40", "21 12:40", level)
    desk.run(interruptions.safety_now)
    assert rows(desk) == [("interruption", 5, "safety", "now", None, None, None)]


def test_an_emergency_with_nothing_planned_is_noted_too(desk, now):
    desk.run(interruptions.safety_now)
    assert rows(desk) == [("interruption", 5, "safety", "now", None, None, None)]
    assert step_sentence(desk.history().undo, Words(h24=True)) == "Noted an emergency, Wed 12:00"


def test_pressed_again_it_is_the_same_emergency_until_the_block_is_over(desk, now, fixed_clock):
    add(desk, "21 11:40", "21 12:40", Protection.GUARDED)
    add(desk, "21 12:40", "21 13:00", Protection.GUARDED, "Talk")
    desk.run(interruptions.safety_now)
    step = desk.history().undo
    fixed_clock.advance(minutes=39)
    assert desk.run(interruptions.safety_now) == ""
    assert desk.history().undo == step
    fixed_clock.advance(minutes=1)
    desk.run(interruptions.safety_now)
    assert [row[:2] for row in rows(desk)] == [("override", 40), ("override", 20)]


def test_a_date_of_a_series_is_hit_as_any_other_block(desk, now):
    desk.run(add_rows, series("FREQ=WEEKLY;BYDAY=WE", starts_local=at("7 11:45"), protection=3))
    desk.run(interruptions.safety_now)
    assert rows(desk) == [("override", 30, "safety", "now", 3, 45, "open")]


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (Settlement(Outcome.KEPT), []),
        (Settlement(Outcome.SHORTENED, minutes=50), [("override", 10)]),
        (Settlement(Outcome.MISSED, reason=commands.interruptions.DisplacementReason.SAFETY), [("override", 60)]),
    ],
)
def test_the_close_of_the_day_says_how_long_it_took(desk, now, fixed_clock, told, left):
    block = add(desk, "21 11:40", "21 12:40", Protection.GUARDED)
    desk.run(interruptions.safety_now)
    before = rows(desk)
    fixed_clock.advance(hours=3)
    desk.run(commands.reconcile.reconcile_block, block, told)
    assert [row[:2] for row in rows(desk)] == left
    desk.undo()
    assert rows(desk) == before


def test_its_minutes_can_be_put_right_by_hand_its_block_cannot(desk, now):
    add(desk, "21 11:40", "21 12:40", Protection.GUARDED)
    row_id = desk.run(interruptions.safety_now)
    desk.run(interruptions.complete_interruption, row_id, minutes=15, note="Fire alarm, all well")
    assert rows(desk)[0][1] == 15
    with pytest.raises(BadValue):
        desk.run(interruptions.complete_interruption, row_id, block_key="")


def test_the_week_counts_it_as_unknown_until_it_is_closed(desk, now, fixed_clock):
    add(desk, "21 11:40", "21 12:40", Protection.GUARDED)
    desk.run(interruptions.safety_now)
    fixed_clock.advance(hours=3)
    week = desk.read(week_review, at("19 0:00").day, at("21 15:00"), desk.cached(school_calendar), desk.read(settings))
    assert [row.source for row in week.interruptions] == ["safety"]
    assert week.instructional.kept == 0
