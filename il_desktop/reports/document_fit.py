"""Chooses the size of type in which a Word document stays on its pages, by a careful estimate: Word alone knows them.

Letters are taken a little wide and a tenth of the page is left free, for other programs set a little looser.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from il_desktop.reports.paper import Bullets, Columns, Facts, Heading, Paper, Picture, Table, Text

LARGEST, SMALLEST = 10.5, 6.5
GAP = 2.0  # points between paragraphs
TITLE, HEADING = 1.6, 1.15  # sizes by the plain one
HEADING_ABOVE = 5.0
CELL = 11.0  # points that a cell leaves free at its sides
_STEP, _LETTER, _LINE, _USED = 0.5, 0.53, 1.25, 0.9
_INDENT = 20.0
_POINTS_A_MM = 72 / 25.4


def points_that_fit(paper: Paper, width_mm: float, height_mm: float) -> float:
    """Return the largest size from 10.5 points down in which a paper fits its pages, 6.5 when none does."""
    width, room = width_mm * _POINTS_A_MM, height_mm * _POINTS_A_MM * paper.fits * _USED
    points = LARGEST
    while points > SMALLEST and height(paper, width, points) > room:
        points -= _STEP
    return points


def height(paper: Paper, width: float, points: float) -> float:
    """Return the points a paper is high when it is set in this width and size."""
    head = _text(paper.title, width, points * TITLE) + (_text(paper.subtitle, width, points) if paper.subtitle else 0)
    return head + _parts(paper.parts, width, points)


def _parts(parts: Iterable[Any], width: float, points: float) -> float:
    return sum(_part(part, width, points) for part in parts)


def _part(part: Any, width: float, points: float) -> float:
    if isinstance(part, Heading):
        return HEADING_ABOVE + _text(part.text, width, points * HEADING)
    if isinstance(part, Text):
        return _text(part.text, width, points * (1.15 if part.look == "lead" else 1.0))
    if isinstance(part, Bullets):
        return sum(_text(item, width - _INDENT, points) for item in part.items)
    if isinstance(part, Facts):
        return sum(_text(f"{label}: {said}", width, points) for label, said in part.pairs)
    if isinstance(part, Columns):
        inner = width / max(1, len(part.columns)) - CELL
        return max((_parts(column, inner, points) for column in part.columns), default=0.0)
    return _framed(part, width, points)


def _framed(part: Any, width: float, points: float) -> float:
    if isinstance(part, Picture):
        return part.width_mm * _POINTS_A_MM  # no picture of ours is higher than wide
    return _table(part, width, points) if isinstance(part, Table) else 0.0


def _table(part: Table, width: float, points: float) -> float:
    inner = width / max(1, len(part.columns)) - CELL
    rows = [tuple(column.title for column in part.columns), *part.rows]
    body = sum(max((_text(str(cell or ""), inner, points) for cell in row), default=0.0) for row in rows)
    return body + sum(_text(words, width, points) for words in (part.name, part.note) if words)


def _text(text: str, width: float, points: float) -> float:
    letters = max(1.0, width / (points * _LETTER))
    lines = sum(max(1, math.ceil(len(line) / letters)) for line in text.split("\n"))
    return lines * points * _LINE + GAP
