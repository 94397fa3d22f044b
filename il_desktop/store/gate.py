"""The door to a data file: what is looked at, in which order, before a value of it is shown.

The quick part reads 100 bytes and settles foreign, empty, newer and interrupted files. The thorough part compares the
seal and lets SQLite check the pages; it runs on its own thread, and the Desk waits for it before its first answer.
Nothing here creates, replaces or repairs a file.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, FileInUse, FileMissing, NewerFile, NotOurFile
from il_desktop.store import driver, seal
from il_desktop.store.errors import faults_told
from il_desktop.store.lock import Lock
from il_desktop.store.schema import SCHEMA_VERSION, Header, read_header

FULL_CHECK_EVERY = timedelta(days=7)  # our choice


def look(path: Path) -> Header:
    """Return the header of a file that may be opened; raise FileMissing, NotOurFile or DamagedFile otherwise.

    A file of zero bytes counts as damaged: SQLite would take it for an empty database and find it in order.
    """
    try:
        size = path.stat().st_size
        header = read_header(path) if size else None
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise NotOurFile(path) from error  # a folder, or no right to read it
    if header is None:
        raise DamagedFile(path, ("empty",))
    if not header.is_ours:
        raise NotOurFile(path)
    return header


def newer(path: Path, header: Header) -> NewerFile | None:
    """Return the notice for a file that a newer version wrote, else None."""
    if header.user_version <= SCHEMA_VERSION:
        return None
    return NewerFile(path, header.user_version, SCHEMA_VERSION)


def journal_path(path: Path) -> Path:
    """Return where SQLite keeps the journal of a transaction under way."""
    return path.with_name(path.name + "-journal")


def has_journal(path: Path) -> bool:
    """Tell whether a transaction is under way or was interrupted."""
    journal = journal_path(path)
    return journal.exists() and journal.stat().st_size > 0


def settle_journal(path: Path) -> NewerFile | None:
    """Let SQLite take back a transaction that a crash interrupted; the caller holds the lock.

    A copy is rolled back first, to learn which version the file will then be: a newer file is left untouched, journal
    and all, and the notice is returned.
    """
    if not has_journal(path):
        return None
    journal = journal_path(path)
    with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:  # made 0700
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        _roll_back(copy)
        notice = newer(path, look(copy))
    if notice is None:
        _roll_back(path)
    return notice


def prepare(path: Path) -> None:
    """Settle what a crash or another program left; the caller holds the lock. Raise NewerFile if only that can."""
    notice = settle_journal(path)
    if notice is not None:
        raise notice
    if look(path).is_wal and newer(path, look(path)) is None:
        with faults_told(path):
            driver.connect_durable(path).close()


class Check(threading.Thread):
    """The thorough part, from `start()`; `wait` gives its verdict. `is_owner`: this process holds the lock."""

    def __init__(self, path: Path, clock: Clock, *, is_owner: bool) -> None:
        super().__init__(name="file check", daemon=True)
        self._path = path
        self._clock = clock
        self._is_owner = is_owner
        self._problem: BaseException | None = None

    def run(self) -> None:
        """Check the file; keep what was found for `wait`."""
        try:
            inspect(self._path, self._clock, is_owner=self._is_owner)
        except BaseException as problem:  # noqa: BLE001  raised again, whatever it is, by the thread that waits
            self._problem = problem

    def wait(self) -> None:
        """Return when the file passed; raise DamagedFile, naming the newest verified backup, when it did not."""
        self.join()
        if isinstance(self._problem, DamagedFile):
            raise with_backup(self._problem) from self._problem
        if self._problem is not None:
            raise self._problem


def inspect(path: Path, clock: Clock, *, is_owner: bool, full: bool = False) -> None:
    """Compare the seal and check pages and links; raise DamagedFile with what was found.

    The owner runs full checks after an unclean end, when another program wrote, and once a week. This process must have
    no connection to the file (see `schema.read_header`).
    """
    if not is_owner:
        _compare_beside_owner(path)
        check_pages(path, full=full)
        return
    before, now = seal.read_seal(path), seal.measure(path)
    if before is not None and before.contradicts(now):
        raise DamagedFile(path, ("seal",))
    full = full or before is None or before.counter != now.counter or _is_old(before.checked_at, clock)
    check_pages(path, full=full)
    if full:
        seal.save_seal(path, replace(now, checked_at=clock.now().isoformat()))


def _compare_beside_owner(path: Path) -> None:
    """Compare the seal where a window may be writing: a contradiction counts once nobody else holds the file."""
    before = seal.read_seal(path)
    if before is None or not before.contradicts(seal.measure(path)):
        return
    with suppress(FileInUse, OSError):
        lock = Lock.acquire(path)
        try:
            if before.contradicts(seal.measure(path)):
                raise DamagedFile(path, ("seal",))
        finally:
            lock.release()


def check_pages(path: Path, *, full: bool) -> None:
    """Let SQLite check the pages of a file and, if `full`, its indexes, CHECKs and links; raise DamagedFile."""
    with faults_told(path):
        connection = driver.connect(path)
        try:
            rows = connection.execute("PRAGMA integrity_check(20)" if full else "PRAGMA quick_check(20)").fetchall()
            findings = tuple(row[0] for row in rows if row[0] != "ok")
            if full and not findings:
                links = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
                findings = tuple(f"{child} row {row} names a missing {parent}" for child, row, parent, _ in links)
        finally:
            connection.close()
    if findings:
        raise DamagedFile(path, findings)


def with_backup(problem: DamagedFile) -> DamagedFile:
    """Return the problem with the newest verified backup of the file, if there is one."""
    from il_desktop.store import backup  # noqa: PLC0415  only when a file is damaged

    return DamagedFile(problem.path, problem.findings, backup.newest(problem.path))


def _roll_back(path: Path) -> None:
    with faults_told(path):
        connection = driver.connect(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        finally:
            connection.close()


def _is_old(checked_at: str, clock: Clock) -> bool:
    if not checked_at:
        return True
    return abs(clock.now() - datetime.fromisoformat(checked_at)) > FULL_CHECK_EVERY
