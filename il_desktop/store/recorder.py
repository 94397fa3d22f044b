"""Which rows a command touched, and what they held before and after: the raw SQLite values, read from the file itself.

Mapper events say that a row is about to change; its image is then read through the same transaction. So no Python type,
expired attribute or default can make an image differ from what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapper, object_session

from il_desktop.models.base import Base
from il_desktop.store import search
from il_desktop.store.engine import RECORDER
from il_desktop.store.images import Image, RowImages

RowKey = tuple[str, str]
_MANY = 100  # blocks inserted together: from here on indexing them together is quicker


class Recorder:
    """Collects the first image of every row touched in one transaction."""

    def __init__(self) -> None:
        self._before: dict[RowKey, Image | None] = {}
        self._known_after: dict[RowKey, Image] = {}

    def touched(self, connection: Connection, table: str, key: str) -> None:
        """Remember what a row holds now, unless it is remembered already."""
        row = (table, key)
        self._known_after.pop(row, None)
        if row not in self._before:
            self._before[row] = read_image(connection, table, key)

    def inserted(self, table: str, key: str, image: Image | None = None) -> None:
        """Remember that a row is new in this transaction; `image` saves reading a row that was written as such."""
        self._before.setdefault((table, key), None)
        if image is not None:
            self._known_after[table, key] = image

    def fold(self, connection: Connection) -> list[RowImages]:
        """Return one entry for each row that ends up different, in the order of first touch."""
        folded = []
        for (table, key), before in self._before.items():
            after = self._known_after.get((table, key)) or read_image(connection, table, key)
            if before != after:
                folded.append(RowImages.narrowed(table, key, before, after))
        return folded


def is_journalled(table: str) -> bool:
    """Tell whether undo covers a table; ledgers stay outside (`info={"journal": False}`)."""
    return bool(Base.metadata.tables[table].info.get("journal", True))


@cache
def key_column(table: str) -> str:
    """Return the name of the one primary key column."""
    (column,) = Base.metadata.tables[table].primary_key.columns
    return column.name


def read_image(connection: Connection, table: str, key: str) -> Image | None:
    """Return the raw values of a row by column name, None when there is no such row."""
    cursor = raw(connection).execute(f'SELECT * FROM "{table}" WHERE "{key_column(table)}" = ?', (key,))  # noqa: S608  names of our own schema
    row = cursor.fetchone()
    return None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))


def raw(connection: Connection) -> Any:
    """Return the driver's connection under a SQLAlchemy one, inside the same transaction."""
    return connection.connection.driver_connection


def insert_rows(connection: Connection, recorder: Recorder, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert complete rows of raw values (every column given) at the speed of the driver, recorded like any other."""
    columns = [column.name for column in table.columns]
    marks = ", ".join("?" for _ in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    images = [{name: _plain(row[name]) for name in columns} for row in rows]
    is_much = table.name == "time_block" and len(images) >= _MANY
    with search.many_blocks(raw(connection)) if is_much else nullcontext():
        raw(connection).executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608  names of our own schema
            [tuple(image.values()) for image in images],
        )
    key = key_column(table.name)
    for image in images:
        recorder.inserted(table.name, image[key], image)


def _recorder(target: object) -> Recorder:
    session = object_session(target)
    # A flush without a recorder never gets this far on our engine: its guard refuses the statement.
    return session.info.get(RECORDER) or Recorder() if session else Recorder()


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _key(mapper: Mapper[Any], target: object) -> str:
    return mapper.primary_key_from_instance(target)[0]


@event.listens_for(Base, "after_insert", propagate=True)
def _row_inserted(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    _recorder(target).inserted(_table(mapper), _key(mapper, target))


@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _row_changes(mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    _recorder(target).touched(connection, _table(mapper), _key(mapper, target))


def _table(mapper: Mapper[Any]) -> str:
    return mapper.local_table.name  # pyright: ignore[reportAttributeAccessIssue]  every entity maps one plain table
