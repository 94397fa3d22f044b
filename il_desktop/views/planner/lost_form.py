"""“I lost 9 to 11”: when, why, and what took it. Several days at once are the days one was away."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from il_desktop.domain.proposal import Loss
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, TimeField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import PlainLabel, outline_button, primary_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text
from il_desktop.wording.reasons import REASONS

NOT_FREE = "Not free"
LONGEST_DAYS = 31


class LostForm(QWidget):
    """Signals: lost(Loss), left() for going back without."""

    lost = Signal(object)
    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        words, settings = shell.words, shell.settings()
        self.day = self._date("First day", is_required=True)
        self.last = self._date("Last day, if it is another", is_required=False)
        self.start = TimeField("From", h24=words.h24, parent=self)
        self.end = TimeField("To", h24=words.h24, parent=self)
        self.reason = ComboBox(self)
        for reason in DisplacementReason:
            self.reason.addItem(REASONS[reason], reason.value)
        a11y.name(self.reason, "Why it is lost")
        self.title = QLineEdit(self)
        self.title.setMaxLength(200)
        self.title.setPlaceholderText(NOT_FREE)
        a11y.name(self.title, "What takes this time")
        self.repair = primary_button("Find a repair", "calendar-check", self)
        self.back = outline_button("Back", parent=self)
        self._lay_out()
        self.reason.setCurrentIndex(self.reason.findData(DisplacementReason.OTHER.value))
        self.start.set_value(settings.work_start_min)
        self.end.set_value(settings.work_end_min)
        self.repair.clicked.connect(self._take)
        self.back.clicked.connect(self._leave)

    def _date(self, name: str, *, is_required: bool) -> DateField:
        words = self._shell.words
        return DateField(
            name, today=self._shell.today, show=self._day_text, day_first=words.day_first, is_required=is_required,
            parent=self,
        )  # fmt: skip

    def _day_text(self, day: date) -> str:
        return day_text(day, self._shell.words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        sentence = "Say which time is gone. What lay there gets another place, and as little as possible moves."
        column.addWidget(PlainLabel(sentence, muted=True, fit="wrap", parent=self))
        hours = QHBoxLayout()
        hours.setSpacing(12)
        for field in (self.start, self.end):
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(PlainLabel(field.name, "caption", muted=True, parent=self))
            part.addWidget(field)
            hours.addLayout(part)
        hours.addStretch(1)
        column.addWidget(PlainLabel(self.day.name, "caption", muted=True, parent=self))
        column.addWidget(self.day)
        column.addLayout(hours)
        for label, field in ((self.last.name, self.last), ("Why", self.reason), ("What takes it", self.title)):
            column.addWidget(PlainLabel(label, "caption", muted=True, parent=self))
            column.addWidget(field)
        buttons = QWidget(self)
        row = FlowLayout(8, buttons)
        row.addWidget(self.repair)
        row.addWidget(self.back)
        column.addSpacing(6)
        column.addWidget(buttons)
        column.addStretch(1)

    def open_at(self, span: Span) -> None:
        """Show a time to begin with; the first field gets the focus."""
        self.day.set_value(span.start.day)
        self.last.set_value(None)
        self.start.set_value(span.start.minute)
        self.end.set_value(span.end.minute)
        self.title.clear()
        self.start.setFocus()
        self.start.line.selectAll()

    @Slot()
    def _leave(self) -> None:
        self.left.emit()

    @Slot()
    def _take(self) -> None:
        for field in (self.day, self.last, self.start, self.end):
            field.commit()
            if not field.is_valid:
                field.setFocus()
                return
        first = WallTime(self.day.value, self.start.value)
        last = WallTime(self.last.value or self.day.value, self.end.value)
        if last <= first:
            field = self.last if self.last.value is not None else self.end
            field.set_refusal("This lies before the beginning.")
            field.setFocus()
            return
        if (last.day - first.day) > timedelta(days=LONGEST_DAYS):
            self.last.set_refusal("A month at most.")
            self.last.setFocus()
            return
        title = self.title.text().strip() or NOT_FREE
        self.lost.emit(Loss(Span(first, last), str(self.reason.currentData()), title))
