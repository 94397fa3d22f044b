"""Bytes or pasted text to a table of cells with the line each row began on. Knows nothing of what the columns mean."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from il_desktop.domain.errors import BadFile, BadLines, LineProblem
from il_desktop.interchange.csv_events import guarded
from il_desktop.interchange.text_bytes import decode

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 32 * 1024
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `line` is the line of the file it starts on, 1 is the first."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """All rows that are not empty, as read; `is_guess` when the encoding had to be guessed, `sheet` of a workbook."""

    source: Path
    rows: tuple[TableRow, ...]
    delimiter: str
    encoding: str
    is_guess: bool = False
    sheet: str = ""

    @property
    def width(self) -> int:
        """The largest number of cells in a row."""
        return max((len(row.cells) for row in self.rows), default=0)


def read_table(data: bytes | str, source: Path, *, max_rows: int = MAX_ROWS) -> CsvTable:
    """Read a comma, semicolon, tab or bar separated table.

    Raises BadFile when it is no text table or beyond the limits, BadLines for a quote that never closes.
    """
    if len(data) > MAX_BYTES:
        raise BadFile(source, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    text, encoding, is_guess = _text_of(data)
    if "\0" in text:
        raise BadFile(source, "not_a_table")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _find_delimiter(text)
    rows = _read_rows(text, delimiter, source, max_rows)
    if not rows:
        raise BadFile(source, "empty")
    return CsvTable(source, tuple(rows), delimiter, encoding, is_guess)


def strip_guard(cell: str) -> str:
    """Take off the apostrophe that a careful program put before a cell that looks like a formula."""
    rest = cell.removeprefix("'")
    return rest if rest != cell and guarded(rest) == cell else cell


def _text_of(data: bytes | str) -> tuple[str, str, bool]:
    if isinstance(data, str):
        return data.lstrip("\ufeff"), "text", False
    decoded = decode(data)
    return decoded.text, decoded.encoding, decoded.is_guess


def _find_delimiter(text: str) -> str:
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()][:10]

    def score(mark: str) -> tuple[bool, int, int]:
        counts = [_count_outside_quotes(line, mark) for line in lines]
        # A tab in every line is never an accident; a comma may be ("Diaz, Ana").
        return mark == "\t" and min(counts, default=0) > 0, min(counts, default=0), sum(counts)

    return max(DELIMITERS, key=score)


def _count_outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[0::2])


def _read_rows(text: str, delimiter: str, source: Path, max_rows: int) -> list[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    rows: list[TableRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_checked(line, cells, source))
            if len(rows) > max_rows + 1:
                raise BadFile(source, "too_many_rows", str(max_rows))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadLines(source, (LineProblem(line, "", "", "open_quote"),)) from error
    return rows


def _checked(line: int, cells: list[str], source: Path) -> TableRow:
    if len(cells) > MAX_COLUMNS:
        raise BadLines(source, (LineProblem(line, "", str(len(cells)), "too_many_columns"),))
    if any(len(cell) > MAX_CELL for cell in cells):
        raise BadLines(source, (LineProblem(line, "", "", "too_long"),))
    return TableRow(line, tuple(strip_guard(cell.strip()) for cell in cells))
