"""The line that announces a block: what, when, where; Done, Later and Go there. Hidden while nothing is due.

Where there is a notification area, the sign in it says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from il_desktop.domain.reminders import Due, Reminder, minutes_until, snooze_choices, start_of
from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.actions import ActionSpec, keys_text
from il_desktop.views.shared.buttons import link_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.reminder_watch import ReminderWatch
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.reminders import more_text, reminder_text, snooze_text

if TYPE_CHECKING:
    from il_desktop.views.shared.tray import Tray

ACTION = ActionSpec(
    "tools.reminder", "&Reminder shown", "Ctrl+Shift+M", icon="bell", menu="tools",
    tip="Go to the reminder above the page: done, later, or to its block",
)  # fmt: skip
_HEIGHT = 34


class Reminders(QObject):
    """All of it for one window: the watch, the bar and the sign. Signal: front_wanted() from the sign."""

    front_wanted = Signal()

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self.watch = ReminderWatch(shell, self)
        self.bar = ReminderBar(shell, self.watch, window)
        self.tray = self._sign(shell, window)
        self.watch.look()

    def _sign(self, shell: Shell, window: QWidget) -> Tray | None:
        """Return the sign in the notification area, None where there is no such area."""
        from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415  asked for once

        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        from il_desktop.views.shared.tray import Tray  # noqa: PLC0415  only where it can be seen

        tray = Tray(shell, window)
        tray.front_wanted.connect(self.front_wanted)
        self.watch.came.connect(tray.tell)
        return tray


class ReminderBar(QWidget):
    """Shows the next of the due reminders. Keys: Tab to its buttons, Esc sets it aside."""

    def __init__(self, shell: Shell, watch: ReminderWatch, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._watch = watch
        self.shown: Reminder | None = None
        row = self._row = QHBoxLayout(self)
        row.setSpacing(12)
        self.title = PlainLabel("", strong=True, fit="elide", parent=self)
        self.when = PlainLabel("", fit="elide", parent=self)
        self.more = PlainLabel("", "caption", muted=True, parent=self)
        self.done = link_button("Done", "check", self)
        self.later = link_button("Later", "clock", self)
        self.there = link_button("Go there", "arrow-right", self)
        for widget in (self.title, self.when, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.done, self.later, self.there):
            row.addWidget(button)
        self.done.clicked.connect(self.set_aside)
        self.later.clicked.connect(self._offer)
        self.there.clicked.connect(self.go_there)
        watch.changed.connect(self.take)
        self.hide()
        self._scale()
        theme.current().changed.connect(self._scale)
        self._action = shell.actions.add(ACTION, self.take_focus, parent)
        self._action.setEnabled(False)

    @Slot(object)
    def take(self, due: Due) -> None:
        """Show the first of the due reminders, or hide."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        old, self.shown = self.shown, due.shown[0] if due.shown else None
        self._action.setEnabled(self.shown is not None)
        if self.shown is None:
            self.hide()
            return
        settings = self._shell.settings()
        when = reminder_text(self.shown, self._shell.now(), settings.work_start_min, self._shell.words)
        self.title.setText(self.shown.title)
        self.when.setText(when)
        self.more.setText(more_text(len(due.shown) - 1))
        for button, what in ((self.done, "Done with"), (self.later, "Later:"), (self.there, "Go to")):
            a11y.name(button, f"{what} {self.shown.title}")
        self.show()
        if old is None or old.source != self.shown.source:
            keys = f" {keys_text(self._action)} goes to it."
            a11y.announce(self, f"Reminder: {self.shown.title}, {when}.{keys}", urgent=True)
        if had_focus:
            self.done.setFocus()

    @Slot()
    def take_focus(self) -> None:
        """Put the focus on the first button."""
        if self.shown is not None:
            self.done.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def set_aside(self) -> None:
        """Show this one no more."""
        if self.shown is not None:
            self._watch.set_aside(self.shown)

    @Slot()
    def go_there(self) -> None:
        """Show the block in the week; the reminder is done."""
        shown = self.shown
        if shown is not None:
            self._watch.set_aside(shown)
            self._shell.go("week", shown.span.start.day.isoformat())
            self._shell.go("week", shown.source)

    @Slot()
    def _offer(self) -> None:
        """List the moments at which it can come back."""
        if self.shown is not None:
            menu = self.menu()
            menu.popup(self.later.mapToGlobal(self.later.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the choices of Later."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.shown is not None:
            left = minutes_until(self.shown, self._shell.now(), work_start_min=self._shell.settings().work_start_min)
            for minutes in snooze_choices(left):
                menu.addAction(snooze_text(minutes)).setData(minutes)
        menu.triggered.connect(self._put_off)
        return menu

    @Slot(QAction)
    def _put_off(self, action: QAction) -> None:
        shown, minutes = self.shown, int(action.data())
        if shown is not None:
            start = start_of(shown, work_start_min=self._shell.settings().work_start_min)
            self._watch.put_off(shown, self._shell.now().plus(minutes) if minutes else start)

    @Slot()
    def _scale(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(theme.MARGIN + look.px(16) + 8, 0, theme.MARGIN, 1)
        self.setFixedHeight(look.px(_HEIGHT))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set it aside on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.set_aside()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the tinted plane, its lower edge and the bell."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.tint(tokens.attention))
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.grid)
        size = look.px(16)
        icons.draw(painter, "bell", tokens.attention, theme.MARGIN, (self.height() - size) / 2, size)
