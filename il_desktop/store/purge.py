"""Finds every trace of a person in a file, and gets deleted words out of its bytes.

Deleting is not enough: the search index keeps words until it is optimized, free pages keep them until the file is
rewritten (decision 0011). What becomes of a trace is decided by `commands.forgetting`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from il_desktop.domain.forgetting import Names, names_of
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.zones import parse_instant
from il_desktop.store import driver
from il_desktop.store.errors import faults_told
from il_desktop.store.search import is_part

Rows = Callable[..., list[tuple[Any, ...]]]  # SQL and parameters in, rows out

# The schema itself says what is text of people: it limits the length, or asks for JSON.
_WORDS = re.compile(r"length\((\w+)\) BETWEEN|json_valid\((\w+)\)")
_KEYS = frozenset(  # texts that programs made: identities and check sums
    {
        "base_hash", "block_ref", "content_hash", "etag", "href", "import_hash", "import_key", "key", "sha256",
        "source_key", "source_ref", "tz", "uid",
    }
)  # fmt: skip

# Blocks that are about the person; of a series its dates too.
_BLOCKS = """
    SELECT block_id FROM block_person WHERE person_id = :id
    UNION SELECT block_id FROM visit WHERE person_id = :id AND block_id IS NOT NULL
    UNION SELECT block_id FROM feedback WHERE person_id = :id AND block_id IS NOT NULL
    UNION SELECT block_id FROM recognition WHERE person_id = :id AND block_id IS NOT NULL
    UNION SELECT b.id FROM time_block b JOIN block_series s ON s.id = b.series_id WHERE s.people LIKE '%' || :id || '%'
"""
_SERIES = "SELECT id FROM block_series WHERE people LIKE '%' || :id || '%'"
_ABOUT_BLOCKS = (("exported_event", "source_ref"), ("sync_item", "source_ref"))


class Text(NamedTuple):
    """One text of the file: a plain one, or the text of a JSON value."""

    table: str
    key: str
    column: str
    text: str


def texts(rows: Rows) -> Iterator[Text]:
    """Return all texts that people may have written, ledgers included."""
    for table, sql in rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        columns = sorted({limited or asked for limited, asked in _WORDS.findall(sql)} - _KEYS)
        if not columns or is_part(table) or table.startswith("journal_"):
            continue
        names = ", ".join(f'"{column}"' for column in columns)
        for key, *values in rows(f'SELECT id, {names} FROM "{table}"'):  # noqa: S608  names from the schema
            for column, value in zip(columns, values, strict=True):
                if value:
                    yield Text(table, key, column, value)


def about(rows: Rows, person_id: str) -> set[tuple[str, str]]:
    """Return the rows (table, id) whose words are about the person although no link says so: blocks, what left."""
    blocks = {key for (key,) in rows(_BLOCKS, {"id": person_id})}
    series = {key for (key,) in rows(_SERIES, {"id": person_id})}
    found = {("time_block", key) for key in blocks} | {("block_series", key) for key in series}
    for table, column in _ABOUT_BLOCKS:
        for key, ref in rows(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"):  # noqa: S608  ours
            if ref.partition("@")[0] in blocks | series:  # an occurrence is named by its series
                found.add((table, key))
    return found


def names(rows: Rows, person_id: str) -> tuple[Names, Names]:
    """Return all names of a person, and those of them that nobody else on the roster bears."""
    people = {
        key: names_of(given, family, shown_as or "", email or "", json.loads(former))
        for key, given, family, shown_as, email, former in rows(
            "SELECT id, given, family, shown_as, email, former_names FROM person"
        )
    }
    mine = people.pop(person_id)
    return mine, mine.apart_from(people.values())


def sweep(rows: Rows) -> None:
    """Drop the contents of files that no record names, and deleted words from the search index; in a transaction."""
    rows(
        "DELETE FROM file_content WHERE sha256 NOT IN (SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL)"
    )  # no undo can want them back: whoever sweeps raised a barrier
    rows("INSERT INTO search_index (search_index) VALUES ('optimize')")


def copies(data_file: Path) -> list[date]:
    """Return the days of the older states that lie beside a file, oldest first: backups, and files set aside."""
    from il_desktop.store import backup  # noqa: PLC0415  packs and hashes: not needed to find traces

    patterns = (f"{data_file.stem}.kept-*{data_file.suffix}", f"{data_file.stem} salvaged*")
    aside = (path for pattern in patterns for path in data_file.parent.glob(pattern))
    days = [parse_instant(path.stem[-16:]).date() for path in backup.backups(data_file)]
    return sorted(days + [datetime.fromtimestamp(path.stat().st_mtime, UTC).date() for path in aside])


def rewrite(path: Path) -> None:
    """Write the file anew without its free pages; raise StorageFault when the disk is too full, the file then stays."""
    with faults_told(path):
        connection = driver.connect_durable(path)
        try:
            connection.execute("VACUUM")
        finally:
            connection.close()
