"""The list of recognitions that may leave, each with a tick; those that need a yes of their person start without.

Keys: Up and Down walk, Space ticks. Signal: changed().
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from il_desktop.domain.outputs import OutputItem
from il_desktop.views.shared import tables, theme
from il_desktop.wording.format import Words, day_text

_KEY = Qt.ItemDataRole.UserRole + 1
ASK_FIRST = "ask first"


class ItemList(QListView):
    """Shows items and remembers ticks while the choice around it changes."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._items: dict[str, OutputItem] = {}
        self._ticks: dict[str, bool] = {}
        tables.dress(self, "Recognitions to hand out")
        self.setModel(self._model)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model.itemChanged.connect(self._take)
        self.selectionModel().currentChanged.connect(self._look)

    def show_items(self, items: Sequence[OutputItem], words: Words) -> None:
        """Show items; a tick set by hand stays."""
        self._items = {item.id: item for item in items}
        with QSignalBlocker(self._model):
            self._model.clear()
            for item in items:
                line = QStandardItem(_text(item, words))
                line.setData(item.id, _KEY)
                line.setCheckable(True)
                line.setEditable(False)
                line.setSizeHint(
                    QSize(10, theme.current().px(theme.ROW_HEIGHT))
                )  # as wide as the list: long ones shorten
                is_on = self._ticks.get(item.id, item.may_be_listed)
                line.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
                self._model.appendRow(line)
        self._model.layoutChanged.emit()
        if items:
            self.setCurrentIndex(self._model.index(0, 0))
        self.changed.emit()

    def tick(self, ids: Collection[str], *, is_on: bool) -> None:
        """Tick or untick items, as by hand."""
        for row in range(self._model.rowCount()):
            line = self._model.item(row)
            if line.data(_KEY) in ids:
                line.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    @property
    def chosen(self) -> tuple[OutputItem, ...]:
        """The ticked items, in the order shown."""
        lines = [self._model.item(row) for row in range(self._model.rowCount())]
        return tuple(self._items[line.data(_KEY)] for line in lines if line.checkState() == Qt.CheckState.Checked)

    @property
    def current(self) -> OutputItem | None:
        """The item under the cursor."""
        return self._items.get(str(self.currentIndex().data(_KEY)))

    @Slot(QStandardItem)
    def _take(self, line: QStandardItem) -> None:
        self._ticks[str(line.data(_KEY))] = line.checkState() == Qt.CheckState.Checked
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        self.changed.emit()


def _text(item: OutputItem, words: Words) -> str:
    note = "" if item.may_be_listed else f" · {ASK_FIRST}"
    return f"{item.name} · {day_text(item.given_on, words)}{note} · {item.did}"
