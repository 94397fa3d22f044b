"""The choices beside a preview: picture or table, paper size, for whom, names, the form of the file. Writes nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from il_desktop.views.reports.catalogue import CHART_FORMS, FORM_NAMES, PAPER_FORMS
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip

AUDIENCES = (("staff", "Staff"), ("me", "Me"), ("office", "Front office"), ("district", "District"),
             ("public", "Public"))  # fmt: skip
_VIEWS = (("picture", "Chart", "chart-line"), ("table", "Data table", "table-2"))
MAY_NAME = frozenset({"me", "office"})


class Choices(QWidget):
    """Signals: changed() when what is seen changes; table_wanted(bool) for picture or table."""

    changed = Signal()
    table_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout(12)
        column.addLayout(row)
        self.view = SegmentedControl(
            (("picture", "Chart", "chart-line"), ("table", "Data table", "table-2")), "Show as", self
        )
        self.size_control = SegmentedControl((("letter", "Letter"), ("a4", "A4")), "Paper", self)
        self.audience = ComboBox(self)
        for key, text in AUDIENCES:
            self.audience.addItem(f"For: {text}", key)
        a11y.name(self.audience, "For whom")
        self.names = QCheckBox("With names", self)
        plain_tooltip(self.names, "Owners, and names in texts: for yourself and your office alone")
        a11y.name(self.names, "With names")
        self.forms = {
            is_chart: SegmentedControl([(form, FORM_NAMES[form]) for form in forms], "As", self)
            for is_chart, forms in ((False, PAPER_FORMS), (True, CHART_FORMS))
        }
        for widget in (self.view, self.size_control, self.audience, self.names, *self.forms.values()):
            row.addWidget(widget)
        self.note = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        column.addWidget(self.note)
        self.view.chosen.connect(self._take_view)
        self.size_control.chosen.connect(self._take)
        self.audience.activated.connect(self._take_audience)
        self.names.clicked.connect(self._take_click)
        self._is_chart = False
        self.show_source(is_chart=False)

    def show_source(self, *, is_chart: bool) -> None:
        """Offer what fits a paper or a chart."""
        self._is_chart = is_chart
        self.view.setVisible(is_chart)
        self.size_control.setVisible(not is_chart)
        self.forms[True].setVisible(is_chart)
        self.forms[False].setVisible(not is_chart)
        self.names.setEnabled(self.audience.currentData() in MAY_NAME)

    @property
    def with_names(self) -> bool:
        """Whether names are wanted and allowed."""
        return self.names.isEnabled() and self.names.isChecked()

    @property
    def form(self) -> str:
        """The ending of the file."""
        return self.forms[self._is_chart].key

    @property
    def is_table(self) -> bool:
        """Whether the data table is to be seen."""
        return self._is_chart and self.view.key == "table"

    @Slot(str)
    def _take_view(self, key: str) -> None:
        self.table_wanted.emit(key == "table")

    @Slot(str)
    def _take(self, _key: str) -> None:
        self.changed.emit()

    @Slot(int)
    def _take_audience(self, _row: int) -> None:
        may_name = self.audience.currentData() in MAY_NAME
        had_names = self.with_names
        self.names.setEnabled(may_name)
        if not may_name:
            self.names.setChecked(False)
        if had_names != self.with_names:
            self.changed.emit()

    @Slot()
    def _take_click(self) -> None:
        self.changed.emit()
