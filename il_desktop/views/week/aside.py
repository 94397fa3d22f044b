"""The month beside the week: its name, two arrows, the shaded days. Minutes are read after the week is on screen."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.school import DayKind
from il_desktop.queries import week as week_queries
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared.kit import PlainLabel, tool_button
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.mini_month import MiniMonth, month_start

WIDTH = 264
_DAYS = 42


class MonthPanel(QWidget):
    """Signal: day_chosen(object) a date."""

    day_chosen = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.month = MiniMonth(shell.theme, self)
        self._name = PlainLabel("", strong=True, parent=self)
        back = tool_button("Previous month", "chevron-left", self, kind="quiet")
        on = tool_button("Next month", "chevron-right", self, kind="quiet")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name, 1)
        head.addWidget(back)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.month)
        column.addStretch(1)
        back.clicked.connect(self.month.previous_month)
        on.clicked.connect(self.month.next_month)
        self.month.day_chosen.connect(self.day_chosen)
        self.month.month_wanted.connect(self._turned)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.read)
        shell.hub.changed.connect(self._changed)
        shell.theme.changed.connect(self._scale)
        self._scale()

    def show_place(self, shown: tuple[date, date], today: date) -> None:
        """Mark the shown days; the month's minutes follow once the window is idle."""
        settings = self._shell.settings()
        self.month.show_place(shown, today, settings.first_weekday, self._shell.words)

    @Slot()
    def read(self) -> None:
        """Read the minutes of the month."""
        first = self.month.first
        if first is None or not self.isVisible():
            return
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
