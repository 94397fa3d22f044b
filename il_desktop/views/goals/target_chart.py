"""The chart "Target and trend": readings with their counts, aim line, and from three readings on a projection.

Painted in layers. What the numbers are is decided by the query; words come from `wording`.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.queries.goal_figures import Figures
from il_desktop.views.goals.chart_drawing import ChartDrawing
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import ChartFacts, chart_description


class TargetChart(QWidget):
    """Shows one goal's figures. Not reachable by Tab: the data table beside it is the keyboard's way."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._detail: GoalDetail | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        a11y.name(self, "Target and trend")

    def set_detail(self, detail: GoalDetail) -> None:
        """Show another goal."""
        self._detail = detail
        figures = detail.figures
        if figures is not None:
            a11y.name(self, "Target and trend", chart_description(chart_facts(figures), self._shell.words))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wish for no more than the least height, so that the page scrolls only when it must."""
        look = theme.current()
        return QSize(look.px(640), look.px(270))

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room in which the chart can be read."""
        look = theme.current()
        return QSize(min(look.px(400), 440), look.px(270))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole chart is drawn
        """Draw the chart, layer by layer from the back."""
        detail = self._detail
        if detail is None or detail.figures is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ChartDrawing(painter, detail, detail.figures, QRectF(self.rect()), self._shell.words).draw()


def chart_facts(figures: Figures) -> ChartFacts:
    """Return the plain values that the chart's description is made of."""
    target = figures.target
    projected = figures.trend.at(figures.time.week(target.due_on)) if figures.trend else None
    values = [(point.on, point.value) for point in figures.points]
    return ChartFacts(target.unit, values, target.aim, target.due_on, projected)
