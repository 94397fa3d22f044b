"""The painted grid as a tree for assistive technology: the grid, and one named object for each block on it.

Qt would show a painted widget as one empty node. Python keeps a reference to every node, because Qt does not own them.
"""

# Qt takes "no interface" for an answer; its stubs do not say so.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QWidget

from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y
from il_desktop.views.week.faces import CATEGORY_NAME, LEVEL_NAME, STATE_WORD
from il_desktop.views.week.grid import WeekGrid
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.tip import met_cards
from il_desktop.wording.format import count_text, days_text, hours_text

_NODES: dict[int, GridNode] = {}
_INSTALLED: list[bool] = []


def install(grid: WeekGrid) -> None:
    """Give a grid its nodes; the factory is installed with the first one."""
    if not _INSTALLED:
        QAccessible.installFactory(_make)
        _INSTALLED.append(True)
    _Follower(grid)


def block_name(card: BlockCard, state: GridState) -> str:
    """Return what a screen reader says for a block: level, category, when, title, what became of it, overlaps."""
    words = state.words
    start = card.span.start
    day = words.short_weekdays[start.day.weekday()]
    hours = "all day" if card.all_day else hours_text(start.minute, start.minute + card.span.minutes, words)
    parts = [LEVEL_NAME[card.protection], CATEGORY_NAME[card.category], f"{day} {hours}", card.title]
    if card.state == "kept" or card.state in STATE_WORD:
        parts.append(card.state)
    elif card.span.end <= state.now and not card.is_buffer and not card.all_day:
        parts.append("not reconciled")
    overlaps = len(met_cards(state.view.cards, card.span, card.key)) if not card.all_day else 0
    if overlaps:
        parts.append(f"overlaps {overlaps}")
    return ", ".join(parts)


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name != "WeekGrid" or not isinstance(thing, WeekGrid):
        return None
    found = _NODES.get(id(thing))
    if found is None:
        found = _NODES[id(thing)] = GridNode(thing)
        thing.destroyed.connect(_Forgetter(id(thing)).forget)
    return found


class _Forgetter(QObject):
    """Drops the node of a grid that is gone."""

    _kept: list[_Forgetter] = []  # noqa: RUF012  Qt keeps no reference to a slot's object

    def __init__(self, key: int) -> None:
        super().__init__()
        self._key = key
        self._kept.append(self)

    @Slot()
    def forget(self) -> None:
        """Forget the node."""
        _NODES.pop(self._key, None)
        self._kept.remove(self)


