"""A week as one page of paper, landscape: days beside each other, blocks by time. Its own layout, not the screen's.

What a block is shows without colour: the kind by the pattern of its edge, the protection by its outline. What finds no
place is named under the hours or on further pages. Lengths are in points; the painter's unit is a twentieth of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from il_desktop.domain.layout import DayLayout, Drawn, lay_out
from il_desktop.reports.pdf_text import mended
from il_desktop.reports.week_sheet import SheetBlock, SheetDay, WeekSheet
from il_desktop.views.printing import week_rest
from il_desktop.views.printing.week_marks import Brush, level_outline, swatch

UNITS = 20
_SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
MARGIN, GUTTER, RULER = 26.0, 43.0, 13.0
_HEAD, _LANE, _LEGEND, _FOOT = 28.0, 11.5, 15.0, 11.0
_LEAST = 8.6  # so high is the lowest block: one line of its words
_EDGE = 5.0
_LANE_ROWS = 4


def write_week(sheet: WeekSheet, path: Path) -> int:
    """Write the page as PDF and return the number of pages; raises OSError when the file cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72 * UNITS)
    writer.setTitle(sheet.title)
    writer.setCreator("IL Desktop")
    way = QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(QPageSize(_SIZES[sheet.size]), way, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(str(path))
    size = writer.pageLayout().fullRectPoints().size()
    page = _Page(Brush(painter, UNITS), sheet, size.width(), size.height())
    try:
        page.draw()
        further = page.further()
        for entries in further:
            writer.newPage()
            page.draw_further(entries)
    finally:
        painter.end()
    path.write_bytes(mended(path.read_bytes(), page.brush.said))
    return 1 + len(further)


def week_picture(sheet: WeekSheet, width: int) -> QImage:
    """Return the page as a picture of a width in pixels."""
    size = QPageSize(_SIZES[sheet.size]).sizePoints().transposed()
    scale = width / (size.width() * UNITS)
    image = QImage(width, round(size.height() * UNITS * scale), QImage.Format.Format_RGB32)
    image.fill(Brush.PAPER)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    try:
        _Page(Brush(painter, UNITS), sheet, size.width(), size.height()).draw()
    finally:
        painter.end()
    return image


class _Page:
    """One page while it is drawn."""

    def __init__(self, brush: Brush, sheet: WeekSheet, width: float, height: float) -> None:
        self.brush, self.sheet = brush, sheet
        self.right, self.bottom = width - MARGIN, height - MARGIN
        rows = min(_LANE_ROWS, max((len(day.whole) for day in sheet.days), default=0))
        self.head = MARGIN + 26
        self.lane = self.head + _HEAD
        self.top = self.lane + rows * _LANE + (3 if rows else 0)
        self.left = MARGIN + GUTTER
        self.column = (self.right - self.left) / len(sheet.days)
        self._rest: list[str] = []
        self._lines: list[str] = []
        self._make_room()

    def _make_room(self) -> None:
        """Lay the days out, with as many lines under the hours as name what finds no place in what is left."""
        rows = 0
        while True:
            self.end = self.bottom - _LEGEND - _FOOT - 4 - rows * week_rest.LINE
            self._places = [self._placed(day) for day in self.sheet.days]
            self._rest = [text for day, places in zip(self.sheet.days, self._places, strict=True)
                          for text in _unplaced(day, places)]  # fmt: skip
            lines = week_rest.flowing(self.brush, self._rest, self.right - MARGIN)
            is_turned = self._lines == [week_rest.TURN]
            self._lines = [week_rest.TURN] if is_turned or len(lines) > week_rest.MOST_LINES else lines
            if len(self._lines) <= rows:
                return
            rows = len(self._lines)  # less height may hide one more block

    def further(self) -> list[Sequence[str]]:
        """Return what stands on further pages, page by page."""
        if self._lines != [week_rest.TURN]:
            return []
        return week_rest.pages_of(self._rest, self.bottom - _FOOT - MARGIN)

    def draw_further(self, entries: Sequence[str]) -> None:
        """Draw one of the further pages."""
        area = QRectF(MARGIN, MARGIN, self.right - MARGIN, self.bottom - _FOOT - MARGIN)
        week_rest.draw_page(self.brush, self.sheet.title, entries, area)
        self._foot()

    def draw(self) -> None:
        """Draw everything."""
        brush, sheet = self.brush, self.sheet
        brush.words(sheet.title, QRectF(MARGIN, MARGIN, self.right - MARGIN, 20), 15, strong=True)
        brush.words(sheet.subtitle, QRectF(MARGIN, MARGIN, self.right - MARGIN, 20), 9, at="right", soft=True)
        self._hours()
        for number, (day, places) in enumerate(zip(sheet.days, self._places, strict=True)):
            self._day(day, places, self.left + number * self.column)
        brush.line(self.right, self.head, self.right, self.end)
        brush.line(MARGIN, self.end, self.right, self.end)
        below = QRectF(MARGIN, self.end + 3, self.right - MARGIN, len(self._lines) * week_rest.LINE)
        week_rest.draw_lines(brush, self._lines, below)
        self._legend(below.bottom() + 2)
        self._foot()

    def _foot(self) -> None:
        foot = QRectF(MARGIN, self.bottom - _FOOT, self.right - MARGIN, _FOOT)
        self.brush.words(self.sheet.footer, foot, 7, soft=True)

    def _y(self, minute: int) -> float:
        start, end = self.sheet.hours
        return self.top + (minute - start) / (end - start) * (self.end - self.top)

    def _hours(self) -> None:
        for minute, text in self.sheet.marks:
            y = self._y(minute)
            self.brush.line(self.left - 4, y, self.right, y, soft=True)
            if minute < self.sheet.hours[1]:
                self.brush.words(text, QRectF(MARGIN, y - 5, GUTTER - 7, 10), 7, at="right", soft=True)

    def _day(self, day: SheetDay, places: DayLayout, left: float) -> None:
        brush, width = self.brush, self.column
        brush.line(left, self.head, left, self.end)
        at = QRectF(left + 5, self.head + 1, width - 8, 13)
        named = brush.words(day.name, at, 10.5, strong=True)
        if day.letter:
            brush.badge(day.letter, QRectF(at.left() + named + 5, self.head + 2, 0, 11))
        brush.words(day.note, QRectF(left + 5, self.head + 15, width - 8, 10), 7, soft=True)
        for row, text in enumerate(_rows(day.whole)):
            bar = QRectF(left + 2, self.lane + row * _LANE, width - 4, _LANE - 1.5)
            brush.box(bar)
            brush.words(text, bar.adjusted(4, 0, -3, 0), 7)
        if day.is_off and not day.blocks:
            brush.hatch(QRectF(left, self.top, width, self.end - self.top), 7, is_soft=True)
        for code, start, end in day.periods:
            band = QRectF(left, self._y(start), RULER, self._y(end) - self._y(start))
            brush.fill(band)
            brush.words(code, QRectF(left + 1, band.top() + 1, RULER - 1, 7), 5.5, at="centre", soft=True)
        self._blocks(day, places, left + RULER + 1.5, width - RULER - 3)

    def _drawn(self, day: SheetDay) -> list[Drawn]:
        drawn = []
        for number, block in enumerate(day.blocks):
            top = self._y(block.start)
            bottom = min(self.end, max(self._y(block.end), top + _LEAST))
            top = min(top, bottom - _LEAST)
            drawn.append(Drawn(str(number), round(top * UNITS), round(bottom * UNITS)))
        return drawn

    def _placed(self, day: SheetDay) -> DayLayout:
        return lay_out(self._drawn(day))

    def _blocks(self, day: SheetDay, places: DayLayout, left: float, width: float) -> None:
        ends = {one.key: one for one in self._drawn(day)}
        for item in places.placed:
            one = width / item.columns
            top, bottom = ends[item.key].top / UNITS, ends[item.key].bottom / UNITS
            area = QRectF(left + item.column * one, top + 0.4, one * item.width - 1.2, bottom - top - 0.8)
            self._block(day.blocks[int(item.key)], area)
        for chip in places.chips:
            area = QRectF(left + width * 0.75, chip.top / UNITS, width / 4 - 1, (chip.bottom - chip.top) / UNITS)
            self.brush.box(area)
            self.brush.words(f"+{len(chip.keys)}", area.adjusted(2, 0, -1, 0), 7, strong=True)

    def _block(self, block: SheetBlock, area: QRectF) -> None:
        brush = self.brush
        brush.ground(area, "" if block.is_buffer else block.category)
        edge = QRectF(area.left(), area.top(), _EDGE, area.height())
        if block.category and not block.is_buffer:
            swatch(brush, block.category, edge)
        level_outline(brush, 1 if block.is_buffer else block.level, area)
        inside = area.adjusted(_EDGE + 3, 2.4, -3, -1)
        where = " · ".join(filter(None, (block.hours, block.place)))
        if inside.height() < 2 * 8:
            named = brush.words(
                block.text, QRectF(inside.left(), area.top(), inside.width(), area.height()), 7, strong=True
            )
            rest = QRectF(inside.left() + named + 4, area.top(), inside.width() - named - 4, area.height())
            if rest.width() > brush.width_of(block.hours, 6):
                brush.words(where, rest, 6, soft=True)
            return
        y = brush.wrapped(block.text, inside.adjusted(0, 0, 0, -7.5), 7.2, strong=True)
        brush.words(where, QRectF(inside.left(), y, inside.width(), 8), 6.3, soft=True)

    def _legend(self, y: float) -> None:
        brush, x = self.brush, MARGIN
        for kind, name in self.sheet.legend:
            swatch(brush, kind, QRectF(x, y + 1, 9, 9))
            x += 12 + brush.words(name, QRectF(x + 12, y, 120, 11), 7) + 12
        x += 8
        for level, name in self.sheet.levels:
            level_outline(brush, level, QRectF(x, y + 1, 15, 9))
            x += 18 + brush.words(name, QRectF(x + 18, y, 120, 11), 7) + 12


def _unplaced(day: SheetDay, places: DayLayout) -> list[str]:
    """Name what of a day is not drawn: whole days beyond the rows above the hours, blocks behind a "+n"."""
    whole = [f"{day.name} {text}" for text in day.whole[_LANE_ROWS - 1 :]] if len(day.whole) > _LANE_ROWS else []
    return whole + [week_rest.entry(day.name, day.blocks[int(key)]) for chip in places.chips for key in chip.keys]


def _rows(whole: tuple[str, ...]) -> list[str]:
    """Return the lines above the hours; the last one counts what finds no row."""
    if len(whole) <= _LANE_ROWS:
        return list(whole)
    return [*whole[: _LANE_ROWS - 1], f"and {len(whole) - _LANE_ROWS + 1} more"]
