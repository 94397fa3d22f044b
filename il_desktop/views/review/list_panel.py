"""A tab with a list and, beside it, the sheet of the row that is open. What rows are and do is the tab's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop.views.review.panel import Panel
from il_desktop.views.review.row_form import RowForm
from il_desktop.views.shared.kit import Card, EmptyState
from il_desktop.views.shared.plain_table import TextItemModel, text_table
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet


class ListPanel(Panel):
    """Base of the lists. `strong` is the column of the rows' names, `stretched` the one that takes the room left."""

    def __init__(
        self,
        shell: Shell,
        parent: QWidget | None,
        name: str,
        heads: Sequence[str],
        *,
        strong: int,
        stretched: int,
        gives_way: Sequence[int],
    ) -> None:
        super().__init__(shell, parent)
        self.rows: dict[str, Any] = {}
        self._strong = strong
        self.model = TextItemModel(heads, strong, self)
        self.table = text_table(self.model, name, self, stretched, gives_way)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.sheet = SideSheet(self)
        self.setFocusProxy(self.table)

    def set_parts(self, form: RowForm, empty: EmptyState, delete: Callable[[], None]) -> None:
        """Take the form of a row, what is shown without rows, and what the form's Delete does."""
        self.form, self.empty = form, empty
        form.delete.clicked.connect(delete)
        self.sheet.leaving.connect(form.commit)
        self.sheet.body.addWidget(form)
        self.sheet.body.addStretch(1)

    def lay_out(self, left: QWidget) -> None:
        """Put the list, or what holds it, beside the sheet."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(self.sheet)

    def list_card(self, parent: QWidget) -> Card:
        """Make the card of the list."""
        card = Card(parent=parent, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        return card

    # What is shown

    def list_rows(self, rows: Mapping[str, Any], texts: Callable[[Any], tuple[str, ...]]) -> None:
        """Show rows by id; the chosen one stays chosen, the open one open, with what it holds now."""
        chosen = self.chosen_id
        self.rows = dict(rows)
        self.model.show_rows([(key, texts(row)) for key, row in rows.items()])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        number = self.model.row_of(chosen)
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, self._strong))
        if self.sheet.isVisible():
            if self.form.row_id in self.rows:
                self.show_row(self.rows[self.form.row_id])
            else:
                self.sheet.close_sheet()

    def show_row(self, row: Any) -> str:
        """Fill the form with a row and return the sheet's title; tabs override it."""
        raise NotImplementedError

    @property
    def chosen_id(self) -> str:
        """The id of the chosen row."""
        return self.model.key(self.table.currentIndex().row())

    def choose(self, key: str) -> None:
        """Open a row in the sheet."""
        number = self.model.row_of(key)
        if number >= 0:
            index = self.model.index(number, self._strong)
            self.table.setCurrentIndex(index)
            self._open(index)

    def commit(self) -> None:
        """Save what is being typed."""
        self.form.commit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.rows.get(self.model.key(index.row()))
        if row is not None:
            self.form.commit()
            self.sheet.open_sheet(self.show_row(row))
