"""How a month looks: day heads with letter, kind and protected minutes, chips, week numbers. Places come ready made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import DayKind, SchoolDay
from il_desktop.queries.week import BlockCard, WeekDay
from il_desktop.views.week.faces import EDGE_PX, HEAVY_EDGE_PX, STRIP_PX, Face, Ink, Mark, Run, short_clock
from il_desktop.views.week.geometry import Box
from il_desktop.views.week.measure import Measure
from il_desktop.views.week.month_geometry import ChipBox, DayCell, MonthLayout, MonthSizes
from il_desktop.views.week.paint_blocks import Inks, paint_boxes
from il_desktop.views.week.picture import Look
from il_desktop.views.week.summary import DaySummary
from il_desktop.wording.format import Words, duration_text

KIND_NAME = {
    DayKind.HOLIDAY: "Holiday",
    DayKind.STAFF_ONLY: "Staff day",
    DayKind.WEATHER: "Weather day",
    DayKind.TESTING: "Testing",
}
_OFF = (DayKind.HOLIDAY, DayKind.STAFF_ONLY, DayKind.WEATHER)
_METER_PX = 4.0
_MUTED = 0.6  # how much of a chip is left on a day of another month


class DayLook(NamedTuple):
    """What is drawn of one day besides its blocks."""

    day: WeekDay
    summary: DaySummary


def month_sizes(look: Look) -> MonthSizes:
    """Return the month's lengths in the fonts of a look."""
    inks = look.inks
    caption, strong = inks.measure("caption"), inks.measure("body", strong=True)
    title = Measure(look.faces.title_font)
    return MonthSizes(
        gutter=round(caption.width("00") + 20),
        names=round(caption.height + 10),
        top=round(strong.height + 10),
        bar=_METER_PX + 5,
        chip=float(round(title.height + 5)),
        small=caption.height,
    )


def special_name(school: SchoolDay, summary: DaySummary) -> str:
    """Return what is special about a day: its name, its kind, or bells that are not the usual ones."""
    if school.name or school.kind in KIND_NAME:
        return school.name or KIND_NAME[school.kind]
    return school.bells.name if school.bells and summary.has_unusual_bells else ""


def week_number(first: date) -> int:
    """Return the ISO week of a row: the week of its Thursday."""
    return (first + timedelta(days=(3 - first.weekday()) % 7)).isocalendar().week


