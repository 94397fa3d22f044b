"""Puts bytes into a file so that nobody ever meets half of it: written aside, made durable, then renamed into place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from il_desktop.domain.errors import BadFile

_TRIES = 3


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What was written, for the export log."""

    path: Path
    sha256: str
    size: int


def write_private(path: Path, pieces: Iterable[str | bytes]) -> WrittenFile:
    """Write bytes, and text as UTF-8, readable by the owner alone, replacing an older file in one step.

    Raises BadFile `cannot_write`, or what making the pieces raised; the older file is then unchanged.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise BadFile(path, "cannot_write", "it is a folder" if path.is_dir() else "there is no such folder")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in pieces:
                raw = piece if isinstance(piece, bytes) else piece.encode()
                digest.update(raw)
                size += file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _take_place(aside, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise BadFile(path, "cannot_write", error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()  # still there when anything went wrong, also an interruption
    return WrittenFile(path, digest.hexdigest(), size)


def _take_place(aside: Path, path: Path) -> None:
    """Rename into place; programs that copy a folder elsewhere hold a file for a moment, so ask again."""
    for _ in range(_TRIES - 1):
        with contextlib.suppress(PermissionError):
            aside.replace(path)
            return
    aside.replace(path)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no way to do this and makes the rename durable itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
