"""Saving something long without holding the window: a dialog over it says how far it is, and stops it when asked.

Nothing else can be changed meanwhile. What is saved is the command's; what follows is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared import a11y
from il_desktop.views.shared.buttons import outline_button
from il_desktop.views.shared.dialogs import PlainDialog
from il_desktop.views.shared.meter import Meter, Stopped
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell

_TASK = "long save"
_SHOW_AFTER_MS = 200  # a short list is saved before: nothing flashes


class Waiting(PlainDialog):
    """Stands over the window until `end`. Keys: Esc and Enter stop the work."""

    def __init__(self, parent: QWidget, title: str, meter: Meter) -> None:
        super().__init__(parent, title)
        self._meter = meter
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setMinimumWidth(380)
        a11y.name(self.bar, "How much is written")
        self.said = PlainLabel("", muted=True, fit="wrap", parent=self)
        self.stop = outline_button("Stop", "x", self)
        self.stop.setDefault(True)
        self.stop.clicked.connect(self.reject)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        self.buttons.addWidget(self.stop)
        meter.told.connect(self.tell)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOW_AFTER_MS)
        self._late.timeout.connect(self._stand)

    @Slot(int, int)
    def tell(self, done: int, every: int) -> None:
        """Show how much of it is written."""
        self.bar.setRange(0, every if done < every else 0)  # the rest, the journal and the disk, has no measure
        self.bar.setValue(done)

    def begin(self) -> None:
        """Stand over the window soon, unless the work ends before."""
        self._late.start()

    @Slot()
    def _stand(self) -> None:
        self._fit()
        self.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say what is going on."""
        if self.stop.isEnabled():
            self.said.setText(sentence)

    def end(self) -> None:
        """Go; called when the work has ended."""
        self._late.stop()
        self.hide()
        self.deleteLater()

    # Qt overrides

    def reject(self) -> None:
        """Stop the work; the dialog goes when it has ended."""
        self._meter.stop()
        self.stop.setEnabled(False)
        self.said.setText("Stopping …")


class LongSave(QObject):
    """Runs one command beside the window and says what hindered it. Signal: over(is_saved).

    `backs_up` makes a backup before; `shrinks` writes the file anew afterwards, without what was removed.
    """

    over = Signal(bool)

    def __init__(
        self, shell: Shell, owner: QWidget, title: str, *, backs_up: bool = False, shrinks: bool = False
    ) -> None:
        super().__init__(owner)
        self._shell = shell
        self._backs_up, self._shrinks = backs_up, shrinks
        self._begin: Callable[[], Callable[[], None]]
        self.meter = Meter(self)
        self.waiting = Waiting(owner, title, self.meter)
        shell.tasks.closing.connect(self.meter.stop)

    def start(self, command: Callable[..., Any], *args: object, **fields: object) -> None:
        """Begin. A command that can say how far it is has `meter.tell` among its arguments."""
        desk = self._shell.desk
        check, shrinks = self.meter.check, self._shrinks
        self._begin = partial(desk.beside, command, *args, checkpoint=check, shrinks=shrinks, **fields)
        self.waiting.begin()
        if self._backs_up:
            self.waiting.say("A backup is made first.")
            self._shell.tasks.start(_TASK, desk.backup_now, done=self._write, failed=self._settle)
        else:
            self._write(None)

    def _write(self, _backup: Path | None) -> None:
        try:
            self.meter.check()
            work = self._begin()
        except (Stopped, UserFacingError) as hindrance:
            self._settle(hindrance)
            return
        self.waiting.say("Nothing is saved until all is written.")
        self._shell.tasks.start(_TASK, work, done=self._succeed, failed=self._settle)

    def _succeed(self, _nothing: None) -> None:
        self._settle(None)

    def _settle(self, error: Exception | None) -> None:
        is_saved = False
        try:
            self._shell.desk.settle(error)
            is_saved = True
        except Stopped:
            self._shell.messages.note("Stopped: nothing was saved.")
        except UserFacingError as problem:
            self._shell.messages.problem(problem)
        finally:
            self.waiting.end()
            self.over.emit(is_saved)
            self.deleteLater()
