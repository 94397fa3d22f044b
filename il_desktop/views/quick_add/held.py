"""The question when the wanted time is held: what holds it, the next free place, and the way over it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import Demand, DisplacementReason, OverrideReason, demand
from il_desktop.domain.walltime import Span
from il_desktop.views.shared import a11y
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import Words, count_text, span_text
from il_desktop.wording.problems import problem_sentence
from il_desktop.wording.reasons import REASONS

MOST_NAMED = 3


class HeldQuestion(QWidget):
    """Signal: answered(WallTime of another start or None, OverrideReason or None). Nothing is written before."""

    answered = Signal(object, object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._free: Span | None = None
        self.sentence = PlainLabel("", tone="attention", fit="wrap", parent=self)
        self.next_free = outline_button("", "arrow-right", self)
        self.anyway = outline_button("Place it anyway", parent=self)
        self.because = PlainLabel("Place it anyway, because of", strong=True, parent=self)
        self.reasons = QWidget(self)
        self.reason_buttons: dict[DisplacementReason, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        ways = QWidget(self)
        row = FlowLayout(8, ways)
        row.addWidget(self.next_free)
        row.addWidget(self.anyway)
        grid = FlowLayout(8, self.reasons)
        for reason, text in REASONS.items():
            button = outline_button(text, parent=self.reasons)
            a11y.name(button, f"Place it anyway: {text}")
            button.setProperty("reason", reason.value)
            button.clicked.connect(self._give_reason)
            self.reason_buttons[reason] = button
            grid.addWidget(button)
        for widget in (self.sentence, ways, self.because, self.reasons):
            column.addWidget(widget)
        self.next_free.clicked.connect(self._take_free)
        self.anyway.clicked.connect(self._consent)
        self.hide()

    def ask(self, conflict: ProtectedTimeConflict, free: Span | None, *, is_series: bool = False) -> None:
        """Show what holds the time and the ways out; a refused one has none but the free place."""
        need = demand(conflict.conflicts)
        self._free = free
        self.sentence.setText(_sentence(conflict, self._shell.words, has_place=free is not None or is_series))
        self.next_free.setVisible(free is not None)
        if free is not None:
            text = f"Next free place: {span_text(free, self._shell.words)}"
            self.next_free.setText(text)
            a11y.name(self.next_free, text)
        self.anyway.setVisible(need is Demand.CONSENT)
        self.because.setVisible(need is Demand.REASON)
        self.reasons.setVisible(need is Demand.REASON)
        self.show()
        a11y.announce(self, self.sentence.text(), urgent=True)
        self.take_focus()

    def drop(self) -> None:
        """Take the question back."""
        self.hide()

    def take_focus(self) -> None:
        """Go to the first way out."""
        for button in (self.next_free, self.anyway, *self.reason_buttons.values()):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    @Slot()
    def _take_free(self) -> None:
        if self._free is not None:
            self.hide()
            self.answered.emit(self._free.start, None)

    @Slot()
    def _consent(self) -> None:
        self.hide()
        self.answered.emit(None, OverrideReason())

    @Slot()
    def _give_reason(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.hide()
            self.answered.emit(None, OverrideReason(DisplacementReason(str(sender.property("reason")))))


def _sentence(conflict: ProtectedTimeConflict, words: Words, *, has_place: bool) -> str:
    """Name the first blocks in the way and count the others."""
    more = len(conflict.conflicts) - MOST_NAMED
    text = problem_sentence(ProtectedTimeConflict(conflict.conflicts[:MOST_NAMED]), words)
    if more > 0:
        text += f" {count_text(more, 'more block lies', 'more blocks lie')} there."
    return text if has_place else f"{text} No place of this length is free in the next school days."
