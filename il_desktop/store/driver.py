"""The one place that imports the SQLite driver, and the ways a connection to a data file is opened.

sqlcipher3 serves plain and protected files with one engine version; IL_DESKTOP_SQLITE=stdlib selects Python's own
module, which must pass the same tests on plain files. Nothing else in the product names either of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or os.environ.get("IL_DESKTOP_SQLITE") == "stdlib":
    import sqlite3 as module  # also speaks for sqlcipher3, which has the same names and no types
else:
    from sqlcipher3 import dbapi2 as module

Connection = module.Connection
Error = module.Error
DatabaseError = module.DatabaseError
NAME = module.__name__.partition(".")[0]

BUSY_MS = 5000

# Older engines call their own json_valid() unsafe and refuse our CHECKs (tried: 3.40.1 does, 3.53.4 does not).
_TRUSTS_ITS_JSON = (3, 45, 0)

# Reasons in docs/storage.md. A restored or mailed file is untrusted: its views get no functions, no page is mapped.
_SAFETY = (
    ("busy_timeout", BUSY_MS),
    ("temp_store", 2),
    ("mmap_size", 0),
    ("trusted_schema", int(module.sqlite_version_info < _TRUSTS_ITS_JSON)),
    ("cell_size_check", 1),
)
_DURABLE = (
    ("journal_mode", "truncate"),
    ("synchronous", 3),  # EXTRA
    ("secure_delete", 1),
)


def uri(path: Path, mode: str) -> str:
    """Return the `file:` address of a path; `mode` is ro, rw or rwc."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def connect(path: Path, *, mode: str = "rw", any_thread: bool = False) -> Any:
    """Open a connection in autocommit mode with the safety settings; never creates a file.

    Raises the driver's Error; `store.errors.fault` turns it into a problem a user can read.
    """
    connection = module.connect(uri(path, mode), uri=True, isolation_level=None, check_same_thread=not any_thread)
    try:
        for name, value in _SAFETY:
            set_pragma(connection, name, value)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_durable(path: Path, *, foreign_keys: bool = True, spills: bool = True) -> Any:
    """Open a connection whose commits survive a power cut; this also ends a write-ahead log another program began.

    A long transaction that `spills` changed pages into the file before its commit locks out all who read until then.
    """
    connection = connect(path)
    try:
        for name, value in _DURABLE:
            set_pragma(connection, name, value)
        set_pragma(connection, "foreign_keys", int(foreign_keys))
        if not spills:
            set_pragma(connection, "cache_spill", 0)
        if sys.platform == "darwin":
            set_pragma(connection, "fullfsync", 1)
    except BaseException:
        connection.close()
        raise
    return connection


def set_pragma(connection: Any, name: str, value: int | str) -> None:
    """Set a pragma and read it back; raise RuntimeError when SQLite kept another value."""
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    row = connection.execute(f"PRAGMA {name}").fetchone()
    # A memory-mapping limit does not exist in builds without mapping: no row means none is mapped.
    if row is not None and str(row[0]).lower() != str(value).lower():
        raise RuntimeError(name, row[0])
