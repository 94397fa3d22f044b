"""Looks after the search index: what it consists of, stepping aside for a migration, filling it anew.

What is searchable is said once, by the view `search_source`; triggers copy its rows to `search_entry`, and
the words to `search_index`, whenever a row changes, whoever writes it (decision 0011). `queries.search` asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

COLUMNS = 'kind, "key", title, name, body, dated_on'
_OWN = "name LIKE 'search\\_%' ESCAPE '\\'"


def is_part(table: str) -> bool:
    """Tell whether a table belongs to the index: it can be made again at any time, so nobody counts its rows."""
    return table.startswith("search_")


def set_aside(connection: Any) -> list[tuple[str, str]]:
    """Drop triggers and views of the index and return them as (name, SQL), for `put_back`.

    A migration copies tables: SQLite refuses to rename one while a trigger or view names it, and drops its triggers.
    """
    found = connection.execute(
        f"SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') AND {_OWN}"  # noqa: S608  ours
        " ORDER BY type = 'trigger', rowid"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [(name, sql) for _, name, sql in found]


def put_back(connection: Any, parts: list[tuple[str, str]]) -> None:
    """Make again what `set_aside` took, unless a migration made its own of that name, and fill the index anew."""
    if not parts:
        return
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema").fetchall()}
    for name, sql in parts:
        if name not in present:
            connection.execute(sql)
    refill(connection)


def refill(connection: Any) -> None:
    """Make all entries and words again from the rows of the file, inside the caller's transaction."""
    parts = set_aside(connection)
    views = [(name, sql) for name, sql in parts if sql.startswith("CREATE VIEW")]
    for _, sql in views:
        connection.execute(sql)
    connection.execute("DELETE FROM search_entry")
    connection.execute(f"INSERT INTO search_entry ({COLUMNS}) SELECT {COLUMNS} FROM search_source")  # noqa: S608  ours
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    for name, sql in parts:
        if (name, sql) not in views:
            connection.execute(sql)


@contextmanager
def many_blocks(connection: Any) -> Iterator[None]:
    """Index the blocks that are inserted meanwhile together, in a fifth of the time, inside the caller's transaction.

    A row inserted with its trigger makes the index write its words at once; ten thousand rows ten thousand times.
    """
    names = "'search_time_block_added', 'search_note_added', 'search_meeting_placed'"
    triggers = connection.execute(f"SELECT name, sql FROM sqlite_schema WHERE name IN ({names})").fetchall()  # noqa: S608  ours
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for kind in ("title", "note"):
        connection.execute(
            f"INSERT INTO search_entry ({COLUMNS}) SELECT {COLUMNS} FROM search_source WHERE kind = ?"  # noqa: S608  ours
            ' AND "key" NOT IN (SELECT "key" FROM search_entry WHERE kind = ?)',
            (kind, kind),
        )
    placed = (
        "(SELECT substr(b.starts_local, 1, 10) FROM meeting m JOIN time_block b ON b.id = m.block_id"
        ' WHERE m.id = search_entry."key")'
    )
    connection.execute(
        f"UPDATE search_entry SET dated_on = {placed} WHERE kind = 'meeting' AND dated_on IS NOT {placed}"  # noqa: S608  ours
    )
    for _, sql in triggers:
        connection.execute(sql)


def differences(connection: Any) -> list[tuple[Any, ...]]:
    """Return the entries that are missing, stale or left over; none in a file that is in order.

    Raises the driver's DatabaseError when the words do not fit the entries.
    """
    have, want = f"SELECT {COLUMNS} FROM search_entry", f"SELECT {COLUMNS} FROM search_source"  # noqa: S608  ours
    found = connection.execute(f"SELECT * FROM ({have} EXCEPT {want}) UNION ALL SELECT * FROM ({want} EXCEPT {have})")  # noqa: S608  ours
    differing = found.fetchall()
    connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    return differing
