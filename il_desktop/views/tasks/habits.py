"""The habits: a table, and a sheet for one of them, saved as a whole and refused at the field that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.domain.habits import MOST_A_WEEK, HabitDraft
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.habits import HabitRow, habits
from il_desktop.views.shared import a11y, tables
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import MinutesField, NumberField, TimeField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, EmptyState, PlainLabel, outline_button
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.format import Words, duration_text, hours_text

_HEADS = ("Habit", "A week", "Length", "Between", "Best on", "This week")
_EMPTY = (
    "No habit yet. A habit is something you wish for so many times a week, such as walking the halls, without a fixed "
    "time: it waits on the shelf, and the planner finds its places."
)
_REFUSED = {
    "title": "Give it a name.",
    "per_week": f"1 to {MOST_A_WEEK} times a week.",
    "window": "The window has to hold the habit.",
    "minutes": "The length lies between the shortest and the longest.",
}
ORIGIN = "habits"


class HabitsPanel(QWidget):
    """The tab of the Tasks page."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.rows: dict[str, HabitRow] = {}
        self.model = TextItemModel(_HEADS, 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "Habits")
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        stretch_column(self.table, 0, gives_way=(3, 4))
        self.empty = EmptyState(_EMPTY, "New habit", "repeat", self)
        self.new = outline_button("New habit", "plus", self)
        self.sheet = SideSheet(self)
        self.form = HabitForm(shell.words, self.sheet.content)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        left = QVBoxLayout()
        left.addWidget(card, 1)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.form)
        self.sheet.body.addStretch(1)
        self.setFocusProxy(self.table)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.empty.pressed.connect(self.add_habit)
        self.new.clicked.connect(self.add_habit)
        self.form.save.clicked.connect(self.save)
        self.form.delete.clicked.connect(self.delete)

    def refresh(self) -> None:
        """Read the habits again."""
        words = self.shell.words
        found = self.shell.desk.read(habits, self.shell.today())
        self.rows = {row.id: row for row in found}
        self.model.show_rows([(row.id, _texts(row, words)) for row in found])
        self.table.setVisible(bool(found))
        self.new.setVisible(bool(found))
        self.empty.setVisible(not found)
        if self.form.habit_id and self.form.habit_id not in self.rows:
            self.sheet.close_sheet()

    @Slot()
    def add_habit(self) -> None:
        """Open an empty sheet."""
        self._show("", HabitDraft("", "visit_quick", 3, 30), "New habit")

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.rows.get(self.model.key(index.row()))
        if row is not None:
            self._show(row.id, row.draft, "Habit")

    def _show(self, habit_id: str, draft: HabitDraft, title: str) -> None:
        kinds = [(row.key, row.name) for row in self.shell.desk.cached(activity_types) if row.is_active]
        self.form.show_draft(habit_id, draft, kinds)
        self.sheet.open_sheet(title)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Save the sheet; say at the field what is wrong."""
        draft = self.form.draft()
        if draft is None:
            return
        if self.form.habit_id:
            is_done = self._run(commands.habits.edit_habit, self.form.habit_id, draft)
        else:
            is_done = self._run(commands.habits.add_habit, draft)
        if is_done:
            self.sheet.close_sheet()

    @Slot()
    def delete(self) -> None:
        """End the shown habit; it can be undone."""
        if self.form.habit_id:
            self._run(commands.habits.delete_habit, self.form.habit_id)

    def _run(self, command: Callable[..., Any], *args: Any) -> bool:
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN)
        except BadValue as error:
            self.form.refuse(error.field)
            return False
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return False
        self.shell.hub.flush()
        return True


class HabitForm(QWidget):
    """The fields of one habit; `draft` is None while one of them cannot be read."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.habit_id = ""
        self.title = QLineEdit(self)
        self.title.setMaxLength(255)
        a11y.name(self.title, "Habit")
        self.kind, self.day = ComboBox(self), ComboBox(self)
        for box, name in ((self.kind, "Kind of time"), (self.day, "Best on")):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            a11y.name(box, name)
        self.day.addItem("Any day", None)
        for number in range(5):
            self.day.addItem(words.weekdays[number], number)
        self.times = NumberField("Times a week", low=1, high=MOST_A_WEEK, parent=self)
        self.minutes = MinutesField("Length", parent=self)
        self.shortest = MinutesField("At least", is_required=False, parent=self)
        self.longest = MinutesField("At most", is_required=False, parent=self)
        self.low = TimeField("Not before", h24=words.h24, is_required=False, parent=self)
        self.high = TimeField("Over by", h24=words.h24, is_required=False, parent=self)
        self.reason = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.save = outline_button("Save", "check", self)
        self.delete = outline_button("End the habit", "trash-2", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for label, field in (
            ("Habit", self.title), ("Kind of time", self.kind), ("Times a week", self.times), ("Length", self.minutes),
            ("At least (may be empty)", self.shortest), ("At most (may be empty)", self.longest),
            ("Not before (may be empty)", self.low), ("Over by (may be empty)", self.high), ("Best on", self.day),
        ):  # fmt: skip
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(PlainLabel(label, "caption", muted=True, parent=self))
            part.addWidget(field)
            column.addLayout(part)
        column.addWidget(self.reason)
        row = FlowLayout(8)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        column.addLayout(row)

    def show_draft(self, habit_id: str, draft: HabitDraft, kinds: list[tuple[str, str]]) -> None:
        """Show a habit; without an id it is a new one."""
        self.habit_id = habit_id
        self.title.setText(draft.title)
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for key, name in kinds:
                self.kind.addItem(name, key)
            self.kind.setCurrentIndex(max(0, self.kind.findData(draft.activity)))
        self.day.setCurrentIndex(0 if draft.weekday is None else draft.weekday + 1)
        for field, value in (
            (self.times, draft.per_week), (self.minutes, draft.minutes), (self.shortest, draft.shortest),
            (self.longest, draft.longest), (self.low, draft.low), (self.high, draft.high),
        ):  # fmt: skip
            field.set_value(value)
        self.delete.setVisible(bool(habit_id))
        self.reason.hide()

    def draft(self) -> HabitDraft | None:
        """Return the habit as the fields say, None while one cannot be read."""
        fields = (self.times, self.minutes, self.shortest, self.longest, self.low, self.high)
        for field in fields:
            field.commit()
        wrong = next((field for field in fields if not field.is_valid), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        times, minutes, shortest, longest, low, high = (field.value for field in fields)
        return HabitDraft(
            self.title.text(), str(self.kind.currentData()), times, minutes, low, high, shortest, longest,
            self.day.currentData(),
        )  # fmt: skip

    def refuse(self, field: str) -> None:
        """Say what is wrong and go to its field."""
        target = {"title": self.title, "per_week": self.times, "window": self.low, "minutes": self.minutes}.get(field)
        self.reason.setText(_REFUSED.get(field, "This cannot be saved."))
        self.reason.show()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            a11y.announce(target, self.reason.text(), urgent=True)


def _texts(row: HabitRow, words: Words) -> tuple[str, ...]:
    draft = row.draft
    between = ""
    if draft.low is not None or draft.high is not None:
        between = hours_text(draft.low or 0, draft.high if draft.high is not None else 1440, words)
    best = words.short_weekdays[draft.weekday] if draft.weekday is not None else "any day"
    done = f"{row.placed} of {draft.per_week}"
    return draft.title, f"{draft.per_week}", duration_text(draft.minutes), between, best, done
