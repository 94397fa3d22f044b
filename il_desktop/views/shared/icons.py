"""Lucide glyphs from `resources/icons`, drawn in the colours of the theme in force.

Icons repaint themselves after a change of look, because the engine asks for the colour while it paints.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from il_desktop.views.shared import resources, theme

_PIXMAPS: dict[tuple[str, str, int, float], QPixmap] = {}
_ICONS: dict[tuple[str, str | None], tuple[QIcon, QIconEngine]] = {}


def icon(name: str, color: QColor | None = None, size: int = 16) -> QIcon:  # noqa: ARG001  icons scale; kept for callers' clarity
    """Return a glyph as an icon; without a colour it follows the theme's text, muted when disabled, accent when on."""
    key = (name, None if color is None else color.name())
    found = _ICONS.get(key)
    if found is None:
        _source(name)  # a wrong name fails here, not while painting
        engine = _GlyphEngine(name, color)
        found = _ICONS[key] = (QIcon(engine), engine)
    return found[0]


def pixmap(name: str, color: QColor, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """Return a glyph of `size` logical pixels in one colour, sharp at the device pixel ratio."""
    key = (name, color.name(), size, dpr)
    found = _PIXMAPS.get(key)
    if found is None:
        found = QPixmap(QSize(size, size) * dpr)
        found.fill(theme.clear())
        painter = QPainter(found)
        paint(painter, name, color, QRectF(0, 0, found.width(), found.height()))
        painter.end()
        found.setDevicePixelRatio(dpr)
        if len(_PIXMAPS) > 600:
            _PIXMAPS.clear()
        _PIXMAPS[key] = found
    return found


def draw(painter: QPainter, name: str, color: QColor, x: float, y: float, size: int = 16) -> None:
    """Draw a cached glyph with its upper left corner at (x, y)."""
    device = painter.device()
    dpr = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(QPoint(round(x), round(y)), pixmap(name, color, size, dpr))


def paint(painter: QPainter, name: str, color: QColor, rect: QRectF) -> None:
    """Draw a glyph as vectors into a rectangle, for print and large sizes."""
    data = _source(name).replace(b"currentColor", color.name().encode())
    QSvgRenderer(QByteArray(data)).render(painter, rect)


@cache
def _source(name: str) -> bytes:
    """Return the SVG text of a glyph."""
    return resources.path("icons", f"{name}.svg").read_bytes()


class _GlyphEngine(QIconEngine):
    """Draws one glyph in the colour that fits the mode and the theme of the moment."""

    def __init__(self, name: str, color: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        tokens = theme.current().tokens
        if mode == QIcon.Mode.Disabled:
            return tokens.grid if not tokens.is_contrast else tokens.muted
        if self._color is not None:
            return self._color
        if mode == QIcon.Mode.Selected and tokens.is_contrast:
            return tokens.on_accent
        return tokens.accent if state == QIcon.State.On else tokens.text

    # Qt overrides

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the painter's own resolution."""
        size = min(rect.width(), rect.height())
        x = rect.x() + (rect.width() - size) // 2
        y = rect.y() + (rect.height() - size) // 2
        draw(painter, self._name, self._ink(mode, state), x, y, size)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a pixmap of `size` device pixels."""
        return pixmap(self._name, self._ink(mode, state), min(size.width(), size.height()), 1.0)

    def clone(self) -> QIconEngine:
        """Return an equal engine."""
        return _GlyphEngine(self._name, self._color)


def has(name: str) -> bool:
    """Say whether a glyph is shipped."""
    return resources.path("icons", f"{name}.svg").is_file()
