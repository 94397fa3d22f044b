"""The vision is written, filled and adopted with keys alone: the focus is never lost when the page is shown anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication


@pytest.fixture
def window(open_window, desk):
    return open_window(desk, "goals")


def _focus():
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    return focused.accessibleName() or (focused.text() if isinstance(focused, QAbstractButton) else "")


def _key(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    window.shell.hub.flush()
    QApplication.processEvents()


def _item(window, words):
    _key(window, Qt.Key.Key_Space)
    assert _focus() == "In a few words"
    QTest.keyClicks(QApplication.focusWidget(), words)
    _key(window, Qt.Key.Key_Return)


def test_vision_values_and_their_order_by_keys_alone(window):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    _key(window, Qt.Key.Key_O, both)
    assert _focus() == "Write it in one sentence"
    _key(window, Qt.Key.Key_Space)
    QTest.keyClicks(QApplication.focusWidget(), "Every student thinks hard.")
    _key(window, Qt.Key.Key_Return)
    assert _focus() == "Add a value"
    for words in ("Joy", "Care"):
        _item(window, words)
        assert _focus() == "Add a value"
    page = window.page("goals")
    assert [item.name for item in page.vision.shown.of_kind("value")] == ["Joy", "Care"]
    down = next(button for button in page.vision.findChildren(QAbstractButton)
                if button.accessibleName() == "Move “Joy” down")  # fmt: skip
    down.setFocus()
    _key(window, Qt.Key.Key_Space)
    assert [item.name for item in page.vision.shown.of_kind("value")] == ["Care", "Joy"]
    assert _focus() == "Add a value"  # Joy is the last now: nothing is below it
