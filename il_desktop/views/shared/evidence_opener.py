"""Files of evidence on their way out: a copy of one that is kept, when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.evidence import EvidenceFile, kept_name, may_open
from il_desktop.queries.evidence import evidence_file
from il_desktop.views.shared.evidence_file import ANY_FILE
from il_desktop.views.shared.shell import Shell


class EvidenceOpener(QObject):
    """Opens a copy of a kept file on request; the copies go when the window does."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._window = shell, parent
        self._folder: QTemporaryDir | None = None

    @Slot(str)
    def open(self, attachment_id: str) -> None:
        """Hand a copy to the program that shows such files; what could act when opened is only saved."""
        try:
            file = self._shell.desk.read(evidence_file, attachment_id)
            if may_open(file.name):
                self.show_copy(self._copy(attachment_id, file))
            else:
                self._save(file)
        except UserFacingError as problem:
            self._shell.messages.problem(problem)

    def show_copy(self, path: Path) -> None:
        """Ask the system to show a file."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._shell.messages.note(f"No program is set up to show {path.name}.")

    def _copy(self, attachment_id: str, file: EvidenceFile) -> Path:
        from il_desktop.interchange.files import write_private  # noqa: PLC0415  on request

        if self._folder is None or not self._folder.isValid():
            self._folder = QTemporaryDir()
        folder = Path(self._folder.path()) / attachment_id
        folder.mkdir(mode=0o700, exist_ok=True)
        return write_private(folder / kept_name(file.name), [file.content]).path

    def _save(self, file: EvidenceFile) -> None:
        from il_desktop.interchange.files import write_private  # noqa: PLC0415  on request

        path = self._shell.ask.save_file(self._window, "Save a copy", ANY_FILE, Path.home() / kept_name(file.name))
        if path is not None:
            write_private(path, [file.content])
            self._shell.messages.note(f"Saved a copy as {path.name}. It was not opened: its kind can act by itself.")
