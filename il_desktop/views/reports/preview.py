"""What a report will look like: its first page or its chart, as large as the room allows. Draws a ready picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.shell import Shell

_GAP = 8
_READABLE = 600  # a picture's least width where there is room
_SHEET = 8.5 / 11  # width by height


class Preview(QWidget):
    """Shows a picture. Signal: grown() when there is so much more room that it should be drawn anew."""

    grown = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.image: QImage | None = None
        self._is_sheet = False
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        a11y.name(self, "Preview")

    def show_image(self, image: QImage | None, *, is_sheet: bool, says: str) -> None:
        """Show a picture; a sheet of paper gets an edge, and its whole height is shown."""
        self.image, self._is_sheet, self._note = image, is_sheet, ""
        self._ask_height()
        a11y.name(self, "Preview", says)
        self.update()

    def show_note(self, words: str) -> None:
        """Say why there is no picture."""
        self.image, self._note = None, words
        self._ask_height()
        a11y.name(self, "Preview", words)
        self.update()

    def wanted_width(self, *, is_sheet: bool) -> int:
        """Return how many pixels wide the picture should be drawn; of a sheet the whole height is to be seen."""
        room = self.width() - 2 * _GAP
        if is_sheet:
            room = min(room, round((self.height() - 2 * _GAP) * _SHEET))
        return max(320, round(room * self.devicePixelRatioF()))

    def _ask_height(self) -> None:
        """Ask for the height in which the picture can still be read; the area around scrolls."""
        height = 200
        if self.image is not None:
            width = min(self.width() - 2 * _GAP, theme.current().px(_READABLE))
            height = round(width * self.image.height() / self.image.width()) + 2 * _GAP
        self.setMinimumHeight(height)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wish for room in which a chart can be read."""
        return QSize(theme.current().px(560), theme.current().px(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a finer picture when the room grew a lot."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._ask_height()
        if self.image is not None and self.wanted_width(is_sheet=self._is_sheet) > self.image.width() * 1.25:
            self.grown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole picture is drawn
        """Draw the picture in the middle of the upper edge."""
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is None:
            painter.setPen(look.tokens.muted)
            painter.setFont(look.font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._note)
            return
        room = QRectF(self.rect()).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        size = self.image.size().toSizeF()
        scale = min(room.width() / size.width(), room.height() / size.height())
        width, height = size.width() * scale, size.height() * scale
        left = room.left() + ((room.width() - width) / 2 if self._is_sheet else 0)
        area = QRectF(left, room.top(), width, height)
        painter.drawImage(area, self.image)
        if self._is_sheet:
            painter.setPen(QPen(look.tokens.grid))
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
