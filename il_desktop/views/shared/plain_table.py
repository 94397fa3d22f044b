"""A table of ready texts with a key behind each line; enough for short lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.plain import escaped

Index = QModelIndex | QPersistentModelIndex


_MEASURED = 60  # rows that tell how wide a column is; five hundred held the window half a second
_LEAST = 170  # pixels at 100 % that a stretched column keeps, less where its texts are shorter


def stretch_column(table: QTableView, column: int, gives_way: Sequence[int] = ()) -> None:
    """Let one column take the room that is left and shorten its texts; the others are as wide as theirs.

    Where too little is left to read, the columns of `gives_way` go one after the other; what is still too wide scrolls.
    """
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setResizeContentsPrecision(_MEASURED)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    room = table.findChild(_Room) or _Room(table)
    room.share(column, tuple(gives_way))


def text_table(
    model: QAbstractTableModel, name: str, parent: QWidget, stretched: int = 0, gives_way: Sequence[int] = ()
) -> QTableView:
    """Make a table of a model's lines, one to be chosen at a time; for the columns see `stretch_column`."""
    table = QTableView(parent)
    tables.dress(table, name)
    table.setModel(model)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    stretch_column(table, stretched, gives_way)
    return table


class _Room(QObject):
    """Sees to it that the stretched column of a table can be read at any width."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._column, self._gives_way = 0, ()
        self._heads: dict[int, int] = {}  # widths of heads, which a hidden column no longer tells
        self._widths: dict[tuple[int, int], int] = {}  # of texts, by column and height of the letters
        self._is_sharing = False
        table.horizontalHeader().installEventFilter(self)  # it is as wide as the rows
        model = table.model()
        for changed in (model.modelReset, model.layoutChanged, model.dataChanged):
            changed.connect(self._measure)

    def share(self, column: int, gives_way: tuple[int, ...]) -> None:
        """Take over which column is stretched and which give way to it."""
        self._column, self._gives_way = column, gives_way
        self._share()

    @Slot()
    def _measure(self) -> None:
        """Share the width anew for other texts."""
        self._widths.clear()
        self._share()

    def _share(self) -> None:
        if self._is_sharing or not self._table.isVisible():
            return  # measuring waits until somebody looks
        self._is_sharing = True
        header, hidden = self._table.horizontalHeader(), self._hidden()
        for column in self._gives_way:
            self._table.setColumnHidden(column, column in hidden)
        least, left = self._least(), self._left(hidden)
        if left < least:
            header.setSectionResizeMode(self._column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(self._column, least)
        else:
            header.setSectionResizeMode(self._column, QHeaderView.ResizeMode.Stretch)
        self._is_sharing = False

    def _hidden(self) -> set[int]:
        """Return the columns that give way at this width."""
        hidden: set[int] = set()
        for column in self._gives_way:
            if self._left(hidden) >= self._least():
                break
            hidden.add(column)
        return hidden

    def _least(self) -> int:
        whole = self._table.horizontalHeader().width()  # a list of one column shortens its words and never scrolls
        return min(self._wanted(self._column), theme.current().px(_LEAST), whole)

    def _left(self, hidden: set[int]) -> int:
        """Return what the others leave to the stretched column."""
        header = self._table.horizontalHeader()
        others = (column for column in range(header.count()) if column != self._column and column not in hidden)
        shown = (column for column in others if column in self._gives_way or not header.isSectionHidden(column))
        return header.width() - sum(self._wanted(column) for column in shown)

    def _wanted(self, column: int) -> int:
        header = self._table.horizontalHeader()
        if not header.isSectionHidden(column):
            self._heads[column] = header.sectionSizeHint(column)
        at = column, self._table.fontMetrics().height()
        if at not in self._widths:
            self._widths[at] = self._table.sizeHintForColumn(column)
        return max(self._widths[at], self._heads.get(column, 0))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the width when it is first seen, and anew when it changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._share()
        return super().eventFilter(watched, event)


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
