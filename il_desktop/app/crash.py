"""The top hook: what to do with an error nobody expected. One of the two places that catch everything.

The log keeps where it happened (files, lines, the kind of error) and never what was typed: no messages, no values. It
stays on this computer, in two files of at most 256 KiB.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_LIMIT_BYTES = 256 * 1024
Tell = Callable[[str], None]


class CrashHook:
    """Writes the log and tells the window, once at a time: an error while telling is only logged."""

    def __init__(self, log: Callable[[], Path], tell: Tell) -> None:
        self._log = log
        self._tell = tell
        self._is_telling = False

    def install(self) -> None:
        """Take over errors of slots, of the event loop and of threads."""
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an error and tell the user; Ctrl+C ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = describe(kind, error, trace)
        append(self._log(), details)
        sys.stderr.write(details)
        if self._is_telling or threading.current_thread() is not threading.main_thread():
            return
        self._is_telling = True
        try:
            self._tell(details)
        finally:
            self._is_telling = False

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)


def describe(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return where an error happened, without its message and without any value."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {kind.__module__}.{kind.__qualname__}"]  # noqa: TID251  the log's own time
    for frame in traceback.extract_tb(trace):
        name = Path(frame.filename)
        lines.append(f"  {'/'.join(name.parts[-3:])}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"  after {type(cause).__module__}.{type(cause).__qualname__}")
    return "\n".join(lines) + "\n"


def append(log: Path, text: str) -> None:
    """Add to the log, starting a new one when it is full; a log that cannot be written is not worth a second error."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LIMIT_BYTES:
            log.replace(log.with_suffix(".1.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return
