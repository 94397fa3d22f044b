"""The door to a data file: what is looked at, in which order, before a value of it is shown.

Reads 100 bytes and settles foreign, empty, newer and interrupted files; what takes longer is in `check`. Nothing here
creates, replaces or repairs a file.
"""

from __future__ import annotations

from pathlib import Path

from il_desktop.domain.errors import DamagedFile, FileMissing, NewerFile, NotOurFile
from il_desktop.store import driver
from il_desktop.store.errors import faults_told
from il_desktop.store.schema import SCHEMA_VERSION, Header, read_header


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
    import shutil  # noqa: PLC0415  after a crash only; they bring three compression libraries
    import tempfile  # noqa: PLC0415  same

    journal = journal_path(path)
    with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:  # made 0700
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        roll_back(copy)
        notice = newer(path, look(copy))
    if notice is None:
        roll_back(path)
    return notice


def is_settled(path: Path) -> bool:
    """Tell whether a file can be opened as it lies there, nothing to take back, convert or migrate."""
    header = look(path)
    return not has_journal(path) and not header.is_wal and header.user_version >= SCHEMA_VERSION


def prepare(path: Path) -> None:
    """Settle what a crash or another program left; the caller holds the lock. Raise NewerFile if only that can."""
    notice = settle_journal(path)
    if notice is not None:
        raise notice
    if look(path).is_wal and newer(path, look(path)) is None:
        with faults_told(path):
            driver.connect_durable(path).close()


def roll_back(path: Path) -> None:
    """Let SQLite take back what a journal beside the file holds; raise the problem when it cannot."""
    with faults_told(path):
        connection = driver.connect(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        finally:
            connection.close()
