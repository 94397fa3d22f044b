"""Files of the awards page: form and dossier as PDF, answers coming in from CSV. Writing happens beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from il_desktop import commands
from il_desktop.domain.award_records import RoundDetail
from il_desktop.domain.errors import BadFile, BadLines, UserFacingError
from il_desktop.queries.awards import known_answers
from il_desktop.views.printing.paper_save import PaperSave
from il_desktop.views.shared.dialogs import Choice
from il_desktop.wording import papers_awards as say
from il_desktop.wording.format import count_text
from il_desktop.wording.problems import line_sentence

_SHOWN_LINES = 6


class AwardPapers(PaperSave):
    """Writes form and dossier, and brings answers in."""

    def write_form(self, found: RoundDetail) -> None:
        """Write the nomination form."""
        settings = self._shell.settings()
        paper = say.form_paper(found.row.facts, settings.school_name, self._shell.words)
        self.save(paper, "Nomination form", "staff", with_names=False)

    def write_dossier(self, found: RoundDetail) -> None:
        """Write what the panel needs."""
        settings = self._shell.settings()
        self.save(say.dossier_of(found, settings.school_name, self._shell.words), "Dossier", "official")

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


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(path, "unreadable", error.strerror or "") from error
