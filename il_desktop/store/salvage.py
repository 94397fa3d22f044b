"""Saves what can be read of a damaged file into a new one; the damaged file is not touched.

The file's own pages come first, the newest good backup fills what they lost, and everything goes through the
constraints of a fresh schema. Nothing is passed off as it was: what is not proven is named in the report.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from il_desktop.domain.errors import DamagedFile, FileExists, FileMissing, NewerFile, NotOurFile
from il_desktop.domain.salvaged import BACKUP, DOUBTFUL, LOST, Salvaged, SalvagedEntry, row_name
from il_desktop.store import backup, create, driver, gate, seal
from il_desktop.store.check import page_findings
from il_desktop.store.errors import faults_told
from il_desktop.store.lock import Lock
from il_desktop.store.salvage_links import mend_links
from il_desktop.store.salvage_rows import Row, Rows, Shape, Wreck, backup_rows, read_wreck, shapes
from il_desktop.store.schema import PAGE_SIZE, SCHEMA_VERSION, Header, parse_header
from il_desktop.store.search import put_back, set_aside

_HIGHEST_VERSION = 1000  # schema numbers count one by one
_HISTORY = ("journal_step", "journal_change")


def salvage(path: Path, out: Path) -> Salvaged:
    """Write the new file `out` from the damaged file `path`, which nobody may have open; return what came of it.

    Raises FileExists when `out` is there, NotOurFile or NewerFile for a file that is not ours to read, DamagedFile when
    no row could be read.
    """
    if out.exists():
        raise FileExists(out)
    with faults_told(path), _held(path), tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:  # made 0700
        copy = _copy(path, Path(folder))
        data = read_wreck(copy)
        header = parse_header(data[:100])
        version = _version(path, header, data)
        packed = backup.newest(path)
        with _opened_backup(packed, version, Path(folder)) as kept:
            return _Salvage(path, data, header, kept, packed if kept is not None else None).write(out, version)


class _Salvage:
    def __init__(self, path: Path, data: bytes, header: Header, kept: Any, packed: Path | None) -> None:
        self._path = path
        self._data = data
        self._header = header
        self._kept = kept
        self._packed = packed
        self._entries: list[SalvagedEntry] = []
        self._came: dict[str, int] = {}
        self._may_miss: list[str] = []
        self._is_proven = False
        self._has_history = False

    def write(self, out: Path, version: int) -> Salvaged:
        create.create(out, self._fill, version=version)
        return Salvaged(
            out,
            self._came,
            tuple(self._entries),
            tuple(self._may_miss),
            self._packed,
            has_history=self._has_history,
            is_proven=self._is_proven,
        )

    def _fill(self, connection: Any) -> None:
        guesses = {**_roots_of(connection), **(_roots_of(self._kept) if self._kept is not None else {})}
        wreck = Wreck(self._data, self._header, seal.read_seal(self._path), guesses)
        self._is_proven = wreck.is_proven
        found = wreck.tables(shapes(connection))
        if not any(rows.found for rows in found.values()):
            raise DamagedFile(self._path, ("nothing to salvage",))
        driver.set_pragma(connection, "foreign_keys", 0)  # what lost its parent is looked at at the end
        connection.execute("BEGIN IMMEDIATE")
        index = set_aside(connection)
        guards = _set_aside_guards(connection)
        for name, rows in found.items():
            if name not in _HISTORY:
                self._take_table(connection, rows)
        self._entries += mend_links(connection, {name: rows.shape for name, rows in found.items()}, self._kept)
        self._take_history(connection, found)
        put_back(connection, index)
        for sql in guards:
            connection.execute(sql)
        self._count(connection, found)
        connection.execute("COMMIT")
        findings = page_findings(connection, full=True)
        if findings:
            raise DamagedFile(self._path, findings)

    def _take_table(self, connection: Any, rows: Rows) -> None:
        shape = rows.shape
        kept: dict[str, dict[str, Any]] = {}
        if self._kept is not None and not (rows.is_whole and all(row.is_proven for row in rows.found.values())):
            kept = {shape.key_of(values): values for values in backup_rows(self._kept, shape)}
        lost = rows.lost
        for key, row in rows.found.items():
            if not self._take_row(connection, shape, key, row, kept.get(key)):
                lost.add(key)
        if not rows.is_whole and not rows.is_listed:
            lost |= kept.keys() - rows.found.keys()  # nobody can tell whether they were deleted since
            self._may_miss.append(shape.name)
        for key in sorted(lost):
            self._fetch(connection, shape, key, kept.get(key))

    def _take_row(self, connection: Any, shape: Shape, key: str, row: Row, kept: dict[str, Any] | None) -> bool:
        """Insert a row, the backup's in place of one that differs without having been changed; False if refused."""
        if row.is_proven:
            return shape.insert(connection, row.values, row.rowid)
        if not _fits_its_hash(shape, row):
            return False
        same_moment = kept is not None and kept.get("updated_at", "") == row.values.get("updated_at")
        if kept is not None and same_moment and shape.insert(connection, kept, row.rowid):
            if kept != {**kept, **row.values}:
                self._note(shape, key, kept, BACKUP)
            return True
        if not shape.insert(connection, row.values, row.rowid):
            return False
        if self._is_proven:
            self._note(shape, key, row.values, DOUBTFUL)
        return True

    def _fetch(self, connection: Any, shape: Shape, key: str, kept: dict[str, Any] | None) -> None:
        """Take a lost row from the backup, if it is there."""
        if kept is not None and shape.insert(connection, kept):
            self._note(shape, key, kept, BACKUP)
        else:
            self._note(shape, key, kept or {}, LOST)

    def _take_history(self, connection: Any, found: dict[str, Rows]) -> None:
        """Take undo over when nothing else was lost: a step can only be taken back from the state it left."""
        steps, changes = (found[name] for name in _HISTORY)
        is_whole = all(rows.is_whole for rows in found.values()) and not self._entries
        for row in steps.found.values():
            steps.shape.insert(connection, row.values, row.rowid)
        if is_whole:
            self._has_history = all(changes.shape.insert(connection, row.values) for row in changes.found.values())
        if not self._has_history:
            connection.execute("DELETE FROM journal_change")
            connection.execute("UPDATE journal_step SET state = 'fixed' WHERE state = 'done'")
            connection.execute("UPDATE journal_step SET state = 'void' WHERE state = 'undone'")

    def _count(self, connection: Any, found: dict[str, Rows]) -> None:
        for name in found:
            if name not in _HISTORY:
                number = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  our own schema
                self._came[name] = number

    def _note(self, shape: Shape, key: str, values: dict[str, Any], state: str) -> None:
        self._entries.append(SalvagedEntry(shape.name, key, state, row_name(values)))


