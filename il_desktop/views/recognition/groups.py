"""Recognition by group: what each group got beside what chance would give it, in a sentence and a table."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from il_desktop.queries.recognition_fairness import DIMENSIONS, Fairness, GroupCount
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.wording import recognition as say

_HEADS = ("Group", "People", "Reached", "Recognitions", "Chance would give", "So it is")
_PERIOD_HEADS = ("Period", "Visits", "", "Recognitions", "Visits would give", "So it is")


class GroupsPanel(QWidget):
    """One dimension at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Fairness | None = None
        self.dimension = SegmentedControl([(key, say.DIMENSIONS[key]) for key in DIMENSIONS], "Group by", self)
        self.sentence = PlainLabel("", strong=True, fit="wrap", parent=self)
        self.table = QTableView(self)
        self.model = TextItemModel(_HEADS, -1, self)
        tables.dress(self.table, "Recognitions by group")
        self.table.setMinimumHeight(theme.current().px(6 * theme.ROW_HEIGHT))
        self.table.setModel(self.model)
        stretch_column(self.table, 0, gives_way=(1,))
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        note = "Weighted by the days people were there. “Chance would give” holds 95 of 100 draws: one group in twenty"
        note += " stands out by chance alone. Of very few people nothing is said."
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.dimension)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(PlainLabel(note, "caption", muted=True, fit="wrap", parent=self))
        self.dimension.chosen.connect(self._choose)

    def show_data(self, data: Fairness) -> None:
        """Show another stretch or ledger."""
        self._data = data
        self._choose(self.dimension.key)

    @Slot(str)
    def _choose(self, dimension: str) -> None:
        if self._data is None:
            return
        groups = self._data.groups(dimension)
        heads = _PERIOD_HEADS if dimension == "period" else _HEADS
        self.model.show_table(heads, [(group.key, _texts(dimension, group)) for group in groups])
        self.sentence.setText(
            say.group_sentence(dimension, [(one.key, one.verdict, one.total, one.low, one.high) for one in groups])
        )
        a11y.name(self.table, f"Recognitions by {say.DIMENSIONS[dimension].lower()}", self.sentence.text())


def _texts(dimension: str, group: GroupCount) -> tuple[str, ...]:
    return (
        say.group_name(dimension, group.key),
        str(group.size),
        "" if dimension == "period" else f"{group.reached} of {group.size}",
        str(group.total),
        f"{group.low} to {group.high}",
        say.VERDICTS[group.verdict],
    )
