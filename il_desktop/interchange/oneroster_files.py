"""The tables of a OneRoster export, from a zip or a folder, as rows of named cells. Nothing is ever unpacked to disk.

OneRoster 1.1 and 1.2, CSV binding (1EdTech): UTF-8, commas, one heading line, one file a table. Every limit holds for
what is really read, not for what a zip says of itself.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from il_desktop.domain.errors import BadFile, BadLines, LineProblem
from il_desktop.domain.text import clean_line
from il_desktop.interchange.csv_table import MAX_CELL, MAX_COLUMNS, strip_guard
from il_desktop.interchange.text_bytes import decode

TABLES = ("manifest", "orgs", "academicSessions", "users", "roles", "courses", "classes", "enrollments")
NEEDED = ("users", "classes", "enrollments")
MAX_TABLE = 48 * 1024 * 1024  # bytes of one table; a district of 40,000 students has about 30 MB of enrollments
MAX_ROWS = 400_000
MAX_ENTRIES = 200  # files in a zip or folder; the standard names 15
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `line` is the line it begins on, 1 is the headings."""

    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        """Return a cell by its heading, an empty text where there is none."""
        return self.cells.get(name.casefold(), "")


@dataclass(frozen=True, slots=True)
class RosterFiles:
    """The tables found; reading one does not keep it."""

    source: Path
    _read: dict[str, Callable[[], bytes]]

    def has(self, table: str) -> bool:
        """Tell whether a table is there."""
        return table in self._read

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table, deleted ones left out; nothing when there is none.

        Raises BadFile for a table beyond the limits or without headings, BadLines for a quote that never closes.
        """
        if table not in self._read:
            return
        named = Path(f"{table}.csv")
        text = decode(self._read[table]()).text
        if "\0" in text:
            raise BadFile(named, "not_a_table")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        heads: list[str] = []
        line, count = 1, 0
        try:
            for cells in reader:
                begun, line = line, reader.line_num + 1
                if not any(cells):
                    continue
                if not heads:
                    heads = _heads(cells, named)
                    continue
                count += 1
                if count > MAX_ROWS:
                    raise BadFile(named, "too_many_rows", str(MAX_ROWS))
                row = Row(begun, dict(zip(heads, map(_cell, cells), strict=False)))
                if row.get("status").casefold() not in ("tobedeleted", "inactive"):
                    yield row
        except csv.Error as error:
            raise BadLines(named, (LineProblem(line, named.name, "", "open_quote"),)) from error


def looks_like_oneroster(path: Path) -> bool:
    """Tell whether a zip or folder holds the tables of OneRoster; never raises."""
    try:
        return all(table in _found(path) for table in NEEDED)
    except (BadFile, OSError, zipfile.BadZipFile):
        return False


def open_files(path: Path) -> RosterFiles:
    """Find the tables of a zip or folder; raise BadFile when it is neither or a needed one is missing."""
    try:
        found = _found(path)
    except FileNotFoundError:
        raise BadFile(path, "missing") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise BadFile(path, "unreadable") from error
    missing = [f"{table}.csv" for table in NEEDED if table not in found]
    if missing:
        raise BadFile(path, "not_oneroster", ", ".join(missing))
    return RosterFiles(path, found)


def _found(path: Path) -> dict[str, Callable[[], bytes]]:
    if path.is_dir():
        names = {f"{table}.csv".casefold(): table for table in TABLES}
        found: dict[str, Callable[[], bytes]] = {}
        for number, entry in enumerate(sorted(path.iterdir())):
            if number >= MAX_ENTRIES:
                raise BadFile(path, "too_large", f"{MAX_ENTRIES} files")
            table = names.get(entry.name.casefold())
            if table is not None and entry.is_file():
                found[table] = _FromFile(entry)
        return found
    return _in_zip(path)


def _in_zip(path: Path) -> dict[str, Callable[[], bytes]]:
    """Find tables by the last part of their names; a name is never used as a path."""
    names = {f"{table}.csv".casefold(): table for table in TABLES}
    found: dict[str, Callable[[], bytes]] = {}
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise BadFile(path, "too_large", f"{MAX_ENTRIES} files")
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        table = names.get(parts[-1].casefold()) if parts else None
        if table is None or entry.is_dir() or "__MACOSX" in parts:
            continue
        if table in found:
            raise BadFile(path, "table_twice", f"{table}.csv")
        if entry.flag_bits & _ENCRYPTED:
            raise BadFile(path, "encrypted")
        found[table] = _FromZip(path, entry)
    return found


@dataclass(frozen=True, slots=True)
class _FromFile:
    path: Path

    def __call__(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                return _limited(file.read, self.path)
        except OSError as error:
            raise BadFile(self.path, "unreadable", error.strerror or "") from error


@dataclass(frozen=True, slots=True)
class _FromZip:
    path: Path
    entry: zipfile.ZipInfo

    def __call__(self) -> bytes:
        named = Path(PurePosixPath(self.entry.filename).name)
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.entry) as file:
                return _limited(file.read, named)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
            raise BadFile(named, "unreadable") from error


def _limited(read: Callable[[int], bytes], named: Path) -> bytes:
    """Read to the end, or raise BadFile as soon as there is more than we take."""
    pieces: list[bytes] = []
    size = 0
    while piece := read(_CHUNK):
        size += len(piece)
        if size > MAX_TABLE:
            raise BadFile(named, "too_large", f"{MAX_TABLE // 1024 // 1024} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _heads(cells: list[str], named: Path) -> list[str]:
    heads = [cell.strip().casefold() for cell in cells]
    if len(heads) > MAX_COLUMNS:
        raise BadFile(named, "too_many_columns", str(MAX_COLUMNS))
    if "sourcedid" not in heads and "propertyname" not in heads:
        raise BadFile(named, "no_header", "sourcedId")
    return heads


def _cell(text: str) -> str:
    return clean_line(strip_guard(text[:MAX_CELL].strip())).strip()
