"""The bar of the week's protected minutes: kept, unknown and ahead, with the target range as a bracket below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.queries.today import WeekSoFar
from il_desktop.views.shared import a11y, theme
from il_desktop.wording.format import duration_text

_BAR = 14.0
_STEP_MIN = 120


class ProtectedBar(QWidget):
    """Shows one week; the words around it carry the same figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._week: WeekSoFar | None = None
        self._target = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, week: WeekSoFar, low: int, high: int) -> None:
        """Show a week against a target range, minutes."""
        self._week, self._target = week, (low, high)
        spoken = (
            f"Protected time: {duration_text(week.kept)} kept, {duration_text(week.unknown)} unknown,"
            f" {duration_text(week.ahead)} ahead; target {duration_text(low)} to {duration_text(high)}"
        )
        a11y.name(self, spoken)
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the bar, the bracket and the scale."""
        line = QFontMetricsF(theme.current().font("caption")).height()
        return QSize(160, round(_BAR + line + 10))

    def minimumSizeHint(self) -> QSize:
        """Never lose the scale."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole bar is drawn
        """Draw track, parts, bracket and scale."""
        week = self._week
        if week is None:
            return
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(self._target[1] * 1.06, week.planned, week.kept + week.unknown + week.ahead, 60)
        scale = (self.width() - 2) / most
        painter.setPen(QPen(tokens.grid))
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, _BAR - 1), 2, 2)
        x = 1.0
        parts = ((week.kept, "kept"), (week.unknown, "unknown"), (week.ahead, "ahead"))
        for minutes, kind in parts:
            width = minutes * scale
            draw_part(painter, kind, QRectF(x, 1, width, _BAR - 2))
            x += width
        self._paint_scale(painter, scale, most)

    def _paint_scale(self, painter: QPainter, scale: float, most: float) -> None:
        look = theme.current()
        font = look.font("caption")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        low, high = (1 + each * scale for each in self._target)
        top = _BAR + 3
        painter.setPen(QPen(look.tokens.text, 1))
        painter.drawPolyline([QPointF(low, top), QPointF(low, top + 4), QPointF(high, top + 4), QPointF(high, top)])
        baseline = top + 4 + metrics.ascent() + 1
        words = self.target_words
        width = metrics.horizontalAdvance(words)
        left = min(self.width() - width - 1, (low + high - width) / 2)
        painter.setPen(look.tokens.muted)
        painter.drawText(QPointF(left, baseline), words)
        for minute in range(0, int(most), _STEP_MIN):
            text = duration_text(minute) if minute else "0"
            x = 1 + minute * scale - (metrics.horizontalAdvance(text) / 2 if minute else 0)
            if x + metrics.horizontalAdvance(text) < left - 10:
                painter.drawText(QPointF(x, baseline), text)

    @property
    def target_words(self) -> str:
        """The target range in words: `6–7 h`."""
        low, high = self._target
        if low % 60 == 0 and high % 60 == 0:
            return f"{low // 60}–{high // 60} h"
        return f"{duration_text(low)} – {duration_text(high)}"


def draw_part(painter: QPainter, kind: str, area: QRectF) -> None:
    """Draw one part of the bar: kept is full, ahead is pale, unknown is an outlined hatched box."""
    if area.width() <= 0:
        return
    tokens = theme.current().tokens
    blue: QColor = tokens.instructional
    if kind == "unknown":
        painter.save()
        painter.setPen(QPen(tokens.edge, 1))
        painter.setBrush(tokens.surface)
        box = area.adjusted(1, 0.5, -1, -0.5)
        painter.drawRect(box)
        painter.setBrush(QBrush(tokens.edge, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
        painter.restore()
        return
    if kind == "ahead":
        painter.fillRect(area, theme.mix(blue, tokens.surface, 40))
        if tokens.is_contrast:
            painter.setPen(QPen(blue, 1))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    painter.fillRect(area, blue)
