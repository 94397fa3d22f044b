"""The week as it is and its copy, side by side where there is room, else behind a switch."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import PlainLabel, SegmentedControl
from il_desktop.views.week.picture import GridState
from il_desktop.views.what_if.grids import MarkedGrid, StillGrid
from il_desktop.views.what_if.panel import MOST_WIDTH, Panel
from il_desktop.views.what_if.panel import WIDTH as PANEL_WIDTH

SIDE_WIDTH, ALONE_WIDTH = 460, 400  # of a grid beside the other one, and of one alone
COPY, REAL, LINES = "copy", "real", "lines"
AS_IT_IS, THE_COPY = "As it is", "The copy"
_PAIR = ((COPY, THE_COPY), (REAL, AS_IT_IS))
_UNBOUND = 16_777_215  # Qt's own word for no limit


class Weeks(QWidget):
    """Both grids with the panel beside them."""

    def __init__(self, panel: Panel, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self.real = StillGrid(look, "The week as it is", self)
        self.copy = MarkedGrid(look, "The copy of the week", self)
        self.grids = (self.real, self.copy)
        self.panel = panel
        self.pair = SegmentedControl(_PAIR, "Shown", self)
        self.trio = SegmentedControl((*_PAIR, (LINES, "Differences")), "Shown", self)
        self._lay_out()
        for control in (self.pair, self.trio):
            control.chosen.connect(self.choose)
        self.real.hours.bar.valueChanged.connect(self.copy.hours.bar.setValue)
        self.copy.hours.bar.valueChanged.connect(self.real.hours.bar.setValue)
        look.changed.connect(self.arrange)
        self.setFocusProxy(self.copy)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._switch = QWidget(self)
        switch = QHBoxLayout(self._switch)
        switch.setContentsMargins(12, 6, 12, 6)
        switch.addWidget(self.pair)
        switch.addWidget(self.trio)
        switch.addStretch(1)
        column.addWidget(self._switch)
        weeks = QGridLayout()  # heads in one row, so that both weeks begin at one height
        weeks.setSpacing(0)
        weeks.setRowStretch(1, 1)
        self._heads = (self._head(AS_IT_IS), self._head(THE_COPY))
        for place, (head, grid) in enumerate(zip(self._heads, self.grids, strict=True)):
            weeks.addWidget(head, 0, place)
            weeks.addWidget(grid, 1, place)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(weeks, 1)
        row.addWidget(self.panel)
        column.addLayout(row, 1)

    def _head(self, text: str) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(PlainLabel(text, strong=True, fit="elide", parent=head))
        return head

    def show_states(self, real: GridState, copy: GridState) -> None:
        """Show both weeks."""
        for grid, state in zip(self.grids, (real, copy), strict=True):
            grid.show_state(state)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Show one of the weeks, or the differences, where not all of it has room."""
        for control in (self.pair, self.trio):
            control.set_key(key)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Show both weeks where there is room, else one at a time, else one of three."""
        px = theme.current().px
        panel = min(px(PANEL_WIDTH), MOST_WIDTH)
        is_wide = self.width() >= 2 * px(SIDE_WIDTH) + panel
        is_tight = self.width() < px(ALONE_WIDTH) + panel
        self._switch.setVisible(not is_wide)
        self.pair.setVisible(not is_tight)
        self.trio.setVisible(is_tight)
        shown = self.trio.key if is_tight else self.pair.key
        for key, head, grid in zip((REAL, COPY), self._heads, self.grids, strict=True):
            head.setVisible(is_wide)  # else the switch says it
            grid.setVisible(is_wide or shown == key)
        self.panel.setVisible(not is_tight or shown == LINES)
        self.panel.setMaximumWidth(_UNBOUND if is_tight else panel)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much side by side as there is room for."""
        super().resizeEvent(event)
        self.arrange()
