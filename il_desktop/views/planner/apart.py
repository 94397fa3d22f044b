"""Asks the planner's own process one question, from a thread that only waits: searching never holds the window up."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from il_desktop.interchange.worker import environment, program
from il_desktop.planning import worker


class PlannerEndedError(Exception):
    """The planner's process ended without an answer; the number is how."""


class Stopped(Exception):
    """Somebody stopped the question."""


class Question:
    """One question on its way. `ask` belongs to a worker thread, `stop` to the window."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def ask(self, name: str, args: tuple[object, ...], found: Callable[[Any], None] | None = None) -> Any:
        """Return the answer; `found` hears of better ones before. Raises Stopped or PlannerEndedError."""
        with self._lock:
            if self._is_stopped:
                raise Stopped
            process = self._process = subprocess.Popen(  # noqa: S603  our own program with one argument, no shell
                [*program(), worker.FLAG],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would flash a console
            )
        try:
            with process:  # closes the pipes and waits
                return self._listen(process, (name, args), found)
        except (EOFError, OSError) as error:
            if self._is_stopped:
                raise Stopped from None
            raise PlannerEndedError(process.wait()) from error

    def _listen(
        self, process: subprocess.Popen[bytes], asked: tuple[object, ...], found: Callable[[Any], None] | None
    ) -> Any:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        worker.write_frame(process.stdin, asked)
        while True:
            kind, value = worker.read_frame(process.stdout)
            if kind == worker.DONE:
                return value
            if found is not None:
                found(value)

    def stop(self) -> None:
        """End the process at once; an answer that is not here yet never comes."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                with suppress(OSError):
                    self._process.kill()
