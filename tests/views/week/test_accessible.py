"""What a screen reader finds on the week page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.views.week.tip import met_cards
from tests.views.week.conftest import TUE


@pytest.fixture
def grid_node(quiet):
    quiet.add("Visit Okoye", WallTime.at(TUE, 9), 45, kind="visit_quick", protection=Protection.GUARDED)
    return quiet, QAccessible.queryAccessibleInterface(quiet.grid)


def test_the_grid_is_a_list_named_by_its_dates(grid_node):
    _, node = grid_node
    assert node.role() == QAccessible.Role.List
    assert node.text(QAccessible.Text.Name) == "Week, 12–16 January 2026"


def test_each_block_is_a_child_named_in_words(grid_node):
    hands, node = grid_node
    names = [node.child(index).text(QAccessible.Text.Name) for index in range(len(hands.cards()))]
    assert names == ["Guarded, Instructional, Tue 9:00–9:45\N{NO-BREAK SPACE}AM, Visit Okoye, not reconciled"]
    child = node.child(0)
    assert node.indexOfChild(child) == 0
    assert child.role() == QAccessible.Role.ListItem
    assert child.parent().text(QAccessible.Text.Name) == node.text(QAccessible.Text.Name)


def test_overlaps_are_said(week):
    node = QAccessible.queryAccessibleInterface(week.grid)
    names = [node.child(index).text(QAccessible.Text.Name) for index in range(len(week.cards()))]
    assert len(names) == len(week.cards())
    assert len(set(names)) == len(names)
    overlapping = [card for card in week.cards() if not card.all_day and met_cards(week.cards(), card.span, card.key)]
    assert sum("overlaps" in name for name in names) == len(overlapping)


def test_a_block_lies_where_it_is_painted_and_has_the_focus(grid_node):
    hands, node = grid_node
    card = hands.card("Visit Okoye")
    hands.grid.focus_block(card.key)
    child = node.focusChild()
    assert child.text(QAccessible.Text.Name).endswith("not reconciled")
    assert child.state().focused
    middle = hands.grid.mapToGlobal(hands.middle(card))
    assert child.rect().contains(middle)
    found = node.childAt(middle.x(), middle.y())
    assert found.text(QAccessible.Text.Name) == child.text(QAccessible.Text.Name)


def test_every_control_of_the_page_has_a_name(week):
    week.page.open_block(week.cards()[0].key)
    controls = [
        child
        for child in week.host.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not child.objectName().startswith("qt_")
    ]
    assert any(isinstance(one, QLineEdit) for one in controls)
    nameless = [one for one in controls if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
    assert not nameless


def test_buttons_are_large_enough_to_hit(week):
    week.page.open_block(week.cards()[0].key)
    small = [
        (button.accessibleName() or button.text(), button.size())
        for button in week.host.findChildren(QAbstractButton)
        if button.isVisible() and (button.width() < 24 or button.height() < 24) and not hasattr(button, "tristate")
    ]
    assert not [one for one in small if one[0] not in ("All day", "Buffer")]


def test_choosing_a_place_is_announced(quiet, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr("il_desktop.views.shared.a11y.announce", lambda _widget, text, **_: said.append(text))
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.grid.focus_block(quiet.card("Budget").key)
    quiet.key(Qt.Key.Key_M)
    quiet.key(Qt.Key.Key_Down)
    assert said == [
        "Budget: choose the new place by click, or by arrow keys and Enter. Escape cancels.",
        "Tue 9:15–10:15\N{NO-BREAK SPACE}AM · 1 h",
    ]
    quiet.key(Qt.Key.Key_Escape)


def test_the_focus_is_reported_while_a_screen_reader_listens(quiet):
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    QAccessible.setActive(True)
    try:
        quiet.grid.focus_block(quiet.card("Budget").key)
        quiet.key(Qt.Key.Key_Down)
        quiet.page.show_week(TUE.replace(month=2))
    finally:
        QAccessible.setActive(False)
    node = QAccessible.queryAccessibleInterface(quiet.grid)
    assert node.childCount() == len(quiet.cards()) + len(
        [c for c in quiet.grid.children() if isinstance(c, QWidget) and c.isVisible()]
    )


def test_a_block_that_is_gone_is_no_longer_valid(quiet):
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    child = QAccessible.queryAccessibleInterface(quiet.grid).child(0)
    assert child.isValid()
    quiet.shell.desk.undo()
    quiet.settle()
    assert not child.isValid()
    assert child.text(QAccessible.Text.Name) == ""
    assert child.rect().isEmpty()
