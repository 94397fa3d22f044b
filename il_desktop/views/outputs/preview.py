"""One page as it will be printed, or the words as they will stand, for the recognition under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedLayout, QWidget

from il_desktop.views.shared import a11y, theme


class PagePicture(QWidget):
    """Draws an image as large as it fits, with a thin edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setMinimumSize(QSize(240, 180))

    def show_image(self, image: QImage, says: str) -> None:
        """Show an image and what it says to a screen reader."""
        self._image = image
        a11y.name(self, "Preview", says)
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole picture is drawn
        """Draw the page."""
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF((self.width() - size.width()) / 2, 1, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image)
        painter.setPen(theme.current().tokens.edge)
        painter.drawRect(box)


class Preview(QWidget):
    """Shows a picture of a page or plain words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = PagePicture(self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        a11y.name(self.words, "Preview")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.picture)
        self._stack.addWidget(self.words)

    def show_image(self, image: QImage, says: str) -> None:
        """Show a page."""
        self.picture.show_image(image, says)
        self._stack.setCurrentWidget(self.picture)

    def show_text(self, text: str) -> None:
        """Show words."""
        self.words.setPlainText(text)
        self._stack.setCurrentWidget(self.words)
