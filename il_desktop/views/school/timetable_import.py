"""Brings a timetable in from a table: which file, every bad line, what it would do, then one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadLines, UserFacingError
from il_desktop.interchange.csv_timetable import SchoolWords, TimetablePlan, read_timetable, sections_of
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import known_people
from il_desktop.views.school.form import ORIGIN
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.oneroster_import import FILTER, OneRosterImport
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text
from il_desktop.wording.problems import line_sentence
from il_desktop.wording.school import timetable_sentence

_FILTERS = f"Tables and OneRoster exports (*.csv *.tsv *.txt *.zip);;{FILTER};;All files (*)"
_MOST_LINES = 12


class TimetableImport(QObject):
    """Asks and imports; the file is read beside the window."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._window = shell, parent
        self._exports: OneRosterImport | None = None

    @Slot()
    def start(self) -> None:
        """Ask for a file and read it."""
        path = self._shell.ask.open_file(self._window, "Import a timetable", _FILTERS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file beside the window; a zip is taken for a OneRoster export."""
        if path.suffix.casefold() == ".zip":
            if self._exports is None:
                self._exports = OneRosterImport(self._shell, self._window)
            self._exports.read(path)
            return
        desk = self._shell.desk
        rules = desk.cached(school_calendar).rules
        codes = tuple(dict.fromkeys(period.code for bells in rules.bells for period in bells.periods))
        known = SchoolWords(desk.read(known_people), rules.cycle.types, codes)
        self._shell.messages.busy("Reading the timetable")
        self._shell.tasks.start("timetable", read_timetable, path, known, done=self.offer, failed=self.refuse)

    def offer(self, plan: TimetablePlan) -> None:
        """Say what the timetable does, and do it when wanted."""
        self._shell.messages.busy("")
        today = self._shell.today()
        counts = (len(plan.slots), len(plan.people), plan.lessons, len(sections_of(plan.slots)))
        sentence = timetable_sentence(counts, day_text(today, self._shell.words, year=True), plan.ignored_columns)
        choices = (Choice("import", "Import the timetable"), Choice("", "Cancel"))
        if self._shell.ask.choose(self._window, f"Timetable “{plan.source}”", sentence, choices) == "import":
            try:
                self._shell.desk.run(commands.timetable.import_timetable, plan, today, origin=ORIGIN)
            except UserFacingError as error:
                self._shell.messages.problem(error)

    def refuse(self, error: Exception) -> None:
        """Name every line that needs a correction; nothing was imported."""
        self._shell.messages.busy("")
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)
        if isinstance(error, BadLines):
            lines = [line_sentence(problem) for problem in error.lines[:_MOST_LINES]]
            if len(error.lines) > _MOST_LINES:
                lines.append(f"And {len(error.lines) - _MOST_LINES} more.")
            close = (Choice("close", "Close"),)
            self._shell.ask.choose(self._window, "Nothing was imported", "\n".join(lines), close)
