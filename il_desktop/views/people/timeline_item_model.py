"""A person's timeline as an item model: when, what, and the words; texts are made when a row is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.domain.timeline import GROUPS, TimelineEntry
from il_desktop.views.shared import icons, theme
from il_desktop.wording.format import Words
from il_desktop.wording.timeline import entry_name, entry_text, entry_when

Index = QModelIndex | QPersistentModelIndex
WHEN, WHAT, TEXT = range(3)
HEADS = ("When", "What", "About")
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_ICONS = {
    "visit": "footprints", "feedback": "message-square", "step": "list-checks", "recognition": "award",
    "nomination": "crown", "block": "calendar", "series": "repeat", "meeting": "messages-square", "task": "check",
    "goal": "target", "note": "notebook-pen", "log": "phone", "absence": "calendar-x", "team": "users",
}  # fmt: skip


class TimelineItemModel(QAbstractTableModel):
    """Holds the entries of a person; the filter keeps one group of kinds."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: Sequence[TimelineEntry] = ()
        self._shown: Sequence[TimelineEntry] = ()
        self._group = ""
        self._today = date.min

    def show(self, entries: Sequence[TimelineEntry], today: date) -> None:
        """Show entries; what lies after `today` is written quieter."""
        self._all, self._today = entries, today
        self._filter()

    def set_group(self, group: str) -> None:
        """Keep the kinds of a group, all for an empty one."""
        self._group = group
        self._filter()

    def entry(self, row: int) -> TimelineEntry:
        """Return the entry of a row."""
        return self._shown[row]

    def first_past(self) -> int:
        """Return the row of the newest thing that is not still to come, 0 when all is."""
        return next((row for row, entry in enumerate(self._shown) if entry.day <= self._today), 0)

    def _filter(self) -> None:
        self.beginResetModel()
        kinds = GROUPS.get(self._group)
        self._shown = self._all if kinds is None else [entry for entry in self._all if entry.kind in kinds]
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the entries shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(entry, index.column())
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WHAT:
            return icons.icon("lock" if entry.is_private else _ICONS[entry.kind])
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() == WHEN or entry.day > self._today):
            return theme.current().tokens.muted
        return None

    def _text(self, entry: TimelineEntry, column: int) -> str:
        if column == WHEN:
            return entry_when(entry, self._words)
        return entry_name(entry) if column == WHAT else entry_text(entry, self._words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
