"""The chart "Target and trend": readings with their counts, aim line, and from three readings on a projection.

Painted in layers. What the numbers are is decided by the query; words come from `wording`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.queries.goal_detail import CheckInView, GoalDetail
from il_desktop.queries.goal_figures import Figures, Point
from il_desktop.views.goals.chart_plot import Plot, plot_for, tick_text
from il_desktop.views.goals.chart_scale import Box, Stroke, best_box, spread
from il_desktop.views.shared import a11y, theme
from il_desktop.wording.format import Words, date_text, day_text
from il_desktop.wording.goals import (
    STATUS_WORDS,
    ChartFacts,
    chart_description,
    chart_sentence,
    short_value_text,
    value_text,
)

Line = tuple[str, bool, QColor]  # words, strong, colour
_LEGEND_GAP = 18
_BAR = 11.0
_LABEL_ROOM = 58.0


class TargetChart(QWidget):
    """Shows one goal's figures. Not reachable by Tab: the data table beside it is the keyboard's way."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._detail: GoalDetail | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        a11y.name(self, "Target and trend")

    def set_detail(self, detail: GoalDetail) -> None:
        """Show another goal."""
        self._detail = detail
        figures = detail.figures
        if figures is not None:
            a11y.name(self, "Target and trend", chart_description(chart_facts(figures), self._words))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wish for no more than the least height, so that the page scrolls only when it must."""
        look = theme.current()
        return QSize(look.px(640), look.px(270))

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room in which the chart can be read."""
        look = theme.current()
        return QSize(look.px(400), look.px(270))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole chart is drawn
        """Draw the chart, layer by layer from the back."""
        detail = self._detail
        if detail is None or detail.figures is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, detail, detail.figures, QRectF(self.rect()), self._words).draw()


def chart_facts(figures: Figures) -> ChartFacts:
    """Return the plain values that the chart's description is made of."""
    target = figures.target
    projected = figures.trend.at(figures.time.week(target.due_on)) if figures.trend else None
    values = [(point.on, point.value) for point in figures.points]
    return ChartFacts(target.unit, values, target.aim, target.due_on, projected)