def _version(path: Path, header: Header, data: bytes) -> int:
    """Return the schema to write; a file whose header is gone is ours when a seal or a backup lies beside it."""
    before = seal.read_seal(path)
    if before is not None and _is_header_rotten(before, header, data):
        return SCHEMA_VERSION
    if header.is_ours and header.user_version > SCHEMA_VERSION:
        raise NewerFile(path, header.user_version, SCHEMA_VERSION)
    if not header.is_ours and before is None and not backup.backups(path):
        raise NotOurFile(path)
    return header.user_version if header.is_ours and header.user_version >= 1 else SCHEMA_VERSION


def _is_header_rotten(before: seal.Seal, header: Header, data: bytes) -> bool:
    """Tell whether nothing that the header says is to be believed; a newer program's header says something possible."""
    sums = seal.pages_of(before)
    if not sums or sums[0] == zlib.crc32(data[:PAGE_SIZE]):
        return False
    return before.counter == header.change_counter or not header.is_ours or header.user_version > _HIGHEST_VERSION


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the file while it is copied; FileInUse while a window has it. A folder that takes no files needs no lock."""
    if not path.is_file():
        raise FileMissing(path)
    lock = None
    with suppress(OSError):
        lock = Lock.acquire(path)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _copy(path: Path, folder: Path) -> Path:
    """Copy the file, and take back there what was under way when the program ended, if SQLite still can."""
    copy = folder / "damaged"
    shutil.copyfile(path, copy)
    if gate.has_journal(path):
        journal = gate.journal_path(copy)
        shutil.copyfile(gate.journal_path(path), journal)
        with suppress(driver.Error):
            gate.roll_back(copy)
    return copy


@contextmanager
def _opened_backup(packed: Path | None, version: int, folder: Path) -> Iterator[Any]:
    """Open the newest good backup of the same schema; None when there is none."""
    if packed is None:
        yield None
        return
    data = folder / "backup"
    with zipfile.ZipFile(packed) as archive, archive.open(backup.DATA) as source, data.open("wb") as target:
        shutil.copyfileobj(source, target)
    connection = driver.connect(data, mode="ro")
    try:
        is_same = connection.execute("PRAGMA user_version").fetchone()[0] == version
        yield connection if is_same else None
    finally:
        connection.close()


def _roots_of(connection: Any) -> dict[str, int]:
    return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 1").fetchall())


def _set_aside_guards(connection: Any) -> list[str]:
    """Drop the triggers that keep rows from being changed, and return them: links to lost rows have to be cut."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        connection.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def _fits_its_hash(shape: Shape, row: Row) -> bool:
    """Tell whether the content of a kept file has the hash it is stored under; true for all other rows."""
    if shape.name != "file_content":
        return True
    import hashlib  # noqa: PLC0415  few files keep contents

    return hashlib.sha256(row.values["bytes"] or b"").hexdigest() == row.values["sha256"]
