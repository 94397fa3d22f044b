"""The cascade as a Qt item model: top goals, strategies, steps. Holds what the query found; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.queries.goals import GoalLine, GoalList, GoalNode
from il_desktop.views.goals.row_words import RowWords, row_words
from il_desktop.views.shared.plain import escaped
from il_desktop.wording.format import Words

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class Entry:
    """One row: its node, for top goals the figures, and the words shown."""

    node: GoalNode
    words: RowWords
    depth: int
    row: int
    line: GoalLine | None = None
    has_begun: bool = False
    parent: Entry | None = None
    children: list[Entry] = field(default_factory=list)


class GoalItemModel(QAbstractItemModel):
    """One column; the row's `Entry` under `ENTRY_ROLE`, its words also for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[Entry] = []
        self._by_id: dict[str, Entry] = {}

    def set_goals(self, found: GoalList, words: Words, current_week: int) -> None:
        """Show another cascade."""
        self.beginResetModel()
        self._by_id = {}
        self._tops = []
        for row, line in enumerate(found.goals):
            entry = self._grown(line.node, None, row, found.begun, words)
            entry.line = line
            entry.words = row_words(line.node, words, line, current_week)
            self._tops.append(entry)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the row behind an index."""
        return index.internalPointer() if index.isValid() else None

    def index_of(self, goal_id: str) -> QModelIndex:
        """Return where a goal stands, an invalid index when it is not shown."""
        entry = self._by_id.get(goal_id)
        return self.createIndex(entry.row, 0, entry) if entry else QModelIndex()

    def _grown(self, node: GoalNode, parent: Entry | None, row: int, begun: frozenset[str], words: Words) -> Entry:
        depth = parent.depth + 1 if parent else 0
        entry = Entry(node, row_words(node, words), depth, row, has_begun=node.id in begun, parent=parent)
        self._by_id[node.id] = entry
        entry.children = [self._grown(child, entry, number, begun, words) for number, child in enumerate(node.children)]
        return entry

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the rows below."""
        entry = self.entry(parent)
        return len(entry.children if entry else self._tops)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008  Qt's own default
        """There is one column."""
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own default
        """Return the index of a row below a parent."""
        entry = self.entry(parent)
        rows = entry.children if entry else self._tops
        return self.createIndex(row, column, rows[row]) if 0 <= row < len(rows) and column == 0 else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]  Qt overloads it
        """Return the index a row hangs on."""
        entry = self.entry(index)
        above = entry.parent if entry else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row or the row itself."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.words.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(entry.words.title)
        return None
