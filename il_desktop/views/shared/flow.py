"""A row of small widgets that breaks into more rows when it is narrow, like words in a paragraph."""

from __future__ import annotations

# ruff: noqa: N802  the names are Qt's
from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places widgets from left to right at their wanted size, row after row."""

    def __init__(self, gap: int = 8, parent: QWidget | None = None, *, row_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._row_gap = gap // 2 if row_gap is None else row_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def empty(self) -> None:
        """Take out all widgets and let them go."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _place(self, area: QRect, *, is_real: bool) -> int:
        """Lay the items out and return the height they need."""
        x, y, row = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint()
            if size.width() > area.width() and item.hasHeightForWidth():  # breaks inside
                size = QSize(area.width(), item.heightForWidth(area.width()))
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, row = area.x(), y + row + self._row_gap, 0
            if is_real:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            row = max(row, size.height())
        if is_real:
            self._center(area)
        return y + row - area.y()

    def _center(self, area: QRect) -> None:
        """Put the items of each row on one middle line."""
        rows: dict[int, list[QLayoutItem]] = {}
        for item in (item for item in self._items if not item.isEmpty()):
            rows.setdefault(item.geometry().y(), []).append(item)
        for y, items in rows.items():
            height = max(item.geometry().height() for item in items)
            for item in items:
                rect = item.geometry()
                rect.moveTop(y + (height - rect.height()) // 2)
                item.setGeometry(rect.intersected(QRect(area.x(), y, area.width(), height)))

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, None behind the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Need more height when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the items out."""
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        return QSize(
            max((item.minimumSize().width() for item in self._items), default=0),
            max((item.sizeHint().height() for item in self._items), default=0),
        )
