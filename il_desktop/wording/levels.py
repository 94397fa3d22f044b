"""What the spread over levels says in words, and as a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from il_desktop.domain.metrics.rounding import shown
from il_desktop.reports.paper import Column, Table
from il_desktop.wording.format import count_text

if TYPE_CHECKING:
    from il_desktop.domain.levels import LevelCell, LevelRow, LevelTable

NOT_TOLD = "not told: too few people"


def level_name(table: LevelTable) -> str:
    """Name a table: measure, and the grade or group it is of."""
    return f"{table.measure}, {table.who}" if table.who else table.measure


def cell_text(cell: LevelCell, people: int | None) -> str:
    """Write a level as it is told: `38.0 % (76)`, `<5 %`, `hidden`."""
    if cell.number is None or not people:
        return f"{cell.told} %" if cell.told[:1] in ("<", ">") else cell.told
    return f"{shown(Fraction(100 * cell.number, people))} % ({cell.number})"


def row_text(row: LevelRow, levels: tuple[str, ...]) -> str:
    """Say one window, for those who cannot see the bar."""
    if not row.is_told:
        return f"{row.label}: {NOT_TOLD}"
    parts = [f"{level} {cell_text(cell, row.people)}" for level, cell in zip(levels, row.cells, strict=True)]
    return f"{row.label}, {count_text(row.people or 0, 'person', 'people')}: {', '.join(parts)}"


def level_sheet(table: LevelTable, rows: tuple[LevelRow, ...]) -> Table:
    """Return the table of the windows: how many people, and each level."""
    columns = (
        Column("Window", 1.2),
        Column("People", 0.7, is_number=True),
        *(Column(level, is_number=True) for level in table.levels),
    )
    cells = tuple(
        (row.label, str(row.people) if row.is_told else "hidden", *(cell_text(cell, row.people) for cell in row.cells))
        for row in rows
    )
    return Table(f"{level_name(table)} by level", columns, cells)
