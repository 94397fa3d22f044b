"""What the forms in side sheets share: labelled fields, and a question before a list of students is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.errors import BadValue, LooksLikeStudents, UserFacingError
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.fields import DateField, ParsedField
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text
from il_desktop.wording.problems import problem_sentence, value_reason

_KEEP = (Choice("", "Change it"), Choice("keep", "Keep it all the same"))


class Form(QWidget):
    """Base of the forms; `origin` is what the journal notes. Signal: saved(str id) after something was written."""

    saved = Signal(str)
    origin = "improve"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self._named: dict[str, ParsedField] = {}
        self.refusal = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.refusal.hide()

    def add(self, label: str, field: QWidget, name: str = "") -> None:
        """Put a field under its label; `name` is the field a refusal may speak of."""
        words = PlainLabel(label, "caption", muted=True, fit="wrap", parent=self)
        words.setBuddy(field)
        block = QVBoxLayout()
        block.setSpacing(3)
        block.addWidget(words)
        block.addWidget(field)
        self.column.addLayout(block)
        if name and isinstance(field, ParsedField):
            self._named[name] = field

    def line(self, label: str) -> QLineEdit:
        """Add a line of text."""
        field = QLineEdit(self)
        field.setMaxLength(255)
        a11y.name(field, label)
        self.add(label, field)
        return field

    def note(self, label: str, lines: int = 3) -> QPlainTextEdit:
        """Add some lines of text; Tab leaves them."""
        field = QPlainTextEdit(self)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 16)
        a11y.name(field, label)
        self.add(label, field)
        return field

    def choice(self, label: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice of (key, words)."""
        box = ComboBox(self)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill(box, options)
        a11y.name(box, label)
        self.add(label, box)
        return box

    def day(self, label: str, name: str, *, is_required: bool = False) -> DateField:
        """Add a date."""
        field = DateField(
            label, today=self.shell.today, show=self._show_day, day_first=self.shell.words.day_first,
            is_required=is_required, parent=self,
        )  # fmt: skip
        self.add(label, field, name)
        return field

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any]:
        """Run a command; ask before a list of students is kept, show refusals at their fields: (worked, result)."""
        self.refusal.hide()
        try:
            return True, self._asked(command, *args, **kwargs)
        except BadValue as error:
            words = value_reason(error.reason, error.limit)
            sentence = f"{words[0].upper()}{words[1:]}."
            field = self._named.get(error.field)
            if field is not None:
                field.set_refusal(sentence)
                field.setFocus()
            else:
                self.refusal.setText(sentence)
                self.refusal.show()
                a11y.announce(self, sentence)
        except LooksLikeStudents:
            pass  # the person wants to change the text
        except UserFacingError as error:
            self.shell.messages.problem(error)
        return False, None

    def _asked(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return self.shell.desk.run(command, *args, origin=self.origin, **kwargs)
        except LooksLikeStudents as error:
            if self.shell.ask.choose(self, "A list of students?", problem_sentence(error), _KEEP) != "keep":
                raise
            return self.shell.desk.run(command, *args, origin=self.origin, confirmed=True, **kwargs)

    def _show_day(self, day: date) -> str:
        return day_text(day, self.shell.words, year=True)


def fill(box: QComboBox, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
    """Offer these choices and choose one, without a signal."""
    box.blockSignals(True)
    box.clear()
    for key, words in options:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
