"""A table of ready texts with a key behind each line; enough for short lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.plain import escaped

Index = QModelIndex | QPersistentModelIndex


def stretch_column(table: QTableView, column: int) -> None:
    """Let one column take the room that is left and shorten its texts; the others are as wide as theirs."""
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def text_table(model: TextItemModel, name: str, parent: QWidget, stretched: int = 0) -> QTableView:
    """Make a table of a model's lines, one to be chosen at a time; `stretched` is the column that takes the room."""
    table = QTableView(parent)
    tables.dress(table, name)
    table.setModel(model)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    stretch_column(table, stretched)
    return table


class TextItemModel(QAbstractTableModel):
    """Lines of texts; the column `strong` is set in a heavier face."""

    def __init__(self, heads: Sequence[str], strong: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads, self._strong = tuple(heads), strong
        self._rows: list[tuple[str, tuple[str, ...]]] = []

    def show_rows(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Show lines, each a key and its texts."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def show_table(self, heads: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Show another table: its heads and its lines."""
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), list(rows)
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of a line, empty when there is none."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else ""

    def row_of(self, key: str) -> int:
        """Return the line of a key, -1 when it is not there."""
        return next((number for number, row in enumerate(self._rows) if row[0] == key), -1)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(text)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or "none"  # an empty cell would have no name
        if role == Qt.ItemDataRole.FontRole and index.column() == self._strong:
            return theme.current().font(strong=True)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None
