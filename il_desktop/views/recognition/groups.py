"""Recognition by group: what each group got beside what chance would give it, in a sentence and a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from il_desktop.queries.recognition_fairness import DIMENSIONS, Fairness, GroupCount
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.plain_table import stretch_column
from il_desktop.wording import recognition as say

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("Group", "People", "Reached", "Recognitions", "Chance would give", "So it is")
_PERIOD_HEADS = ("Period", "Visits", "", "Recognitions", "Visits would give", "So it is")


class GroupItemModel(QAbstractTableModel):
    """Ready texts, one row a group, in the groups' own order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []
        self._heads = _HEADS

    def show(self, dimension: str, groups: tuple[GroupCount, ...]) -> None:
        """Show one dimension."""
        self.beginResetModel()
        self._heads = _PERIOD_HEADS if dimension == "period" else _HEADS
        self._rows = [
            (
                say.group_name(dimension, group.key),
                str(group.size),
                "" if dimension == "period" else f"{group.reached} of {group.size}",
                str(group.total),
                f"{group.low} to {group.high}",
                say.VERDICTS[group.verdict],
            )
            for group in groups
        ]
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the groups."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the facts."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class GroupsPanel(QWidget):
    """One dimension at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Fairness | None = None
        self.dimension = SegmentedControl([(key, say.DIMENSIONS[key]) for key in DIMENSIONS], "Group by", self)
        self.sentence = PlainLabel("", strong=True, fit="wrap", parent=self)
        self.table = QTableView(self)
        self.model = GroupItemModel(self)
        tables.dress(self.table, "Recognitions by group")
        self.table.setMinimumHeight(theme.current().px(6 * theme.ROW_HEIGHT))
        self.table.setModel(self.model)
        stretch_column(self.table, 0, gives_way=(1,))
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        note = "Weighted by the days people were there. “Chance would give” holds 95 of 100 draws: one group in twenty"
        note += " stands out by chance alone. Of very few people nothing is said."
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.dimension)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(PlainLabel(note, "caption", muted=True, fit="wrap", parent=self))
        self.dimension.chosen.connect(self._choose)

    def show_data(self, data: Fairness) -> None:
        """Show another stretch or ledger."""
        self._data = data
        self._choose(self.dimension.key)

    @Slot(str)
    def _choose(self, dimension: str) -> None:
        if self._data is None:
            return
        groups = self._data.groups(dimension)
        self.model.show(dimension, groups)
        self.sentence.setText(
            say.group_sentence(dimension, [(one.key, one.verdict, one.total, one.low, one.high) for one in groups])
        )
        a11y.name(self.table, f"Recognitions by {say.DIMENSIONS[dimension].lower()}", self.sentence.text())
