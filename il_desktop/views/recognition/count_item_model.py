"""The fairness figures as a table: one line a teacher of the stretch, by name, never ranked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.queries.recognition_fairness import Fairness
from il_desktop.wording.format import count_text
from il_desktop.wording.recognition import PREFERENCES

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Teacher", "Department", "Recognitions", "Days since the last one", "Prefers")


class CountItemModel(QAbstractTableModel):
    """Ready texts, one row a person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []

    def show(self, data: Fairness) -> None:
        """Show another stretch."""
        self.beginResetModel()
        self._rows = [
            (
                person.name,
                person.department,
                str(person.count),
                "not yet" if person.days is None else count_text(person.days, "day", "days"),
                PREFERENCES[person.preference],
            )
            for person in data.people
        ]
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the facts."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
