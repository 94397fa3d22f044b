"""Bringing in a staff list: a file or pasted text, which column is what, a dry run, then one step to undo.

Reads and shows only; the page runs the command. Bad lines are named by their number in the file, nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from il_desktop.domain.errors import BadFile, BadLines, UserFacingError
from il_desktop.interchange.csv_roster import plan_table
from il_desktop.interchange.csv_table import CsvTable, read_table
from il_desktop.interchange.roster_columns import ColumnMap, guess_columns
from il_desktop.interchange.roster_plan import KnownPerson, RosterOutcome, RosterPlan
from il_desktop.views.people.import_item_model import LINE_ROLE, ImportItemModel
from il_desktop.views.people.roster_delegate import RosterDelegate
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.kit import Card, StatusMark, outline_button, primary_button, section_title
from il_desktop.views.shared.oneroster_import import FILTER, OneRosterImport
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, list_text
from il_desktop.wording.people import FIELDS

PASTED = Path("pasted text")
EXAMPLE = "First name\tLast name\tE-mail\tDepartment\nDaniel\tOkoye\tdaniel.okoye@example.org\tMath 6"


class RosterImport(QWidget):
    """Signals: import_wanted(RosterPlan), cancelled(). Ask `set_known` for who is in the file already."""

    import_wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._known: tuple[KnownPerson, ...] = ()
        self._table: CsvTable | None = None
        self._columns: ColumnMap | None = None
        self.plan: RosterPlan | None = None
        self.choose = outline_button("Choose a file …", "folder-open", self)
        self.paste = QPlainTextEdit(self)
        self.read_paste = outline_button("Read the pasted list", "clipboard-list", self)
        self.model = ImportItemModel(self)
        self.preview = QTableView(self)
        self._delegate = RosterDelegate(self.preview)
        self.status = StatusMark("open", "", parent=self)
        self.detail = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.run_button = primary_button("Import", "check", self)
        self.back = outline_button("Another list", "arrow-left", self)
        self.cancel = outline_button("Cancel", parent=self)
        self.as_new = outline_button("Add as somebody new", "user-plus", self)
        self.leave_out = outline_button("Leave this line out", "x", self)
        self.has_headings = QCheckBox("The first line names the columns", self)
        self._mapping = QWidget(self)
        self._mapping_grid = QGridLayout(self._mapping)
        self._stack = QStackedWidget(self)
        self._exports = OneRosterImport(shell, self)
        self._build()
        self.choose.clicked.connect(self._choose_file)
        self.read_paste.clicked.connect(self._read_pasted)
        self.run_button.clicked.connect(self._run)
        self.back.clicked.connect(self.restart)
        self.cancel.clicked.connect(self._cancel)
        self.as_new.clicked.connect(self._decide_new)
        self.leave_out.clicked.connect(self._decide_out)
        self.has_headings.clicked.connect(self._mark_headings)

    def start(self, known: tuple[KnownPerson, ...]) -> None:
        """Begin with an empty field; `known` are the people in the file."""
        self._known = known
        self.restart()

    @Slot()
    def restart(self) -> None:
        """Go back to choosing a list."""
        self.plan = self._table = self._columns = None
        self._stack.setCurrentIndex(0)
        self.paste.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: Path) -> None:
        """Read a file and show what it would do; a zip is taken for a OneRoster export, with its own preview."""
        if path.suffix.casefold() == ".zip":
            self._exports.read(path)
            return
        try:
            data = path.read_bytes()
        except OSError as error:
            self._shell.messages.problem(BadFile(path, "unreadable", error.strerror or ""))
            return
        self._take(data, path)

    def _take(self, data: bytes | str, source: Path) -> None:
        try:
            self._table = read_table(data, source)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        self._columns = guess_columns(self._table)
        self.has_headings.setChecked(self._columns.has_headings)
        self._show_mapping()
        self._stack.setCurrentIndex(1)
        self._dry_run()
        self.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Dry run

    def _dry_run(self) -> None:
        """Work out again what the list would do under the mapping of the moment."""
        if self._table is None or self._columns is None:
            return
        self.plan = None
        try:
            self.plan = plan_table(self._table, self._columns, self._known, day_first=self._shell.words.day_first)
        except BadLines as problem:
            self._show_bad_lines(problem)
        except BadFile:
            self.model.clear()
            self._say("attention", "No column gives a name yet.", "Say above which column holds the names.")
        if self.plan is not None:
            self._show_plan(self.plan)
        self._enable()

    def _show_plan(self, plan: RosterPlan) -> None:
        self.model.show_plan(plan, {person.id: person.facts.full_name for person in self._known})
        counts = {outcome: len(plan.with_outcome(outcome)) for outcome in RosterOutcome}
        new, changed = counts[RosterOutcome.NEW], counts[RosterOutcome.CHANGED]
        found = ((new, "new"), (changed, "changed"), (counts[RosterOutcome.UNCHANGED], "as they are"))
        parts = [f"{count} {word}" for count, word in found if count]
        asked = counts[RosterOutcome.ASK]
        hints = [f"{count_text(asked, 'line is', 'lines are')} left out until you decide."] if asked else []
        if plan.ignored_columns:
            hints.append(f"Not used: {list_text(list(plan.ignored_columns))}.")
        if plan.encoding_guessed:
            hints.append("The encoding was guessed: look at names with accents.")
        self._say(
            "attention" if asked else "good",
            ", ".join(parts) or "Nobody yet",
            " ".join(hints) or "Nothing is written yet.",
        )
        total = new + changed
        self.run_button.setText(f"Import {count_text(total, 'person', 'people')}" if total else "Nothing to import")
        self.run_button.updateGeometry()

    def _show_bad_lines(self, problem: BadLines) -> None:
        self.model.show_problems(problem)
        lines = sorted({one.line for one in problem.lines})
        shown = list_text([str(line) for line in lines[:8]]) if len(lines) <= 8 else f"{len(lines)} lines"
        what = f"{'Line' if len(lines) == 1 else 'Lines'} {shown}" if len(lines) <= 8 else shown
        verb = "needs" if len(lines) == 1 else "need"
        self._say("attention", f"{what} {verb} a correction", "Nothing is imported. Mend the list, then read it again.")
        self.run_button.setText("Nothing to import")
        self.run_button.updateGeometry()

    def _say(self, kind: str, text: str, detail: str) -> None:
        self.status.set_status(kind, text)
        self.detail.setText(detail)
        a11y.announce(self, f"{text}. {detail}")

    @Slot()
    def _enable(self) -> None:
        self.run_button.setEnabled(bool(self.plan and self.plan.writes))
        index = self.preview.currentIndex()
        is_asked = self.plan is not None and index.isValid() and self.model.is_asked(index.row())
        has_asked = self.plan is not None and bool(self.plan.with_outcome(RosterOutcome.ASK))
        for button in (self.as_new, self.leave_out):
            button.setVisible(has_asked)
            button.setEnabled(is_asked)

    @Slot()
    def _decide_new(self) -> None:
        self._decide(as_new=True)

    @Slot()
    def _decide_out(self) -> None:
        self._decide(as_new=False)

    def _decide(self, *, as_new: bool) -> None:
        index = self.preview.currentIndex()
        if self.plan is None or not index.isValid():
            return
        line = int(index.data(LINE_ROLE))
        self.plan = self.plan.as_new(line) if as_new else self.plan.left_out(line)
        self._show_plan(self.plan)
        self._enable()

    # Mapping

    def _show_mapping(self) -> None:
        """Offer a field for every column, with its heading and a sample above."""
        while (item := self._mapping_grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._table is None or self._columns is None:
            return
        first_row = self._table.rows[1 if self._columns.has_headings and len(self._table.rows) > 1 else 0]
        for place, heading in enumerate(self._columns.headings):
            sample = first_row.cells[place] if place < len(first_row.cells) else ""
            head = PlainLabel(heading or f"column {place + 1}", strong=True, fit="elide", parent=self._mapping)
            shown = PlainLabel(sample or "–", "caption", muted=True, fit="elide", parent=self._mapping)
            combo = QComboBox(self._mapping)
            a11y.name(combo, f"Column {heading or place + 1} is")
            combo.addItem("Not used", "")
            for field, text in FIELDS.items():
                combo.addItem(text, field)
            combo.setCurrentIndex(max(0, combo.findData(self._columns.fields[place] or "")))
            combo.setProperty("place", place)
            combo.setMinimumWidth(theme.current().px(140))
            combo.activated.connect(self._map)
            for row, widget in enumerate((head, shown, combo)):
                self._mapping_grid.addWidget(widget, row, place)

    @Slot()
    def _map(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox) and self._columns is not None:
            place = int(combo.property("place"))
            self._columns = self._columns.with_field(place, combo.currentData() or None)
            for other in self._mapping.findChildren(QComboBox):
                if not other.isHidden():
                    field = self._columns.fields[int(other.property("place"))]
                    other.setCurrentIndex(max(0, other.findData(field or "")))
            self._dry_run()

    @Slot()
    def _mark_headings(self) -> None:
        if self._columns is not None:
            self._columns = replace(self._columns, has_headings=self.has_headings.isChecked())
            self._dry_run()

    # Slots

    @Slot()
    def _choose_file(self) -> None:
        filters = f"Lists and OneRoster exports (*.csv *.tsv *.txt *.zip);;{FILTER};;All files (*)"
        path = self._shell.ask.open_file(self, "Choose a staff list", filters)
        if path is not None:
            self.take_file(path)

    @Slot()
    def _read_pasted(self) -> None:
        text = self.paste.toPlainText()
        if text.strip():
            self._take(text, PASTED)
        else:
            self._shell.messages.problem(
                "Nothing is pasted yet. Copy the list from your spreadsheet and paste it here."
            )

    @Slot()
    def _run(self) -> None:
        if self.plan is not None:
            self.import_wanted.emit(self.plan)

    @Slot()
    def _cancel(self) -> None:
        self.cancelled.emit()

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._source_page())
        self._stack.addWidget(self._preview_page())
        outer.addWidget(self._stack)

    def _source_page(self) -> QWidget:
        card = Card("Bring in the staff list", parent=self)
        card.body.addWidget(
            PlainLabel(
                "A CSV file from your student information system, or rows copied from a spreadsheet. You see what would"
                " happen before anything is written, and Undo takes all of it back.",
                muted=True,
                fit="wrap",
                parent=card,
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(section_title("Or paste here", card))
        a11y.name(self.paste, "Pasted staff list")
        self.paste.setPlaceholderText(EXAMPLE)
        self.paste.setTabChangesFocus(True)
        self.paste.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        card.body.addWidget(self.paste, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.read_paste)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        card.body.addLayout(buttons)
        return card

    def _preview_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._mapping_card(page))
        column.addWidget(self._result_card(page), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.run_button)
        column.addLayout(buttons)
        return page

    def _mapping_card(self, page: QWidget) -> Card:
        card = Card("Which column is what", hint="change what was guessed wrong", parent=page)
        card.head.addWidget(self.has_headings)
        scroll = QScrollArea(card)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mapping_grid.setContentsMargins(0, 0, 0, 8)
        self._mapping_grid.setHorizontalSpacing(12)
        self._mapping_grid.setVerticalSpacing(3)
        self._mapping_grid.setRowStretch(3, 1)
        scroll.setWidget(self._mapping)
        # The viewport and its widget would fill with the window's colour; the card shows through instead.
        scroll.viewport().setAutoFillBackground(False)
        self._mapping.setAutoFillBackground(False)
        scroll.setFixedHeight(theme.current().px(92))
        card.body.addWidget(scroll)
        return card

    def _result_card(self, page: QWidget) -> Card:
        card = Card("What would happen", parent=page)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.status)
        line.addWidget(self.detail, 1)
        line.addWidget(self.as_new)
        line.addWidget(self.leave_out)
        card.body.addLayout(line)
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
        card.body.addWidget(self.preview, 1)
        return card
