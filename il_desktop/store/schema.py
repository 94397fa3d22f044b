"""What makes a file ours and how old it is: the numbers in its header, read without opening it as a database."""

from __future__ import annotations

from pathlib import Path

from il_desktop.domain.light import NamedTuple

APPLICATION_ID = 1229734961  # "ILD1"
SCHEMA_VERSION = 3  # the newest revision in store/migrations/versions, which carries this number in four digits
SCHEMA_SQL = (
    "0001_first_schema.sql",
    "0002_search.sql",
    "0003_second_floor.sql",
)  # beside the revisions: together they build that schema

PAGE_SIZE = 4096  # bytes
HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"


class Header(NamedTuple):
    """The facts of a SQLite header that the gate decides by (sqlite.org/fileformat2.html, section 1.3)."""

    is_sqlite: bool
    is_wal: bool
    change_counter: int
    user_version: int
    application_id: int

    @property
    def is_ours(self) -> bool:
        """Tell whether the file carries our application id."""
        return self.is_sqlite and self.application_id == APPLICATION_ID


def parse_header(data: bytes) -> Header:
    """Read the first 100 bytes of a file; anything shorter or foreign gives `is_sqlite` False."""
    if len(data) < HEADER_SIZE or not data.startswith(_MAGIC):
        return Header(is_sqlite=False, is_wal=False, change_counter=0, user_version=0, application_id=0)

    def number(at: int) -> int:
        return int.from_bytes(data[at : at + 4], "big")

    return Header(
        is_sqlite=True,
        is_wal=data[18] == 2 or data[19] == 2,
        change_counter=number(24),
        user_version=number(60),
        application_id=number(68),
    )


def read_header(path: Path) -> Header:
    """Read the header of a file that this process has no connection to.

    Closing any handle on a file drops the process's own SQLite locks on it (POSIX), hence the condition.
    """
    with path.open("rb") as stream:
        return parse_header(stream.read(HEADER_SIZE))


def revision(version: int = SCHEMA_VERSION) -> str:
    """Return the Alembic revision that belongs to a schema number."""
    return f"{version:04d}"
