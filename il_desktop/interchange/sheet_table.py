"""A workbook (.xlsx, .xls, .ods) to tables of text, one a sheet, read in a process of its own.

A spreadsheet can ask for more memory than there is with a single cell far out, which ends the process that reads it;
so a child reads, with limits. Only values as last saved are read: nothing is calculated, run or followed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.csv_table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, CsvTable, TableRow
from il_desktop.interchange.worker import environment, limit_self, program

FLAG = "--sheet-worker"  # `__main__` hands over to `main` when it is the first argument
SUFFIXES = (".xlsx", ".xls", ".ods")
WITH_MACROS = (".xlsm", ".xlsb", ".xltm", ".xla", ".xlam")
MAX_SECONDS = 20
MAX_SHEETS = 40
MAX_UNPACKED = 150 * 1024 * 1024  # bytes of all parts of a workbook; 20,000 rows of 40 columns take about 50 MB
MAX_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("vbaproject.bin", "vbadata.xml", "macrosheets/")


def is_workbook(path: Path) -> bool:
    """Tell whether a name is that of a workbook, those with macros included (they are refused with a sentence)."""
    return path.suffix.casefold() in SUFFIXES + WITH_MACROS


def read_sheets(path: Path, *, seconds: float = MAX_SECONDS) -> tuple[CsvTable, ...]:
    """Return the sheets that hold something, hidden ones left out.

    Raises BadFile when it is no workbook, locked, holds macros, is empty, or asks for more than this program reads.
    """
    _check(path)
    try:
        done = subprocess.run(  # noqa: S603  our own program with one argument, no shell
            [*program(), FLAG, str(path)],
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would flash a console
        )
    except subprocess.TimeoutExpired:
        raise BadFile(path, "too_slow") from None
    if done.returncode:
        # Ended by a limit or by the reader itself: too much for it, which no sensible staff list is.
        raise BadFile(path, "too_large" if done.returncode < 0 else "unreadable")
    answer = json.loads(done.stdout)
    if "bad_file" in answer:
        raise BadFile(path, *answer["bad_file"])
    sheets = tuple(
        CsvTable(path, tuple(TableRow(line, tuple(cells)) for line, cells in rows), "", "workbook", sheet=name)
        for name, rows in answer["sheets"]
        if rows
    )
    if not sheets:
        raise BadFile(path, "empty")
    return sheets


def main(arguments: list[str]) -> int:
    """Be the child: read the workbook named and print its sheets as JSON."""
    limit_self()
    path = Path(arguments[0])
    try:
        answer: dict[str, Any] = {"sheets": _sheets(path)}
    except BadFile as problem:
        answer = {"bad_file": [problem.reason, problem.detail]}
    except MemoryError:
        answer = {"bad_file": ["too_large", ""]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.flush()
    return 0


def _check(path: Path) -> None:
    """Refuse by name, size and table of contents what must not even be opened."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise BadFile(path, "missing" if isinstance(error, FileNotFoundError) else "unreadable") from error
    if path.suffix.casefold() in WITH_MACROS:
        raise BadFile(path, "macros")
    if size > MAX_BYTES:
        raise BadFile(path, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    if head == _OLE:
        return
    if not head.startswith(b"PK"):
        raise BadFile(path, "not_a_workbook")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise BadFile(path, "unreadable") from error
    names = [part.filename.casefold() for part in parts]
    if any(mark in name for name in names for mark in _MACROS) or any(name.startswith("basic/") for name in names):
        raise BadFile(path, "macros")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadFile(path, "too_large", f"{MAX_UNPACKED // 1024 // 1024} MB")
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile(path, "encrypted")


def _sheets(path: Path) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    import python_calamine as calamine  # noqa: PLC0415  only the child needs the reader

    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            shown = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if len(shown) > MAX_SHEETS:
                raise BadFile(path, "too_large", f"{MAX_SHEETS} sheets")
            return [(name, _rows(book.get_sheet_by_name(name), path)) for name in shown]
    except calamine.PasswordError:
        raise BadFile(path, "encrypted") from None
    except calamine.CalamineError as error:
        raise BadFile(path, "not_a_workbook" if "format" in str(error) else "unreadable") from error


def _rows(sheet: Any, path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows with something in them, each with its number in the sheet; cells merged downwards are filled."""
    if sheet.start is None:
        return []
    before = [""] * sheet.start[1]  # the reader begins with the first column that holds something
    merged = _merged_down(sheet)
    rows: list[tuple[int, list[str]]] = []
    held: dict[int, str] = {}
    for number, cells in enumerate(sheet.iter_rows()):
        texts = before + [_text(value) for value in cells]
        has_any = any(texts)
        for place in merged.get(number, ()):
            if has_any and place < len(texts):
                texts[place] = texts[place] or held.get(place, "")
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MAX_COLUMNS:
            raise BadFile(path, "too_many_columns", str(MAX_COLUMNS))
        if any(len(text) > MAX_CELL for text in texts):
            raise BadFile(path, "too_large", f"{MAX_CELL // 1024} KB in one cell")
        held = {
            place: texts[place] if place < len(texts) else held.get(place, "") for place in merged.get(number + 1, ())
        }
        if texts:
            rows.append((number + 1, texts))
        if len(rows) > MAX_ROWS + 1:
            raise BadFile(path, "too_many_rows", str(MAX_ROWS))
    return rows


def _merged_down(sheet: Any) -> dict[int, set[int]]:
    """Return for each row the columns where a cell merged from above goes on."""
    found: dict[int, set[int]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if left < MAX_COLUMNS:
            for row in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
                found.setdefault(row, set()).add(left)
    return found


def _text(value: object) -> str:
    """Write a cell as a person would type it: whole numbers without a point, dates as 2025-08-12."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""
