"""Runs pure functions beside the window: frozen input in, frozen result out, one queued signal back.

Nothing that runs here may touch a widget, an item model, a pixmap or a database session. This module and the top hooks
are the two places that catch everything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class _Job(QRunnable):
    """One call of a function on a pool thread; the runner owns the signal that answers."""

    def __init__(self, runner: TaskRunner, number: int, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
        super().__init__()
        self._runner, self._number, self._work, self._args = runner, number, work, args

    # Qt overrides

    def run(self) -> None:
        """Call the function and send back its result or what went wrong."""
        try:
            result, error = self._work(*self._args), None
        except Exception as caught:  # noqa: BLE001  one of the two catch-alls: the answer carries the error to the window
            result, error = None, caught
        self._runner.hand_over(self._number, result, error)


class TaskRunner(QObject):
    """A pool of two threads. A later `start` with the same name drops the earlier answer.

    Signal: closing() before the window goes, for what runs elsewhere.
    """

    closing = Signal()
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._lock = threading.Lock()
        self._last = 0
        self._current: dict[str, int] = {}
        self._waiting: dict[int, tuple[str, Callable[[Any], None], Callable[[Exception], None] | None]] = {}
        self._is_closed = False
        self._answered.connect(self._deliver)

    def start(
        self,
        name: str,
        work: Callable[..., Any],
        *args: object,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work(*args)` beside the window; `done(result)` or `failed(error)` is called in the window's thread.

        Without `failed` an error goes to `sys.excepthook`, like any error of a slot.
        """
        if self._is_closed:
            return
        self._last += 1
        self._current[name] = self._last
        self._waiting[self._last] = (name, done, failed)
        self._pool.start(_Job(self, self._last, work, args))

    def cancel(self, name: str) -> None:
        """Drop the answer of a running task."""
        self._current.pop(name, None)

    @property
    def is_busy(self) -> bool:
        """Whether a task is still running or waiting."""
        return bool(self._waiting)

    def hand_over(self, number: int, result: object, error: Exception | None) -> None:
        """Send an answer to the window's thread; called on the pool thread."""
        with self._lock:
            if not self._is_closed:
                self._answered.emit((number, result, error))

    def close(self, timeout_ms: int = 5000) -> bool:
        """Drop all answers, take no more work and wait for what runs; False when it did not end in time."""
        self.closing.emit()
        with self._lock:
            self._is_closed = True
        self._current.clear()
        self._waiting.clear()
        self._pool.clear()
        return self._pool.waitForDone(timeout_ms)

    @Slot(object)
    def _deliver(self, answer: tuple[int, Any, Exception | None]) -> None:
        number, result, error = answer
        name, done, failed = self._waiting.pop(number, ("", None, None))
        if done is None or self._current.get(name) != number:
            return
        del self._current[name]
        if error is None:
            done(result)
        elif failed is not None:
            failed(error)
        else:
            raise error
