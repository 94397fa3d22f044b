"""What the editors of the school calendar share: labelled fields in a column, and where a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.views.shared import a11y, fields, typed
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.problems import value_reason

ORIGIN = "school page"


class LineField(fields.ParsedField):
    """One line of text; `limit` is the most characters it takes."""

    def __init__(
        self, name: str, *, is_required: bool = True, limit: int = 255, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setMaxLength(limit)
        self.line.setPlaceholderText(hint)

    def read(self, text: str) -> str:
        """Return the text; an empty one is refused."""
        if not text:
            sentence = "Please write something here."
            raise typed.NotReadable(sentence)
        return text


class Form(QWidget):
    """Base of the editors of this page."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.by_name: dict[str, fields.ParsedField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def add(self, label: str, widget: QWidget, name: str = "") -> QWidget:
        """Put a field under its label and return both as one; `name` is what a refusal of the command calls it."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        words = PlainLabel(label, "caption", muted=True, fit="wrap", parent=block)
        words.setBuddy(widget)
        column.addWidget(words)
        column.addWidget(widget)
        self.column.addWidget(block)
        if name and isinstance(widget, fields.ParsedField):
            self.by_name[name] = widget
        return block

    def date_field(self, label: str) -> fields.DateField:
        """Make a field for a date as the school writes dates."""
        return fields.DateField(
            label, today=self.shell.today, show=self._date_text, day_first=self.shell.words.day_first, parent=self
        )

    def _date_text(self, day: date) -> str:
        return date_text(day, self.shell.words)

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Run a command; show a refusal at its field, else in the window. Return whether it worked."""
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except BadValue as error:
            field = self.by_name.get(error.field)
            if field is None:
                self.shell.messages.problem(error)
            else:
                words = value_reason(error.reason, error.limit)
                field.set_refusal(f"{words[0].upper()}{words[1:]}.")
                field.setFocus()
            return False
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return False
        return True


def are_ready(wanted: Sequence[fields.ParsedField]) -> bool:
    """Read fields; put the focus on the first that cannot be read."""
    for field in wanted:
        field.commit()
    wrong = next((field for field in wanted if not field.is_valid), None)
    if wrong is None:
        return True
    if not wrong.reason.text():
        wrong.set_refusal("Please fill this in.")
    wrong.setFocus()
    return False


def choice(name: str, parent: QWidget) -> QComboBox:
    """Make an empty choice with a name for assistive technology."""
    box = ComboBox(parent)
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    a11y.name(box, name)
    return box


def fill(box: QComboBox, options: Sequence[tuple[str, str]], key: str = "") -> None:
    """Offer (key, words) and choose a key without a signal; an unknown key chooses the first."""
    box.blockSignals(True)
    box.clear()
    for option, words in options:
        box.addItem(words, option)
    box.setCurrentIndex(max(box.findData(key), 0))
    box.blockSignals(False)


def chosen(box: QComboBox) -> str | None:
    """Return the key chosen, None for the empty one."""
    return str(box.currentData() or "") or None
