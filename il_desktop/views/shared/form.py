"""What the forms in side sheets share: labelled fields, and a question before a list of students is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from il_desktop.wording.format import date_text, day_text
from il_desktop.wording.problems import problem_sentence, value_reason

_KEEP = (Choice("", "Change it"), Choice("keep", "Keep it all the same"))


class FieldColumn(QWidget):
    """Fields under their labels; what a command refuses is said at the field it speaks of."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.by_name: dict[str, ParsedField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def add(self, label: str, field: QWidget, name: str = "") -> QWidget:
        """Put a field under its label and return both as one; `name` is what a refusal of the command calls it."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        words = PlainLabel(label, "caption", muted=True, fit="wrap", parent=block)
        words.setBuddy(field)
        column.addWidget(words)
        column.addWidget(field)
        self.column.addWidget(block)
        if name and isinstance(field, ParsedField):
            self.by_name[name] = field
        return block

    def add_choice(self, label: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice of (key, words)."""
        box = ComboBox(self)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill(box, options)
        a11y.name(box, label)
        self.add(label, box)
        return box

    def date_field(self, label: str, *, is_required: bool = True) -> DateField:
        """Make a field for a date as the school writes dates."""
        return DateField(
            label, today=self.shell.today, show=self.day_words, day_first=self.shell.words.day_first,
            is_required=is_required, parent=self,
        )  # fmt: skip

    def day_words(self, day: date) -> str:
        """Return a date as its field shows it."""
        return date_text(day, self.shell.words)

    def refused_at(self, error: BadValue) -> bool:
        """Say a refusal at its field and go there; False where no field is called so."""
        field = self.by_name.get(error.field)
        if field is not None:
            field.set_refusal(reason_sentence(error))
            field.setFocus()
        return field is not None


def are_ready(wanted: Iterable[ParsedField]) -> bool:
    """Read fields; put the focus on the first that cannot be read."""
    wanted = list(wanted)
    for field in wanted:
        field.commit()
    wrong = next((field for field in wanted if not field.is_valid), None)
    if wrong is None:
        return True
    if not wrong.reason.text():
        wrong.set_refusal("Please fill this in.")
    wrong.setFocus()
    return False


class Form(FieldColumn):
    """Base of forms that ask before a list of students is kept. Signal: saved(str id) after something was written.

    `origin` is what the journal notes.
    """

    saved = Signal(str)
    origin = "improve"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.refusal = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.refusal.hide()

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

    def day(self, label: str, name: str, *, is_required: bool = False) -> DateField:
        """Add a date."""
        field = self.date_field(label, is_required=is_required)
        self.add(label, field, name)
        return field

    def day_words(self, day: date) -> str:
        """Return a date with its weekday."""
        return day_text(day, self.shell.words, year=True)

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any]:
        """Run a command; ask before a list of students is kept, show refusals at their fields: (worked, result)."""
        self.refusal.hide()
        try:
            return True, self._asked(command, *args, **kwargs)
        except BadValue as error:
            if not self.refused_at(error):
                self.refusal.setText(reason_sentence(error))
                self.refusal.show()
                a11y.announce(self, self.refusal.text())
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


def reason_sentence(error: BadValue) -> str:
    """Return why a value was refused, as a sentence."""
    words = value_reason(error.reason, error.limit)
    return f"{words[:1].upper()}{words[1:]}."


def fill(box: QComboBox, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
    """Offer these choices and choose one, without a signal."""
    box.blockSignals(True)
    box.clear()
    for key, words in options:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
