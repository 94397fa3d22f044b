"""The door to a data file: what is looked at, in which order, before a value of it is shown.

The quick part reads 100 bytes and settles foreign, empty, newer and interrupted files. The thorough part compares the seal and
lets SQLite check the pages; it runs on its own thread, and the Desk waits for it before its first answer. Nothing here
creates, replaces or repairs a file.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, FileMissing, NewerFile, NotOurFile
from il_desktop.store import driver, seal
from il_desktop.store.errors import faults_told
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


def settle_journal(path: Path) -> NewerFile | None:
    """Let SQLite take back a transaction that a crash interrupted; the caller holds the lock.

    A copy is rolled back first, to learn which version the file will then be: a newer file is left untouched, journal and all,
    and the notice is returned.
    """
    journal = path.with_name(path.name + "-journal")
    if not journal.exists() or not journal.stat().st_size:
        return None
    with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:  # made 0700
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        _roll_back(copy)
        notice = newer(path, look(copy))
    if notice is None:
        _roll_back(path)
    return notice


class Check(threading.Thread):
    """The thorough part, under way from `start()`; `wait` gives its verdict.

    `is_alone` says that no other process writes: only then do seal and file belong together.
    """

    def __init__(self, path: Path, clock: Clock, *, is_alone: bool) -> None:
        super().__init__(name="file check", daemon=True)
        self._path = path
        self._clock = clock
        self._is_alone = is_alone
        self._problem: BaseException | None = None

    def run(self) -> None:
        """Check the file; keep what was found for `wait`."""
        try:
            inspect(self._path, self._clock, is_alone=self._is_alone)
        except BaseException as problem:  # noqa: BLE001  raised again, whatever it is, by the thread that waits
            self._problem = problem

    def wait(self) -> None:
        """Return when the file passed; raise DamagedFile, naming the newest verified backup, when it did not."""
        self.join()
        if isinstance(self._problem, DamagedFile):
            raise with_backup(self._problem) from self._problem
        if self._problem is not None:
            raise self._problem


def inspect(path: Path, clock: Clock, *, is_alone: bool, full: bool = False) -> None:
    """Compare the seal and check pages and links; raise DamagedFile with what was found.

    Full checks are due after an unclean end, when another program wrote, and once a week. This process must have no connection
    to the file (see `schema.read_header`).
    """
    measured = None
    if is_alone:
        before, measured = seal.read_seal(path), seal.measure(path)
        if (
            before
            and before.counter == measured.counter
            and (before.digest, before.size) != (measured.digest, measured.size)
        ):
            raise DamagedFile(path, ("seal",))
        measured = replace(measured, checked_at=before.checked_at if before else "")
        full = full or before is None or before.counter != measured.counter or _is_old(measured.checked_at, clock)
    check_pages(path, full=full)
    if measured and full:
        seal.save_seal(path, replace(measured, checked_at=clock.now().isoformat()))


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
