"""Tells the pages what changed: many commits of one event-loop turn become one refresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from il_desktop.domain.changes import ChangeSet, RowChange


class Publisher(Protocol):
    """What the hub needs of a Desk."""

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after each commit; returns the way to stop."""
        ...


class Hub(QObject):
    """Signals: changed(object), a ChangeSet with all commits of one event-loop turn; minute_passed()."""

    changed = Signal(object)
    minute_passed = Signal()

    def __init__(self, publisher: Publisher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[ChangeSet] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.flush)
        self._stop: Callable[[], None] | None = publisher.subscribe(self._take)

    def _take(self, changes: ChangeSet) -> None:
        self._waiting.append(changes)
        self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Publish what waits, now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.changed.emit(merged(waiting))

    def stop(self) -> None:
        """Listen no longer; call before the Desk is closed."""
        self._timer.stop()
        if self._stop is not None:
            self._stop()
            self._stop = None


def merged(sets: list[ChangeSet]) -> ChangeSet:
    """Return one ChangeSet for several; the origin is kept only when all share it."""
    if len(sets) == 1:
        return sets[0]
    rows: list[RowChange] = [row for changes in sets for row in changes.changes]
    origins = {changes.origin for changes in sets}
    last = sets[-1]
    return ChangeSet(last.seq, last.op, tuple(rows), last.origin if len(origins) == 1 else "")
