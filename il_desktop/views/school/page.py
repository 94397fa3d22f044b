"""The school calendar: the year at a glance, its dates, bells and rotation; one day or date in the side sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.school_year import SchoolYear, school_year
from il_desktop.views.school.dates_item_model import DateRow
from il_desktop.views.school.day_form import DayForm
from il_desktop.views.school.form import ORIGIN
from il_desktop.views.school.page_actions import action_specs
from il_desktop.views.school.panels import Panels
from il_desktop.views.school.span_form import SpanForm
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.fitting_choice import FittingChoice
from il_desktop.views.shared.kit import tool_button
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import WIDTH, SideSheet
from il_desktop.wording.format import day_text
from il_desktop.wording.school import SPAN_WORDS, day_sentence, year_sentence

if TYPE_CHECKING:
    from il_desktop.views.school.bells_panel import BellsPanel
    from il_desktop.views.school.holiday_form import HolidayForm
    from il_desktop.views.school.rotation_panel import RotationPanel
    from il_desktop.views.school.timetable_import import TimetableImport
    from il_desktop.views.school.timetable_panel import TimetablePanel
    from il_desktop.views.school.windows_panel import WindowsPanel

_TABS = (("year", "Year"), ("dates", "Dates"), ("bells", "Bells"), ("rotation", "Rotation"),
         ("timetable", "Timetable"), ("windows", "Protected hours"))  # fmt: skip

_HEAD_PX = 360  # what the title, the search glyph and the main button of the head need beside the tabs
_LEAST_PX = 330  # width of the page below which an open sheet covers it


class SchoolPage(Page):
    """`show_key` takes an ISO date, or one of the tabs year, dates, bells, rotation, timetable and windows."""

    page_id = "school"
    title = "School calendar"
    icon = "calendar-check"
    tables = frozenset(
        {
            "calendar_span",
            "day_override",
            "bell_schedule",
            "bell_times",
            "setting",
            "timetable_slot",
            "section",
            "person",
            "time_block",
            "visit",
            "protected_window",
            "actual",
        }
    )

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: SchoolYear | None = None
        self._year_id = ""
        self.tabs = FittingChoice(_TABS, "Show", self, self._head_needs)
        self.lead = self._make_lead()
        self._main = QWidget(self)
        self._panels = Panels(shell, self, self._main)
        self.empty, self.year, self.dates = self._panels.empty, self._panels.year, self._panels.dates
        self._holidays: HolidayForm | None = None
        self._importer: TimetableImport | None = None
        self.sheet = SideSheet(self)
        self.day_form = DayForm(shell, self.sheet.content)
        self.span_form = SpanForm(shell, self.sheet.content)
        self._add_actions()
        self._build()

    @staticmethod
    def _head_needs() -> int:
        return theme.current().px(_HEAD_PX)

    # Page

    def refresh(self) -> None:
        """Read the year anew."""
        view = self.shell.desk.read(school_year, self.shell.today(), self._year_id)
        self.view = view
        has_year = view.year is not None
        self._new.setText("Add dates…" if has_year else "Set up the school year…")
        self.lead.setVisible(len(view.years) > 1)
        self.tabs.setVisible(has_year)
        self.shell.actions.refresh()
        if not has_year:
            self._panels.setCurrentWidget(self.empty)
            return
        self._year_id = view.year.id if view.year else ""
        self._panels.show_year(view)
        self._show_tab(self.tabs.key)
        if self.sheet.isVisible() and self.day_form.isVisibleTo(self.sheet) and self.day_form.day is not None:
            self.day_form.show_day(self.day_form.day, view)

    def head_sentence(self) -> str:
        """Count the school days of the year and its terms."""
        view = self.view
        if view is None or view.year is None:
            return ""
        terms = [(term.name, term.days) for term in view.terms]
        return year_sentence(view.year.name, view.total.days, view.total.letters, terms)

    def head_lead(self) -> QWidget | None:
        """Return the way to other years."""
        return self.lead

    def head_tools(self) -> QWidget | None:
        """Return the choice of what is shown."""
        return self.tabs

    def primary_action(self) -> QAction | None:
        """Return what makes new dates."""
        return self._new

    def show_key(self, key: str) -> None:
        """Open a date, or one of the tabs."""
        if key in dict(_TABS):
            self._choose(key)
            return
        try:
            day = date.fromisoformat(key)
        except ValueError:
            return
        if self.view is None:
            self.refresh()
        self._choose("year")
        self.year.months.set_cursor(day)
        self.open_day(day)

    # Days and dates

    @Slot(object)
    def open_day(self, day: date) -> None:
        """Open a date in the sheet."""
        if self.view is not None and self.view.year is not None:
            self.day_form.show_day(day, self.view)
            self.year.months.set_cursor(day)
            self._open_form(self.day_form, day_text(day, self.shell.words, year=True))
            a11y.announce(self.sheet, day_sentence(self.view.day(day), self.shell.words))

    @Slot(object)
    def open_row(self, row: DateRow) -> None:
        """Open a line of the list in the sheet."""
        if self.view is None:
            return
        if row.span is None:
            self.open_day(row.first)
            return
        self.span_form.show_span(row.span, self.view)
        self._open_form(self.span_form, SPAN_WORDS[row.span.kind])

    @Slot(object)
    def delete_row(self, row: DateRow) -> None:
        """Delete a line of the list; it can be undone."""
        command, key = commands.school_days.clear_day, row.first
        if row.span is not None:
            command, key = commands.school.delete_span, row.span.id
        if self._run(command, key):
            self.sheet.close_sheet()

    def _run(self, command: Callable[..., Any], *args: object) -> bool:
        """Run a command; show the problem when it was refused. Return whether it worked."""
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return False
        return True

    @Slot()
    def add_dates(self) -> None:
        """Open the sheet for new dates; in an empty file for the first school year."""
        if self.view is None:
            self.refresh()
        if self.view is None:
            return
        is_first = self.view.year is None
        on_year = self.tabs.key == "year" and not is_first
        start = self.year.months.cursor_day if on_year and self.year.months.hasFocus() else None
        self.span_form.show_new("year" if is_first else "holiday", self.view, start)
        self._open_form(self.span_form, "New school year" if is_first else "New dates")
        self.span_form.take_focus()

    @Slot()
    def add_year(self) -> None:
        """Start the next year from the last one."""
        if self.view is None or self.view.year is None:
            self.add_dates()
            return
        try:
            self._year_id = self.shell.desk.run(commands.school.start_next_year, origin=ORIGIN)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.year.months.cursor_day = None
        self.shell.hub.flush()
        self._choose("dates")

    @Slot()
    def suggest_holidays(self) -> None:
        """Open the sheet with public holidays that are still days with students."""
        if self.view is None or self.view.year is None:
            return
        if self._holidays is None:
            from il_desktop.views.school.holiday_form import HolidayForm  # noqa: PLC0415  it reads a library

            self._holidays = HolidayForm(self.shell, self.sheet.content)
            self._holidays.done.connect(self._span_done)
            self.sheet.body.addWidget(self._holidays)
        self._holidays.show_year(self.view)
        self._open_form(self._holidays, "Suggested holidays")
        self._holidays.take_focus()

    @Slot()
    def import_timetable(self) -> None:
        """Ask for a timetable's file and bring it in."""
        from il_desktop.views.school.timetable_import import TimetableImport  # noqa: PLC0415  rare, and it reads files

        if self._importer is None:
            self._importer = TimetableImport(self.shell, self)
        self._importer.start()

    def _open_form(self, form: QWidget, title: str) -> None:
        for other in (self.day_form, self.span_form, self._holidays):
            if other is not None:
                other.setVisible(other is form)
        self.year.months.mark_open(is_open=form is self.day_form)
        self.sheet.open_sheet(title)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Let the sheet cover the page where both beside each other would be too narrow to read."""
        px = theme.current().px
        beside = min(px(WIDTH), 460)
        covers = self.sheet.isVisibleTo(self) and self.width() - beside < px(_LEAST_PX)
        self.sheet.setFixedWidth(self.width() if covers else beside)
        self._main.setVisible(not covers)

    @Slot()
    def _uncover(self) -> None:
        """Bring the page back before the focus goes there."""
        self._main.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit page and sheet to the new width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _closed(self) -> None:
        self.year.months.mark_open(is_open=False)

    @Slot()
    def _day_done(self) -> None:
        self.shell.hub.flush()

    @Slot()
    def _span_done(self) -> None:
        self.sheet.close_sheet()
        self.shell.hub.flush()

    # Tabs and years

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.tabs.set_key(key)
        self._show_tab(key)
        self.head_changed.emit()

    def _show_tab(self, key: str) -> None:
        panel = self._panels.panel(key)
        if panel not in (self.year, self.dates):
            self.sheet.close_sheet()
        self._panels.setCurrentWidget(panel)
        self.setFocusProxy(panel)

    @property
    def timetable(self) -> TimetablePanel:
        """The timetable of one person."""
        return cast("TimetablePanel", self._panels.panel("timetable"))

    @property
    def bells(self) -> BellsPanel:
        """The bell schedules."""
        return cast("BellsPanel", self._panels.panel("bells"))

    @property
    def rotation(self) -> RotationPanel:
        """The rotation of day types and the weekly bells."""
        return cast("RotationPanel", self._panels.panel("rotation"))

    @property
    def windows(self) -> WindowsPanel:
        """The protected hours and the range to aim for."""
        return cast("WindowsPanel", self._panels.panel("windows"))

    @Slot()
    def _earlier(self) -> None:
        self._step_year(-1)

    @Slot()
    def _later(self) -> None:
        self._step_year(1)

    def _step_year(self, step: int) -> None:
        years = [year.id for year in self.view.years] if self.view else []
        if self._year_id in years:
            place = years.index(self._year_id) + step
            if 0 <= place < len(years):
                self._year_id = years[place]
                self.year.months.cursor_day = None
                self.sheet.close_sheet()
                self.refresh()
                self.head_changed.emit()

    def _has_year(self) -> bool:
        return self.view is not None and self.view.year is not None

    # Building

    def _make_lead(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        earlier, later = (
            tool_button("Earlier year", "chevron-left", holder),
            tool_button("Later year", "chevron-right", holder),
        )
        earlier.clicked.connect(self._earlier)
        later.clicked.connect(self._later)
        row.addWidget(earlier)
        row.addWidget(later)
        holder.hide()
        return holder

    def _add_actions(self) -> None:
        deeds = (self.add_dates, self.add_year, self.suggest_holidays, self.import_timetable)
        self._new, *_ = (
            self.shell.actions.add(spec, deed, self)
            for spec, deed in zip(action_specs(self._has_year), deeds, strict=True)
        )

    def _build(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 10)
        column.addWidget(self._panels)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._main, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.day_form)
        self.sheet.body.addWidget(self.span_form)
        self.tabs.chosen.connect(self._choose)
        self.empty.pressed.connect(self.add_dates)
        self.year.months.opened.connect(self.open_day)
        self.dates.opened.connect(self.open_row)
        self.dates.delete_wanted.connect(self.delete_row)
        self.dates.suggestions_wanted.connect(self.suggest_holidays)
        self.sheet.leaving.connect(self._uncover)
        self.sheet.closed.connect(self._closed)
        self.day_form.done.connect(self._day_done)
        self.span_form.done.connect(self._span_done)
        self.setFocusProxy(self.year)
        self.setTabOrder(self.year.months, self.sheet.dismiss)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
