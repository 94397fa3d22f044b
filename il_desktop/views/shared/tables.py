"""The look of lists and tables: quiet head, 32 px rows with hairlines, selection as tint with a 3 px accent edge.

`dress` prepares any item view; `RowDelegate` paints rows and can be derived from for cells of one's own.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
)

from il_desktop.views.shared import a11y, theme

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints one row part: tint and accent edge when selected, a hairline below, the focus frame."""

    def __init__(self, parent: QAbstractItemView, *, row_height: int = theme.ROW_HEIGHT) -> None:
        super().__init__(parent)
        self._row_height = row_height

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what lies behind the cell's content; call it first in an own `paint`."""
        look = theme.current()
        tokens = look.tokens
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, look.selection)
            if tokens.is_contrast:
                painter.fillRect(rect.x(), rect.y(), rect.width(), 1, tokens.accent)
            if index.column() == 0:
                painter.fillRect(rect.x(), rect.y(), 3, rect.height(), tokens.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.hover)
        line = tokens.accent if is_selected and tokens.is_contrast else tokens.grid
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.focus, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    @Slot()
    def follow_look(self) -> None:
        """Keep the rows of a table as high as the text needs when its size is changed."""
        view = self.parent()
        if isinstance(view, QTableView):
            view.verticalHeader().setDefaultSectionSize(theme.current().px(self._row_height))

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, then the standard content without Qt's own selection."""
        painter.save()
        self.paint_row(painter, option, index)
        painter.restore()
        own = QStyleOptionViewItem(option)
        own.state &= ~(
            QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver
        )
        own.palette.setColor(QPalette.ColorRole.HighlightedText, theme.current().tokens.text)
        own.rect = option.rect.adjusted(8, 0, -8, 0)
        super().paint(painter, own, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the standard width and our row height."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 16, max(hint.height(), theme.current().px(self._row_height)))


def dress(view: QAbstractItemView, name: str, *, row_height: int = theme.ROW_HEIGHT) -> None:
    """Give a list, table or tree our look, whole-row selection and an accessible name."""
    a11y.name(view, name)
    delegate = RowDelegate(view, row_height=row_height)
    view.setItemDelegate(delegate)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    if isinstance(view, QTableView):
        view.setShowGrid(False)
        view.verticalHeader().hide()
        delegate.follow_look()
        theme.current().changed.connect(delegate.follow_look)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setStretchLastSection(True)
        view.setCornerButtonEnabled(False)
        view.setWordWrap(False)
    if isinstance(view, QTreeView):
        view.setUniformRowHeights(True)
