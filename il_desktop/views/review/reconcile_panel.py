"""Reconcile: one key says what became of a block, and the next one that waits is chosen.

Keys on the list: K or 1 Kept, S or 2 Shortened, M or 3 Moved, R or 4 Replaced, X or 5 Missed, U unknown again. After S
and M a field asks how long or when; after R and X one more key names the reason. Esc goes back to the list.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTableView, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.reconcile import (
    KEYS,
    REASON_KEYS,
    WITH_REASON,
    Outcome,
    Settlement,
    outcome_of_key,
    reason_of_key,
)
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import BlockCard
from il_desktop.queries.review import WeekReview
from il_desktop.views.review.panel import Panel
from il_desktop.views.review.reconcile_item_model import ReconcileItemModel
from il_desktop.views.shared import a11y, tables
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.fields import MinutesField, ParsedField, TimeField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, Card, EmptyState, PlainLabel, outline_button
from il_desktop.views.shared.plain_table import stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text
from il_desktop.wording.reasons import REASONS
from il_desktop.wording.review import OUTCOMES

_ALL = ActionSpec(
    "review.all_kept", "All that is left was &kept", "Ctrl+Shift+A", icon="check-check", menu="edit", group=20,
    page="review", tip="Say that every block of the list that waits was kept, in one step",
)  # fmt: skip


class ReconcilePanel(Panel):
    """The list of the week's blocks, and below it the answers."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.model = ReconcileItemModel(self)
        self.table = QTableView(self)
        tables.dress(self.table, "Blocks to reconcile. K kept, S shortened, M moved, R replaced, X missed")
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.empty = EmptyState(
            "No block of this week has begun yet. What was planned is reconciled here afterwards.", icon="list-checks",
            parent=self,
        )  # fmt: skip
        self.left = PlainLabel(strong=True, parent=self)
        self.outcomes: dict[Outcome, Button] = {}
        self.reasons: dict[DisplacementReason, Button] = {}
        self.minutes = MinutesField("How long it lasted", highest=1440, parent=self)
        self.start = TimeField("When it began", h24=shell.words.h24, parent=self)
        self.question = PlainLabel(strong=True, parent=self)
        self._asked: Outcome | None = None
        self._answers = QStackedWidget(self)
        self._build()
        self._all = shell.actions.add(_ALL, self.keep_all, self)
        self.table.installEventFilter(self)
        self._answers.installEventFilter(self)
        self.minutes.accepted.connect(self._take_minutes)
        self.start.accepted.connect(self._take_start)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        column.addWidget(card, 1)
        self._answers.addWidget(self._outcome_row())
        self._answers.addWidget(self._reason_row())
        self._answers.addWidget(self._field_row(self.minutes))
        self._answers.addWidget(self._field_row(self.start))
        below = QVBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.question)
        below.addWidget(self._answers)
        column.addLayout(below)
        self.setFocusProxy(self.table)
        stretch_column(self.table, 2, gives_way=(4, 3))

    def _outcome_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for outcome, text in OUTCOMES.items():
            button = outline_button(f"{text}  {KEYS[outcome]}", parent=holder)
            a11y.name(button, f"{text} ({KEYS[outcome]})")
            button.setProperty("outcome", outcome.value)
            button.clicked.connect(self._press_outcome)
            self.outcomes[outcome] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.left)
        return holder

    def _reason_row(self) -> QWidget:
        holder = QWidget(self)
        row = FlowLayout(8)
        holder.setLayout(row)
        for reason, text in REASONS.items():
            button = outline_button(f"{text}  {REASON_KEYS[reason]}", parent=holder)
            a11y.name(button, f"{text} ({REASON_KEYS[reason]})")
            button.setProperty("reason", reason.value)
            button.clicked.connect(self._press_reason)
            self.reasons[reason] = button
            row.addWidget(button)
        return holder

    def _field_row(self, field: ParsedField) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field)
        back = outline_button("Back to the list", parent=holder)
        back.clicked.connect(self.ask_outcome)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        return holder

    # what is shown

    def show_week(self, view: WeekReview) -> None:
        """List the blocks; the chosen one stays chosen, else the first that waits is."""
        chosen = self.card
        self.model.show_week(view, self.shell.now(), self.shell.words)
        has_rows = self.model.rowCount() > 0
        self.table.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self._answers.setVisible(has_rows)
        row = self.model.row_of(chosen.key) if chosen else -1
        self._choose_row(row if row >= 0 else max(0, self.model.next_open(0)))
        self.ask_outcome()

    def choose(self, key: str) -> None:
        """Choose a block; with an outcome behind a colon take that too, and ask what it still needs."""
        key, _, outcome = key.partition(":")
        row = self.model.row_of(key)
        self._choose_row(row)
        if row >= 0 and outcome:
            self.take(Outcome(outcome))

    @property
    def card(self) -> BlockCard | None:
        """The chosen block."""
        row = self.table.currentIndex().row()
        return self.model.cards[row] if 0 <= row < len(self.model.cards) else None

    def main_action(self) -> QAction | None:
        """Return All kept."""
        return self._all

    def _choose_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 2))
            self.table.scrollTo(self.model.index(row, 2), QTableView.ScrollHint.EnsureVisible)

    # answers

    @Slot()
    def ask_outcome(self) -> None:
        """Go back to the five outcomes."""
        self._asked = None
        self._show_answers(0)
        count = self.model.open_count()
        self.left.setText(f"{count_text(count, 'block', 'blocks')} left" if count else "Everything is reconciled.")
        has_rows = self.model.rowCount() > 0
        self.question.setText("What became of it? One key answers and goes to the next." if has_rows else "")
        if self._answers.isAncestorOf(self.window().focusWidget() or self):
            self.table.setFocus()

    def take(self, outcome: Outcome) -> None:
        """Take an outcome, or ask what it still needs."""
        card = self.card
        if card is None:
            return
        self._asked = outcome
        if outcome is Outcome.SHORTENED:
            self._ask(2, f"{card.title}: how long did it last?", self.minutes)
        elif outcome is Outcome.MOVED:
            self.start.set_value(card.span.end.minute)
            self._ask(3, f"{card.title}: when did it begin instead?", self.start)
        elif outcome in WITH_REASON:
            self._show_answers(1)
            self.question.setText(f"{card.title}: {OUTCOMES[outcome].lower()}, because of what?")
            a11y.announce(self.table, self.question.text())
        else:
            self._settle(Settlement(outcome))

    def _ask(self, page: int, question: str, field: ParsedField) -> None:
        if field is self.minutes:
            field.set_value(None)
        self._show_answers(page)
        self.question.setText(question)
        field.line.selectAll()
        field.line.setFocus()

    def _show_answers(self, page: int) -> None:
        """Show one row of answers, no higher than it needs, and keep the chosen block in view."""
        for number in range(self._answers.count()):
            policy = QSizePolicy.Policy.Preferred if number == page else QSizePolicy.Policy.Ignored
            if (widget := self._answers.widget(number)) is not None:
                widget.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._answers.setCurrentIndex(page)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex(), QTableView.ScrollHint.EnsureVisible)

    def _settle(self, told: Settlement) -> None:
        card, row = self.card, self.table.currentIndex().row()
        if card is None:
            return
        if self.run(commands.reconcile.reconcile_block, card.ref, told):
            self._choose_row(self.model.next_open(row))
        self.ask_outcome()
        self.table.setFocus()

    @Slot()
    def keep_all(self) -> None:
        """Say that everything left was kept; running blocks are left to be said later."""
        now = self.shell.now()
        waiting = [card.ref for card in self.model.cards if card.state == "planned" and card.span.end <= now]
        if waiting:
            self.run(commands.reconcile.keep_all, waiting)

    @Slot()
    def _press_outcome(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.take(Outcome(str(sender.property("outcome"))))

    @Slot()
    def _press_reason(self) -> None:
        sender = self.sender()
        if sender is not None and self._asked is not None:
            self._settle(Settlement(self._asked, reason=DisplacementReason(str(sender.property("reason")))))

    @Slot(object)
    def _take_minutes(self, minutes: int) -> None:
        if self._asked is Outcome.SHORTENED and minutes is not None:
            self._settle(Settlement(Outcome.SHORTENED, minutes))

    @Slot(object)
    def _take_start(self, minute: int) -> None:
        card = self.card
        if self._asked is Outcome.MOVED and card is not None and minute is not None:
            self._settle(Settlement(Outcome.MOVED, start=WallTime(card.span.start.day, minute)))

    def _take_back(self) -> None:
        card = self.card
        if card is not None and card.state != "planned":
            self.run(commands.reconcile.take_back, card.ref)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the one-key answers on the list; Esc goes back from a question."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() == Qt.Key.Key_Escape and self._asked is not None:
                self.ask_outcome()
                self.table.setFocus()
                return True
            if watched is self.table and self._take_key(event.text()):
                return True
            if self._asked is Outcome.MOVED and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_start(self.start.value)  # the time offered is taken as it stands
                return True
        return super().eventFilter(watched, event)

    def _take_key(self, text: str) -> bool:
        if not text:
            return False
        if self._asked in WITH_REASON:
            reason = reason_of_key(text)
            if reason is not None and self._asked is not None:
                self._settle(Settlement(self._asked, reason=reason))
            return reason is not None
        outcome = outcome_of_key(text)
        if outcome is not None:
            self.take(outcome)
        elif text.upper() == "U":
            self._take_back()
        return outcome is not None or text.upper() == "U"
