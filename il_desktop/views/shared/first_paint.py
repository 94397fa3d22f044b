"""Tells when a window has shown its first picture, so that everything heavy can wait for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Signal: painted() once, in the turn of the event loop after the first paint event of a widget."""

    painted = Signal()

    def __init__(self, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._widget = widget
        widget.installEventFilter(self)

    @Slot()
    def _tell(self) -> None:
        self.painted.emit()
        self.deleteLater()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, let it through, tell afterwards."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return super().eventFilter(watched, event)
