"""The calm question about a date of a repeating block: this one, this and following, or all. Writes nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.domain.blocks import Scope
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Button, PlainLabel, outline_button, primary_button
from il_desktop.views.shared.side_sheet import SideSheet

SCOPE_TEXT = {Scope.THIS: "This one", Scope.FOLLOWING: "This and following", Scope.ALL: "All"}
_SEVERAL_TEXT = {
    Scope.THIS: "These dates",
    Scope.FOLLOWING: "These and following",
    Scope.ALL: "All dates of each series",
}


class _ScopeKey(QObject):
    """Carries one answer from its button to the sheet."""

    def __init__(self, sheet: ScopeSheet, scope: Scope) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._scope = scope

    @Slot()
    def choose(self) -> None:
        """Answer the question."""
        self._sheet.answer(self._scope)


class ScopeSheet(SideSheet):
    """Asks how much of a series a change is meant for. Signal: chosen(wish, Scope). Keys: Enter this one, Esc none."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish: object = None
        self.wanted = PlainLabel("", strong=True, fit="wrap", parent=self.content)
        self.rule = PlainLabel("", muted=True, fit="wrap", parent=self.content)
        self.buttons: dict[Scope, Button] = {}
        self._keys: list[_ScopeKey] = []
        self.body.addWidget(self.wanted)
        self.body.addWidget(self.rule)
        for scope, text in SCOPE_TEXT.items():
            button = (
                primary_button(text, parent=self.content)
                if scope is Scope.THIS
                else outline_button(text, parent=self.content)
            )
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key = _ScopeKey(self, scope)
            button.clicked.connect(key.choose)
            self._keys.append(key)
            self.buttons[scope] = button
            self.body.addWidget(button)
        self.cancel = outline_button("Leave everything as it is", parent=self.content)
        self.cancel.clicked.connect(self.close_sheet)
        self.body.addSpacing(8)
        self.body.addWidget(self.cancel)
        self.body.addStretch(1)

    def ask(self, wish: object, wanted: str, rule: str, *, is_several: bool = False) -> None:
        """Show the question; `wanted` says the change, `rule` how what is meant repeats, several blocks or one."""
        self._wish = wish
        self.wanted.setText(wanted)
        self.rule.setText(rule)
        texts = _SEVERAL_TEXT if is_several else SCOPE_TEXT
        for scope, button in self.buttons.items():
            button.setText(texts[scope])
            a11y.name(button, texts[scope])
        self.open_sheet("Repeating blocks" if is_several else "This block repeats")
        answers = "These dates, these and following, or all?" if is_several else "This one, this and following, or all?"
        a11y.announce(self, f"{wanted}. {rule} {answers}", urgent=True)
        self.buttons[Scope.THIS].setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, scope: Scope) -> None:
        """Hand the answer on."""
        if self._wish is not None:
            wish, self._wish = self._wish, None
            self.chosen.emit(wish, scope)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the answer in focus, this one at first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = next((scope for scope, button in self.buttons.items() if button.hasFocus()), None)
        if self.cancel.hasFocus():
            self.close_sheet()
        else:
            self.answer(focused or Scope.THIS)
