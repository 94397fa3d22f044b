"""The school year at one look: a column for each week, a square for each day, shaded by its protected minutes.

Above them the months and terms. A day off is empty with a dash, today has a frame. Reads its own minutes when it is
shown; the school page has the year's letters and dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from il_desktop.domain.school import CalendarSpan, DayKind, SchoolCalendar
from il_desktop.views.shared import a11y
from il_desktop.views.shared.plain import escaped
from il_desktop.views.shared.theme import Theme, mix
from il_desktop.views.week.mini_month import SHADES, STEPS
from il_desktop.wording.format import ENGLISH, Words, count_text, duration_text
from il_desktop.wording.school import day_sentence

_DAYS, _WEEKDAYS = 7, 5
_OFF = frozenset({DayKind.HOLIDAY, DayKind.STAFF_ONLY, DayKind.WEATHER})
_STEP = {
    Qt.Key.Key_Left: -_DAYS, Qt.Key.Key_Right: _DAYS, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -4 * _DAYS, Qt.Key.Key_PageDown: 4 * _DAYS,
}  # fmt: skip


class StripTerm(NamedTuple):
    """One term with its school days and protected minutes."""

    span: CalendarSpan
    days: int
    minutes: int


class YearStrip(QWidget):
    """Signals: day_wanted(object date) by Enter or a click; cursor_moved(). Keys: arrows, Page keys, Home, End."""

    day_wanted = Signal(object)
    cursor_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ENGLISH
        self._calendar: SchoolCalendar | None = None
        self.year: CalendarSpan | None = None
        self.terms: tuple[StripTerm, ...] = ()
        self.minutes: Mapping[date, int] = {}
        self.day: date | None = None
        self._today: date | None = None
        self._rows = _DAYS
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleDescription("Arrows move by day and week, Enter opens the week")
        theme.changed.connect(self.update)

    def show_year(
        self, year: CalendarSpan, calendar: SchoolCalendar, minutes: Mapping[date, int], today: date, words: Words
    ) -> None:
        """Show a year; the cursor stays in it."""
        self.year, self._calendar, self.minutes, self._today, self._words = year, calendar, minutes, today, words
        whole = calendar.days(year.first, year.last)
        self._rows = _DAYS if any(day.is_contact_day and day.day.weekday() >= _WEEKDAYS for day in whole) else _WEEKDAYS
        terms = [span for span in calendar.rules.spans if span.kind == "term" and year.holds(span.first)]
        self.terms = tuple(self._count(span, calendar) for span in sorted(terms, key=lambda span: span.first))
        a11y.name(self, f"School year {year.name}")
        self.update()

    def put_focus(self, day: date) -> None:
        """Put the cursor on a date, the nearest one of the year."""
        if self.year is not None:
            beyond = day.weekday() - self._rows
            if beyond >= 0:  # a weekend that has no row: on to Monday, or back to Friday
                is_ahead = self.day is None or day > self.day
                day += timedelta(days=_DAYS - day.weekday() if is_ahead else -beyond - 1)
            self.day = max(self.year.first, min(day, self.year.last))
            self.update()
            self.cursor_moved.emit()

    def days(self) -> list[date]:
        """Return all dates of the year."""
        if self.year is None:
            return []
        first, count = self.year.first, (self.year.last - self.year.first).days + 1
        days = (first + timedelta(days=place) for place in range(count))
        return [day for day in days if day.weekday() < self._rows]

    def sentence(self) -> str:
        """Say the year in one line."""
        if self._calendar is None or self.year is None:
            return ""
        if not self._calendar.years:
            return "No school year yet: the calendar year is shown."
        held = self._calendar.contact_days_in_year(self.year.first)
        parts = [count_text(held, "school day", "school days")]
        parts += [f"{duration_text(sum(self.minutes.values()))} protected"] if any(self.minutes.values()) else []
        return f"{', '.join(parts)}."

    def name_of(self, day: date) -> str:
        """Say a date for a screen reader and the tip."""
        if self._calendar is None:
            return ""
        minutes = self.minutes.get(day, 0)
        kept = f", {duration_text(minutes)} protected" if minutes else ""
        return f"{day_sentence(self._calendar.day(day), self._words)}{kept}"

    def _count(self, span: CalendarSpan, calendar: SchoolCalendar) -> StripTerm:
        days = calendar.contact_days_between(span.first - timedelta(days=1), span.last)
        return StripTerm(span, days, sum(count for day, count in self.minutes.items() if span.holds(day)))

    # where things are

    def _start(self) -> date:
        first = self.year.first if self.year is not None else date.min
        return first - timedelta(days=first.weekday())

    def _weeks(self) -> int:
        return ((self.year.last - self._start()).days // _DAYS + 1) if self.year is not None else 1

    def _line(self) -> float:
        return QFontMetricsF(self._theme.font("caption")).height() + 6

    def day_rect(self, day: date) -> QRectF:
        """Return a date's square."""
        left = QFontMetricsF(self._theme.font("caption")).horizontalAdvance("We") + 16
        top = 8 + 2 * self._line()
        width = (self.width() - left - 12) / self._weeks()
        below = self._line() * (len(self.terms) + 2)
        height = max(8.0, min(width * 1.25, (self.height() - top - below) / self._rows))
        place = (day - self._start()).days
        return QRectF(left + place // _DAYS * width, top + place % _DAYS * height, width, height)

    def day_at(self, point: QPointF) -> date | None:
        """Return the date under a point."""
        return next((day for day in self.days() if self.day_rect(day).contains(point)), None)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Leave the squares readable."""
        return QSize(320, round(self._line() * (len(self.terms) + 4) + _DAYS * 10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole year is drawn
        """Draw months, terms, days and what the terms sum up to."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.surface)
        if self.year is None or self._calendar is None:
            return
        painter.setFont(self._theme.font("caption"))
        self._paint_heads(painter)
        for day in self.days():
            self._paint_day(painter, day)
        self._paint_sums(painter)

    def _paint_heads(self, painter: QPainter) -> None:
        tokens, line = self._theme.tokens, self._line()
        metrics = QFontMetricsF(self._theme.font("caption"))
        painter.setPen(tokens.muted)
        free, month = 0.0, 0
        for day in self.days():
            if day.month != month and day.day < 20:
                month = day.month
                x = self.day_rect(day).left()
                name = self._words.short_months[day.month - 1]
                if x >= free:
                    painter.drawText(QRectF(x, 4, 200, line), Qt.AlignmentFlag.AlignVCenter, name)
                    free = x + metrics.horizontalAdvance(name) + 6
        for term in self.terms:
            start, end = self.day_rect(term.span.first), self.day_rect(term.span.last)
            band = QRectF(start.left() + 1, 4 + line, end.right() - start.left() - 2, line - 2)
            painter.fillRect(band, tokens.sunken)
            shown = metrics.elidedText(term.span.name, Qt.TextElideMode.ElideRight, band.width() - 12)
            painter.drawText(band.adjusted(6, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        for number in range(self._rows):
            area = self.day_rect(self._start() + timedelta(days=number))
            if area.height() >= metrics.height() - 4:
                names = QRectF(8, area.top(), area.left() - 12, area.height())
                painter.drawText(names, Qt.AlignmentFlag.AlignVCenter, self._words.short_weekdays[number][:2])

    def _paint_day(self, painter: QPainter, day: date) -> None:
        tokens = self._theme.tokens
        answer = self._calendar.day(day) if self._calendar is not None else None
        area = self.day_rect(day).adjusted(1, 1, -1, -1)
        if answer is not None and (answer.is_contact_day or answer.kind is DayKind.OUTSIDE):
            minutes = self.minutes.get(day, 0)
            shade = SHADES[sum(minutes >= step for step in STEPS)]
            painter.setPen(QPen(tokens.grid, 1))
            painter.setBrush(mix(tokens.instructional, tokens.surface, shade) if shade else tokens.surface)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        elif answer is not None and answer.kind in _OFF:
            painter.fillRect(area, tokens.sunken)
            painter.setPen(QPen(tokens.muted, 1))
            middle = area.center()
            painter.drawLine(QPointF(middle.x() - 3, middle.y()), QPointF(middle.x() + 3, middle.y()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._today:
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(area, 2, 2)
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(tokens.focus, 2))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 3, 3)

    def _paint_sums(self, painter: QPainter) -> None:
        top = self.day_rect(self._start() + timedelta(days=self._rows - 1)).bottom() + 10
        painter.setPen(self._theme.tokens.text)
        painter.setFont(self._theme.font())
        for number, term in enumerate(self.terms):
            kept = f", {duration_text(term.minutes)} protected" if term.minutes else ""
            said = f"{term.span.name}: {count_text(term.days, 'school day', 'school days')}{kept}"
            area = QRectF(12, top + number * self._line() * 1.2, self.width() - 24, self._line() * 1.2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, said)
        self._paint_legend(painter, top + len(self.terms) * self._line() * 1.2 + 6)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        """Say what the shades mean."""
        tokens, metrics = self._theme.tokens, QFontMetricsF(self._theme.font("caption"))
        painter.setFont(self._theme.font("caption"))
        size, x = metrics.ascent(), 12.0
        labels = (f"Protected minutes: under {STEPS[0]}", *(f"from {step}" for step in STEPS))
        for shade, words in zip(SHADES, labels, strict=True):
            area = QRectF(x, top + (self._line() - size) / 2, size, size)
            painter.setPen(QPen(tokens.grid, 1))
            painter.setBrush(mix(tokens.instructional, tokens.surface, shade))
            painter.drawRoundedRect(area, 2, 2)
            painter.setPen(tokens.muted)
            width = metrics.horizontalAdvance(words)
            painter.drawText(QRectF(x + size + 6, top, width + 4, self._line()), Qt.AlignmentFlag.AlignVCenter, words)
            x += size + width + 22

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the week of the day under the pointer."""
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.put_focus(day)
            self.day_wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the year and open a week."""
        key = Qt.Key(event.key())
        if self.year is None or self.day is None:
            super().keyPressEvent(event)
        elif key in _STEP:
            self.put_focus(self.day + timedelta(days=_STEP[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.put_focus(self.year.first if key == Qt.Key.Key_Home else self.year.last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_wanted.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), escaped(self.name_of(day)) if day is not None else "", self)
            return True
        return super().event(event)
