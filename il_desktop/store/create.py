"""Makes a new data file: complete under another name first, so that a failure leaves nothing behind."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from il_desktop.domain.errors import FileExists
from il_desktop.store import driver, seal
from il_desktop.store.errors import faults_told
from il_desktop.store.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_SQL, SCHEMA_VERSION, revision

_VERSION_TABLE = (  # as Alembic makes it
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(path: Path, fill: Callable[[Any], None], *, version: int = SCHEMA_VERSION) -> None:
    """Create a file with the schema and let `fill(connection)` add rows; raise FileExists when the name is taken.

    An older `version` is for what comes from an older file: opening it brings it up to date.
    """
    if path.exists():
        raise FileExists(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with faults_told(path):
            make_private_folder(path.parent)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _write(part, fill, version)
            _publish(part, path)
            seal_anew(path)  # also in place of one that a deleted file left behind
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
            part.with_name(f"{part.name}-journal").unlink(missing_ok=True)


def seal_anew(path: Path, checked_at: str = "") -> None:
    """Seal a file that was just put in its place; without a seal the full checks are due, so a failure is no news."""
    with suppress(OSError):
        seal.save_seal(path, seal.measure_all(path, checked_at))


def make_private_folder(folder: Path) -> None:
    """Create a folder, and those above it, that only this user can read; an existing one stays as it is."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(part: Path, fill: Callable[[Any], None], version: int) -> None:
    connection = driver.connect(part)
    try:
        # Nobody can see this file yet: it is synced once, before it gets its name.
        connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
        driver.set_pragma(connection, "synchronous", 0)
        driver.set_pragma(connection, "foreign_keys", 1)
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema_statements(version):
            connection.execute(statement)
        connection.execute(_VERSION_TABLE)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision(version),))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
        fill(connection)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()
    sync_file(part)


def _publish(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # refuses a name that another process took meanwhile; rename would replace that file
    except FileExistsError as error:
        raise FileExists(path) from error
    except OSError:
        part.rename(path)  # file systems without hard links; Windows refuses an existing name by itself
    sync_folder(path.parent)


def schema_statements(version: int = SCHEMA_VERSION) -> list[str]:
    """Return the statements that build a schema; a test compares them with all migrations together."""
    folder = Path(__file__).parent / "migrations" / "versions"
    text = "".join((folder / name).read_text("utf-8") for name in SCHEMA_SQL[:version])
    # The statements inside a trigger are indented, so a statement ends before a line that is not.
    return [statement for statement in re.split(r";\n(?=\S|$)", text) if statement.strip()]


def default_rows() -> dict[str, list[dict[str, Any]]]:
    """Return the rows a new file starts with: the activity types. A setting is stored once it is changed."""
    from il_desktop.domain.activity_types import DEFAULT_ACTIVITY_TYPES  # noqa: PLC0415  only a new file needs it

    return {
        "activity_type": [
            {
                "id": kind.id,
                "key": kind.key,
                "version": 1,
                "name": kind.name,
                "category": kind.category.value,
                "nces": kind.nces,
                "ies": kind.ies,
                "is_heavy": int(kind.is_heavy),
                "default_protection": int(kind.protection),
                "default_min": kind.minutes,
                "is_active": 1,
            }
            for kind in DEFAULT_ACTIVITY_TYPES
        ]
    }
