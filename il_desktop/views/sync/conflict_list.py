"""What changed on both sides, each with its three ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Card, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import sync as say

if TYPE_CHECKING:
    from il_desktop.queries.sync import OpenConflict

MAX_SHOWN = 50


class ConflictList(QWidget):
    """Cards of open conflicts. Signal: settled() after a choice."""

    settled = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: list[QWidget] = []

    def show_open(self, found: list[OpenConflict]) -> None:
        """Show these and no others."""
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self.setVisible(bool(found))
        if not found:
            return
        self._add(PlainLabel(say.CONFLICTS, strong=True, parent=self))
        for each in found[:MAX_SHOWN]:
            self._add(self._card(each))
        if len(found) > MAX_SHOWN:
            self._add(PlainLabel(f"And {len(found) - MAX_SHOWN} more.", "caption", muted=True, parent=self))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._shown.append(widget)
        widget.show()

    def _card(self, each: OpenConflict) -> Card:
        card = Card(parent=self)
        card.body.addWidget(PlainLabel(each.title, strong=True, fit="wrap", parent=card))
        sentence = say.conflict_sentence(each.state, each.why, is_gone=each.theirs is None)
        card.body.addWidget(PlainLabel(sentence[:1].upper() + sentence[1:], "caption", fit="wrap", parent=card))
        if each.state != "conflict":
            return card
        gone = each.theirs is None
        for line in say.versions(each.here, each.there, each.their_title, self._shell.words, is_gone=gone):
            card.body.addWidget(PlainLabel(line, "caption", muted=True, fit="wrap", parent=card))
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice, text in say.CHOICE_NAMES.items():
            button = outline_button(text, parent=card)
            button.setAutoDefault(False)
            button.setProperty("item", each.id)
            button.setProperty("choice", choice)
            a11y.name(button, f"{text}: {each.title}")
            button.clicked.connect(self._settle)
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    @Slot()
    def _settle(self) -> None:
        from il_desktop.syncing.conflicts import settle  # noqa: PLC0415  not needed at start

        button = self.sender()
        try:
            settle(self._shell.desk, str(button.property("item")), str(button.property("choice")))
        except UserFacingError as problem:
            self._shell.messages.problem(problem)
        self.settled.emit()
