"""Brings an older file to the newest schema: all of it or nothing, whatever happens in between.

The whole chain, the proof that no row was lost, and the new version number are one transaction. It starts from a
verified backup, and there is no way down: an older program opens the backup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, UserFacingError
from il_desktop.store import backup, driver, journal, search
from il_desktop.store.engine import write_engine
from il_desktop.store.errors import fault
from il_desktop.store.recorder import raw
from il_desktop.store.schema import SCHEMA_VERSION

_OWN_TABLES = frozenset({"alembic_version", "journal_change", "journal_step"})


def upgrade(
    path: Path, clock: Clock, *, scripts: str = "il_desktop.store:migrations", target: int = SCHEMA_VERSION
) -> None:
    """Back up, then migrate to `target`; the caller holds the lock and has checked the file.

    Raises DamagedFile when rows or links would be lost, a StorageFault when the disk says no; the file is then as it
    was.
    """
    backup.make_backup(path, clock)
    engine = write_engine(path, for_migration=True)
    try:
        with engine.begin() as connection:
            _migrate(connection, path, scripts, target)
    except (DBAPIError, driver.Error) as error:  # the ORM wraps its own statements alone
        problem = _told(error, path)
        if problem is None:
            raise
        raise problem from error
    finally:
        engine.dispose()


def _told(error: BaseException | None, path: Path) -> UserFacingError | None:
    """Return the problem of an error or of one that led to it: cleaning up after the first, Alembic meets a second."""
    while error is not None:
        problem = fault(error, path)
        if problem is not None:
            return problem
        error = error.__context__
    return None


def _migrate(connection: Connection, path: Path, scripts: str, target: int) -> None:
    database = raw(connection)
    for name in _tables(database, "\\_alembic\\_tmp\\_%"):
        database.execute(f'DROP TABLE "{name}"')  # left over from a tool that was interrupted
    before = _row_counts(database)
    index = search.set_aside(database)
    config = Config()
    config.set_main_option("script_location", scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, f"{target:04d}")
    search.put_back(database, index)
    _prove_nothing_lost(database, path, before)
    journal.raise_barrier(database)
    database.execute(f"PRAGMA user_version = {target}")


def _prove_nothing_lost(database: Any, path: Path, before: dict[str, int]) -> None:
    after = _row_counts(database)
    lost = [
        f"{table}: {count} rows before, {after[table]} after"
        for table, count in before.items()
        if after.get(table, count) != count
    ]
    broken = database.execute("PRAGMA foreign_key_check").fetchmany(20)
    lost += [f"{child} row {row} names a missing {parent}" for child, row, parent, _ in broken]
    if lost:
        raise DamagedFile(path, tuple(lost))


def _tables(database: Any, pattern: str) -> list[str]:
    rows = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE ? ESCAPE '\\' ORDER BY name", (pattern,)
    )
    return [name for (name,) in rows.fetchall()]


def _row_counts(database: Any) -> dict[str, int]:
    names = set(_tables(database, "%")) - _OWN_TABLES
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  names from the schema
        for name in names
        if not name.startswith("sqlite_") and not search.is_part(name)
    }
