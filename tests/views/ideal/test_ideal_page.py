"""The Ideal week page: painted by mouse and by keys, filled, applied, compared."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from il_desktop.domain.blocks import Category
from il_desktop.domain.ideal import Band
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.ideal import ideal_week
from il_desktop.queries.week import cards_between
from il_desktop.views.ideal.page import IdealPage
from il_desktop.views.shared import painted_list

I, M, P = Category  # noqa: E741  the stored letters


@pytest.fixture
def page(open_window, desk) -> IdealPage:
    window = open_window(desk, "ideal", size=(1024, 640))
    assert isinstance(window.current, IdealPage)
    return window.current


def bands(desk, column: str) -> tuple[Band, ...]:
    return desk.read(ideal_week, "Ideal week").bands.get(column, ())


def test_keys_choose_paint_exclusively_and_wipe(qtbot, desk, page) -> None:
    canvas = page.map
    canvas.setFocus()
    assert canvas.first == 450
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_X)
    qtbot.keyClick(canvas, Qt.Key.Key_I)
    assert bands(desk, "0") == bands(desk, "1") == (Band(450, 510, I, is_exclusive=True),)
    qtbot.keyClick(canvas, Qt.Key.Key_E)
    assert bands(desk, "0") == ()
    desk.undo()
    assert bands(desk, "1") == (Band(450, 510, I, is_exclusive=True),)


def test_a_stroke_of_the_mouse_is_one_step(qtbot, desk, page) -> None:
    canvas = page.map
    page.brush.set_key("M")
    page._take_brush("M")
    start = canvas.stretch(2, 480, 495).center().toPoint()
    end = canvas.stretch(3, 525, 540).center().toPoint()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert bands(desk, "2") == bands(desk, "3") == (Band(480, 540, M),)
    desk.undo()
    assert bands(desk, "2") == bands(desk, "3") == ()


def test_a_block_is_made_applied_and_taken_back_in_one_step_each(qtbot, desk, page, ask) -> None:
    canvas = page.map
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ask.texts.append("Walk the halls")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert page.head_sentence() == "Ideal week: 1 block to apply, 0 painted."
    ask.choices.append("next")
    page.shell.actions.action("ideal.apply").trigger()
    monday = date(2026, 1, 19)
    [card] = desk.read(cards_between, monday, 7, desk.cached(school_calendar))
    assert (card.title, card.span.start.iso(), card.span.minutes) == ("Walk the halls", "2026-01-19T07:30", 30)
    desk.undo()
    assert desk.read(cards_between, monday, 7, desk.cached(school_calendar)) == []
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert desk.read(ideal_week, "Ideal week").templates == ()


def test_the_map_says_what_is_under_the_cursor(qtbot, page) -> None:
    canvas = page.map
    canvas.painted.emit(["0"], 450, 510, "P")
    node = painted_list.list_of(canvas)
    assert node is not None
    assert node.entries.name(("cursor", "", 0)) == "Mon 7:30–7:45\u00a0AM, Personal"
    assert node.entries.name(("band", "0", 450)) == "Mon 7:30–8:30\u00a0AM for personal"


def test_nothing_painted_says_so(page) -> None:
    assert page.sentence.text() == "Nothing is painted for these days, so there is nothing to compare with."
