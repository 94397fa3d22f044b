"""Editor of a measure: its name, what it is about, and whether it moves early or tells at the end."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.queries.goal_figures import TargetView
from il_desktop.views.goals.form import Form, TextField, select_key
from il_desktop.views.shared.kit import PlainLabel, SegmentedControl
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import FAMILY_WORDS, SOURCE_WORDS, TIMING_HELP, TIMING_WORDS


class MeasureForm(Form):
    """Changes the measure of a target; every goal with this measure shows it."""

    def __init__(self, shell: Shell, target: TargetView, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._target = target
        self.name = TextField("Measure", parent=self)
        self.name.set_value(target.measure)
        self.add("Measure", self.name, "name")
        self.name.setEnabled(target.source != "app")
        if target.source == "app":
            words = f"{SOURCE_WORDS['app'].capitalize()}: its name stays."
            self.column.addWidget(PlainLabel(words, "caption", muted=True, fit="wrap", parent=self))
        self.family = self.add_choice("What it is about", list(FAMILY_WORDS.items()))
        select_key(self.family, target.family)
        timings = [(key, words.capitalize()) for key, words in TIMING_WORDS.items()]
        self.timing = SegmentedControl(timings, "Leading or lagging", self, breaks=True)
        self.timing.set_key(target.timing)
        self.add("Leading or lagging", self.timing)
        self.column.addWidget(PlainLabel(TIMING_HELP, "caption", muted=True, fit="wrap", parent=self))
        self.add_save("Save the measure", self.save)

    @Slot()
    def save(self) -> None:
        """Write what was changed."""
        if not self.is_ready():
            return
        wanted = {"name": self.name.value, "family": str(self.family.currentData()), "timing": self.timing.key}
        was = {"name": self._target.measure, "family": self._target.family, "timing": self._target.timing}
        changed = {key: value for key, value in wanted.items() if value != was[key]}
        worked = not changed or self.run(commands.measuring.edit_measure, self._target.measure_id, **changed)[0]
        if worked:
            self.saved.emit(self._target.measure_id)
