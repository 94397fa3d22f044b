"""The quiet layers of the target chart: windows, grid, months, today, check-ins, legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPen

from il_desktop.queries.goal_detail import CheckInView
from il_desktop.views.goals.chart_canvas import ChartCanvas
from il_desktop.views.goals.chart_plot import tick_text
from il_desktop.views.shared import theme
from il_desktop.wording.format import day_text
from il_desktop.wording.goals import STATUS_WORDS, chart_sentence

_LEGEND_GAP = 18
_BAR = 11.0


class ChartBackdrop(ChartCanvas):
    """Everything that stands behind or below the line of readings."""

    def windows(self) -> None:
        """Draw the assessment windows as bands with their names."""
        area, time = self.plot.area, self.figures.time
        is_windowed = any(window.has_reading for window in self.detail.windows)
        if self.figures.points and not is_windowed:
            return  # measured on days of its own: the windows say nothing about it
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
            is_late = is_windowed and not window.has_reading and window.last < self.detail.today
            words = f"{window.name}: no reading" if is_late else window.name
            half = self.metrics.horizontalAdvance(words) / 2
            if (left + right) / 2 - half > free_from:
                color = self.tokens.attention if is_late else self.tokens.muted
                self.text((left + right) / 2, area.top() - 12, words, color, align="m")
                free_from = (left + right) / 2 + half + 8

    def grid(self) -> None:
        """Draw the lines of the upright axis with their values."""
        area = self.plot.area
        for number, mark in enumerate(self.plot.ticks):
            y = self.plot.y.at(mark)
            dotted = Qt.PenStyle.DotLine if self.tokens.is_contrast else Qt.PenStyle.SolidLine
            self.p.setPen(QPen(self.tokens.grid, 1, dotted))
            self.p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            words = tick_text(self.figures, mark, with_unit=number == len(self.plot.ticks) - 1)
            self.text(area.left() - 8, y, words, self.tokens.muted, align="r")

    def today(self) -> None:
        """Draw today as a line with its date in a pill."""
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

    def check_ins(self) -> None:
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

    def months(self) -> None:
        """Draw the axis of months below the strip of check-ins."""
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

    def legend(self) -> None:
        """Draw the legend and, at its right, how far the readings carry."""
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
