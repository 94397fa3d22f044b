"""Moving members of the cascade by keys and by drag, and taking it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt

from il_desktop import commands
from il_desktop.views.goals.page import GoalsPage
from il_desktop.views.goals.tree_item_model import MIME


@pytest.fixture
def page(qtbot, sample_shell):
    page = GoalsPage(sample_shell)
    qtbot.addWidget(page)
    sample_shell.actions.set_page("goals")
    page.resize(1240, 760)
    page.show()
    qtbot.waitExposed(page)
    return page


def _top(page, number=0):
    return page.goals.goals[number].node


def _titles(node):
    return [child.title for child in node.children]


def _drag(page, goal_id, parent_id, row):
    model = page.cascade.tree.goals
    data = model.mimeData([model.index_of(goal_id)])
    parent = model.index_of(parent_id) if parent_id else QModelIndex()
    may = model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent) is False
    return may


def test_alt_and_arrows_move_a_step_among_its_kin_and_undo_puts_it_back(qtbot, page):
    strategy = _top(page).children[0]
    before = _titles(strategy)
    page.show_key(strategy.children[0].id)
    assert not page.keys["goals.up"].isEnabled()
    page.keys["goals.down"].trigger()
    page.shell.hub.flush()
    assert _titles(_top(page).children[0]) == [before[1], before[0], *before[2:]]
    assert page.detail.fields.title == before[0]
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert _titles(_top(page).children[0]) == before


def test_a_step_goes_out_behind_its_strategy_and_in_again(page):
    strategy = _top(page).children[0]
    step = strategy.children[-1]
    page.show_key(step.id)
    page.keys["goals.out"].trigger()
    page.shell.hub.flush()
    assert _top(page).children[1].id == step.id
    page.keys["goals.in"].trigger()
    page.shell.hub.flush()
    assert _top(page).children[0].children[-1].id == step.id


def test_a_strategy_has_no_way_out_of_its_goal(page):
    page.show_key(_top(page).children[0].id)
    assert not page.keys["goals.out"].isEnabled()
    assert not page.keys["goals.in"].isEnabled()


def test_a_strategy_is_dragged_to_another_goal(qtbot, page):
    strategy, other = _top(page).children[0], _top(page, 1)
    assert _drag(page, strategy.id, other.id, 0)
    qtbot.waitUntil(lambda: strategy.id in [child.id for child in _top(page, 1).children])
    assert _top(page, 1).children[0].id == strategy.id
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert _top(page).children[0].id == strategy.id


def test_a_goal_dragged_down_lands_above_the_row_it_was_dropped_at(qtbot, page):
    first, third = _top(page), _top(page, 2)
    assert _drag(page, first.id, "", 2)
    qtbot.waitUntil(lambda: _top(page, 1).id == first.id)
    assert _top(page, 2).id == third.id


def test_nothing_is_dropped_where_it_may_not_hang(page):
    first, strategy = _top(page), _top(page).children[0]
    assert not _drag(page, strategy.id, strategy.children[0].id, -1)
    assert not _drag(page, strategy.id, "", 0)
    assert not _drag(page, first.id, first.id, -1)
    assert not _drag(page, first.id, "", 0)
    foreign = QMimeData()
    foreign.setText("x")
    model = page.cascade.tree.goals
    assert not model.canDropMimeData(foreign, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    unknown = QMimeData()
    unknown.setData(MIME, b"gone")
    assert not model.canDropMimeData(unknown, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_one_active_goal_too_many_at_the_top_asks(page, ask):
    desk, top = page.shell.desk, _top(page)
    nested = desk.run(commands.goals.add_goal, "Nested", parent_id=top.id)
    owner = desk.read(lambda reader: reader.value("SELECT owner_id FROM goal WHERE id = ?", (top.id,)))
    desk.run(commands.goals.edit_goal, nested, owner_id=owner, due_on=top.due_on)
    desk.run(commands.goals.set_state, nested, "active")
    page.shell.hub.flush()
    page.show_key(nested)
    page.keys["goals.out"].trigger()
    assert "target" in page.shell.messages.last
