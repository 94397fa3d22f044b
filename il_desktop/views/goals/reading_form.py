"""Editor of a reading: a rate takes both counts, anything else a value."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.queries.goal_figures import RATE_UNITS, Point, TargetView
from il_desktop.views.goals.form import Form
from il_desktop.views.shared.fields import NumberField
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import UNIT_WORDS

_MOST = 10_000_000


class ReadingForm(Form):
    """Adds a reading to a target's measure, or changes one."""

    def __init__(self, shell: Shell, target: TargetView, point: Point | None, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._target, self._point = target, point
        self._is_rate = target.unit in RATE_UNITS
        self.column.addWidget(PlainLabel(target.measure, strong=True, fit="wrap", parent=self))
        self.day = self.date_field("Day")
        self.day.set_value(point.on if point else shell.today())
        if self._is_rate:
            self.numerator = NumberField("How many", low=0, high=_MOST, parent=self)
            self.denominator = NumberField("Out of", low=1, high=_MOST, parent=self)
            self.add("How many", self.numerator, "numerator")
            self.add("Out of", self.denominator, "denominator")
            self.first: NumberField = self.numerator
        else:
            self.value = NumberField("Value", decimals=4, parent=self)
            self.add(f"Value ({UNIT_WORDS[target.unit]})", self.value, "value")
            self.first = self.value
        self.add("Day", self.day, "read_on")
        if point is not None:
            self._fill(point)
        self.add_save("Save" if point else "Add the reading", self.save)

    def _fill(self, point: Point) -> None:
        if self._is_rate:
            self.numerator.set_value(point.numerator)
            self.denominator.set_value(point.denominator)
        else:
            self.value.set_value(float(point.value))

    @Slot()
    def save(self) -> None:
        """Add or change the reading."""
        if not self.is_ready():
            return
        numbers = (
            {"numerator": self.numerator.value, "denominator": self.denominator.value}
            if self._is_rate
            else {"value": float(self.value.value)}
        )
        measuring = commands.measuring
        if self._point is None:
            worked, _ = self.run(measuring.add_reading, self._target.measure_id, self.day.value, **numbers)
        else:
            worked, _ = self.run(measuring.edit_reading, self._point.reading_id, read_on=self.day.value, **numbers)
        if worked:
            self.saved.emit(self._target.goal_id)
