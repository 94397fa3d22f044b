"""A painted widget as a tree for assistive technology: the widget is a list, each thing painted on it a named entry.

Qt would show a painted widget as one empty node. A page says what is painted (`PaintedEntries`); nodes are made here.
Python keeps a reference to every node, because Qt does not own them.
"""

# Qt takes "no interface" for an answer; its stubs do not say so.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import weakref
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QWidget


class PaintedEntries(ABC):
    """What a painted widget holds, told entry by entry; keys stay the same while an entry is shown."""

    @abstractmethod
    def keys(self) -> Sequence[Hashable]:
        """Return the entries shown, in reading order."""

    @abstractmethod
    def focused(self) -> Hashable | None:
        """Return the entry the widget's own cursor stands on."""

    @abstractmethod
    def area(self, key: Any) -> QRectF:
        """Return an entry's place on the widget, empty while it is out of sight."""

    @abstractmethod
    def name(self, key: Any) -> str:
        """Return what is said for an entry."""

    @abstractmethod
    def title(self) -> str:
        """Return what is said for the whole."""

    def help(self) -> str:
        """Return how the whole is used."""
        return ""

    def description(self, key: Any) -> str:  # noqa: ARG002  most entries have none
        """Return what is said of an entry when asked for more."""
        return ""

    def is_selected(self, key: Any) -> bool:
        """Tell whether an entry is selected; by default the focused one is."""
        return key == self.focused()

    def takes_several(self) -> bool:
        """Tell whether several entries can be selected."""
        return False


_LISTS: dict[int, ListNode] = {}
_ENTRIES: dict[int, PaintedEntries] = {}
_INSTALLED: list[bool] = []


def install(widget: QWidget, entries: PaintedEntries) -> None:
    """Give a widget its nodes; Qt's factory is installed with the first one."""
    if not _INSTALLED:
        QAccessible.installFactory(_make)
        _INSTALLED.append(True)
    _ENTRIES[id(widget)] = entries
    widget.destroyed.connect(_Forgetter(id(widget)).forget)


def list_of(widget: QWidget) -> ListNode | None:
    """Return the node of a widget that has entries."""
    node = QAccessible.queryAccessibleInterface(widget)
    return node if isinstance(node, ListNode) else None


def tell_focus(widget: QWidget) -> None:
    """Tell assistive technology, if there is any, which entry has the focus now."""
    if not QAccessible.isActive() or not widget.hasFocus():
        return
    node = list_of(widget)
    child = node.focusChild() if node is not None else None
    if child is not None and child is not node:
        QAccessible.updateAccessibility(QAccessibleEvent(child, QAccessible.Event.Focus))


def tell_selection(widget: QWidget, key: Hashable, *, is_selected: bool) -> None:
    """Tell assistive technology, if there is any, that an entry was selected or let go."""
    node = list_of(widget) if QAccessible.isActive() else None
    if node is None or key not in node.entries.keys():  # noqa: SIM118  a method of ours, not a dict's
        return
    kind = QAccessible.Event.SelectionAdd if is_selected else QAccessible.Event.SelectionRemove
    QAccessible.updateAccessibility(QAccessibleEvent(node.node(key), kind))


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    entries = _ENTRIES.get(id(thing))
    if entries is None or not isinstance(thing, QWidget) or class_name != type(thing).__name__:
        return None
    found = _LISTS.get(id(thing))
    if found is None:
        found = _LISTS[id(thing)] = ListNode(thing, entries)
    return found


class _Forgetter(QObject):
    """Drops the nodes of a widget that is gone."""

    _kept: list[_Forgetter] = []  # noqa: RUF012  Qt keeps no reference to a slot's object

    def __init__(self, key: int) -> None:
        super().__init__()
        self._key = key
        self._kept.append(self)

    @Slot()
    def forget(self) -> None:
        """Forget the nodes."""
        _LISTS.pop(self._key, None)
        _ENTRIES.pop(self._key, None)
        self._kept.remove(self)


