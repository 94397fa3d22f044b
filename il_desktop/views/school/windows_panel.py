"""Protected hours: the windows of the week that are for instruction, and the range of minutes to aim for.

Every change saves at once and can be undone. A window may be of one term, one day type and one weekday, or of all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.protected_windows import WindowDraft
from il_desktop.domain.targets import TargetRange
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.protected_hours import Meter, WindowRow, month_meter, terms, unprotected_in_windows, windows
from il_desktop.queries.review import week_start
from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.buttons import tool_button
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import MinutesField, TimeField
from il_desktop.views.shared.kit import Card, PlainLabel, outline_button
from il_desktop.views.shared.protected_bar import Parts, ProtectedBar, ProtectedLegend
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import Words, duration_text
from il_desktop.wording.review import range_text

ORIGIN = "school"
_NEW_FROM, _NEW_MINUTES = 9 * 60, 90


class WindowsPanel(QWidget):
    """The editor, with the month's meter beside it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.rows: tuple[WindowRow, ...] = ()
        self.editors: list[WindowEditor] = []
        self.low = MinutesField("At least", highest=10080, parent=self)
        self.high = MinutesField("At most", highest=10080, parent=self)
        self.add = outline_button("Add a window", "plus", self)
        self.sentence = PlainLabel(muted=True, fit="wrap", parent=self)
        self.month = PlainLabel(strong=True, fit="wrap", parent=self)
        self._bar = ProtectedBar(self)
        self._legend = ProtectedLegend(self)
        self._list = QVBoxLayout()
        self._build()
        self.add.clicked.connect(self.add_window)
        self.low.accepted.connect(self._take_range)
        self.high.accepted.connect(self._take_range)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scrolled(self, "Protected hours", sideways=True)
        content = QWidget(scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        hours = Card("Hours kept for instruction", parent=content)
        hours.body.addWidget(self.sentence)
        self._list.setSpacing(8)
        hours.body.addLayout(self._list)
        hours.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hours)
        column.addWidget(self._target_card(content))
        column.addStretch(1)
        scroll.hold(content)
        outer.addWidget(scroll)
        self.setFocusProxy(self.add)

    def _target_card(self, parent: QWidget) -> Card:
        card = Card("Protected time to aim for", parent=parent)
        about = "A range, no record: managing is work too. Met three weeks in a row, a step up is offered."
        card.body.addWidget(PlainLabel(about, muted=True, fit="wrap", parent=card))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for number, (label, field) in enumerate((("A week at least", self.low), ("A week at most", self.high))):
            grid.addWidget(PlainLabel(label, "caption", muted=True, parent=card), 0, number)
            field.setMaximumWidth(theme.current().px(150))
            grid.addWidget(field, 1, number, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self.month)
        card.body.addWidget(self._bar)
        card.body.addWidget(self._legend)
        return card

    # what is shown

    def show_year(self, view: SchoolYear) -> None:  # noqa: ARG002  windows belong to every year
        """Read windows, range and the month's meter."""
        shell, now = self._shell, self._shell.now()
        settings, calendar = shell.settings(), shell.desk.cached(school_calendar)
        rows = shell.desk.read(windows)
        month = shell.desk.read(month_meter, now.day, now, calendar, settings)
        choices = shell.desk.read(terms)
        if rows != self.rows or len(self.editors) != len(rows):
            self.rows = rows
            self._show_rows(choices)
        target = TargetRange(settings.protected_target_low_min, settings.protected_target_high_min)
        self.low.set_value(target.low)
        self.high.set_value(target.high)
        self._show_month(month, shell.words)
        first = week_start(now.day, settings)
        held = shell.desk.read(unprotected_in_windows, first, 7, calendar)
        self.sentence.setText(_sentence(held, has_windows=bool(rows)))

    def _show_rows(self, choices: tuple[tuple[str, str], ...]) -> None:
        if [editor.row_id for editor in self.editors] == [row.id for row in self.rows]:
            for editor, row in zip(self.editors, self.rows, strict=True):
                editor.show_row(row)  # in place: whoever tabs through the fields stays where they are
            return
        for editor in self.editors:
            self._list.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        types = self._shell.settings().day_cycle.types
        self.editors = [WindowEditor(row, choices, types, self._shell.words, self) for row in self.rows]
        for editor in self.editors:
            editor.changed.connect(self.save)
            editor.removed.connect(self._remove)
            self._list.addWidget(editor)

    def _show_month(self, month: Meter, words: Words) -> None:
        minutes = month.minutes
        parts = Parts(minutes.planned, minutes.kept, minutes.unknown, month.ahead, 0)
        name = words.months[month.first.month - 1]
        self.month.setText(
            f"{name}: {duration_text(minutes.kept)} kept; the month's range is {range_text(month.target)}"
        )
        self._bar.show_parts(parts, *month.target)
        self._legend.show_parts(parts)
        for widget in (self.month, self._bar):
            widget.setVisible(month.target.high > 0)  # a month without school days has nothing to aim for

    # wishes

    @Slot()
    def add_window(self) -> None:
        """Add a window after the last one, on every school day."""
        start = max((row.to_min for row in self.rows), default=_NEW_FROM)
        start = start if start + _NEW_MINUTES <= 1440 else _NEW_FROM
        new = WindowDraft("", start, start + _NEW_MINUTES)
        if self._write([*self._drafts(), new]) and self.editors:
            self.editors[-1].start.line.setFocus()

    @Slot()
    def save(self) -> None:
        """Save the windows as they stand."""
        self._write(self._drafts())

    @Slot(str)
    def _remove(self, row_id: str) -> None:
        self._write([draft for draft in self._drafts() if draft.id != row_id])

    def _drafts(self) -> list[WindowDraft]:
        return [editor.draft() for editor in self.editors]

    def _write(self, drafts: list[WindowDraft]) -> bool:
        return self._run(commands.protected_hours.set_windows, drafts)

    @Slot(object)
    def _take_range(self, _minutes: object) -> None:
        low, high = self.low.value, self.high.value
        if low is not None and high is not None:
            settings = commands.settings
            self._run(settings.change_settings, protected_target_low_min=low, protected_target_high_min=high)

    def _run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        try:
            self._shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return False
        self._shell.hub.flush()
        return True


