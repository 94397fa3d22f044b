"""Paints the cells of the roster: name with department, days since, dots of visits and talks, preference."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from il_desktop.views.people.roster_item_model import CELL_ROLE, Cell
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.kit import status_shape
from il_desktop.views.shared.recognition_glyphs import PREFERENCE_ICONS
from il_desktop.views.shared.tables import RowDelegate

Index = QModelIndex | QPersistentModelIndex
ROW = 36
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MOST_DOTS = 3


class RosterDelegate(RowDelegate):
    """Draws a `Cell`."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent, row_height=ROW)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's plane, then the cell."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.is_this_week:
            painter.fillRect(option.rect, theme.current().selection)
        self.paint_row(painter, option, index)
        if cell.dots is None:
            _words(painter, QRectF(option.rect), cell, is_name=index.column() == 0)
        else:
            _dots(painter, QRectF(option.rect), cell.dots.visits, cell.dots.talks)
        painter.restore()


def _words(painter: QPainter, rect: QRectF, cell: Cell, *, is_name: bool) -> None:
    look = theme.current()
    tokens = look.tokens
    x = rect.x() + (12 if is_name else 8)
    if cell.icon == "triangle-alert":
        status_shape(painter, "attention", x + 6, rect.center().y())
        x += 19
    elif cell.icon:
        icons.draw(painter, PREFERENCE_ICONS[cell.icon], tokens.muted, x, rect.center().y() - 7, 14)
        x += 21
    is_late = cell.is_late and not is_name
    ink = tokens.attention if is_late else tokens.text
    x = _write(painter, cell.text, (x, rect.right() - 4), rect, ("body", cell.is_strong or is_late, ink))
    hint_width = QFontMetricsF(look.font("caption")).horizontalAdvance(cell.hint)
    if cell.hint and (is_name or x + 8 + hint_width <= rect.right() - 4):
        _write(painter, cell.hint, (x + 8, rect.right() - 4), rect, ("caption", False, tokens.muted))


def _write(
    painter: QPainter, text: str, span: tuple[float, float], rect: QRectF, style: tuple[str, bool, object]
) -> float:
    """Write words between two edges, shortened when need be; return where they end."""
    role, strong, ink = style
    left, right = span
    if right - left < 12:
        return left
    font = theme.current().font(role, strong=strong)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
    painter.setFont(font)
    painter.setPen(ink)  # pyright: ignore[reportArgumentType, reportCallIssue]  a QColor of the theme
    painter.drawText(QRectF(left, rect.y(), right - left + 2, rect.height()), _LEFT, shown)
    return left + metrics.horizontalAdvance(shown)


def _dots(painter: QPainter, rect: QRectF, visits: int, talks: int) -> None:
    """Draw a filled dot a visit and a ring a talk; a small line for a week without."""
    tokens = theme.current().tokens
    center = rect.center()
    if not visits:
        painter.setPen(QPen(tokens.grid if not tokens.is_contrast else tokens.muted, 1.4))
        painter.drawLine(QPointF(center.x() - 2, center.y()), QPointF(center.x() + 2, center.y()))
        return
    marks = [True] * min(visits, MOST_DOTS) + [False] * min(talks, MOST_DOTS)
    step = min(10.5, (rect.width() - 6) / len(marks))
    radius = min(4.5, step / 2 - 0.4)
    x = center.x() - step * (len(marks) - 1) / 2
    for is_visit in marks:
        if is_visit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.instructional)
            painter.drawEllipse(QPointF(x, center.y()), radius, radius)
        else:
            painter.setPen(QPen(tokens.instructional, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, center.y()), radius - 0.75, radius - 0.75)
        x += step
