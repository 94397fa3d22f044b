"""Bringing in results: a file or pasted rows, which column is what, a dry run, then one step to undo.

Reading and writing run beside the window and can be stopped. Bad lines are named by their number in the file; nothing
is written then.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from il_desktop import commands
from il_desktop.domain.errors import BadLines
from il_desktop.domain.reading_plan import ReadingBasis, ReadingOutcome, ReadingPlan
from il_desktop.interchange.csv_readings import PASTED, Wish
from il_desktop.interchange.csv_table import CsvTable
from il_desktop.interchange.reading_columns import ReadingColumns
from il_desktop.queries.readings import reading_basis
from il_desktop.views.gaps.reading_mapping import ReadingMapping
from il_desktop.views.gaps.reading_work import Answer, Asked, read
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, PlainLabel, StatusMark, outline_button, primary_button
from il_desktop.views.shared.long_save import LongSave
from il_desktop.views.shared.meter import Meter, Stopped
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, list_text
from il_desktop.wording.problems import problem_sentence, value_reason
from il_desktop.wording.readings import (
    OUTCOMES,
    change_text,
    left_out_sentence,
    numbers_text,
    reading_name,
)

SHOWN = 500  # lines of the preview; the counts are of all
EXAMPLE = "Measure\tWindow\tGroup\tNumber\tOut of\nMath proficiency\tWinter\tGrade 8\t38\t71"
_TASK = "readings.read"
_PLAN_HEADS = ("Reading", "Line", "What happens", "Numbers")
_PROBLEM_HEADS = ("Why it cannot be taken", "Line", "Column", "Found")


class ReadingsImport(QWidget):
    """Signal: done() when it is over, with or without an import."""

    done = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._basis: ReadingBasis | None = None
        self._answer = Answer(None, None, None, None)
        self._source: tuple[bytes | str | None, Path] = (None, PASTED)
        self.meter = Meter(self)
        self.saving: LongSave | None = None
        self.choose = outline_button("Choose a file…", "folder-open", self)
        self.paste = QPlainTextEdit(self)
        self.read_paste = outline_button("Read the pasted rows", "clipboard-list", self)
        self.measure = QComboBox(self)
        self.window_box = QComboBox(self)
        self.new_measures = QCheckBox("Make measures that are not there yet", self)
        self.bar = QProgressBar(self)
        self.stop = outline_button("Stop", "x", self)
        self.status = StatusMark("open", "", parent=self)
        self.detail = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.model = TextItemModel(_PLAN_HEADS, 0, self)
        self.preview = QTableView(self)
        self.run_button = primary_button("Import", "check", self)
        self.cancel = outline_button("Cancel", parent=self)
        self.mapping = ReadingMapping(self)
        self._build()
        self._connect()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.read_paste.clicked.connect(self._read_pasted)
        self.measure.activated.connect(self._again)
        self.window_box.activated.connect(self._again)
        self.new_measures.clicked.connect(self._again)
        self.stop.clicked.connect(self._stop)
        self.run_button.clicked.connect(self._run)
        self.cancel.clicked.connect(self._cancel)
        self.meter.told.connect(self._progress)
        self.mapping.changed.connect(self._map)

    def start(self) -> None:
        """Begin anew with what the file knows now."""
        self._basis = self._shell.desk.read(reading_basis, self._shell.today())
        self._answer = Answer(None, None, None, None)
        self.paste.clear()
        for box, first, names in (
            (self.measure, "named in the rows", [one.name for one in self._basis.measures if one.source != "app"]),
            (self.window_box, "named in the rows", list(dict.fromkeys(one.name for one in self._basis.windows))),
        ):
            box.clear()
            box.addItem(first, "")
            for name in names:
                box.addItem(name, name)
        self._show()
        self.paste.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: Path) -> None:
        """Read a file beside the window and show what it would do."""
        self._source = (None, path)
        self._begin(None, None)

    @property
    def plan(self) -> ReadingPlan | None:
        """What would be written."""
        return self._answer.plan

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return not self.bar.isHidden()

    def _wish(self) -> Wish:
        return Wish(
            measure=str(self.measure.currentData() or ""),
            window=str(self.window_box.currentData() or ""),
            makes_measures=self.new_measures.isChecked(),
            day_first=self._shell.words.day_first,
        )

    def _begin(self, table: CsvTable | None, columns: ReadingColumns | None) -> None:
        if self._basis is None:
            return
        self.meter.begin()
        self._wait(is_busy=True)
        asked = Asked(self._source[0], self._source[1], table, columns, self._basis, self._wish())
        self._shell.tasks.start(_TASK, read, asked, self.meter, done=self._take, failed=self._fail)

    def _wait(self, *, is_busy: bool) -> None:
        for widget in (self.bar, self.stop):
            widget.setVisible(is_busy)
        self.bar.setRange(0, 0)
        self.run_button.setEnabled(not is_busy and bool(self.plan and self.plan.writes))

    # What comes back

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        if answer.columns is not None and answer.table is not None:
            self.mapping.show_columns(answer.columns, answer.table)
        self._show()

    def _fail(self, error: Exception) -> None:
        self._wait(is_busy=False)
        if isinstance(error, Stopped):
            self._say("open", "Stopped", "Nothing was written.")
            return
        raise error

    @Slot(int, int)
    def _progress(self, done: int, every: int) -> None:
        if self.is_busy:
            self.bar.setRange(0, max(every, 1))
            self.bar.setValue(done)

    def _show(self) -> None:
        self._wait(is_busy=False)
        plan, problem = self._answer.plan, self._answer.problem
        has_any = plan is not None or isinstance(problem, BadLines)
        self._result.setVisible(plan is not None or problem is not None)
        self._map_card.setVisible(self._answer.columns is not None)
        self.preview.setVisible(has_any)
        if plan is not None:
            self._show_plan(plan)
        elif isinstance(problem, BadLines):
            self._show_bad(problem)
        elif problem is not None:
            self._say("attention", "Nothing to import", problem_sentence(problem, self._shell.words))
        stretch_column(self.preview, 0)

    def _show_plan(self, plan: ReadingPlan) -> None:
        words = self._shell.words
        rows = []
        for item in plan.items[:SHOWN]:
            is_change = item.outcome is ReadingOutcome.CHANGED
            numbers = change_text(item) if is_change else numbers_text(*item.facts.numbers)
            rows.append(
                (str(item.line), (reading_name(item.facts, words), str(item.line), OUTCOMES[item.outcome], numbers))
            )
        self.model.show_table(_PLAN_HEADS, rows)
        counts = [(plan.count(outcome), outcome.value) for outcome in ReadingOutcome]
        text = ", ".join(f"{number} {word}" for number, word in counts if number) or "No reading"
        hints = [f"New measures: {list_text([one.name for one in plan.new_measures])}."] if plan.new_measures else []
        hints += [left_out_sentence(plan.left_out)] if plan.left_out else []
        hints += [f"Not used: {list_text(list(plan.ignored_columns))}."] if plan.ignored_columns else []
        hints += [f"The first {SHOWN} are listed."] if len(plan.items) > SHOWN else []
        self._say("good", text, " ".join(hints) or "Nothing is written yet.")
        total = len(plan.writes)
        self.run_button.setText(f"Import {count_text(total, 'reading', 'readings')}" if total else "Nothing to import")

    def _show_bad(self, problem: BadLines) -> None:
        rows = [
            (str(one.line), (value_reason(one.reason), str(one.line), one.column, one.value or "empty"))
            for one in problem.lines[:SHOWN]
        ]
        self.model.show_table(_PROBLEM_HEADS, rows)
        lines = sorted({one.line for one in problem.lines})
        named = f"Lines {list_text([str(line) for line in lines])}" if 1 < len(lines) <= 8 else f"{len(lines)} lines"
        named = f"Line {lines[0]}" if len(lines) == 1 else named
        verb = "needs" if len(lines) == 1 else "need"
        self._say(
            "attention", f"{named} {verb} a correction", "Nothing is imported. Mend the list, then read it again."
        )
        self.run_button.setText("Nothing to import")

    def _say(self, kind: str, text: str, detail: str) -> None:
        self.status.set_status(kind, text)
        self.detail.setText(detail)
        self._result.show()
        a11y.announce(self, f"{text}. {detail}")

    # Wishes

    @Slot()
    def _choose(self) -> None:
        filters = "Results (*.csv *.tsv *.txt);;All files (*)"
        path = self._shell.ask.open_file(self, "Choose a list of results", filters)
        if path is not None:
            self.take_file(path)

    @Slot()
    def _read_pasted(self) -> None:
        text = self.paste.toPlainText()
        if text.strip():
            self._source = (text, PASTED)
            self._begin(None, None)
        else:
            self._shell.messages.problem(
                "Nothing is pasted yet. Copy the rows from your spreadsheet and paste them here."
            )

    @Slot(object)
    def _map(self, columns: ReadingColumns) -> None:
        self._begin(self._answer.table, columns)

    @Slot()
    def _again(self) -> None:
        if self._answer.table is not None:
            self._begin(self._answer.table, self._answer.columns)

    @Slot()
    def _stop(self) -> None:
        self.meter.stop()

    @Slot()
    def _run(self) -> None:
        plan = self.plan
        if plan is None or not plan.writes:
            return
        self.run_button.setEnabled(False)
        count = count_text(len(plan.writes), "reading", "readings")
        save = self.saving = LongSave(self._shell, self, f"Bringing in {count}")
        save.over.connect(self._written)
        save.start(commands.readings.import_readings, plan, save.meter.tell)

    @Slot(bool)
    def _written(self, is_saved: bool) -> None:
        self._show()
        if is_saved:
            self.done.emit()

    @Slot()
    def _cancel(self) -> None:
        self.meter.stop()
        self.done.emit()

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._source_card())
        column.addWidget(self._mapping_card())
        column.addWidget(self._result_card(), 1)
        column.addStretch(0)

    def _source_card(self) -> Card:
        card = Card("Bring in results", parent=self)
        about = (
            "A CSV file of your assessment program, or rows from a spreadsheet: a row a reading, a column for each"
            " window, a column for each level, or percent and number tested. Groups only, never single students."
        )
        card.body.addWidget(PlainLabel(about, muted=True, fit="wrap", parent=card))
        a11y.name(self.paste, "Pasted results")
        self.paste.setPlaceholderText(EXAMPLE)
        self.paste.setTabChangesFocus(True)
        self.paste.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.paste.setFixedHeight(self.paste.fontMetrics().lineSpacing() * 3 + 16)
        card.body.addWidget(self.paste)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.read_paste, self.choose):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.cancel)
        card.body.addLayout(row)
        return card

    def _mapping_card(self) -> Card:
        card = self._map_card = Card("Which column is what", hint="change what was guessed wrong", parent=self)
        card.body.addWidget(self.mapping)
        line = FlowLayout(8)
        for label, box in (("Measure", self.measure), ("Window", self.window_box)):
            line.addWidget(PlainLabel(label, "caption", muted=True, parent=card))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            a11y.name(box, f"{label} of rows that name none")
            line.addWidget(box)
        line.addWidget(self.new_measures)
        card.body.addLayout(line)
        return card

    def _result_card(self) -> Card:
        card = self._result = Card("What would happen", parent=self)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.status)
        line.addWidget(self.detail, 1)
        line.addWidget(self.bar)
        line.addWidget(self.stop)
        line.addWidget(self.run_button)
        card.body.addLayout(line)
        a11y.name(self.bar, "How far the list is read")
        self.bar.setFixedWidth(theme.current().px(140))
        tables.dress(self.preview, "What the list would do")
        self.preview.setModel(self.model)
        self.preview.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        card.body.addWidget(self.preview, 1)
        return card
