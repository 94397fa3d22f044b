"""Files of evidence on their way in: chosen or dropped into a form, read when they are chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.evidence import EvidenceFile
from il_desktop.views.shared import a11y
from il_desktop.views.shared.evidence_file import ANY_FILE, read_evidence
from il_desktop.views.shared.kit import PlainLabel, link_button
from il_desktop.views.shared.quiet_button import QuietButton
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import size_text


class EvidencePicker(QWidget):
    """The files that will be kept with what is being written. They are read when they are chosen."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.files: list[EvidenceFile] = []
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self.button = link_button("Add a file…", "file-plus", self)
        self.button.clicked.connect(self._choose)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        hint = "A copy is kept in the school file, up to 20 MB each. Files can be dropped here too."
        column.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self))

    def take(self, path: Path) -> None:
        """Read a file; say why when it cannot be kept."""
        try:
            self.files.append(read_evidence(path))
        except UserFacingError as problem:
            self._shell.messages.problem(problem)
            return
        self._show()
        a11y.announce(self, f"Added {self.files[-1].name}")

    @Slot()
    def _choose(self) -> None:
        path = self._shell.ask.open_file(self, "Add a file as evidence", ANY_FILE)
        if path is not None:
            self.take(path)

    @Slot()
    def _remove(self) -> None:
        del self.files[int(self.sender().property("number"))]
        self._show()
        self.button.setFocus()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, file in enumerate(self.files):
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(PlainLabel(file.name, fit="elide", parent=line), 1)
            row.addWidget(PlainLabel(size_text(len(file.content)), "caption", muted=True, parent=line))
            drop = QuietButton(f"Do not keep “{file.name}”", "x", line)
            drop.setProperty("number", number)
            drop.clicked.connect(self._remove)
            row.addWidget(drop)
            self._rows.addWidget(line)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.take(Path(url.toLocalFile()))