class MonthPainter:
    """Draws one month."""

    def __init__(self, layout: MonthLayout, looks: Mapping[date, DayLook], look: Look, words: Words) -> None:
        self._layout = layout
        self._looks = looks
        self._look = look
        self._inks = look.inks
        self._words = words
        self._small = look.inks.measure("caption")
        self._strong = look.inks.measure("caption", strong=True)
        self._number = look.inks.measure("body", strong=True)
        self._title = Measure(look.faces.title_font)
        planned = [shown.summary.totals.protected_planned for shown in looks.values()]
        self._most = max([*planned, 1])

    def paint(self, old: QPixmap | None) -> QPixmap:
        """Draw into the old picture, or a new one when the size changed."""
        size, dpr = self._layout.size.toSize(), self._inks.dpr
        picture = old
        if picture is None or picture.size() != size * dpr:
            picture = QPixmap(size * dpr)
            picture.setDevicePixelRatio(dpr)
        tokens = self._inks.tokens
        painter = QPainter(picture)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), tokens.window)
        self._names(painter)
        for week in self._layout.weeks:
            self._week(painter, week)
        for cell in self._layout.cells:
            self._cell(painter, cell)
        self._chips(painter, [cell for cell in self._layout.cells if not cell.is_inside], is_muted=True)
        self._chips(painter, [cell for cell in self._layout.cells if cell.is_inside], is_muted=False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._lines(painter)
        self._today(painter)
        painter.end()
        return picture

    def _names(self, painter: QPainter) -> None:
        painter.setFont(self._small.font)
        painter.setPen(self._inks.tokens.muted)
        for cell in self._layout.weeks[0]:
            area = QRectF(cell.rect.left() + self._layout.sizes.pad, 0, cell.rect.width(), self._layout.sizes.names)
            name = self._words.weekdays[cell.day.weekday()]
            if self._small.width(name) > area.width() - 8:
                name = self._words.short_weekdays[cell.day.weekday()]
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)

    def _week(self, painter: QPainter, week: tuple[DayCell, ...]) -> None:
        painter.setFont(self._small.font)
        painter.setPen(self._inks.tokens.muted)
        top = week[0].rect.top() + (self._layout.sizes.top - self._small.height) / 2
        area = QRectF(0, top, self._layout.sizes.gutter, self._small.height)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(week_number(week[0].day)))

    def _cell(self, painter: QPainter, cell: DayCell) -> None:
        shown = self._looks[cell.day]
        self._ground(painter, cell, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._head(painter, cell, shown)
        self._meter(painter, cell, shown)

    def _ground(self, painter: QPainter, cell: DayCell, shown: DayLook) -> None:
        """Fill: surface for days to come, window for days gone by and other months, hatch where no school is held."""
        tokens, school = self._inks.tokens, shown.day.school
        is_plain = cell.is_inside and not shown.summary.is_past and school.kind is not DayKind.WEEKEND
        painter.fillRect(cell.rect, tokens.surface if is_plain else tokens.window)
        if school.kind in _OFF:
            painter.fillRect(cell.rect, tokens.sunken)
        if school.kind in (DayKind.HOLIDAY, DayKind.WEATHER) and not tokens.is_contrast:
            hatch = QColor(tokens.grid)
            painter.setBrushOrigin(QPointF(0, 0))
            painter.fillRect(cell.rect, QBrush(self._inks.soft(hatch, 70, tokens.sunken), Qt.BrushStyle.BDiagPattern))

    def _head(self, painter: QPainter, cell: DayCell, shown: DayLook) -> None:
        tokens, pad = self._inks.tokens, self._layout.sizes.pad
        ink = tokens.text if cell.is_inside else tokens.muted
        left, right = cell.rect.left() + pad, cell.rect.right() - pad
        row = QRectF(left, cell.rect.top() + 1, right - left, self._layout.sizes.top)
        baseline = row.top() + (row.height() - self._number.height) / 2 + self._number.ascent
        school = shown.day.school
        number = str(cell.day.day)
        if cell.day.day == 1 or cell is self._layout.cells[0]:
            month = self._words.short_months[cell.day.month - 1]
            number = f"{cell.day.day} {month}" if self._words.day_first else f"{month} {cell.day.day}"
        if shown.summary.is_today:
            x = self._pill(painter, left, row, baseline, number)
        else:
            x = self._backed(painter, left, baseline, number, school, (self._number, ink))
        if school.day_type:
            x = self._badge(painter, x, row, school.day_type, ink, right)
        name = special_name(school, shown.summary)
        minutes = self._minutes(shown)
        room = right - x
        if minutes and room >= self._small.width(minutes) + (min(self._strong.width(name), 60) + 8 if name else 0):
            width = self._small.width(minutes)
            self._text(painter, right - width, baseline, minutes, self._small, tokens.muted)
            room -= width + 8
        if name and room > 24:
            shown_name = self._strong.elided(name, room)
            name_ink = ink if cell.is_inside else tokens.muted
            self._backed(painter, x, baseline, shown_name, school, (self._strong, name_ink))

    def _pill(self, painter: QPainter, x: float, row: QRectF, baseline: float, number: str) -> float:
        """Write today's number on a filled ground; return where the next text begins."""
        tokens = self._inks.tokens
        width = self._number.width(number)
        pill = QRectF(x - 3, row.center().y() - self._number.height / 2 - 1, width + 8, self._number.height + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.text)
        painter.drawRoundedRect(pill, 4, 4)
        self._text(painter, x + 1, baseline, number, self._number, tokens.surface)
        return pill.right() + 6

    def _backed(
        self, painter: QPainter, x: float, baseline: float, text: str, school: SchoolDay, pen: tuple[Measure, QColor]
    ) -> float:
        """Write a text, on a plain ground where the day is hatched; return where the next one begins."""
        measure, ink = pen
        width = measure.width(text)
        if school.kind in (DayKind.HOLIDAY, DayKind.WEATHER):
            plane = QRectF(x - 3, baseline - measure.ascent, width + 6, measure.height)
            painter.fillRect(plane, self._inks.tokens.sunken)
        self._text(painter, x, baseline, text, measure, ink)
        return x + width + 7

    def _text(self, painter: QPainter, x: float, baseline: float, text: str, measure: Measure, ink: QColor) -> None:
        painter.setFont(measure.font)
        painter.setPen(ink)
        painter.drawText(QPointF(x, baseline), text)

    def _badge(self, painter: QPainter, x: float, row: QRectF, letter: str, ink: QColor, right: float) -> float:
        """Draw the day type's letter; return where the next text begins."""
        height = self._strong.height
        width = max(height, self._strong.width(letter) + 8)
        badge = QRectF(x, row.center().y() - height / 2, width, height)
        if badge.right() > right:
            return x
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._strong.font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, letter)
        return badge.right() + 7

    def _minutes(self, shown: DayLook) -> str:
        totals = shown.summary.totals
        if not totals.protected_planned:
            return ""
        if not totals.protected_kept and shown.summary.ahead == totals.protected_planned:
            return duration_text(totals.protected_planned)
        return f"{duration_text(totals.protected_kept)} / {duration_text(totals.protected_planned)}"

    def _meter(self, painter: QPainter, cell: DayCell, shown: DayLook) -> None:
        """Draw the protected minutes: the length tells the planned ones, the filling what was kept of them."""
        tokens, totals, sizes = self._inks.tokens, shown.summary.totals, self._layout.sizes
        if not totals.protected_planned:
            return
        room = cell.rect.width() - 2 * sizes.pad
        per_minute = room / self._most
        area = QRectF(
            cell.rect.left() + sizes.pad, cell.rect.top() + sizes.top, totals.protected_planned * per_minute, _METER_PX
        )
        color = tokens.instructional if cell.is_inside else self._inks.soft(tokens.instructional, 50)
        kept = min(area.width(), totals.protected_kept * per_minute)
        ahead = min(area.width() - kept, shown.summary.ahead * per_minute)
        unknown = min(area.width() - kept - ahead, totals.protected_unknown * per_minute)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.soft(tokens.instructional, 14) if not tokens.is_contrast else QBrush())
        painter.drawRoundedRect(area, 2, 2)
        painter.setBrush(QBrush(tokens.muted, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(QRectF(area.left() + kept, area.top(), unknown, _METER_PX))
        painter.setBrush(self._inks.soft(color, 45) if not tokens.is_contrast else QBrush())
        painter.drawRoundedRect(QRectF(area.left() + kept + unknown, area.top(), ahead, _METER_PX), 2, 2)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(area.left(), area.top(), kept, _METER_PX), 2, 2)
        if tokens.is_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.edge, 1))
            painter.drawRect(area)

    def _chips(self, painter: QPainter, cells: list[DayCell], *, is_muted: bool) -> None:
        tokens = self._inks.tokens
        painter.setOpacity(_MUTED if is_muted and not tokens.is_contrast else 1.0)
        boxes = [
            (Box(chip.card, chip.card.key, 0, chip.rect), self._face(cell, chip))
            for cell in cells
            for chip in cell.chips
        ]
        paint_boxes(painter, self._inks, boxes)
        for cell in cells:
            if not cell.more.isEmpty():
                words = f"+{cell.hidden} more" if cell.chips else f"{cell.hidden} blocks"
                if cell.total == 1:
                    words = "1 block"
                shown = self._strong.elided(words, cell.more.width())
                baseline = cell.more.top() + (cell.more.height() - self._strong.height) / 2 + self._strong.ascent
                self._text(painter, cell.more.left() + 2, baseline, shown, self._strong, tokens.muted)
        painter.setOpacity(1.0)

    def _face(self, cell: DayCell, chip: ChipBox) -> Face:
        """Set one line: time, title, what became of it. The mark at the right gives way first, then the time."""
        card, size = chip.card, chip.rect.size()
        left, right = _inset(card), size.width() - 5
        baseline = (size.height() - self._title.height) / 2 + self._title.ascent
        runs: list[Run] = []
        marks: list[Mark] = []
        glyph, word, ink = self._look.faces.status(card)
        mark = glyph or ("circle-dashed" if word == "kept?" else _STATE_MARK.get(card.state, ""))
        clock = (
            "" if card.all_day or card.span.start.day != cell.day else short_clock(card.span.start.minute, self._words)
        )
        time_px = self._small.width(clock) + 5 if clock else 0.0
        enough = min(self._title.width(card.title), 5 * self._inks.glyph_px)
        mark_px = self._inks.glyph_px + 4.0 if mark else 0.0
        if right - left < enough + time_px + mark_px:
            mark, mark_px = "", 0.0
        if right - left < enough + time_px:
            clock, time_px = "", 0.0
        if mark:
            y = (size.height() - self._inks.glyph_px) / 2
            marks.append(Mark(right - self._inks.glyph_px, y, mark, ink))
        if clock:
            runs.append(Run(left, baseline, clock, Ink.TIME))
        title = self._title.elided(card.title, right - left - time_px - mark_px)
        is_quiet = card.is_buffer or card.state == "cancelled"
        struck = card.state in ("cancelled", "replaced", "missed")
        runs.append(Run(left + time_px, baseline, title, Ink.MUTED_TITLE if is_quiet else Ink.TITLE, struck))
        return Face(tuple(runs), tuple(marks))

    def _lines(self, painter: QPainter) -> None:
        tokens, size = self._inks.tokens, self._layout.size
        painter.setPen(QPen(tokens.grid, 1))
        for week in self._layout.weeks:
            y = week[0].rect.top() + 0.5
            painter.drawLine(QLineF(0, y, size.width(), y))
        for cell in self._layout.weeks[0]:
            x = cell.rect.left() + 0.5
            painter.drawLine(QLineF(x, self._layout.sizes.names, x, size.height()))

    def _today(self, painter: QPainter) -> None:
        for cell in self._layout.cells:
            if self._looks[cell.day].summary.is_today:
                area = QRectF(cell.rect.left(), cell.rect.top(), cell.rect.width() + 1, 2)
                painter.fillRect(area, self._inks.tokens.text)


