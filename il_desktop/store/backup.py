"""Verified copies of the data file: one ZIP each, made without stopping work, thinned by age, never the last good ones.

A backup counts only after it was read back. Their order is the sequence number in the name, because clocks can be
wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import threading
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, StorageFault
from il_desktop.domain.zones import parse_instant
from il_desktop.store import driver
from il_desktop.store.check import check_pages, page_findings
from il_desktop.store.create import make_private_folder, sync_file, sync_folder
from il_desktop.store.errors import code_of, faults_told
from il_desktop.store.schema import read_header

DATA, MANIFEST = "data.db", "manifest.json"
_NAME = re.compile(r"(?P<stem>.+)-(?P<sequence>\d{6})-\d{8}T\d{6}Z\.zip")
_CHUNK = 1 << 20
_one_at_a_time = threading.Lock()  # the sequence number is read from the folder


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: number, when it was made (UTC, ISO), digest of `data.db`, rows by table."""

    sequence: int
    made_at: str
    sha256: str
    schema_version: int
    rows: dict[str, int]


def folder_of(data_file: Path) -> Path:
    """Return where the backups of a data file lie."""
    return data_file.parent / "backups"


def backups(data_file: Path) -> list[Path]:
    """Return all backups of a file, the newest first, by sequence number."""
    return [path for _, path in sorted(_numbered(data_file), reverse=True)]


def newest(data_file: Path) -> Path | None:
    """Return the newest backup that still proves good, None when there is none."""
    return next((path for path in backups(data_file) if verify(path) is not None), None)


def make_backup(data_file: Path, clock: Clock) -> Path:
    """Copy the file as it is now, check the copy, thin the old ones; may run on any thread while the file is in use.

    Raises DamagedFile when the file fails its checks, StorageFault when the disk says no; nothing is then left behind.
    """
    with _one_at_a_time, faults_told(data_file):
        return _make(data_file, clock)


def verify(path: Path) -> Manifest | None:
    """Read a backup through; return its manifest when CRC and SHA-256 agree, else None."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = Manifest(**json.loads(packed.read(MANIFEST)))
            digest = hashlib.sha256()
            with packed.open(DATA) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile):
        return None
    return manifest if digest.hexdigest() == manifest.sha256 else None


def kept(made: Sequence[datetime]) -> set[int]:
    """Return which of the backups to keep, by position in a list with the newest first.

    All of two days, the newest of each of 12 days, 10 weeks and 9 months, and never fewer than three (Anki's numbers).
    Ages count from the newest backup, whichever way a clock jumped.
    """
    keep = set(range(min(3, len(made))))
    keep |= {at for at, moment in enumerate(made) if abs(made[0] - moment) <= timedelta(hours=48)}
    for name, limit in (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9)):
        first_of: dict[str, int] = {}
        for at, moment in enumerate(made):
            first_of.setdefault(moment.strftime(name), at)
        keep |= set(list(first_of.values())[:limit])
    return keep


def _numbered(data_file: Path) -> list[tuple[int, Path]]:
    found = [(match, path) for path in folder_of(data_file).glob("*.zip") if (match := _NAME.fullmatch(path.name))]
    return [(int(match["sequence"]), path) for match, path in found if match["stem"] == data_file.stem]


def _make(data_file: Path, clock: Clock) -> Path:
    folder = folder_of(data_file)
    make_private_folder(folder)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as name:  # 0700
        work = Path(name)
        copy = work / DATA
        rows = _copy(data_file, copy)
        sequence = 1 + max((number for number, _ in _numbered(data_file)), default=0)
        manifest = Manifest(sequence, clock.now().isoformat(), _digest(copy), read_header(copy).user_version, rows)
        packed = work / "packed.zip"
        _pack(packed, copy, manifest)
        if verify(packed) is None:
            raise DamagedFile(data_file, ("backup could not be read back",))
        target = folder / f"{data_file.stem}-{sequence:06d}-{clock.now():%Y%m%dT%H%M%SZ}.zip"
        packed.replace(target)
    sync_folder(folder)
    _thin(data_file)
    return target


def _thin(data_file: Path) -> None:
    found = backups(data_file)
    made = [parse_instant(path.stem[-16:]) for path in found]
    for at in set(range(len(found))) - kept(made):
        found[at].unlink()


def _copy(data_file: Path, copy: Path) -> dict[str, int]:
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = driver.connect(data_file)
    try:
        target = driver.connect(copy)
        try:
            _copy_pages(source, target, data_file)
            driver.set_pragma(target, "journal_mode", "delete")
            tables = target.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
            rows = {
                name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  names from the schema
                for (name,) in tables.fetchall()
            }
        finally:
            target.close()
    finally:
        source.close()
    check_pages(copy)
    return rows


def _copy_pages(source: Any, target: Any, data_file: Path) -> None:
    try:
        source.backup(target)
    except driver.Error as error:
        if code_of(error):
            raise
        # sqlcipher3 raises this one without a result code: the file itself has to say whether it is at fault.
        raise _reason(source, data_file, str(error)) from error


def _reason(source: Any, data_file: Path, text: str) -> DamagedFile | StorageFault:
    try:
        findings = page_findings(source, full=False)
    except driver.DatabaseError:
        findings = (text,)
    return DamagedFile(data_file, findings) if findings else StorageFault("unknown", data_file, text)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pack(packed: Path, copy: Path, manifest: Manifest) -> None:
    os.close(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        archive.write(copy, DATA)
    sync_file(packed)
