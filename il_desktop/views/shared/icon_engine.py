"""Icons that repaint themselves after a change of look: the engine asks for its colour while it paints."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from il_desktop.views.shared import icons

_ICONS: dict[tuple[str, str | None], tuple[QIcon, GlyphEngine]] = {}


def glyph_icon(name: str, color: str | None) -> QIcon:
    """Return the icon of a glyph; icon and engine are kept, because Qt does not keep our half of the engine."""
    found = _ICONS.get((name, color))
    if found is None:
        engine = GlyphEngine(name, color)
        found = _ICONS[name, color] = (QIcon(engine), engine)
    return found[0]


class GlyphEngine(QIconEngine):
    """Draws one glyph in the colour that fits the mode and the look of the moment."""

    def __init__(self, name: str, color: str | None) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def _picture(self, mode: QIcon.Mode, state: QIcon.State, size: int, dpr: float) -> QPixmap:
        ink = icons.ink(
            self._color,
            is_enabled=mode != QIcon.Mode.Disabled,
            is_on=state == QIcon.State.On,
            is_selected=mode == QIcon.Mode.Selected,
        )
        return icons.pixmap(self._name, ink, size, dpr)

    # Qt overrides

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the painter's own resolution."""
        size = min(rect.width(), rect.height())
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        x = rect.x() + (rect.width() - size) // 2
        y = rect.y() + (rect.height() - size) // 2
        painter.drawPixmap(x, y, self._picture(mode, state, size, dpr))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a pixmap of `size` device pixels."""
        return self._picture(mode, state, min(size.width(), size.height()), 1.0)

    def clone(self) -> QIconEngine:
        """Return an equal engine."""
        return GlyphEngine(self._name, self._color)
