"""The day of the teacher whom a dragged visit is about: a 6 px strip at the right of the column, and a line of the tip.

Kinds differ by shape as well as colour: lessons are filled, planning is an empty frame, all else a dotted line.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from il_desktop.domain.blocks import Category
from il_desktop.domain.walltime import Span
from il_desktop.queries.teacher_day import TeacherDays
from il_desktop.queries.timetable import LessonCard
from il_desktop.views.week.geometry import SIDE_PX, WeekLayout
from il_desktop.views.week.paint_blocks import Inks

_DOES = {
    "plan": "is planning",
    "lunch": "has lunch",
    "team": "meets the team",
    "duty": "has duty",
    "off": "is not at school",
    "away": "is away",
}


class TeacherStrip(NamedTuple):
    """What is known of one person on the shown days, read once for a gesture."""

    teacher: TeacherDays

    def text(self, span: Span) -> str:
        """Say what the person does at a place: `Okoye teaches P3: Math 6, room 106`; empty where nothing is known."""
        name, periods = self.teacher.name, self.teacher.on(span.start.day)
        card = max(periods, key=lambda one: _shared_minutes(one, span), default=None)
        if card is None:
            return ""
        if not _shared_minutes(card, span):
            return f"{name}: no period then"
        if card.kind != "teach":
            return f"{name} {_DOES.get(card.kind, card.kind)} in {card.period_code}"
        room = f", room {card.room}" if card.room else ""
        cover = f" for {card.stands_in_for}" if card.stands_in_for else ""
        section = card.section.removesuffix(f", {card.period_code}") or "a lesson"
        return f"{name} teaches {card.period_code}: {section}{room}{cover}"

    def area(self, layout: WeekLayout, day: date) -> QRectF:
        """Return the strip of a day in body pixels, empty when the day is not shown."""
        column = layout.column_of(day)
        if column is None or not self.teacher.on(day):
            return QRectF()
        return QRectF(column.right - SIDE_PX, 0, SIDE_PX, layout.body_height)

    def paint(self, painter: QPainter, layout: WeekLayout, inks: Inks, day: date) -> None:
        """Draw the strip of a day in body pixels."""
        left, color = self.area(layout, day).left(), inks.category[Category.INSTRUCTIONAL]
        for period in self.teacher.on(day) if layout.column_of(day) is not None else ():
            top, bottom = layout.axis.y_of(period.start_min), layout.axis.y_of(period.end_min)
            place = QRectF(left, top + 0.5, SIDE_PX, bottom - top - 1)
            if period.kind == "teach":
                painter.fillRect(place, color)
                continue
            painter.fillRect(place, inks.tokens.surface)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if period.kind == "plan":
                painter.setPen(QPen(color, 1))
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            else:
                painter.setPen(QPen(inks.tokens.muted, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(place.center().x(), place.top(), place.center().x(), place.bottom()))


def _shared_minutes(card: LessonCard, span: Span) -> int:
    start = span.start.minute
    return max(0, min(card.end_min, start + span.minutes) - max(card.start_min, start))
