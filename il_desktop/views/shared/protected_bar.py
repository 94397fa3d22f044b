"""The bar of protected minutes: kept, unknown, ahead and reserve, with the target range as a bracket below."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.wording.format import duration_text

_BAR = 14.0
_STEP_MIN = 120


class Parts(NamedTuple):
    """Minutes of a week or month; `reserve` is white space kept for what comes between."""

    planned: int = 0
    kept: int = 0
    unknown: int = 0
    ahead: int = 0
    reserve: int = 0

    def shown(self) -> tuple[tuple[str, int], ...]:
        """Return the parts in the order of the bar."""
        amounts = (("kept", self.kept), ("unknown", self.unknown), ("ahead", self.ahead), ("reserve", self.reserve))
        return tuple((kind, minutes) for kind, minutes in amounts if minutes)


class ProtectedBar(QWidget):
    """Shows one week or month; the words around it carry the same figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: Parts | None = None
        self._target = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Parts, low: int, high: int) -> None:
        """Show minutes against a target range."""
        self._parts, self._target = parts, (low, high)
        told = [f"{duration_text(minutes)} {kind}" for kind, minutes in parts.shown()] or ["nothing yet"]
        spoken = f"Protected time: {', '.join(told)}; target {duration_text(low)} to {duration_text(high)}"
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
        shown = self._parts
        if shown is None:
            return
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        told = shown.shown()
        most = max(self._target[1] * 1.06, shown.planned, sum(minutes for _, minutes in told), 60)
        scale = (self.width() - 2) / most
        painter.setPen(QPen(tokens.grid))
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, _BAR - 1), 2, 2)
        x = 1.0
        for kind, minutes in told:
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
        step = _STEP_MIN * max(1, round(most / 900))
        for minute in range(0, int(most), step):
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


class ProtectedLegend(QWidget):
    """The parts of the bar in words; breaks into a second line where it is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Parts) -> None:
        """Name the parts that are there."""
        self._parts = [(kind, f"{kind} {duration_text(minutes)}") for kind, minutes in parts.shown()]
        self.setVisible(bool(self._parts))
        a11y.name(self, ", ".join(text for _, text in self._parts))
        self.updateGeometry()
        self.update()

    def _places(self, width: float) -> tuple[list[tuple[float, float]], float]:
        metrics = QFontMetricsF(theme.current().font("caption"))
        line = metrics.height() + 4
        x = y = 0.0
        places: list[tuple[float, float]] = []
        for _, text in self._parts:
            need = theme.current().px(10) + 6 + metrics.horizontalAdvance(text) + 12
            if x and x + need - 12 > width:
                x, y = 0.0, y + line
            places.append((x, y))
            x += need
        return places, y + line

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for one line."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hasHeightForWidth(self) -> bool:
        """Tell that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the parts need."""
        return round(self._places(width)[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole legend is drawn
        """Draw a small box and the words for each part."""
        look = theme.current()
        font = look.font("caption")
        line, box = QFontMetricsF(font).height() + 4, look.px(10)
        painter = QPainter(self)
        for (kind, text), (x, y) in zip(self._parts, self._places(self.width())[0], strict=True):
            draw_part(painter, kind, QRectF(x, y + (line - box) / 2, box, box))
            painter.setFont(font)
            painter.setPen(look.tokens.text)
            painter.drawText(QRectF(x + box + 6, y, self.width(), line), Qt.AlignmentFlag.AlignVCenter, text)


def draw_part(painter: QPainter, kind: str, area: QRectF) -> None:
    """Draw one part of the bar: kept is full, ahead pale, unknown an outlined hatched box, reserve an empty one."""
    if area.width() <= 0:
        return
    tokens = theme.current().tokens
    blue: QColor = tokens.instructional
    if kind in ("unknown", "reserve"):
        painter.save()
        painter.setPen(QPen(tokens.edge, 1, Qt.PenStyle.SolidLine if kind == "unknown" else Qt.PenStyle.DashLine))
        painter.setBrush(tokens.surface)
        box = area.adjusted(1, 0.5, -1, -0.5)
        painter.drawRect(box)
        if kind == "unknown":
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
