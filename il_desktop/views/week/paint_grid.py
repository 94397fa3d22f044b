"""How the grid around the blocks looks: day heads, hours, bell periods, protected band, folded hours, now line."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from il_desktop.domain.school import DayKind, SchoolDay
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import WeekView
from il_desktop.views.shared import icons
from il_desktop.views.shared.theme import SPACE
from il_desktop.views.week.faces import short_clock
from il_desktop.views.week.geometry import Band, Column, WeekLayout
from il_desktop.views.week.paint_blocks import Inks
from il_desktop.views.week.summary import DaySummary, fold_text
from il_desktop.wording.format import Words, clock_text, duration_text

_PAD = SPACE[2]


class GridPainter:
    """Draws everything of the grid that is not a block, for one layout and one look."""

    def __init__(
        self, layout: WeekLayout, view: WeekView, inks: Inks, words: Words, summaries: tuple[DaySummary, ...]
    ) -> None:
        self._layout = layout
        self._view = view
        self._inks = inks
        self._words = words
        self._summaries = summaries
        self._title = inks.measure("title", strong=True)
        self._body = inks.measure("body", strong=True)
        self._small = inks.measure("caption")
        self._strong = inks.measure("caption", strong=True)

    # the body: everything below is drawn in body pixels, with the painter moved and clipped by the caller

    def body(self, painter: QPainter, now: WallTime) -> None:
        """Draw the ground of the hours: columns, periods, band, hour lines, folds, and the dotted now line."""
        tokens, layout = self._inks.tokens, self._layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(0, 0, layout.columns[0].left, layout.body_height), tokens.window)
        for column, summary in zip(layout.columns, self._summaries, strict=True):
            self._ground(painter, column, summary)
        self._opened_hours(painter)
        for band in layout.bands:
            self._band(painter, band)
        self._gutter(painter, now)
        painter.setPen(QPen(tokens.grid, 1))
        for column in layout.columns:
            painter.drawLine(QLineF(column.left, 0, column.left, layout.body_height))
        for fold in layout.folds:
            self._fold(painter, fold.top, fold.height, fold_text(fold, self._words))
        if layout.column_of(now.day) is not None and not layout.is_folded(now.minute):
            y = round(layout.axis.y_of(now.minute)) + 0.5
            painter.setPen(QPen(tokens.muted, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(layout.columns[0].left, y, layout.frame.size.width(), y))

    def _ground(self, painter: QPainter, column: Column, summary: DaySummary) -> None:
        tokens = self._inks.tokens
        school = self._view.days[column.number].school
        color = tokens.window if summary.is_past else tokens.surface
        painter.fillRect(QRectF(column.left, 0, column.width + 1, self._layout.body_height), color)
        if not school.periods:
            if not school.is_contact_day and school.kind is not DayKind.OUTSIDE:  # outside: no calendar speaks of it
                painter.fillRect(QRectF(column.left, 0, column.width, self._layout.body_height), tokens.sunken)
            axis = self._layout.axis
            painter.setPen(QPen(self._inks.soft(tokens.grid, 60, color), 1))
            for hour in range(24):
                if not self._layout.is_folded(hour * 60):
                    y = round(axis.y_of(hour * 60)) + 0.5
                    painter.drawLine(QLineF(column.left + 1, y, column.right, y))

    def _opened_hours(self, painter: QPainter) -> None:
        """Shade the hours outside work while they are open."""
        axis, layout = self._layout.axis, self._layout
        left, width = layout.columns[0].left, layout.columns[-1].right - layout.columns[0].left
        start, end = axis.y_of(layout.hours[0]), axis.y_of(layout.hours[1])
        if layout.frame.before_open:
            painter.fillRect(QRectF(left, 0, width, start), self._inks.tokens.sunken)
        if layout.frame.after_open:
            painter.fillRect(QRectF(left, end, width, axis.height - end), self._inks.tokens.sunken)

    def _band(self, painter: QPainter, band: Band) -> None:
        """Draw one bell period: ruler with its code, a line at its start, and the band when it is protected."""
        inks, tokens = self._inks, self._inks.tokens
        column = self._layout.columns[band.column]
        summary = self._summaries[band.column]
        ground = tokens.window if summary.is_past else tokens.surface
        if band.is_protected:
            wash = inks.soft(tokens.instructional, 6, ground) if not tokens.is_contrast else ground
            painter.fillRect(
                QRectF(column.left + column.ruler, band.top, column.width - column.ruler, band.bottom - band.top), wash
            )
            fill = tokens.instructional if tokens.is_contrast else inks.soft(tokens.instructional, 22, ground)
        else:
            fill = tokens.surface if tokens.is_contrast else tokens.sunken
        painter.setPen(QPen(inks.soft(tokens.grid, 70, ground), 1))
        for y in (band.top, band.bottom) if band.is_protected else (band.top,):
            if band.is_protected and not tokens.is_contrast:
                painter.setPen(QPen(inks.soft(tokens.instructional, 30, ground), 1))
            painter.drawLine(QLineF(column.left + column.ruler, round(y) + 0.5, column.right, round(y) + 0.5))
        ruler = QRectF(column.left + 1, band.top, column.ruler - 1, band.bottom - band.top)
        painter.fillRect(ruler, fill)
        if tokens.is_contrast:
            painter.setPen(QPen(tokens.grid, 1))
            painter.drawLine(QLineF(ruler.left(), round(band.bottom) + 0.5, ruler.right(), round(band.bottom) + 0.5))
        painter.setPen(tokens.on_accent if tokens.is_contrast and band.is_protected else tokens.text)
        self._code(painter, band.code, ruler)

    def _code(self, painter: QPainter, code: str, ruler: QRectF) -> None:
        painter.setFont(self._small.font)
        width = self._small.width(code)
        if width <= ruler.width() - 1 and self._small.height <= ruler.height() + 4:
            x = ruler.left() + (ruler.width() - width) / 2
            self._small.draw(painter, x, ruler.top() + self._small.ascent + 1, code)
        elif width <= ruler.height():
            painter.save()
            painter.translate(ruler.center())
            painter.rotate(-90)
            painter.drawText(QPointF(-width / 2, self._small.ascent / 2 - 1), code)
            painter.restore()

    def _gutter(self, painter: QPainter, now: WallTime) -> None:
        tokens, axis, left = self._inks.tokens, self._layout.axis, self._layout.columns[0].left
        frame, (work_start, work_end) = self._layout.frame, self._layout.hours
        first = 0 if frame.before_open else work_start
        last = 1440 if frame.after_open else work_end
        now_y = axis.y_of(now.minute) if self._layout.column_of(now.day) else -1000.0
        painter.setFont(self._small.font)
        for hour in range(-(-first // 60), last // 60 + 1):
            y = axis.y_of(hour * 60)
            if y > axis.height - 2 or (hour * 60 == first and first):
                continue
            painter.setPen(QPen(tokens.grid, 1))
            painter.drawLine(QLineF(left - 6, round(y) + 0.5, left, round(y) + 0.5))
            if abs(y - now_y) > self._small.height + 2:
                painter.setPen(tokens.muted)
                text = self.hour_text(hour)
                x = left - 9 - self._small.width(text)
                painter.drawText(QPointF(x, y + self._small.ascent / 2 - 1.5), text)
        for is_open, minute, name in (
            (frame.before_open, work_start, "chevron-down"),
            (frame.after_open, work_end, "chevron-up"),
        ):
            if is_open:
                icons.draw(painter, name, tokens.muted, 4, axis.y_of(minute) - 8, 16)

    def hour_text(self, hour: int) -> str:
        """Write a full hour for the gutter: `9:00`, or `9 AM`."""
        if self._words.h24:
            return clock_text(hour * 60, self._words)
        return clock_text(hour * 60, self._words).replace(":00", "")

    def _fold(self, painter: QPainter, top: float, height: float, text: str) -> None:
        tokens, layout = self._inks.tokens, self._layout
        width = layout.frame.size.width()
        area = QRectF(0, top, width, height)
        painter.fillRect(area, tokens.window)
        painter.fillRect(area, QBrush(self._inks.soft(tokens.grid, 90), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(tokens.grid, 1))
        painter.drawLine(QLineF(0, round(top) + 0.5, width, round(top) + 0.5))
        painter.drawLine(QLineF(0, round(top + height) - 0.5, width, round(top + height) - 0.5))
        left = layout.columns[0].left + _PAD
        room = width - left - 40
        shown = self._small.elided(text, room)
        label = QRectF(left, top + 2, self._small.width(shown) + 34, height - 4)
        painter.fillRect(label, tokens.window)
        icons.draw(painter, "chevron-right", tokens.muted, label.left() + 4, label.center().y() - 7, 14)
        painter.setFont(self._small.font)
        painter.setPen(tokens.muted if not tokens.is_contrast else tokens.text)
        painter.drawText(label.adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    # above the body, in widget pixels

    def heads(self, painter: QPainter) -> None:
        """Draw the day heads and the empty all-day lane."""
        tokens, layout = self._inks.tokens, self._layout
        size, sizes = layout.frame.size, layout.frame.sizes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(0, 0, size.width(), layout.body_top), tokens.window)
        for column, summary in zip(layout.columns, self._summaries, strict=True):
            if not summary.is_past:
                painter.fillRect(QRectF(column.left, 0, column.width + 1, layout.body_top), tokens.surface)
            painter.setPen(QPen(tokens.grid, 1))
            painter.drawLine(QLineF(column.left, 0, column.left, layout.body_top))
            if summary.is_today:
                painter.fillRect(QRectF(column.left, 0, column.width, 2), tokens.text)
            self._head(painter, column, summary)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(tokens.grid, 1))
        painter.drawLine(QLineF(0, sizes.head - 0.5, size.width(), sizes.head - 0.5))
        if layout.lane_rows:
            painter.drawLine(QLineF(0, layout.body_top - 0.5, size.width(), layout.body_top - 0.5))
            painter.setFont(self._small.font)
            painter.setPen(tokens.muted)
            painter.drawText(
                QRectF(0, sizes.head, layout.columns[0].left - 6, sizes.lane_row + 4),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                "all day",
            )
            self._lane_overflow(painter)

    def _lane_overflow(self, painter: QPainter) -> None:
        for column, hidden in zip(self._layout.columns, self._layout.lane_hidden, strict=True):
            if hidden:
                area = QRectF(column.right - 34, self._layout.body_top - self._small.height - 3, 30, self._small.height)
                painter.fillRect(area, self._inks.tokens.sunken)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"+{hidden}")

    def _head(self, painter: QPainter, column: Column, summary: DaySummary) -> None:
        left, right = column.left + _PAD, column.right - _PAD
        school = self._view.days[column.number].school
        y = 7.0
        is_quiet = not school.periods and not any(
            (summary.totals.instructional, summary.totals.management, summary.totals.personal)
        )
        self._head_date(painter, school, summary, left, right, y)
        if is_quiet:
            return
        y += self._title.height + 3
        self._head_protected(painter, summary, left, right, y)
        y += self._small.height + 2
        if summary.totals.protected_planned:
            self._meter(painter, summary, QRectF(left, y, right - left, 4))
        y += 4 + 3
        self._head_minutes(painter, summary, left, right, y)

    def _head_date(
        self, painter: QPainter, school: SchoolDay, summary: DaySummary, left: float, right: float, y: float
    ) -> None:
        tokens = self._inks.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        date = f"{self._words.short_weekdays[school.day.weekday()]} {school.day.day}"
        baseline = y + self._title.ascent
        letter_px = self._strong.width(school.day_type or "") + 10 if school.day_type else 0.0
        metrics = self._title
        if left + metrics.width(date) + _PAD + letter_px > right:
            metrics = self._body
        painter.setFont(metrics.font)
        painter.setPen(tokens.text)
        painter.drawText(QPointF(left, baseline), metrics.elided(date, right - left))
        x = left + metrics.width(date) + _PAD
        if school.day_type:
            side = max(self._strong.height + 2, self._strong.width(school.day_type) + 8)
            badge = QRectF(x, y + (self._title.height - self._strong.height - 2) / 2, side, self._strong.height + 2)
            if badge.right() <= right:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.text)
                painter.drawRoundedRect(badge, 4, 4)
                painter.setFont(self._strong.font)
                painter.setPen(tokens.surface)
                painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, school.day_type)
                x = badge.right() + _PAD
        name = school.name or (school.bells.name if school.bells else "")
        strong = summary.has_unusual_bells or bool(school.name)
        metrics = self._strong if strong else self._small
        if name and (metrics.width(name) <= right - x or (strong and right - x > 40)):
            painter.setFont(metrics.font)
            painter.setPen(tokens.text if strong else tokens.muted)
            painter.drawText(QPointF(x, baseline - 1), metrics.elided(name, right - x))

    def _head_protected(self, painter: QPainter, summary: DaySummary, left: float, right: float, y: float) -> None:
        tokens, totals = self._inks.tokens, summary.totals
        glyph = self._inks.glyph_px
        baseline = y + self._small.ascent
        icon_color = tokens.instructional if totals.protected_planned else tokens.muted
        x = left + glyph + 5
        wordings = _protected_words(summary)
        if x + self._strong.width(wordings[-1][0]) + self._small.width(wordings[-1][1]) > right:
            x = left  # no room beside the glyph: the bare figure, or the meter alone
        else:
            icons.draw(painter, "shield-check", icon_color, left, y + (self._small.height - glyph) / 2, glyph)
        for strong, rest in wordings:
            width = self._strong.width(strong)
            if x + width + self._small.width(rest) <= right:
                painter.setFont(self._strong.font)
                painter.setPen(tokens.text)
                painter.drawText(QPointF(x, baseline), strong)
                painter.setFont(self._small.font)
                painter.setPen(tokens.muted)
                painter.drawText(QPointF(x + width, baseline), rest)
                return

    def _meter(self, painter: QPainter, summary: DaySummary, area: QRectF) -> None:
        """Draw kept, still ahead and not yet reconciled minutes as shares of the planned ones."""
        inks, tokens, totals = self._inks, self._inks.tokens, summary.totals
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken if not tokens.is_contrast else QBrush())
        painter.drawRoundedRect(area, 2, 2)
        per_minute = area.width() / totals.protected_planned
        kept = min(area.width(), totals.protected_kept * per_minute)
        ahead = min(area.width() - kept, summary.ahead * per_minute)
        unknown = min(area.width() - kept - ahead, totals.protected_unknown * per_minute)
        unknown_area = QRectF(area.left() + kept, area.top(), unknown, 4)
        painter.setBrush(QBrush(tokens.muted, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(unknown_area)
        painter.setBrush(inks.soft(tokens.instructional, 45))
        painter.drawRoundedRect(QRectF(area.left() + kept + unknown, area.top(), ahead, 4), 2, 2)
        painter.setBrush(tokens.instructional)
        painter.drawRoundedRect(QRectF(area.left(), area.top(), kept, 4), 2, 2)
        if tokens.is_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.edge, 1))
            painter.drawRect(area)

    def _head_minutes(self, painter: QPainter, summary: DaySummary, left: float, right: float, y: float) -> None:
        """Draw minutes by category and what is free; the last ones are left out where there is no room."""
        tokens, totals, glyph = self._inks.tokens, summary.totals, self._inks.glyph_px
        baseline = y + self._small.ascent
        painter.setFont(self._small.font)
        free = "" if summary.free is None else f"free {duration_text(summary.free)}"
        free_px = self._small.width(free) + _PAD if free else 0.0
        entries = [
            ("book-open", tokens.instructional, totals.instructional),
            ("clipboard-list", tokens.management, totals.management),
            ("coffee", tokens.personal, totals.personal),
        ]
        widths = [glyph + 4 + self._small.width(duration_text(minutes)) + 10 for _, _, minutes in entries]
        if left + widths[0] + widths[1] + free_px > right:
            free = ""
            free_px = 0.0
        x = left
        for (name, color, minutes), width in zip(entries, widths, strict=True):
            if x + width - 10 > right - free_px or (name != "book-open" and not minutes):
                break
            icons.draw(painter, name, color, x, y + (self._small.height - glyph) / 2, glyph)
            painter.setPen(tokens.muted)
            painter.drawText(QPointF(x + glyph + 4, baseline), duration_text(minutes))
            x += width
        if free:
            painter.setPen(tokens.muted)
            painter.drawText(QPointF(right - free_px + _PAD, baseline), free)


def _protected_words(summary: DaySummary) -> list[tuple[str, str]]:
    """Return wordings of the protected line, longest first, as strong and plain part."""
    totals = summary.totals
    planned = duration_text(totals.protected_planned)
    if not totals.protected_planned:
        return [("", "no protected time"), ("", "–")]
    if not totals.protected_kept and summary.ahead == totals.protected_planned:
        return [(planned, " protected"), (planned, "")]
    kept = duration_text(totals.protected_kept)
    return [(kept, f" kept of {planned}"), (kept, f" of {planned}"), (kept, "")]


def paint_now(painter: QPainter, layout: WeekLayout, inks: Inks, now: WallTime, words: Words) -> None:
    """Draw the now line above the blocks of today and its time in the gutter, in body pixels."""
    column = layout.column_of(now.day)
    axis, tokens = layout.axis, inks.tokens
    if column is None or layout.is_folded(now.minute):
        return
    y = round(axis.y_of(now.minute))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.text)
    painter.fillRect(QRectF(column.left, y - 1, column.width, 2), tokens.text)
    painter.drawEllipse(QPointF(column.left, y), 4, 4)
    metrics = inks.measure("caption", strong=True)
    text = short_clock(now.minute, words)
    width = metrics.width(text) + 12
    gutter = layout.columns[0].left
    pill = QRectF(max(1.0, gutter - width - 4), y - metrics.height / 2 - 1, width, metrics.height + 2)
    painter.drawRoundedRect(pill, 4, 4)
    painter.setFont(metrics.font)
    painter.setPen(tokens.surface)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
