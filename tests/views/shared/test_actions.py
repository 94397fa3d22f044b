from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from il_desktop.views.shared.actions import ActionSpec, Registry, keys_text


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def texts(window: QMainWindow, title: str) -> list[str]:
    for action in window.menuBar().actions():
        if action.text().replace("&", "") == title:
            return ["—" if item.isSeparator() else item.text().replace("&", "") for item in action.menu().actions()]
    return []


def nothing() -> None:
    """Do nothing."""


def test_menus_are_made_from_the_registry_in_groups(window) -> None:
    registry = Registry(window)
    registry.add(ActionSpec("edit.last", "Last", menu="edit", group=9), nothing, window)
    registry.fill(window.menuBar())
    registry.add(ActionSpec("edit.first", "First", menu="edit", group=-2), nothing, window)
    registry.add(ActionSpec("edit.middle", "Middle", menu="edit", group=3), nothing, window)
    registry.add(ActionSpec("edit.second", "Second", menu="edit", group=-2), nothing, window)
    registry.add(ActionSpec("edit.more", "More", menu="edit", group=3), nothing, window)
    assert texts(window, "Edit") == ["First", "Second", "—", "Middle", "More", "—", "Last"]


def test_a_menu_that_offers_nothing_is_not_shown(window) -> None:
    registry = Registry(window)
    registry.add(ActionSpec("file.quit", "Quit", menu="file"), nothing, window)
    registry.fill(window.menuBar())
    shown = [action.text().replace("&", "") for action in window.menuBar().actions() if action.isVisible()]
    assert shown == ["File"]


def test_an_action_of_a_page_is_offered_only_there(window) -> None:
    registry = Registry(window)
    goal = registry.add(ActionSpec("goals.new", "New goal", "Ctrl+N", page="goals"), nothing, window)
    block = registry.add(ActionSpec("week.new", "New block", "Ctrl+N", page="week"), nothing, window)
    registry.set_page("week")
    assert (goal.isVisible(), block.isVisible()) == (False, True)
    registry.set_page("goals")
    assert (goal.isVisible(), block.isVisible()) == (True, False)


def test_when_decides_whether_an_action_can_be_used(window) -> None:
    state = {"has": False}
    registry = Registry(window)
    action = registry.add(ActionSpec("x.y", "Y", when=lambda: state["has"]), nothing, window)
    assert not action.isEnabled()
    state["has"] = True
    registry.refresh()
    assert action.isEnabled()


def test_an_action_does_its_work_without_a_parameter(window) -> None:
    done: list[str] = []
    registry = Registry(window)
    registry.add(ActionSpec("x.y", "Y"), lambda: done.append("y"), window)
    registry.action("x.y").trigger()
    assert done == ["y"]


def test_an_id_is_taken_once(window) -> None:
    registry = Registry(window)
    registry.add(ActionSpec("x.y", "Y"), nothing, window)
    with pytest.raises(KeyError):
        registry.add(ActionSpec("x.y", "Z"), nothing, window)
    with pytest.raises(KeyError):
        registry.action("x.unknown")


def test_tips_hold_no_markup_and_keys_are_written(window) -> None:
    registry = Registry(window)
    action = registry.add(ActionSpec("x.y", "Y", ("Ctrl+Y", "F5"), tip="<b>bold</b>"), nothing, window)
    assert "<b>" not in action.toolTip()
    assert keys_text(action) == "Ctrl+Y"
    assert isinstance(action, QAction)
