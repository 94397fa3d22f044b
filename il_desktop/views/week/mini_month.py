"""One month beside the week, each day shaded by its protected minutes; a click shows that day's week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.theme import Theme, mix
from il_desktop.wording.format import ENGLISH, Words, day_text, duration_text

STEPS = (40, 70, 100)  # protected minutes at which the shade deepens, ux.md picture
SHADES = (0, 16, 30, 46)  # per cent of the instructional colour on the surface


def month_start(day: date, first_weekday: int) -> date:
    """Return the first date of the six weeks that show a date's month."""
    first = day.replace(day=1)
    return first - timedelta(days=(first.weekday() - first_weekday) % 7)


class MiniMonth(QWidget):
    """Signals: day_chosen(object) a date; month_wanted(object) a date in the month to load. Keys: arrows, Enter."""

    day_chosen = Signal(object)
    month_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ENGLISH
        self._month: date | None = None
        self._today: date | None = None
        self._shown: tuple[date, date] | None = None
        self._first_weekday = 0
        self._minutes: Mapping[date, int] = {}
        self._off: frozenset[date] = frozenset()
        self._cursor: date | None = None
        self._target: date | None = None
        self._days: QPixmap | None = None  # the picture of the days, None when it is outdated
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        a11y.name(self, "Month")
        theme.changed.connect(self._restyle)

    @property
    def first(self) -> date | None:
        """The first of the month shown."""
        return self._month

    def show_place(self, shown: tuple[date, date], today: date, first_weekday: int, words: Words) -> None:
        """Mark today and the shown days; the month follows the first of them."""
        if (today, first_weekday, words) != (self._today, self._first_weekday, self._words):
            self._days = None
        self._today, self._shown = today, shown
        self._first_weekday, self._words = first_weekday, words
        middle = shown[0] + (shown[1] - shown[0]) / 2
        self._cursor = max(shown[0], min(today, shown[1]))
        self.show_month(middle.replace(day=1))

    def show_month(self, first: date) -> None:
        """Turn to another month; its minutes are asked for."""
        if first != self._month:
            self._month, self._days = first, None
            a11y.name(self, f"Month {self._words.months[first.month - 1]} {first.year}")
            self.month_wanted.emit(first)
        self.update()

    def set_minutes(self, minutes: Mapping[date, int], off: frozenset[date]) -> None:
        """Show protected minutes by date, and which dates have no school."""
        if (minutes, off) != (self._minutes, self._off):
            self._minutes, self._off, self._days = minutes, off, None
            self.update()

    @Slot()
    def previous_month(self) -> None:
        """Turn one month back."""
        if self._month is not None:
            self.show_month((self._month - timedelta(days=1)).replace(day=1))

    @Slot()
    def next_month(self) -> None:
        """Turn one month on."""
        if self._month is not None:
            self.show_month((self._month + timedelta(days=32)).replace(day=1))

    def day_rect(self, day: date) -> QRectF:
        """Return the cell of a date, empty when it is not shown."""
        if self._month is None:
            return QRectF()
        place = (day - month_start(self._month, self._first_weekday)).days
        if not 0 <= place < 42 or day.month != self._month.month:
            return QRectF()
        side, row, left = self._cell()
        return QRectF(left + place % 7 * side, self._top() + place // 7 * row, side - 2, row - 2)

    def _cell(self) -> tuple[float, float, float]:
        left = QFontMetricsF(self._theme.font("caption")).horizontalAdvance("00") + 14
        side = (self.width() - left) / 7
        return side, QFontMetricsF(self._theme.font("caption")).height() + 10, left

    def _top(self) -> float:
        return QFontMetricsF(self._theme.font("caption")).height() + 6

    def set_target(self, day: date | None) -> None:
        """Mark the day that would take a dragged block."""
        if day != self._target:
            self._target = day
            self.update()

    def day_at(self, point: QPointF) -> date | None:
        """Return the day under a point of this widget, None beside the days."""
        if self._month is None:
            return None
        start = month_start(self._month, self._first_weekday)
        days = (start + timedelta(days=place) for place in range(42))
        return next((day for day in days if self.day_rect(day).adjusted(0, 0, 2, 2).contains(point)), None)

    @Slot()
    def _restyle(self) -> None:
        self._days = None
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for a line of weekdays, six weeks and the legend."""
        caption = QFontMetricsF(self._theme.font("caption"))
        return QSize(230, round(self._top() + 6 * (caption.height() + 10) + caption.height() + 10))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self.day_at(event.position())
        if day is not None:
            self._cursor = day
            self.day_chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, choose by Enter."""
        ways: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        way = ways.get(event.key())
        if way is not None and self._cursor is not None:
            self._cursor += timedelta(days=way)
            self.show_month(self._cursor.replace(day=1))
            minutes = duration_text(self._minutes.get(self._cursor, 0))
            a11y.announce(self, f"{day_text(self._cursor, self._words)}, {minutes} protected")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.day_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the font changed."""
        super().changeEvent(event)
        self._days = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole month is drawn
        """Copy the picture of the days; on it the weeks' numbers and what moves from week to week."""
        if self._month is None:
            return
        dpr, size = self.devicePixelRatioF(), self.size()
        days = self._days
        if days is None or days.size() != size * dpr:
            days = self._days = self._picture(dpr)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, days)
        _, row, _ = self._cell()
        start, top = month_start(self._month, self._first_weekday), self._top()
        for number in range(6):
            self._week(painter, start + timedelta(days=7 * number), top + number * row, row)
        tokens = self._theme.tokens
        marks = (
            (self._cursor, QPen(tokens.focus, 2, Qt.PenStyle.DotLine), 1),
            (self._target, QPen(tokens.accent, 2), 0),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for day, pen, out in marks:
            cell = self.day_rect(day) if day is not None else QRectF()
            if not cell.isEmpty() and (day == self._target or self.hasFocus()):
                painter.setPen(pen)
                painter.drawRoundedRect(cell.adjusted(-out, -out, out, out), 4, 4)

    def _picture(self, dpr: float) -> QPixmap:
        """Draw what stays while the week changes: letters of the weekdays, days with their shades, the legend."""
        picture = QPixmap(self.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        picture.fill(self._theme.tokens.surface)
        month = self._month
        if month is None:
            return picture
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        side, row, left = self._cell()
        painter.setPen(self._theme.tokens.muted)
        for place in range(7):
            name = self._words.short_weekdays[(self._first_weekday + place) % 7][:1]
            painter.drawText(QRectF(left + place * side, 0, side - 2, self._top()), Qt.AlignmentFlag.AlignCenter, name)
        start = month_start(month, self._first_weekday)
        for place in range(42):
            day = start + timedelta(days=place)
            if day.month == month.month:
                self._day(painter, day, self.day_rect(day))
        weeks = ((month + timedelta(days=31)).replace(day=1) - timedelta(days=1) - start).days // 7 + 1
        self._legend(painter, self._top() + weeks * row + 2)
        painter.end()
        return picture

    def _week(self, painter: QPainter, first: date, y: float, row: float) -> None:
        """Draw a week's number, and two lines around the week that is shown."""
        tokens = self._theme.tokens
        month = self._month.month if self._month else 0
        if first.month != month and (first + timedelta(days=6)).month != month:
            return
        shown = self._shown
        is_shown = shown is not None and shown[0] <= first + timedelta(days=6) and first <= shown[1]
        painter.setFont(self._theme.font("caption", strong=is_shown))
        painter.setPen(tokens.accent if is_shown else tokens.muted)
        number = (first + timedelta(days=(3 - first.weekday()) % 7)).isocalendar().week
        painter.drawText(QRectF(0, y, 20, row - 2), Qt.AlignmentFlag.AlignCenter, str(number))
        if is_shown:
            painter.setPen(QPen(tokens.accent, 1))
            for edge in (y - 1.5, y + row - 1.5):
                painter.drawLine(QPointF(0, edge), QPointF(self.width(), edge))
        painter.setFont(self._theme.font("caption"))

    def _day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        tokens = self._theme.tokens
        minutes = self._minutes.get(day, 0)
        level = sum(1 for step in STEPS if minutes >= step)
        painter.setPen(Qt.PenStyle.NoPen)
        if day in self._off and day.weekday() < 5:
            painter.setBrush(QBrush(tokens.grid, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(cell, 3, 3)
        elif level:
            painter.setBrush(self._shade(level))
            painter.drawRoundedRect(cell, 3, 3)
        if day == self._today:
            painter.setPen(QPen(tokens.text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4)
        is_strong = day == self._today or bool(level)
        painter.setFont(self._theme.font("caption", strong=day == self._today))
        painter.setPen(tokens.text if is_strong else tokens.muted)
        if tokens.is_contrast and level == len(STEPS):
            painter.setPen(tokens.on_accent)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _shade(self, level: int) -> QColor:
        tokens = self._theme.tokens
        pct = SHADES[level] if not tokens.is_contrast else (0, 25, 40, 100)[level]
        return mix(tokens.instructional, tokens.surface, pct)

    def _legend(self, painter: QPainter, y: float) -> None:
        tokens = self._theme.tokens
        font = self._theme.font("caption")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        entries = [("Minutes", -1), (f"<{STEPS[0]}", 0), (f"{STEPS[0]}", 1), (f"{STEPS[1]}", 2), (f"{STEPS[2]}+", 3)]
        entries.append(("off", 4))
        width = sum(metrics.horizontalAdvance(text) + (14 if level >= 0 else 0) for text, level in entries)
        gap = (self.width() - width) / (len(entries) - 1)
        if gap < 3:
            entries, gap = entries[1:], max(2.0, gap + (metrics.horizontalAdvance("Minutes")) / 4)
        x = 0.0
        for text, level in entries:
            if level >= 0:
                box = QRectF(x, y + metrics.height() / 2 - 4, 9, 9)
                painter.setPen(QPen(tokens.grid, 1))
                off = QBrush(tokens.grid, Qt.BrushStyle.BDiagPattern)
                painter.setBrush(off if level == 4 else self._shade(level))
                painter.drawRoundedRect(box, 2, 2)
                x += 13
            painter.setPen(tokens.muted)
            painter.drawText(QPointF(x, y + metrics.ascent()), text)
            x += metrics.horizontalAdvance(text) + gap
