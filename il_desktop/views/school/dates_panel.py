"""The list of a school year's dates with add, edit and delete; the editor itself stands in the side sheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.school.dates_item_model import ROW_ROLE, DateRow, DatesItemModel
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl, outline_button
from il_desktop.views.shared.plain_table import text_table
from il_desktop.views.shared.shell import Shell


class DatesPanel(QWidget):
    """Signals: opened(object DateRow) by Enter or a click, delete_wanted(object DateRow), suggestions_wanted()."""

    opened = Signal(object)
    delete_wanted = Signal(object)
    suggestions_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._view: SchoolYear | None = None
        self.model = DatesItemModel(self)
        self.group = SegmentedControl(
            [("all", "All"), ("terms", "Terms"), ("off", "Days off"), ("special", "Special"), ("absences", "Absences")],
            "Show", self, breaks=True,
        )  # fmt: skip
        self.table = text_table(self.model, "Dates of the school year", self, 1, gives_way=(4, 5, 3))
        self.suggest = outline_button("Suggest holidays", "sparkles", self)
        self.empty = EmptyState("Nothing of this kind in this year.", icon="calendar", parent=self)
        self._build()
        self.group.chosen.connect(self._choose)
        self.suggest.clicked.connect(self._suggest)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        edit = ActionSpec("school.edit", "Edit these dates", "F2", menu="edit", group=20, page="school", scope="widget")
        shell.actions.add(edit, self.open_current, self.table)
        gone = ActionSpec(
            "school.delete", "Delete these dates", "Del", icon="trash-2", menu="edit", group=20, page="school",
            scope="widget",
        )  # fmt: skip
        shell.actions.add(gone, self.delete_current, self.table)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        bar = QHBoxLayout()
        bar.addWidget(self.group)
        bar.addStretch(1)
        bar.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(bar)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        column.addWidget(card, 1)
        self.setFocusProxy(self.table)

    def show_year(self, view: SchoolYear) -> None:
        """Show a year's dates; the current line stays current."""
        number = self.table.currentIndex().row()
        self._view = view
        self.model.show_rows(view, self.group.key, self._shell.words)
        has_rows = self.model.rowCount() > 0
        self.table.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        if has_rows and number >= 0:
            self.table.setCurrentIndex(self.model.index(min(number, self.model.rowCount() - 1), 0))

    def current(self) -> DateRow | None:
        """Return the current line."""
        row = self.table.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, DateRow) else None

    @Slot()
    def open_current(self) -> None:
        """Open the current line's editor."""
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    @Slot()
    def delete_current(self) -> None:
        """Ask the page to delete the current line."""
        row = self.current()
        if row is not None:
            self.delete_wanted.emit(row)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, DateRow):
            self.opened.emit(row)

    @Slot()
    def _suggest(self) -> None:
        self.suggestions_wanted.emit()

    @Slot(str)
    def _choose(self, _group: str) -> None:
        if self._view is not None:
            self.show_year(self._view)
