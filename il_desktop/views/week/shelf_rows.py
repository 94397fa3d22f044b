"""The shelf's rows: a list model of ready texts and the delegate that paints each as a small block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from il_desktop.domain.shelf import ShelfItem
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.block_marks import CATEGORY_GLYPH, category_color
from il_desktop.views.shared.tables import RowDelegate

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_GLYPH = 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ShelfRow(NamedTuple):
    """One row: the thing and its words; late ones and those without a place are told in the attention colour."""

    item: ShelfItem
    title: str
    minutes: str
    reason: str
    fits: str
    is_late: bool
    has_place: bool
    spoken: str


class ShelfRows(QAbstractListModel):
    """What the filter lets through."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ShelfRow, ...] = ()

    def show_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> ShelfRow | None:
        """Return the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: str) -> int:
        """Return where a thing is, -1 when it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.item.ref.key == key), -1)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its title, or what is said of it."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class ShelfDelegate(RowDelegate):
    """Paints a row as a card: category edge and glyph, title, minutes; below it the reason and what would fit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ShelfRow):
            return
        look = theme.current()
        tokens = look.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(0.5, 2.5, -0.5, -3.5)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(tokens.accent if is_selected else tokens.grid, 1))
        painter.setBrush(look.selection if is_selected else look.hover if is_hovered else tokens.surface)
        painter.drawRoundedRect(card, theme.RADIUS_CARD, theme.RADIUS_CARD)
        category = row.item.activity[2]
        painter.fillRect(QRectF(card.left(), card.top() + 3, 3, card.height() - 6), category_color(category))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
        self._words(painter, row, card.adjusted(12, 6, -10, -6))
        painter.restore()

    def _words(self, painter: QPainter, row: ShelfRow, area: QRectF) -> None:
        look = theme.current()
        tokens = look.tokens
        strong, small = look.font(strong=True), look.font("caption")
        body, caption = QFontMetricsF(strong), QFontMetricsF(small)
        size = look.px(_GLYPH)
        line = QRectF(area.left(), area.top(), area.width(), body.height())
        icons.draw(
            painter, CATEGORY_GLYPH[row.item.activity[2]], tokens.text, line.left(), line.center().y() - size / 2, size
        )
        minutes = caption.horizontalAdvance(row.minutes)
        painter.setFont(strong)
        painter.setPen(tokens.text)
        room = line.width() - size - 6 - minutes - 8
        title = body.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line.adjusted(size + 6, 0, 0, 0), _LEFT, title)
        painter.setFont(small)
        painter.setPen(tokens.muted)
        painter.drawText(line, _RIGHT, row.minutes)
        below = QRectF(area.left(), line.bottom() + 1, area.width(), caption.height())
        for text, is_bad in ((row.reason, row.is_late), (row.fits, not row.has_place)):
            painter.setPen(tokens.attention if is_bad else tokens.muted)
            painter.drawText(below, _LEFT, caption.elidedText(text, Qt.TextElideMode.ElideRight, below.width()))
            below.translate(0, caption.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  all rows are alike
        """Return a title line, two small ones and the card's edges."""
        look = theme.current()
        body, small = QFontMetricsF(look.font(strong=True)), QFontMetricsF(look.font("caption"))
        return QSize(120, round(body.height() + 2 * small.height() + 1 + 12 + 6))
