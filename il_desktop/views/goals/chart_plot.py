"""Where everything of the target chart stands: plot area, scales, the values that set the range. Draws nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.trend import Band
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.queries.goal_figures import Figures
from il_desktop.reports.charts_scale import ticks, value_range
from il_desktop.views.goals.chart_scale import Axis
from il_desktop.views.shared import theme
from il_desktop.wording.goals import short_value_text

LIMITS = {"percent": (0.0, 100.0)}
WINDOW_NAMES_PX = 22
CHECK_IN_ROWS = 3.4  # caption lines for the strip of check-ins
MONTHS_PX = 8


class Plot(NamedTuple):
    """The plot area, the strip of check-ins below it, both scales and the ticks of the upright one."""

    area: QRectF
    strip: QRectF
    x: Axis
    y: Axis
    ticks: tuple[float, ...]
    figures: Figures
    band: Band | None
    first_x: float
    last_x: float

    def x_of(self, day: date) -> float:
        """Return the pixel of a date."""
        return self.x.at(self.figures.time.place(day))

    @property
    def due_x(self) -> float:
        """The pixel of the due date: the right end, unless a reading came later."""
        return self.middle_of(self.figures.target.due_on)

    def middle_of(self, day: date) -> float:
        """Return the pixel at which figures of a date stand."""
        return self.x.at(self.figures.time.middle(day))

    def holds(self, day: date) -> bool:
        """Tell whether a date lies on the chart."""
        return self.first_x <= self.figures.time.place(day) <= self.last_x


def plot_for(detail: GoalDetail, figures: Figures, room: QRectF, right_px: float) -> Plot:
    """Lay the chart out in `room`, with `right_px` for the labels at the line's end."""
    target, time = figures.target, figures.time
    metrics = QFontMetricsF(theme.current().font("caption"))
    band = figures.trend.band(figures.time.week(target.due_on)) if figures.trend else None
    low, high = value_range(*_values(figures, band), LIMITS.get(target.unit))
    marks = ticks(low, high)
    left = max(metrics.horizontalAdvance(_tick_text(figures, mark)) for mark in marks) + 12
    line = metrics.height()
    strip_px = line * CHECK_IN_ROWS if detail.check_ins else 4.0
    bottom = strip_px + line + MONTHS_PX
    area = QRectF(
        room.left() + left,
        room.top() + WINDOW_NAMES_PX,
        max(room.width() - left - right_px, 40.0),
        max(room.height() - WINDOW_NAMES_PX - bottom, 40.0),
    )
    start = min(0.0, time.middle(target.baseline_on)) if time.is_school else time.place(target.baseline_on)
    first_x = min([start, *(point.x for point in figures.points)])
    last_x = max([time.middle(target.due_on), *(point.x for point in figures.points)])
    return Plot(
        area=area,
        strip=QRectF(area.left(), area.bottom(), area.width(), strip_px),
        x=Axis(first_x, last_x, area.left(), area.right()),
        y=Axis(min(marks[0], low), high, area.bottom(), area.top()),
        ticks=marks,
        figures=figures,
        band=band,
        first_x=first_x,
        last_x=last_x,
    )


def _values(figures: Figures, band: Band | None) -> tuple[list[float], list[float]]:
    target = figures.target
    firm = [float(target.baseline), float(target.aim), *(float(point.value) for point in figures.points)]
    loose = [band.value, band.low, band.high] if band else []
    return firm, loose


def _tick_text(figures: Figures, value: float) -> str:

    unit = "" if figures.gap else figures.target.unit
    return short_value_text(Fraction(value).limit_denominator(10_000), unit)


def tick_text(figures: Figures, value: float, *, with_unit: bool) -> str:
    """Write a tick; only the uppermost one carries the unit."""
    text = _tick_text(figures, value)
    return text if with_unit else text.split(" ", maxsplit=1)[0]
