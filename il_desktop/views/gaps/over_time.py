"""The card with the gap through the windows: intervals as a chart or as a table, the same numbers in both."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTableView, QWidget

from il_desktop.reports.charts import GapChart
from il_desktop.views.gaps.interval_list import IntervalList
from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.kit import Card, SegmentedControl
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column

_AS = (("chart", "Chart", "chart-line"), ("table", "Data table", "table-2"))


class OverTime(Card):
    """Shows one gap; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Gap by window", parent=parent)
        self.switch = SegmentedControl(_AS, "Chart or data table of the gap", self)
        self.head.addWidget(self.switch)
        self.chart = IntervalList("The gap in each window, with its 95 % interval", self)
        self.model = TextItemModel(("Window",), 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "The gap in each window")
        self.table.setModel(self.model)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.table)
        self.switch.chosen.connect(self.show_as)
        self.table.hide()

    def show_chart(self, chart: GapChart | None) -> None:
        """Show another gap."""
        self.setVisible(chart is not None)
        if chart is None:
            return
        self.chart.show_chart(chart)
        rows = [(str(number), tuple(map(str, row))) for number, row in enumerate(chart.table.rows)]
        self.model.show_table([column.title for column in chart.table.columns], rows)
        stretch_column(self.table, 0)
        self.table.setFixedHeight(theme.current().px(theme.ROW_HEIGHT) * (len(rows) + 1) + 16)
        self.show_as(self.switch.key)

    @Slot(str)
    def show_as(self, key: str) -> None:
        """Show the chart or the table."""
        self.chart.setVisible(key != "table")
        self.table.setVisible(key == "table")
