"""The files kept with one recognition: added from a dialog, saved as a copy, taken away again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries.evidence import Evidence
from il_desktop.views.shared.kit import link_button, tool_button


class EvidencePart(QWidget):
    """Signals: add_wanted(), copy_wanted(str attachment id), remove_wanted(str attachment id)."""

    add_wanted = Signal()
    copy_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self.button = link_button("Add a file…", "file-plus", self)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self._add)

    def show_files(self, files: tuple[Evidence, ...]) -> None:
        """Show what is kept."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for file in files:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            name = link_button(f"{file.name}, save a copy…", parent=line)
            drop = tool_button(f"Do not keep “{file.name}”", "x", line, kind="quiet")
            for button, slot in ((name, self._copy), (drop, self._remove)):
                button.setProperty("attachment", file.id)
                button.clicked.connect(slot)
            row.addWidget(name)
            row.addStretch(1)
            row.addWidget(drop)
            self._rows.addWidget(line)

    @Slot()
    def _add(self) -> None:
        self.add_wanted.emit()

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(str(self.sender().property("attachment")))

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(str(self.sender().property("attachment")))
