"""A table of ready texts, for the lists of an export; rows may carry a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

_Index = QModelIndex | QPersistentModelIndex


class RowItemModel(QAbstractTableModel):
    """Rows of texts under fixed heads. Signal: ticked(str key) when the user ticks a row that has a key."""

    ticked = Signal(str)

    def __init__(self, heads: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: list[tuple[str, ...]] = []
        self._keys: list[str] = []

    def show_rows(self, rows: Sequence[tuple[str, ...]], keys: Sequence[str] = ()) -> None:
        """Show other rows; `keys` names those that may be ticked, an empty key is a row without a tick."""
        self.beginResetModel()
        self._rows = list(rows)
        self._keys = list(keys) or [""] * len(rows)
        self.endResetModel()

    def texts(self) -> list[tuple[str, ...]]:
        """Return what is shown."""
        return list(self._rows)

    def keys(self) -> list[str]:
        """Return the keys of the rows that may be ticked."""
        return [key for key in self._keys if key]

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows with a key be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_tick = index.isValid() and index.column() == 0 and bool(self._keys[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_tick else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or the tick that is not set yet."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._rows[index.row()][index.column()] or "nothing"
        can_tick = role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and bool(self._keys[index.row()])
        return Qt.CheckState.Unchecked if can_tick else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that a row was ticked; whoever listens takes it away."""
        is_tick = role == Qt.ItemDataRole.CheckStateRole and Qt.CheckState(value) == Qt.CheckState.Checked
        if not (is_tick and self._keys[index.row()]):
            return False
        self.ticked.emit(self._keys[index.row()])
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_title else None
