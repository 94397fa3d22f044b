"""The pen of the printed week: words in a room of their own, and marks that a printer without colour keeps apart."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from il_desktop.domain.blocks import Category, Protection
from il_desktop.views.printing.fonts import text_font
from il_desktop.views.shared import theme

_LIGHT = theme.LIGHT  # paper is light
_COLORS = {
    Category.INSTRUCTIONAL.value: _LIGHT.instructional,
    Category.MANAGEMENT.value: _LIGHT.management,
    Category.PERSONAL.value: _LIGHT.personal,
}
_SOFT_PCT, _BAND_PCT, _TINT_PCT = 45, 30, 8
_THIN, _HEAVY, _DOUBLE = 0.55, 1.9, 1.25
_DOTS = {Protection.OPEN: [1.0, 2.2], Protection.FLEXIBLE: [4.0, 2.4]}
_LEADING = 1.12
_NO_BREAK = "\N{NO-BREAK SPACE}"


class Brush:
    """Draws on one page; lengths are in points. `said` collects the words, for the page's text."""

    PAPER = _LIGHT.surface

    def __init__(self, painter: QPainter, units: int) -> None:
        self._painter, self._units = painter, units
        self.said = ""

    def _rect(self, area: QRectF) -> QRectF:
        unit = self._units
        return QRectF(area.left() * unit, area.top() * unit, area.width() * unit, area.height() * unit)

    def _font(self, points: float, *, strong: bool = False) -> QFont:
        font = text_font(points)
        font.setPixelSize(max(1, round(points * self._units)))
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def width_of(self, text: str, points: float) -> float:
        """Return the width of a text."""
        return QFontMetricsF(self._font(points)).horizontalAdvance(text) / self._units

    # words

    def words(
        self, text: str, area: QRectF, points: float, *, strong: bool = False, soft: bool = False, at: str = "left"
    ) -> float:
        """Write one line in the middle of an area, shortened to its width; return the width that it took."""
        if not text or area.width() <= 0:
            return 0.0
        font = self._font(points, strong=strong)
        metrics = QFontMetricsF(font)
        plain = text.replace("\n", " ").replace(_NO_BREAK, " ")  # one glyph, and search looks for the blank
        line = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, area.width() * self._units)
        self._write(line, area, font, _LIGHT.muted if soft else _LIGHT.text, at)
        return metrics.horizontalAdvance(line) / self._units

    def wrapped(self, text: str, area: QRectF, points: float, *, strong: bool = False) -> float:
        """Write a text in as many lines as an area has room for, at least one; return the y below the last."""
        font = self._font(points, strong=strong)
        metrics = QFontMetricsF(font)
        height, room = points * _LEADING, area.width() * self._units
        most = max(1, int((area.height() + 0.5) / height))
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and len(lines) < most and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        y = area.top()
        for line in lines:
            self.words(line, QRectF(area.left(), y, area.width(), height), points, strong=strong)
            y += height
        return y

    def badge(self, text: str, area: QRectF) -> None:
        """Write a short text light on dark, as wide as it is."""
        font = self._font(8, strong=True)
        width = QFontMetricsF(font).horizontalAdvance(text) / self._units + 6
        shape = QRectF(area.left(), area.top(), width, area.height())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_LIGHT.text)
        self._painter.drawRoundedRect(self._rect(shape), 2 * self._units, 2 * self._units)
        self._write(text, shape, font, _LIGHT.surface, "centre")

    def _write(self, text: str, area: QRectF, font: QFont, color: QColor, at: str) -> None:
        ways = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}
        way = ways.get(at, Qt.AlignmentFlag.AlignHCenter)
        self._painter.setFont(font)
        self._painter.setPen(color)
        flags = way | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        self._painter.drawText(self._rect(area), int(flags), text)
        self.said += f"{text}\n"

    # marks

    def pen(self, width: float, color: QColor, dots: list[float] | None = None) -> QPen:
        """Return a pen; `dots` are dashes and gaps in points."""
        pen = QPen(color, width * self._units)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dots:
            pen.setDashPattern([length / width for length in dots])
        return pen

    def line(self, x1: float, y1: float, x2: float, y2: float, *, soft: bool = False) -> None:
        """Draw a line, a thinner and paler one where it is soft."""
        unit = self._units
        self._painter.setPen(self.pen(0.35 if soft else 0.6, _LIGHT.grid if soft else _LIGHT.muted))
        self._painter.drawLine(QLineF(x1 * unit, y1 * unit, x2 * unit, y2 * unit))

    def frame(self, area: QRectF, pen: QPen) -> None:
        """Draw an outline inside an area."""
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        half = pen.widthF() / 2
        inside = self._rect(area).adjusted(half, half, -half, -half)
        self._painter.drawRoundedRect(inside, 2 * self._units, 2 * self._units)

    def box(self, area: QRectF) -> None:
        """Clear an area and frame it thinly."""
        self.clear(area)
        self.frame(area, self.pen(0.5, _LIGHT.muted))

    def ground(self, area: QRectF, category: str) -> None:
        """Lay the pale ground of a block; one of no kind is empty."""
        self.clear(area)
        if category:
            self.fill(area, theme.mix(_COLORS[category], _LIGHT.surface, _TINT_PCT))

    def clear(self, area: QRectF) -> None:
        """Take away what lies under an area."""
        self._painter.fillRect(self._rect(area), _LIGHT.surface)

    def fill(self, area: QRectF, color: QColor | None = None) -> None:
        """Fill an area, palely where no colour is given."""
        self._painter.fillRect(self._rect(area), color or theme.mix(_LIGHT.grid, _LIGHT.surface, _BAND_PCT))

    def hatch(self, area: QRectF, gap: float, *, color: QColor | None = None, is_soft: bool = False) -> None:
        """Draw lines from corner to corner, both ways where it is not soft."""
        rect, step = self._rect(area), gap * self._units
        ink = color or theme.mix(_LIGHT.muted, _LIGHT.surface, _SOFT_PCT)
        self._painter.save()
        self._painter.setClipRect(rect)
        self._painter.setPen(self.pen(0.35 if is_soft else 0.55, ink))
        lines = []
        for number in range(int((rect.width() + rect.height()) / step) + 1):
            x = rect.left() + number * step
            lines.append(QLineF(x, rect.top(), x - rect.height(), rect.bottom()))
            if not is_soft:
                lines.append(QLineF(x - rect.height(), rect.top(), x, rect.bottom()))
        self._painter.drawLines(lines)
        self._painter.restore()

    def dots(self, area: QRectF, gap: float, color: QColor) -> None:
        """Draw rows of dots."""
        rect, step = self._rect(area), gap * self._units
        self._painter.save()
        self._painter.setClipRect(rect)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        for row in range(int(rect.height() / step) + 2):
            for column in range(int(rect.width() / step) + 2):
                shift = step / 2 if row % 2 else 0.0
                center = QPointF(rect.left() + column * step + shift, rect.top() + row * step)
                self._painter.drawEllipse(center, step * 0.24, step * 0.24)
        self._painter.restore()


def swatch(brush: Brush, category: str, area: QRectF) -> None:
    """Draw the mark of a kind of time: instructional full, management cross hatched, personal dotted."""
    color = _COLORS[category]
    if category == Category.INSTRUCTIONAL.value:
        brush.fill(area, color)
        return
    if category == Category.MANAGEMENT.value:
        brush.hatch(area, 2.4, color=color)
    else:
        brush.dots(area, 2.4, color)
    brush.frame(area, brush.pen(0.4, color))


def level_outline(brush: Brush, level: int, area: QRectF) -> None:
    """Draw the outline of a protection: dotted, dashed, solid, double, heavy."""
    known = Protection(level)
    width = _HEAVY if known is Protection.IMMOVABLE else _THIN
    brush.frame(area, brush.pen(width, _LIGHT.text, _DOTS.get(known)))
    if known is Protection.GUARDED:
        inside = area.adjusted(_DOUBLE, _DOUBLE, -_DOUBLE, -_DOUBLE)
        if inside.height() > 1:
            brush.frame(inside, brush.pen(_THIN, _LIGHT.text))
