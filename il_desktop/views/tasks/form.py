"""The fields of one task in the sheet; each saves when it is left or chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from il_desktop.domain.errors import BadValue
from il_desktop.domain.tasks import LEVELS, Disposition
from il_desktop.queries.tasks import TaskRow
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, MinutesField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text, moment_text
from il_desktop.wording.tasks import AUTHORITIES, DISPOSITIONS, GRADES, carried_text, missing_text

Pairs = tuple[tuple[str, str], ...]


class TaskForm(QWidget):
    """Signals: changed(str field, object value), decided(str), delegated(str, str, object date).

    The buttons `time` (schedule), `done` and `delete` belong to the page.
    """

    changed = Signal(str, object)
    decided = Signal(str)
    delegated = Signal(str, str, object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.row: TaskRow | None = None
        self.title = QLineEdit(self)
        self.title.setMaxLength(255)
        a11y.name(self.title, "Task")
        self.due = DateField(
            "Due", today=shell.today, show=self._show_day, day_first=shell.words.day_first, is_required=False,
            parent=self,
        )  # fmt: skip
        self.minutes = MinutesField("Minutes", highest=480, is_required=False, parent=self)
        self.check_in = DateField(
            "Check-in", today=shell.today, show=self._show_day, day_first=shell.words.day_first, is_required=False,
            parent=self,
        )  # fmt: skip
        self.boxes = {name: self._box(name, label) for name, label in (
            ("importance", "Importance"), ("urgency", "Urgency"), ("goal_id", "Goal"),
            ("decision", "What happens with it"), ("owner_id", "Who takes it"), ("authority", "How far they go alone"),
        )}  # fmt: skip
        self.state = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.reasons = {name: self._reason() for name in ("owner_id", "authority")}
        self.hand_on = outline_button("Hand on", "user-plus", self)
        self.time = outline_button("Give it a time", "calendar-plus", self)
        self.done = outline_button("Done", "check", self)
        self.delete = outline_button("Delete", "trash-2", self)
        self._build()
        self.title.editingFinished.connect(self._title_left)
        self.due.accepted.connect(self._due)
        self.minutes.accepted.connect(self._minutes)
        self.hand_on.clicked.connect(self.try_delegate)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for label, field in (
            ("Task", self.title), ("Due", self.due), ("Minutes", self.minutes),
            ("Importance", self.boxes["importance"]), ("Urgency", self.boxes["urgency"]),
            ("Goal", self.boxes["goal_id"]), ("What happens with it", self.boxes["decision"]),
        ):  # fmt: skip
            _add(column, label, field)
        self.handing = QWidget(self)
        part = QVBoxLayout(self.handing)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(10)
        _add(part, "Who takes it", self.boxes["owner_id"], self.reasons["owner_id"])
        _add(part, "How far they go alone", self.boxes["authority"], self.reasons["authority"])
        _add(part, "We look at it together on", self.check_in)
        part.addWidget(self.hand_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.handing)
        column.addWidget(self.state)
        row = FlowLayout(8)
        for button in (self.time, self.done, self.delete):
            row.addWidget(button)
        column.addLayout(row)

    def _box(self, name: str, label: str) -> QComboBox:
        box = ComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setProperty("field", name)
        a11y.name(box, label)
        box.activated.connect(self._chosen)
        return box

    def _reason(self) -> PlainLabel:
        label = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        label.hide()
        return label

    # what is shown

    def show_row(self, row: TaskRow, people: Pairs, goals: Pairs) -> None:
        """Show a task."""
        is_same = self.row is not None and self.row.id == row.id
        self.row = row
        grades = tuple((str(level), GRADES[level]) for level in LEVELS)
        known = goals if not row.goal_id or row.goal_id in dict(goals) else (*goals, (row.goal_id, row.goal))
        decisions = (("", "Not decided yet"), *((key.value, text) for key, text in DISPOSITIONS.items()))
        levels = (("", "Choose"), *((key.value, text) for key, text in AUTHORITIES.items()))
        self._fill("importance", grades, str(row.importance))
        self._fill("urgency", grades, str(row.urgency))
        self._fill("goal_id", (("", "No goal"), *known), row.goal_id)
        self._fill("decision", decisions, row.disposition)
        owners = people if not row.owner_id or row.owner_id in dict(people) else (*people, (row.owner_id, row.owner))
        self._fill("owner_id", (("", "Choose"), *owners), row.owner_id)
        self._fill("authority", levels, row.authority)
        if not (is_same and self.title.hasFocus()):
            self.title.setText(row.title)
            self.title.setCursorPosition(0)
        self.due.set_value(row.due)
        self.minutes.set_value(row.minutes)
        self.check_in.set_value(row.check_in)
        self._clear_reasons()
        self.handing.setVisible(row.is_delegated)
        self.hand_on.setText("Save" if row.is_delegated else "Hand on")
        self.time.setVisible(row.planned is None and row.state == "open" and not row.is_delegated)
        self.done.set_face(
            "Done" if row.state == "open" else "Take up again", "check" if row.state == "open" else "undo-2"
        )
        self.state.setText(self._state(row))
        self.state.setVisible(bool(self.state.text()))

    def _state(self, row: TaskRow) -> str:
        parts = [carried_text(row.carried)]
        if row.planned is not None:
            parts.append(f"planned {moment_text(row.planned, self._shell.words)}")
        if row.state != "open":
            parts.append({"done": "done", "dropped": "dropped"}.get(row.state, "handed back"))
        return "; ".join(part for part in parts if part).capitalize()

    def _fill(self, name: str, choices: Pairs, chosen: str) -> None:
        box = self.boxes[name]
        with QSignalBlocker(box):
            box.clear()
            for key, text in choices:
                box.addItem(text, key)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def refuse(self, error: BadValue) -> None:
        """Say under the field of the delegation what is wrong, and go there."""
        self._clear_reasons()
        text = missing_text(error.field, error.reason)
        if error.field == "check_in_on":
            self.check_in.set_refusal(text)
            self.check_in.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        label = self.reasons.get(error.field)
        if label is not None:
            label.setText(text)
            label.show()
            self.boxes[error.field].setFocus(Qt.FocusReason.OtherFocusReason)
            a11y.announce(self.boxes[error.field], text, urgent=True)

    def _clear_reasons(self) -> None:
        for label in self.reasons.values():
            label.hide()

    def _show_day(self, day: date) -> str:
        return day_text(day, self._shell.words, year=day.year != self._shell.today().year)

    # wishes

    @Slot()
    def commit(self) -> None:
        """Save what is being typed."""
        self._title_left()
        self.due.commit()
        self.minutes.commit()

    @Slot()
    def _title_left(self) -> None:
        title = self.title.text().strip()
        if self.row is not None and title and title != self.row.title:
            self.changed.emit("title", title)

    @Slot(object)
    def _due(self, day: Any) -> None:
        self.changed.emit("due_on", day)

    @Slot(object)
    def _minutes(self, minutes: Any) -> None:
        self.changed.emit("est_min", minutes)

    @Slot(int)
    def _chosen(self, _number: int) -> None:
        box = self.sender()
        if not isinstance(box, QComboBox) or self.row is None:
            return
        name, value = str(box.property("field")), str(box.currentData())
        if name == "decision":
            self.handing.setVisible(value == Disposition.DELEGATE)
            if value == Disposition.DELEGATE:
                self.boxes["owner_id"].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.decided.emit(value)
        elif name in ("importance", "urgency"):
            self.changed.emit(name, int(value))
        elif name == "goal_id":
            self.changed.emit(name, value)

    @Slot()
    def try_delegate(self) -> None:
        """Hand the task on as the three fields say."""
        self.check_in.commit()
        self.delegated.emit(
            str(self.boxes["owner_id"].currentData()), str(self.boxes["authority"].currentData()), self.check_in.value
        )


def _add(column: QVBoxLayout, label: str, *fields: QWidget) -> None:
    part = QVBoxLayout()
    part.setSpacing(4)
    part.addWidget(PlainLabel(label, "caption", muted=True, parent=fields[0].parentWidget()))
    for field in fields:
        part.addWidget(field)
    column.addLayout(part)
