"""Opens files for a session, and says as data what came of it. No Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from il_desktop import bootstrap
from il_desktop.domain.errors import FileMissing, FileProblem

if TYPE_CHECKING:
    from il_desktop.app import Options
    from il_desktop.commands.desk import Desk
    from il_desktop.store.early import EarlyMeasure


class Opened:
    """A Desk, or the problem that stood in its way; `is_first_start` when the user has no school file yet."""

    __slots__ = ("desk", "is_first_start", "path", "problem")

    def __init__(
        self,
        path: Path,
        desk: Desk | None = None,
        problem: FileProblem | None = None,
        *,
        is_first_start: bool = False,
    ) -> None:
        self.path = path
        self.desk = desk
        self.problem = problem
        self.is_first_start = is_first_start

    def close(self) -> None:
        """Let go of the file."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None


def open_first(options: Options, early: EarlyMeasure | None = None) -> Opened:
    """Open the file asked for, else the user's own."""
    path = options.file if options.file is not None else bootstrap.default_path()
    opened = open_path(path, is_read_only=options.is_read_only, early=early)
    opened.is_first_start = options.file is None and isinstance(opened.problem, FileMissing)
    return opened


def open_path(path: Path, *, is_read_only: bool = False, early: EarlyMeasure | None = None) -> Opened:
    """Open a file for the window; nothing is ever made in the place of a file that cannot be opened."""
    try:
        return Opened(path, desk=bootstrap.open_desk(path, read_only=is_read_only, early=early))
    except FileProblem as problem:
        return Opened(path, problem=problem)


def own_path() -> Path:
    """Return where the user's own school file lies."""
    return bootstrap.default_path()


def log_path() -> Path:
    """Return where errors are logged: beside the user's data, on this computer only."""
    return bootstrap.default_path().with_name("errors.log")


def sample_path() -> Path:
    """Return where the sample school lies, beside the user's own file."""
    return bootstrap.default_path().with_name("sample school.ildesk")
