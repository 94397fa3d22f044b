"""Puts a backup in the place of the data file; what was there is kept, as a backup, or whole when damaged."""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, FileProblem, NewerFile
from il_desktop.store import backup, driver, gate, journal, seal
from il_desktop.store.check import check_pages
from il_desktop.store.create import seal_anew, sync_file, sync_folder
from il_desktop.store.errors import faults_told
from il_desktop.store.lock import Lock
from il_desktop.store.schema import SCHEMA_VERSION


def restore(packed: Path, data_file: Path, clock: Clock) -> Path | None:
    """Replace a data file, which nobody may have open, by a backup of it; return where the present one went.

    Raises DamagedFile for a backup that does not prove good, NewerFile for one of a newer version, FileInUse while a
    window is open; the present file is then untouched.
    """
    manifest = backup.verify(packed)
    if manifest is None:
        raise DamagedFile(packed, ("backup",))
    if manifest.schema_version > SCHEMA_VERSION:
        raise NewerFile(packed, manifest.schema_version, SCHEMA_VERSION)
    with faults_told(data_file):
        lock = Lock.acquire(data_file)
    part = data_file.with_name(f"{data_file.name}.{os.getpid()}.restored")
    try:
        with faults_told(data_file):
            _unpack(packed, part)
            aside = _keep_present(data_file, clock) if data_file.exists() else None
            # A journal belongs to the old file: SQLite would roll it into the new one.
            gate.journal_path(data_file).unlink(missing_ok=True)
            part.replace(data_file)
            sync_folder(data_file.parent)
            seal_anew(data_file, clock.now().isoformat())
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        lock.release()
    return aside


def adopt(saved: Path, data_file: Path) -> Path:
    """Put a file saved from a damaged one in its place; return where the damaged one is kept whole.

    Raises FileInUse while a window has it open, StorageFault when the disk says no.
    """
    with faults_told(data_file):
        lock = Lock.acquire(data_file)
    try:
        with faults_told(data_file):
            aside = _set_aside(data_file)
            gate.journal_path(data_file).unlink(missing_ok=True)
            saved.replace(data_file)
            sync_folder(data_file.parent)
            seal_anew(data_file)
        with suppress(OSError):
            seal.seal_path(saved).unlink(missing_ok=True)
    finally:
        lock.release()
    return aside


def _unpack(packed: Path, part: Path) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target, zipfile.ZipFile(packed) as archive, archive.open(backup.DATA) as source:
        shutil.copyfileobj(source, target)
    gate.look(part)
    check_pages(part)
    connection = driver.connect(part)
    try:
        connection.execute("BEGIN IMMEDIATE")
        journal.raise_barrier(connection)  # undo would go on from the day of the backup
        connection.execute("COMMIT")
    finally:
        connection.close()
    sync_file(part)


def _keep_present(data_file: Path, clock: Clock) -> Path:
    if gate.has_journal(data_file):
        return _set_aside(data_file)  # SQLite would roll it back, or throw away what it cannot read
    try:
        gate.look(data_file)
        return backup.make_backup(data_file, clock)
    except FileProblem:
        return _set_aside(data_file)


def _set_aside(data_file: Path) -> Path:
    number = 1
    while (aside := data_file.with_name(f"{data_file.stem}.kept-{number}{data_file.suffix}")).exists():
        number += 1
    for name in ("", "-journal"):
        source = data_file.with_name(data_file.name + name)
        if source.exists():
            copy = aside.with_name(aside.name + name)
            shutil.copyfile(source, copy)
            copy.chmod(0o600)
            sync_file(copy)
    sync_folder(data_file.parent)
    return aside
