"""A list of names with ticks. Keys: Up and Down walk, Space ticks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from il_desktop.views.shared import tables, theme

_KEY = Qt.ItemDataRole.UserRole + 1


class CheckList(QListView):
    """Shows (key, text) pairs; `chosen` are the ticked keys in the order shown. Signal: ticked() when one changed."""

    ticked = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        tables.dress(self, name)
        self.setModel(self._model)
        self._model.itemChanged.connect(self.ticked)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(theme.current().px(150))

    def show_pairs(self, pairs: Sequence[tuple[str, str]], chosen: Collection[str], *, in_order: bool = False) -> None:
        """Show names; the ticked ones come first unless they stay `in_order`."""
        self._model.clear()
        for key, text in pairs if in_order else sorted(pairs, key=lambda pair: pair[0] not in chosen):
            line = QStandardItem(text)
            line.setData(key, _KEY)
            line.setCheckable(True)
            line.setEditable(False)
            line.setSizeHint(QSize(10, theme.current().px(theme.ROW_HEIGHT)))
            line.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self._model.appendRow(line)
        if pairs:
            self.setCurrentIndex(self._model.index(0, 0))

    def tick(self, key: str, *, is_on: bool = True) -> None:
        """Tick or untick a name."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_KEY) == key:
                self._model.item(row).setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked keys."""
        lines = [self._model.item(row) for row in range(self._model.rowCount())]
        return tuple(str(line.data(_KEY)) for line in lines if line.checkState() == Qt.CheckState.Checked)
