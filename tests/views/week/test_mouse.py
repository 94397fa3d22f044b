"""Everything that can be done with the mouse, each as one step that one undo takes back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.week import grid as grid_module
from tests.views.week.conftest import FRI, LEFT, NONE, THU, TUE, WED, Hands

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def span(day, start: str, end: str) -> Span:
    return Span(WallTime.parse(f"{day}T{start}"), WallTime.parse(f"{day}T{end}"))


def only(hands: Hands):
    assert len(hands.cards()) == 1
    return hands.cards()[0]


def test_drag_on_empty_time_makes_a_block_in_quarters(quiet):
    quiet.drag(quiet.point(TUE, 543), quiet.point(TUE, 601))
    assert only(quiet).span == span(TUE, "09:00", "10:15")
    assert quiet.page.sheet.isVisible()
    quiet.shell.desk.undo()
    quiet.settle()
    assert not quiet.cards()


def test_drag_upwards_makes_the_same_block(quiet):
    quiet.drag(quiet.point(TUE, 656), quiet.point(TUE, 603))
    assert only(quiet).span == span(TUE, "10:00", "11:00")


def test_alt_draws_in_five_minutes(quiet):
    quiet.drag(quiet.point(TUE, 551), quiet.point(TUE, 568), ALT)
    assert only(quiet).span == span(TUE, "09:10", "09:30")


def test_shift_draws_whole_bell_periods(week):
    week.page.show_week(date(2026, 2, 2))
    day, period = next((day.school.day, period) for day in week.grid.state.view.days for period in day.school.periods)
    wanted = Span(WallTime(day, period.start_min), WallTime(day, period.end_min))
    for card in week.cards():
        if card.span.overlaps(wanted):
            week.shell.desk.run(commands.schedule.delete_block, card.ref)
    week.settle()
    before = {card.key for card in week.cards()}
    week.drag(week.point(day, period.start_min + 5), week.point(day, period.start_min + 12), SHIFT)
    assert [card.span for card in week.cards() if card.key not in before] == [wanted]


@pytest.fixture
def block(quiet) -> Hands:
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    return quiet


def test_drag_moves_a_block_to_another_day_and_undo_brings_it_back(block):
    card = block.card("Budget")
    before = block.steps()
    start = block.middle(card)
    block.drag(start, block.point(THU, 570 + 62))
    moved = block.card("Budget")
    assert moved.span == span(THU, "10:00", "11:00")
    assert block.steps() == before + 1
    assert block.grid.cursor_at.key == moved.key
    block.shell.desk.undo()
    block.settle()
    assert block.card("Budget").span == span(TUE, "09:00", "10:00")


def test_ctrl_drag_copies(block):
    block.drag(block.middle(block.card("Budget")), block.point(WED, 570), CTRL)
    assert sorted(card.span for card in block.cards()) == [span(TUE, "09:00", "10:00"), span(WED, "09:00", "10:00")]
    block.shell.desk.undo()
    block.settle()
    assert len(block.cards()) == 1


@pytest.mark.parametrize(
    ("edge", "to", "expected"),
    [("end", 10 * 60 + 46, ("09:00", "10:45")), ("start", 8 * 60 + 14, ("08:15", "10:00"))],
)
def test_drag_of_an_edge_resizes(block, edge, to, expected):
    card = block.card("Budget")
    box = block.grid.to_widget(block.grid.layout_now.boxes_of(card.key)[0].rect)
    x = round(box.left() + 30)
    grip = QPoint(x, round(box.bottom()) - 2) if edge == "end" else QPoint(x, round(box.top()) + 2)
    target = QPoint(x, block.point(TUE, to).y())
    before = block.steps()
    block.drag(grip, target)
    assert block.card("Budget").span == span(TUE, *expected)
    assert block.steps() == before + 1
    block.shell.desk.undo()
    block.settle()
    assert block.card("Budget").span == span(TUE, "09:00", "10:00")


def test_an_edge_cannot_pass_the_other_one(block):
    card = block.card("Budget")
    box = block.grid.to_widget(block.grid.layout_now.boxes_of(card.key)[0].rect)
    grip = QPoint(round(box.left() + 30), round(box.bottom()) - 2)
    block.drag(grip, QPoint(grip.x(), block.point(TUE, 480).y()))
    assert block.card("Budget").span == span(TUE, "09:00", "09:05")


def test_escape_cancels_a_drag(block):
    before = block.steps()
    start = block.middle(block.card("Budget"))
    block.press(start)
    block.glide(start, block.point(THU, 700))
    assert block.grid.gestures.ghost is not None
    QTest.keyClick(block.grid, Qt.Key.Key_Escape)
    block.release(block.point(THU, 700))
    assert block.grid.gestures.ghost is None
    assert block.steps() == before
    assert block.card("Budget").span == span(TUE, "09:00", "10:00")


def test_a_drag_back_to_the_start_writes_nothing(block):
    before = block.steps()
    start = block.middle(block.card("Budget"))
    block.press(start)
    block.glide(start, block.point(THU, 700))
    block.glide(block.point(THU, 700), start)
    block.release(start)
    assert block.steps() == before


def test_move_by_two_clicks(block):
    block.click(block.middle(block.card("Budget")))
    block.key(Qt.Key.Key_M)
    assert block.grid.gestures.is_armed
    block.hover(block.point(WED, 780))
    block.click(block.point(WED, 783))
    assert block.card("Budget").span == span(WED, "13:00", "14:00")
    assert not block.grid.gestures.is_armed


@pytest.mark.parametrize(
    ("edge", "to", "expected"), [("end", 700, ("09:00", "11:45")), ("start", 496, ("08:15", "10:00"))]
)
def test_resize_by_two_clicks_on_handle_and_new_edge(block, edge, to, expected):
    card = block.card("Budget")
    block.click(block.middle(card))
    box = block.grid.to_widget(block.grid.layout_now.boxes_of(card.key)[0].rect)
    y = box.bottom() + 3 if edge == "end" else box.top() - 3
    block.click(QPoint(round(box.center().x()), round(y)))
    assert block.grid.gestures.is_armed
    block.click(block.point(TUE, to))
    assert block.card("Budget").span == span(TUE, *expected)


def test_escape_leaves_the_move_mode(block):
    block.click(block.middle(block.card("Budget")))
    block.key(Qt.Key.Key_M)
    block.key(Qt.Key.Key_Escape)
    assert not block.grid.gestures.is_armed
    assert block.grid.gestures.ghost is None


def test_double_click_opens_the_editor_on_the_title(block, qtbot):
    QTest.mouseDClick(block.grid, LEFT, NONE, block.middle(block.card("Budget")))
    editor = block.page._editor
    assert block.page.sheet.isVisible()
    assert editor.title.text() == "Budget"
    qtbot.waitUntil(editor.title.hasFocus)


def test_double_click_on_empty_time_makes_half_an_hour(quiet):
    QTest.mouseDClick(quiet.grid, LEFT, NONE, quiet.point(WED, 845))
    assert only(quiet).span == span(WED, "14:00", "14:30")


def test_a_click_only_moves_the_focus(block):
    before = block.steps()
    block.click(block.point(WED, 617))
    assert (block.grid.cursor_at.day, block.grid.cursor_at.minute) == (WED, 615)
    assert block.steps() == before


def test_the_tip_says_when_how_long_and_what_is_in_the_way(block):
    card = block.add("Visit", WallTime.at(WED, 9), 30, protection=Protection.GUARDED)
    start = block.middle(block.card("Budget"))
    block.press(start)
    block.glide(start, block.point(WED, 570))
    first, second = block.grid.floating.tip_text(block.grid.gestures.ghost)
    assert first == "Wed 9:00–10:00\N{NO-BREAK SPACE}AM · 1 h"
    assert second == "asks first: Visit is Guarded"
    assert block.grid.floating.is_conflict(block.grid.gestures.ghost)
    assert card.protection is Protection.GUARDED
    block.key(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("level", "told", "left"), [(Protection.FLEXIBLE, "makes room", [600]), (Protection.OPEN, "gives way", [])]
)
def test_the_tip_says_what_makes_room_and_the_drop_does_it(quiet, level, told, left):
    budget = quiet.add("Budget", WallTime.at(FRI, 13), 60, protection=Protection.FIRM)
    quiet.add("E-mail", WallTime.at(FRI, 9), 30, protection=level)
    start = quiet.middle(budget)
    quiet.press(start)
    quiet.glide(start, quiet.point(FRI, 570))
    assert quiet.grid.floating.tip_text(quiet.grid.gestures.ghost)[1] == f"E-mail {told}"
    quiet.release(quiet.point(FRI, 570))
    quiet.settle()
    assert [card.span.start.minute for card in quiet.cards() if card.title == "E-mail"] == left


def test_the_tip_says_of_what_is_over_that_it_is_overlapped_and_nothing_more(quiet):
    budget = quiet.add("Budget", WallTime.at(WED, 13), 60, protection=Protection.FIRM)
    quiet.add("E-mail", WallTime.at(WED, 9), 30, protection=Protection.FLEXIBLE)
    start = quiet.middle(budget)
    quiet.press(start)
    quiet.glide(start, quiet.point(WED, 570))
    assert quiet.grid.floating.tip_text(quiet.grid.gestures.ghost)[1] == "overlaps E-mail"


def test_hours_outside_work_open_on_click_and_close_from_the_gutter(quiet):
    fold = quiet.grid.layout_now.folds[0]
    assert fold.is_before
    quiet.click(QPoint(300, round(quiet.grid.layout_now.body_top + fold.height / 2)))
    assert quiet.grid.layout_now.frame.before_open
    assert len(quiet.grid.layout_now.folds) == 1
    quiet.grid.hours.bar.setValue(0)
    quiet.click(QPoint(10, round(quiet.grid.layout_now.body_top + 30)))
    assert not quiet.grid.layout_now.frame.before_open


def test_a_drag_into_the_hours_outside_work_opens_them(block):
    start = block.middle(block.card("Budget"))
    fold = block.grid.layout_now.folds[0]
    block.press(start)
    top = QPoint(start.x(), round(block.grid.layout_now.body_top + fold.height / 2))
    block.glide(start, top)
    assert block.grid.layout_now.frame.before_open
    block.key(Qt.Key.Key_Escape)


def test_dragging_draws_only_what_moves(block, monkeypatch):
    start = block.middle(block.card("Budget"))
    block.grid.repaint()
    renders: list[int] = []
    original = grid_module.render
    monkeypatch.setattr(grid_module, "render", lambda *args: renders.append(1) or original(*args))
    block.press(start)
    block.glide(start, block.point(THU, 700))
    block.grid.repaint()
    assert not renders
    block.key(Qt.Key.Key_Escape)


def test_a_modifier_pressed_during_a_drag_counts_at_once(block):
    start = block.middle(block.card("Budget"))
    block.press(start)
    block.glide(start, block.point(WED, 575))
    assert block.grid.gestures.ghost.span == span(WED, "09:00", "10:00")
    QTest.keyPress(block.grid, Qt.Key.Key_Alt)
    assert block.grid.gestures.ghost.span == span(WED, "09:05", "10:05")
    QTest.keyRelease(block.grid, Qt.Key.Key_Alt)
    assert block.grid.gestures.ghost.span == span(WED, "09:00", "10:00")
    block.key(Qt.Key.Key_Escape)
