"""How far work beside the window is, and the wish to stop it: the one thing both threads hold."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal


class Stopped(Exception):
    """The work was stopped by the user."""


class Meter(QObject):
    """Tells the window how far another thread is. Signal: told(int done, int all)."""

    told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def begin(self) -> None:
        """Forget an earlier stop."""
        self._stop.clear()

    def stop(self) -> None:
        """Ask the other thread to end."""
        self._stop.set()

    def check(self) -> None:
        """Raise Stopped when that was asked for; called on the other thread."""
        if self._stop.is_set():
            raise Stopped

    def tell(self, done: int, every: int) -> None:
        """Say how far it is; called on the other thread, and stops it there when asked."""
        self.check()
        self.told.emit(done, every)
