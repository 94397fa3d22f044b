"""Lucide glyphs from `resources/icons`, drawn in the colours of the theme in force.

Qt's picture plug-in reads them: that costs a quarter of the SVG classes of the binding and loads none of them at start.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from il_desktop.views.shared import resources, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_PIXMAPS: dict[tuple[str, str, int, float], QPixmap] = {}


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return a glyph as an icon; without a colour it follows the theme's text, muted when disabled, accent when on."""
    from il_desktop.views.shared.icon_engine import glyph_icon  # noqa: PLC0415  the frame needs pictures only

    return glyph_icon(name, None if color is None else color.name())


def pixmap(name: str, color: QColor, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """Return a glyph of `size` logical pixels in one colour, sharp at the device pixel ratio."""
    key = (name, color.name(), size, dpr)
    found = _PIXMAPS.get(key)
    if found is None:
        side = str(round(size * dpr)).encode()
        data = _source(name).replace(b"currentColor", color.name().encode())
        for edge in (b"width", b"height"):
            data = data.replace(edge + b'="24"', edge + b'="' + side + b'"', 1)
        found = QPixmap()
        found.loadFromData(data, "SVG")
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
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  see above

    QSvgRenderer(_source(name).replace(b"currentColor", color.name().encode())).render(painter, rect)


def has(name: str) -> bool:
    """Say whether a glyph is shipped."""
    return resources.path("icons", f"{name}.svg").is_file()


def ink(color: str | None, *, is_enabled: bool = True, is_on: bool = False, is_selected: bool = False) -> QColor:
    """Return the colour of an icon's glyph in a state; a colour of its own gives way only to being disabled."""
    tokens = theme.current().tokens
    if not is_enabled:
        return tokens.muted if tokens.is_contrast else tokens.grid
    if color is not None:
        return QColor(color)
    if is_selected and tokens.is_contrast:
        return tokens.on_accent
    return tokens.accent if is_on else tokens.text


@cache
def _source(name: str) -> bytes:
    """Return the SVG text of a glyph."""
    return resources.path("icons", f"{name}.svg").read_bytes()
