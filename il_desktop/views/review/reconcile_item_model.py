"""The blocks of a week that are over or have begun, in order of time, with what became of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.reconcile import Outcome
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import BlockCard
from il_desktop.queries.review import WeekReview
from il_desktop.views.shared import theme
from il_desktop.wording.format import Words, day_text, duration_text, hours_text
from il_desktop.wording.problems import LEVEL_NAMES
from il_desktop.wording.reasons import REASONS
from il_desktop.wording.review import OUTCOMES

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Day", "Time", "Block", "Planned", "Protection", "What became of it")
UNKNOWN = "Did it happen?"


class ReconcileItemModel(QAbstractTableModel):
    """Ready texts, one row a block."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: list[BlockCard] = []
        self._rows: list[tuple[str, ...]] = []

    def show_week(self, view: WeekReview, now: WallTime, words: Words) -> None:
        """List the blocks of a week up to now."""
        self.beginResetModel()
        self.cards = [card for card in view.cards if card.span.start <= now]
        reasons = {lost.card.key: lost.reasons for lost in view.lost}
        self._rows = [_texts(card, reasons.get(card.key, ()), words) for card in self.cards]
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the line of a block, -1 when it is not there."""
        return next((number for number, card in enumerate(self.cards) if card.key == key), -1)

    def next_open(self, after: int) -> int:
        """Return the next line that nobody reconciled, after the last from the beginning; -1 when none is left."""
        count = len(self.cards)
        order = (number % count for number in range(after, after + count)) if count else iter(())
        return next((number for number in order if self.cards[number].state == "planned"), -1)

    def open_count(self) -> int:
        """Count the lines that nobody reconciled."""
        return sum(card.state == "planned" for card in self.cards)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the blocks."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; what waits for an answer stands out by word and weight."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        if index.column() == 5 and text == UNKNOWN:
            look = theme.current()
            if role == Qt.ItemDataRole.ForegroundRole:
                return look.tokens.attention
            if role == Qt.ItemDataRole.FontRole:
                return look.font(strong=True)
        if role == Qt.ItemDataRole.FontRole and index.column() == 2:
            return theme.current().font(strong=True)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


def _texts(card: BlockCard, reasons: tuple[str, ...], words: Words) -> tuple[str, ...]:
    start = card.span.start
    became = UNKNOWN if card.state == "planned" else OUTCOMES[Outcome(card.state)]
    if reasons and card.state != "planned":
        became = f"{became}: {', '.join(REASONS[DisplacementReason(reason)] for reason in reasons)}"
    return (
        day_text(start.day, words),
        hours_text(start.minute, start.minute + card.span.minutes, words),
        card.title,
        duration_text(card.span.minutes),
        LEVEL_NAMES[card.protection],
        became,
    )
