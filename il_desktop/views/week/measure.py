"""Texts of one font, measured and laid out once: weeks say the same words again and again."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTransform

MAX_KEPT = 2000
MAX_LAID = 500
_PADDING = 4.0  # a letter may reach so far into the margin beside its room


class Measure:
    """A font with its height and ascent, and the texts measured or shortened in it so far."""

    __slots__ = ("_cut", "_laid", "_metrics", "_widths", "ascent", "font", "height")

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        self.ascent = self._metrics.ascent()
        self._widths: dict[str, float] = {}
        self._cut: dict[tuple[str, int], str] = {}
        self._laid: dict[str, QStaticText] = {}

    def draw(self, painter: QPainter, x: float, baseline: float, text: str) -> None:
        """Draw a text with its left end on a baseline; the painter has this font already.

        Texts come back every week, so they are laid out once: that halves the time of drawing them again.
        """
        laid = self._laid.get(text)
        if laid is None:
            if len(self._laid) > MAX_LAID:
                self._laid.clear()
            laid = self._laid[text] = QStaticText(text)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.prepare(QTransform(), self.font)
        painter.drawStaticText(QPointF(x, baseline - self.ascent), laid)

    def width(self, text: str) -> float:
        """Return the width of a text in pixels."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > MAX_KEPT:
                self._widths.clear()
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def elided(self, text: str, room: float) -> str:
        """Return the text, shortened with dots when it is wider than the room; a lone letter only if it fits."""
        if self.width(text) <= room:
            return text
        key = (text, int(room))
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > MAX_KEPT:
                self._cut.clear()
            found = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 1.0))
            if not found and self.width(text[:1]) <= room + _PADDING:
                found = text[:1]
            self._cut[key] = found
        return found
