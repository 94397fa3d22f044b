"""The chart "Target and trend": readings with their counts, aim line, and from three readings on a projection.

Painted in layers. What the numbers are is decided by the query; words come from `wording`.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
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
        self._picture = QPixmap()  # as last drawn; null when it has to be drawn
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        a11y.name(self, "Target and trend")
        theme.current().changed.connect(self._forget)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show another goal."""
        self._detail = detail
        self._picture = QPixmap()
        figures = detail.figures
        if figures is not None:
            a11y.name(self, "Target and trend", chart_description(chart_facts(figures), self._shell.words))
        self.update()

    @Slot()
    def _forget(self) -> None:
        self._picture = QPixmap()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wish for no more than the least height, so that the page scrolls only when it must."""
        look = theme.current()
        return QSize(look.px(640), look.px(270))

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room in which the chart can be read."""
        look = theme.current()
        return QSize(min(look.px(400), 410), look.px(270))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole chart is drawn
        """Show the chart; it is drawn when goal, size or look changed."""
        detail = self._detail
        if detail is None or detail.figures is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture.size() != self.size() * ratio:
            self._picture = self._drawn(detail, detail.figures, ratio)
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _drawn(self, detail: GoalDetail, figures: Figures, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.current().tokens.surface)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ChartDrawing(painter, detail, figures, QRectF(self.rect()), self._shell.words).draw()
        painter.end()
        return picture


def chart_facts(figures: Figures) -> ChartFacts:
    """Return the plain values that the chart's description is made of."""
    target = figures.target
    projected = figures.trend.at(figures.time.week(target.due_on)) if figures.trend else None
    values = [(point.on, point.value) for point in figures.points]
    return ChartFacts(target.unit, values, target.aim, target.due_on, projected)
