"""Opens and makes data files: path, lock, gate, migration, Desk. No Qt, and no SQLAlchemy unless a migration is due."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from il_desktop.commands.desk import Desk, OpenFile
from il_desktop.domain.clock import Clock, SystemClock
from il_desktop.domain.errors import DamagedFile, FileInUse, FileProblem, ReadOnlyFile
from il_desktop.domain.walltime import WallTime
from il_desktop.domain.zones import instant_text, to_instant
from il_desktop.store import gate
from il_desktop.store.check import Check, full_check, with_backup
from il_desktop.store.early import EarlyMeasure, own_path
from il_desktop.store.lock import Lock
from il_desktop.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from il_desktop.domain.salvaged import Salvaged

SAMPLE_MADE_AT = ("2026-01-16T08:00", "America/New_York")


def open_desk(
    path: Path, *, clock: Clock | None = None, read_only: bool = False, early: EarlyMeasure | None = None
) -> Desk:
    """Open an existing file; raise a FileProblem when it cannot be used, with nothing changed.

    The thorough check runs on meanwhile; the first `read` or `run` waits for it. A file of a newer version, or one this
    user may not write, opens for reading only. `read_only` works beside a window that has the file open. `early` is a
    measurement under way since before the file was ours; it is over when this returns or raises, or left to the check.
    """
    path = path.resolve()
    try:
        gate.look(path)
        return _open_for_reading(path, clock, early) if read_only else _open_for_writing(path, clock, early)
    except FileProblem as problem:
        if early is not None:
            early.stop()
        if isinstance(problem, DamagedFile):
            raise with_backup(problem) from problem
        raise


def create_file(path: Path, *, clock: Clock | None = None) -> None:
    """Create an empty school file with the default activity types; raise FileExists or StorageFault."""
    from il_desktop.store import bulk, create  # noqa: PLC0415  not needed to open a file

    now = instant_text((clock or SystemClock()).now())
    create.create(path, lambda connection: bulk.fill(connection, create.default_rows(), now=now))


def create_sample(path: Path, *, seed: int = 2025, size: str = "full") -> None:
    """Create the sample school, the same for a seed and size (small, full, large); raise like `create_file`."""
    from il_desktop.sample.build import build_sample  # noqa: PLC0415  not needed to open a file
    from il_desktop.store import bulk, create  # noqa: PLC0415  same

    moment, tz = SAMPLE_MADE_AT
    now = instant_text(to_instant(WallTime.parse(moment), tz))
    rows = build_sample(seed, size)
    create.create(path, lambda connection: bulk.fill(connection, rows, now=now))


def restore_file(path: Path, backup: Path, *, clock: Clock | None = None) -> Path | None:
    """Put a backup in the place of a file that nobody has open; return where the present one was kept.

    Returns None when there was none. Raises DamagedFile for a backup that does not prove good, NewerFile, or
    FileInUse; the present file is then as it was.
    """
    from il_desktop.store import restore  # noqa: PLC0415  not needed to open a file

    return restore.restore(backup, path.resolve(), clock or SystemClock())


def salvage_file(path: Path, out: Path) -> Salvaged:
    """Save what can be read of a damaged file, which nobody has open, into the new file `out`; see `store.salvage`."""
    from il_desktop.store import salvage  # noqa: PLC0415  not needed to open a file

    return salvage.salvage(path.resolve(), out)


def adopt_file(saved: Path, path: Path) -> Path:
    """Put what was saved from a damaged file in its place; return where the damaged one is kept."""
    from il_desktop.store import restore  # noqa: PLC0415  not needed to open a file

    return restore.adopt(saved, path.resolve())


def salvaged_path(path: Path) -> Path:
    """Return a free name beside a damaged file for what is saved from it."""
    number, name = 1, f"{path.stem} salvaged{path.suffix}"
    while path.with_name(name).exists():
        number += 1
        name = f"{path.stem} salvaged {number}{path.suffix}"
    return path.with_name(name)


def backups_of(path: Path) -> list[Path]:
    """Return the backups beside a file, the newest first."""
    from il_desktop.store import backup  # noqa: PLC0415  not needed to open a file

    return backup.backups(path.resolve())


def check_file(path: Path) -> None:
    """Check all of a file, also beside a window that has it open; raise a FileProblem that says what is wrong."""
    path = path.resolve()
    try:
        gate.look(path)
        full_check(path)
    except DamagedFile as problem:
        raise with_backup(problem) from problem


def default_path() -> Path:
    """Return where this user's school file lies, whether it exists or not."""
    return own_path()


def _open_for_writing(path: Path, clock: Clock | None, early: EarlyMeasure | None = None) -> Desk:
    if not os.access(path, os.W_OK):
        return _reading_desk(path, clock, ReadOnlyFile(path), early)
    try:
        lock = Lock.acquire(path)
    except OSError:  # a folder that takes no new files
        return _reading_desk(path, clock, ReadOnlyFile(path), early)
    try:
        if early is not None and not gate.is_settled(path):
            early.stop()  # SQLite opens the file next
        gate.prepare(path)
        header = gate.look(path)
        notice = gate.newer(path, header) or _leased(path)
        if notice is not None:
            lock.release()
            return _reading_desk(path, clock, notice, early)
        if header.user_version < SCHEMA_VERSION:
            _migrate(path, clock or SystemClock())
        check = Check(path, clock or SystemClock(), is_owner=True, early=early)
        check.start()
        return Desk(OpenFile(path, clock or SystemClock(), lock=lock, check=check), clock)
    except BaseException:
        lock.release()
        raise


def _leased(path: Path) -> FileProblem | None:
    """Return the notice of another computer that has the file open; few files have a note of that kind beside them."""
    if not path.with_name(f"{path.name}.lease").exists():
        return None
    from il_desktop.store import lease  # noqa: PLC0415  see above

    try:
        lease.refuse_if_leased(path)
    except FileProblem as notice:
        return notice
    return None


def _open_for_reading(path: Path, clock: Clock | None, early: EarlyMeasure | None) -> Desk:
    is_settled = not gate.has_journal(path) and gate.look(path).user_version >= SCHEMA_VERSION
    if not is_settled and os.access(path, os.W_OK):
        if early is not None:
            early.stop()  # SQLite opens the file next
        with suppress(FileInUse):  # the window that has it open went through the same door
            _open_for_writing(path, clock).close()
    return _reading_desk(path, clock, ReadOnlyFile(path), early)


def _reading_desk(path: Path, clock: Clock | None, refusal: FileProblem, early: EarlyMeasure | None) -> Desk:
    check = Check(path, clock or SystemClock(), is_owner=False, early=early)
    check.start()
    return Desk(OpenFile(path, clock or SystemClock(), refusal=refusal, check=check), clock)


def _migrate(path: Path, clock: Clock) -> None:
    from il_desktop.store import migrate  # noqa: PLC0415  brings Alembic, so only when it is due

    full_check(path)
    migrate.upgrade(path, clock)
