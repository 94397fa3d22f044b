"""One owner for each data file: an operating-system lock on a file beside it, free again the moment its holder dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from il_desktop.domain.errors import FileInUse

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from `acquire` to `release`; the file stays, because removing it would let two owners in."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def acquire(cls, data_file: Path) -> Lock:
        """Take the lock of a data file; raise FileInUse, with the owner's process id, when another holds it."""
        path = lock_path(data_file)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(handle)
        except OSError as error:
            owner = os.pread(handle, 64, 1).decode("ascii", "replace").strip() if hasattr(os, "pread") else ""
            os.close(handle)
            raise FileInUse(data_file, owner) from error
        with suppress(OSError):  # no room: the lock holds all the same, only its owner cannot be named
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f" {os.getpid()}\n".encode("ascii"))  # byte 0 is the locked one
        return cls(handle)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def lock_path(data_file: Path) -> Path:
    """Return where the lock of a data file lies."""
    return data_file.with_name(data_file.name + ".lock")
