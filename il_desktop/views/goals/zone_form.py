"""Editor of a target in words: what the school commits to, what it aims for, what would be a stretch."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.metrics.zones import STRETCH, TARGET
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.views.goals.form import Form, TextField
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.shared.shell import Shell

_LABELS = ("Commit: this much we promise", "Target: this is what we aim for", "Stretch: if all goes well")


class ZoneForm(Form):
    """Sets a target of three zones. Its readings are levels: 0 none yet, 1 commit, 2 target, 3 stretch."""

    def __init__(self, shell: Shell, detail: GoalDetail, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._goal_id = detail.fields.id
        self._title = detail.fields.title
        words = "For what no number says well. Write each so that anyone could tell whether it is reached."
        self.column.addWidget(PlainLabel(words, muted=True, fit="wrap", parent=self))
        self.zones = [TextField(label.split(":")[0], parent=self) for label in _LABELS]
        for number, (label, field) in enumerate(zip(_LABELS, self.zones, strict=True)):
            self.add(label, field, f"zone_{number}")
        self._from = self.date_field("Begins on")
        self.add("Begins on", self._from, "baseline_on")
        self._due = self.date_field("Due on")
        self.add("Until (due date)", self._due, "due_on")
        target = detail.figures.target if detail.figures is not None else None
        self._name = target.measure if target is not None and target.levels else self._title
        self._from.set_value(target.baseline_on if target is not None else shell.today())
        self._due.set_value(target.due_on if target is not None else detail.fields.due_on)
        for field, level in zip(self.zones, target.levels if target is not None else (), strict=False):
            field.set_value(level)
        self.add_save("Set the target", self.save)

    @Slot()
    def save(self) -> None:
        """Set the target."""
        if not self.is_ready():
            return
        measuring = commands.measuring
        spec = measuring.TargetSpec(
            measure=measuring.MeasureSpec(self._name, "ordinal", levels=tuple(field.value for field in self.zones)),
            baseline=0.0,
            aim=float(TARGET),
            stretch=float(STRETCH),
            baseline_on=self._from.value,
            due_on=self._due.value,
        )
        worked, _ = self.run(measuring.set_target, self._goal_id, spec)
        if worked:
            self.saved.emit(self._goal_id)
