"""Fields that read what is typed and refuse rubbish at once: the reason stands beneath and is announced.

Signals and properties are the same for all: `accepted(object)` after Enter or on leaving with a new readable value,
`value`, `is_valid`. What can be read is decided in `typed`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y, typed
from il_desktop.views.shared.plain import PlainLabel


class ParsedField(QWidget):
    """Base: a line, and under it the reason when the text cannot be taken. Keys: Enter takes over, Esc restores."""

    accepted = Signal(object)
    validity_changed = Signal(bool)

    def __init__(self, name: str, *, is_required: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.line = QLineEdit(self)
        self.line.setMaxLength(80)
        self.reason = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.reason.hide()
        column.addWidget(self.line)
        column.addWidget(self.reason)
        self._value: Any = None
        self._is_required = is_required
        self._is_valid = not is_required
        self.name = name
        a11y.name(self.line, name)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typing)
        self.line.editingFinished.connect(self.commit)
        self.line.installEventFilter(self)

    @property
    def value(self) -> Any:
        """The last value that could be read; None while empty."""
        return self._value

    @property
    def is_valid(self) -> bool:
        """Whether the text on show can be taken."""
        return self._is_valid

    def set_value(self, value: Any) -> None:
        """Show a value without a signal; None empties the field."""
        self._value = value
        self.line.setText("" if value is None else self.write(value))
        self._judge("" if value is not None or not self._is_required else None)

    def set_refusal(self, sentence: str) -> None:
        """Show a reason that only the page can know, such as an end before a start; an empty text clears it."""
        self._judge(sentence)
        if sentence:
            a11y.announce(self.line, f"{self.name}: {sentence}", urgent=True)

    def read(self, text: str) -> Any:
        """Return the value of a text or raise NotReadable; each field has its own."""
        raise typed.NotReadable(text)

    def write(self, value: Any) -> str:
        """Return how a value is shown."""
        return str(value)

    @Slot()
    def commit(self) -> None:
        """Read the text as if the field were left; called by Enter, by leaving and before saving."""
        text = self.line.text().strip()
        if not text and not self._is_required:
            value = None
        else:
            try:
                value = self.read(text)
            except typed.NotReadable as refusal:
                if self.reason.text() != refusal.sentence or not self.reason.isVisibleTo(self):
                    self._judge(refusal.sentence)
                    a11y.announce(self.line, f"{self.name}: {refusal.sentence}", urgent=True)
                return
        is_new = value != self._value
        self.set_value(value)
        if is_new:
            self.accepted.emit(value)

    @Slot(str)
    def _typing(self, text: str) -> None:
        """While a refused text is mended, clear the reason as soon as it can be read."""
        if self.reason.text():
            try:
                self.read(text.strip())
            except typed.NotReadable:
                return
            self._judge("")

    def _judge(self, sentence: str | None) -> None:
        """Show or clear a reason; None means empty but not yet wrong."""
        was_valid, self._is_valid = self._is_valid, sentence == ""
        self.reason.setText(sentence or "")
        self.reason.setVisible(bool(sentence))
        is_marked = self.line.property("invalid") == "true"
        if is_marked != bool(sentence):
            self.line.setProperty("invalid", "true" if sentence else "false")
            style = self.line.style()
            style.unpolish(self.line)
            style.polish(self.line)
        self.line.setAccessibleDescription(sentence or "")
        if was_valid != self._is_valid:
            self.validity_changed.emit(self._is_valid)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restore the last value on Esc while something else is typed."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shown = "" if self._value is None else self.write(self._value)
            if event.key() == Qt.Key.Key_Escape and self.line.text() != shown:
                self.set_value(self._value)
                return True
        return super().eventFilter(watched, event)


class TimeField(ParsedField):
    """A time of the day; the value is the minute, 0 to 1439. Keys: Up and Down move by five minutes."""

    def __init__(
        self, name: str, *, h24: bool = False, is_required: bool = True, parent: QWidget | None = None
    ) -> None:
        self._h24 = h24
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setPlaceholderText("9:00" if h24 else "9:00 am")
        self._fit()

    def _fit(self) -> None:
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("00:00 MM") + 34)

    def set_h24(self, is_h24: bool) -> None:
        """Show times in the 24 or 12 hour form."""
        self._h24 = is_h24

    def read(self, text: str) -> int:
        """Read a time."""
        return typed.read_time(text)

    def write(self, value: int) -> str:
        """Write a time in the 12 or 24 hour form."""
        hour, minute = divmod(value, 60)
        if self._h24:
            return f"{hour}:{minute:02d}"
        return f"{hour % 12 or 12}:{minute:02d} {'AM' if hour < 12 else 'PM'}"

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step by five minutes; be as wide as a time when the text gets larger."""
        if watched is self.line and event.type() == QEvent.Type.FontChange:
            self._fit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._value is not None:
            step = {Qt.Key.Key_Up: 5, Qt.Key.Key_Down: -5}.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers():
                self.line.setText(self.write((self._value + step) % 1440))
                self.commit()
                return True
        return super().eventFilter(watched, event)


class MinutesField(ParsedField):
    """A duration; the value is whole minutes."""

    def __init__(
        self, name: str, *, highest: int = 1440, is_required: bool = True, parent: QWidget | None = None
    ) -> None:
        self._highest = highest
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setPlaceholderText("45 min")

    def read(self, text: str) -> int:
        """Read a duration."""
        return typed.read_minutes(text, highest=self._highest)

    def write(self, value: int) -> str:
        """Write a duration: 45 min, 1 h 30."""
        hours, minutes = divmod(value, 60)
        if not hours:
            return f"{minutes} min"
        return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


class NumberField(ParsedField):
    """A number with inclusive bounds; the value is an int when `decimals` is 0, else a float."""

    def __init__(
        self,
        name: str,
        *,
        low: float | None = None,
        high: float | None = None,
        decimals: int = 0,
        is_required: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._low, self._high, self._decimals = low, high, decimals
        super().__init__(name, is_required=is_required, parent=parent)

    def read(self, text: str) -> float | int:
        """Read a number within the bounds."""
        value = typed.read_number(text, low=self._low, high=self._high)
        if self._decimals:
            return round(value, self._decimals)
        if value != int(value):
            sentence = "Whole numbers only."
            raise typed.NotReadable(sentence)
        return int(value)

    def write(self, value: float) -> str:
        """Write a number without needless zeros."""
        return f"{value:.{self._decimals}f}".rstrip("0").rstrip(".") if self._decimals else str(value)


class DateField(ParsedField):
    """A date. `today` gives the date that years and weekday names are read against; `show` writes a date."""

    def __init__(
        self,
        name: str,
        *,
        today: Callable[[], date],
        show: Callable[[date], str] = date.isoformat,
        day_first: bool = False,
        is_required: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._today, self._show, self._day_first = today, show, day_first
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setPlaceholderText("16 Jan")

    def read(self, text: str) -> date:
        """Read a date."""
        return typed.read_date(text, self._today(), day_first=self._day_first)

    def write(self, value: date) -> str:
        """Write a date."""
        return self._show(value)
