"""Bringing in a staff list: a file or pasted text, which column is what, a dry run, then one step to undo.

Reads and shows only; the page runs the command. Bad lines are named by their number in the file, nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from il_desktop.domain.errors import BadFile, BadLines, UserFacingError
from il_desktop.interchange.csv_roster import best_sheet, plan_table
from il_desktop.interchange.csv_table import CsvTable, read_table
from il_desktop.interchange.roster_plan import KnownPerson, RosterItem, RosterOutcome, RosterPlan
from il_desktop.interchange.sheet_table import is_workbook, read_sheets
from il_desktop.views.people.import_columns import ColumnsCard
from il_desktop.views.people.import_item_model import LINE_ROLE, ImportItemModel
from il_desktop.views.people.import_source import ImportSource
from il_desktop.views.people.last_day import day_typed
from il_desktop.views.people.roster_delegate import RosterDelegate
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, StatusMark, outline_button, primary_button
from il_desktop.views.shared.oneroster_import import OneRosterImport
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, list_text
from il_desktop.wording.people import missing_text

PASTED = Path("pasted text")
TASK = "staff list"


class RosterImport(QWidget):
    """Signals: import_wanted(RosterPlan), cancelled(). Ask `set_known` for who is in the file already."""

    import_wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._known: tuple[KnownPerson, ...] = ()
        self._names: dict[str, str] = {}
        self._skips_bad = False
        self.plan: RosterPlan | None = None
        self.source = ImportSource(shell, self)
        self.model = ImportItemModel(self)
        self.preview = QTableView(self)
        self._delegate = RosterDelegate(self.preview)
        self.status = StatusMark("open", "", parent=self)
        self.detail = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.run_button = primary_button("Import", "check", self)
        self.back = outline_button("Another list", "arrow-left", self)
        self.as_new = outline_button("Add as somebody new", "user-plus", self)
        self.leave_out = outline_button("Leave this line out", "x", self)
        self.same = outline_button("It is the same person", "user", self)
        self.without_bad = outline_button("Go on without these lines", "ban", self)
        self.leavers = outline_button("They leave …", "log-out", self)
        self.mapping = ColumnsCard(self)
        self._stack = QStackedWidget(self)
        self._exports = OneRosterImport(shell, self)
        self._build()
        self._connect()

    def _connect(self) -> None:
        self.source.chosen.connect(self.take_file)
        self.source.pasted.connect(self._take_pasted)
        self.source.cancelled.connect(self.cancelled)
        self.run_button.clicked.connect(self._run)
        self.back.clicked.connect(self.restart)
        self.as_new.clicked.connect(self._decide_new)
        self.leave_out.clicked.connect(self._decide_out)
        self.same.clicked.connect(self._decide_same)
        self.without_bad.clicked.connect(self._skip_bad)
        self.leavers.clicked.connect(self._let_leave)
        self.mapping.changed.connect(self._dry_run)

    def start(self, known: tuple[KnownPerson, ...]) -> None:
        """Begin with an empty field; `known` are the people in the file."""
        self._known = known
        self._names = {person.id: person.facts.full_name for person in known}
        self.restart()

    @Slot()
    def restart(self) -> None:
        """Go back to choosing a list."""
        self.plan = None
        self._skips_bad = False
        self._shell.tasks.cancel(TASK)
        self._stack.setCurrentIndex(0)
        self.source.take_focus()

    @Slot(object)
    def take_file(self, path: Path) -> None:
        """Read a file and show what it would do; a zip is taken for a OneRoster export, with its own preview."""
        if path.suffix.casefold() == ".zip":
            self._exports.read(path)
            return
        if is_workbook(path):
            self._shell.messages.busy("Reading the list")
            self._shell.tasks.start(TASK, read_sheets, path, done=self._show_sheets, failed=self._refuse)
            return
        try:
            self._show_sheets((read_table(path.read_bytes(), path),))
        except OSError as error:
            self._refuse(BadFile(path, "unreadable", error.strerror or ""))
        except UserFacingError as error:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self._shell.messages.busy("")
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)

    def _show_sheets(self, sheets: Sequence[CsvTable]) -> None:
        self._shell.messages.busy("")
        self._skips_bad = False
        self.mapping.show_sheets(sheets, best_sheet(sheets))
        self._stack.setCurrentIndex(1)
        self._dry_run()
        self.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Dry run

    @Slot()
    def _dry_run(self) -> None:
        """Work out again what the list would do under the mapping of the moment."""
        table, columns = self.mapping.table, self.mapping.columns
        if table is None or columns is None:
            return
        self.plan = None
        day_first = self._shell.words.day_first
        try:
            self.plan = plan_table(table, columns, self._known, day_first=day_first, without_bad=self._skips_bad)
        except BadLines as problem:
            self._show_bad_lines(problem)
        except BadFile:
            self.model.clear()
            self._say("attention", "No column gives a name yet.", "Say above which column holds the names.")
        if self.plan is not None:
            self._show_plan(self.plan)
        self._enable()

    def _show_plan(self, plan: RosterPlan) -> None:
        self.model.show_plan(plan, self._names)
        counts = {outcome: len(plan.with_outcome(outcome)) for outcome in RosterOutcome}
        new, changed = counts[RosterOutcome.NEW], counts[RosterOutcome.CHANGED]
        found = ((new, "new"), (changed, "changed"), (counts[RosterOutcome.UNCHANGED], "as they are"))
        parts = [f"{count} {word}" for count, word in found if count]
        asked = counts[RosterOutcome.ASK]
        refused = len({problem.line for problem in plan.refused})
        hints = [f"{count_text(asked, 'line is', 'lines are')} left out until you decide."] if asked else []
        hints += [f"{count_text(refused, 'line', 'lines')} left out that cannot be read."] if refused else []
        hints += [missing_text([self._names[key] for key in plan.missing], plan.leave_on, self._shell.words)]
        if plan.ignored_columns:
            hints.append(f"Not used: {list_text(list(plan.ignored_columns))}.")
        if plan.encoding_guessed:
            hints.append("The encoding was guessed: look at names with accents.")
        self._say(
            "attention" if asked or refused else "good",
            ", ".join(parts) or "Nobody yet",
            " ".join(filter(None, hints)) or "Nothing is written yet.",
        )
        total = new + changed + (len(plan.missing) if plan.leave_on else 0)
        self.run_button.setText(f"Import {count_text(total, 'person', 'people')}" if total else "Nothing to import")
        self.run_button.updateGeometry()

    def _show_bad_lines(self, problem: BadLines) -> None:
        self.model.show_problems(problem)
        lines = sorted({one.line for one in problem.lines})
        shown = list_text([str(line) for line in lines[:8]]) if len(lines) <= 8 else f"{len(lines)} lines"
        what = f"{'Line' if len(lines) == 1 else 'Lines'} {shown}" if len(lines) <= 8 else shown
        verb = "needs" if len(lines) == 1 else "need"
        self._say(
            "attention",
            f"{what} {verb} a correction",
            "Nothing is imported. Mend the list and read it again, or go on without.",
        )
        self.run_button.setText("Nothing to import")
        self.run_button.updateGeometry()

    def _say(self, kind: str, text: str, detail: str) -> None:
        self.status.set_status(kind, text)
        self.detail.setText(detail)
        a11y.announce(self, f"{text}. {detail}")

    @Slot()
    def _enable(self) -> None:
        self.run_button.setEnabled(bool(self.plan and not self.plan.is_empty))
        item = self._item()
        has_asked = self.plan is not None and bool(self.plan.with_outcome(RosterOutcome.ASK))
        for button in (self.same, self.as_new, self.leave_out):
            button.setVisible(has_asked)
            button.setEnabled(item is not None)
        self.same.setEnabled(item is not None and bool(item.near))
        name = self._names.get(item.near[0], "") if item is not None and item.near else ""
        self.same.setText(f"It is {name}" if name else "It is the same person")
        self.same.updateGeometry()
        self.without_bad.setVisible(self.plan is None and self.model.rowCount() > 0)
        self.leavers.setVisible(bool(self.plan and self.plan.missing and self.plan.items))

    def _item(self) -> RosterItem | None:
        """Return the row to decide about, None when the current one is clear."""
        index = self.preview.currentIndex()
        if self.plan is None or not index.isValid() or not self.model.is_asked(index.row()):
            return None
        line = int(index.data(LINE_ROLE))
        return next((item for item in self.plan.items if item.line == line), None)

    @Slot()
    def _decide_same(self) -> None:
        """Take the row for the person it looks like; with several, ask which."""
        item = self._item()
        if self.plan is None or item is None or not item.near:
            return
        key = item.near[0]
        if len(item.near) > 1:
            choices = [Choice(near, self._names[near]) for near in item.near]
            key = self._shell.ask.choose(self, "Who is it?", f"Line {item.line} says {item.facts.full_name}.", choices)
        person = next((one for one in self._known if one.id == key), None)
        if person is not None:
            self._show_decided(self.plan.as_known(item.line, person))

    @Slot()
    def _decide_new(self) -> None:
        item = self._item()
        if self.plan is not None and item is not None:
            self._show_decided(self.plan.as_new(item.line))

    @Slot()
    def _decide_out(self) -> None:
        item = self._item()
        if self.plan is not None and item is not None:
            self._show_decided(self.plan.left_out(item.line))

    def _show_decided(self, plan: RosterPlan) -> None:
        self.plan = plan
        self._show_plan(plan)
        self._enable()
        if plan.with_outcome(RosterOutcome.ASK):
            self.preview.setCurrentIndex(self.model.index(0, 0))
        else:
            self.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _skip_bad(self) -> None:
        self._skips_bad = True
        self._dry_run()
        self.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _let_leave(self) -> None:
        """Ask for the last day of those who are not in the list; an empty answer lets them stay."""
        if self.plan is None:
            return
        label = f"Last day of {list_text([self._names[key] for key in self.plan.missing])} (all records stay)"
        typed = self._shell.ask.text(self, "Who is not in the list leaves", label, "today")
        if typed is None:
            return
        last_day = None
        if typed.strip():
            last_day = day_typed(self._shell, typed)
            if last_day is None:
                return
        self._show_decided(replace(self.plan, leave_on=last_day))

    # Slots

    @Slot(str)
    def _take_pasted(self, text: str) -> None:
        try:
            self._show_sheets((read_table(text, PASTED),))
        except UserFacingError as error:
            self._shell.messages.problem(error)

    @Slot()
    def _run(self) -> None:
        if self.plan is not None:
            self.import_wanted.emit(self.plan)

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.source)
        self._stack.addWidget(self._preview_page())
        outer.addWidget(self._stack)

    def _preview_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        cards = QWidget(page)
        both = QVBoxLayout(cards)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self.mapping)
        both.addWidget(self._result_card(cards), 1)
        column.addWidget(self._scrolling(cards), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.run_button)
        column.addLayout(buttons)
        return page

    def _scrolling(self, page: QWidget) -> QScrollArea:
        """Let a page scroll in a small window or with large text."""
        scroll = Scrolled(self)
        scroll.hold(page)
        return scroll

    def _result_card(self, page: QWidget) -> Card:
        card = Card("What would happen", parent=page)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.status)
        line.addWidget(self.detail, 1)
        card.body.addLayout(line)
        deciding = FlowLayout(8)
        for button in (self.same, self.as_new, self.leave_out, self.without_bad, self.leavers):
            deciding.addWidget(button)
        card.body.addLayout(deciding)
        tables.dress(self.preview, "What the staff list would do")
        self.preview.setModel(self.model)
        self.preview.setItemDelegate(self._delegate)
        self.preview.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.preview.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        header = self.preview.horizontalHeader()
        for place, width in enumerate((70, 260, 170)):
            header.resizeSection(place, theme.current().px(width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.preview.selectionModel().currentChanged.connect(self._enable)
        self.preview.setMinimumHeight(theme.current().px(170))
        card.body.addWidget(self.preview, 1)
        return card
