"""A small muted glyph beside a row: there for the mouse and the Tab key, quiet until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.kit import focus_ring, plain_tooltip


class QuietButton(QAbstractButton):
    """An icon-only button of 24 px, muted until the pointer or the focus is on it."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        a11y.name(self, name)
        plain_tooltip(self, name)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the least size that is easy to hit."""
        side = theme.current().px(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole button is drawn
        """Draw the glyph; nothing where there is nothing to do."""
        if not self.isEnabled():
            return
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_wanted = self.underMouse() or self.hasFocus()
        ink = tokens.text if is_wanted else theme.mix(tokens.muted, tokens.surface, 100 if tokens.is_contrast else 75)
        icons.draw(painter, self._icon, ink, (self.width() - 14) / 2, (self.height() - 14) / 2, 14)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))
