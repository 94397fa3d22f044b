"""The page around the grid: which days, the head, the month, the empty week, what refreshes when."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import EmptyState
from tests.views.week.conftest import FRI, LEFT, MON, TUE


def test_the_head_tells_the_dates_and_the_protected_time(week):
    assert week.page.head_title() == "12–16 January 2026"
    assert "protected time kept" in week.page.head_sentence()
    assert week.page.primary_action().text() == "&New block"


def test_previous_next_and_today_buttons(week):
    lead = week.page.head_lead()
    buttons = {
        button.accessibleName() or button.text(): button for button in lead.findChildren(type(lead.children()[1]))
    }
    QTest.mouseClick(buttons["Next"], LEFT)
    assert week.grid.state.view.first == date(2026, 1, 19)
    QTest.mouseClick(buttons["Previous"], LEFT)
    QTest.mouseClick(buttons["Previous"], LEFT)
    assert week.grid.state.view.first == date(2026, 1, 5)
    QTest.mouseClick(buttons["Today"], LEFT)
    assert week.grid.state.view.first == MON


def test_day_work_week_and_week_are_chosen_in_the_head(week):
    tools = week.page.head_tools()
    for number, count in ((0, 1), (2, 7), (1, 5)):
        QTest.mouseClick(tools._group.button(number), LEFT)
        assert len(week.grid.state.view.days) == count
    assert week.page.mode == "work"


def test_the_day_shown_is_the_focused_one(week):
    week.grid.focus_block(week.card("Data meeting").key)
    week.page.set_mode("day")
    assert week.grid.state.view.first == TUE
    assert week.page.head_title() == "Tuesday 13 January"


def test_an_empty_week_offers_a_new_block(quiet):
    empty = quiet.page.findChild(EmptyState)
    assert empty.isVisible()
    assert empty.label.text() == "This week is open."
    QTest.mouseClick(empty.button, LEFT)
    quiet.settle()
    assert len(quiet.cards()) == 1
    assert not empty.isVisible()


def test_changes_from_elsewhere_are_shown(quiet):
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    assert quiet.card("Budget")
    quiet.shell.desk.undo()
    quiet.settle()
    assert not quiet.cards()


def test_a_hidden_page_reads_when_it_is_shown(quiet):
    quiet.host.hide()
    draft = BlockDraft("Budget", "office_work", WallTime.at(TUE, 9), WallTime.at(TUE, 10))
    quiet.shell.desk.run(commands.schedule.create_block, draft)
    quiet.settle()
    assert not quiet.cards()
    quiet.host.show()
    assert quiet.card("Budget")


def test_show_key_takes_a_date_or_a_block(week):
    week.page.show_key("2026-02-03")
    assert week.grid.state.view.first == date(2026, 2, 2)
    week.page.show_key("2026-01-14")
    key = week.card("Math PLC").key
    week.page.show_key(key)
    assert week.grid.cursor_at.key == key


def test_the_month_is_shaded_after_the_week_and_leads_to_a_day(week, qtbot):
    month = week.page.month.month
    qtbot.waitUntil(lambda: bool(month._minutes))
    assert month._minutes[TUE] > 0
    assert date(2026, 1, 19) in month._off
    QTest.mouseClick(month, LEFT, pos=month.day_rect(date(2026, 1, 28)).center().toPoint())
    assert week.grid.state.view.first == date(2026, 1, 26)


def test_the_month_turns_by_its_arrows_and_by_keys(week):
    panel = week.page.month
    panel.month.next_month()
    assert panel.month.first == date(2026, 2, 1)
    panel.month.previous_month()
    panel.month.setFocus()
    QTest.keyClick(panel.month, Qt.Key.Key_Down)
    QTest.keyClick(panel.month, Qt.Key.Key_Return)
    assert week.grid.state.view.first == date(2026, 1, 19)


@pytest.mark.parametrize(("width", "is_shown"), [(1284, True), (968, False)])
def test_the_month_leaves_a_narrow_window_to_the_grid(open_week, sample_shell, width, is_shown):
    hands = open_week(sample_shell, width, 600)
    assert hands.page.month.isVisible() is is_shown


def test_the_page_fits_a_window_of_1024_by_640(open_week, sample_shell):
    hands = open_week(sample_shell, 868, 480)
    assert hands.page.minimumSizeHint().width() <= 868
    assert hands.page.minimumSizeHint().height() <= 480


def test_tool_tips_tell_what_had_no_room(week):
    card = week.card("Lunch and families")
    point = week.middle(card)
    QApplication.sendEvent(week.grid, QHelpEvent(QEvent.Type.ToolTip, point, week.grid.mapToGlobal(point)))
    assert "Lunch and families" in QToolTip.text()
    assert "Immovable" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # offscreen pop-ups
def test_a_context_menu_offers_what_the_menus_have(week):
    card = week.card("Data meeting")
    point = week.middle(card)
    QApplication.sendEvent(
        week.grid, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, week.grid.mapToGlobal(point))
    )
    menu = next(one for one in week.page.findChildren(QMenu) if one.isVisible())
    names = [action.objectName() for action in menu.actions()]
    assert names[:6] == [
        "week.open", "week.rename", "week.move", "week.duplicate", "week.to_shelf", "week.delete",
    ]  # fmt: skip
    assert week.grid.focused_card().title == "Data meeting"
    menu.close()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # offscreen pop-ups
def test_a_chip_lists_the_blocks_behind_it(quiet):
    for number in range(6):
        quiet.add(f"Call {number}", WallTime.at(TUE, 9), 30, protection=Protection.OPEN)
    chip = quiet.grid.layout_now.chips[0]
    quiet.click(quiet.grid.to_widget(chip.rect).center().toPoint())
    menu = next(one for one in quiet.page.findChildren(QMenu) if one.isVisible())
    assert len(menu.actions()) == len(chip.cards) == 3
    menu.actions()[0].trigger()
    menu.close()
    assert quiet.page.sheet.isVisible()
    assert quiet.grid.cursor_at.key == chip.cards[0].key


def test_block_actions_need_a_block(week):
    action = week.shell.actions.action("week.delete")
    week.grid.set_cursor(week.grid.cursor_near(FRI, 16 * 60))
    assert not action.isEnabled()
    week.grid.focus_block(week.card("Data meeting").key)
    assert action.isEnabled()


def test_every_action_has_keys_and_a_place_in_a_menu(week):
    for spec, action in week.shell.actions.entries():
        assert spec.menu
        assert not action.shortcut().isEmpty()
        assert spec.page == "week"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_the_week_is_drawn_in_every_look_and_size(week, look: theme.Theme, mode, percent):
    before = week.grid.grab().toImage()
    look.apply(mode, percent)
    after = week.grid.grab().toImage()
    assert (after == before) is (mode == "light" and percent == 100)


def test_the_clock_moves_the_now_line(week):
    week.shell.desk.clock.advance(minutes=30)
    week.shell.hub.minute_passed.emit()
    assert week.grid.state.now == WallTime.at(FRI, 8, 30)


def test_the_shown_dates_can_be_asked_for(week):
    assert week.page.shown_dates() == (MON, FRI)


def test_the_focus_ring_shows_with_the_focus_only(week):
    week.grid.focus_block(week.card("Data meeting").key)
    with_ring = week.grid.grab().toImage()
    week.page.head_tools()._group.button(1).setFocus()
    assert week.grid.grab().toImage() != with_ring


def test_tab_goes_through_the_page_and_comes_back(week):
    seen = []
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if seen and widget is seen[0]:
            break
        seen.append(widget)
    assert week.grid in seen
    assert week.page.month.month in seen
    assert len(seen) < 30


def test_importing_the_page_is_light():
    code = (
        "import sys; import il_desktop.views.week.page; "
        "heavy = {'sqlalchemy', 'alembic', 'icalendar', 'matplotlib', 'numpy', 'dateutil'} & set(sys.modules); "
        "late = {m for m in sys.modules if m in ('il_desktop.views.week.editor', 'il_desktop.views.week.question')}; "
        "sys.exit(str(heavy | late) if heavy | late else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
