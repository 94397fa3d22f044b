"""Rows about charts: the one on the goals page painted anew, and those of the reports page drawn after the first."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.queries.goal_detail import goal_detail
from il_desktop.queries.goal_pages import goal_pages
from il_desktop.reports.charts import PRINT, Chart, pixels
from il_desktop.views.goals.chart_drawing import ChartDrawing
from il_desktop.views.shared import theme
from il_desktop.wording import charts_goals, charts_steps
from il_desktop.wording.format import ENGLISH
from scripts.bench.ratio import Row

ROUNDS = 15
REDRAW = 60  # ms
TODAY = date(2026, 1, 16)
ROOM = QSize(820, 320)
DPI = 140  # a chart as wide as the reports page shows it at 1440 x 900


def rows(large: Path, folder: Path) -> list[Row]:  # noqa: ARG001  the goal speaks of the full sample
    """Measure in processor time: what else the machine does is not ours."""
    app = QApplication([])
    theme.install(app)
    full = folder / "full.ildesk"
    bootstrap.create_sample(full)
    desk = bootstrap.open_desk(full, read_only=True)
    try:
        pages = desk.read(goal_pages, TODAY)
        goal_id = desk.read(lambda reader: reader.value("SELECT id FROM goal WHERE rank = 1 AND kind = 'goal'"))
        detail = desk.read(goal_detail, goal_id, TODAY)
    finally:
        desk.close()

    def painted() -> None:
        image = QImage(ROOM, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        ChartDrawing(painter, detail, detail.figures, image.rect().toRectF(), ENGLISH).draw()
        painter.end()

    found = [_row("paint the chart of the goals page anew", painted)]
    for name, chart in (
        ("trend", charts_goals.trend_chart(pages.goals[0], TODAY)),
        ("put into each goal", charts_goals.resources_chart(pages)),
        ("steps done and due", charts_steps.burn_up_chart(pages)),
        ("roadmap", charts_steps.roadmap_chart(pages)),
        ("all goals", charts_goals.multiples_chart(pages)),
    ):
        if chart is not None:
            found.append(_row(f"draw a chart of the reports page anew: {name}", _drawing(chart)))
    return found


def _drawing(chart: Chart):  # noqa: ANN202  a sample
    def draw() -> None:
        pixels(chart, PRINT, dpi=DPI)

    return draw


def _row(name: str, work) -> Row:  # noqa: ANN001  a function without arguments
    row = Row(name, "ms CPU", f"<= {REDRAW}", REDRAW)
    for number in range(ROUNDS + 1):
        began = time.process_time()
        work()
        if number:  # the first loads fonts and the drawing library
            row.ours.append((time.process_time() - began) * 1000)
    return row
