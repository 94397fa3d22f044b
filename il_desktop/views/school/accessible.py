"""The painted year as a tree for assistive technology: the year, and one named object for each of its days.

Qt would show a painted widget as one empty node. Python keeps a reference to every node, because Qt does not own them.
"""

# Qt takes "no interface" for an answer; its stubs do not say so.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import weakref
from datetime import date, timedelta

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject

from il_desktop.views.school.year_view import YearView
from il_desktop.wording.school import day_sentence

_NODES: dict[int, YearNode] = {}
_INSTALLED: list[bool] = []


def install(year: YearView) -> None:
    """Give a year its nodes; the factory is installed with the first one."""
    if not _INSTALLED:
        QAccessible.installFactory(_make)
        _INSTALLED.append(True)
    _Follower(year)


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name != "YearView" or not isinstance(thing, YearView):
        return None
    found = _NODES.get(id(thing))
    if found is None:
        found = _NODES[id(thing)] = YearNode(thing)
        thing.destroyed.connect(_Forgetter(id(thing)).forget)
    return found


class _Forgetter(QObject):
    """Drops the node of a year that is gone."""

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
    """Tells assistive technology when the cursor moved."""

    def __init__(self, year: YearView) -> None:
        super().__init__(year)
        self._year = year
        year.cursor_moved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        if not QAccessible.isActive() or not self._year.hasFocus():
            return
        node = QAccessible.queryAccessibleInterface(self._year)
        if isinstance(node, YearNode):
            child = node.focusChild()
            if child is not None:
                QAccessible.updateAccessibility(QAccessibleEvent(child, QAccessible.Event.Focus))


class YearNode(QAccessibleObject):
    """The year: a list of its days."""

    def __init__(self, year: YearView) -> None:
        super().__init__(year)
        self._year = weakref.ref(year)
        self._days: dict[date, DayNode] = {}

    def year(self) -> YearView | None:
        """Return the widget while it lives."""
        return self._year()

    def reach(self) -> tuple[date, int]:
        """Return the first day shown and how many there are."""
        year = self.year()
        shown = year.view.year if year is not None and year.view is not None else None
        return (shown.first, (shown.last - shown.first).days + 1) if shown else (date.min, 0)

    def node(self, day: date) -> DayNode:
        """Return the node of a day."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = DayNode(self, day)
        return found

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the widget still lives."""
        return self.year() is not None

    def parent(self) -> QAccessibleInterface | None:
        """Return the node of the parent widget."""
        year = self.year()
        above = year.parentWidget() if year is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        """Count the days."""
        return self.reach()[1]

    def child(self, index: int) -> QAccessibleInterface | None:
        """Return a day's node."""
        first, count = self.reach()
        return self.node(first + timedelta(days=index)) if 0 <= index < count else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a day, -1 for a stranger."""
        first, count = self.reach()
        place = (child.day - first).days if isinstance(child, DayNode) else -1
        return place if 0 <= place < count else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the day at a screen position."""
        year = self.year()
        layout = year.layout_now if year is not None else None
        if year is None or layout is None:
            return None
        day = layout.day_at(year.mapFromGlobal(QPoint(x, y)).toPointF())
        return self.node(day) if day is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # noqa: N802  Qt's name
        """Return the day under the cursor."""
        year = self.year()
        return self.node(year.cursor_day) if year is not None and year.cursor_day is not None else self

    def rect(self) -> QRect:
        """Return the place on the screen."""
        year = self.year()
        return QRect(year.mapToGlobal(QPoint(0, 0)), year.size()) if year is not None else QRect()

    def role(self) -> QAccessible.Role:
        """Tell that this holds a list of things."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return what the widget is."""
        state = QAccessible.State()
        year = self.year()
        if year is not None:
            state.focusable = True
            state.focused = year.hasFocus()
            state.invisible = not year.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the widget's name and how it is used."""
        year = self.year()
        if year is None:
            return ""
        if kind == QAccessible.Text.Name:
            return year.accessibleName()
        return year.accessibleDescription() if kind == QAccessible.Text.Help else ""


class DayNode(QAccessibleInterface):
    """One day."""

    def __init__(self, above: YearNode, day: date) -> None:
        super().__init__()
        self._above = above
        self.day = day

    # Qt overrides

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        """Say whether the day is shown."""
        return self._above.indexOfChild(self) >= 0

    def object(self) -> QObject | None:
        """Return nothing: a day is no object of Qt's."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the year."""
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
        """Return the day's place on the screen."""
        year = self._above.year()
        layout = year.layout_now if year is not None else None
        if year is None or layout is None or not self.isValid():
            return QRect()
        inner = layout.day_rect(self.day).toAlignedRect()
        return QRect(year.mapToGlobal(inner.topLeft()), inner.size())

    def role(self) -> QAccessible.Role:
        """Tell that this is an entry of the list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the cursor stands here."""
        state = QAccessible.State()
        year = self._above.year()
        state.focusable = state.selectable = True
        is_here = year is not None and year.cursor_day == self.day
        state.selected = is_here
        state.focused = is_here and year is not None and year.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the day in words."""
        year = self._above.year()
        if year is None or year.view is None or kind != QAccessible.Text.Name:
            return ""
        return day_sentence(year.view.day(self.day), year.words)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Change nothing: a day's words come from the calendar."""
