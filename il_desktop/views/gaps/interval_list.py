"""A value and its interval in each line, on one scale with its zero; read line by line like every list of bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from il_desktop.reports.charts import GapChart
from il_desktop.views.shared import theme
from il_desktop.views.shared.bar_list import Bar, BarList

_DOT, _TIP = 4.5, 5.0


class IntervalList(BarList):
    """The rows of a chart of gaps, its scale below them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.chart: GapChart | None = None
        self._low, self._high = 0.0, 1.0

    def show_chart(self, chart: GapChart) -> None:
        """Show the rows of another chart."""
        self.chart = chart
        ends = [tick.at for tick in chart.values]
        ends += [end for row in chart.rows for end in (row.low, row.high, row.value) if end is not None]
        self._low, self._high = (min(ends), max(ends)) if len(set(ends)) > 1 else (0.0, 1.0)
        self.show_bars([Bar(row.label, 0, row.said) for row in chart.rows])

    def _x(self, value: float, track: QRectF) -> float:
        return track.left() + (value - self._low) / (self._high - self._low) * track.width()

    def paint_amount(self, painter: QPainter, number: int, track: QRectF) -> None:
        """Draw dot and interval of a line; a hidden one shows nothing but its words."""
        row = self.chart.rows[number] if self.chart is not None else None
        if row is None or row.value is None or track.width() < 8:
            return
        tokens, y = theme.current().tokens, track.center().y()
        painter.setPen(QPen(tokens.instructional, 1.8))
        if row.low is not None and row.high is not None:
            low, high = self._x(row.low, track), self._x(row.high, track)
            painter.drawLine(QPointF(low, y), QPointF(high, y))
            for end in (low, high):
                painter.drawLine(QPointF(end, y - _TIP), QPointF(end, y + _TIP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.instructional)
        painter.drawEllipse(QPointF(self._x(row.value, track), y), _DOT, _DOT)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for every line, and for the scale and what it counts."""
        line = theme.current().px(20)
        return super().sizeHint() + QSize(0, 2 * line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale behind the lines."""
        if self.chart is not None and self.bars and self.track(0).width() >= 8:
            self._paint_scale(self.chart)
        super().paintEvent(event)

    def _paint_scale(self, chart: GapChart) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        metrics = QFontMetricsF(look.font("caption"))
        track, foot = self.track(0), self.row_area(len(self.bars) - 1).bottom()
        free_from = 0.0
        for tick in chart.values:
            x, half = self._x(tick.at, track), metrics.horizontalAdvance(tick.label) / 2
            is_zero = chart.zero and tick.at == 0
            painter.setPen(QPen(look.tokens.text if is_zero else look.tokens.grid, 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, foot))
            if x - half >= free_from:
                painter.setPen(look.tokens.muted)
                painter.drawText(QPointF(x - half, foot + metrics.ascent() + 2), tick.label)
                free_from = x + half + 8
        room = QRectF(0, foot + metrics.height() + 2, self.width(), metrics.height())
        words = metrics.elidedText(chart.axis, Qt.TextElideMode.ElideRight, room.width())
        left = min(track.left(), room.width() - metrics.horizontalAdvance(words))
        painter.drawText(room.adjusted(max(left, 0), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
