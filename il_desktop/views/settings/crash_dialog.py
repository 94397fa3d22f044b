"""What is said after a defect of ours: what is safe, the details to copy, and going on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.dialogs import PlainDialog
from il_desktop.views.shared.kit import outline_button
from il_desktop.views.shared.plain import PlainLabel


class CrashDialog(PlainDialog):
    """Shows where it happened; no names, no values."""

    def __init__(self, details: str, log: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Something went wrong in IL Desktop")
        self.details = details
        said = (
            "This is a defect of the program, not of your data: every change is saved at once, and a change that was "
            "interrupted is not saved in part. You can go on; if it happens again, close the window and start again."
        )
        label = PlainLabel(said, fit="wrap", parent=self)
        label.setMinimumWidth(460)
        self.body.addWidget(label)
        self.text = QPlainTextEdit(details, self)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setMinimumHeight(140)
        a11y.name(self.text, "Details")
        self.body.addWidget(self.text)
        self.body.addWidget(PlainLabel(f"Also in {log}", "caption", muted=True, fit="elide", parent=self))
        self.copy = outline_button("Copy details", "copy", self)
        self.copy.clicked.connect(self.copy_details)
        self.buttons.insertWidget(0, self.copy)
        self.add_answer("quit", "Quit").clicked.connect(self._quit)
        self.add_answer("go_on", "Go on", is_main=True).setFocus()
        self.finished.connect(self.deleteLater)

    @Slot()
    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)

    @Slot()
    def _quit(self) -> None:
        window = self.parentWidget()
        if window is not None:
            window.window().close()
        else:
            QApplication.quit()
