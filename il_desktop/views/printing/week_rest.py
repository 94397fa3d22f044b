"""What finds no place on the printed week: where many things lie at one time, a "+n" stands and they are named here.

A few lines stand under the hours; more of them go to pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF

from il_desktop.reports.week_sheet import SheetBlock
from il_desktop.views.printing.week_marks import Brush

MOST_LINES, LINE, SIZE = 8, 8.4, 6.4
LEAD, TURN = "Behind the +: ", "Behind the +: all of it stands on the next page."
_BETWEEN = "  ·  "
_COLUMNS, _GAP, _HEAD = 3, 12.0, 22.0


def entry(day: str, block: SheetBlock) -> str:
    """Name a block that is not drawn."""
    return " ".join(filter(None, (day, block.hours, block.text, f"({block.place})" if block.place else "")))


def flowing(brush: Brush, entries: Sequence[str], width: float) -> list[str]:
    """Return the entries one after the other in lines of a width, none of them broken; nothing for none."""
    lines: list[str] = []
    for text in entries:
        longer = f"{lines[-1]}{_BETWEEN}{text}" if lines else f"{LEAD}{text}"
        if lines and brush.width_of(longer, SIZE) > width:
            lines.append(text)
        else:
            lines[-1:] = [longer]
    return lines


def pages_of(entries: Sequence[str], height: float) -> list[Sequence[str]]:
    """Return the entries page by page."""
    room = _COLUMNS * max(1, int((height - _HEAD) / LINE))
    return [entries[start : start + room] for start in range(0, len(entries), room)]


def draw_lines(brush: Brush, lines: Iterable[str], area: QRectF) -> None:
    """Write lines one below the other."""
    for number, text in enumerate(lines):
        brush.words(text, QRectF(area.left(), area.top() + number * LINE, area.width(), LINE), SIZE)


def draw_page(brush: Brush, title: str, entries: Sequence[str], area: QRectF) -> None:
    """Write a page of entries in columns under the week's title."""
    brush.words(title, QRectF(area.left(), area.top(), area.width(), 16), 11, strong=True)
    rows = max(1, int((area.height() - _HEAD) / LINE))
    width = (area.width() - (_COLUMNS - 1) * _GAP) / _COLUMNS
    for column in range(_COLUMNS):
        here = QRectF(area.left() + column * (width + _GAP), area.top() + _HEAD, width, area.height() - _HEAD)
        draw_lines(brush, entries[column * rows : (column + 1) * rows], here)