class WindowEditor(QWidget):
    """One window in a line. Signals: changed() after any field, removed(str id)."""

    changed = Signal()
    removed = Signal(str)

    def __init__(
        self,
        row: WindowRow,
        choices: tuple[tuple[str, str], ...],
        types: tuple[str, ...],
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_id = row.id
        self.start = TimeField("From", h24=words.h24, parent=self)
        self.end = TimeField("To", h24=words.h24, parent=self)
        days = [(None, "Every weekday"), *((number, words.weekdays[number]) for number in range(7))]
        self.weekday = self._box("Weekday", days)
        letters = [("", "Every day type"), *((letter, f"{letter} days") for letter in types)]
        self.day_type = self._box("Day type", letters)
        self.term = self._box("Term", [("", "The whole year"), *choices])
        self.remove = tool_button("Remove this window", "trash-2", self, kind="quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.start, PlainLabel("to", muted=True, parent=self), self.end):
            line.addWidget(widget)
        for box in (self.weekday, self.day_type, self.term):
            line.addWidget(box, 1)
        line.addWidget(self.remove)
        self.show_row(row)
        self.start.accepted.connect(self._changed)
        self.end.accepted.connect(self._changed)
        self.remove.clicked.connect(self._remove)

    def show_row(self, row: WindowRow) -> None:
        """Show a window's values."""
        self.start.set_value(row.from_min)
        self.end.set_value(row.to_min % 1440)
        chosen = ((self.weekday, row.weekday), (self.day_type, row.day_type), (self.term, row.term_id))
        for box, value in chosen:
            places = (number for number in range(box.count()) if box.itemData(number) == value)
            with QSignalBlocker(box):
                box.setCurrentIndex(next(places, 0))

    def _box(self, name: str, choices: list[tuple[Any, str]]) -> QComboBox:
        box = ComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        a11y.name(box, name)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(self._changed)
        return box

    def draft(self) -> WindowDraft:
        """Return the window as the fields say; midnight as an end is the end of the day."""
        return WindowDraft(
            self.row_id,
            self.start.value,
            self.end.value or 1440,
            self.weekday.currentData(),
            self.day_type.currentData(),
            self.term.currentData(),
        )

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.row_id)


def _sentence(held: tuple[int, int], *, has_windows: bool) -> str:
    if not has_windows:
        return (
            "No window yet. A window keeps hours for instruction; make-up blocks go there first, "
            "and the week says how much of it holds protected blocks."
        )
    whole, used = held
    return f"This week {duration_text(used)} of the {duration_text(whole)} in these windows hold protected blocks."
