"""Finds the rows of a damaged file, table by table, and says of each whether it is proven to be as it was.

A row is proven when its pages have the sums of the last good close, or when the backup holds the same. Rows that no way
leads to any more are placed by the index of their table, which names each key with its row's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.store import driver
from il_desktop.store.pages import Cell, Pages, Tree
from il_desktop.store.schema import PAGE_SIZE, Header
from il_desktop.store.seal import Seal, pages_of

_NOTHING = Tree((), is_whole=False)


class Shape(NamedTuple):
    """A table of the schema: columns in order, the key's column, whether rows have a number besides their key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    has_rowid: bool
    numbered: str = ""  # the column that is the row's number itself
    key_index: str = ""  # the index that names each key with its row's number

    def values(self, cell: Cell) -> dict[str, Any] | None:
        """Return the row of a cell by column; columns added later than the row are left to their default."""
        if cell.values is None or len(cell.values) > len(self.columns):
            return None
        found = dict(zip(self.columns, cell.values, strict=False))
        if self.numbered:
            found[self.numbered] = cell.rowid
        return found if all(found.get(name) is not None for name in self.key) else None

    def key_of(self, values: Mapping[str, Any]) -> str:
        """Return the key of a row as one text."""
        return ":".join(str(values[name]) for name in self.key)

    def insert(self, connection: Any, values: Mapping[str, Any], rowid: int | None = None) -> bool:
        """Insert a row, under a number of its own if it had one; return False when a constraint refuses it."""
        columns = [name for name in self.columns if name in values]
        parameters = [values[name] for name in columns]
        if rowid is not None and self.has_rowid and not self.numbered:
            columns, parameters = ["rowid", *columns], [rowid, *parameters]
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" for _ in columns)
        try:
            connection.execute(f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})', parameters)  # noqa: S608  our own schema
        except driver.module.IntegrityError:
            return False
        return True


class Row(NamedTuple):
    """One row that was found."""

    values: dict[str, Any]
    rowid: int
    is_proven: bool


class Rows:
    """What was found of one table. `listed` has the keys that its index names, complete when `is_listed`."""

    def __init__(self, shape: Shape, listed: dict[str, int], is_listed: bool, *, is_whole: bool) -> None:  # noqa: FBT001  a pair
        self.shape = shape
        self.listed = listed
        self.is_listed = is_listed
        self.is_whole = is_whole
        self.found: dict[str, Row] = {}

    def add(self, cell: Cell, *, is_proven: bool) -> None:
        """Take a row over; of two with one key the proven one counts."""
        values = self.shape.values(cell)
        if values is None:
            self.is_whole = False
            return
        key = self.shape.key_of(values)
        before = self.found.get(key)
        if before is not None:
            self.is_whole = False
        if before is None or (is_proven and not before.is_proven):
            self.found[key] = Row(values, cell.rowid, is_proven)

    @property
    def lost(self) -> set[str]:
        """The keys that are known to have been there and were not found."""
        return self.listed.keys() - self.found.keys()


