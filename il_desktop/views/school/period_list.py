"""The periods of a day as a list of fields: added, taken out, read, and the first wrong one refused at its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from il_desktop.domain.bell_times import MAX_CODE, MAX_PERIODS
from il_desktop.domain.school import Period
from il_desktop.views.school.form import LineField, choice, chosen
from il_desktop.views.shared import theme
from il_desktop.views.shared.fields import TimeField
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import link_button, tool_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.school import PERIOD_WORDS

_PASSING = 3  # minutes between periods that a new row proposes
_ROOMY = 120  # per cent of the usual text size up to which a narrow row fits on one line
_ROOMY_WIDE = 150  # the same for a row with its kind
_TOP = Qt.AlignmentFlag.AlignTop


class PeriodRow(QWidget):
    """One period as fields; a narrow one keeps its kind to itself. Signals: changed(), remove_wanted(object self)."""

    changed = Signal()
    remove_wanted = Signal(object)

    def __init__(self, number: int, period: Period | None, *, h24: bool, is_narrow: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = LineField(f"Name of period {number}", limit=MAX_CODE, parent=self)
        self.kind = choice(f"Kind of period {number}", self)
        self.start = TimeField(f"Start of period {number}", h24=h24, parent=self)
        self.end = TimeField(f"End of period {number}", h24=h24, parent=self)
        self.remove = tool_button(f"Remove period {number}", "x", self, kind="quiet")
        fill(self.kind, list(PERIOD_WORDS.items()), period.kind if period else "period")
        self.kind.setVisible(not is_narrow)
        if period is not None:
            self.code.set_value(period.code)
            self.start.set_value(period.start_min)
            self.end.set_value(period.end_min)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        is_folded = theme.current().px(100) > (_ROOMY if is_narrow else _ROOMY_WIDE)
        line, first = (1, 0) if is_folded else (0, 2)
        grid.addWidget(self.code, 0, 0, _TOP)
        grid.addWidget(self.kind, 0, 1, _TOP)
        grid.addWidget(self.start, line, first, _TOP)
        grid.addWidget(self.end, line, first + 1, _TOP)
        lines, place = (2, 2) if is_folded else (1, first + 2)
        grid.addWidget(self.remove, 0, place, lines, 1, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 0 if is_narrow and not is_folded else 1)
        for field in (self.code, self.start, self.end):
            field.accepted.connect(self._change)
        self.kind.currentIndexChanged.connect(self._change)
        self.remove.clicked.connect(self._remove)

    @property
    def fields(self) -> tuple[LineField | TimeField, ...]:
        """The fields in order."""
        return self.code, self.start, self.end

    def period(self) -> Period:
        """Return the period typed; all fields must be readable."""
        return Period(self.code.value, self.start.value, self.end.value, chosen(self.kind) or "period")

    @Slot()
    def _change(self) -> None:
        self.changed.emit()

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self)


class PeriodList(QWidget):
    """The rows and the way to one more. Signal: changed() after anything was typed, chosen, added or taken out."""

    changed = Signal()

    def __init__(self, shell: Shell, *, is_narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._is_narrow = shell, is_narrow
        self.rows: list[PeriodRow] = []
        self.more = link_button("Add a period", "plus", self)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0 if is_narrow else 8, 0)
        self._lines.setSpacing(6)
        self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)
        self.more.clicked.connect(self.add_period)

    def fill(self, periods: Sequence[Period]) -> None:
        """Show other periods, without a signal."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows.clear()
        for period in periods:
            self._add_row(period)

    def periods(self) -> tuple[Period, ...] | None:
        """Return the periods in order of time, None while something cannot be read or does not fit."""
        if not self.rows or not all(field.is_valid for row in self.rows for field in row.fields):
            return None
        found = tuple(sorted((row.period() for row in self.rows), key=lambda period: period.start_min))
        return None if any(period.end_min <= period.start_min for period in found) else found

    def read(self) -> list[Period] | None:
        """Return the periods typed, None after refusing the first wrong one at its field."""
        if not self.rows:
            self._shell.messages.problem("At least one period is needed. Add one, then save.")
            return None
        for row in self.rows:
            if not are_ready(row.fields):
                return None
        found = sorted(((row.period(), row) for row in self.rows), key=lambda pair: pair[0].start_min)
        codes: set[str] = set()
        before: Period | None = None
        for period, row in found:
            if period.end_min <= period.start_min:
                return _refuse(row.end, "A period ends after it starts.")
            if before is not None and period.start_min < before.end_min:
                return _refuse(row.start, f"Begins before {before.code} ends.")
            if period.code.casefold() in codes:
                return _refuse(row.code, "This name is taken.")
            codes.add(period.code.casefold())
            before = period
        return [period for period, _row in found]

    @Slot()
    def add_period(self) -> None:
        """Add a period after the last one, of the same length."""
        if len(self.rows) >= MAX_PERIODS:
            return
        last = self.rows[-1] if self.rows else None
        period = None
        if last is not None and last.start.value is not None and last.end.value is not None:
            start = last.end.value + _PASSING
            end = start + max(last.end.value - last.start.value, 5)
            period = Period(_next_code(last.code.value or ""), start, end) if end < 1440 else None
        self._add_row(period)
        self.rows[-1].code.setFocus()
        self.changed.emit()

    def _add_row(self, period: Period | None) -> None:
        number, h24 = len(self.rows) + 1, self._shell.words.h24
        row = PeriodRow(number, period, h24=h24, is_narrow=self._is_narrow, parent=self)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(self._remove)
        self._lines.insertWidget(len(self.rows), row)
        row.show()
        self.rows.append(row)

    @Slot(object)
    def _remove(self, row: PeriodRow) -> None:
        if row in self.rows:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            (self.rows[-1].code if self.rows else self.more).setFocus()
            self.changed.emit()


def _refuse(field: LineField | TimeField, sentence: str) -> None:
    field.set_refusal(sentence)
    field.setFocus()


def _next_code(code: str) -> str:
    """Return `P9` for `P8`, an empty text where there is no number to count on."""
    head = code.rstrip("0123456789")
    tail = code[len(head) :]
    return f"{head}{int(tail) + 1}" if tail else ""
