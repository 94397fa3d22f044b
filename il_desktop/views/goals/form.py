"""What the editors of the goals page share: labelled fields in a column, and where a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.domain.metrics.change_words import TypedChange, read_change
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.views.shared import a11y, fields, typed
from il_desktop.views.shared.form import FieldColumn, are_ready
from il_desktop.views.shared.kit import outline_button


class TextField(fields.ParsedField):
    """One line of text of a person; required unless told otherwise."""

    def __init__(self, name: str, *, is_required: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setMaxLength(255)

    def read(self, text: str) -> str:
        """Return the text; an empty one is refused."""
        if not text:
            sentence = "Please write something here."
            raise typed.NotReadable(sentence)
        return text


class AimField(fields.NumberField):
    """A number, or a change such as "by 10 %" or "increase reading by 5 points", which is read but never guessed."""

    def __init__(self, name: str, *, decimals: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(name, decimals=decimals, parent=parent)
        self._said = ""

    def read(self, text: str) -> Any:
        """Return a number or a `TypedChange`."""
        typed = read_change(text)
        if typed is None or not (typed.unit or typed.meaning or any(letter.isalpha() for letter in text)):
            return super().read(text)
        self._said = text
        return typed

    def write(self, value: Any) -> str:
        """Write a number, or the change as it was typed."""
        return self._said if isinstance(value, TypedChange) else super().write(value)


class NoteField(QPlainTextEdit):
    """Some lines of text. Signal: accepted(object) with the text when the field is left changed; Tab leaves it."""

    accepted = Signal(object)

    def __init__(self, name: str, *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)
        self._kept = ""
        a11y.name(self, name)
        self.installEventFilter(self)

    @property
    def value(self) -> str:
        """The text on show."""
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a text without a signal."""
        self._kept = value
        if value != self.toPlainText():
            self.setPlainText(value)

    @Slot()
    def commit(self) -> None:
        """Take the text over if it changed."""
        if self.toPlainText() != self._kept:
            self._kept = self.toPlainText()
            self.accepted.emit(self._kept)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over on leaving; Ctrl+Enter counts as leaving."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                return True
        return super().eventFilter(watched, event)


class Form(FieldColumn):
    """Base of the editors. Signal: saved(str id) after a form with a button was saved."""

    makes_goal = False  # the goal that was added is shown and edited next

    saved = Signal(str)

    def add_save(self, text: str, slot: Callable[[], None]) -> None:
        """Add the button that saves; Enter in a line leads to it by way of the lines still empty."""
        self._save_button = outline_button(text, "check", self)
        self._save_button.clicked.connect(slot)
        self.column.addWidget(self._save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        for field in self.by_name.values():
            field.line.returnPressed.connect(self._enter)

    @Slot()
    def _enter(self) -> None:
        """Go on to the next field that must be filled in; save when there is none."""
        fields_left = (field for field in self.by_name.values() if not field.is_valid)
        empty = next((field for field in fields_left if not field.line.text().strip()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self._save_button.click()

    def show_again(self, detail: GoalDetail) -> None:
        """Show stored values again after a change elsewhere, in forms that save field by field."""

    def commit(self) -> None:
        """Save what is half typed, in forms that save field by field."""

    def is_ready(self) -> bool:
        """Read all fields; put the focus on the first that cannot be read."""
        return are_ready(self.by_name.values())

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any]:
        """Run a command; show a refusal at its field, else in the window. Return (worked, result)."""
        try:
            return True, self.shell.desk.run(command, *args, **kwargs)
        except UserFacingError as error:
            if not (isinstance(error, BadValue) and self.refused_at(error)):
                self.shell.messages.problem(error)
        return False, None


def select_key(box: QComboBox, key: str) -> None:
    """Select the entry of a key without a signal; an unknown key selects the first."""
    box.setCurrentIndex(max(box.findData(key), 0))
