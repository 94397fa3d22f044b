"""A sheet that writes files beside the window: it can be stopped, and never closes before what was written is noted.

Who derives connects `save` to what is written. `_stop` is handed to the work; `_is_closing` asks for `close()` once it
has ended.
"""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from il_desktop.views.shared.kit import outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel


class WritingSheet(QDialog):
    """Keys: Enter saves, Esc closes or stops what is being written."""

    def __init__(self, parent: QWidget | None, title: str, save: str) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._is_closing = False
        self.is_writing = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.said = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.dismiss = outline_button("Close", parent=self)
        self.dismiss.clicked.connect(self._close_or_stop)
        self.save = primary_button(save, parent=self)
        self.save.setDefault(True)

    def fill_foot(self, row: QHBoxLayout) -> None:
        """Put what is said and the two buttons into the row at the foot."""
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.save)

    def hold(self, *others: QWidget, is_writing: bool) -> None:
        """Let nothing be changed while files are written, and turn Close into Stop."""
        self.is_writing = is_writing
        if is_writing:
            self._stop.clear()
        for widget in (*others, self.save):
            widget.setEnabled(not is_writing)
        self.dismiss.set_face("Stop" if is_writing else "Close", "")

    @Slot()
    def _close_or_stop(self) -> None:
        if self.is_writing:
            self._stop.set()
            self.said.setText("Stopping…")
        else:
            self.close()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; while something is written, stop that."""
        if event.key() == Qt.Key.Key_Escape:
            self._close_or_stop()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is written first: whatever was written must be noted."""
        if self.is_writing:
            self._stop.set()
            self._is_closing = True
            event.ignore()
            return
        super().closeEvent(event)
