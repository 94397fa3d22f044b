"""A paper as a workbook: one sheet a table, and the words on a first sheet. No formula is ever made of a text."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

from il_desktop.reports.paper import Bullets, Facts, Heading, Paper, Picture, Table, Text, walk

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed date: the same paper gives the same bytes
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet; it must also be new and at most 31 long
_WIDEST, _NARROWEST, _WORDS_WIDTH = 60, 8, 110
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def to_xlsx(paper: Paper) -> bytes:
    """Return the workbook's bytes."""
    import xlsxwriter  # noqa: PLC0415  heavy

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    book.set_properties({"title": paper.title, "created": _MADE})
    strong = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    words = book.add_worksheet("About")
    words.set_column(0, 0, _WORDS_WIDTH)
    for row, (text, is_strong) in enumerate(_words(paper)):
        words.write_string(row, 0, text, strong if is_strong else wrapped)
    names = {"about"}
    head = book.add_format({"bold": True, "bottom": 1})
    for name, table in _named(paper):
        _write(book.add_worksheet(_sheet_name(name, names)), table, head)
    book.close()
    return made.getvalue()


def _named(paper: Paper) -> list[tuple[str, Table]]:
    """Return all tables with their names; one without takes those of the headings above it, the nearest first."""
    found: list[tuple[str, Table]] = []
    above: dict[int, str] = {}
    for part in walk(paper.parts):
        if isinstance(part, Heading):
            above = {level: text for level, text in above.items() if level < part.level} | {part.level: part.text}
        elif isinstance(part, Table):
            under = " ".join(above[level] for level in sorted(above, reverse=True))
            found.append((part.name or under or "Table", part))
    return found


def _words(paper: Paper) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = [(paper.title, True), (paper.subtitle, False)]
    for part in walk(paper.parts):
        if isinstance(part, Heading):
            found.append((part.text, True))
        elif isinstance(part, Text):
            found.append((part.text, part.look == "strong"))
        elif isinstance(part, Bullets):
            found += [(f"• {item}", False) for item in part.items]
        elif isinstance(part, Facts):
            found += [(f"{label}: {said}", False) for label, said in part.pairs]
        elif isinstance(part, Picture):
            found.append((part.says, False))
    found.append((paper.footer, False))
    return [(text, is_strong) for text, is_strong in found if text]


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = _FORBIDDEN.sub(" ", name).strip("' ")[:31] or "Table"
    shown, number = plain, 1
    while shown.casefold() in taken:
        number += 1
        shown = f"{plain[: 28 - len(str(number))]} ({number})"
    taken.add(shown.casefold())
    return shown


def _write(sheet: Any, table: Table, head: Any) -> None:
    widths = [max(_NARROWEST, len(column.title) + 2) for column in table.columns]
    for column, facts in enumerate(table.columns):
        sheet.write_string(0, column, facts.title, head)
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, cell)
            widths[column] = max(widths[column], len(str(cell or "")) + 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    if table.note:
        sheet.write_string(len(table.rows) + 2, 0, table.note)
