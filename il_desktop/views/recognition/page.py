"""The recognition page: quick add, fairness, the log, who is due, and the sheet for one recognition."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from il_desktop.domain.metrics.recognition import ChanceBand, chance_band, is_uneven
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.recognition_quick_add import QuickRecognition
from il_desktop.queries.recognition import (
    LOG_LIMIT,
    LogFilter,
    RecognitionBoard,
    preference_of,
    recognition_board,
    recognition_log,
    recognition_names,
    recognition_row,
)
from il_desktop.views.recognition.deeds import Deeds
from il_desktop.views.recognition.editor import RecognitionEditor
from il_desktop.views.recognition.fairness import FairnessStrip
from il_desktop.views.recognition.line_delegates import DueDelegate, LogDelegate
from il_desktop.views.recognition.lists import line_list, list_card
from il_desktop.views.recognition.log_item_model import KEY_ROLE, LineItemModel, due_line, log_line
from il_desktop.views.recognition.quick_add import QuickAdd
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import EmptyState, link_button, section_title
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording import recognition as say
from il_desktop.wording.format import count_text


class RecognitionPage(Page):
    """Shows and writes recognitions. `show_key` takes "new", a recognition's id or "person:<id>" to start a line."""

    page_id = "recognition"
    title = "Recognition"
    icon = "award"
    tables = frozenset({
        "recognition", "person", "calendar_span", "day_override", "bell_schedule", "bell_times", "visit", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._board: RecognitionBoard | None = None
        self._band: ChanceBand | None = None
        self._stretch = "year"
        self._is_mine_only = False
        self.deeds = Deeds(shell, self)
        self.quick_add = QuickAdd(self)
        self.fairness = FairnessStrip(self)
        self.log = line_list("Recognition log")
        self.log_model = LineItemModel(self)
        self._log_delegate = LogDelegate(self.log)
        self.due = line_list("Due today")
        self.due_model = LineItemModel(self)
        self._due_delegate = DueDelegate(self.due)
        self._senders = link_button("All senders", parent=self)
        self._log_hint = PlainLabel("newest first", "caption", muted=True, parent=self)
        self._log_count = PlainLabel("", "caption", muted=True, parent=self)
        self._due_hint = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self._due_count = PlainLabel("", "caption", muted=True, parent=self)
        self.sheet = SideSheet(self)
        self.editor = RecognitionEditor(shell.words, shell.today, self.sheet.content)
        self._build()
        self._add_actions()
        self.quick_add.save_wanted.connect(self._save_line)
        self.quick_add.person_changed.connect(self._name_preference)
        self.fairness.stretch_chosen.connect(self._choose_stretch)
        self._senders.clicked.connect(self._toggle_senders)
        self.log.activated.connect(self._open_index)
        self.log.clicked.connect(self._open_index)
        self.due.activated.connect(self._draft_index)
        self._due_delegate.draft_wanted.connect(self._draft_for)
        self.sheet.leaving.connect(self.save_editor)
        self.editor.give_wanted.connect(self.give)
        self.editor.delete_wanted.connect(self.delete)

    # Page

    def refresh(self) -> None:
        """Read log, due list and fairness anew."""
        shell = self.shell
        today, words, settings = shell.today(), shell.words, shell.settings()
        giver = settings.principal_id if self._is_mine_only else None
        board = shell.desk.read(recognition_board, today, settings.recognition_days, self._stretch)
        self._board = board
        self.quick_add.set_roster(shell.desk.read(recognition_names, today), today)
        self.fairness.show_data(board.fairness, board.stretches, words)
        self._ask_chance()
        rows = shell.desk.read(recognition_log, today, LogFilter(giver_id=giver))
        self.log_model.show([log_line(row, words) for row in rows])
        unit = "weekdays" if board.fairness.unit == "weekdays" else "days"
        self.due_model.show([due_line(row, words, unit) for row in board.due])
        self._due_hint.setText(f"over {settings.recognition_days} {board.fairness.unit}; on leave left out")
        self._due_count.setText(f"{len(board.due)} of {board.present}")
        self._log_count.setText(_count_hint(len(rows)))
        self._senders.setText("From me" if self._is_mine_only else "All senders")
        self._senders.setVisible(bool(settings.principal_id))
        has_people = bool(board.fairness.people)
        self.fairness.setVisible(has_people)
        self._log_stack.setCurrentIndex(1 if rows else 0)
        self._empty.label.setText("No recognition yet." if has_people else "First the school needs its people.")
        if self._empty.button is not None:
            self._empty.button.setText("Recognize someone" if has_people else "Import staff (CSV)")
            self._empty.button.updateGeometry()
        self._due_stack.setCurrentIndex(1 if board.due else 0)
        self._due_empty.label.setText(
            "Nobody is due. Everybody here was recognized lately."
            if board.present
            else "No teachers on the roster yet."
        )
        self._refresh_editor()

    def head_sentence(self) -> str:
        """Say coverage, spread and who is due."""
        board = self._board
        if board is None or not board.fairness.people:
            return "Who did what, and why it mattered. Private unless you say otherwise."
        fairness = board.fairness
        span = "this year" if fairness.stretch.key == "year" else f"in {fairness.stretch.title.lower()}"
        first = say.coverage_sentence(fairness.reached, len(fairness.people), span)
        spread = ""
        if self._band and fairness.total:
            spread = "; the spread is uneven" if is_uneven(fairness.gini, self._band) else "; the spread is even"
        never = sum(row.days is None for row in board.due)
        who = count_text(len(board.due), "person is due", "people are due")
        return f"{first}{spread}. {who} today{f', {never} of them never recognized' if never else ''}."

    def show_key(self, key: str) -> None:
        """Start a line, or open a recognition."""
        if key == "new":
            self.quick_add.start()
        elif key.startswith("person:"):
            self._draft_for(key.removeprefix("person:"))
        elif (row := self.log_model.row_of(key)) >= 0:
            self.log.setCurrentIndex(self.log_model.index(row))
            self._open(key)

    def commit_edits(self) -> None:
        """Save what the sheet holds."""
        if self.sheet.isVisible():
            self.save_editor()

    # Quick add

    @Slot(object, bool)
    def _save_line(self, found: QuickRecognition, as_draft: bool) -> None:
        if found.person is None:
            return
        facts = RecognitionFacts(
            person_id=found.person.id,
            given_on=found.given_on or self.shell.today(),
            kind=found.kind,
            state="draft" if as_draft else "given",
            channel=found.channel,
            theme=found.theme,
            action_text=found.action,
            impact=found.impact,
            giver_id=self.shell.settings().principal_id or None,
            gift_cents=found.gift_cents if found.kind == "gift" else None,
            is_cash_like=found.is_cash_like,
        )
        if self.deeds.record(facts, found.person.shown):
            self.quick_add.clear()
            self.quick_add.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _name_preference(self, person_id: str) -> None:
        self.quick_add.set_preference(self.shell.desk.read(preference_of, person_id) if person_id else "")

    @Slot()
    def start_line(self) -> None:
        """Put the caret into the quick-add line."""
        self.quick_add.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _begin(self) -> None:
        """Start the first line, or go where people come from."""
        if self._board is not None and self._board.fairness.people:
            self.start_line()
        else:
            self.shell.go("people", "import")

    @Slot(str)
    def _draft_for(self, person_id: str) -> None:
        self._scroll.ensureWidgetVisible(self.quick_add)
        self.quick_add.start_for(person_id)

    @Slot(QModelIndex)
    def _draft_index(self, index: QModelIndex) -> None:
        self._draft_for(str(index.data(KEY_ROLE)))

    # Log

    @Slot()
    def _toggle_senders(self) -> None:
        self._is_mine_only = not self._is_mine_only
        self.refresh()

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self._open(str(index.data(KEY_ROLE)))

    def _open(self, key: str) -> None:
        if self.sheet.isVisible() and self.editor.row is not None and self.editor.row.id != key:
            self.save_editor()
        row = self.shell.desk.read(recognition_row, key)
        if row is not None:
            self.editor.show_row(row)
            self.sheet.open_sheet(row.name)
            self.shell.actions.refresh()

    def _refresh_editor(self) -> None:
        """Follow an undo or another writer; close when the recognition is gone."""
        shown = self.editor.row
        if shown is None or not self.sheet.isVisible():
            return
        row = self.shell.desk.read(recognition_row, shown.id)
        if row is None:
            self.editor.row = None
            self.sheet.close_sheet()
        elif row != shown:
            self.editor.show_row(row)

    @Slot()
    def save_editor(self) -> None:
        """Save the sheet when something in it changed."""
        row = self.editor.row
        facts = self.editor.facts()
        if row is not None and facts is not None and facts != row.facts:
            self.deeds.edit(row.id, facts, row.name)

    @Slot()
    def give(self) -> None:
        """Save the sheet and let its draft count as given today."""
        row, facts = self.editor.row, self.editor.facts()
        if row is not None and facts is not None:
            self.deeds.edit(row.id, replace(facts, state="given", given_on=self.shell.today()), row.name)

    @Slot()
    def delete(self) -> None:
        """Delete the recognition of the sheet, or the current one of the log."""
        key = self.editor.row.id if self.sheet.isVisible() and self.editor.row else self._current_key()
        if not key:
            return
        self.editor.row = None
        self.sheet.close_sheet()
        self.deeds.delete(key)

    @Slot()
    def edit(self) -> None:
        """Open the current recognition of the log."""
        if key := self._current_key():
            self._open(key)

    def _current_key(self) -> str:
        index = self.log.currentIndex()
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    # Fairness

    @Slot(str)
    def _choose_stretch(self, key: str) -> None:
        self._stretch = key
        self.refresh()
        self.head_changed.emit()

    def _ask_chance(self) -> None:
        """Work out beside the window what chance alone would give."""
        self._band = None
        fairness = self._board.fairness if self._board else None
        if fairness is not None and fairness.total:
            people, total = len(fairness.people), fairness.total
            self.shell.tasks.start("recognition chance", chance_band, people, total, done=self._take_chance)

    def _take_chance(self, band: ChanceBand) -> None:
        self._band = band
        self.fairness.show_band(band)
        self.head_changed.emit()

    # Building

    def _build(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self.quick_add)
        column.addWidget(self.fairness)
        lists = QHBoxLayout()
        lists.setSpacing(12)
        self._log_stack, self._due_stack = QStackedWidget(self), QStackedWidget(self)
        self._empty = EmptyState("No recognition yet.", "Recognize someone", "award", self)
        self._empty.pressed.connect(self._begin)
        self._due_empty = EmptyState("Nobody is due.", icon="circle-check", parent=self)
        log_head = [section_title("Log", self), self._log_hint, self._senders, self._log_count]
        due_head = [section_title("Due today", self), self._due_hint, self._due_count]
        lists.addWidget(list_card(log_head, self._log_stack, [self._empty, self.log], self), 60)
        lists.addWidget(list_card(due_head, self._due_stack, [self._due_empty, self.due], self), 38)
        column.addLayout(lists, 1)
        self._scroll.setWidget(content)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.editor)
        self.log.setModel(self.log_model)
        self.log.setItemDelegate(self._log_delegate)
        self.due.setModel(self.due_model)
        self.due.setItemDelegate(self._due_delegate)

    def _add_actions(self) -> None:
        add = self.shell.actions.add
        spec = ActionSpec
        page = self.page_id
        add(
            spec("recognition.new", "Recognize someone", "Ctrl+N", icon="award", menu="edit", group=20, page=page),
            self.start_line,
            self,
        )
        add(
            spec(
                "recognition.edit",
                "Edit recognition",
                "F2",
                icon="pencil",
                menu="edit",
                group=20,
                page=page,
                scope="widget",
            ),
            self.edit,
            self.log,
        )
        add(
            spec(
                "recognition.delete",
                "Delete recognition",
                "Del",
                icon="trash-2",
                menu="edit",
                group=20,
                page=page,
                scope="widget",
            ),
            self.delete,
            self.log,
        )


def _count_hint(count: int) -> str:
    return f"newest {count}" if count >= LOG_LIMIT else ""
