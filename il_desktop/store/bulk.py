"""Fills a fresh file with many rows at the speed of the driver: one transaction, no journal, a repeatable order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def fill(connection: Any, tables: Rows, *, now: str) -> None:
    """Insert rows table by table in the given order, links may point forward.

    The columns of a table are those of its first row. `created_at` and `updated_at` are `now` where rows lack them.
    Raises the driver's IntegrityError, with nothing written, when a value or a link is refused.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, rows in tables.items():
            if rows:
                _insert(connection, table, rows, now)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _insert(connection: Any, table: str, rows: Sequence[Mapping[str, Any]], now: str) -> None:
    stamps = {name: now for name in ("created_at", "updated_at") if name not in rows[0]}
    columns = [*rows[0], *stamps]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    connection.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608  names of our own schema
        ([_stored({**row, **stamps}[name]) for name in columns] for row in rows),
    )


def _stored(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value
