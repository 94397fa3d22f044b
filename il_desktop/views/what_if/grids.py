"""The two grids: the week as it is, which can only be looked at, and its copy. Both mark what is different."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from il_desktop.domain.walltime import Span
from il_desktop.views.shared import a11y
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week import accessible
from il_desktop.views.week.grid import WeekGrid

_MARK_PX = 2.0
_RADIUS = 4.0
_LEAST_PX = 6.0


class MarkedGrid(WeekGrid):
    """A week whose differences have a frame; `name` tells the two apart."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._marks: tuple[Span, ...] = ()
        accessible.install(self)
        a11y.name(self, name)

    @property
    def marks(self) -> tuple[Span, ...]:
        """What has a frame."""
        return self._marks

    def mark(self, spans: tuple[Span, ...]) -> None:
        """Frame these spans."""
        self._marks = spans
        self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for the other grid."""
        return QSize(self._theme.px(300), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the week, then the frames over it."""
        super().paintEvent(event)
        layout = self.layout_now
        if layout is None or not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(layout.viewport)
        painter.setPen(QPen(self._theme.tokens.accent, _MARK_PX))
        for span in self._marks:
            for _, rect in layout.span_rects(span):
                if rect.height() < _LEAST_PX:
                    continue  # in a closed row of hours outside work
                painter.drawRoundedRect(self.to_widget(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


class StillGrid(MarkedGrid):
    """A week to look at: a press or the arrow keys move the focus, nothing else happens."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the focus on what was pressed."""
        self.focus_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End nothing."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open nothing."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus; Enter opens nothing here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
