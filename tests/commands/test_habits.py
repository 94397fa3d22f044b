"""Habits wait on the shelf until the week has as many places as they want; each change is one step."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import BadValue
from il_desktop.domain.habits import HabitDraft
from il_desktop.domain.shelf import ShelfItem, ShelfKind, ShelfRef
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.habits import habits
from il_desktop.queries.settings import settings
from il_desktop.queries.shelf import shelf
from il_desktop.queries.week import cards_between
from il_desktop.wording.shelf import shelf_reason
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)
WALK = HabitDraft("Walk the halls", "visit_quick", 2, 30, 480, 720, 15, 45, weekday=1)


def on_shelf(desk: Desk) -> list[ShelfItem]:
    now = WallTime(TODAY, 480)
    found = desk.read(shelf, now, desk.cached(school_calendar), desk.cached(settings))
    return [item for item in found if item.ref.kind is ShelfKind.HABIT]


@pytest.fixture
def habit(desk: Desk) -> str:
    return desk.run(commands.habits.add_habit, WALK)


def test_a_habit_claims_no_time_and_waits_on_the_shelf(desk: Desk, habit: str) -> None:
    assert desk.read(cards_between, TODAY, 14, desk.cached(school_calendar)) == []
    [item] = on_shelf(desk)
    assert (item.name, item.minutes, shelf_reason(item, TODAY)) == (
        "Walk the halls", 30, "0 of 2 this week; best on Tue",
    )  # fmt: skip
    [row] = desk.read(habits, TODAY)
    assert (row.id, row.draft) == (habit, WALK)


def test_placed_twice_it_leaves_the_shelf_and_comes_back(desk: Desk, habit: str) -> None:
    ref = ShelfRef(ShelfKind.HABIT, habit)
    first = desk.run(commands.shelf.place, ref, WallTime(TODAY, 540), "Walk the halls")
    assert on_shelf(desk)[0].done == 1
    with pytest.raises(BadValue) as refused:
        desk.run(commands.shelf.place, ref, WallTime(TODAY, 600), "Walk the halls")
    assert refused.value.reason == "once_a_day"
    desk.run(commands.shelf.place, ref, WallTime(date(2026, 1, 17), 540), "Walk the halls")
    assert on_shelf(desk) == []
    assert desk.run(commands.shelf.put_back, BlockRef(first)) == ref
    assert on_shelf(desk)[0].done == 1
    desk.run(commands.shelf.place, ref, WallTime(TODAY, 600), "Walk the halls")
    assert on_shelf(desk) == []
    for _ in range(4):
        desk.undo()
    assert on_shelf(desk)[0].done == 0


def test_a_habit_that_is_ended_leaves_its_blocks(desk: Desk, habit: str) -> None:
    desk.run(commands.shelf.place, ShelfRef(ShelfKind.HABIT, habit), WallTime(TODAY, 540), "Walk the halls")
    desk.run(commands.habits.delete_habit, habit)
    assert len(desk.read(cards_between, TODAY, 1, desk.cached(school_calendar))) == 1
    label = desk.history().undo
    assert label is not None
    assert step_sentence(label) == "Ended the habit Walk the halls"
    desk.undo()
    assert on_shelf(desk)[0].done == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"), ({"per_week": 0}, "per_week"), ({"per_week": 15}, "per_week"),
        ({"low": 600, "high": 610}, "window"), ({"low": 700, "high": 600}, "window"), ({"shortest": 40}, "minutes"),
        ({"longest": 20}, "minutes"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, habit: str, change: dict, field: str) -> None:
    with pytest.raises(BadValue) as refused:
        desk.run(commands.habits.edit_habit, habit, WALK._replace(**change))
    assert refused.value.field == field
