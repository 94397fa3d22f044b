"""Asks where, writes a shared view beside the window and notes it in the log of exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.interchange.files import WrittenFile
from il_desktop.views.gaps import work
from il_desktop.views.shared import a11y
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text

if TYPE_CHECKING:
    from il_desktop.reports.charts import Chart
    from il_desktop.reports.paper import Paper


class Saver:
    """Writes one file at a time; what it is given must be a shared view."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        self._shell, self._window = shell, window
        self._hidden = 0
        self.is_writing = False

    def save(self, paper: Paper, chart: Chart | None, name: str, hidden: int) -> None:
        """Ask where and write a paper with its chart; `hidden` counts the numbers that are held back."""
        if self.is_writing:
            return
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{name}.pdf"
        forms = work.FORMS | (work.PICTURES if chart is not None else {})
        filters = ";;".join(f"{words} (*{form})" for form, words in forms.items())
        out = self._shell.ask.save_file(self._window, "Save the shared view", filters, start)
        if out is None:
            return
        self.is_writing = True
        self._hidden = hidden
        self._shell.tasks.start("gaps.write", work.write_paper, paper, chart, out, done=self._note, failed=self._fail)

    def _note(self, written: WrittenFile) -> None:
        self.is_writing = False
        if not note_export(self._shell, written.path, written.sha256, "staff", suppressed_cells=self._hidden):
            return
        said = f"Wrote {written.path.name}, {count_text(self._hidden, 'number', 'numbers')} held back."
        self._shell.messages.note(said)
        a11y.announce(self._window, said)

    def _fail(self, error: Exception) -> None:
        self.is_writing = False
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)
