"""The lower half of a block's sheet: people, place, reminder, private note, what others see. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.queries.roster import roster_names
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.week.people_field import PeopleField
from il_desktop.views.week.reminder_field import ReminderField

if TYPE_CHECKING:
    from il_desktop.queries.block import BlockDetail
    from il_desktop.views.shared.shell import Shell

PLACE_MAX = 200
SEEN_TEXT = {
    False: "Others see the kind of work alone, never the title.",
    True: "A calendar you hand on shows this title. The note always stays here.",
}


class BlockDetails(QWidget):
    """Signal: edited(str, object), a field of the editing command and its new value."""

    edited = Signal(str, object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._place = self._note = ""
        self.people = PeopleField(self)
        self.place = QLineEdit(self)
        self.place.setMaxLength(PLACE_MAX)
        a11y.name(self.place, "Place")
        self.reminder = ReminderField(self)
        self.note = QPlainTextEdit(self)
        a11y.name(self.note, "Private note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(shell.theme.px(72))
        self.note.installEventFilter(self)
        self.public = QCheckBox("Public title", self)
        a11y.name(self.public, "Public title")
        self.seen = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for text, field, focus in (
            ("People", self.people, self.people.line),
            ("Place", self.place, self.place),
            ("Reminder", self.reminder, self.reminder.box),
            ("Private note", self.note, self.note),
        ):
            column.addLayout(_labelled(text, field, focus))
        seen = QVBoxLayout()
        seen.setSpacing(2)
        seen.addWidget(self.public, 0, Qt.AlignmentFlag.AlignLeft)
        seen.addWidget(self.seen)
        column.addLayout(seen)
        self.people.people_changed.connect(self._take_people)
        self.place.editingFinished.connect(self._save_place)
        self.reminder.picked.connect(self._take_reminder)
        self.public.clicked.connect(self._tick_public)

    def show_details(self, place: str, detail: BlockDetail | None, *, is_other: bool) -> None:
        """Show the fields of a block; what is being typed of the same block stays."""
        if is_other or not self.place.isModified():
            if self.place.text() != place:
                self.place.setText(place)
            self.place.setModified(False)
        self._place = place
        note = detail.note if detail is not None else ""
        if (is_other or not self.note.hasFocus()) and self.note.toPlainText() != note:
            self.note.setPlainText(note)
        self._note = note
        roster = self._shell.desk.cached(roster_names)
        today = self._shell.today()
        here = [one for one in roster if one.is_here(today)]
        self.people.show_people(detail.people if detail is not None else (), roster, here)
        self.reminder.show_minutes(detail.remind_min if detail is not None else None)
        is_public = detail is not None and detail.is_public
        self.public.setChecked(is_public)
        self.seen.setText(SEEN_TEXT[is_public])

    def commit(self) -> None:
        """Save what is half typed."""
        self.people.commit()
        self._save_place()
        if self.reminder.typed.isVisibleTo(self):
            self.reminder.typed.commit()
        self._save_note()

    @Slot(object)
    def _take_people(self, people: tuple[str, ...]) -> None:
        self.edited.emit("people", people)

    @Slot()
    def _save_place(self) -> None:
        if self.place.isModified():
            self.place.setModified(False)
            text = self.place.text().strip()
            if text != self._place:
                self._place = text
                self.edited.emit("place", text)

    @Slot(object)
    def _take_reminder(self, minutes: int | None) -> None:
        self.edited.emit("remind_min", minutes)

    @Slot(bool)
    def _tick_public(self, is_on: bool) -> None:
        self.edited.emit("is_public", is_on)

    def _save_note(self) -> None:
        text = self.note.toPlainText().strip()
        if text != self._note:
            self._note = text
            self.edited.emit("note", text)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save the note when it is left."""
        if watched is self.note and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._save_note()
        return super().eventFilter(watched, event)


def _labelled(text: str, field: QWidget, focus: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    label = PlainLabel(text, "caption", muted=True, parent=field.parentWidget())
    label.setBuddy(focus)
    column.addWidget(label)
    column.addWidget(field)
    return column
