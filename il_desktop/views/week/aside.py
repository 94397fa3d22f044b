"""What stands beside the week: the small month with its name and arrows, and below it the shelf.

The month's minutes are read, and a shelf that was open the last time is opened, after the week is on screen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.school import DayKind
from il_desktop.queries import week as week_queries
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared import a11y
from il_desktop.views.shared.frame import memory
from il_desktop.views.shared.kit import Hairline, PlainLabel, link_button, tool_button
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.mini_month import MiniMonth, month_start

if TYPE_CHECKING:
    from il_desktop.views.week.shelf import ShelfPanel

WIDTH = 264
_BOTH = 470  # from this height on month and shelf stand below each other
_MEMORY = "shelf"
_DAYS = 42


class MonthPanel(QWidget):
    """Signals: day_chosen(object) a date; shelf_wanted(bool) when the shelf is to be opened or closed."""

    day_chosen = Signal(object)
    shelf_wanted = Signal(bool)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._top = QWidget(self)
        self.month = MiniMonth(shell.theme, self._top)
        self._name = PlainLabel("", strong=True, parent=self._top)
        back = tool_button("Previous month", "chevron-left", self._top, kind="quiet")
        on = tool_button("Next month", "chevron-right", self._top, kind="quiet")
        self._shelf: ShelfPanel | None = None
        self.is_shelf_open = False
        self._will_open = str(memory().value(_MEMORY, "")) == "1"
        self.shelf_button = link_button("Shelf", "chevron-right", self)
        a11y.name(self.shelf_button, "Open the shelf")
        self._lay_out(back, on)
        back.clicked.connect(self.month.previous_month)
        on.clicked.connect(self.month.next_month)
        self.shelf_button.clicked.connect(self._press_shelf)
        self.month.day_chosen.connect(self.day_chosen)
        self.month.month_wanted.connect(self._turned)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.read)
        shell.hub.changed.connect(self._changed)
        shell.theme.changed.connect(self._scale)
        self._scale()

    def _lay_out(self, *ways: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name, 1)
        for way in ways:
            head.addWidget(way)
        top = QVBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        top.addLayout(head)
        top.addWidget(self.month)
        top.addWidget(Hairline(parent=self._top))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._top)
        column.addWidget(self.shelf_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_place(self, shown: tuple[date, date], today: date) -> None:
        """Mark the shown days; the month's minutes follow once the window is idle."""
        settings = self._shell.settings()
        self.month.show_place(shown, today, settings.first_weekday, self._shell.words)

    # the shelf

    @property
    def shelf(self) -> ShelfPanel | None:
        """The shelf once it was opened, None before."""
        return self._shelf

    def show_shelf(self, shelf: ShelfPanel | None) -> None:
        """Show the shelf below the month, or put it away; it is open again the next time."""
        self.is_shelf_open = shelf is not None
        self._will_open = False
        if shelf is not None and self._shelf is None:
            self._shelf = shelf
            self._column.insertWidget(self._column.count() - 1, shelf, 100)
        if self._shelf is not None:
            self._shelf.setVisible(self.is_shelf_open)
        self.shelf_button.set_face("Shelf", "chevron-down" if self.is_shelf_open else "chevron-right")
        a11y.name(self.shelf_button, "Put the shelf away" if self.is_shelf_open else "Open the shelf")
        memory().setValue(_MEMORY, "1" if self.is_shelf_open else "")
        self._share_height()

    def set_shelf_target(self, screen: QPointF | None) -> bool:
        """Mark the shelf as the place of a dragged block; tell whether the pointer is over it."""
        return self._shelf is not None and self._shelf.set_target(screen)

    def _share_height(self) -> None:
        """Leave the month out where an open shelf would get too little room."""
        self._top.setVisible(not self.is_shelf_open or self.height() >= self._shell.theme.px(_BOTH))

    @Slot()
    def _press_shelf(self) -> None:
        self.shelf_wanted.emit(not self.is_shelf_open)

    @Slot()
    def read(self) -> None:
        """Read the minutes of the month, and open the shelf if it was open the last time."""
        first = self.month.first
        if first is None or not self.isVisible():
            return
        if self._will_open:
            self.shelf_wanted.emit(True)
        desk = self._shell.desk
        start = month_start(first, self._shell.settings().first_weekday)
        calendar = desk.cached(school_calendar)
        minutes = desk.read(week_queries.protected_by_day, start, _DAYS, calendar)
        days = [start + timedelta(days=place) for place in range(_DAYS)]
        known = [calendar.day(day) for day in days]
        off = frozenset(day.day for day in known if not day.is_contact_day and day.kind is not DayKind.OUTSIDE)
        self.month.set_minutes(minutes, off)

    @Slot(object)
    def _turned(self, first: date) -> None:
        self._name.setText(f"{self._shell.words.months[first.month - 1]} {first.year}")
        self._later.start()

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"time_block", "block_series", "day_override", "calendar_span"}:
            self._later.start()

    @Slot()
    def _scale(self) -> None:
        self.setFixedWidth(min(self._shell.theme.px(WIDTH), 420))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between month and shelf."""
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event) -> None:  # noqa: ANN001  QShowEvent
        """Read what changed while hidden."""
        super().showEvent(event)
        self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole panel is drawn
        """Draw the plane and its left edge."""
        tokens = self._shell.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(0, 0, 1, self.height(), tokens.grid)
