"""SQLite's answers as problems a user can act on; what is none of these is a defect of ours and passes through."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from il_desktop.domain.errors import DamagedFile, FileMissing, ReadOnlyFile, StorageFault, UserFacingError
from il_desktop.store import driver

# Primary result codes (sqlite.org/rescode.html); sqlcipher3 reports primary codes only, so extended ones are cut off.
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def code_of(error: BaseException) -> int:
    """Return the primary SQLite code of a driver error, also inside SQLAlchemy's wrapper; 0 if there is none."""
    original = getattr(error, "orig", None) or error
    return int(getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF


def is_busy(error: BaseException) -> bool:
    """Tell whether another process held the file; the transaction is already rolled back and may be tried once more."""
    return code_of(error) in {_BUSY, _LOCKED}


def is_io(error: BaseException) -> bool:
    """Tell whether the disk failed: what was written may be gone at the next power cut although it can be read now."""
    return code_of(error) == _IOERR


def fault(error: BaseException, path: Path) -> UserFacingError | None:
    """Return the problem to tell, or None when the error is a defect of ours (bad SQL, a broken constraint)."""
    code = code_of(error)
    detail = str(getattr(error, "orig", None) or error)
    if code in {_BUSY, _LOCKED}:
        return StorageFault("busy", path, detail)
    if code == _FULL:
        return StorageFault("full", path, detail)
    if code in {_CORRUPT, _NOTADB}:
        return DamagedFile(path, (detail,))
    if code in {_READONLY, _IOERR, _CANTOPEN, _PERM}:
        return _place_fault(code, path, detail)
    return None


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn errors of the driver and of the file system inside the block into problems a user can act on."""
    try:
        yield
    except OSError as error:
        reason = "full" if error.errno in _NO_ROOM else "io"
        raise StorageFault(reason, path, error.strerror or "") from error
    except driver.Error as error:
        problem = fault(error, path)
        if problem is None:
            raise
        raise problem from error


def _place_fault(code: int, path: Path, detail: str) -> UserFacingError:
    if not path.exists():
        return FileMissing(path) if code == _CANTOPEN else StorageFault("moved", path, detail)
    if code in {_READONLY, _PERM}:
        return ReadOnlyFile(path)
    return StorageFault("io", path, detail)
