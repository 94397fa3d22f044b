"""One person's timetable as a table: a row for each period, a column for each day type or weekday."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.queries.timetable_grid import GridCell, GridColumn, TimetableGrid
from il_desktop.views.shared import theme
from il_desktop.wording.format import Words
from il_desktop.wording.school import SLOT_WORDS, column_text

Index = QModelIndex | QPersistentModelIndex


class TimetableItemModel(QAbstractTableModel):
    """Reads only; the panel writes."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.grid: TimetableGrid | None = None

    def show_grid(self, grid: TimetableGrid | None) -> None:
        """Show another grid; one of the same shape keeps the table's current cell."""
        is_same = (
            grid is not None
            and self.grid is not None
            and (grid.periods, grid.columns) == (self.grid.periods, self.grid.columns)
        )
        if is_same:
            self.grid = grid
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def place(self, index: Index) -> tuple[str, GridColumn] | None:
        """Return period and column of a cell."""
        if self.grid is None or not index.isValid():
            return None
        return self.grid.periods[index.row()], self.grid.columns[index.column()]

    def cell(self, index: Index) -> GridCell | None:
        """Return what is done in a cell, None where nothing is known."""
        if self.grid is None or not index.isValid():
            return None
        return self.grid.cells.get((self.grid.periods[index.row()], index.column()))

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the periods."""
        return 0 if self.grid is None or parent.isValid() else len(self.grid.periods)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  same
        """Count the day types or weekdays."""
        return 0 if self.grid is None or parent.isValid() else len(self.grid.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a period or a day."""
        if role != Qt.ItemDataRole.DisplayRole or self.grid is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.grid.periods[section]
        return head_text(self.grid.columns[section], self._words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, muted where they come from "every day" or the person is not there."""
        place = self.place(index)
        if place is None:
            return None
        cell, (period, column) = self.cell(index), place
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{period}, {head_text(column, self._words)}: {cell_text(cell) or 'nothing known'}"
        if role == Qt.ItemDataRole.ForegroundRole:
            tokens = theme.current().tokens
            is_quiet = cell is None or cell.kind != "teach" or not cell.is_own or not column.is_worked
            return tokens.muted if is_quiet else tokens.text
        return None


def head_text(column: GridColumn, words: Words) -> str:
    """Name a column."""
    return column_text(column.day_type, column.weekday, words, is_worked=column.is_worked)


def cell_text(cell: GridCell | None) -> str:
    """Say a cell: `Math 6, P3 · 102`, `Planning`, empty where nothing is known."""
    if cell is None:
        return ""
    if cell.kind != "teach":
        return SLOT_WORDS.get(cell.kind, cell.kind)
    return f"{cell.section}  {cell.room}".strip()
