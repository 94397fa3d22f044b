"""The fields of one row of a list, in the sheet beside it: each saves by itself, when it is left or chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.form import fill
from il_desktop.views.shared.kit import PlainLabel, outline_button


class RowForm(QWidget):
    """Base of the forms. `row_id` is what they are about. Signal: changed(str field, object value)."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row_id = ""
        self.boxes: dict[str, QComboBox] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.delete = outline_button("Delete", "trash-2", self)
        self._shown: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    # Building

    def add(self, label: str, field: QWidget) -> None:
        """Put a field under its label."""
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(PlainLabel(label, "caption", muted=True, parent=self))
        part.addWidget(field)
        self.column.addLayout(part)

    def add_line(self, name: str, label: str) -> None:
        """Add a line of text for the column `name`."""
        line = self.lines[name] = QLineEdit(self)
        line.setMaxLength(255)
        line.setProperty("field", name)
        line.editingFinished.connect(self._left)
        a11y.name(line, label)
        self.add(label, line)

    def add_choice(self, name: str, label: str) -> None:
        """Add a choice for the column `name`; `offer` fills it."""
        box = self.boxes[name] = ComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setProperty("field", name)
        box.activated.connect(self._chosen)
        a11y.name(box, label)
        self.add(label, box)

    def add_delete(self) -> None:
        """Put the button that deletes the row below the fields."""
        self.column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)

    # Showing and saving

    def offer(self, name: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Fill a choice with (key, words) without a signal."""
        fill(self.boxes[name], choices, chosen)

    def show_lines(self, row: object) -> None:
        """Show the texts of a record whose attributes are called as the columns."""
        for name, line in self.lines.items():
            self._shown[name] = getattr(row, name)
            line.setText(self._shown[name])
            line.setCursorPosition(0)

    @Slot()
    def commit(self) -> None:
        """Save a line being typed in."""
        for name, line in self.lines.items():
            self._save(name, line)

    @Slot(int)
    def _chosen(self, _number: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.changed.emit(str(box.property("field")), box.currentData())

    @Slot()
    def _left(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._save(str(line.property("field")), line)

    def _save(self, name: str, line: QLineEdit) -> None:
        text = line.text().strip()
        if self.row_id and text != self._shown.get(name, ""):
            self._shown[name] = text
            self.changed.emit(name, text)
