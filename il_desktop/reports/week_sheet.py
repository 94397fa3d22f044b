"""A week before it is drawn on paper: days, their heads, blocks in words, and the way to the process that draws it.

Plain records: who may be named is decided by `queries.week_print`, the words by `wording.week_sheet`, the page by
`views.printing`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.reports.printing import printed

WEEK = "week"  # kind of the print process


class SheetBlock(NamedTuple):
    """One block of a day, in minutes of that day; `level` is its protection, 0 to 4, `category` empty for none told."""

    start: int
    end: int
    hours: str
    text: str
    place: str
    category: str
    level: int
    is_buffer: bool = False


class SheetDay(NamedTuple):
    """One day: its head, what lies above the hours, its blocks, and the bell periods behind them."""

    name: str
    letter: str
    note: str
    is_off: bool
    whole: tuple[str, ...] = ()
    blocks: tuple[SheetBlock, ...] = ()
    periods: tuple[tuple[str, int, int], ...] = ()


class WeekSheet(NamedTuple):
    """The whole page; `hours` are the minutes at its top and bottom, `marks` the hour lines with their words."""

    title: str
    subtitle: str
    footer: str
    days: tuple[SheetDay, ...]
    hours: tuple[int, int]
    marks: tuple[tuple[int, str], ...]
    legend: tuple[tuple[str, str], ...]
    levels: tuple[tuple[int, str], ...]
    size: str = "letter"


def week_bytes(sheet: WeekSheet, out: Path) -> bytes:
    """Return the page as PDF, drawn by a process of its own; raises BadFile, which names `out`."""
    return printed({"kind": WEEK, "sheet": sheet}, out)


def from_json(values: list[Any]) -> WeekSheet:
    """Read a sheet back from the lists that JSON makes of it."""
    title, subtitle, footer, days, hours, marks, legend, levels, size = values
    return WeekSheet(
        title, subtitle, footer, tuple(_day(day) for day in days), (hours[0], hours[1]), _pairs(marks),
        _pairs(legend), _pairs(levels), size,
    )  # fmt: skip


def _day(values: list[Any]) -> SheetDay:
    name, letter, note, is_off, whole, blocks, periods = values
    return SheetDay(
        name, letter, note, is_off, tuple(whole), tuple(SheetBlock(*block) for block in blocks),
        tuple((code, start, end) for code, start, end in periods),
    )  # fmt: skip


def _pairs(values: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((left, right) for left, right in values)
