"""Brings a OneRoster export in: reads it beside the window, says what it would do, then one step to undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadFile, BadLines, UserFacingError
from il_desktop.interchange.oneroster import read_oneroster
from il_desktop.interchange.oneroster_plan import OneRosterPlan
from il_desktop.interchange.roster_plan import RosterOutcome
from il_desktop.queries.oneroster import known_school
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.oneroster_lines import OneRosterLines
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text, list_text
from il_desktop.wording.oneroster import oneroster_sentence, refused_sentence
from il_desktop.wording.problems import line_sentence

ORIGIN = "oneroster import"
FILTER = "OneRoster exports (*.zip)"
_MOST_LINES, _MOST_NAMES = 10, 6


class OneRosterImport(QObject):
    """Asks and imports over the window it is made for."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._window = shell, parent
        self._path: Path | None = None
        self.lines: OneRosterLines | None = None

    def read(self, path: Path, school: str = "") -> None:
        """Read an export; `school` names one of several."""
        self._path = path
        known = self._shell.desk.read(known_school, self._shell.today())
        self._shell.messages.busy("Reading the export")
        self._shell.tasks.start(
            "oneroster", read_oneroster, path, known, school, done=self.offer, failed=self.refuse
        )  # fmt: skip

    def offer(self, plan: OneRosterPlan) -> None:
        """Say what the export does, and do it when wanted."""
        self._shell.messages.busy("")
        choices = [Choice("import", "Import")] if plan.writes else []
        if plan.people.with_outcome(RosterOutcome.ASK):
            choices.append(Choice("near", "Import, close names as new people"))
        if any(item.outcome is RosterOutcome.NEW for item in plan.dates):
            choices.append(Choice("nodates", "Import without years and terms"))
        if plan.lines():
            choices.append(Choice("lines", "Choose line by line …"))
        choices.append(Choice("", "Cancel" if choices else "Close"))
        answer = self._shell.ask.choose(
            self._window, f"OneRoster export “{plan.source}”", "\n".join(self._lines(plan)), choices
        )
        if answer == "lines":
            self.lines = OneRosterLines(plan, self._window)
            self.lines.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.lines.chosen.connect(self._write)
            self.lines.open()
        elif answer:
            self._write(plan.near_as_new() if answer == "near" else plan, take_dates=answer != "nodates")

    @Slot(object)
    def _write(self, plan: OneRosterPlan, *, take_dates: bool = True) -> None:
        try:
            self._shell.desk.run(commands.oneroster.import_oneroster, plan, take_dates=take_dates, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)

    def _lines(self, plan: OneRosterPlan) -> list[str]:
        lines = [oneroster_sentence(plan.counts())]
        if plan.replaced:
            since = day_text(plan.today, self._shell.words, year=True)
            lines.append(f"Lessons hold from {since} on; planning, lunch and duties stay, and so do all days before.")
        for title, names in (
            ("New people", [item.facts.full_name for item in plan.people.with_outcome(RosterOutcome.NEW)]),
            ("Close to a known name", [item.facts.full_name for item in plan.people.with_outcome(RosterOutcome.ASK)]),
            ("New years and terms", [item.name for item in plan.dates if item.outcome is RosterOutcome.NEW]),
            ("New classes", [item.title for item in plan.sections if item.outcome is RosterOutcome.NEW]),
        ):
            if names:
                more = [f"{len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
                lines.append(f"{title}: {list_text([*names[:_MOST_NAMES], *more])}.")
        lines += [refused_sentence(each.table, each.problem) for each in plan.refused[:_MOST_LINES]]
        if len(plan.refused) > _MOST_LINES:
            lines.append(f"And {len(plan.refused) - _MOST_LINES} more lines.")
        return lines

    def refuse(self, error: Exception) -> None:
        """Ask which school is meant, or say why nothing can be read."""
        self._shell.messages.busy("")
        if not isinstance(error, UserFacingError):
            raise error
        if isinstance(error, BadFile) and error.reason == "several_schools" and self._path is not None:
            label = f"Which school? The export has {error.detail}."
            wanted = self._shell.ask.text(self._window, "OneRoster export", label)
            if wanted:
                self.read(self._path, wanted)
            return
        self._shell.messages.problem(error)
        if isinstance(error, BadLines):
            lines = [f"{error.path.name}: {line_sentence(problem)}" for problem in error.lines[:_MOST_LINES]]
            close = (Choice("close", "Close"),)
            self._shell.ask.choose(self._window, "Nothing was imported", "\n".join(lines), close)
