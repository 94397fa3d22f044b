"""The thorough look at a file: the seal first, then SQLite's own checks of pages, indexes and links.

Runs on its own thread while the program starts. When the seal fits, the bytes are those of the last good close, and
values may be shown while the pages are still being checked; otherwise nothing is shown before the full checks passed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, FileInUse
from il_desktop.domain.zones import parse_instant
from il_desktop.store import driver, seal
from il_desktop.store.early import EarlyMeasure
from il_desktop.store.errors import faults_told
from il_desktop.store.lock import Lock

FULL_CHECK_EVERY = timedelta(days=7)  # our choice
MOST_FINDINGS = 20
_WAIT_FOR_LISTENER = 1.0  # seconds; the window listens once its first picture is on screen
_WAIT_BEFORE_WRITE = 0.1  # seconds; the check of a school's file takes half of it

Verdict = Callable[[DamagedFile | None], None]


class Check(threading.Thread):
    """One check of one file, under way from `start()`. `is_owner`: this process holds the lock.

    `early` is what was measured before the file was ours. A sealed file's pages are looked at once somebody listens for
    the verdict: before, the first picture has the machine for itself.
    """

    def __init__(self, path: Path, clock: Clock, *, is_owner: bool, early: EarlyMeasure | None = None) -> None:
        super().__init__(name="file check", daemon=True)
        self._path = path
        self._clock = clock
        self._is_owner = is_owner
        self._early = early
        self._may_show = threading.Event()
        self._may_go_on = threading.Event()
        self._guard = threading.Lock()
        self._connection: Any = None
        self._is_stopped = False
        self._is_done = False
        self._is_vouched = False
        self._problem: BaseException | None = None
        self._listeners: list[Verdict] = []

    def run(self) -> None:
        """Check the file; keep what was found for `wait`, and tell who asked."""
        try:
            self._check()
        except BaseException as problem:  # noqa: BLE001  raised again, whatever it is, by the thread that waits
            self._problem = with_backup(problem) if isinstance(problem, DamagedFile) else problem
        with self._guard:
            self._is_done = True
            listeners = tuple(self._listeners)
        self._may_show.set()
        for listener in listeners:
            listener(self._verdict())

    def wait(self) -> None:
        """Return when values may be shown; raise DamagedFile, naming the newest good backup, when they may not."""
        self._may_show.wait()
        if self._problem is not None:
            raise self._problem

    def tell(self, listener: Verdict) -> None:
        """Call with the final verdict, None for a good file: on the thread of the check, or at once when it is over."""
        with self._guard:
            if not self._is_done:
                self._listeners.append(listener)
                self._may_go_on.set()
                return
        listener(self._verdict())

    def give_way(self) -> None:
        """Let a write go first: SQLite cannot commit while pages are read. What is left is done at the next start."""
        self._may_show.wait()
        self._may_go_on.set()
        self.join(_WAIT_BEFORE_WRITE)
        self.stop()

    def stop(self) -> None:
        """End a check whose first part is over; return when its connection is closed."""
        with self._guard:
            self._is_stopped = True
            if self._connection is not None:
                self._connection.interrupt()
        self._may_go_on.set()
        self.join()

    def condemn(self, problem: DamagedFile) -> DamagedFile:
        """Take note of damage that came to light at work; return it with the newest good backup."""
        self._problem = with_backup(problem)
        return self._problem

    @property
    def vouches(self) -> bool:
        """Tell whether the file proved good so far: only such a file may be sealed again."""
        return self._is_vouched and self._problem is None

    def _check(self) -> None:
        before = seal.read_seal(self._path)
        now = self._measure(before)
        if (
            before is not None
            and before.contradicts(now)
            and (self._is_owner or _still_contradicts(self._path, before))
        ):
            raise DamagedFile(self._path, ("seal",))
        fits = before is not None and before.counter == now.counter
        if fits:
            self._is_vouched = True
            self._may_show.set()
            self._may_go_on.wait(_WAIT_FOR_LISTENER)
        is_due = _is_old(before.checked_at if before else "", self._clock)
        full = self._is_owner and (not fits or is_due)
        if full:  # before a connection is open: closing a handle would drop its locks
            now = now._replace(pages=before.pages if fits and before else seal.page_sums(self._path))
        if self._check_pages(full=full) and full:
            self._is_vouched = True
            seal.save_seal(self._path, now._replace(checked_at=self._clock.now().isoformat()))

    def _measure(self, before: seal.Seal | None) -> seal.Seal:
        """Take over what was measured early, unless it speaks against the file: then look again before saying so."""
        early = self._early.take(self._path) if self._early is not None else None
        if early is None or (before is not None and before.contradicts(early)):
            return seal.measure(self._path)
        return early

    def _check_pages(self, *, full: bool) -> bool:
        with faults_told(self._path):
            connection = driver.connect(self._path, any_thread=True)
            with self._guard:
                self._connection = connection
            try:
                findings = () if self._is_stopped else page_findings(connection, full=full)
            except driver.DatabaseError:
                if not self._is_stopped:
                    raise
                findings = ()
            finally:
                with self._guard:
                    self._connection = None
                    connection.close()
        if findings:
            raise DamagedFile(self._path, findings)
        return not self._is_stopped

    def _verdict(self) -> DamagedFile | None:
        return self._problem if isinstance(self._problem, DamagedFile) else None


def full_check(path: Path) -> None:
    """Run every check on a file, seal included; raise DamagedFile. This process must have no connection to it."""
    before = seal.read_seal(path)
    if before is not None and before.contradicts(seal.measure(path)) and _still_contradicts(path, before):
        raise DamagedFile(path, ("seal",))
    check_pages(path)


def check_pages(path: Path) -> None:
    """Let SQLite check pages, indexes, CHECKs and links of a file; raise DamagedFile with what it found."""
    with faults_told(path):
        connection = driver.connect(path)
        try:
            findings = page_findings(connection, full=True)
        finally:
            connection.close()
    if findings:
        raise DamagedFile(path, findings)


def page_findings(connection: Any, *, full: bool) -> tuple[str, ...]:
    """Return what SQLite finds wrong, at most MOST_FINDINGS; `full` adds what indexes hold, and links."""
    check = "integrity_check" if full else "quick_check"
    rows = connection.execute(f"PRAGMA {check}({MOST_FINDINGS})").fetchall()
    findings = tuple(row[0] for row in rows if row[0] != "ok")
    if full and not findings:
        links = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_FINDINGS)
        findings = tuple(f"{child} row {row} names a missing {parent}" for child, row, parent, _ in links)
    return findings


def with_backup(problem: DamagedFile) -> DamagedFile:
    """Return the problem with the newest verified backup of the file, if there is one."""
    from il_desktop.store import backup  # noqa: PLC0415  only when a file is damaged

    return DamagedFile(problem.path, problem.findings, backup.newest(problem.path))


def _still_contradicts(path: Path, before: seal.Seal) -> bool:
    """Look again once nobody else holds the file: beside a window, bytes may change between two reads."""
    with suppress(FileInUse, OSError):
        lock = Lock.acquire(path)
        try:
            return before.contradicts(seal.measure(path))
        finally:
            lock.release()
    return False


def _is_old(checked_at: str, clock: Clock) -> bool:
    return not checked_at or abs(clock.now() - parse_instant(checked_at)) > FULL_CHECK_EVERY
