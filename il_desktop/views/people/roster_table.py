"""The roster's table: its look, its widths, and which weeks of dots find room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from il_desktop.queries.people import WEEKS
from il_desktop.views.people.roster_delegate import ROW, RosterDelegate
from il_desktop.views.people.roster_item_model import (
    FIRST_WEEK,
    NAME,
    NEXT,
    PREFERS,
    RECOGNIZED,
    SEEN,
    RosterFilter,
    RosterItemModel,
)
from il_desktop.views.shared import tables, theme

_WIDTHS = {NAME: 224, SEEN: 100, RECOGNIZED: 118, PREFERS: 122}
_NEXT_WIDTH = 134
_WEEK_WIDTH = 38
_WIDEST_WEEK = 54
_FEW_WEEKS = 6  # with less room the preference gives way, which the sheet shows too


class RosterTable(QTableView):
    """One row a person, sorted by a click on a head. Keys: arrows, Enter opens, letters jump to a name."""

    def __init__(self, roster: RosterItemModel, model: RosterFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        tables.dress(self, "Roster", row_height=ROW)
        self._delegate = RosterDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSortingEnabled(True)
        self.sortByColumn(SEEN, Qt.SortOrder.DescendingOrder)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.current().changed.connect(self._fit_columns)

    @Slot()
    def _fit_columns(self) -> None:
        """Give every column its width; without room hide preference, oldest weeks, next visit, then the last praise."""
        px = theme.current().px
        whole = self.viewport().width()
        room = whole - sum(px(width) for width in _WIDTHS.values()) - px(_NEXT_WIDTH)
        is_narrow = room < _FEW_WEEKS * px(_WEEK_WIDTH)
        self.setColumnHidden(PREFERS, is_narrow)
        room += px(_WIDTHS[PREFERS]) if is_narrow else 0
        fitting = max(0, min(WEEKS, room // px(_WEEK_WIDTH)))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, px(width))
        week_width = min(px(_WIDEST_WEEK), room // fitting) if fitting else px(_WEEK_WIDTH)
        for place in range(WEEKS):
            self.setColumnHidden(FIRST_WEEK + place, place < WEEKS - fitting)
            self.setColumnWidth(FIRST_WEEK + place, week_width)
        self._roster.set_first_week(WEEKS - fitting)
        self.setColumnHidden(NEXT, room < 0)
        is_tight = whole < px(_WIDTHS[NAME] + _WIDTHS[SEEN] + _WIDTHS[RECOGNIZED])
        self.setColumnHidden(RECOGNIZED, is_tight)
        if is_tight:
            self.setColumnWidth(NAME, whole - px(_WIDTHS[SEEN]))
        self.verticalHeader().setDefaultSectionSize(px(ROW))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns within the window."""
        super().resizeEvent(event)
        self._fit_columns()
