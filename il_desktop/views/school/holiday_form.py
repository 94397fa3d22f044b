"""Suggested holidays in the side sheet: the state is chosen, each day has a tick, and one step adds the ticked ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from il_desktop import commands
from il_desktop.domain.public_holidays import Holiday, missing_holidays, states
from il_desktop.domain.school import CalendarSpan
from il_desktop.queries.school_year import SchoolYear, preview
from il_desktop.views.school.form import Form, choice, chosen
from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.form import fill
from il_desktop.views.shared.kit import outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, day_text
from il_desktop.wording.school import fallout_sentence

_MOST_LINES = 12


class HolidayForm(Form):
    """Signal: done() after the ticked days were added. Keys in the list: arrows, Space for the tick."""

    done = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self._found: tuple[Holiday, ...] = ()
        self.state = choice("State", self)
        self.hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.list = QListWidget(self)
        tables.dress(self.list, "Suggested holidays")
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.add_button = outline_button("Add as days off", "check", self)
        self.add("State", self.state)
        for part in (self.hint, self.list, self.preview):
            self.column.addWidget(part)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        fill(self.state, [("", "Federal holidays alone"), *states()])
        self.state.currentIndexChanged.connect(self._fill)
        self.list.itemChanged.connect(self._say)
        self.add_button.clicked.connect(self.save)

    def show_year(self, view: SchoolYear) -> None:
        """Suggest for a year; the state chosen before stays chosen."""
        self._view = view
        self._fill()

    def take_focus(self) -> None:
        """Begin at the state."""
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fill(self) -> None:
        view = self._view
        if view is None or view.year is None:
            return
        year = CalendarSpan("year", view.year.name, view.year.first, view.year.last)
        self._found = missing_holidays(view.calendar, year, chosen(self.state) or "")
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._found:
            item = QListWidgetItem(f"{day_text(each.day, self.shell.words, year=True)}  {each.name}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.is_federal else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if self._found:
            self.list.setCurrentRow(0)
        rows = min(max(len(self._found), 1), _MOST_LINES)
        self.list.setFixedHeight(rows * theme.current().px(theme.ROW_HEIGHT) + 8)
        self.list.setVisible(bool(self._found))
        self.add_button.setVisible(bool(self._found))
        where = self.state.currentText() if chosen(self.state) else "federal"
        self.hint.setText(
            "Still school days here. Tick the ones your school keeps; your district's calendar has the last word."
            if self._found
            else f"Every public holiday ({where}) of this school year is a day off already."
        )
        self._say()

    def ticked(self) -> tuple[Holiday, ...]:
        """Return the holidays with a tick."""
        rows = range(self.list.count())
        return tuple(self._found[row] for row in rows if self.list.item(row).checkState() is Qt.CheckState.Checked)

    @Slot()
    def _say(self) -> None:
        """Say what adding the ticked days does."""
        wanted, view = self.ticked(), self._view
        self.add_button.setEnabled(bool(wanted))
        self.add_button.setText(f"Add {count_text(len(wanted), 'day off', 'days off')}" if wanted else "Add days off")
        self.preview.setVisible(bool(wanted))
        if view is None or not wanted:
            return
        rules = view.calendar.rules
        spans = tuple(CalendarSpan("holiday", each.name, each.day, each.day) for each in wanted)
        found = self.shell.desk.read(preview, rules._replace(spans=(*rules.spans, *spans)), self.shell.today())
        self.preview.setText(f"From today on: {fallout_sentence(found)}")

    @Slot()
    def save(self) -> None:
        """Add the ticked days as one step."""
        drafts = [commands.school.SpanDraft("holiday", each.name, each.day, each.day) for each in self.ticked()]
        if drafts and self.run(commands.school.add_spans, drafts):
            self.done.emit()
