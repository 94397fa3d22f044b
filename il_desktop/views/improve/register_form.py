"""One intervention of the register: group and dose, the next look, and the log of what was adjusted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.queries.interventions import Intervention
from il_desktop.views.shared.fields import MinutesField, NumberField, ParsedField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, outline_button, section_title
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.improvement import GOING_WORDS, RESPONSE_WORDS, log_line


class RegisterForm(Form):
    """Shows an intervention and saves each field as it is left. Signal: goal_wanted(str id)."""

    goal_wanted = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: Intervention | None = None
        self.title = self.line("What is done?")
        self.response = self.add_choice("What kind of answer", tuple(RESPONSE_WORDS.items()))
        self.group = self.line("For which group (no names of students)")
        self.students = NumberField("How many students", low=0, high=100_000, is_required=False, parent=self)
        self.add("How many students", self.students, "n_students")
        self.dose = MinutesField("Minutes a week", highest=2400, is_required=False, parent=self)
        self.add("Minutes a week", self.dose, "dose_min_week")
        self.review = self.day("Look at it again on", "review_on", is_required=True)
        self.column.addWidget(self.refusal)
        self._build_log()
        row = FlowLayout(8)
        self.go = outline_button("Show it under its goal", "target", self)
        self.end = outline_button("End it", "check-check", self)
        row.addWidget(self.go)
        row.addWidget(self.end)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._connect()

    def _build_log(self) -> None:
        self.column.addWidget(section_title("Log", self))
        self.going = self.add_choice("How does it go?", tuple(GOING_WORDS.items()))
        self.adjusted = self.note("What was seen, what was adjusted?", lines=2)
        self.next_review = self.day("Look at it next on", "next_review")
        self.write = outline_button("Write it down", "plus", self)
        self.column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.column.addLayout(self._list)
        self._shown: list[PlainLabel] = []

    def _connect(self) -> None:
        self.title.editingFinished.connect(self.commit)
        self.group.editingFinished.connect(self.commit)
        self.response.activated.connect(self.commit)
        for field in (self.students, self.dose, self.review):
            field.accepted.connect(self._given)
        self.write.clicked.connect(self._write)
        self.go.clicked.connect(self._go)
        self.end.clicked.connect(self._end)

    def show_view(self, view: Intervention) -> None:
        """Show an intervention, or the same one anew."""
        is_other = self.view is None or self.view.id != view.id
        self.view = view
        self.refusal.hide()
        for field, text in ((self.title, view.title), (self.group, view.group_label)):
            if is_other or not field.hasFocus():
                field.setText(text)
                field.setCursorPosition(0)
        fill(self.response, tuple(RESPONSE_WORDS.items()), view.response)
        self.students.set_value(view.n_students)
        self.dose.set_value(view.dose_min_week)
        self.review.set_value(view.review_on)
        if is_other:
            self.adjusted.clear()
            self.next_review.set_value(None)
        self.end.setText("End it" if view.is_open else "Take it up again")
        self._show_log(view)

    def _show_log(self, view: Intervention) -> None:
        for label in self._shown:
            label.hide()
            label.deleteLater()
        lines = [log_line(entry.on, entry.status, entry.text, self.shell.words) for entry in view.log]
        self._shown = [PlainLabel(line, fit="wrap", parent=self) for line in lines or ["Nothing is written yet."]]
        for label in self._shown:
            self._list.addWidget(label)
            label.show()

    # What is done

    @Slot()
    def commit(self) -> None:
        """Write what changed in the texts."""
        if self.view is None:
            return
        wanted = {
            "title": self.title.text().strip() or self.view.title,
            "group_label": self.group.text().strip(),
            "response": str(self.response.currentData()),
        }
        changed = {name: value for name, value in wanted.items() if value != getattr(self.view, name)}
        if changed:
            self.run(commands.interventions.edit_plan, self.view.id, **changed)

    @Slot(object)
    def _given(self, value: object) -> None:
        field = self.sender()
        names = {self.students: "n_students", self.dose: "dose_min_week", self.review: "review_on"}
        if self.view is None or not isinstance(field, ParsedField):
            return
        name = names[field]
        given = value or None if name == "dose_min_week" else value
        if given != getattr(self.view, name):
            self.run(commands.interventions.edit_plan, self.view.id, **{name: given})

    @Slot()
    def _write(self) -> None:
        if self.view is None:
            return
        self.next_review.commit()
        if not self.next_review.is_valid:
            self.next_review.setFocus()
            return
        worked, _ = self.run(
            commands.interventions.note_plan, self.view.id, str(self.going.currentData()),
            self.adjusted.toPlainText(), self.next_review.value,
        )  # fmt: skip
        if worked:
            self.adjusted.clear()
            self.next_review.set_value(None)

    @Slot()
    def _go(self) -> None:
        if self.view is not None:
            self.goal_wanted.emit(self.view.id)

    @Slot()
    def _end(self) -> None:
        if self.view is not None:
            self.commit()
            self.run(commands.goals.set_state, self.view.id, "closed" if self.view.is_open else "active")
