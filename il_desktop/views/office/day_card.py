"""Writes the card of the day: asks whether names may stand on it and where it goes, then makes one page."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.day_card import day_card
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.day_card import day_card_paper

if TYPE_CHECKING:
    from il_desktop.reports.paper import Paper

_FILTER = "PDF (*.pdf);;Web page (*.html)"
_ASK = "Names let your own titles, places and first contacts stand on it. Without them it holds general words only."


def write_day_card(shell: Shell, parent: QWidget, day: date) -> None:
    """Write the card of a date as .pdf or .html; says what went wrong."""
    answer = shell.ask.choose(
        parent, "Card of the day", _ASK, [Choice("no", "Without names"), Choice("yes", "With names")]
    )
    if not answer:
        return
    path = shell.ask.save_file(parent, "Card of the day", _FILTER, Path.home() / f"{day.isoformat()}.pdf")
    if path is None:
        return
    with_names = answer == "yes"
    try:
        digest = _write(_paper(shell, day, with_names=with_names), path)
    except UserFacingError as error:
        shell.messages.problem(error)
        return
    kind = "html" if path.suffix.lower() == ".html" else "pdf"
    if note_export(shell, path, digest, "me", kind=kind, with_names=with_names):
        shell.messages.note(f"“{path.name}” holds the day on one page{'' if with_names else ', without names'}.")


def _paper(shell: Shell, day: date, *, with_names: bool) -> Paper:
    calendar, settings = shell.desk.cached(school_calendar), shell.settings()
    card = shell.desk.read(day_card, day, shell.now(), calendar, settings, with_names=with_names)
    lines = tuple((line.span, line.words, line.place, line.level, line.all_day) for line in card.lines)
    return day_card_paper(
        card.school_name, card.school, lines, card.owed, card.waiting, card.topics, with_names=with_names,
        words=shell.words,
    )  # fmt: skip


def _write(paper: Paper, path: Path) -> str:
    """Write a paper and return its SHA-256; raises BadFile."""
    if path.suffix.lower() == ".html":
        from il_desktop.interchange.files import write_private  # noqa: PLC0415  one form a card
        from il_desktop.reports.html import to_html  # noqa: PLC0415  same

        return write_private(path, [to_html(paper)]).sha256
    from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf  # noqa: PLC0415  same

    try:
        write_pdf(paper, path)
        return sha256(path.read_bytes()).hexdigest()
    except DoesNotFit as error:
        raise BadFile(path, "does_not_fit") from error
    except OSError as error:
        raise BadFile(path, "cannot_write") from error