class ListNode(QAccessibleObject):
    """The widget: its entries, then the real widgets on it."""

    def __init__(self, widget: QWidget, entries: PaintedEntries) -> None:
        super().__init__(widget)
        self._widget = weakref.ref(widget)
        self.entries = entries
        self._nodes: dict[Hashable, EntryNode] = {}

    def widget(self) -> QWidget | None:
        """Return the widget while it lives."""
        return self._widget()

    def node(self, key: Hashable) -> EntryNode:
        """Return the node of an entry."""
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = EntryNode(self, key)
        return found

    def _keys(self) -> Sequence[Hashable]:
        return self.entries.keys() if self.widget() is not None else ()

    def _widgets(self) -> list[QWidget]:
        widget = self.widget()
        if widget is None:
            return []
        return [child for child in widget.children() if isinstance(child, QWidget) and child.isVisible()]

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the widget still lives."""
        return self.widget() is not None

    def parent(self) -> QAccessibleInterface | None:
        """Return the node of the parent widget."""
        widget = self.widget()
        above = widget.parentWidget() if widget is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        """Count entries and widgets."""
        return len(self._keys()) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface | None:
        """Return an entry's node or a widget's."""
        keys = self._keys()
        if 0 <= index < len(keys):
            return self.node(keys[index])
        widgets = self._widgets()
        place = index - len(keys)
        return QAccessible.queryAccessibleInterface(widgets[place]) if 0 <= place < len(widgets) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a node among the children, -1 for a stranger."""
        keys = self._keys()
        if isinstance(child, EntryNode):
            return keys.index(child.key) if child.key in keys else -1
        widgets = self._widgets()
        thing = child.object()
        return len(keys) + widgets.index(thing) if isinstance(thing, QWidget) and thing in widgets else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return what lies at a screen position, the topmost first."""
        widget = self.widget()
        if widget is None:
            return None
        point = QPointF(widget.mapFromGlobal(QPoint(x, y)))
        return next((self.node(key) for key in reversed(self._keys()) if self.entries.area(key).contains(point)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the entry with the widget's focus, else the widget."""
        key = self.entries.focused() if self.widget() is not None else None
        return self.node(key) if key is not None and key in self._keys() else self

    def rect(self) -> QRect:
        """Return the place on the screen."""
        widget = self.widget()
        return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()) if widget is not None else QRect()

    def role(self) -> QAccessible.Role:
        """Tell that this holds a list of things."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return what the widget is."""
        state = QAccessible.State()
        widget = self.widget()
        if widget is not None:
            state.focusable = True
            state.focused = widget.hasFocus()
            state.invisible = not widget.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name, and the keys as help."""
        if self.widget() is None:
            return ""
        if kind == QAccessible.Text.Name:
            return self.entries.title()
        return self.entries.help() if kind == QAccessible.Text.Help else ""


class EntryNode(QAccessibleInterface):
    """One painted thing."""

    def __init__(self, above: ListNode, key: Hashable) -> None:
        super().__init__()
        self._above = above
        self.key = key

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the entry is shown."""
        return self._above.indexOfChild(self) >= 0

    def object(self) -> QObject | None:
        """Return nothing: an entry is no object of Qt's."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the widget's node."""
        return self._above

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
        """Return the place on the screen, empty while the entry is out of sight."""
        widget = self._above.widget()
        area = self._above.entries.area(self.key).toAlignedRect() if widget is not None and self.isValid() else QRect()
        if widget is None or area.isEmpty():
            return QRect()
        return QRect(widget.mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        """Tell that this is an entry of the list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the entry has the focus and is selected."""
        state = QAccessible.State()
        state.focusable = state.selectable = True
        widget = self._above.widget()
        if widget is not None:
            entries = self._above.entries
            state.selected = entries.is_selected(self.key)
            state.focused = entries.focused() == self.key and widget.hasFocus()
            state.multiSelectable = entries.takes_several()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the entry in words."""
        if not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return self._above.entries.name(self.key)
        return self._above.entries.description(self.key) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Change nothing: an entry's words are changed in its editor."""
