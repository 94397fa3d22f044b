"""Reads rows straight from the pages of a database file, without SQLite: also those that no way leads to any more.

Follows sqlite.org/fileformat2.html, sections 1.5 to 1.7 and 2.1. Knows nothing of tables or of what a row means; a cell
that does not fit its page to the last byte is given back without values, never guessed.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator

from il_desktop.domain.light import NamedTuple

INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
_HEADER = 100  # bytes before the first page's own
_FIXED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}  # bytes of a value by its serial type
Value = int | float | str | bytes | None


class Cell(NamedTuple):
    """One row or index entry: its number, its values (None when they cannot be read) and the pages they lie on."""

    rowid: int
    values: tuple[Value, ...] | None
    pages: tuple[int, ...]


class Tree(NamedTuple):
    """All cells that a root leads to; not whole when a page on the way or at its end cannot be used."""

    cells: tuple[Cell, ...]
    is_whole: bool


class _Broken(Exception):
    """Bytes that make no sense where they stand."""


class Pages:
    """The pages of one file. `distrusted` ones are known to have rotted: their rows are read, their ways not taken."""

    def __init__(self, data: bytes, page_size: int, distrusted: Container[int] = ()) -> None:
        self._data = data
        self._size = page_size
        self._usable = page_size  # our files keep no room at the end of pages, whatever a rotten header says
        self._distrusted = distrusted
        self.count = -(-len(data) // page_size)
        self.reached: set[int] = set()

    def tree(self, root: int) -> Tree:
        """Return what the root of a table or an index leads to; a page that another root led to is not taken again."""
        cells: list[Cell] = []
        is_whole = True
        todo = [root]
        while todo:
            number = todo.pop()
            if number in self.reached or not 1 <= number <= self.count:
                is_whole = False
                continue
            self.reached.add(number)
            kind = self._kind(number)
            if kind not in {INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE}:
                is_whole = False
                continue
            is_whole &= number not in self._distrusted
            try:
                if kind in {INTERIOR_INDEX, INTERIOR_TABLE}:
                    if number in self._distrusted:
                        continue
                    todo.extend(self._children(number))
                if kind != INTERIOR_TABLE:
                    cells.extend(self.cells(number))
            except _Broken:
                is_whole = False
        is_whole &= all(cell.values is not None for cell in cells)
        self.reached.update(page for cell in cells for page in cell.pages)
        return Tree(tuple(cells), is_whole)

    def orphans(self) -> Iterator[tuple[Cell, ...]]:
        """Return the rows of each page of a table that no root led to, without the pages given back for new use."""
        free = self._free()
        for number in range(1, self.count + 1):
            if number in self.reached or number in free or self._kind(number) != LEAF_TABLE:
                continue
            try:
                yield self.cells(number)
            except _Broken:
                continue

    def cells(self, number: int) -> tuple[Cell, ...]:
        """Return the cells of one page that holds any; raise when the page itself makes no sense."""
        return tuple(self._cell(number, at) for at in self._pointers(number))

    def _kind(self, number: int) -> int:
        at = self._start(number)
        return self._data[at] if at < len(self._data) else 0

    def _start(self, number: int) -> int:
        return _HEADER if number == 1 else (number - 1) * self._size

    def _page(self, number: int) -> bytes:
        page = self._data[(number - 1) * self._size : number * self._size]
        if not 1 <= number <= self.count or len(page) < self._size:
            raise _Broken
        return page

    def _pointers(self, number: int) -> tuple[int, ...]:
        page = self._page(number)
        base = _HEADER if number == 1 else 0
        first = base + (12 if page[base] in {INTERIOR_INDEX, INTERIOR_TABLE} else 8)
        (count,) = struct.unpack_from(">H", page, base + 3)
        if first + 2 * count > self._usable:
            raise _Broken
        return struct.unpack_from(f">{count}H", page, first)

    def _children(self, number: int) -> list[int]:
        page = self._page(number)
        found = []
        for at in self._pointers(number):
            if at + 4 > self._usable:
                raise _Broken
            found.append(struct.unpack_from(">I", page, at)[0])
        found.append(struct.unpack_from(">I", page, 8 + (_HEADER if number == 1 else 0))[0])
        return found

    def _cell(self, number: int, at: int) -> Cell:
        rowid = 0
        try:
            page = self._page(number)
            kind = self._kind(number)
            at += 4 if kind == INTERIOR_INDEX else 0
            length, at = _varint(page, at, self._usable)
            if kind == LEAF_TABLE:
                rowid, at = _varint(page, at, self._usable)
            payload, further = self._payload(page, at, length, is_row=kind == LEAF_TABLE)
            return Cell(rowid, _record(payload), (number, *further))
        except _Broken:
            return Cell(rowid, None, (number,))

    def _payload(self, page: bytes, at: int, length: int, *, is_row: bool) -> tuple[bytes, list[int]]:
        usable = self._usable
        most = usable - 35 if is_row else (usable - 12) * 64 // 255 - 23
        least = (usable - 12) * 32 // 255 - 23
        if not 0 < length <= len(self._data):
            raise _Broken
        local = length
        if length > most:
            local = least + (length - least) % (usable - 4)
            local = least if local > most else local
        if at + local + (4 if local < length else 0) > usable:
            raise _Broken
        payload = page[at : at + local]
        further: list[int] = []
        (after,) = struct.unpack_from(">I", page, at + local) if local < length else (0,)
        while len(payload) < length:
            if after in further:
                raise _Broken
            further.append(after)
            page = self._page(after)
            payload += page[4 : 4 + min(usable - 4, length - len(payload))]
            (after,) = struct.unpack_from(">I", page)
        return payload, further

    def _free(self) -> set[int]:
        free: set[int] = set()
        if len(self._data) < _HEADER:
            return free
        (trunk,) = struct.unpack_from(">I", self._data, 32)
        while 1 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            try:
                page = self._page(trunk)
            except _Broken:
                break
            trunk, count = struct.unpack_from(">II", page)
            free.update(struct.unpack_from(f">{min(count, self._size // 4 - 2)}I", page, 8))
        return free


def _varint(page: bytes, at: int, end: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        if at >= end:
            raise _Broken
        byte = page[at]
        at += 1
        if step == 8:
            value = value << 8 | byte
            break
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return (value - (1 << 64) if value >= 1 << 63 else value), at


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0, len(payload))
    if not at <= end <= len(payload):
        raise _Broken
    values: list[Value] = []
    body = end
    while at < end:
        kind, at = _varint(payload, at, end)
        value, body = _value(payload, body, kind)
        values.append(value)
    if at != end or body != len(payload):
        raise _Broken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in {0, 8, 9}:
        return (None if kind == 0 else kind - 8), at
    size = _FIXED.get(kind, (kind - 12) // 2)
    if kind < 0 or kind in {10, 11} or at + size > len(payload):
        raise _Broken
    part = payload[at : at + size]
    if kind == 7:
        return struct.unpack(">d", part)[0], at + size
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), at + size
    if kind % 2 == 0:
        return part, at + size
    try:
        return part.decode("utf-8"), at + size
    except UnicodeDecodeError as error:
        raise _Broken from error
