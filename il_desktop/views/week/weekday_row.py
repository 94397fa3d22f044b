"""Seven toggles for the weekdays of a repeat; one of them is always down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Button
from il_desktop.wording.format import Words


class WeekdayRow(QWidget):
    """Weekdays to choose from. Signal: days_changed(tuple of 0 Monday to 6 Sunday) after a user's pick."""

    days_changed = Signal(object)

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.toggles: list[Button] = []
        for short, name in zip(words.short_weekdays, words.weekdays, strict=True):
            toggle = Button(short[:2], parent=self)
            toggle.setCheckable(True)
            toggle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # seven share the row
            a11y.name(toggle, name)
            toggle.clicked.connect(self._toggled)
            self.toggles.append(toggle)
            row.addWidget(toggle)

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays that are down."""
        return tuple(number for number, toggle in enumerate(self.toggles) if toggle.isChecked())

    def set_days(self, days: Sequence[int]) -> None:
        """Show weekdays without a signal."""
        for number, toggle in enumerate(self.toggles):
            toggle.setChecked(number in days)

    @Slot()
    def _toggled(self) -> None:
        if self.days:
            self.days_changed.emit(self.days)
        else:
            # The last one stays: a week without any day is no repeat.
            next(toggle for toggle in self.toggles if toggle is self.sender()).setChecked(True)
