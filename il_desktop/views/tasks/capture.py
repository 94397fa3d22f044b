"""The line that writes a task down from anywhere: Ctrl+Shift+T, a title, minutes, "by Friday", Enter.

Keys: Enter saves, Ctrl+Enter saves and opens it on the Tasks page, Esc closes and gives the focus back.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.tasks import read_task_line
from il_desktop.views.shared import a11y, typed
from il_desktop.views.shared.floating_line import FloatingLine
from il_desktop.views.shared.kit import PlainLabel, primary_button
from il_desktop.views.shared.marked_line import MarkedLine
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text, duration_text

ORIGIN = "capture"
_HINT = "A title is enough. Minutes put it on the shelf, “by Friday” gives it a day, “!” makes it urgent."


class TaskCapture(FloatingLine):
    """Title, minutes, day and urgency in one line; what was typed before is still in it."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.line = MarkedLine(self)
        self.line.setPlaceholderText("Order the readers 20 by Friday")
        a11y.name(self.line, "Task: a title, its minutes, by when, and Enter")
        self.save = primary_button("Save", parent=self)
        self.hint = PlainLabel(_HINT, "caption", muted=True, fit="wrap", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(PlainLabel("What is to be done?", strong=True, parent=self))
        top.addWidget(self.line, 1)
        top.addWidget(self.save)
        column.addLayout(top)
        column.addWidget(self.hint)
        self.line.edited.connect(self._edited)
        self.line.entered.connect(self._enter)
        self.line.dismissed.connect(self.dismiss)
        self.save.clicked.connect(self.save_line)

    def prepare(self) -> None:
        """Say again what the line means: days may have gone by."""
        self._edited(self.line.line)

    def take_focus(self) -> None:
        """Give the focus to the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self) -> tuple[str, int | None, date | None, bool]:
        """Return title, minutes, due date, urgency; a day that cannot be read stays in the title."""
        found = read_task_line(self.line.line)
        if not found.due:
            return found.title, found.minutes, None, found.is_urgent
        try:
            due = typed.read_date(found.due, self._shell.today(), day_first=self._shell.words.day_first)
        except typed.NotReadable:
            whole = " ".join(self.line.line.split()).strip("! ")
            return whole, None, None, found.is_urgent
        return found.title, found.minutes, due, found.is_urgent

    @Slot(str)
    def _edited(self, _text: str) -> None:
        title, minutes, due, is_urgent = self._read()
        if not title:
            self.hint.setText(_HINT)
            return
        parts = [f"“{title}”"]
        if minutes:
            parts.append(duration_text(minutes))
        if due is not None:
            parts.append(f"due {day_text(due, self._shell.words)}")
        if is_urgent:
            parts.append("urgent")
        self.hint.setText(f"Enter saves {', '.join(parts)}. Ctrl+Enter also opens it.")
        if self.isVisible():
            self.fit()

    @Slot(bool)
    def _enter(self, with_control: bool) -> None:
        task_id = self._save()
        if with_control and task_id:
            self._shell.go("tasks", task_id)

    @Slot()
    def save_line(self) -> None:
        """Save what the line says, at once."""
        self._save()

    def _save(self) -> str:
        title, minutes, due, is_urgent = self._read()
        if not title:
            return ""
        try:
            task_id = self._shell.desk.run(
                commands.tasks.add_task, title, est_min=minutes, due_on=due, urgency=3 if is_urgent else 2,
                origin=ORIGIN,
            )  # fmt: skip
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return ""
        self.line.set_line("")
        self.dismiss()
        return str(task_id)
