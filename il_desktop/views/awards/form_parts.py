"""What the forms of the awards page share: a column of labelled fields, a choice, a sentence for what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.errors import BadValue
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text
from il_desktop.wording.problems import problem_sentence


class AwardForm(QWidget):
    """A form with one button. Signal: wanted() when it is pressed. Key: Ctrl+Enter presses it."""

    wanted = Signal()

    def __init__(self, shell: Shell, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.shell = shell
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.refusal = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.refusal.hide()
        self.button = primary_button(button, parent=self)
        self.button.setShortcut("Ctrl+Return")
        self.button.clicked.connect(self._press)

    def add(self, label: str, field: QWidget) -> None:
        """Put a field under its label."""
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(PlainLabel(label, "caption", muted=True, fit="wrap", parent=self))
        part.addWidget(field)
        self.column.addLayout(part)

    def finish(self) -> None:
        """Put refusal and button under the fields."""
        self.column.addWidget(self.refusal)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def choice(self, name: str, pairs: Iterable[tuple[str, str]] = ()) -> QComboBox:
        """Return a choice of (key, text) pairs."""
        box = ComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        a11y.name(box, name)
        fill(box, pairs)
        return box

    def prose(self, name: str, lines: int = 3) -> QPlainTextEdit:
        """Return a field for several lines."""
        field = QPlainTextEdit(self)
        field.setTabChangesFocus(True)
        field.setFixedHeight(theme.current().px(22 * lines + 14))
        a11y.name(field, name)
        return field

    def day(self, name: str, *, is_required: bool = True) -> DateField:
        """Return a field for a date."""
        return DateField(
            name, today=self.shell.today, show=self._day_text, day_first=self.shell.words.day_first,
            is_required=is_required, parent=self,
        )  # fmt: skip

    def refuse(self, error: BadValue | None) -> None:
        """Say what is wrong, or nothing more."""
        self.refusal.setText(problem_sentence(error, self.shell.words) if error else "")
        self.refusal.setVisible(error is not None)
        if error is not None:
            a11y.announce(self, self.refusal.text(), urgent=True)

    def _day_text(self, day: date) -> str:
        return day_text(day, self.shell.words, year=True)

    @Slot()
    def _press(self) -> None:
        self.wanted.emit()


def fill(box: QComboBox, pairs: Iterable[tuple[str, str]], chosen: str = "") -> None:
    """Put (key, text) pairs into a choice without telling anybody."""
    with QSignalBlocker(box):
        box.clear()
        for key, text in pairs:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
