"""What the spread over levels says in words, and as a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from il_desktop.domain.levels import HIDDEN, level_rows
from il_desktop.domain.metrics.rounding import shown
from il_desktop.reports.charts import LevelChart, Stack
from il_desktop.reports.paper import Column, Paper, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text

if TYPE_CHECKING:
    from datetime import date

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


def level_headline(table: LevelTable, rows: tuple[LevelRow, ...]) -> str:
    """Say how many reach the highest level in the newest window, and how that moved; as far as it is told."""
    name, top = level_name(table), table.levels[-1]
    told = [row for row in rows if row.is_told]
    if not told:
        return f"{name}: {NOT_TOLD}."
    last = told[-1]
    if (share := _top_share(last)) is None:
        cell = last.cells[-1]
        said = "how many are" if cell.told == HIDDEN else f"{cell.told} % are"
        return f"{name}, {last.label}: {said} at the level “{top}”{' is not told' if cell.told == HIDDEN else ''}."
    sentence = f"{name}, {last.label}: {shown(share)} % are at the level “{top}”."
    first = _top_share(told[0]) if len(told) > 1 else None
    if first is None:
        return sentence
    moved = share - first
    way = "as many as" if not moved else f"{shown(abs(moved))} points {'more' if moved > 0 else 'fewer'} than"
    return f"{sentence} That is {way} in {told[0].label}."


def _top_share(row: LevelRow) -> Fraction | None:
    number = row.cells[-1].number
    return None if number is None or not row.people else Fraction(100 * number, row.people)


def level_note(table: LevelTable, rows: tuple[LevelRow, ...]) -> str:
    """Say what a shared view of these rows hides and why."""
    hides = sum(cell.told == HIDDEN for row in rows for cell in row.cells)
    few = f"Windows and levels of fewer than {table.min_n} people are hidden, with what would tell them."
    return f"{few} {hides} of {sum(len(row.cells) for row in rows)} numbers here."


def level_chart(table: LevelTable, rows: tuple[LevelRow, ...]) -> LevelChart:
    """Return the stacked bars of the windows with their sentence and table; what rows do not tell is not in it."""
    sheet = level_sheet(table, rows)
    stacks = tuple(Stack(row.label, f"n {row.people}" if row.is_told else NOT_TOLD, _shares(row)) for row in rows)
    title = f"{level_name(table)} by level"
    return LevelChart(title, level_headline(table, rows), sheet, table.levels, stacks)


def levels_paper(table: LevelTable, school: str, today: date, words: Words = ENGLISH) -> Paper:
    """Fill the paper on the levels of one measure as they may be told; the chart and its table come with it."""
    rows = level_rows(table, is_shared=True)
    day = date_text(today, words)
    parts = (Text(level_headline(table, rows), "lead"), Text(level_note(table, rows)))
    return Paper("Levels", parts, subtitle=f"{school}, {day}", footer=f"{school} · Levels · {day}", is_landscape=True)


def _shares(row: LevelRow) -> tuple[float | None, ...]:
    if not row.people:
        return ()
    return tuple(None if cell.number is None else cell.number / row.people for cell in row.cells)


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
