"""Mends links to rows that are lost, so that a salvaged file passes every check and no more is given up than must be.

In this order: the lost row from the backup, a stand-in for what much hangs on (people, kinds of activity), an empty
link where one is allowed, and only then the row that cannot stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.salvaged import BACKUP, CUT, DROPPED, STAND_IN, SalvagedEntry, row_name
from il_desktop.store import driver
from il_desktop.store.create import default_rows
from il_desktop.store.salvage_rows import Shape, backup_rows

_ROUNDS = 20  # each mends what the one before left without a parent; the schema is six tables deep
_THEN = "1970-01-01T00:00:00.000000Z"
_STANDS_IN = {
    "person": {"kind": "teacher", "given": "Name", "family": "lost"},
    "activity_type": {"key": "lost", "name": "Kind of activity lost", "category": "M"},
}


class _Link(NamedTuple):
    """One link that leads nowhere."""

    table: str
    rowid: int
    parent: str
    column: str
    wanted: str
    may_be_empty: bool


def _broken(connection: Any) -> list[_Link]:
    return [_link(connection, *row) for row in connection.execute("PRAGMA foreign_key_check").fetchall()]


def _link(connection: Any, table: str, rowid: int, parent: str, number: int) -> _Link:
    links = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    column = next(row[3] for row in links if row[0] == number)
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    found = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608  our own schema
    is_required = next(row[3] for row in info if row[1] == column)
    return _Link(table, rowid, parent, column, str(found[0]), may_be_empty=not is_required)


def mend_links(connection: Any, shapes: Mapping[str, Shape], kept: Any) -> list[SalvagedEntry]:
    """Mend every link inside the caller's transaction; return what was fetched, stood in for, cut and dropped."""
    done: list[SalvagedEntry] = []
    for _ in range(_ROUNDS):
        broken = _broken(connection)
        if not broken:
            break
        for parent, key in sorted({(link.parent, link.wanted) for link in broken}):
            done.extend(_parent(connection, shapes[parent], key, kept))
        for link in _broken(connection):
            done.extend(_cut(connection, shapes[link.table], link))
    return done


def _parent(connection: Any, shape: Shape, key: str, kept: Any) -> Iterator[SalvagedEntry]:
    """Bring a lost row back, or put a stand-in in its place."""
    rows = backup_rows(kept, shape) if kept is not None else iter(())
    values = next((row for row in rows if shape.key_of(row) == key), None)
    if values is None and shape.name == "activity_type":
        values = next((row for row in default_rows()["activity_type"] if row["id"] == key), None)
    if values is not None and shape.insert(connection, {"created_at": _THEN, "updated_at": _THEN, **values}):
        yield SalvagedEntry(shape.name, key, BACKUP, row_name(values))
    elif shape.name in _STANDS_IN:
        values = {"id": key, "created_at": _THEN, "updated_at": _THEN, **_STANDS_IN[shape.name]}
        told_apart = "family" if shape.name == "person" else "key"
        values[told_apart] = f"{values[told_apart]} {key[:8]}"
        if shape.insert(connection, values):
            yield SalvagedEntry(shape.name, key, STAND_IN, row_name(values))


def _cut(connection: Any, shape: Shape, link: _Link) -> Iterator[SalvagedEntry]:
    """Empty a link, or drop the row where it must not be empty."""
    row = connection.execute(f'SELECT * FROM "{link.table}" WHERE rowid = ?', (link.rowid,)).fetchone()  # noqa: S608  our own schema
    if row is None:
        return  # dropped for another link of its own
    values = dict(zip(shape.columns, row, strict=True))
    state = CUT if link.may_be_empty and _empty(connection, link) else DROPPED
    if state == DROPPED:
        connection.execute(f'DELETE FROM "{link.table}" WHERE rowid = ?', (link.rowid,))  # noqa: S608  same
    yield SalvagedEntry(link.table, shape.key_of(values), state, row_name(values))


def _empty(connection: Any, link: _Link) -> bool:
    try:
        connection.execute(f'UPDATE "{link.table}" SET "{link.column}" = NULL WHERE rowid = ?', (link.rowid,))  # noqa: S608  same
    except driver.module.IntegrityError:
        return False  # the row makes no sense without it
    return True
