"""Fine lines: a woven band around a page and a rosette for its seal, as paths in points. One ink, no fills."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from il_desktop.views.printing.certificates_type import UNITS

_STRANDS = 3
_WAVE = 15.0  # points from crest to crest
_STEPS = 12  # points of a curve between two crests


def ruled(painter: QPainter, ink: QColor, points: float) -> None:
    """Take a pen of a thickness in points, without filling."""
    pen = QPen(ink, points * UNITS)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def frame(painter: QPainter, box: QRectF, ink: QColor, points: float) -> None:
    """Draw a rectangle given in points."""
    ruled(painter, ink, points)
    painter.drawRect(QRectF(box.x() * UNITS, box.y() * UNITS, box.width() * UNITS, box.height() * UNITS))


def rule(painter: QPainter, ink: QColor, start: tuple[float, float], end: tuple[float, float], points: float) -> None:
    """Draw a straight line given in points."""
    ruled(painter, ink, points)
    painter.drawLine(QPointF(start[0] * UNITS, start[1] * UNITS), QPointF(end[0] * UNITS, end[1] * UNITS))


def _thin(ink: QColor) -> QColor:
    """Return the ink of lines so close together that at full strength they would look filled."""
    return QColor(*(round(255 - (255 - part) * 0.66) for part in (ink.red(), ink.green(), ink.blue())))


def woven_band(painter: QPainter, box: QRectF, depth: float, ink: QColor) -> None:
    """Weave a band of a depth in points along the inside of a box; its corners hold a small square."""
    ruled(painter, _thin(ink), 0.22)
    inner = box.adjusted(depth, depth, -depth, -depth)
    painter.drawPath(_waves(inner.width(), depth).translated(inner.left() * UNITS, box.top() * UNITS))
    painter.drawPath(_waves(inner.width(), depth).translated(inner.left() * UNITS, inner.bottom() * UNITS))
    for left in (box.left(), inner.right()):
        painter.save()
        painter.translate((left + depth) * UNITS, inner.top() * UNITS)
        painter.rotate(90)
        painter.drawPath(_waves(inner.height(), depth))
        painter.restore()
    frame(painter, box, ink, 1.2)
    frame(painter, inner, ink, 0.6)
    for x in (box.left(), inner.right()):
        for y in (box.top(), inner.bottom()):
            frame(painter, QRectF(x, y, depth, depth), ink, 0.9)
            diamond(painter, x + depth / 2, y + depth / 2, depth * 0.22, ink)


def diamond(painter: QPainter, x: float, y: float, radius: float, ink: QColor) -> None:
    """Draw a small lozenge around a point given in points; the only thing that is filled."""
    path = QPainterPath(QPointF(x * UNITS, (y - radius) * UNITS))
    for dx, dy in ((radius, 0), (0, radius), (-radius, 0)):
        path.lineTo((x + dx) * UNITS, (y + dy) * UNITS)
    path.closeSubpath()
    painter.fillPath(path, ink)


def rosette(painter: QPainter, x: float, y: float, radius: float, ink: QColor) -> None:
    """Draw a woven ring with a double circle inside, around a point given in points."""
    painter.save()
    painter.translate(x * UNITS, y * UNITS)
    ruled(painter, _thin(ink), 0.2)
    painter.drawPath(_ring(radius * 0.87, radius * 0.13, 30))
    painter.drawPath(_ring(radius * 0.68, radius * 0.11, 24))
    for share, points in ((0.51, 0.9), (0.475, 0.4)):
        ruled(painter, ink, points)
        painter.drawEllipse(QPointF(0, 0), radius * share * UNITS, radius * share * UNITS)
    painter.restore()


@cache
def _waves(length: float, depth: float) -> QPainterPath:
    """Weave strands along a length, each shifted by a share of the wave."""
    count = max(1, round(length / _WAVE))
    high = depth * 0.36
    path = QPainterPath()
    for strand in range(_STRANDS):
        for sign in (1, -1):
            shift = math.pi * strand / _STRANDS
            for step in range(count * _STEPS + 1):
                along = length * step / (count * _STEPS)
                swing = depth / 2 + sign * high * math.sin(2 * math.pi * count * along / length + shift)
                _go(path, along, swing, is_first=step == 0)
    return path


@cache
def _ring(radius: float, swing: float, petals: int) -> QPainterPath:
    """Weave strands around a circle."""
    path = QPainterPath()
    for strand in range(_STRANDS):
        for sign in (1, -1):
            shift = math.pi * strand / _STRANDS
            for step in range(petals * _STEPS + 1):
                angle = 2 * math.pi * step / (petals * _STEPS)
                away = radius + sign * swing * math.sin(petals * angle + shift)
                _go(path, away * math.cos(angle), away * math.sin(angle), is_first=step == 0)
    return path


def _go(path: QPainterPath, x: float, y: float, *, is_first: bool) -> None:
    if is_first:
        path.moveTo(round(x * UNITS), round(y * UNITS))
    else:
        path.lineTo(round(x * UNITS), round(y * UNITS))
