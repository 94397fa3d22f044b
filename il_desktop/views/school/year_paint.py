"""Paints the days of the year and the marks of its legend: letter and shape say what a day is, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from il_desktop.domain.school import DayKind, SchoolDay
from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.school.year_layout import YearLayout
from il_desktop.views.shared import theme
from il_desktop.wording.format import Words

_OFF = frozenset({DayKind.HOLIDAY, DayKind.STAFF_ONLY, DayKind.WEATHER})


def paint_months(painter: QPainter, layout: YearLayout, words: Words) -> None:
    """Draw the months' names and the weekdays' initials."""
    look = theme.current()
    for month in layout.months:
        area = layout.month_rect(month)
        painter.setFont(look.font(strong=True))
        painter.setPen(look.tokens.text)
        title = QRectF(area.left() + 6, area.top(), area.width() - 6, 22 * layout.scale)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, f"{words.months[month.month - 1]} {month.year}")
        painter.setFont(look.font("caption"))
        painter.setPen(look.tokens.muted)
        for number in range(7):
            name = words.short_weekdays[(layout.first_weekday + number) % 7][:2]
            painter.drawText(layout.weekday_rect(month, number), Qt.AlignmentFlag.AlignCenter, name)


def paint_day(painter: QPainter, area: QRectF, day: SchoolDay, view: SchoolYear) -> None:
    """Draw one day: fill and mark of its kind, number, letter, and a dot when other bells ring than usual."""
    look = theme.current()
    tokens = look.tokens
    box = area.adjusted(1, 1, -1, -1)
    fill = _fill(day, view.calendar.rules.cycle.types)
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)
    if tokens.is_contrast and (day.is_contact_day or day.kind in _OFF):
        painter.setPen(QPen(tokens.grid, 1, Qt.PenStyle.SolidLine if day.is_contact_day else Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    is_quiet = not day.is_contact_day
    painter.setFont(look.font("caption"))
    painter.setPen(tokens.muted if is_quiet else tokens.text)
    has_mark = day.kind in _OFF or (day.is_contact_day and day.day_type)
    middle = box.center().x() + 3 if has_mark else box.right()
    number = QRectF(box.left(), box.top(), middle - box.left(), box.height())
    side = Qt.AlignmentFlag.AlignRight if has_mark else Qt.AlignmentFlag.AlignHCenter
    painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | side, str(day.day.day))
    mark = QRectF(middle + 2, box.top(), box.right() - middle - 2, box.height())
    if day.is_contact_day and day.day_type:
        painter.setPen(tokens.muted)
        painter.drawText(mark, Qt.AlignmentFlag.AlignVCenter, day.day_type[:2])
    elif day.kind in _OFF:
        paint_mark(painter, day.kind, QPointF(mark.left() + 4, box.center().y()))
    if day.kind is DayKind.TESTING:
        painter.fillRect(QRectF(box.left() + 4, box.bottom() - 2.5, box.width() - 8, 2), tokens.attention)
    if has_other_bells(day, view):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QPointF(box.right() - 4, box.top() + 4), 2.2, 2.2)


def has_other_bells(day: SchoolDay, view: SchoolYear) -> bool:
    """Tell whether a contact day rings by other bells than the regular ones."""
    if not day.is_contact_day or day.bells is None:
        return False
    return day.bells.id != view.calendar.rules.default_bells


def paint_today(painter: QPainter, area: QRectF) -> None:
    """Frame today."""
    painter.setPen(QPen(theme.current().tokens.accent, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)


def paint_cursor(painter: QPainter, area: QRectF, *, has_focus: bool) -> None:
    """Draw the focus ring of a day, dashed while the day stands in the sheet and the focus is there."""
    line = Qt.PenStyle.SolidLine if has_focus else Qt.PenStyle.DashLine
    painter.setPen(QPen(theme.current().tokens.focus, 2 if has_focus else 1.4, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 4, 4)


def paint_mark(painter: QPainter, kind: str, at: QPointF) -> None:
    """Draw the shape of a day off, centred: a square for staff, a star for weather, a bar for a holiday."""
    tokens = theme.current().tokens
    x, y = at.x(), at.y()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == DayKind.STAFF_ONLY:
        painter.setPen(QPen(tokens.management, 1.3))
        painter.drawRect(QRectF(x - 3, y - 3, 6, 6))
    elif kind == DayKind.WEATHER:
        painter.setPen(QPen(tokens.attention, 1.4))
        for dx, dy in ((0.0, 3.8), (3.3, 1.9), (3.3, -1.9)):
            painter.drawLine(QPointF(x - dx, y - dy), QPointF(x + dx, y + dy))
    elif kind == DayKind.HOLIDAY:
        painter.setPen(QPen(tokens.muted, 1.3))
        painter.drawLine(QPointF(x - 3, y), QPointF(x + 3, y))


def letter_fill(letter: str | None, types: tuple[str, ...]) -> QColor | None:
    """Return the plane of a day type: every second one is tinted, so that a rotation is seen at a glance."""
    look = theme.current()
    if look.tokens.is_contrast:
        return None
    is_even = letter in types and types.index(letter) % 2 == 1
    strength = (24, 9) if look.tokens.is_dark else (15, 5)
    return theme.mix(look.tokens.instructional, look.tokens.surface, strength[0] if is_even else strength[1])


def _fill(day: SchoolDay, types: tuple[str, ...]) -> QColor | None:
    tokens = theme.current().tokens
    if day.is_contact_day:
        return letter_fill(day.day_type, types)
    return tokens.sunken if day.kind in _OFF and not tokens.is_contrast else None
