"""The cascade as a Qt item model: top goals, strategies, steps. Holds what the query found; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from il_desktop.domain.goal_places import Place, may_hang
from il_desktop.domain.light import NamedTuple
from il_desktop.queries.goals import GoalLine, GoalList, GoalNode
from il_desktop.views.goals.row_words import RowWords, row_words
from il_desktop.views.shared.plain import escaped
from il_desktop.wording.format import Words

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-il-desktop-goal"
Index = QModelIndex | QPersistentModelIndex


class Drop(NamedTuple):
    """Where a member of the cascade was let go."""

    goal_id: str
    place: Place


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
    """One column; the row's `Entry` under `ENTRY_ROLE`, its words also for screen readers.

    Rows can be dragged. The model itself never moves one: it says what was wanted. Signal: dropped(object `Drop`).
    """

    dropped = Signal(object)

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

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be dragged and take drops; which, `canDropMimeData` decides."""
        found = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  Qt's own name
        """Only move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802  Qt's own name
        """Take nothing but our own rows."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  Qt's own name
        """Carry the id of the row."""
        data = QMimeData()
        entry = self.entry(indexes[0]) if indexes else None
        data.setData(MIME, (entry.node.id if entry else "").encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002, N802  Qt's own
        """Allow a row only where its kind may hang, never below itself."""
        return self._drop(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002, N802  same
        """Say where the row was let go; the page moves it and shows the cascade anew."""
        if (drop := self._drop(data, row, parent)) is not None:
            self.dropped.emit(drop)
        return False

    def _drop(self, data: QMimeData, row: int, parent: Index) -> Drop | None:
        if not data.hasFormat(MIME):
            return None
        entry, host = self._by_id.get(bytes(data.data(MIME).data()).decode()), self.entry(parent)
        if entry is None or not may_hang(entry.node.kind, host.node.kind if host else None):
            return None
        if host is not None and host.node.id in {node.id for node in entry.node.family()}:
            return None
        kin = host.children if host else self._tops
        rank = (row if row >= 0 else len(kin)) + 1
        if entry.parent is host:
            rank -= entry.row < rank - 1  # it leaves a gap above the place where it is let go
            if rank == entry.row + 1:
                return None
        return Drop(entry.node.id, Place(host.node.id if host else None, rank))
