"""Paints a line of a proposal: its section, the tick, title and time, the reasons on as many rows as they need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from il_desktop.views.planner.line_model import ROW_ROLE, PlanRow
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.block_marks import category_color
from il_desktop.views.shared.tables import RowDelegate

Index = QModelIndex | QPersistentModelIndex
TICK = 16
LEFT = 34
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(RowDelegate):
    """Paints `PlanRow`s; ticks are drawn here and toggled by the view."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def _heights(self, row: PlanRow, width: float) -> tuple[float, float, float, float]:
        """Return the heights of section, title, time and reasons."""
        look = theme.current()
        strong, small = QFontMetricsF(look.font(strong=True)), QFontMetricsF(look.font("caption"))
        section = small.height() + 10 if row.section else 0.0
        why = small.boundingRect(QRectF(0, 0, width, 10_000), _WRAP, row.why).height() if row.why else 0.0
        return section, strong.height(), small.height() if row.when else 0.0, why

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PlanRow):
            return
        look = theme.current()
        width = option.rect.width() - look.px(LEFT) - 12.0
        heights = self._heights(row, width)
        painter.save()
        rect = QRect(option.rect)
        if heights[0]:
            self._section(painter, row.section, QRectF(rect.x(), rect.y(), rect.width(), heights[0]))
        own = QStyleOptionViewItem(option)
        own.rect = rect.adjusted(0, round(heights[0]), 0, 0)
        self.paint_row(painter, own, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = own.rect.y() + 7.0
        if row.is_ticked is not None:
            size = look.px(TICK)
            self._tick(painter, QRectF(12, top + (heights[1] - size) / 2, size, size), row)
        else:
            painter.fillRect(QRectF(16, top, 3, sum(heights[1:])), category_color(row.category))
        self._words(painter, row, QRectF(look.px(LEFT), top, width, 0), heights)
        painter.restore()

    def _section(self, painter: QPainter, text: str, band: QRectF) -> None:
        look = theme.current()
        painter.fillRect(band, look.tokens.sunken)
        painter.setFont(look.font("caption", strong=True))
        painter.setPen(look.tokens.muted)
        painter.drawText(band.adjusted(12, 0, -12, 0), _LINE, text)

    def _words(self, painter: QPainter, row: PlanRow, area: QRectF, heights: tuple[float, ...]) -> None:
        look = theme.current()
        _, title, when, why = heights
        x, y, width = area.x(), area.y(), area.width()
        ink = look.tokens.muted if row.is_ticked is False else look.tokens.text
        room = width - (self._ring(painter, row.places, QRectF(x, y, width, title)) if row.places else 0.0)
        strong = look.font(strong=True)
        painter.setPen(ink)
        painter.setFont(strong)
        name = QFontMetricsF(strong).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, y, room, title), _LINE, name)
        painter.setFont(look.font("caption"))
        painter.drawText(QRectF(x, y + title + 1, width, when), _LINE, row.when)
        painter.setPen(look.tokens.muted)
        painter.drawText(QRectF(x, y + title + when + 2, width, why + 2), _WRAP, row.why)

    def _tick(self, painter: QPainter, box: QRectF, row: PlanRow) -> None:
        tokens = theme.current().tokens
        painter.setPen(QPen(tokens.accent if row.is_ticked else tokens.edge, 1))
        painter.setBrush(tokens.accent if row.is_ticked else tokens.surface)
        painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        if row.is_ticked:
            size = box.width() - 4
            icons.draw(painter, "check", tokens.on_accent, box.x() + 2, box.y() + 2, round(size))

    def _ring(self, painter: QPainter, places: int, area: QRectF) -> float:
        """Draw how many places are left; the last one in the attention colour. Return the room it takes."""
        look = theme.current()
        text = str(places) if places < 100 else "99+"
        font = look.font("caption", strong=True)
        metrics = QFontMetricsF(font)
        width = max(metrics.height() + 2, metrics.horizontalAdvance(text) + 6)
        ring = QRectF(area.right() - width, area.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2)
        color = look.tokens.attention if places == 1 else look.tokens.muted
        painter.setPen(QPen(color, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setFont(font)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, text)
        return width + 8

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  the view's width counts
        """Return a height in which all of the words stand."""
        row = index.data(ROW_ROLE)
        width = max(80.0, self._view.viewport().width() - theme.current().px(LEFT) - 12.0)
        section, title, when, why = self._heights(row, width)
        return QSize(80, round(section + title + when + why + 18))
