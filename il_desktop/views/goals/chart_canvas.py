"""What the layers of the target chart share: painter, fonts, colours, the plot, and writing one line of text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from il_desktop.domain.metrics.rounding import exact
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.queries.goal_figures import Figures
from il_desktop.views.goals.chart_plot import Plot, plot_for
from il_desktop.views.shared import theme
from il_desktop.wording.format import Words, date_text
from il_desktop.wording.goals import short_value_text, value_text

Line = tuple[str, bool, QColor]  # words, strong, colour


class ChartCanvas:
    """One picture of a chart in the making. `ends` are the labels at the right end: value and lines of words."""

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

    def _end_labels(self) -> list[tuple[float, list[Line]]]:
        """List what stands at the right end: value and lines of words."""
        target, tokens = self.figures.target, self.tokens
        aim = [(f"{short_value_text(target.aim, '')} target", True, tokens.text),
               (date_text(target.due_on, self.words), False, tokens.muted)]  # fmt: skip
        labels: list[tuple[float, list[Line]]] = [(float(target.aim), aim)]
        if self.figures.trend is not None:
            band = self.figures.trend.band(self.figures.time.week(target.due_on))
            projected = [
                (f"{_exactly(band.value)} projected", True, self.blue),
                ("if the trend goes on", False, tokens.muted),
            ]
            labels += [(band.value, projected), (band.high, [(f"{_exactly(band.high)} high", False, tokens.muted)]),
                       (band.low, [(f"{_exactly(band.low)} low", False, tokens.muted)])]  # fmt: skip
        return labels


def _exactly(value: float) -> str:
    return value_text(exact(value), "")
