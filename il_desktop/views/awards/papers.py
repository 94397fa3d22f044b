"""Files of the awards page: form and dossier as PDF, answers coming in from CSV. Writing happens beside the window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.award_records import RoundDetail
from il_desktop.domain.errors import BadFile, BadLines, UserFacingError
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.queries.awards import known_answers
from il_desktop.reports.paper import Paper
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import papers_awards as say
from il_desktop.wording.format import count_text
from il_desktop.wording.problems import line_sentence

_TASK = "awards.paper"
_SHOWN_LINES = 6


class AwardPapers(QObject):
    """Asks where, writes, notes it in the export log, and says so."""

    def __init__(self, shell: Shell, page: QWidget) -> None:
        super().__init__(page)
        self._shell, self._page = shell, page
        self._audience = ""
        self.is_writing = False

    def write_form(self, found: RoundDetail) -> None:
        """Write the nomination form."""
        settings = self._shell.settings()
        paper = say.form_paper(found.row.facts, settings.school_name, self._shell.words)
        self._write(paper, "Nomination form", "staff")

    def write_dossier(self, found: RoundDetail) -> None:
        """Write what the panel needs."""
        settings = self._shell.settings()
        self._write(say.dossier_of(found, settings.school_name, self._shell.words), "Dossier", "official")

    def _write(self, paper: Paper, name: str, audience: str) -> None:
        if self.is_writing:
            return
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{name}.pdf"
        path = self._shell.ask.save_file(self._page, name, "PDF (*.pdf)", start)
        if path is None:
            return
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._audience, self.is_writing = audience, True
        paper = paper._replace(size=self._shell.settings().paper_size)
        self._shell.tasks.start(_TASK, write_paper_file, paper, path, done=self._written, failed=self._failed)

    def _written(self, written: WrittenFile) -> None:
        self.is_writing = False
        try:
            self._shell.desk.run(
                commands.exports.log_export, written.path.name, written.sha256, self._audience, kind="pdf",
                with_names=self._audience == "official",
            )  # fmt: skip
        except UserFacingError as error:
            self._failed(error)
            return
        self._shell.messages.forget()
        self._shell.messages.note(f"Written: {written.path.name}.")

    def _failed(self, error: Exception) -> None:
        self.is_writing = False
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)

    def bring_in(self, found: RoundDetail, staff: Iterable[tuple[str, str]]) -> None:
        """Ask for a file of answers and put forward whom they name; a bad line stops all and is named."""
        path = self._shell.ask.open_file(self._page, "Answers of the form", "Tables (*.csv *.txt);;All files (*)")
        if path is None:
            return
        from il_desktop.interchange.csv_nominations import read_answers  # noqa: PLC0415  once a round

        try:
            known = self._shell.desk.read(known_answers, found.row.id)
            answers = read_answers(_bytes_of(path), staff, known, source=path)
            if answers.nominations:
                self._shell.desk.run(commands.awards.bring_in, found.row.id, answers, origin="awards")
        except BadLines as error:
            told = " ".join(line_sentence(line) for line in error.lines[:_SHOWN_LINES])
            self._shell.messages.problem(error)
            self._shell.ask.choose(self._page, "Answers of the form", told, (Choice("ok", "OK"),))
            return
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        if not answers.nominations:
            self._shell.messages.note(
                f"Nothing new: {count_text(len(answers.known), 'answer', 'answers')} known already."
            )


def write_paper_file(paper: Paper, path: Path) -> WrittenFile:
    """Write a paper as PDF in one step; raises BadFile."""
    from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf  # noqa: PLC0415  brings printing with it

    with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:
        aside = Path(folder) / "paper.pdf"
        try:
            write_pdf(paper, aside)
        except DoesNotFit as error:
            raise BadFile(path, "does_not_fit") from error
        return write_private(path, [aside.read_bytes()])


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(path, "unreadable", error.strerror or "") from error
