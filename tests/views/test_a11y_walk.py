from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from il_desktop.views.shared.frame import PAGES

PAGE_IDS = [page[0] for page in PAGES]


def walk(node: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield node
    if depth < 40:
        for number in range(min(node.childCount(), 400)):
            child = node.child(number)
            if child is not None and child.isValid():
                yield from walk(child, depth + 1)


def problems(window: QWidget) -> list[str]:
    """Every focusable node on show that a screen reader could not name, and class names taken for names."""
    found = []
    for node in walk(QAccessible.queryAccessibleInterface(window)):
        state = node.state()
        if state.invisible or not state.focusable:
            continue
        name = node.text(QAccessible.Text.Name).strip()
        widget = node.object()
        kind = type(widget).__name__ if widget is not None else node.role().name
        if not name:
            found.append(f"{kind} {widget.objectName() if widget is not None else ''}: no name ({node.role().name})")
        elif name == kind or (name.startswith("Q") and name[1:2].isupper()):
            found.append(f"{kind}: named by its class")
    return found


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_control_of_the_sample_school_has_a_name(open_window, sample_desk, page_id: str) -> None:
    assert problems(open_window(sample_desk, page_id).frame) == []


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_control_of_an_empty_file_has_a_name(open_window, desk, page_id: str) -> None:
    assert problems(open_window(desk, page_id).frame) == []


@pytest.mark.parametrize("action_id", ["edit.preferences", "help.shortcuts", "help.about", "tools.palette"])
def test_every_control_of_the_sheets_has_a_name(open_window, desk, action_id: str) -> None:
    window = open_window(desk)
    window.shell.actions.action(action_id).trigger()
    sheets = [widget for widget in window.findChildren(QWidget) if widget.isWindow() and widget.isVisible()]
    assert problems(window.frame) == []
    for sheet in sheets:
        assert problems(sheet) == []
        sheet.close()


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_button_is_large_enough_to_hit(open_window, sample_desk, page_id: str) -> None:
    window = open_window(sample_desk, page_id)
    QApplication.processEvents()  # the layouts that the first look asked for
    small = [
        f"{type(button).__name__} “{button.text() or button.accessibleName()}” {button.width()}×{button.height()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and (button.width() < 24 or button.height() < 24) and button.objectName() != "qt_"
    ]
    assert small == []
