"""Writes real .xls files (BIFF8 in an OLE compound file) for tests: texts, numbers, dates, merged cells, hidden sheets.

After [MS-XLS] 2.4 and [MS-CFB] 2; as little as readers ask for, byte by byte, so that no library stands between.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

Cell = str | int | float | date | None
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DATE_XF = 1  # the second cell format: built-in number format 14, m/d/yy


class Sheet(NamedTuple):
    """Rows from A1 on; `merged` are (first row, last row, first column, last column), from 0."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False


def xls_bytes(*sheets: Sheet) -> bytes:
    """Return the file."""
    bodies = [_sheet(sheet) for sheet in sheets]
    size = len(_globals(sheets, [0] * len(sheets)))
    starts, at = [], size
    for body in bodies:
        starts.append(at)
        at += len(body)
    return _compound(_globals(sheets, starts) + b"".join(bodies))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def _text(text: str, width: str) -> bytes:
    return struct.pack(width, len(text.encode("utf-16-le")) // 2) + b"\x01" + text.encode("utf-16-le")


def _globals(sheets: Sequence[Sheet], starts: Sequence[int]) -> bytes:
    font = _record(0x0031, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("Arial", "<B"))
    formats = b"".join(_record(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 14))
    names = b"".join(
        _record(0x0085, struct.pack("<IBB", start, int(sheet.is_hidden), 0) + _text(sheet.name, "<B"))
        for sheet, start in zip(sheets, starts, strict=True)
    )
    code_page, dates = _record(0x0042, struct.pack("<H", 0x04B0)), _record(0x0022, struct.pack("<H", 0))
    return _bof(0x0005) + code_page + dates + font + formats + names + _record(0x000A)


def _sheet(sheet: Sheet) -> bytes:
    width = max((len(row) for row in sheet.rows), default=0)
    out = [_bof(0x0010)]
    out += [_record(0x007D, struct.pack("<HHHHHH", at, at, 2048, 0, 1, 0)) for at in sheet.hidden_columns]
    out.append(_record(0x0200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0)))
    for row, cells in enumerate(sheet.rows):
        out += [_cell(row, column, value) for column, value in enumerate(cells) if value is not None and value != ""]
    if sheet.merged:
        spans = b"".join(struct.pack("<HHHH", *span) for span in sheet.merged)
        out.append(_record(0x00E5, struct.pack("<H", len(sheet.merged)) + spans))
    out.append(_record(0x000A))
    return b"".join(out)


def _cell(row: int, column: int, value: Cell) -> bytes:
    if isinstance(value, str):
        return _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(value, "<H"))
    if isinstance(value, date):
        return _record(0x0203, struct.pack("<HHHd", row, column, _DATE_XF, (value - date(1899, 12, 30)).days))
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value or 0)))


def _compound(stream: bytes) -> bytes:
    """Put a stream named Workbook into a compound file: header, sectors of the stream, directory, FAT."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")  # shorter ones go to a mini stream
    count = len(stream) // _SECTOR
    fat = [*range(1, count), _END, _END, _FAT]
    assert len(fat) <= _SECTOR // 4, "one sector of the table is all this writes"
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, count, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", count + 1) + struct.pack("<108I", *[_FREE] * 108)
    directory = (
        _entry("Root Entry", 5, _END, 0, 1)
        + _entry("Workbook", 2, 0, len(stream), _FREE)
        + 2 * _entry("", 0, 0, 0, _FREE)
    )
    return header + stream + directory + table


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    head = written.ljust(64, b"\0") + struct.pack("<HBB", length, kind, 1) + struct.pack("<III", _FREE, _FREE, child)
    return head + bytes(16) + bytes(4) + bytes(16) + struct.pack("<IQ", start, size)