class _Follower(QObject):
    """Tells assistive technology when the grid's own focus moved."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.cursor_moved.connect(self._moved)
        self._selected: tuple[str, ...] = ()
        grid.selection.changed.connect(self._chosen)

    @Slot()
    def _moved(self) -> None:
        if not QAccessible.isActive() or not self._grid.hasFocus():
            return
        node = QAccessible.queryAccessibleInterface(self._grid)
        if isinstance(node, GridNode):
            child = node.focusChild()
            if child is not None:
                QAccessible.updateAccessibility(QAccessibleEvent(child, QAccessible.Event.Focus))

    @Slot()
    def _chosen(self) -> None:
        """Say how many blocks are selected, and let each changed one tell its new state."""
        before, now = set(self._selected), self._grid.selection.keys
        self._selected = now
        a11y.announce(self._grid, selection_text(len(now)))
        if not QAccessible.isActive():
            return
        node = QAccessible.queryAccessibleInterface(self._grid)
        if isinstance(node, GridNode):
            for key in before.symmetric_difference(now):
                child = node.node_of(key)
                if child is not None:
                    kind = QAccessible.Event.SelectionAdd if key in now else QAccessible.Event.SelectionRemove
                    QAccessible.updateAccessibility(QAccessibleEvent(child, kind))


def selection_text(count: int) -> str:
    """Say how many blocks are selected."""
    return f"{count_text(count, 'block', 'blocks')} selected" if count else "Nothing selected"


class GridNode(QAccessibleObject):
    """The grid: a table-like list of the shown blocks, then the real widgets on it."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._grid = weakref.ref(grid)
        self._blocks: dict[str, BlockNode] = {}

    def grid(self) -> WeekGrid | None:
        """Return the grid while it lives."""
        return self._grid()

    def _cards(self) -> tuple[BlockCard, ...]:
        grid = self.grid()
        return grid.state.view.cards if grid is not None and grid.state is not None else ()

    def _widgets(self) -> list[QWidget]:
        grid = self.grid()
        if grid is None:
            return []
        return [child for child in grid.children() if isinstance(child, QWidget) and child.isVisible()]

    def node_of(self, key: str) -> BlockNode | None:
        """Return the node of a shown block."""
        grid = self.grid()
        card = grid.card(key) if grid is not None else None
        return self._node(card) if card is not None else None

    def _node(self, card: BlockCard) -> BlockNode:
        found = self._blocks.get(card.key)
        if found is None:
            found = self._blocks[card.key] = BlockNode(self, card.key)
        return found

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the grid still lives."""
        return self.grid() is not None

    def parent(self) -> QAccessibleInterface | None:
        """Return the node of the parent widget."""
        grid = self.grid()
        above = grid.parentWidget() if grid is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        """Count blocks and widgets."""
        return len(self._cards()) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface | None:
        """Return a block's node or a widget's."""
        cards = self._cards()
        if 0 <= index < len(cards):
            return self._node(cards[index])
        widgets = self._widgets()
        place = index - len(cards)
        return QAccessible.queryAccessibleInterface(widgets[place]) if 0 <= place < len(widgets) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a node among the children, -1 for a stranger."""
        if isinstance(child, BlockNode):
            keys = [card.key for card in self._cards()]
            return keys.index(child.key) if child.key in keys else -1
        widgets = self._widgets()
        thing = child.object()
        return len(self._cards()) + widgets.index(thing) if isinstance(thing, QWidget) and thing in widgets else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return what lies at a screen position."""
        for card in reversed(self._cards()):
            node = self._node(card)
            if node.rect().contains(x, y):
                return node
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the block with the grid's focus, else the grid."""
        grid = self.grid()
        card = grid.focused_card() if grid is not None else None
        return self._node(card) if card is not None else self

    def rect(self) -> QRect:
        """Return the grid's place on the screen."""
        grid = self.grid()
        return QRect(grid.mapToGlobal(QPoint(0, 0)), grid.size()) if grid is not None else QRect()

    def role(self) -> QAccessible.Role:
        """Tell that this holds a list of things."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return what the widget is."""
        state = QAccessible.State()
        grid = self.grid()
        if grid is not None:
            state.focusable = True
            state.focused = grid.hasFocus()
            state.invisible = not grid.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the shown dates as name, keys as help."""
        grid = self.grid()
        if grid is None or grid.state is None:
            return ""
        if kind == QAccessible.Text.Name:
            days = grid.state.view.days
            return f"Week, {days_text(days[0].school.day, days[-1].school.day, grid.state.words)}"
        if kind == QAccessible.Text.Help:
            return (
                "Arrow keys go between blocks and free places, Enter opens, Space selects, M moves, "
                "P and a digit set the protection."
            )
        return ""


class BlockNode(QAccessibleInterface):
    """One block."""

    def __init__(self, grid_node: GridNode, key: str) -> None:
        super().__init__()
        self._parent = grid_node
        self.key = key

    def _card(self) -> BlockCard | None:
        grid = self._parent.grid()
        return grid.card(self.key) if grid is not None else None

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the block is shown."""
        return self._card() is not None

    def object(self) -> QObject | None:
        """Return nothing: a block is no object of Qt's."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the grid."""
        return self._parent

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # noqa: ARG002  there is none
        """Return nothing."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: ARG002, N802  Qt's name; there is none
        """Return nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002  there is none
        """Return -1."""
        return -1

    def rect(self) -> QRect:
        """Return the block's place on the screen, empty while it is folded away."""
        grid = self._parent.grid()
        layout = grid.layout_now if grid is not None else None
        if grid is None or layout is None:
            return QRect()
        bar = layout.bar_of(self.key)
        boxes = layout.boxes_of(self.key)
        area = bar.rect if bar is not None else grid.to_widget(boxes[0].rect) if boxes else None
        if area is None:
            return QRect()
        inner = area.toAlignedRect()
        return QRect(grid.mapToGlobal(inner.topLeft()), inner.size())

    def role(self) -> QAccessible.Role:
        """Tell that this is an entry of the list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the block has the grid's focus."""
        state = QAccessible.State()
        grid = self._parent.grid()
        state.focusable = state.selectable = True
        is_here = grid is not None and grid.cursor_at is not None and grid.cursor_at.key == self.key
        state.selected = grid is not None and (self.key in grid.selection if grid.selection else is_here)
        state.multiSelectable = True
        state.focused = is_here and grid is not None and grid.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the block in words."""
        grid, card = self._parent.grid(), self._card()
        if grid is None or grid.state is None or card is None:
            return ""
        if kind == QAccessible.Text.Name:
            return block_name(card, grid.state)
        if kind == QAccessible.Text.Description:
            return card.place
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Ignore: a block's words are changed in its editor."""
