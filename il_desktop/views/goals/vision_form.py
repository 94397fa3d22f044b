"""Editors of the vision and of one of its items. Saving an adopted version makes the next one."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.queries.vision import VisionItem, VisionVersion, look_for_choices
from il_desktop.views.goals.form import Form, NoteField, TextField
from il_desktop.views.goals.look_for_list import LookForList
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.shared.shell import Shell


class VisionForm(Form):
    """Edits statement, mission, review date and note together."""

    def __init__(self, shell: Shell, vision: VisionVersion | None, parent: QWidget) -> None:
        super().__init__(shell, parent)
        if vision is not None and vision.adopted_on is not None:
            words = (
                f"Version {vision.version} is adopted and stays as it is. Saving makes version {vision.version + 1}."
            )
            self.column.addWidget(PlainLabel(words, muted=True, fit="wrap", parent=self))
        self.statement = TextField("Vision in one sentence", parent=self)
        self.add("Vision in one sentence", self.statement, "statement")
        self._mission = NoteField("Mission: what we do every day", parent=self)
        self.add("Mission: what we do every day", self._mission)
        self._review = self.date_field("Review on", is_required=False)
        self.add("Review on", self._review, "review_due_on")
        self._note = NoteField("Note", lines=3, parent=self)
        self.add("Note", self._note)
        if vision is not None:
            self.statement.set_value(vision.statement)
            self._mission.set_value(vision.mission)
            self._note.set_value(vision.note)
            self._review.set_value(vision.review_due_on if vision.adopted_on is None else None)
        self.add_save("Save", self.save)

    @Slot()
    def save(self) -> None:
        """Write the draft."""
        if not self.is_ready():
            return
        worked, vision_id = self.run(
            commands.vision.write_vision,
            statement=self.statement.value,
            mission=self._mission.value,
            review_due_on=self._review.value,
            note=self._note.value,
        )
        if worked:
            self.saved.emit(vision_id)


class ItemForm(Form):
    """Adds a value, element or expectation, or changes one."""

    def __init__(self, shell: Shell, kind: str, item: VisionItem | None, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._kind, self._item = kind, item
        self.name = TextField("In a few words", parent=self)
        self.add("In a few words", self.name, "name")
        self._meaning = NoteField("What it means, what one would see", parent=self)
        self.add("What it means, what one would see", self._meaning)
        self.look_fors: LookForList | None = None
        if kind == "excellence":
            choices = shell.desk.read(look_for_choices)
            self.look_fors = LookForList(choices, item.id if item else "", self)
            self.add("Look-fors: what shows it in a lesson", self.look_fors)
            if not choices:
                words = "There are no look-fors in this file yet, so it cannot be observed on visits."
                self.column.addWidget(PlainLabel(words, "caption", muted=True, fit="wrap", parent=self))
        if item is not None:
            self.name.set_value(item.name)
            self._meaning.set_value(item.meaning)
        self.add_save("Save" if item else "Add", self.save)

    @Slot()
    def save(self) -> None:
        """Add or change the item."""
        if not self.is_ready():
            return
        name, meaning = self.name.value, self._meaning.value
        if self._item is None:
            worked, item_id = self.run(commands.vision.add_item, self._kind, name, meaning)
        elif (name, meaning) != (self._item.name, self._item.meaning):
            worked, item_id = self.run(commands.vision.edit_item, self._item.id, name=name, meaning=meaning)
        else:
            worked, item_id = True, self._item.id
        if worked and self.look_fors is not None and self.look_fors.is_changed:
            worked, _ = self.run(commands.vision.set_look_fors, item_id, self.look_fors.chosen)
        if worked:
            self.saved.emit(item_id)
