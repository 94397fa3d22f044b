"""The painted month as a tree for assistive technology: the month, and one named object for each day.

Python keeps a reference to every node, because Qt does not own them.
"""

# Qt takes "no interface" for an answer; its stubs do not say so.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import weakref
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject

from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.month_grid import MonthGrid

_NODES: dict[int, MonthNode] = {}
_INSTALLED: list[bool] = []


def install(month: MonthGrid) -> None:
    """Give a month its nodes; the factory is installed with the first one."""
    if not _INSTALLED:
        QAccessible.installFactory(_make)
        _INSTALLED.append(True)
    _Follower(month)


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name != "MonthGrid" or not isinstance(thing, MonthGrid):
        return None
    found = _NODES.get(id(thing))
    if found is None:
        found = _NODES[id(thing)] = MonthNode(thing)
        thing.destroyed.connect(_Forgetter(id(thing)).forget)
    return found


class _Forgetter(QObject):
    """Drops the node of a month that is gone."""

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
    """Tells assistive technology when the month's own focus moved."""

    def __init__(self, month: MonthGrid) -> None:
        super().__init__(month)
        self._month = month
        month.cursor_moved.connect(self._moved)

    @Slot(object)
    def _moved(self, cursor: Cursor) -> None:
        if not QAccessible.isActive() or not self._month.hasFocus():
            return
        node = QAccessible.queryAccessibleInterface(self._month)
        if isinstance(node, MonthNode):
            QAccessible.updateAccessibility(QAccessibleEvent(node.node(cursor.day), QAccessible.Event.Focus))


class MonthNode(QAccessibleObject):
    """The month: a list of its days."""

    def __init__(self, month: MonthGrid) -> None:
        super().__init__(month)
        self._month = weakref.ref(month)
        self._days: dict[date, DayNode] = {}

    def month(self) -> MonthGrid | None:
        """Return the month while it lives."""
        return self._month()

    def _shown(self) -> list[date]:
        month = self.month()
        return month.days if month is not None else []

    def node(self, day: date) -> DayNode:
        """Return the node of a day."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = DayNode(self, day)
        return found

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the month still lives."""
        return self.month() is not None

    def parent(self) -> QAccessibleInterface | None:
        """Return the node of the parent widget."""
        month = self.month()
        above = month.parentWidget() if month is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        """Count the days."""
        return len(self._shown())

    def child(self, index: int) -> QAccessibleInterface | None:
        """Return a day's node."""
        days = self._shown()
        return self.node(days[index]) if 0 <= index < len(days) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a day, -1 for a stranger."""
        days = self._shown()
        return days.index(child.day) if isinstance(child, DayNode) and child.day in days else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the day at a screen position."""
        return next((self.node(day) for day in self._shown() if self.node(day).rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the focused day."""
        month = self.month()
        return self.node(month.day) if month is not None and month.day in month.days else self

    def rect(self) -> QRect:
        """Return the month's place on the screen."""
        month = self.month()
        return QRect(month.mapToGlobal(QPoint(0, 0)), month.size()) if month is not None else QRect()

    def role(self) -> QAccessible.Role:
        """Tell that this holds a list of things."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return what the widget is."""
        state = QAccessible.State()
        month = self.month()
        if month is not None:
            state.focusable = True
            state.focused = month.hasFocus()
            state.invisible = not month.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the month as name, keys as help."""
        month = self.month()
        if month is None or month.state is None:
            return ""
        if kind == QAccessible.Text.Name:
            return f"Month, {month.name}"
        if kind == QAccessible.Text.Help:
            return month.accessibleDescription()
        return ""


class DayNode(QAccessibleInterface):
    """One day."""

    def __init__(self, month_node: MonthNode, day: date) -> None:
        super().__init__()
        self._parent = month_node
        self.day = day

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the day is shown."""
        month = self._parent.month()
        return month is not None and self.day in month.days

    def object(self) -> QObject | None:
        """Return nothing: a day is no object of Qt's."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the month."""
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
        """Return the day's place on the screen."""
        month = self._parent.month()
        cell = month.cell_now(self.day) if month is not None else None
        if month is None or cell is None:
            return QRect()
        inner = cell.rect.toAlignedRect()
        return QRect(month.mapToGlobal(inner.topLeft()), inner.size())

    def role(self) -> QAccessible.Role:
        """Tell that this is an entry of the list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the day has the month's focus."""
        state = QAccessible.State()
        month = self._parent.month()
        state.focusable = state.selectable = True
        is_here = month is not None and month.day == self.day
        state.selected = is_here
        state.focused = is_here and month is not None and month.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the day in words; its blocks, as far as they are shown, as description."""
        month = self._parent.month()
        if month is None:
            return ""
        if kind == QAccessible.Text.Name:
            return month.day_name(self.day)
        if kind == QAccessible.Text.Description:
            return month.day_blocks(self.day)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Ignore: a day has no words of its own."""
