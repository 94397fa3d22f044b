"""Bell schedules: the list at the left, one schedule's periods as a table of fields at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.bell_times import MAX_CODE, MAX_PERIODS
from il_desktop.domain.school import Period
from il_desktop.queries.school_year import BellsRow, SchoolYear, preview
from il_desktop.views.school.form import Form, LineField, are_ready, choice, chosen, fill
from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.fields import TimeField
from il_desktop.views.shared.kit import Card, link_button, outline_button, tool_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text
from il_desktop.wording.school import PERIOD_WORDS, fallout_sentence

_ID_ROLE = Qt.ItemDataRole.UserRole + 1
_PASSING = 3  # minutes between periods that a new row proposes


class PeriodRow(QWidget):
    """One period as fields. Signals: changed(), remove_wanted(object self)."""

    changed = Signal()
    remove_wanted = Signal(object)

    def __init__(self, number: int, period: Period | None, *, h24: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = LineField(f"Name of period {number}", limit=MAX_CODE, parent=self)
        self.kind = choice(f"Kind of period {number}", self)
        self.start = TimeField(f"Start of period {number}", h24=h24, parent=self)
        self.end = TimeField(f"End of period {number}", h24=h24, parent=self)
        self.remove = tool_button(f"Remove period {number}", "x", self, kind="quiet")
        fill(self.kind, list(PERIOD_WORDS.items()), period.kind if period else "period")
        if period is not None:
            self.code.set_value(period.code)
            self.start.set_value(period.start_min)
            self.end.set_value(period.end_min)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.code, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.kind, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.end, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
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


class BellsPanel(Form):
    """Edits bell schedules. A change is saved by its button, after the sentence that says what it does."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self._shown: BellsRow | None = None
        self._is_new = False
        self.rows: list[PeriodRow] = []
        self.list = QListWidget(self)
        tables.dress(self.list, "Bell schedules")
        self.new_button = outline_button("New bell schedule", "plus", self)
        self.name = LineField("Name of the schedule", limit=120, hint="Early release", parent=self)
        self.used = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.more = link_button("Add a period", "plus", self)
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.save_button = outline_button("Save the bells", "check", self)
        self.delete_button = outline_button("Delete", "trash-2", self)
        self.by_name["name"] = self.name
        self._build()

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(16)
        left = Card("Bell schedules", parent=self)
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._left = left
        right = Card(parent=self)
        right.body.addWidget(PlainLabel("Name", "caption", muted=True, parent=right))
        right.body.addWidget(self.name)
        right.body.addWidget(self.used)
        right.body.addWidget(PlainLabel("Periods: name, kind, start and end", "caption", muted=True, parent=right))
        right.body.addWidget(self._make_lines(right), 1)
        right.body.addWidget(self.preview)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        right.body.addLayout(buttons)
        self._right = right
        columns.addWidget(left)
        columns.addWidget(right, 100)
        columns.addStretch(1)
        self.column.addLayout(columns)
        self.setFocusProxy(self.list)
        self.list.currentItemChanged.connect(self._pick)
        self.new_button.clicked.connect(self.start_new)
        self.more.clicked.connect(self.add_period)
        self.save_button.clicked.connect(self.save)
        self.delete_button.clicked.connect(self.delete)
        self._scale()
        theme.current().changed.connect(self._scale)

    def _make_lines(self, parent: QWidget) -> QScrollArea:
        scroll = QScrollArea(parent)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        self._holder = QWidget(scroll)
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)
        scroll.setWidget(self._holder)
        scroll.setMinimumHeight(40)
        self._holder.setAutoFillBackground(False)
        return scroll

    @Slot()
    def _scale(self) -> None:
        self._left.setFixedWidth(min(theme.current().px(230), 320))
        self._right.setMaximumWidth(theme.current().px(720))

    def show_year(self, view: SchoolYear) -> None:
        """Show all schedules; what is being typed stays unless its schedule changed."""
        self._view = view
        key = self._shown.id if self._shown else ""
        known = {row.id: row for row in view.bells}
        if key not in known and not self._is_new:
            key = view.bells[0].id if view.bells else ""
        self._is_new = not key
        self._list(key)
        if not key:
            if not self.rows:
                self.start_new()
        elif known[key] != self._shown:
            self._show(known[key])

    def _list(self, key: str) -> None:
        """List the schedules, and one being made, which has no id yet; there is always a current one."""
        rows = [(row.id, row.name) for row in self._view.bells] if self._view else []
        if not key:
            rows.append(("", "New schedule"))
        self.list.blockSignals(True)
        self.list.clear()
        for number, (row_key, name) in enumerate(rows):
            item = QListWidgetItem(name)
            item.setData(_ID_ROLE, row_key)
            self.list.addItem(item)
            if row_key == key:
                self.list.setCurrentRow(number)
        self.list.blockSignals(False)

    @Slot()
    def start_new(self) -> None:
        """Start a schedule, with the regular one's periods to change where there is one."""
        regular = self._view.calendar.rules.default_bells if self._view else ""
        pattern = next((row for row in self._view.bells if row.id == regular), None) if self._view else None
        self._shown, self._is_new = None, True
        current = self.list.currentItem()
        if current is None or current.data(_ID_ROLE):  # else it was just picked, and a list may not change meanwhile
            self._list("")
        self.name.set_value(None)
        start = "Starts as a copy of the regular bells." if pattern else "The first one becomes the regular bells."
        self.used.setText(start)
        self._fill(pattern.periods if pattern else ())
        self.delete_button.hide()
        self.preview.hide()
        if self.isVisible():
            self.name.setFocus()

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
        self._say()

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem | None) -> None:
        key = item.data(_ID_ROLE) if item is not None else ""
        row = next((row for row in self._view.bells if row.id == key), None) if self._view else None
        if row is not None:
            self._show(row)
        elif item is not None:
            self.start_new()

    def _show(self, row: BellsRow) -> None:
        self._shown, self._is_new = row, False
        self.name.set_value(row.name)
        regular = self._view is not None and self._view.calendar.rules.default_bells == row.id
        days = count_text(row.days, "school day", "school days")
        self.used.setText(f"{'The regular bells. ' if regular else ''}Ring on {days} of this year.")
        self._fill(row.periods)
        self.delete_button.show()
        self.preview.hide()

    def _fill(self, periods: tuple[Period, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows.clear()
        for period in periods:
            self._add_row(period)

    def _add_row(self, period: Period | None) -> None:
        row = PeriodRow(len(self.rows) + 1, period, h24=self.shell.words.h24, parent=self._holder)
        row.changed.connect(self._say)
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
            self._say()

    def read(self) -> list[Period] | None:
        """Return the periods typed, None after refusing the first wrong one at its field."""
        if not self.rows:
            self.shell.messages.problem("A bell schedule needs at least one period. Add one, then save.")
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
    def _say(self) -> None:
        """Say what new times of a stored schedule would do, once all can be read."""
        view, shown = self._view, self._shown
        self.preview.hide()
        if view is None or shown is None or not all(field.is_valid for row in self.rows for field in row.fields):
            return
        periods = tuple(sorted((row.period() for row in self.rows), key=lambda period: period.start_min))
        if periods == shown.periods or any(period.end_min <= period.start_min for period in periods):
            return
        rules = view.calendar.rules
        bells = tuple(each._replace(periods=periods) if each.id == shown.id else each for each in rules.bells)
        found = self.shell.desk.read(preview, rules._replace(bells=bells), self.shell.today())
        self.preview.setText(f"From today on: {fallout_sentence(found)}")
        self.preview.show()

    @Slot()
    def save(self) -> None:
        """Save the schedule as one step."""
        periods = self.read() if are_ready([self.name]) else None
        if periods is None:
            return
        if self._shown is None:
            worked = self.run(commands.bells.add_bells, self.name.value, periods)
            self._is_new = not worked
        else:
            changed = {}
            if self.name.value != self._shown.name:
                changed["name"] = self.name.value
            if tuple(periods) != self._shown.periods:
                changed["periods"] = periods
            worked = bool(changed) and self.run(commands.bells.edit_bells, self._shown.id, **changed)
        if worked:
            name = self.name.value
            self.shell.hub.flush()
            found = self.list.findItems(name, Qt.MatchFlag.MatchExactly)
            if found:
                self.list.setCurrentItem(found[0])

    @Slot()
    def delete(self) -> None:
        """Delete the schedule shown, when nothing uses it."""
        if self._shown is not None and self.run(commands.bells.delete_bells, self._shown.id):
            self._shown = None
            self.shell.hub.flush()


def _refuse(field: LineField | TimeField, sentence: str) -> None:
    field.set_refusal(sentence)
    field.setFocus()


def _next_code(code: str) -> str:
    """Return `P9` for `P8`, an empty text where there is no number to count on."""
    head = code.rstrip("0123456789")
    tail = code[len(head) :]
    return f"{head}{int(tail) + 1}" if tail else ""