class _Drawing:
    """One picture of the chart: the layers share plot, fonts and colours."""

    def __init__(self, painter: QPainter, detail: GoalDetail, figures: Figures, room: QRectF, words: Words) -> None:
        self.p, self.detail, self.figures, self.words = painter, detail, figures, words
        self.look = theme.current()
        self.tokens = self.look.tokens
        self.caption, self.strong = self.look.font("caption"), self.look.font("caption", strong=True)
        self.metrics = QFontMetricsF(self.caption)
        self.line_px = self.metrics.height()
        self.blue = self.tokens.instructional
        self.ends = self._end_labels()
        strong = QFontMetricsF(self.strong)
        widest = max(strong.horizontalAdvance(text) for _, lines in self.ends for text, _, _ in lines)
        legend_px = self.line_px + 18
        self.legend_room = QRectF(room.left(), room.bottom() - legend_px + 8, room.width(), legend_px - 8)
        self.plot: Plot = plot_for(detail, figures, room.adjusted(0, 0, 0, -legend_px), widest + 22)

    def draw(self) -> None:
        """Draw all layers."""
        self._windows()
        self._grid()
        self._band()
        self._lines()
        self._today()
        self._check_ins()
        self._months()
        self._points()
        self._ends()
        self._legend()

    def text(
        self, x: float, y: float, words: str, color: QColor, *, font: QFont | None = None, align: str = "l"
    ) -> None:
        """Write one line with its middle at y; `align` puts x at the left, middle or right of it."""
        font = font or self.caption
        width = QFontMetricsF(font).horizontalAdvance(words) + 1
        left = {"l": x, "m": x - width / 2, "r": x - width}[align]
        self.p.setFont(font)
        self.p.setPen(color)
        box = QRectF(left, y - self.line_px / 2, width + 2, self.line_px)
        self.p.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _windows(self) -> None:
        area, time = self.plot.area, self.figures.time
        free_from = area.left() - 20
        for window in self.detail.windows:
            left = max(self.plot.x.at(time.start(window.first)), area.left())
            right = min(self.plot.x.at(time.end(window.last)), area.right())
            if right - left < 1:
                continue
            self.p.fillRect(QRectF(left, area.top(), right - left, area.height()), self.tokens.sunken)
            if self.tokens.is_contrast:
                self.p.setPen(QPen(self.tokens.grid, 1, Qt.PenStyle.DotLine))
                self.p.drawRect(QRectF(left, area.top(), right - left, area.height()))
            is_late = not window.has_reading and window.last < self.detail.today
            words = f"{window.name}: no reading" if is_late else window.name
            half = self.metrics.horizontalAdvance(words) / 2
            if (left + right) / 2 - half > free_from:
                color = self.tokens.attention if is_late else self.tokens.muted
                self.text((left + right) / 2, area.top() - 12, words, color, align="m")
                free_from = (left + right) / 2 + half + 8

    def _grid(self) -> None:
        area = self.plot.area
        for number, mark in enumerate(self.plot.ticks):
            y = self.plot.y.at(mark)
            dotted = Qt.PenStyle.DotLine if self.tokens.is_contrast else Qt.PenStyle.SolidLine
            self.p.setPen(QPen(self.tokens.grid, 1, dotted))
            self.p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            words = tick_text(self.figures, mark, with_unit=number == len(self.plot.ticks) - 1)
            self.text(area.left() - 8, y, words, self.tokens.muted, align="r")

    def _band(self) -> None:
        """Draw the 80 % band from the last reading to the due date, hatched, with the dashed trend in it."""
        trend, last, end = self.figures.trend, self.figures.last, self.plot.band
        if trend is None or last is None or end is None:
            return
        near = trend.band(last.week)
        x0, x1, y = self.plot.x.at(last.x), self.plot.area.right(), self.plot.y
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
        end = QPointF(plot.area.right(), plot.y.at(float(target.aim)))
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
        right, aim_y = plot.area.right(), plot.y.at(float(target.aim))
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

    def _today(self) -> None:
        today = self.detail.today
        if not self.plot.holds(today):
            return
        x, area = round(self.plot.x_of(today)) + 0.5, self.plot.area
        self.p.setPen(QPen(self.tokens.accent, 1))
        self.p.drawLine(QPointF(x, area.top()), QPointF(x, self.plot.strip.bottom()))
        words = day_text(today, self.words)
        width = QFontMetricsF(self.strong).horizontalAdvance(words) + 16
        pill = QRectF(x + 5, area.bottom() - self.line_px - 9, width, self.line_px + 4)
        if pill.right() > area.right():
            pill.moveRight(x - 5)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.tokens.accent)
        self.p.drawRoundedRect(pill, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        self.text(pill.center().x(), pill.center().y(), words, self.tokens.on_accent, font=self.strong, align="m")

    def _check_ins(self) -> None:
        """Bars of confidence on the strip, hatched and named where the owner did not say on track."""
        strip = self.plot.strip
        shown = [found for found in reversed(self.detail.check_ins) if self.plot.holds(found.given_on)]
        if not shown:
            return
        bars = [self.plot.x_of(found.given_on) for found in shown]
        head = QFontMetricsF(self.strong).horizontalAdvance("Check-ins") + 10
        if bars[0] - strip.left() > head:
            self.text(strip.left(), strip.top() + self.line_px, "Check-ins", self.tokens.text, font=self.strong)
            self.text(strip.left(), strip.top() + 2 * self.line_px, "confidence", self.tokens.muted)
        for number, (found, x) in enumerate(zip(shown, bars, strict=True)):
            following = bars[number + 1] if number + 1 < len(bars) else strip.right()
            self._bar(found, x, following)
        planned = self.detail.next_check_on
        if planned is not None and self.plot.holds(planned) and planned >= self.detail.today:
            x = self.plot.x_of(planned)
            words = f"next check-in {day_text(planned, self.words)}"
            if x + self.metrics.horizontalAdvance(words) < strip.right():
                self.text(x, strip.bottom() - self.line_px * 0.8, words, self.tokens.muted)

    def _bar(self, found: CheckInView, x: float, following: float) -> None:
        strip = self.plot.strip
        height = (strip.height() - self.line_px - 2) * (found.confidence or 0) / 10
        bar = QRectF(x - _BAR / 2, strip.bottom() - height, _BAR, height)
        is_good = found.status in ("on_track", "met")
        color = self.tokens.good if is_good else self.tokens.attention
        if is_good:
            self.p.fillRect(bar, color)
        else:
            self.p.fillRect(bar, self.look.tint(color))
            self.p.setPen(QPen(color, 1))
            self.p.setBrush(QBrush(color, Qt.BrushStyle.BDiagPattern))
            self.p.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        if found.confidence is not None:
            self.text(
                x, bar.top() - self.line_px * 0.55, str(found.confidence), self.tokens.text, font=self.strong, align="m"
            )
        words = STATUS_WORDS[found.status].lower()
        room = following - x - _BAR - 6
        if not is_good and QFontMetricsF(self.strong).horizontalAdvance(words) < room:
            self.text(x + _BAR / 2 + 5, strip.bottom() - self.line_px * 0.8, words, color, font=self.strong)

    def _months(self) -> None:
        strip = self.plot.strip
        y = strip.bottom()
        self.p.setPen(QPen(self.tokens.edge, 1))
        self.p.drawLine(QPointF(strip.left(), y), QPointF(strip.right(), y))
        target, time = self.figures.target, self.figures.time
        first = time.days[0] if time.is_school else target.baseline_on
        free_from = strip.left() - 1
        for month, place in time.months(first, target.due_on):
            x = self.plot.x.at(place)
            if not strip.left() - 1 <= x <= strip.right() + 1:
                continue
            self.p.setPen(QPen(self.tokens.edge, 1))
            self.p.drawLine(QPointF(x, y), QPointF(x, y + 4))
            words = self.words.short_months[month.month - 1]
            if x >= free_from:
                self.text(x + 4, y + self.line_px / 2 + 4, words, self.tokens.muted)
                free_from = x + 4 + self.metrics.horizontalAdvance(words) + 6

    def _end_labels(self) -> list[tuple[float, list[Line]]]:
        """List what stands at the right end: value and lines of words."""
        target, tokens = self.figures.target, self.tokens
        aim = [(f"{short_value_text(target.aim, '')} target", True, tokens.text),
               (date_text(target.due_on, self.words), False, tokens.muted)]  # fmt: skip
        labels: list[tuple[float, list[Line]]] = [(float(target.aim), aim)]
        if self.figures.trend is not None:
            band = self.figures.trend.band(self.figures.time.week(target.due_on))
            projected = [
                (f"{_shown(band.value)} projected", True, self.blue),
                ("if the trend goes on", False, tokens.muted),
            ]
            labels += [(band.value, projected), (band.high, [(f"{_shown(band.high)} high", False, tokens.muted)]),
                       (band.low, [(f"{_shown(band.low)} low", False, tokens.muted)])]  # fmt: skip
        return labels

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

    def _legend(self) -> None:
        room = self.legend_room
        self.p.setPen(QPen(self.tokens.grid, 1))
        self.p.drawLine(QPointF(room.left(), room.top()), QPointF(room.right(), room.top()))
        y = room.top() + self.line_px / 2 + 8
        trend = self.figures.trend
        is_weak = trend is None or trend.is_weak
        note = chart_sentence(len(self.figures.points), is_weak=is_weak)
        self.text(room.right(), y, note, self.tokens.attention if is_weak else self.tokens.muted, align="r")
        items, step = self._legend_items(room.width() - self.metrics.horizontalAdvance(note) - 12)
        x = room.left()
        for shape, words in items:
            self._legend_shape(shape, x, y)
            self.text(x + 28, y, words, self.tokens.muted)
            x += step + self.metrics.horizontalAdvance(words)

    def _legend_items(self, width: float) -> tuple[list[tuple[str, str]], float]:
        """Return shapes with their words, and the step between them: shorter words where the width asks for it."""
        trend = self.figures.trend
        items = [("dot", "Reading"), ("aim", "Aim line")]
        if trend is None:
            return items, 28 + _LEGEND_GAP
        unit = "points " if self.figures.target.unit == "percent" else ""
        slope = f"{float(trend.slope):+.2f}".replace("-", "\N{MINUS SIGN}")
        full = [*items, ("trend", f"Trend {slope} {unit}a week (least squares)"), ("band", "80 % band")]
        short = [*items, ("trend", f"Trend {slope} a week"), ("band", "80 % band")]
        for choice, step in ((full, 28 + _LEGEND_GAP), (short, 28 + _LEGEND_GAP), (short, 28 + 8)):
            if sum(step + self.metrics.horizontalAdvance(words) for _, words in choice) <= width:
                return choice, step
        return short[:3], 28 + 8

    def _legend_shape(self, shape: str, x: float, y: float) -> None:
        left, right = QPointF(x, y), QPointF(x + 20, y)
        if shape == "dot":
            self.p.setPen(Qt.PenStyle.NoPen)
            self.p.setBrush(self.blue)
            self.p.drawEllipse(QPointF(x + 10, y), 4.5, 4.5)
        elif shape == "band":
            box = QRectF(x, y - 4, 20, 8)
            self.p.fillRect(box, self.look.tint(self.blue))
            self.p.setPen(QPen(self.blue, 1))
            self.p.setBrush(QBrush(self.blue, Qt.BrushStyle.BDiagPattern))
            self.p.drawRect(box)
        else:
            style = Qt.PenStyle.DotLine if shape == "aim" else Qt.PenStyle.DashLine
            self.p.setPen(QPen(self.tokens.text if shape == "aim" else self.blue, 1.8, style))
            self.p.drawLine(left, right)


def _shown(value: float) -> str:
    return value_text(Fraction(value), "")
