"""The speaking layers of the target chart: readings with their labels, aim line, trend with its band, the right end."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPen, QPolygonF

from il_desktop.queries.goal_figures import Point
from il_desktop.views.goals.chart_backdrop import ChartBackdrop
from il_desktop.views.goals.chart_scale import Box, Stroke, best_box, spread
from il_desktop.views.shared import theme
from il_desktop.wording.goals import value_text

_LABEL_ROOM = 58.0


class ChartDrawing(ChartBackdrop):
    """One picture of the chart, drawn layer by layer from the back."""

    def draw(self) -> None:
        """Draw all layers."""
        self.windows()
        self.grid()
        self._band()
        self._lines()
        self.today()
        self.check_ins()
        self.months()
        self._points()
        self._ends()
        self.legend()

    def _band(self) -> None:
        """Draw the 80 % band from the last reading to the due date, hatched, with the dashed trend in it."""
        trend, last, end = self.figures.trend, self.figures.last, self.plot.band
        if trend is None or last is None or end is None or last.on >= self.figures.target.due_on:
            return
        near = trend.band(last.week)
        x0, x1, y = self.plot.x.at(last.x), self.plot.due_x, self.plot.y
        shape = QPolygonF([QPointF(x0, y.at(near.high)), QPointF(x1, y.at(end.high)),
                           QPointF(x1, y.at(end.low)), QPointF(x0, y.at(near.low))])  # fmt: skip
        self.p.save()
        self.p.setClipRect(self.plot.area.adjusted(0, 0, 1, 1))
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.look.tint(self.blue))
        self.p.drawPolygon(shape)
        self.p.setBrush(QBrush(theme.mix(self.blue, self.tokens.surface, 45), Qt.BrushStyle.BDiagPattern))
        self.p.drawPolygon(shape)
        self.p.setPen(QPen(theme.mix(self.blue, self.tokens.surface, 65), 1))
        self.p.drawLine(shape.at(0), shape.at(1))
        self.p.drawLine(shape.at(3), shape.at(2))
        self.p.setPen(QPen(self.blue, 1.8, Qt.PenStyle.DashLine))
        self.p.drawLine(QPointF(x0, y.at(near.value)), QPointF(x1, y.at(end.value)))
        self.p.restore()
        tip = x1 + 6
        top, bottom = (min(max(y.at(v), self.plot.area.top()), self.plot.area.bottom()) for v in (end.high, end.low))
        self.p.setPen(QPen(self.blue, 1))
        self.p.drawLine(QPointF(tip, top), QPointF(tip, bottom))
        self.p.drawLine(QPointF(tip - 4, top), QPointF(tip, top))
        self.p.drawLine(QPointF(tip - 4, bottom), QPointF(tip, bottom))

    def _lines(self) -> None:
        """Draw the readings joined by a line, the dotted aim line, the diamond of the target."""
        plot, target = self.plot, self.figures.target
        start = QPointF(plot.middle_of(target.baseline_on), plot.y.at(float(target.baseline)))
        end = QPointF(plot.due_x, plot.y.at(float(target.aim)))
        self.p.setPen(QPen(self.tokens.text, 1.6, Qt.PenStyle.DotLine))
        self.p.drawLine(start, end)
        self.p.setPen(QPen(self.blue, 2))
        self.p.drawPolyline([self._at(point) for point in self.figures.points])
        self.p.setPen(QPen(self.tokens.text, 1.6))
        self.p.setBrush(self.tokens.surface)
        x, y = end.x(), end.y()
        self.p.drawPolygon([QPointF(x - 6, y), QPointF(x, y - 6), QPointF(x + 6, y), QPointF(x, y + 6)])

    def _at(self, point: Point) -> QPointF:
        return QPointF(self.plot.x.at(point.x), self.plot.y.at(float(point.value)))

    def _points(self) -> None:
        labelled = self._labelled()
        strokes = self._strokes()
        for number, point in enumerate(self.figures.points):
            at = self._at(point)
            self.p.setPen(QPen(self.tokens.surface, 1.5))
            self.p.setBrush(self.blue)
            self.p.drawEllipse(at, 5, 5)
            if number in labelled:
                self._point_label(point, at, strokes)

    def _strokes(self) -> list[Stroke]:
        """List what a label should not stand on: the line of readings, aim line, projection, today."""
        spots = [self._at(point) for point in self.figures.points]
        found = [(a.x(), a.y(), b.x(), b.y()) for a, b in pairwise(spots)]
        target, plot = self.figures.target, self.plot
        right, aim_y = plot.due_x, plot.y.at(float(target.aim))
        found.append((plot.middle_of(target.baseline_on), plot.y.at(float(target.baseline)), right, aim_y))
        if plot.band is not None and self.figures.trend is not None and self.figures.last is not None:
            x, near = plot.x.at(self.figures.last.x), self.figures.trend.band(self.figures.last.week)
            for start, end in ((near.value, plot.band.value), (near.high, plot.band.high), (near.low, plot.band.low)):
                found.append((x, plot.y.at(start), right, plot.y.at(end)))
        if plot.holds(self.detail.today):
            x = plot.x_of(self.detail.today)
            found.append((x, plot.area.top(), x, plot.area.bottom()))
        return found

    def _labelled(self) -> set[int]:
        """Choose the readings with room for a label, from the newest back."""
        chosen: set[int] = set()
        free_to = self.plot.area.right() + _LABEL_ROOM
        for number in range(len(self.figures.points) - 1, -1, -1):
            x = self.plot.x.at(self.figures.points[number].x)
            if x <= free_to:
                chosen.add(number)
                free_to = x - self.look.px(round(_LABEL_ROOM)) - 8
        return chosen

    def _point_label(self, point: Point, at: QPointF, strokes: list[Stroke]) -> None:
        """Write value and counts where no line runs: in two rows beside the point, or in one row to its right."""
        value = value_text(point.value, "points" if self.figures.gap else self.figures.target.unit)
        counts = f"{point.numerator} / {point.denominator}" if point.denominator else ""
        wide, narrow = QFontMetricsF(self.strong).horizontalAdvance(value), self.metrics.horizontalAdvance(counts)
        width, height = max(wide, narrow), self.line_px * (2 if counts else 1)
        area = self.plot.area
        x, above, below, half = at.x(), at.y() - 8 - height, at.y() + 8, width / 2
        rows = [(x - 4 - width, above), (x + 4, below), (x + 2, above), (x - 4 - width, below), (x - half, below + 3)]
        boxes: list[Box] = [(left, top, left + width, top + height) for left, top in rows]
        boxes.append((x + 7, at.y() + 3, x + 14 + wide + narrow, at.y() + 3 + self.line_px))
        room = (area.left() - 8, area.top() - 2, area.right() + _LABEL_ROOM, area.bottom() + 1)
        number = best_box(boxes, strokes, room)
        left, top, right, _bottom = boxes[number]
        y = top + self.line_px / 2
        if number == len(rows):
            self.text(left, y, value, self.tokens.text, font=self.strong)
            self.text(left + wide + 7, y, counts, self.tokens.muted)
            return
        is_left = right < at.x()
        x, align = (right, "r") if is_left else (left, "l")
        self.text(x, y, value, self.tokens.text, font=self.strong, align=align)
        self.text(x, y + self.line_px, counts, self.tokens.muted, align=align)

    def _ends(self) -> None:
        area = self.plot.area
        ordered = sorted(self.ends, key=lambda label: -label[0])
        wanted = [min(max(self.plot.y.at(value), area.top()), area.bottom()) for value, _ in ordered]
        heights = [self.line_px * len(lines) + 3 for _, lines in ordered]
        middles = spread(wanted, heights, area.top() - 10, area.bottom() + 10)
        for (_, lines), middle in zip(ordered, middles, strict=True):
            y = middle - self.line_px * (len(lines) - 1) / 2
            for words, is_strong, color in lines:
                self.text(area.right() + 14, y, words, color, font=self.strong if is_strong else None)
                y += self.line_px
