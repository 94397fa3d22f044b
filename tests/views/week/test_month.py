"""The month on the week page: keys, mouse, words, and what it hands to the page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from il_desktop.domain.blocks import Protection
from il_desktop.domain.school import DayKind
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import a11y, theme
from tests.views.week.conftest import FRI, LEFT, MON, NONE, TUE

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def month(week):
    """The sample school's January 2026, Friday 16 in focus."""
    QTest.keyClick(week.grid, Qt.Key.Key_4)
    assert week.page.modes.month.hasFocus()
    return week.page.modes.month


@pytest.fixture
def open_month(quiet):
    """The same month of a new, empty file."""
    quiet.page.set_mode("month")
    quiet.page.modes.month.setFocus()
    return quiet


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What was announced."""
    words: list[str] = []
    monkeypatch.setattr(a11y, "announce", lambda _widget, text, **_: words.append(text))
    return words


def middle(month, day: date) -> QPoint:
    """A place on a day that is no chip: its head."""
    rect = month.cell_now(day).rect
    return QPoint(round(rect.center().x()), round(rect.top() + 8))


def chip(month, day: date, number: int = 0) -> QPoint:
    return month.cell_now(day).chips[number].rect.center().toPoint()


def test_four_shows_the_month_and_its_figures(week, month):
    assert week.page.mode == "month"
    assert week.page.head_title() == "January 2026"
    assert month.days[0] == date(2025, 12, 29)
    assert len(month.days) == 35
    assert not week.page.footer.isVisible()
    assert not week.page.month.isVisible()
    assert week.page.shown_dates() == (date(2026, 1, 1), date(2026, 1, 31))


def test_the_head_counts_the_month_without_the_days_around_it(week, month):
    inside = [look.summary.totals for day, look in month._looks.items() if day.month == 1]
    kept = sum(totals.protected_kept for totals in inside)
    planned = sum(totals.protected_planned for totals in inside)
    hours = "{} h {:02d} of {} h {:02d} protected time kept".format(*divmod(kept, 60), *divmod(planned, 60))
    assert week.page.head_sentence().startswith(hours)


def test_arrows_go_day_by_day_and_announce_it(month, said):
    for key, day in (
        (Qt.Key.Key_Left, 15), (Qt.Key.Key_Up, 8), (Qt.Key.Key_Right, 9), (Qt.Key.Key_Down, 16),
        (Qt.Key.Key_Home, 12), (Qt.Key.Key_End, 18),
    ):  # fmt: skip
        QTest.keyClick(month, key)
        assert month.day == date(2026, 1, day)
    assert said[0].startswith("Thu 15 January, B day, Regular, ")
    assert said[0].endswith(f"{len(month.cards_on(date(2026, 1, 15)))} blocks")


def test_leaving_the_month_turns_it(week, month):
    QTest.keyClick(month, Qt.Key.Key_PageDown)
    assert (month.day, week.page.head_title()) == (date(2026, 2, 16), "February 2026")
    QTest.keyClick(month, Qt.Key.Key_PageUp)
    for _ in range(3):
        QTest.keyClick(month, Qt.Key.Key_Up)
    assert (month.day, week.page.head_title()) == (date(2025, 12, 26), "December 2025")


def test_next_and_previous_turn_by_months_and_today_returns(week, month):
    week.page.doings.next()
    assert week.page.head_title() == "February 2026"
    week.page.doings.previous()
    week.page.doings.previous()
    assert week.page.head_title() == "December 2025"
    QTest.keyClick(month, Qt.Key.Key_T)
    assert (month.day, week.page.head_title()) == (FRI, "January 2026")


def test_the_end_of_a_long_month_turns_to_the_end_of_a_short_one(week, month):
    week.page.show_week(date(2026, 1, 31))
    week.page.doings.next()
    assert month.day == date(2026, 2, 28)


def test_enter_opens_the_day_and_ctrl_enter_the_week(week, month):
    QTest.keyClick(month, Qt.Key.Key_Up)
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert (week.page.mode, week.page.anchor) == ("day", date(2026, 1, 9))
    assert week.grid.hasFocus()
    QTest.keyClick(week.grid, Qt.Key.Key_4)
    QTest.keyClick(month, Qt.Key.Key_Return, CTRL)
    assert week.page.mode == "work"
    assert week.grid.state.view.first == date(2026, 1, 5)


def test_a_weekend_opens_as_a_full_week(week, month):
    week.page.show_week(date(2026, 1, 17))
    QTest.keyClick(month, Qt.Key.Key_Return, CTRL)
    assert week.page.mode == "week"


def test_a_click_chooses_a_day_and_a_double_click_opens_it(week, month):
    QTest.mouseClick(month, LEFT, NONE, middle(month, TUE))
    assert (month.day, week.page.mode) == (TUE, "month")
    QTest.mouseDClick(month, LEFT, NONE, middle(month, TUE))
    assert (week.page.mode, week.page.anchor) == ("day", TUE)


def test_the_week_s_number_opens_the_week(week, month):
    cell = month.cell_now(date(2026, 1, 5))
    QTest.mouseClick(month, LEFT, NONE, QPoint(8, round(cell.rect.center().y())))
    assert week.page.mode == "work"
    assert week.grid.state.view.first == date(2026, 1, 5)


def test_more_opens_the_day_and_a_double_click_on_it_makes_nothing(week, month):
    cell = month.cell_now(TUE)
    assert cell.hidden > 0
    steps = week.steps()
    at = cell.more.center().toPoint()
    QTest.mouseClick(month, LEFT, NONE, at)
    assert (week.page.mode, week.page.anchor) == ("day", TUE)
    free = week.point(TUE, 16 * 60 + 15)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(free), QPointF(week.grid.mapToGlobal(free)), LEFT, LEFT, NONE
    )
    QApplication.sendEvent(week.grid, event)
    assert week.steps() == steps


def test_space_goes_through_the_day_s_blocks_and_escape_back(month, said):
    shown = [one.card.title for one in month.cell_now(FRI).chips]
    for title in shown:
        QTest.keyClick(month, Qt.Key.Key_Space)
        assert month.focused_card().title == title
        assert title in said[-1]
    QTest.keyClick(month, Qt.Key.Key_Space)
    assert month.focused_card() is None
    QTest.keyClick(month, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert month.focused_card().title == shown[-1]
    QTest.keyClick(month, Qt.Key.Key_Escape)
    assert month.focused_card() is None


def test_enter_on_a_block_opens_its_editor_and_escape_comes_back(week, month):
    QTest.keyClick(month, Qt.Key.Key_Space)
    card = month.focused_card()
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert week.page.sheet.isVisible()
    assert week.page._editor.key == card.key
    week.page.sheet.close_sheet()
    assert month.hasFocus()
    assert not week.page.month.isVisible()


def test_a_double_click_on_a_block_opens_its_editor(week, month):
    QTest.mouseDClick(month, LEFT, NONE, chip(month, TUE))
    assert week.page.sheet.isVisible()


def test_dragging_a_block_to_a_day_keeps_its_time_in_one_step(open_month):
    card = open_month.add("Budget", WallTime.at(TUE, 9, 20), 40)
    month = open_month.page.modes.month
    steps = open_month.steps()
    start, end = chip(month, TUE), middle(month, date(2026, 1, 22))
    QTest.mousePress(month, LEFT, NONE, start)
    for part in (0.3, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * part
        QApplication.sendEvent(
            month,
            QMouseEvent(QEvent.Type.MouseMove, at, QPointF(month.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, NONE),
        )
    assert month.moving is not None
    QTest.mouseRelease(month, LEFT, NONE, end)
    open_month.settle()
    assert open_month.steps() == steps + 1
    moved = open_month.card("Budget")
    assert moved.span.start == WallTime.at(date(2026, 1, 22), 9, 20)
    assert moved.span.minutes == card.span.minutes
    assert (month.day, month.key) == (date(2026, 1, 22), moved.key)
    open_month.shell.desk.undo()
    open_month.settle()
    assert open_month.card("Budget").span == card.span


def test_moving_by_keys_alone(open_month):
    open_month.add("Budget", WallTime.at(TUE, 9), 40)
    month = open_month.page.modes.month
    open_month.page.show_week(TUE)
    QTest.keyClick(month, Qt.Key.Key_Space)
    QTest.keyClick(month, Qt.Key.Key_M)
    assert month.moving is not None
    QTest.keyClick(month, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Return)
    open_month.settle()
    assert open_month.card("Budget").span.start == WallTime.at(date(2026, 1, 20), 9)


def test_moving_by_clicks_alone_and_escape_leaves_it(open_month):
    open_month.add("Budget", WallTime.at(TUE, 9), 40)
    month = open_month.page.modes.month
    QTest.mouseClick(month, LEFT, NONE, chip(month, TUE))
    open_month.page.doings.move()
    QTest.keyClick(month, Qt.Key.Key_Escape)
    assert month.moving is None
    open_month.page.doings.move()
    QTest.mouseClick(month, LEFT, NONE, middle(month, MON))
    open_month.settle()
    assert open_month.card("Budget").span.start == WallTime.at(MON, 9)


def test_a_block_dropped_on_protected_time_asks_first(open_month):
    open_month.add("Visit", WallTime.at(MON, 9), 40, protection=Protection.GUARDED)
    open_month.add("Budget", WallTime.at(TUE, 9), 40)
    month = open_month.page.modes.month
    QTest.mouseClick(month, LEFT, NONE, chip(month, TUE))
    open_month.page.doings.move()
    QTest.mouseClick(month, LEFT, NONE, middle(month, MON))
    question = open_month.page.deeds.question
    assert question is not None
    assert question.isVisible()
    assert open_month.card("Budget").span.start.day == TUE
    question.close_sheet()
    assert month.hasFocus()


def test_a_block_can_be_deleted_and_moved_by_a_day_from_the_month(open_month):
    open_month.add("Budget", WallTime.at(TUE, 9), 40)
    month = open_month.page.modes.month
    open_month.page.show_week(TUE)
    QTest.keyClick(month, Qt.Key.Key_Space)
    QTest.keyClick(month, Qt.Key.Key_Right, CTRL)
    open_month.settle()
    assert open_month.card("Budget").span.start.day == date(2026, 1, 14)
    assert month.focused_card().title == "Budget"
    QTest.keyClick(month, Qt.Key.Key_Delete)
    open_month.settle()
    assert not open_month.cards()


def test_a_new_block_goes_to_the_focused_day(open_month):
    open_month.page.show_week(TUE)
    open_month.page.doings.new()
    open_month.settle()
    assert open_month.cards()[0].span.start.day == TUE


def test_block_actions_need_a_block(week, month):
    action = week.shell.actions.action("week.delete")
    week.page.show_week(date(2026, 1, 17))
    assert not action.isEnabled()
    QTest.mouseClick(month, LEFT, NONE, chip(month, TUE))
    assert action.isEnabled()


def test_an_empty_month_says_so(open_month):
    assert open_month.page._empty.isVisible()
    open_month.add("Budget", WallTime.at(date(2026, 2, 1), 9), 40)
    assert open_month.page._empty.isVisible()  # the first of February is only beside January
    open_month.add("Budget", WallTime.at(TUE, 9), 40)
    assert not open_month.page._empty.isVisible()


def test_days_have_names_for_assistive_technology(month):
    node = QAccessible.queryAccessibleInterface(month)
    assert node.text(QAccessible.Text.Name) == "Month, January 2026"
    assert node.childCount() == 35
    friday = node.child(18)
    count = len(month.cards_on(FRI))
    name = friday.text(QAccessible.Text.Name)
    assert name.startswith("Fri 16 January, A day, Regular, ")
    assert "protected kept" in name
    assert name.endswith(f"{count} blocks, today")
    assert friday.state().focused
    assert node.indexOfChild(friday) == 18
    centre = friday.rect().center()
    assert node.childAt(centre.x(), centre.y()) is friday
    assert node.focusChild() is friday
    assert month.cell_now(FRI).chips[0].card.title in friday.text(QAccessible.Text.Description)


def test_days_without_school_are_named(month):
    off = {look.day.school.kind for look in month._looks.values()}
    assert {DayKind.HOLIDAY, DayKind.WEATHER, DayKind.WEEKEND} <= off
    assert "Martin Luther King Day" in month.day_name(date(2026, 1, 19))
    assert month.day_name(date(2026, 1, 18)).endswith("no blocks")


@pytest.mark.parametrize(
    ("at", "words"), [("week", "Week 3 · school week 19"), ("chip", "Guarded"), ("day", "protected time kept")]
)
def test_tool_tips_tell_what_had_no_room(month, at, words):
    cell = month.cell_now(MON)
    point = {
        "week": QPoint(5, round(cell.rect.center().y())), "chip": chip(month, MON), "day": middle(month, MON),
    }[at]  # fmt: skip
    QApplication.sendEvent(month, QHelpEvent(QEvent.Type.ToolTip, point, month.mapToGlobal(point)))
    assert words in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # offscreen pop-ups
def test_a_context_menu_is_about_the_block_under_the_pointer(week, month):
    point = chip(month, TUE, 1)
    QTest.mousePress(month, Qt.MouseButton.RightButton, NONE, point)
    QTest.mouseRelease(month, Qt.MouseButton.RightButton, NONE, point)
    QApplication.sendEvent(month, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, month.mapToGlobal(point)))
    menu = next(one for one in week.page.findChildren(QMenu) if one.isVisible())
    assert week.grid.focused_card() == month.cell_now(TUE).chips[1].card
    menu.close()


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_the_month_is_drawn_in_every_look_and_size(month, look: theme.Theme, mode, percent):
    before = month.grab().toImage()
    look.apply(mode, percent)
    after = month.grab().toImage()
    assert (after == before) is (mode == "light" and percent == 100)


def test_the_focus_ring_shows_with_the_focus_only(week, month):
    with_ring = month.grab().toImage()
    week.page.head_tools()._group.button(1).setFocus()
    assert month.grab().toImage() != with_ring


def test_a_month_takes_no_more_than_three_statements(week, month, monkeypatch):
    from il_desktop.store.reader import Reader  # noqa: PLC0415  counted here only

    asked: list[str] = []
    rows = Reader.rows
    monkeypatch.setattr(Reader, "rows", lambda self, sql, params=(): asked.append(sql) or rows(self, sql, params))
    week.page.doings.next()
    assert 0 < sum(sql != "BEGIN" for sql in asked) <= 3


def test_narrow_heads_offer_the_views_in_a_menu(week, qtbot):
    choice = week.page.head_tools()
    assert not choice.is_small
    week.host.resize(640, 600)
    qtbot.waitUntil(lambda: choice.is_small)
    week.page.set_mode("month")
    assert choice._small.text() == "Month"
    assert week.page.head_title() == "Jan 2026"
    week.host.resize(1284, 800)
    qtbot.waitUntil(lambda: not choice.is_small)


def test_leaving_the_hours_or_the_month_drops_what_is_under_way(open_month):
    card = open_month.add("Budget", WallTime.at(TUE, 9), 40)
    month = open_month.page.modes.month
    open_month.page.modes.arm(card)
    assert month.moving is not None
    open_month.page.set_mode("week")
    assert month.moving is None
    open_month.page.modes.arm(card)
    assert open_month.grid.gestures.is_armed
    open_month.page.set_mode("month")
    assert not open_month.grid.gestures.is_armed
    assert month.hasFocus()
