"""Text that is shown as it was typed. Qt's own label guesses HTML and would open files named in a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget  # noqa: TID251  made safe below: always plain text

from il_desktop.views.shared import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

TONES = ("text", "muted", "accent", "attention", "good")


class PlainLabel(QLabel):
    """A label for any text. `fit` is "wrap" (breaks lines) or "elide" (shortens; whole text in the tool tip)."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        strong: bool = False,
        muted: bool = False,
        tone: str = "",
        fit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._strong, self._elide = role, strong, fit == "elide"
        self._tone = tone or ("muted" if muted else "text")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(fit == "wrap")
        if text:
            self.setText(text)
        self._restyle()
        theme.current().changed.connect(self._restyle)

    def set_tone(self, tone: str) -> None:
        """Colour the text by one of `TONES`."""
        if tone != self._tone:
            self._tone = tone
            self._restyle()

    def setText(self, text: str) -> None:
        """Show a text; an elided label keeps it whole in its tool tip."""
        super().setText(text)
        if self._elide:
            plain_tooltip(self, text)
            self.updateGeometry()

    @Slot()
    def _restyle(self) -> None:
        look = theme.current()
        if self._role != "body" or self._strong or self.font() != look.font():
            self.setFont(look.font(self._role, strong=self._strong))
        if self._tone != "text" or self.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.WindowText, tone_color(self._tone))
            self.setPalette(palette)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Take the look again: polishing before the first show brings back what the label had when it was made."""
        super().showEvent(event)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened when asked to."""
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(rect, int(self.alignment()), text)

    def minimumSizeHint(self) -> QSize:
        """Let an elided label shrink to nothing."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elide else hint


def tone_color(tone: str) -> QColor:
    """Return the colour of a tone of `TONES` in the present look."""
    return getattr(theme.current().tokens, tone)


def plain_tooltip(widget: QWidget | QAction | QSystemTrayIcon, text: str) -> None:
    """Set a tool tip that shows the text as it is."""
    widget.setToolTip(escaped(text))


def escaped(text: str) -> str:
    """Return text safe for Qt's rich-text guess: unchanged unless it holds a mark-up character."""
    if "<" in text or "&" in text:
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
        return f"<span>{body}</span>"
    return text
