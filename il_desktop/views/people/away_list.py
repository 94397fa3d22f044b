"""When a person is away and who takes the lessons, never why: the list in the sheet, and two dates to add to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries.people import Absence
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import outline_button, tool_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.format import Words, day_text
from il_desktop.wording.people import away_text


class AwayList(QWidget):
    """Signals: add_wanted(first, last, substitute id or None), remove_wanted(id)."""

    add_wanted = Signal(object, object, object)
    remove_wanted = Signal(str)

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: tuple[Absence, ...] | None = None
        self._rows = QVBoxLayout()
        self.open = outline_button("Away …", "calendar-clock", self)
        self.form = QWidget(self)
        show = self._date_text
        self.first = DateField("First day away", today=today, show=show, day_first=words.day_first, parent=self)
        self.last = DateField("Last day away", today=today, show=show, day_first=words.day_first, parent=self)
        self.substitute = ComboBox(self)
        a11y.name(self.substitute, "Who takes the lessons")
        self.add = outline_button("Add", "check", self)
        self.cancel = outline_button("Cancel", parent=self)
        self._build()
        self.open.clicked.connect(self._open)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self._close)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Take who may stand in (id, name)."""
        self.substitute.clear()
        self.substitute.addItem("Nobody said", "")
        for key, name in people:
            self.substitute.addItem(name, key)

    def show_absences(self, absences: tuple[Absence, ...]) -> None:
        """Show the times away, the latest first."""
        self._close()
        if absences == self._shown:
            return
        self._shown = absences
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for absence in absences:
            self._rows.addWidget(self._row(absence))

    def _row(self, absence: Absence) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        text = away_text(absence.first, absence.last, absence.substitute, self._words)
        row.addWidget(PlainLabel(text, fit="wrap", parent=holder), 1)
        drop = tool_button(f"Take off: {text}", "x", holder, kind="quiet")
        drop.setProperty("absence", absence.id)
        drop.clicked.connect(self._remove)
        row.addWidget(drop)
        return holder

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        line = QHBoxLayout()
        line.addWidget(self.open)
        line.addStretch(1)
        column.addLayout(line)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        for text, field in (("First day", self.first), ("Last day", self.last), ("Lessons taken by", self.substitute)):
            label = PlainLabel(text, "caption", muted=True, parent=self.form)
            label.setBuddy(field)
            form.addWidget(label)
            form.addWidget(field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        form.addLayout(buttons)
        column.addWidget(self.form)
        self.form.hide()

    @Slot()
    def _open(self) -> None:
        self.first.set_value(None)
        self.last.set_value(None)
        self.substitute.setCurrentIndex(0)
        self.open.hide()
        self.form.show()
        self.first.setFocus()

    @Slot()
    def _close(self) -> None:
        had_focus = self.form.isAncestorOf(self.window().focusWidget() or self)
        self.form.hide()
        self.open.show()
        if had_focus:
            self.open.setFocus()

    @Slot()
    def _add(self) -> None:
        if not self.last.line.text().strip():
            self.last.line.setText(self.first.line.text())
        for field in (self.first, self.last):
            field.commit()
        if self.first.is_valid and self.last.is_valid:
            self.add_wanted.emit(self.first.value, self.last.value, self.substitute.currentData() or None)

    @Slot()
    def _remove(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.remove_wanted.emit(str(sender.property("absence")))

    def _date_text(self, day: date) -> str:
        return day_text(day, self._words, year=True)
