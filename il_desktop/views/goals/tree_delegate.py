"""Paints the rows of the cascade: rank badge, title, status shape and word, small line of readings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView

from il_desktop.queries.goal_figures import Figures
from il_desktop.views.goals.tree_item_model import ENTRY_ROLE, Entry
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.kit import status_shape
from il_desktop.views.shared.tables import RowDelegate

TOP_PX, PART_PX = 52, 30
BADGE = 24
SPARK_W, SPARK_H = 60, 18
SPARK_FROM = 320  # narrower rows leave the small line out for the words
_INDENT = 22
Index = QModelIndex | QPersistentModelIndex


def chevron_rect(entry: Entry, row: QRect) -> QRect:
    """Return where the chevron of a row is, 24 px square, for painting and for clicks."""
    x = row.left() + 4 + (_INDENT * entry.depth if entry.depth else 0)
    return QRect(x, row.top() + (row.height() - 24) // 2, 24, 24)


class GoalDelegate(RowDelegate):
    """Rows of three depths: top goals in two lines with a small chart, parts in one line."""

    def __init__(self, parent: QTreeView) -> None:
        super().__init__(parent)
        self._view = parent

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row's depth."""
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(option.rect.width(), theme.current().px(PART_PX if entry.depth else TOP_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.depth == 0:
            self.paint_row(painter, option, index)
        else:
            self._paint_part_plane(painter, option, entry)
        if entry.children:
            self._chevron(painter, entry, option.rect, index)
        (self._part if entry.depth else self._top)(painter, entry, option)
        painter.restore()

    def _paint_part_plane(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        """Parts have no hairline between them, only under the last one of a goal."""
        look, rect = theme.current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.selection)
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), look.tokens.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.hover)
        if _is_last(entry):
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.tokens.grid)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.tokens.focus, 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _chevron(self, painter: QPainter, entry: Entry, rect: QRect, index: Index) -> None:
        is_open = isinstance(index, QModelIndex) and self._view.isExpanded(index)
        name = "chevron-down" if is_open else "chevron-right"
        box = chevron_rect(entry, rect)
        icons.draw(painter, name, theme.current().tokens.muted, box.x() + 5, box.y() + 5, 14)

    def _top(self, painter: QPainter, entry: Entry, option: QStyleOptionViewItem) -> None:
        look, rect = theme.current(), option.rect
        tokens = look.tokens
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        badge = float(look.px(BADGE))
        left = rect.left() + 32.0
        box = QRectF(left, rect.center().y() - badge / 2 + 0.5, badge, badge)
        painter.setPen(QPen(tokens.edge) if tokens.is_contrast and not is_selected else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent if is_selected else tokens.sunken)
        painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.setFont(look.font(strong=True))
        painter.setPen(tokens.on_accent if is_selected else tokens.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(entry.node.rank or "–"))
        x = box.right() + 8
        right = rect.right() - 16.0
        figures = entry.line.figures if entry.line else None
        has_spark = figures is not None and rect.width() >= look.px(SPARK_FROM)
        if figures is not None and has_spark:
            spark = QRectF(right - SPARK_W, rect.center().y() - SPARK_H / 2 - 4, SPARK_W, SPARK_H)
            sparkline(painter, figures, spark)
            right = spark.left() - 8
        half = rect.height() / 2
        title_font = look.font(strong=is_selected)
        painter.setPen(tokens.text)
        _elided(painter, title_font, entry.words.title, QRectF(x, rect.top() + 5, right - x, half - 4))
        line = QRectF(x, rect.top() + half - 1, right - x, half - 6)
        color = status_shape(painter, entry.words.shape, x + 6, line.center().y())
        strong = look.font("caption", strong=True)
        painter.setPen(color)
        used = _elided(painter, strong, entry.words.status, line.adjusted(17, 0, 0, 0))
        painter.setPen(tokens.muted)
        note = line.adjusted(17 + used + 6, 0, 0, 0)
        _elided(painter, look.font("caption"), entry.words.note, note)

    def _part(self, painter: QPainter, entry: Entry, option: QStyleOptionViewItem) -> None:
        look, rect = theme.current(), option.rect
        tokens = look.tokens
        is_strategy = entry.node.kind in ("strategy", "goal")
        x = rect.left() + 32.0 + _INDENT * (entry.depth - 1)
        middle = rect.center().y() + 0.5
        if entry.node.kind == "test":
            icons.draw(painter, "flask-conical", tokens.muted, x + 14, middle - 7, 14)
        elif not is_strategy:
            kind = "done" if entry.node.is_done else "half" if entry.has_begun else "none"
            status_shape(painter, kind, x + 21, middle)
        x += 22 if is_strategy else 36
        caption = look.font("caption")
        right_px = QFontMetricsF(caption).horizontalAdvance(entry.words.right) + 2
        right = rect.right() - 16.0 - right_px
        painter.setPen(tokens.muted)
        painter.setFont(caption)
        end = QRectF(right, rect.top(), right_px, rect.height())
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, entry.words.right)
        painter.setPen(tokens.muted if entry.node.is_done else tokens.text)
        room = QRectF(x, rect.top(), right - x - 10, rect.height())
        _elided(painter, look.font(strong=is_strategy), entry.words.title, room)


def _is_last(entry: Entry) -> bool:
    """Tell whether a row closes its top goal's rows."""
    parent = entry.parent
    if parent is None or entry is not parent.children[-1]:
        return False
    return not entry.children and (parent.parent is None or _is_last_of(parent))


def _is_last_of(entry: Entry) -> bool:
    parent = entry.parent
    return parent is None or (entry is parent.children[-1] and _is_last_of(parent))


def _elided(painter: QPainter, font: QFont, text: str, room: QRectF) -> float:
    """Write one line, shortened to the room in the pen's colour; return its width."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def sparkline(painter: QPainter, figures: Figures, room: QRectF) -> None:
    """Draw the readings as a small line, and dotted what is still to go."""
    tokens = theme.current().tokens
    start, end = float(figures.line.start), float(figures.line.end)
    baseline, aim = float(figures.target.baseline), float(figures.target.aim)
    spots = [(float(point.week), float(point.value)) for point in figures.points] or [(start, baseline)]
    values = [baseline, aim, *(value for _, value in spots)]
    low, high = min(values), max(values)

    def at(week: float, value: float) -> QPointF:
        x = room.left() + (min(max(week, start), end) - start) / (end - start) * room.width()
        return QPointF(x, room.bottom() - (value - low) / ((high - low) or 1) * room.height())

    line = [at(*spot) for spot in spots]
    painter.setPen(QPen(tokens.muted, 1.2, Qt.PenStyle.DotLine))
    painter.drawLine(line[-1], at(end, aim))
    painter.setPen(QPen(tokens.instructional, 1.8))
    painter.drawPolyline(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.instructional)
    painter.drawEllipse(line[-1], 2.6, 2.6)
