"""What a save does when SQLite answers with an error: try once more, look whether it is in the file, or tell the user.

A COMMIT that reports an error may be durable all the same (docs/decisions/0003). How a save is made is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from il_desktop.domain.clock import SystemClock
from il_desktop.domain.errors import FileProblem
from il_desktop.store import driver
from il_desktop.store.errors import fault, is_busy, is_io

T = TypeVar("T")


def twice_if_busy(path: Path, save: Callable[[], T], errors: tuple[type[Exception], ...]) -> T:
    """Return what `save` returns; raise FileProblem for what is wrong with the file, all other errors as they are."""
    for attempt in (1, 2):
        try:
            return save()
        except errors as error:
            if attempt == 1 and is_busy(error):
                continue  # SQLite rolled it back: one more try is safe
            problem = fault(error, path)
            if problem is None:
                raise
            raise problem from error
    raise AssertionError  # pragma: no cover  the second attempt returns or raises


def settle(error: Exception, path: Path, landed: Callable[[Any], bool]) -> None:
    """Raise the error of a COMMIT, unless `landed(connection)` finds the save in the file; then make sure it stays.

    All connections to the file must be closed: the answer is read from the disk anew.
    """
    if is_busy(error) or fault(error, path) is None or not _is_in_file(path, landed):
        raise error
    if is_io(error):  # a failing disk may forget it
        from il_desktop.store import backup  # noqa: PLC0415  a failing disk is rare

        try:
            backup.make_backup(path, SystemClock())
        except FileProblem:
            raise error from None


def _is_in_file(path: Path, landed: Callable[[Any], bool]) -> bool:
    try:
        connection = driver.connect(path)
    except driver.Error:
        return False
    try:
        return landed(connection)
    except driver.Error:
        return False
    finally:
        connection.close()
