"""The week by keyboard alone: every key of the page, each change one step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.ghost import Deed
from tests.views.week.conftest import FRI, MON, THU, TUE, WED, Hands

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def block(quiet) -> Hands:
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.grid.focus_block(quiet.card("Budget").key)
    return quiet


def span(day, start: tuple[int, int], end: tuple[int, int]) -> Span:
    return Span(WallTime.at(day, *start), WallTime.at(day, *end))


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (Key.Key_Down, CTRL, span(TUE, (9, 15), (10, 15))),
        (Key.Key_Up, CTRL, span(TUE, (8, 45), (9, 45))),
        (Key.Key_Right, CTRL, span(WED, (9, 0), (10, 0))),
        (Key.Key_Left, CTRL, span(MON, (9, 0), (10, 0))),
        (Key.Key_Down, SHIFT, span(TUE, (9, 0), (10, 15))),
        (Key.Key_Up, SHIFT, span(TUE, (9, 0), (9, 45))),
        (Key.Key_Down, CTRL | SHIFT, span(TUE, (9, 15), (10, 0))),
        (Key.Key_Up, CTRL | SHIFT, span(TUE, (8, 45), (10, 0))),
    ],
)
def test_keys_move_and_resize_in_one_step(block, key, keys, expected):
    before = block.steps()
    block.key(key, keys)
    assert block.card("Budget").span == expected
    assert block.steps() == before + 1
    assert block.grid.focused_card().title == "Budget"
    block.shell.desk.undo()
    block.settle()
    assert block.card("Budget").span == span(TUE, (9, 0), (10, 0))


def test_delete_deletes_and_backspace_does_not(block):
    block.key(Key.Key_Backspace)
    assert block.cards()
    block.key(Key.Key_Delete)
    assert not block.cards()
    assert block.grid.cursor_at == Cursor(TUE, 540)
    block.shell.desk.undo()
    block.settle()
    assert block.card("Budget")


@pytest.mark.parametrize("level", list(Protection))
def test_p_and_a_digit_set_the_protection(block, level):
    block.key(Key.Key_P)
    block.key(Key(Key.Key_0.value + level.value))
    assert block.card("Budget").protection is level


def test_ctrl_n_makes_a_block_at_the_focus(quiet):
    quiet.grid.set_cursor(Cursor(WED, 600))
    quiet.key(Key.Key_N, CTRL)
    assert [card.span for card in quiet.cards()] == [span(WED, (10, 0), (10, 30))]
    assert quiet.page._editor.title.selectedText() == "New block"


def test_enter_opens_a_block_and_makes_one_in_an_empty_slot(block, qtbot):
    block.key(Key.Key_Return)
    assert block.page.sheet.isVisible()
    qtbot.keyClick(block.page._editor.title, Key.Key_Escape)
    assert not block.page.sheet.isVisible()
    assert block.grid.hasFocus()
    assert block.grid.focused_card().title == "Budget"
    block.grid.set_cursor(Cursor(THU, 600))
    block.key(Key.Key_Enter)
    assert block.card("New block").span == span(THU, (10, 0), (10, 30))


def test_f2_selects_the_title(block):
    block.key(Key.Key_F2)
    assert block.page._editor.title.selectedText() == "Budget"


def test_ctrl_shift_d_duplicates_behind(block):
    block.key(Key.Key_D, CTRL | SHIFT)
    assert sorted(card.span for card in block.cards()) == [span(TUE, (9, 0), (10, 0)), span(TUE, (10, 0), (11, 0))]


def test_m_arrows_and_enter_move_without_a_mouse(block):
    before = block.steps()
    block.key(Key.Key_M)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        block.key(key)
    assert block.steps() == before
    block.key(Key.Key_Return)
    assert block.card("Budget").span == span(WED, (9, 30), (10, 30))
    assert block.steps() == before + 1


def test_an_armed_edge_is_moved_by_arrows_and_stays_on_its_day(block):
    block.grid.gestures.arm(block.grid.focused_card(), Deed.END)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        block.key(key)
    block.key(Key.Key_Return)
    assert block.card("Budget").span == span(TUE, (9, 0), (10, 30))
    block.grid.gestures.arm(block.grid.focused_card(), Deed.START)
    block.key(Key.Key_Up)
    block.key(Key.Key_Return)
    assert block.card("Budget").span == span(TUE, (8, 45), (10, 30))


def test_arrows_walk_slots_and_blocks(block):
    block.grid.set_cursor(Cursor(TUE, 525))
    block.key(Key.Key_Down)
    assert block.grid.focused_card().title == "Budget"
    block.key(Key.Key_Down)
    assert block.grid.cursor_at == Cursor(TUE, 600)
    block.key(Key.Key_Up)
    assert block.grid.focused_card().title == "Budget"
    block.key(Key.Key_Right)
    assert block.grid.cursor_at == Cursor(WED, 540)


def test_arrows_leave_the_week_at_its_rim(quiet):
    quiet.grid.set_cursor(Cursor(FRI, 540))
    quiet.key(Key.Key_Right)
    assert quiet.grid.state.view.first == date(2026, 1, 19)
    assert quiet.grid.cursor_at == Cursor(date(2026, 1, 19), 540)
    quiet.key(Key.Key_Left)
    assert quiet.grid.state.view.first == MON
    assert quiet.grid.cursor_at == Cursor(FRI, 540)


def test_alt_arrows_turn_weeks_and_t_comes_back(quiet):
    quiet.key(Key.Key_Right, ALT)
    assert quiet.grid.state.view.first == date(2026, 1, 19)
    quiet.key(Key.Key_Left, ALT)
    quiet.key(Key.Key_Left, ALT)
    assert quiet.grid.state.view.first == date(2026, 1, 5)
    quiet.key(Key.Key_T)
    assert quiet.grid.state.view.first == MON
    assert quiet.grid.cursor_at == Cursor(FRI, 480)


def test_digits_choose_the_days_shown(quiet):
    for key, count in ((Key.Key_1, 1), (Key.Key_3, 7), (Key.Key_2, 5)):
        quiet.key(key)
        assert len(quiet.grid.state.view.days) == count


def test_h_opens_and_closes_the_hours_outside_work(quiet):
    quiet.key(Key.Key_H)
    assert not quiet.grid.layout_now.folds
    quiet.key(Key.Key_H)
    assert len(quiet.grid.layout_now.folds) == 2


def test_single_letters_do_nothing_while_typing(block, qtbot):
    block.key(Key.Key_Return)
    title = block.page._editor.title
    title.selectAll()
    qtbot.keyClicks(title, "mtg1")
    assert title.text() == "mtg1"
    assert not block.grid.gestures.is_armed
    assert len(block.grid.state.view.days) == 5


def test_a_block_moved_out_of_the_week_is_followed(quiet):
    quiet.add("Budget", WallTime.at(FRI, 13), 60)
    quiet.grid.focus_block(quiet.card("Budget").key)
    quiet.key(Key.Key_Right, CTRL)
    assert quiet.grid.state.view.first == date(2026, 1, 19)
    assert quiet.grid.focused_card().span.start == WallTime.at(date(2026, 1, 19), 13)
    quiet.key(Key.Key_Left, CTRL)
    assert quiet.grid.focused_card().span.start == WallTime.at(FRI, 13)


def test_in_the_full_week_a_block_moves_to_saturday(quiet):
    quiet.key(Key.Key_3)
    quiet.add("Budget", WallTime.at(FRI, 13), 60)
    quiet.grid.focus_block(quiet.card("Budget").key)
    quiet.key(Key.Key_Right, CTRL)
    assert quiet.grid.focused_card().span.start == WallTime.at(date(2026, 1, 17), 13)
