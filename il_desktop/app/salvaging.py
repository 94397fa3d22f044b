"""Saves what can be read of a damaged file beside the start window, and writes the report next to the new file."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from il_desktop import bootstrap
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.salvaged import Salvaged
from il_desktop.views.shared.tasks import TaskRunner
from il_desktop.wording.salvage import salvaged_lines

TITLE = "Saving what can be read…"
SENTENCES = (
    "Each row is looked at by itself. The damaged file stays as it is.",
    "A large file takes some minutes.",
)
_WAIT_MS = 60_000


class Outcome(NamedTuple):
    """What was saved, and where the whole report lies."""

    found: Salvaged
    report: Path


class Salvaging(QObject):
    """One file being saved. Signals: ended(Outcome), failed(Exception)."""

    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._tasks = TaskRunner(self)

    def start(self) -> None:
        """Begin, on a thread of its own."""
        self._tasks.start("salvage", _save, self._path, done=self.ended.emit, failed=self.failed.emit)

    def stop(self) -> None:
        """Wait for what is being written; its answer is dropped."""
        self._tasks.close(_WAIT_MS)


def _save(path: Path) -> Outcome:
    found = bootstrap.salvage_file(path, bootstrap.salvaged_path(path))
    report = found.path.with_suffix(".txt")
    report.unlink(missing_ok=True)
    handle = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join(salvaged_lines(found)) + "\n")
    return Outcome(found, report)