_STATE_MARK = {"shortened": "minus", "moved": "arrow-right", "replaced": "repeat", "missed": "x", "cancelled": "ban"}


def _inset(card: BlockCard) -> float:
    """Return where a chip's words begin, behind edge and pattern."""
    if card.is_buffer:
        return 7.0
    edge = HEAVY_EDGE_PX if card.protection is Protection.IMMOVABLE else EDGE_PX
    strip = 0.0 if card.category is Category.INSTRUCTIONAL else STRIP_PX
    guard = 3.0 if card.protection is Protection.GUARDED else 0.0
    return edge + strip + guard + 4.0


def paint_focus(painter: QPainter, inks: Inks, cell: DayCell, key: str) -> None:
    """Draw the ring around the day, or around the chosen block of it."""
    chosen = next((chip.rect for chip in cell.chips if chip.card.key == key), None) if key else None
    area = chosen if chosen is not None else cell.rect.adjusted(1, 1, 0, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(inks.tokens.focus, 2))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)


def paint_target(painter: QPainter, inks: Inks, cell: DayCell, card: BlockCard, height: float) -> None:
    """Draw the day a block would go to, with the block's name, while it is moved."""
    tokens = inks.tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tokens.accent, 2)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cell.rect.adjusted(2, 2, -1, -1), 4, 4)
    left = cell.rect.left() + 6
    ghost = QRectF(left, cell.rect.bottom() - height - 5, cell.rect.width() - 12, height)
    painter.setBrush(tokens.surface)
    pen.setWidthF(1.5)
    painter.setPen(pen)
    painter.drawRoundedRect(ghost, 4, 4)
    measure = inks.measure("caption", strong=True)
    painter.setFont(measure.font)
    painter.setPen(tokens.text)
    painter.drawText(
        ghost.adjusted(6, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, measure.elided(card.title, ghost.width() - 10)
    )
