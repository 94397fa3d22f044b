"""Tells whether a text that was being typed is in the file by now."""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.changes import RowChange
from il_desktop.domain.text import clean_text
from il_desktop.store.reader import Reader


def is_stored(reader: Reader, changes: Iterable[RowChange], text: str) -> bool:
    """Look for the text in the rows that a step wrote; spaces and line ends do not count."""
    wanted = _words(text)
    for change in changes:
        if change.kind == "delete":
            continue
        row = reader.row(f'SELECT * FROM "{change.table}" WHERE id = ?', (change.key,))  # noqa: S608  names of our own schema
        if row is not None and any(isinstance(value, str) and wanted in _words(value) for value in row):
            return True
    return False


def _words(text: str) -> str:
    return " ".join(clean_text(text).split())
