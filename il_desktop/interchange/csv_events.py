"""The calendar as CSV for the import wizard of classic Outlook: local time, one row for each date, no repetition.

Outlook reads dates by the Windows settings of its user, so the form of dates is a choice.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.event_table import COLUMNS, Cell, EventRow, cells

BOM = "\ufeff"  # without it Excel and Outlook take UTF-8 for the Windows code page
_FORMULA_STARTS = frozenset("=+-@\t\r\n")
_CHUNK = 500


class DateForm(StrEnum):
    """How dates and times are written."""

    US = "us"  # 01/16/2026, 1:05:00 PM
    UK = "uk"  # 16/01/2026, 13:05:00
    ISO = "iso"  # 2026-01-16, 13:05:00


def write_csv(rows: Iterable[EventRow], form: DateForm = DateForm.US) -> Iterator[str]:
    """Yield the file's text, byte-order mark and CRLF included; encode it as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    text.write(BOM)
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_text(cell, form) for cell in cells(row)])
        if number % _CHUNK == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def guarded(text: str) -> str:
    """Put `'` before a text that a spreadsheet would take for a formula; everything else is left as it is."""
    folded = unicodedata.normalize("NFKC", text)
    first = folded.lstrip(" ")[:1]
    return f"'{text}" if first and first in _FORMULA_STARTS else text


def _text(cell: Cell, form: DateForm) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, WallTime):
        return _clock_text(cell, form)
    if isinstance(cell, date):
        return _date_text(cell, form)
    return guarded(cell)


def _date_text(day: date, form: DateForm) -> str:
    if form is DateForm.ISO:
        return day.isoformat()
    return f"{day:%m/%d/%Y}" if form is DateForm.US else f"{day:%d/%m/%Y}"


def _clock_text(moment: WallTime, form: DateForm) -> str:
    hour, minute = divmod(moment.minute, 60)
    if form is not DateForm.US:
        return f"{hour:02d}:{minute:02d}:00"
    return f"{(hour + 11) % 12 + 1}:{minute:02d}:00 {'AM' if hour < 12 else 'PM'}"
