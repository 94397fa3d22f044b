"""A table as an Excel workbook: typed cells, a frozen head with filters, no formula and no link made of a text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

Value = str | bool | int | float | date | datetime | time | None

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed date: the same table gives the same bytes
_MAX_WIDTH, _MIN_WIDTH = 48, 8
_FORMS = ((datetime, "yyyy-mm-dd hh:mm", 17), (date, "yyyy-mm-dd", 11), (time, "hh:mm", 8))


def table_workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a workbook of one sheet; `name` is the sheet's, at most 31 characters."""
    import xlsxwriter  # noqa: PLC0415  heavy, and few exports are sheets

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(name[:31])
    strong = book.add_format({"bold": True, "bottom": 1})
    formats = [(kind, book.add_format({"num_format": form, "align": "left"}), width) for kind, form, width in _FORMS]
    widths = [max(_MIN_WIDTH, len(title) + 3) for title in head]
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, strong)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _write(sheet, last, column, value, formats))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _MAX_WIDTH))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(head) - 1)
    book.close()
    return made.getvalue()


def _write(sheet, row: int, column: int, value: Value, formats) -> int:  # noqa: ANN001  the library has no types
    """Write one cell and return the width it wants, in characters."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
        return 6
    for kind, form, width in formats:
        if isinstance(value, kind):
            sheet.write_datetime(row, column, value, form)
            return width
    if isinstance(value, str):
        sheet.write_string(row, column, value)
        return len(value) + 1
    sheet.write_number(row, column, value)
    return len(str(value)) + 1
