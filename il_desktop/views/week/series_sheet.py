"""All repeating blocks at the right of the week: find one, open it, let it end with a date, delete it.

Keys: type to find, Down goes to the list, Enter opens the next date, Del deletes the whole series; undo brings it back.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.recurrence import occurrences
from il_desktop.domain.series_edit import upcoming
from il_desktop.domain.text import search_key
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.series import SeriesRow, all_series
from il_desktop.views.shared import a11y
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Hairline, PlainLabel, outline_button
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.shared.tables import dress
from il_desktop.views.week.deeds import ORIGIN
from il_desktop.views.week.series_rows import LINE_ROLE, SeriesDelegate, SeriesLine, line_of
from il_desktop.wording.format import count_text, day_text

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

KEY = "series"  # what the week page is asked to show
NONE_YET = "No block repeats yet. Open a block and choose how it repeats, or type “every Tue” in quick add."
_TABLES = frozenset({
    "block_series", "time_block", "block_person", "calendar_span", "day_override", "bell_schedule", "bell_times",
})  # fmt: skip
_LOOK_BACK = timedelta(days=800)


def open_series(page: WeekPage) -> None:
    """Show the list beside the week, made at its first use."""
    sheet = page.findChild(SeriesSheet)
    if not isinstance(sheet, SeriesSheet):
        sheet = SeriesSheet(page)
        page.add_sheet(sheet)
    sheet.open_list()


class SeriesSheet(SideSheet):
    """The list and what can be done with the chosen line."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(page)
        self._page = page
        self._shell = page.shell
        self.count = PlainLabel("", "caption", muted=True, fit="wrap", parent=self.content)
        self.search = QLineEdit(self.content)
        self.search.setPlaceholderText("Find a repeating block")
        a11y.name(self.search, "Find a repeating block")
        self.list = QListWidget(self.content)
        dress(self.list, "Repeating blocks")
        self.list.setItemDelegate(SeriesDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMinimumHeight(self._shell.theme.px(150))
        self.chosen = PlainLabel("", strong=True, fit="elide", parent=self.content)
        self.open = outline_button("Open", "pencil", self.content)
        self.delete = outline_button("Delete all", "trash-2", self.content)
        words = self._shell.words
        self.last = DateField(
            "Last date", today=self._shell.today, show=self._day_text, day_first=words.day_first, is_required=False,
            parent=self.content,
        )  # fmt: skip
        self.end = outline_button("End with this date", "calendar-x", self.content)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = self.body
        for widget in (self.count, self.search):
            body.addWidget(widget)
        body.addWidget(self.list, 1)
        self._about = QWidget(self.content)
        about = QHBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(8)
        for button in (self.open, self.delete):
            about.addWidget(button)
        about.addStretch(1)
        self._ending = QWidget(self.content)
        ending = FlowLayout(8, self._ending)
        ending.addWidget(self.last)
        ending.addWidget(self.end)
        for widget in (Hairline(parent=self.content), self.chosen, self._about, self._ending):
            body.addWidget(widget)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(self._activate)
        self.open.clicked.connect(self.open_block)
        self.delete.clicked.connect(self.delete_all)
        self.end.clicked.connect(self.end_with)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self._page.sheet.installEventFilter(self)
        self.closed.connect(self._page.question_closed)
        self._shell.hub.changed.connect(self._follow)

    # what is shown

    def open_list(self) -> None:
        """Show the list; what is typed goes to the line that finds."""
        if self.isHidden():
            self._page.question_opened()
        self.open_sheet("Repeating blocks")
        self._read()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _read(self) -> None:
        """Read all series again; the chosen one stays chosen."""
        shell = self._shell
        calendar, today = shell.desk.cached(school_calendar), shell.today()
        rows = shell.desk.read(all_series, today, calendar)
        kept = self.line.row.id if self.line is not None else ""
        self.list.clear()
        for row in rows:
            line = line_of(row, calendar, shell.words, today)
            item = QListWidgetItem(row.title)
            item.setData(LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            self.list.addItem(item)
            if row.id == kept:
                self.list.setCurrentItem(item)
        over = sum(row.is_over for row in rows)
        text = count_text(len(rows), "block repeats", "blocks repeat")
        self.count.setText(f"{text}, {over} of them are over." if over else f"{text}." if rows else NONE_YET)
        for widget in (self.search, self.list):
            widget.setVisible(bool(rows))
        self._filter(self.search.text())

    @property
    def line(self) -> SeriesLine | None:
        """The chosen line."""
        item = self.list.currentItem()
        return item.data(LINE_ROLE) if item is not None and not item.isHidden() else None

    @Slot(str)
    def _filter(self, text: str) -> None:
        words = search_key(text).split()
        first: QListWidgetItem | None = None
        for place in range(self.list.count()):
            item = self.list.item(place)
            said = search_key(item.data(LINE_ROLE).spoken)
            item.setHidden(not all(word in said for word in words))
            first = first or (None if item.isHidden() else item)
        if self.line is None and first is not None:
            self.list.setCurrentItem(first)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        line = self.line
        for widget in (self.chosen, self._about, self._ending):
            widget.setVisible(line is not None)
        if line is None:
            return
        self.chosen.setText(line.row.title)
        self.open.setEnabled(line.row.next_ref is not None)
        self.end.setEnabled(not line.row.is_over)
        self.last.setEnabled(not line.row.is_over)
        self.last.set_value(line.row.rule.until_on)
        title = line.row.title
        a11y.name(self.open, f"Open {title}")
        a11y.name(self.delete, f"Delete all of {title}")
        a11y.name(self.end, f"End {title} with this date")

    def _day_text(self, day: date) -> str:
        return day_text(day, self._shell.words, year=day.year != self._shell.today().year)

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and not _TABLES.isdisjoint(changes.tables):
            self._read()

    # what is done

    @Slot(QListWidgetItem)
    def _activate(self, _item: QListWidgetItem) -> None:
        self.open_block()

    @Slot()
    def open_block(self) -> None:
        """Open the next date in the block's sheet, with changes meant for all dates."""
        line = self.line
        if line is None or line.row.next_ref is None or line.row.next_on is None:
            return
        page, ref, day = self._page, line.row.next_ref, line.row.next_on
        self.close_sheet()
        page.show_day(day)
        page.open_block(ref.key, for_all=True)

    @Slot()
    def delete_all(self) -> None:
        """Delete the whole series; what is on record stays."""
        ref = self._first_ref()
        if ref is not None:
            self._run(commands.series.delete_series, ref, Scope.ALL)

    @Slot()
    def end_with(self) -> None:
        """Let the series end with its last date up to the one typed."""
        line = self.line
        self.last.commit()
        day = self.last.value
        if line is None or not self.last.is_valid:
            return
        if day is None:
            self.last.set_refusal("Type the last date it shall have.")
            return
        calendar = self._shell.desk.cached(school_calendar)
        first = max(line.row.rule.starts.day, day - _LOOK_BACK)
        items = occurrences(line.row.rule, first, day, calendar) if first <= day else []
        if not items:
            self.last.set_refusal("It has no date up to then. Delete it instead.")
        elif not upcoming(line.row.rule, day + timedelta(days=1), calendar, 1):
            self.last.set_refusal("It has no date after that one.")
        else:
            item = items[-1]
            self._run(commands.series.end_series, BlockRef(None, line.row.id, item.on, item.period_code))

    def _first_ref(self) -> BlockRef | None:
        """Return the series' first date, by which commands find it."""
        row: SeriesRow | None = self.line.row if self.line is not None else None
        if row is None:
            return None
        calendar = self._shell.desk.cached(school_calendar)
        item = next(iter(upcoming(row.rule, row.rule.starts.day, calendar, 1)), None)
        return BlockRef(None, row.id, item.on, item.period_code) if item else row.next_ref

    def _run(self, command: Any, *args: Any) -> None:
        place = self.list.currentRow()
        try:
            self._shell.desk.run(command, *args, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        self._shell.hub.flush()
        if self.line is None and self.list.count():
            self.list.setCurrentRow(min(place, self.list.count() - 1))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the line to the list, delete with Del, and give way to a block's sheet."""
        if watched is self._page.sheet:
            if event.type() == QEvent.Type.Show and self.isVisible():
                self.hide()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.search and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if watched is self.list and key == Qt.Key.Key_Delete:
                self.delete_all()
                return True
        return super().eventFilter(watched, event)
