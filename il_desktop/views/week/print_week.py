"""Puts the shown week on paper: asks who will read it and where it goes, writes it, notes the export."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week_print import week_print
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.modes import ON_HOURS
from il_desktop.wording.week_sheet import week_paper, week_sheet

if TYPE_CHECKING:
    from il_desktop.domain.printed_week import PrintedWeek
    from il_desktop.views.week.page import WeekPage

FILTERS = "PDF (*.pdf);;Word document (*.docx);;Web page (*.html)"
TITLE = "Print the week"
_ASK = (
    "Who will read it? With names it holds your own titles and places. Without, it holds general words only; the staff "
    "sees when you are in classrooms, in a meeting, busy or away. Notes never stand on it."
)
_READERS = {
    "me": ("Me, without names", Audience.ME, False),
    "me+": ("Me, with names", Audience.ME, True),
    "office": ("Front office", Audience.OFFICE, False),
    "staff": ("Staff", Audience.STAFF, False),
}


def print_shown(page: WeekPage) -> None:
    """Print the days of a week page; of a month or a longer view the week around its middle."""
    if page.mode in ON_HOURS:
        first, last = page.modes.meant_dates(page.mode, page.anchor)
    else:
        first, last = whole_week(page.anchor, page.shell.settings().first_weekday)
    print_week(page.shell, page, first, last)


def print_week(shell: Shell, parent: QWidget, first: date, last: date) -> None:
    """Write some days as a page of paper; says what went wrong, and where the page is."""
    choices = [Choice(key, text) for key, (text, _, _) in _READERS.items()]
    answer = shell.ask.choose(parent, TITLE, _ASK, choices)
    if answer not in _READERS:
        return
    path = shell.ask.save_file(parent, TITLE, FILTERS, Path.home() / f"week of {first.isoformat()}.pdf")
    if path is None:
        return
    _, audience, with_names = _READERS[answer]
    calendar, settings = shell.desk.cached(school_calendar), shell.settings()
    try:
        found = shell.desk.read(week_print, first, last, calendar, settings, audience, with_names=with_names)
        written = _write(shell, found, path)
    except UserFacingError as error:
        shell.messages.problem(error)
        return
    kind = path.suffix.lower().lstrip(".") or "pdf"
    if note_export(shell, path, written.sha256, audience.value, kind=kind, with_names=with_names):
        shell.messages.note(f"“{path.name}” holds the week{'' if with_names else ', without names'}.")


def whole_week(day: date, first_weekday: int) -> tuple[date, date]:
    """Return the first and last date of the week around a date."""
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return first, first + timedelta(days=6)


def _write(shell: Shell, found: PrintedWeek, path: Path) -> WrittenFile:
    settings, calendar = shell.settings(), shell.desk.cached(school_calendar)
    number = calendar.school_week(found.days[-1].school.day) or 0
    ending, size = path.suffix.lower(), settings.paper_size
    if ending in (".docx", ".html"):
        paper = week_paper(found, number, size=size, words=shell.words)
        if ending == ".html":
            from il_desktop.reports.html import to_html  # noqa: PLC0415  one form a page

            return write_private(path, [to_html(paper)])
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  same

        return write_private(path, [to_docx(paper)])
    from il_desktop.views.printing.week_pdf import write_week  # noqa: PLC0415  same

    work = settings.work_start_min, settings.work_end_min
    with TemporaryDirectory() as folder:
        made = Path(folder) / "week.pdf"
        try:
            write_week(week_sheet(found, work, number, size=size, words=shell.words), made)
        except OSError as error:
            raise BadFile(path, "cannot_write") from error
        return write_private(path, [made.read_bytes()])
