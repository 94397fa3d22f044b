"""Rows of a staff list that are no person: section titles, headings again, footers, open positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from il_desktop.interchange.csv_table import TableRow
    from il_desktop.interchange.roster_columns import ColumnMap

_NAMING = ("name", "given", "family")
_VACANT = re.compile(
    r"\W*(vacan(t|cy)|t\.?b\.?[adh]\.?|open( position)?|to be (hired|announced|determined)|n/?a)\W*", re.IGNORECASE
)
_NOTE = re.compile(
    r"\d|[:*•]|\b(total|count|updated|printed|page|confidential|staff|departments?|depts?|team|grades?|note|notes|school|"
    r"office|faculty|"
    r"as of|revised|legend|key|teachers|administration|support|specials|electives|end of)\b",
    re.IGNORECASE,
)
# A row of nothing but such words is the title of a section; “Bill English” has a word more.
_SECTION = re.compile(
    r"(?:\W*\b(math(ematics)?|science|sciences|english|ela|language|languages|arts?|social|studies|history|world|fine|"
    r"performing|music|physical|health|education|special|library|media|technology|kindergarten|pre-?k|elementary|middle|"
    r"primary|intermediate|counsel(ing|ors)|student|services|custodial|cafeteria|food|transportation|nursing|and)\b\W*)+",
    re.IGNORECASE,
)


def why_no_person(row: TableRow, columns: ColumnMap) -> str:
    """Return `headings`, `vacant`, `note`, or nothing for a row that may be a person."""
    cells = row.cells
    if columns.has_headings and _repeats(cells, columns):
        return "headings"
    named = [cells[place] for place in _places(columns) if place < len(cells) and cells[place]]
    if any(_VACANT.fullmatch(cell) for cell in named):
        return "vacant"
    filled = [place for place, cell in enumerate(cells) if cell]
    mapped = sum(field is not None for field in columns.fields)
    if len(filled) != 1 or mapped < 2:
        return "" if named or not _is_footer(cells, columns) else "note"
    text = cells[filled[0]]
    if "@" in text:
        return ""  # somebody without a name, which is worth saying
    has_title = text.isupper() and len(text.split()) != 2
    is_title = has_title or _SECTION.fullmatch(text)
    is_name = bool(named) and not _NOTE.search(text) and not is_title and len(text.split()) <= 4
    return "" if is_name else "note"


def _places(columns: ColumnMap) -> list[int]:
    return [place for place, field in enumerate(columns.fields) if field in _NAMING]


def _is_footer(cells: tuple[str, ...], columns: ColumnMap) -> bool:
    """Tell a row that fills nothing but columns nobody reads."""
    return not any(cell and field for cell, field in zip(cells, columns.fields, strict=False))


def _repeats(cells: tuple[str, ...], columns: ColumnMap) -> bool:
    """Tell headings that stand again, as on each printed page."""
    pairs = [
        (cell.casefold(), head.casefold())
        for cell, head, field in zip(cells, columns.headings, columns.fields, strict=False)
        if field and cell
    ]
    return len(pairs) > 1 and all(" ".join(cell.split()) == head for cell, head in pairs)
