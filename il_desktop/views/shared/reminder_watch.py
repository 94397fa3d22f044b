"""Waits for the next reminder and tells what is due: one timer that sleeps until then, woken by changes and the clock.

Loaded after the first picture. The minute's tick of the window catches a clock that jumped or a computer that slept;
nothing is read unless a moment has come.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.reminders import Due, Reminder
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.reminders import due_reminders
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.reminders import put_off_text

_TABLES = frozenset({
    "time_block", "block_series", "reminder_mark", "setting", "calendar_span", "day_override", "bell_schedule",
    "bell_times",
})  # fmt: skip
_LONGEST_SLEEP_MS = 12 * 3_600_000
_LATE_MS = 50  # a timer may ring a little early


class ReminderWatch(QObject):
    """Signals: changed(Due) after another look; came(Reminder) once for each that came up."""

    changed = Signal(object)
    came = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._seen: dict[str, tuple[WallTime, WallTime]] = {}
        self._looked = WallTime(shell.today(), 0)
        self.due = Due(())
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        shell.hub.changed.connect(self._take)
        shell.hub.minute_passed.connect(self._minute)

    @Slot()
    def look(self) -> None:
        """Ask what is due now, tell it, and sleep until the next moment."""
        shell = self._shell
        now = self._looked = shell.now()
        self.due = shell.desk.read(due_reminders, now, shell.desk.cached(school_calendar), shell.settings())
        self._sleep(now)
        self.changed.emit(self.due)
        shown = {one.source: one for one in self.due.shown}
        self._seen = {source: mark for source, mark in self._seen.items() if source in shown}
        for source, reminder in shown.items():
            if self._seen.get(source, (None, None))[0] != reminder.span.start:
                self._seen[source] = reminder.span.start, now
                self.came.emit(reminder)

    def put_off(self, reminder: Reminder, until: WallTime) -> None:
        """Let a reminder come back at a moment."""
        self._mark(reminder, until)

    def set_aside(self, reminder: Reminder) -> None:
        """Show a reminder no more."""
        self._mark(reminder, None)

    def _mark(self, reminder: Reminder, until: WallTime | None) -> None:
        shell = self._shell
        start, tz = reminder.span.start, shell.settings().tz
        self._seen.pop(reminder.source, None)
        try:
            shell.desk.run(commands.reminders.mark_reminder, reminder.source, start, tz, until=until, origin="reminder")
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        shell.hub.flush()
        shell.messages.note(put_off_text(reminder, until, shell.words))

    def _sleep(self, now: WallTime) -> None:
        """Set the timer to the next moment; without one it rests."""
        self.timer.stop()
        if self.due.next_at is not None:
            moment = self._shell.desk.clock.now()
            gone = moment.second * 1000 + moment.microsecond // 1000
            ahead = now.until(self.due.next_at) * 60_000 - gone + _LATE_MS
            self.timer.start(max(1000, min(ahead, _LONGEST_SLEEP_MS)))

    @Slot()
    def _minute(self) -> None:
        """Look when the clock jumped past the next moment, or back."""
        now = self._shell.now()
        if now < self._looked or (self.due.next_at is not None and now >= self.due.next_at):
            self.look()
        elif self.due.shown:
            self.changed.emit(self.due)

    @Slot(object)
    def _take(self, changes: ChangeSet) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self.look()
