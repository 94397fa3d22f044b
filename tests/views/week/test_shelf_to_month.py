"""What lies on the shelf goes to other days: dropped on the small month, held at an edge, or armed and a day chosen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.teamwork import Task
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.week.free_places import place_on
from il_desktop.views.week.ghost import Deed
from tests.commands.school_time import add_rows
from tests.views.week.conftest import LEFT, NONE, Hands

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MONDAY, FAR = date(2026, 1, 19), date(2026, 1, 28)
WEEK = timedelta(days=7)
EIGHT = 8 * 60


@pytest.fixture
def task(quiet, qtbot) -> Hands:
    """A task of half an hour on the open shelf below the small month; the hold takes no time."""
    quiet.host.resize(1440, 900)
    quiet.shell.desk.run(add_rows, Task(id="bus", title="Bus plan", est_min=30, due_on=FAR))
    quiet.page.show_week(MONDAY)
    quiet.page.toggle_shelf()
    qtbot.waitUntil(lambda: quiet.page.month.month.isVisible() and quiet.page.month.shelf.isVisible())
    quiet.page.beyond.hold.setInterval(1)
    return quiet


def view(hands: Hands):
    return hands.page.month.shelf.list.viewport()


def lift(hands: Hands, to: QPoint) -> QPoint:
    """Drag the row to a point of the grid; return the last point, in the list's pixels, with the button down."""
    shelf = hands.page.month.shelf
    start = shelf.list.visualRect(shelf.rows.index(0)).center()
    end = view(hands).mapFromGlobal(hands.grid.mapToGlobal(to))
    QTest.mousePress(view(hands), LEFT, NONE, start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(view(hands), start + (end - start) * part)
    return end


def let_go(hands: Hands, at: QPoint) -> None:
    QTest.mouseRelease(view(hands), LEFT, NONE, at)
    hands.settle()


def month_point(hands: Hands, day: date) -> QPoint:
    month = hands.page.month.month
    return hands.grid.mapFromGlobal(month.mapToGlobal(month.day_rect(day).center().toPoint()))


def work_start(hands: Hands) -> int:
    return hands.shell.settings().work_start_min


def test_dropped_on_a_day_of_the_month_it_takes_the_first_free_place_of_that_day(task):
    start = work_start(task)
    task.add("Early", WallTime(FAR, start), 45, protection=Protection.FIRM)
    before = task.steps()
    end = lift(task, month_point(task, FAR))
    assert "Wed" in task.grid.floating.tip_text(task.grid.gestures.ghost)[0]
    let_go(task, end)
    assert task.card("Bus plan").span == Span.of(WallTime(FAR, start + 45), 30)
    assert task.steps() == before + 1
    assert task.page.month.shelf.rows.rowCount() == 0


def test_instruction_goes_into_school_hours(week):
    day = date(2026, 1, 29)
    school = week.shell.desk.cached(school_calendar).instructional_span(day)
    card = next(one for one in week.cards() if one.category is Category.INSTRUCTIONAL)
    found = place_on(week.shell, card, day)
    assert school.start <= found.start
    assert found.end <= school.end
    work = next(one for one in week.cards() if one.category is Category.MANAGEMENT)
    assert place_on(week.shell, work._replace(span=Span.of(work.span.start, 15)), day).start < school.start


def test_a_day_without_a_free_place_asks_about_its_first_hour(task):
    settings = task.shell.settings()
    task.add("Whole day", WallTime(FAR, settings.work_start_min), settings.work_end_min - settings.work_start_min,
             protection=Protection.GUARDED)  # fmt: skip
    let_go(task, lift(task, month_point(task, FAR)))
    assert task.page.deeds.question.isVisible()
    assert task.page.month.shelf.rows.rowCount() == 1


@pytest.mark.parametrize(("side", "way"), [("right", 1), ("left", -1)])
def test_held_at_an_edge_the_week_turns_and_it_can_be_dropped_there(task, qtbot, side, way):
    first = task.grid.state.view.first
    edge = QPoint(task.grid.width() - 4 if side == "right" else 4, task.point(MONDAY, 600).y())
    lift(task, edge)
    assert task.page.beyond.way == way
    qtbot.waitUntil(lambda: (task.grid.state.view.first - first) * way >= WEEK)
    there = task.grid.state.view.first + timedelta(days=2)
    at = view(task).mapFromGlobal(task.grid.mapToGlobal(task.point(there, 600)))
    QTest.mouseMove(view(task), at)
    assert task.page.beyond.way == 0
    let_go(task, at)
    assert task.card("Bus plan").span.start.day == there


def test_beside_the_grid_no_edge_turns_the_week(task):
    lift(task, QPoint(task.grid.width() + 8, 300))
    assert task.page.beyond.way == 0
    let_go(task, QPoint(0, 0))
    assert task.cards() == ()


def test_escape_over_the_month_places_nothing(task):
    end = lift(task, month_point(task, FAR))
    QTest.keyClick(task.page.month.shelf.list, Key.Key_Escape)
    let_go(task, end)
    assert task.page.month.shelf.rows.rowCount() == 1
    assert not task.grid.gestures.is_busy


def test_armed_and_a_day_of_the_month_clicked_it_waits_at_the_first_free_place(task):
    start = work_start(task)
    task.add("Early", WallTime(FAR, start), 45, protection=Protection.FIRM)
    QTest.mouseClick(
        view(task), LEFT, NONE, task.page.month.shelf.list.visualRect(task.page.month.shelf.rows.index(0)).center()
    )
    month = task.page.month.month
    QTest.mouseClick(month, LEFT, NONE, month.day_rect(FAR).center().toPoint())
    task.settle()
    ghost = task.grid.gestures.ghost
    assert (ghost.deed, ghost.span) == (Deed.PLACE, Span.of(WallTime(FAR, start + 45), 30))
    assert task.grid.hasFocus()
    task.key(Key.Key_Return)
    assert task.card("Bus plan").span == ghost.span


def test_by_keys_alone_a_day_of_the_month_takes_it(task):
    task.page.month.shelf.take_focus()
    QTest.keyClick(task.page.month.shelf.list, Key.Key_Return)
    month = task.page.month.month
    month.setFocus()
    QTest.keyClick(month, Key.Key_Down)
    QTest.keyClick(month, Key.Key_Return)
    task.settle()
    task.key(Key.Key_Return)
    assert task.card("Bus plan").span.start.day > MONDAY


def test_a_block_that_is_armed_goes_to_the_chosen_day_at_its_own_time(task):
    task.add("Call", WallTime(MONDAY, 600), 30)
    task.grid.focus_block(task.card("Call").key)
    task.grid.setFocus()
    task.key(Key.Key_M)
    month = task.page.month.month
    QTest.mouseClick(month, LEFT, NONE, month.day_rect(FAR).center().toPoint())
    task.settle()
    task.key(Key.Key_Return)
    assert task.card("Call").span == Span.of(WallTime(FAR, 600), 30)
