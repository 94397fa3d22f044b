"""How much a file holds, table by table, for the check report."""

from __future__ import annotations

from il_desktop.store.reader import Reader

_COUNTED = (
    ("people", "SELECT count(*) FROM person"),
    ("blocks", "SELECT count(*) FROM time_block WHERE state <> 'cancelled'"),
    ("repeating blocks", "SELECT count(*) FROM block_series WHERE set_name IS NULL"),
    ("goals and steps", "SELECT count(*) FROM goal"),
    ("readings", "SELECT count(*) FROM reading"),
    ("visits", "SELECT count(*) FROM visit"),
    ("recognitions", "SELECT count(*) FROM recognition"),
    ("steps in the history", "SELECT count(*) FROM journal_step"),
)


def file_counts(reader: Reader) -> list[tuple[str, int]]:
    """Return names and numbers in the order of the report."""
    return [(name, reader.value(sql)) for name, sql in _COUNTED]
