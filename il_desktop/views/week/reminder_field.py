"""When a block reminds of itself: a choice of usual times, and a line for any other."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import MinutesField
from il_desktop.wording.format import duration_text

USUAL = (None, 0, 5, 10, 15, 30, 60, 1440)
LONGEST = 40_320  # four weeks, as calendars have it
_OTHER = "other"


class ReminderField(QWidget):
    """Signal: picked(object), minutes before the start or None for no reminder."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ComboBox(self)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        a11y.name(self.box, "Reminder")
        self.typed = MinutesField("So long before the start", highest=LONGEST, parent=self)
        self.typed.line.setPlaceholderText("20 min, 2 h")
        self.typed.hide()
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.typed)
        self._minutes: int | None = None
        self.show_minutes(None)
        self.box.activated.connect(self._pick)
        self.typed.accepted.connect(self._take)

    @property
    def minutes(self) -> int | None:
        """How long before the start, None for no reminder."""
        return self._minutes

    def show_minutes(self, minutes: int | None) -> None:
        """Show a reminder; one that is not usual joins the choices."""
        self._minutes = minutes
        choices = USUAL if minutes in USUAL else (*USUAL, minutes)
        self.box.clear()
        for one in choices:
            self.box.addItem(lead_time_text(one), one)
        self.box.addItem("Another time…", _OTHER)
        self.box.setCurrentIndex(choices.index(minutes))
        self.typed.hide()

    @Slot(int)
    def _pick(self, index: int) -> None:
        choice = self.box.itemData(index)
        if choice == _OTHER:
            self.typed.set_value(None)
            self.typed.show()
            self.typed.line.setFocus()
        else:
            self._take(choice)

    @Slot(object)
    def _take(self, minutes: int | None) -> None:
        is_new = minutes != self._minutes
        self.show_minutes(minutes)
        if is_new:
            self.picked.emit(minutes)


def lead_time_text(minutes: int | None) -> str:
    """Say how long before the start: `At the start`, `15 min before`, `1 day before`."""
    if minutes is None:
        return "No reminder"
    if not minutes:
        return "At the start"
    days, rest = divmod(minutes, 1440)
    if days and not rest:
        return f"{days} {'day' if days == 1 else 'days'} before"
    return f"{duration_text(minutes)} before"
