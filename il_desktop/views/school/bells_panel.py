"""Bell schedules: the list at the left; at the right one schedule's periods, and from which date new ones hold."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from il_desktop import commands
from il_desktop.domain.school import BellSchedule, Period
from il_desktop.queries.school_year import BellsRow, SchoolYear, preview
from il_desktop.views.school.form import Form, LineField, choice, chosen
from il_desktop.views.school.period_list import PeriodList, PeriodRow
from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import Card, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text
from il_desktop.wording.school import fallout_sentence, times_choices

_ID_ROLE = Qt.ItemDataRole.UserRole + 1
_HOLDS = (("from", "From a date on"), ("always", "Always, past days too"))


class BellsPanel(Form):
    """Edits bell schedules. A change is saved by its button, after the sentence that says what it does."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self._shown: BellsRow | None = None
        self._is_new = False
        self.list = QListWidget(self)
        tables.dress(self.list, "Bell schedules")
        self.new_button = outline_button("New schedule", "plus", self)
        self.name = LineField("Name of the schedule", limit=120, hint="Early release", parent=self)
        self.used = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.version = choice("Times shown", self)
        self.times = PeriodList(shell, parent=self)
        self.more = self.times.more
        self.holds = choice("These times hold", self)
        self.first = self.date_field("First day of these times")
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.save_button = outline_button("Save the bells", "check", self)
        self.drop_button = outline_button("Take these times back", "rotate-ccw", self)
        self.delete_button = outline_button("Delete", "trash-2", self)
        self.by_name["name"] = self.name
        self._build()

    @property
    def rows(self) -> list[PeriodRow]:
        """The periods as fields."""
        return self.times.rows

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(16)
        left = Card("Bell schedules", parent=self)
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._left = left
        right = Card(parent=self)
        right.body.addWidget(_scrolled(self._make_fields(), right), 1)
        self._right = right
        columns.addWidget(left)
        columns.addWidget(right, 100)
        columns.addStretch(1)
        self.column.addLayout(columns)
        self.setFocusProxy(self.list)
        self._connect()

    def _make_fields(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel("Name", "caption", muted=True, parent=holder))
        column.addWidget(self.name)
        column.addWidget(self.used)
        column.addWidget(self.version)
        column.addWidget(PlainLabel("Periods: name, kind, start and end", "caption", muted=True, parent=holder))
        column.addWidget(self.times)
        self._hold_row = QWidget(holder)
        hold = QGridLayout(self._hold_row)
        hold.setContentsMargins(0, 8, 0, 0)
        hold.setSpacing(8)
        hold.addWidget(PlainLabel("These times hold", "caption", muted=True, parent=holder), 0, 0, 1, 2)
        hold.addWidget(self.holds, 1, 0, Qt.AlignmentFlag.AlignTop)
        hold.addWidget(self.first, 1, 1, Qt.AlignmentFlag.AlignTop)
        hold.setColumnStretch(2, 1)
        column.addWidget(self._hold_row)
        column.addWidget(self.preview)
        buttons = QWidget(holder)
        row = FlowLayout(8, buttons)
        for button in (self.save_button, self.drop_button, self.delete_button):
            row.addWidget(button)
        column.addWidget(buttons)
        column.addStretch(1)
        return holder

    def _connect(self) -> None:
        fill(self.holds, _HOLDS, "from")
        self.list.currentItemChanged.connect(self._pick)
        self.new_button.clicked.connect(self.start_new)
        self.version.currentIndexChanged.connect(self._show_version)
        self.times.changed.connect(self._say)
        self.holds.currentIndexChanged.connect(self._say)
        self.first.accepted.connect(self._say)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.drop)
        self.delete_button.clicked.connect(self.delete)
        self._scale()
        theme.current().changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        self._left.setFixedWidth(min(theme.current().px(230), 320, max(self.width() * 3 // 10, 150)))
        self._right.setMaximumWidth(theme.current().px(720))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share of the width."""
        super().resizeEvent(event)
        self._scale()

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
        self.times.fill(self._in_force(pattern)[1] if pattern else ())
        for part in (self.version, self._hold_row, self.drop_button, self.delete_button, self.preview):
            part.hide()
        if self.isVisible():
            self.name.setFocus()

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
        now = self._in_force(row)[0]
        dates = [first for first, _periods in row.versions]
        fill(self.version, times_choices(dates, now, self.shell.words), now.isoformat() if now else "")
        self.version.setVisible(len(dates) > 1)
        self._hold_row.show()
        self.delete_button.show()
        self._show_version()

    def _in_force(self, row: BellsRow) -> tuple[date | None, tuple[Period, ...]]:
        """Return the times that hold today and since when."""
        today = self.shell.today()
        return next(each for each in reversed(row.versions) if each[0] is None or each[0] <= today)

    @Slot()
    def _show_version(self) -> None:
        """Show the times chosen; changed ones begin today, or with the times that are still to come."""
        row = self._shown
        if row is None:
            return
        key = chosen(self.version) or ""
        first, periods = next(each for each in row.versions if (each[0].isoformat() if each[0] else "") == key)
        self.times.fill(periods)
        fill(self.holds, _HOLDS, "from")
        self.first.set_value(max(first or date.min, self.shell.today()))
        self.drop_button.setVisible(first is not None)
        self._say()

    def wanted(self) -> BellSchedule | None:
        """Return the schedule as it would be, None while it cannot be read or nothing differs from what is shown."""
        row, periods = self._shown, self.times.periods()
        if row is None or periods is None or not self._differs(row, periods):
            return None
        if chosen(self.holds) == "always":
            return BellSchedule(row.id, row.name, periods)
        first = self.first.value
        if first is None or not self.first.is_valid:
            return None
        others = tuple(each for each in row.later if each[0] != first)
        return BellSchedule(row.id, row.name, row.periods, tuple(sorted((*others, (first, periods)))))

    def _differs(self, row: BellsRow, periods: tuple[Period, ...]) -> bool:
        """Tell whether saving would change times: others are typed, or the shown ones are to hold at another time."""
        if chosen(self.holds) == "always":
            return bool(row.later) or periods != row.periods
        first = self.first.value
        return first is None or BellSchedule("", "", row.periods, row.later).on(first).periods != periods

    @Slot()
    def _say(self) -> None:
        """Say what new times of a stored schedule would do, once all can be read."""
        self.first.setVisible(chosen(self.holds) != "always")
        view, wanted = self._view, self.wanted()
        self.preview.setVisible(view is not None and wanted is not None)
        if view is None or wanted is None:
            return
        bells = tuple(wanted if each.id == wanted.id else each for each in view.calendar.rules.bells)
        found = self.shell.desk.read(preview, view.calendar.rules._replace(bells=bells), self.shell.today())
        self.preview.setText(f"From today on: {fallout_sentence(found)}")

    @Slot()
    def save(self) -> None:
        """Save the schedule as one step."""
        periods = self.times.read() if are_ready([self.name]) else None
        if periods is None:
            return
        row = self._shown
        if row is None:
            worked = self.run(commands.bells.add_bells, self.name.value, periods)
            self._is_new = not worked
        else:
            is_dated = chosen(self.holds) != "always"
            if is_dated and not are_ready([self.first]):
                return
            changed = {"name": self.name.value} if self.name.value != row.name else {}
            if self._differs(row, tuple(periods)):
                changed |= {"periods": periods, "first": self.first.value if is_dated else None}
            worked = bool(changed) and self.run(commands.bells.edit_bells, row.id, **changed)
        if worked:
            name = self.name.value
            self.shell.hub.flush()
            found = self.list.findItems(name, Qt.MatchFlag.MatchExactly)
            if found:
                self.list.setCurrentItem(found[0])

    @Slot()
    def drop(self) -> None:
        """Take the times shown back; those before them go on."""
        first = chosen(self.version)
        if self._shown is not None and first is not None:
            self.run(commands.bells.drop_times, self._shown.id, date.fromisoformat(first))

    @Slot()
    def delete(self) -> None:
        """Delete the schedule shown, when nothing uses it."""
        if self._shown is not None and self.run(commands.bells.delete_bells, self._shown.id):
            self._shown = None
            self.shell.hub.flush()


def _scrolled(widget: QWidget, parent: QWidget) -> QScrollArea:
    scroll = Scrolled(parent, sideways=True)
    scroll.hold(widget)
    scroll.setMinimumHeight(40)
    return scroll
