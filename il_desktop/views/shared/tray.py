"""The sign in the notification area, where there is one: next-up, quick add, an interruption, an emergency, quit.

Optional and never required: everything in it is in the window too.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.reminders import Reminder
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.reminders import next_up
from il_desktop.views.shared import icons
from il_desktop.views.shared.plain import plain_tooltip
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import clock_text
from il_desktop.wording.reminders import reminder_text

_SHORTCUTS = ("edit.quick_add", "edit.interruption", "edit.safety", "edit.recognize")
_SHOWN_MS = 10_000


class Tray(QObject):
    """Signal: front_wanted() when the window is to come to the front."""

    front_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.menu = QMenu(parent)
        self.next = QAction("", self)
        self.next.triggered.connect(self._open_next)
        self.open = QAction("Open IL Desktop", self)
        self.open.triggered.connect(self.front_wanted)
        self.menu.addAction(self.next)
        self.menu.addSeparator()
        for spec, action in shell.actions.entries():
            if spec.id in _SHORTCUTS:
                self.menu.addAction(_Forward(action, self).shown)
        self.menu.addSeparator()
        self.menu.addAction(self.open)
        self.menu.addAction(shell.actions.action("file.quit"))
        self.menu.aboutToShow.connect(self.show_next)
        self.icon = QSystemTrayIcon(icons.icon("calendar-check"), self)
        self.icon.setContextMenu(self.menu)
        plain_tooltip(self.icon, "IL Desktop")
        self.icon.activated.connect(self._pressed)
        self.icon.messageClicked.connect(self.front_wanted)
        shell.hub.changed.connect(self._take)
        self.follow_setting()

    @Slot()
    def follow_setting(self) -> None:
        """Show the sign, or take it away, as the settings say."""
        self.icon.setVisible(self._shell.settings().tray)

    @Slot(object)
    def tell(self, reminder: Reminder) -> None:
        """Announce a reminder beside the sign."""
        if self.icon.isVisible():
            shell = self._shell
            when = reminder_text(reminder, shell.now(), shell.settings().work_start_min, shell.words)
            self.icon.showMessage(reminder.title, when, self.icon.icon(), _SHOWN_MS)

    @Slot()
    def show_next(self) -> None:
        """Write what runs or comes next into the menu."""
        shell = self._shell
        found = shell.desk.read(next_up, shell.now(), shell.desk.cached(school_calendar))
        card = found.coming or found.running
        self.next.setEnabled(card is not None)
        if card is None:
            self.next.setText("Nothing more today")
            return
        word = "Next" if found.coming is not None else "Now"
        start = clock_text(card.span.start.minute, shell.words)
        self.next.setText(f"{word}: {start} {card.title}".replace("&", "&&"))
        self.next.setData(card.key)

    @Slot()
    def _open_next(self) -> None:
        self.front_wanted.emit()
        self._shell.go("week", self._shell.today().isoformat())
        self._shell.go("week", str(self.next.data()))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.front_wanted.emit()

    @Slot(object)
    def _take(self, changes: ChangeSet) -> None:
        if "setting" in changes.tables:
            self.follow_setting()


class _Forward(QObject):
    """An entry that brings the window to the front before it does what its action does."""

    def __init__(self, action: QAction, tray: Tray) -> None:
        super().__init__(tray)
        self._action = action
        self._tray = tray
        self.shown = QAction(action.text(), self)
        plain_tooltip(self.shown, action.toolTip())
        self.shown.triggered.connect(self._fire)

    @Slot()
    def _fire(self) -> None:
        self._tray.front_wanted.emit()
        self._action.trigger()
