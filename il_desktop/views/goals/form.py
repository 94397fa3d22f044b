"""What the editors of the goals page share: labelled fields in a column, and where a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.domain.metrics.change_words import TypedChange, read_change
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.views.shared import a11y, fields, typed
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.problems import value_reason


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


class Form(QWidget):
    """Base of the editors. Signal: saved(str id) after a form with a button was saved."""

    makes_goal = False  # the goal that was added is shown and edited next

    saved = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.by_name: dict[str, fields.ParsedField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def add(self, label: str, widget: QWidget, name: str = "") -> QWidget:
        """Put a field under its label; `name` is the field a refusal of the command may speak of."""
        words = PlainLabel(label, "caption", muted=True, fit="wrap", parent=self)
        words.setBuddy(widget)
        block = QVBoxLayout()
        block.setSpacing(3)
        block.addWidget(words)
        block.addWidget(widget)
        self.column.addLayout(block)
        if name and isinstance(widget, fields.ParsedField):
            self.by_name[name] = widget
        return widget

    def date_field(self, label: str, *, is_required: bool = True) -> fields.DateField:
        """Make a field for a date as the school writes dates."""
        words = self.shell.words
        return fields.DateField(
            label,
            today=self.shell.today,
            show=lambda day: date_text(day, words),
            day_first=words.day_first,
            is_required=is_required,
            parent=self,
        )

    def add_choice(self, label: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice of (key, words)."""
        box = ComboBox(self)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, words in options:
            box.addItem(words, key)
        a11y.name(box, label)
        self.add(label, box)
        return box

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
        for field in self.by_name.values():
            field.commit()
        wrong = next((field for field in self.by_name.values() if not field.is_valid), None)
        if wrong is None:
            return True
        if not wrong.reason.text():
            wrong.set_refusal("Please fill this in.")
        wrong.setFocus()
        return False

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any]:
        """Run a command; show a refusal at its field, else in the window. Return (worked, result)."""
        try:
            return True, self.shell.desk.run(command, *args, **kwargs)
        except BadValue as error:
            field = self.by_name.get(error.field)
            if field is None:
                self.shell.messages.problem(error)
            else:
                words = value_reason(error.reason, error.limit)
                field.set_refusal(f"{words[0].upper()}{words[1:]}.")
                field.setFocus()
        except UserFacingError as error:
            self.shell.messages.problem(error)
        return False, None


def select_key(box: QComboBox, key: str) -> None:
    """Select the entry of a key without a signal; an unknown key selects the first."""
    box.setCurrentIndex(max(box.findData(key), 0))