def shapes(connection: Any) -> list[Shape]:
    """Return the tables of an open file whose rows are worth saving; the search index is made anew."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE 'search%' AND name <> 'alembic_version' ORDER BY name"
    ).fetchall()
    return [_shape(connection, name, "WITHOUT ROWID" not in sql.upper()) for name, sql in found]


def _shape(connection: Any, name: str, has_rowid: bool) -> Shape:  # noqa: FBT001  a fact of the table
    info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5])
    types = {row[1]: row[2] for row in info}
    numbered = key[0] if has_rowid and len(key) == 1 and types[key[0]] == "INTEGER" else ""
    indexes = connection.execute(f'PRAGMA index_list("{name}")').fetchall() if has_rowid else []
    index = next((row[1] for row in indexes if row[3] == "pk"), "")
    return Shape(name, tuple(row[1] for row in info), key, has_rowid, numbered, index)


class Wreck:
    """A damaged file, read page by page. `guesses` say where tables begin if the file itself cannot say it any more."""

    def __init__(self, data: bytes, header: Header, seal: Seal | None, guesses: Mapping[str, int]) -> None:
        sums = pages_of(seal) if seal is not None else []
        self.is_proven = bool(sums)
        self._changed = _changed(data, sums)
        # A file that was closed well and differs now has rotted. After an unclean end a page may differ because it was
        # written since: what it says of the way to others is then as good as anything.
        is_rotten = seal is not None and bool(sums) and seal.counter == header.change_counter
        self._pages = Pages(data, PAGE_SIZE, self._changed if is_rotten else ())
        said = [*self._pages.tree(1).cells]
        good = self._good_roots(said)
        if guesses.keys() - good.keys():
            said += [cell for page in self._pages.orphans() if all(_is_schema(cell) for cell in page) for cell in page]
            good = self._good_roots(said)
        self._sure = frozenset(good)
        self._roots = {**guesses, **_roots(said), **good}

    def tables(self, wanted: list[Shape]) -> dict[str, Rows]:
        """Return what is found of each table, also beyond broken ways."""
        found: dict[str, Rows] = {}
        for shape in sorted(wanted, key=lambda shape: shape.name not in self._sure):
            found[shape.name] = self._table(shape)
        broken = [rows for rows in found.values() if not rows.is_whole and rows.shape.has_rowid]
        if broken:
            for cell in (cell for page in self._pages.orphans() for cell in page):
                self._place(cell, broken)
        return found

    def is_good(self, cell: Cell) -> bool:
        """Tell whether all pages of a cell are those of the last good close."""
        return self.is_proven and self._changed.isdisjoint(cell.pages)

    def _good_roots(self, said: list[Cell]) -> dict[str, int]:
        return _roots(cell for cell in said if self.is_good(cell) or not self.is_proven)

    def _table(self, shape: Shape) -> Rows:
        tree, is_sure = self._tree(shape.name)
        is_clear = is_sure and tree.is_whole and all(self.is_good(cell) for cell in tree.cells)
        rows = Rows(shape, *(({}, False) if is_clear else self._listed(shape)), is_whole=tree.is_whole)
        by_number = {number: key for key, number in rows.listed.items()}
        for cell in tree.cells:
            values = shape.values(cell)
            key = "" if values is None else shape.key_of(values)
            listed = by_number.get(cell.rowid, "")
            is_proven = self.is_good(cell) and (listed == key or (is_sure and not rows.is_listed))
            if self.is_proven and not is_proven and values is not None and listed not in {"", key}:
                cell = _with_key(shape, cell, listed)  # noqa: PLW2901  the index has the better key
            rows.add(cell, is_proven=is_proven)
        if rows.lost or not (is_sure or all(row.is_proven for row in rows.found.values())):
            rows.is_whole = False
        return rows

    def _listed(self, shape: Shape) -> tuple[dict[str, int], bool]:
        """Return the keys that the index of a table names with their row's number, and whether they are all."""
        if not shape.key_index:
            return {}, False
        tree, is_sure = self._tree(shape.key_index)
        entries = (cell for cell in tree.cells if self.is_good(cell) or not self.is_proven)
        listed = {str(cell.values[0]): cell.values[1] for cell in entries if cell.values and len(cell.values) == 2}
        return {key: number for key, number in listed.items() if isinstance(number, int)}, tree.is_whole and is_sure

    def _tree(self, name: str) -> tuple[Tree, bool]:
        """Return what the root of this name leads to, and whether it is surely its root."""
        root = self._roots.get(name)
        return (_NOTHING, False) if root is None else (self._pages.tree(root), name in self._sure)

    def _place(self, cell: Cell, broken: list[Rows]) -> None:
        """Give a row that no way leads to back to the table whose index names it; else to the only one it can fit."""
        if cell.values is None:
            return
        fitting = [rows for rows in broken if rows.shape.values(cell) is not None]
        named = [rows for rows in fitting if rows.listed.get(str(cell.values[0])) == cell.rowid]
        if len(named) == 1:
            named[0].add(cell, is_proven=self.is_good(cell))
            return
        unlisted = [rows for rows in fitting if not rows.is_listed and len(cell.values) == len(rows.shape.columns)]
        if len(unlisted) == 1:
            unlisted[0].add(cell, is_proven=False)


def _changed(data: bytes, sums: list[int]) -> set[int]:
    """Return the numbers of the pages that are not those of the last good close."""
    import zlib  # noqa: PLC0415  as in `seal`

    count = -(-len(data) // PAGE_SIZE)
    return {
        number
        for number in range(1, count + 1)
        if number > len(sums) or zlib.crc32(data[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]) != sums[number - 1]
    }


def _is_schema(cell: Cell) -> bool:
    """Tell whether a row is one of the file's own list of tables and indexes."""
    values = cell.values or ()
    return len(values) == 5 and values[0] in {"table", "index", "view", "trigger"} and isinstance(values[3], int)


def _roots(cells: Iterable[Cell]) -> dict[str, int]:
    """Return the first page of each table and index, by name."""
    rows = (cell.values for cell in cells if cell.values and _is_schema(cell))
    return {str(values[1]): values[3] for values in rows if isinstance(values[3], int) and values[3] > 1}


def _with_key(shape: Shape, cell: Cell, key: str) -> Cell:
    at = shape.columns.index(shape.key[0])
    values = cell.values or ()
    return Cell(cell.rowid, (*values[:at], key, *values[at + 1 :]), cell.pages)


def backup_rows(connection: Any, shape: Shape) -> Iterator[dict[str, Any]]:
    """Return the rows of a table in an open backup."""
    cursor = connection.execute(f'SELECT * FROM "{shape.name}"')  # noqa: S608  names of our own schema
    for row in cursor.fetchall():
        yield dict(zip(shape.columns, row, strict=True))


def read_wreck(path: Path) -> bytes:
    """Return all bytes of a copy of the file, filled up to whole pages."""
    data = path.read_bytes()
    return data + bytes(-len(data) % PAGE_SIZE)
