"""The shelf beside the week: planned by keys, by click and click, and by drag; blocks that came from it go back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.shelf import ShelfKind, ShelfRef
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.teamwork import Task
from il_desktop.views.shared.painted_list import list_of
from il_desktop.views.week.ghost import Deed
from tests.commands.school_time import add_rows
from tests.views.week.conftest import LEFT, NONE, THU, TUE, WED, Hands

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FRI_NEXT = date(2026, 1, 23)


@pytest.fixture
def tasks(quiet) -> Hands:
    """A week without blocks, its shelf with two tasks; shown from Monday, 12 January, on."""
    quiet.shell.desk.run(
        add_rows,
        Task(id="bus", title="Bus plan", est_min=30, due_on=FRI_NEXT),
        Task(id="budget", title="Budget", est_min=60, due_on=date(2026, 1, 20)),
    )
    quiet.page.show_week(date(2026, 1, 19))
    QTest.keyClick(quiet.grid, Key.Key_L, CTRL | SHIFT)
    quiet.settle()
    return quiet


def rows(hands: Hands) -> list[str]:
    model = hands.page.month.shelf.rows
    return [model.row(place).title for place in range(model.rowCount())]


def task_block(hands: Hands, key: str) -> str | None:
    return hands.shell.desk.read(lambda reader: reader.value("SELECT block_id FROM task WHERE id = ?", (key,)))


def press(hands: Hands, key, keys=NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, keys)
    hands.settle()


def test_the_shelf_lists_what_wants_a_place_and_says_what_fits(tasks):
    shelf = tasks.page.month.shelf
    assert rows(tasks) == ["Budget", "Bus plan"]
    assert shelf.list.hasFocus()
    row = shelf.rows.row(0)
    assert (row.minutes, row.fits) == ("1 h", "5 places fit")
    assert shelf.rows.data(shelf.rows.index(1), Qt.ItemDataRole.AccessibleTextRole).startswith("Bus plan, 30 min, due")


def test_planned_by_keyboard_alone(tasks):
    before = tasks.steps()
    press(tasks, Key.Key_Down)
    press(tasks, Key.Key_Return)
    assert tasks.grid.hasFocus()
    ghost = tasks.grid.gestures.ghost
    assert (ghost.deed, ghost.span.minutes) == (Deed.PLACE, 30)
    assert tasks.grid.lit
    start = ghost.span.start
    press(tasks, Key.Key_Right)
    press(tasks, Key.Key_Down)
    press(tasks, Key.Key_Return)
    card = tasks.card("Bus plan")
    assert card.span == Span.of(start.plus(1440 + 15), 30)
    assert task_block(tasks, "bus") == card.key
    assert rows(tasks) == ["Budget"]
    assert tasks.steps() == before + 1
    assert tasks.grid.focused_card() == card
    assert tasks.grid.lit == ()
    tasks.shell.desk.undo()
    tasks.settle()
    assert rows(tasks) == ["Budget", "Bus plan"]


def test_escape_places_nothing(tasks):
    press(tasks, Key.Key_Return)
    press(tasks, Key.Key_Escape)
    assert tasks.cards() == ()
    assert not tasks.grid.gestures.is_busy
    assert tasks.grid.lit == ()


def row_point(hands: Hands, place: int) -> QPoint:
    shelf = hands.page.month.shelf
    return shelf.list.visualRect(shelf.rows.index(place)).center()


def test_planned_by_a_click_on_the_row_and_a_click_on_the_grid(tasks):
    view = tasks.page.month.shelf.list.viewport()
    QTest.mouseClick(view, LEFT, NONE, row_point(tasks, 1))
    assert tasks.grid.gestures.is_armed
    day = date(2026, 1, 20)
    tasks.hover(tasks.point(day, 600))
    tasks.click(tasks.point(day, 600))
    assert tasks.card("Bus plan").span == Span.of(WallTime.at(day, 10), 30)


def drag_row(hands: Hands, place: int, to: QPoint) -> None:
    view = hands.page.month.shelf.list.viewport()
    start = row_point(hands, place)
    end = view.mapFromGlobal(hands.grid.mapToGlobal(to))
    QTest.mousePress(view, LEFT, NONE, start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, start + (end - start) * part)
    QTest.mouseRelease(view, LEFT, NONE, end)
    hands.settle()


def test_planned_by_drag(tasks):
    day = date(2026, 1, 21)
    drag_row(tasks, 0, tasks.point(day, 660))
    assert tasks.card("Budget").span == Span.of(WallTime.at(day, 11), 60)
    assert task_block(tasks, "budget") == tasks.card("Budget").key


def test_dropped_beside_the_hours_nothing_is_planned(tasks):
    drag_row(tasks, 0, QPoint(300, 5))
    assert tasks.cards() == ()
    assert not tasks.grid.gestures.is_busy


def test_held_time_is_asked_about_and_the_next_free_place_is_offered(tasks):
    day = date(2026, 1, 21)
    tasks.add("Visit", WallTime.at(day, 11), 60, protection=Protection.GUARDED)
    drag_row(tasks, 0, tasks.point(day, 660))
    sheet = tasks.page.deeds.question
    assert sheet.isVisible()
    assert task_block(tasks, "budget") is None
    sheet.next_free.click()
    tasks.settle()
    assert tasks.card("Budget").span == Span.of(WallTime.at(day, 12), 60)


def test_a_planned_block_goes_back_by_key_and_by_drag(tasks):
    day = date(2026, 1, 21)
    drag_row(tasks, 0, tasks.point(day, 660))
    tasks.grid.focus_block(tasks.card("Budget").key)
    tasks.grid.setFocus()
    tasks.key(Key.Key_U)
    assert rows(tasks) == ["Budget", "Bus plan"]
    tasks.shell.desk.undo()
    tasks.settle()
    shelf = tasks.page.month.shelf
    start = tasks.middle(tasks.card("Budget"))
    end = tasks.grid.mapFromGlobal(shelf.mapToGlobal(shelf.rect().center()))
    tasks.drag(start, end)
    assert tasks.cards() == ()
    assert task_block(tasks, "budget") is None


def test_a_block_of_another_origin_stays_and_the_reason_is_said(tasks):
    card = tasks.add("Own", WallTime.at(date(2026, 1, 21), 9), 60)
    tasks.grid.focus_block(card.key)
    tasks.grid.setFocus()
    tasks.key(Key.Key_U)
    assert tasks.card("Own") == card
    assert "not planned from the shelf" in tasks.shell.messages.last


def test_the_filter_keeps_one_kind(week):
    week.page.toggle_shelf()
    shelf = week.page.month.shelf
    everything = shelf.rows.rowCount()
    found = []
    for place in range(1, shelf.filter.count()):
        shelf.filter.setCurrentIndex(place)
        found.append(shelf.rows.rowCount())
        assert all(shelf.rows.row(n).item.ref.kind == shelf.filter.currentData() for n in range(found[-1]))
    assert sum(found) == everything > 10


def test_an_empty_shelf_says_what_gathers_there(quiet):
    quiet.page.toggle_shelf()
    shelf = quiet.page.month.shelf
    assert shelf.empty.isVisible()
    assert not shelf.list.isVisible()


def test_the_shelf_stays_open_the_next_time(quiet, open_week, shell, qtbot):
    quiet.page.toggle_shelf()
    again = type(quiet.page.month)(quiet.shell, quiet.host)
    asked = []
    again.shelf_wanted.connect(asked.append)
    again.show_place((TUE, WED), THU)
    again.show()
    qtbot.waitUntil(lambda: asked == [True])


def test_what_is_carried_is_told_to_screen_readers(tasks, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr("il_desktop.views.week.gesture.a11y.announce", lambda _widget, text, **_more: said.append(text))
    press(tasks, Key.Key_Return)
    press(tasks, Key.Key_Down)
    assert said[0].startswith("Budget: choose the new place")
    assert "1 h" in said[1]
    assert list_of(tasks.grid) is not None


def test_from_the_month_the_shelf_leads_to_the_hours_and_where_it_is_narrow_to_one_day(quiet, monkeypatch):
    quiet.page.set_mode("month")
    quiet.page.toggle_shelf()
    assert quiet.page.mode == "work"
    assert quiet.page.month.shelf.isVisible()
    quiet.page.toggle_shelf()
    assert not quiet.page.month.shelf.isVisible()
    monkeypatch.setattr("il_desktop.views.week.page.SHELF_WIDTH", 2000)
    quiet.page.toggle_shelf()
    assert quiet.page.mode == "day"
    assert quiet.page.month.shelf.isVisible()


def test_turning_the_week_reads_nothing_of_the_shelf_again(tasks, monkeypatch):
    read: list[object] = []
    monkeypatch.setattr("il_desktop.views.week.shelf.shelf_query", lambda *args: read.append(args) or ())
    for day in (date(2026, 1, 26), date(2026, 2, 2), date(2026, 1, 19)):
        tasks.page.show_week(day)
    assert read == []
    assert tasks.page.month.shelf.rows.row(0).fits == "5 places fit"


def test_a_thing_is_carried_into_another_week_by_keys(tasks):
    press(tasks, Key.Key_Return)
    first = tasks.grid.gestures.ghost.span.start
    tasks.page.doings.next()
    ghost = tasks.grid.gestures.ghost
    assert ghost.span.start.day == date(2026, 1, 26)
    assert ghost.span.start.minute == first.minute
    assert all(span.start.day >= date(2026, 1, 26) for span in tasks.grid.lit)
    press(tasks, Key.Key_Return)
    assert tasks.card("Budget").span.start.day == date(2026, 1, 26)


def test_a_visit_from_the_shelf_brings_its_teachers_day_along(week):
    page, shell = week.page, week.shell
    find = """
        SELECT v.id FROM visit v WHERE v.person_id IN (SELECT person_id FROM visit WHERE block_id IS NOT NULL)
        AND v.visitor_id IS NOT NULL LIMIT 1
    """
    visit = shell.desk.read(lambda reader: reader.value(find))
    page.toggle_shelf()
    card = week.card("Visit Okoye")._replace(ref=BlockRef(ShelfRef(ShelfKind.VISIT, visit).key))
    page.grid.gestures.arm(card, Deed.PLACE)
    assert page.grid.teacher is not None
    page.grid.gestures.cancel()
