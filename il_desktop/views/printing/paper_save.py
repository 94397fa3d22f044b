"""Saving a paper from a page: ask where, write beside the window, note it in the log of exports, say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.interchange.files import WrittenFile
from il_desktop.reports.paper import Paper
from il_desktop.views.shared import a11y
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell

_TASK = "paper.save"
_NAMES = {".pdf": "PDF (*.pdf)", ".docx": "Word document (*.docx)", ".xlsx": "Excel workbook (*.xlsx)"}


class PaperSave(QObject):
    """Writes one paper at a time for a page."""

    def __init__(self, shell: Shell, page: QWidget) -> None:
        super().__init__(page)
        self._shell, self._page = shell, page
        self._note: dict[str, Any] = {}
        self.is_writing = False

    def save(
        self,
        paper: Paper,
        name: str,
        audience: str,
        *,
        forms: Sequence[str] = (".pdf",),
        with_names: bool = True,
        hidden: int = 0,
    ) -> None:
        """Ask where `name` goes, in one of `forms`; `hidden` counts what is held back. The size is the school's."""
        if self.is_writing:
            return
        if self._shell.desk.refusal is not None:
            self._shell.messages.problem(self._shell.desk.refusal)  # every export is noted in the file
            return
        folder = Path.home() / "Documents"
        safe = re.sub(r"[^\w\- ]", "", name).strip() or "Paper"
        start = (folder if folder.is_dir() else Path.home()) / f"{safe}{forms[0]}"
        path = self._shell.ask.save_file(self._page, f"Save {name}", ";;".join(_NAMES[form] for form in forms), start)
        if path is None:
            return
        path = path if path.suffix.lower() in forms else path.with_name(f"{path.name}{forms[0]}")
        self._note = {"audience": audience, "with_names": with_names, "suppressed_cells": hidden}
        self.is_writing = True
        self._shell.messages.busy(f"Writing {path.name}…")
        from il_desktop.views.printing.paper_file import write_paper_file  # noqa: PLC0415  printing, on demand

        paper = paper._replace(size=self._shell.settings().paper_size)
        self._shell.tasks.start(_TASK, write_paper_file, paper, path, done=self._written, failed=self._failed)

    def _written(self, file: WrittenFile) -> None:
        self._end()
        if not note_export(self._shell, file.path, file.sha256, **self._note):
            return
        said = f"Wrote {file.path.name}."
        self._shell.messages.note(said)
        a11y.announce(self._page, said)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)

    def _end(self) -> None:
        self.is_writing = False
        self._shell.messages.busy("")
