"""A block goes to another week: held at an edge, dropped on a day of the small month, by keys, by clicks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.week.beyond import HOLD_MS
from tests.views.week.conftest import LEFT, MON, NONE, TUE, WED, Hands

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
WEEK = timedelta(days=7)
FAR = date(2026, 1, 28)


@pytest.fixture
def block(quiet, qtbot) -> Hands:
    """One block, beside the small month; the hold takes no time."""
    quiet.host.resize(1440, 800)
    qtbot.waitUntil(lambda: quiet.page.month.isVisible() and quiet.grid.width() > 900)
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.page.beyond.hold.setInterval(1)
    return quiet


def first(hands: Hands) -> date:
    return hands.grid.state.view.first


def lift(hands: Hands) -> QPoint:
    start = hands.middle(hands.card("Budget"))
    hands.press(start)
    hands.glide(start, start + QPoint(30, 0))
    return start


def month_point(hands: Hands, day: date) -> QPoint:
    """The pixel of a day of the small month, in the grid's own pixels: the grid has the mouse during a drag."""
    month = hands.page.month.month
    return hands.grid.mapFromGlobal(month.mapToGlobal(month.day_rect(day).center().toPoint()))


def test_the_hold_is_600_ms():
    assert HOLD_MS == 600


@pytest.mark.parametrize(("side", "way"), [("right", 1), ("left", -1)])
def test_held_at_an_edge_the_week_turns_and_turns_again_with_the_ghost_kept(block, qtbot, side, way):
    lift(block)
    edge = QPoint(block.grid.width() - 4 if side == "right" else 4, block.point(TUE, 600).y())
    block.hover(edge)
    assert block.page.beyond.way == way
    qtbot.waitUntil(lambda: (first(block) - MON) * way >= 2 * WEEK)
    assert block.grid.gestures.ghost.card.title == "Budget"
    block.page.beyond.hold.stop()
    target = block.point(first(block) + timedelta(days=2), 10 * 60 + 30)
    block.hover(target)
    assert block.page.beyond.way == 0
    before = block.steps()
    wanted = first(block) + timedelta(days=2)
    block.release(target)
    block.settle()
    assert block.card("Budget").span == Span.of(WallTime.at(wanted, 10), 60)
    assert block.steps() == before + 1
    assert block.grid.focused_card().title == "Budget"


def test_leaving_the_edge_or_escape_stops_the_turning(block):
    lift(block)
    block.hover(QPoint(block.grid.width() - 4, 300))
    assert block.page.beyond.hold.isActive()
    block.hover(block.point(WED, 600))
    assert not block.page.beyond.hold.isActive()
    block.hover(QPoint(4, 300))
    assert block.page.beyond.hold.isActive()
    block.key(Key.Key_Escape)
    assert not block.page.beyond.hold.isActive()
    assert first(block) == MON


def test_a_drawn_block_turns_no_week(block):
    start = block.point(WED, 700)
    block.press(start)
    block.glide(start, QPoint(4, start.y() + 40))
    assert not block.page.beyond.hold.isActive()
    block.key(Key.Key_Escape)


def test_dropped_on_a_day_of_the_small_month_it_keeps_its_time(block):
    before = block.steps()
    start = lift(block)
    target = month_point(block, FAR)
    block.glide(start, target)
    ghost = block.grid.gestures.ghost
    assert ghost.span == Span.of(WallTime.at(FAR, 9), 60)
    assert block.grid.floating.tip_text(ghost)[0].startswith("Wed 28 Jan 9:00")
    assert not block.page.beyond.hold.isActive()
    block.release(target)
    block.settle()
    assert block.card("Budget").span == Span.of(WallTime.at(FAR, 9), 60)
    assert block.steps() == before + 1
    assert first(block) == date(2026, 1, 26)
    block.shell.desk.undo()
    block.settle()
    block.page.show_week(TUE)
    assert block.card("Budget").span == Span.of(WallTime.at(TUE, 9), 60)


def test_a_held_place_in_another_week_is_shown_with_its_question(block):
    block.add("Held", WallTime.at(FAR, 9), 60, protection=Protection.GUARDED)
    start = lift(block)
    target = month_point(block, FAR)
    block.glide(start, target)
    block.release(target)
    assert block.page.deeds.question.isVisible()
    assert first(block) == date(2026, 1, 26)
    assert block.grid.gestures.ghost.is_held


def test_ctrl_drop_on_the_small_month_copies(block):
    start = lift(block)
    target = month_point(block, FAR)
    block.glide(start, target, CTRL)
    block.release(target, CTRL)
    block.settle()
    assert block.card("Budget").span.start == WallTime.at(FAR, 9)
    block.page.show_week(TUE)
    assert block.card("Budget").span.start == WallTime.at(TUE, 9)


@pytest.mark.parametrize("how", ["key", "month"])
def test_an_armed_block_waits_while_weeks_are_turned_and_goes_where_is_clicked(block, how):
    block.click(block.middle(block.card("Budget")))
    block.key(Key.Key_M)
    if how == "key":
        block.key(Key.Key_Right, ALT)
    else:
        day = block.page.month.month.day_rect(MON + WEEK).center().toPoint()
        QTest.mouseClick(block.page.month.month, LEFT, NONE, day)
    assert first(block) == MON + WEEK
    assert block.grid.gestures.is_armed
    block.click(block.point(WED + WEEK, 783))
    assert block.card("Budget").span == Span.of(WallTime.at(WED + WEEK, 13), 60)


def test_an_armed_block_walks_into_the_next_week_by_arrows(block):
    block.grid.focus_block(block.card("Budget").key)
    block.key(Key.Key_M)
    for _ in range(4):
        block.key(Key.Key_Right)
    assert first(block) == MON + WEEK
    block.key(Key.Key_Return)
    assert block.card("Budget").span == Span.of(WallTime.at(MON + WEEK, 9), 60)


def test_an_armed_block_goes_along_when_its_week_is_turned_by_key(block):
    block.grid.focus_block(block.card("Budget").key)
    block.key(Key.Key_M)
    block.key(Key.Key_Right, ALT)
    block.key(Key.Key_Return)
    assert block.card("Budget").span == Span.of(WallTime.at(TUE + WEEK, 9), 60)
