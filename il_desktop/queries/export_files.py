"""An export that is ready, as the file it becomes: calendar, CSV or workbook. Knows nothing of the log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from il_desktop.domain.walltime import WallTime
from il_desktop.interchange import files
from il_desktop.interchange.csv_events import DateForm, write_csv
from il_desktop.interchange.event_table import COLUMNS, Cell, cells, event_rows
from il_desktop.interchange.files import WrittenFile
from il_desktop.interchange.ics.ledger import Choice, ExportNote
from il_desktop.interchange.ics.write import write_calendar
from il_desktop.queries.export_prepare import Prepared

_SHEET_HEAD = {"Show time as": "Shown as"}  # words instead of Outlook's number
_SHOWN_AS = {"FREE": "Free", "TENTATIVE": "Tentative", "BUSY": "Busy", "OOF": "Away"}


class Kind(StrEnum):
    """What kind of file it becomes, as the export log names it."""

    ICS = "ics"
    CSV = "csv"
    XLSX = "xlsx"


class Stopped(Exception):
    """The writing was stopped; no file was left."""


def pieces(
    prepared: Prepared, kind: Kind = Kind.ICS, *, tz: str = "", form: DateForm = DateForm.US
) -> Iterator[str | bytes]:
    """Yield the file piece by piece; `tz` is the school's zone, whose local time tables show."""
    if kind is Kind.ICS:
        yield from write_calendar(prepared.plan)
        return
    rows = event_rows(prepared.source, prepared.wish.audience, tz)
    if kind is Kind.CSV:
        yield from write_csv(rows, form)
        return
    from il_desktop.reports.workbook import table_workbook  # noqa: PLC0415  only workbooks need the library

    head = [_SHEET_HEAD.get(name, name) for name in COLUMNS]
    values = ([*map(_value, cells(row)[:-1]), _SHOWN_AS[row.busy]] for row in rows)
    yield table_workbook("Calendar", head, values)


def write_file(
    path: Path,
    prepared: Prepared,
    kind: Kind = Kind.ICS,
    *,
    tz: str = "",
    form: DateForm = DateForm.US,
    is_stopped: Callable[[], bool] | None = None,
) -> WrittenFile:
    """Write the file in one step, asking between two pieces whether to go on.

    Raises BadFile `cannot_write`, or Stopped; an older file is then unchanged.
    """
    return files.write_private(path, _stoppable(pieces(prepared, kind, tz=tz, form=form), is_stopped))


def printed(prepared: Prepared, kind: Kind = Kind.ICS, *, tz: str = "", form: DateForm = DateForm.US) -> WrittenFile:
    """Return what the log says of a file that was printed instead: its sum and size."""
    data = as_bytes(pieces(prepared, kind, tz=tz, form=form))
    return WrittenFile(Path("-"), hashlib.sha256(data).hexdigest(), len(data))


def as_bytes(parts: Iterable[str | bytes]) -> bytes:
    """Return a whole file as bytes."""
    return b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)


def term_path(path: Path, first: date) -> Path:
    """Return the name of one file of several, by its first day."""
    return path.with_name(f"{path.stem} {first.isoformat()}{path.suffix}")


def term_note(prepared: Prepared, written: WrittenFile, number: int) -> ExportNote | None:
    """Return what the ledger is told of the `number`-th file of several, from 0.

    A whole calendar forgets what went out before: only the first of its files may.
    """
    note = prepared.note(written.path.name, written.sha256)
    return replace(note, choice=Choice.CHANGED) if note is not None and number else note


def _stoppable(parts: Iterator[str | bytes], is_stopped: Callable[[], bool] | None) -> Iterator[str | bytes]:
    for part in parts:
        if is_stopped is not None and is_stopped():
            raise Stopped
        yield part


def _value(cell: Cell) -> str | bool | date | time | datetime | None:
    return time(*divmod(cell.minute, 60)) if isinstance(cell, WallTime) else cell
