"""The frame of a line that opens over any page by a key: its place, its plane, and where the focus goes back to.

One line is open at a time: the next one takes its place, and what was typed in the first stays in it.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from il_desktop.views.shared import theme

TOP = 96
MARGIN = 24


class FloatingLine(QFrame):
    """A sheet over the window; a child of it, so that nothing steals the window's focus. Key: Esc closes it."""

    wide: ClassVar[int] = 620  # pixels at 100 %, less where the window is narrower

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.origin: QWidget | None = None
        theme.current().changed.connect(self._follow_look)
        parent.installEventFilter(self)
        self.hide()

    def open_over(self) -> None:
        """Show the line in the upper middle of the window, in place of another one."""
        if not self.isVisible():
            self.origin = self._focus_before()
        self.prepare()
        self.show()
        self.raise_()
        self.fit()
        self.take_focus()

    def prepare(self) -> None:
        """Bring what is shown up to date before it is shown."""

    def take_focus(self) -> None:
        """Give the focus to the line."""
        raise NotImplementedError

    @Slot()
    def dismiss(self) -> None:
        """Close and give the focus back."""
        self.hide()
        if self.origin is not None and self.origin.isVisible():
            self.origin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.origin = None

    @Slot()
    def fit(self) -> None:
        """Be as wide as the window allows and as high as the content needs."""
        window, layout = self.parentWidget(), self.layout()
        if window is None or layout is None:
            return
        width = self.room(window)
        layout.activate()
        height = layout.totalHeightForWidth(width)
        self.setGeometry((window.width() - width) // 2, TOP, width, max(height, layout.totalMinimumSize().height()))

    @Slot()
    def _follow_look(self) -> None:
        """Fit in another look; a slot of its own, as an overridden one outlives its object in the binding."""
        self.fit()

    def room(self, window: QWidget) -> int:
        """Return the width to take in a window."""
        return min(theme.current().px(self.wide), window.width() - 2 * MARGIN)

    def _focus_before(self) -> QWidget | None:
        """Return what had the focus; of an open line that gives way, what had it before."""
        window = self.parentWidget()
        for other in window.children() if window is not None else ():
            if isinstance(other, FloatingLine) and other is not self and other.isVisible():
                before = other.origin
                other.dismiss()
                return before
        return QApplication.focusWidget()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc wherever the focus is in the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole sheet is drawn
        """Draw the plane and its edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.edge))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
