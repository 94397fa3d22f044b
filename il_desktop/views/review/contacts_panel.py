"""The directory of first contacts: who takes a topic, who stands in, what is said, when the principal is called."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from il_desktop import commands
from il_desktop.queries.interruptions import ContactRow, contacts, helpers
from il_desktop.queries.review import WeekReview
from il_desktop.views.review.panel import Panel
from il_desktop.views.review.row_form import RowForm
from il_desktop.views.shared import tables
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import Card, EmptyState
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.format import count_text, duration_text

HEADS = ("Topic", "First contact", "Back-up", "Call the principal when", "In 90 days")
_NEW = ActionSpec(
    "review.new_topic", "&New topic…", "Ctrl+N", icon="plus", menu="edit", group=22, page="review",
    tip="Name who takes a topic before the principal does",
)  # fmt: skip
_DELETE = ActionSpec(
    "review.delete_topic", "Delete the topic", "Del", icon="trash-2", menu="edit", group=22, page="review",
    scope="widget",
)  # fmt: skip


class ContactsPanel(Panel):
    """The topics, and a sheet for one of them."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.rows: dict[str, ContactRow] = {}
        self.model = TextItemModel(HEADS, 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "First contacts by topic")
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.empty = EmptyState(
            "Nobody is named yet. A first contact takes a topic before the principal does: buses, keys, supplies.",
            "New topic", "phone", self,
        )  # fmt: skip
        self.sheet = SideSheet(self)
        self.form = _Form(self.sheet.content)
        self._build()
        self._new = shell.actions.add(_NEW, self.add_topic, self)
        shell.actions.add(_DELETE, self.delete_chosen, self.table)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.empty.pressed.connect(self.add_topic)
        self.form.changed.connect(self._change)
        self.form.delete.clicked.connect(self.delete_chosen)
        self.sheet.leaving.connect(self.form.commit)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        row.addWidget(card, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.form)
        self.sheet.body.addStretch(1)
        self.setFocusProxy(self.table)
        stretch_column(self.table, 3, gives_way=(4, 2, 1))

    # what is shown

    def show_week(self, view: WeekReview) -> None:  # noqa: ARG002  the directory is the same every week
        """List the directory; the open topic stays open."""
        chosen = self.chosen_id
        today = self.shell.today()
        found = self.shell.desk.read(contacts, today)
        self.rows = {row.id: row for row in found}
        self.model.show_rows([(row.id, _texts(row)) for row in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        number = self.model.row_of(chosen)
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, 0))
        if self.sheet.isVisible():
            if self.form.row_id in self.rows:
                self.form.show_row(self.rows[self.form.row_id], self.shell.desk.read(helpers, today))
            else:
                self.sheet.close_sheet()

    @property
    def chosen_id(self) -> str:
        """The id of the chosen topic."""
        return self.model.key(self.table.currentIndex().row())

    def main_action(self) -> QAction | None:
        """Return New topic."""
        return self._new

    def choose(self, key: str) -> None:
        """Open a topic in the sheet."""
        number = self.model.row_of(key)
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, 0))
            self._open(self.model.index(number, 0))

    def commit(self) -> None:
        """Save what is being typed."""
        self.form.commit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.rows.get(self.model.key(index.row()))
        if row is not None:
            self.form.commit()
            self.form.show_row(row, self.shell.desk.read(helpers, self.shell.today()))
            self.sheet.open_sheet(row.what)

    # wishes

    @Slot()
    def add_topic(self) -> None:
        """Ask for a topic's name and open it."""
        name = self.shell.ask.text(self, "New topic", "What do people come to you for? Buses, keys, supplies …")
        if not name:
            return
        before = set(self.rows)
        if self.run(commands.first_contacts.add_topic, name):
            for key in self.rows.keys() - before:
                self.choose(key)

    @Slot()
    def delete_chosen(self) -> None:
        """Delete the chosen topic; it can be undone."""
        if self.chosen_id:
            self.run(commands.first_contacts.delete_topic, self.chosen_id)

    @Slot(str, object)
    def _change(self, name: str, value: Any) -> None:
        self.run(commands.first_contacts.edit_topic, self.form.row_id, **{name: value})


def _texts(row: ContactRow) -> tuple[str, ...]:
    cost = f"{count_text(row.times, 'time', 'times')}, {duration_text(row.minutes)}" if row.times else ""
    return row.what, row.first or "nobody yet", row.backup, row.call_when, cost


class _Form(RowForm):
    """Fields of one topic."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.add_line("what", "Topic")
        self.add_choice("first_id", "First contact")
        self.add_choice("backup_id", "Back-up")
        self.add_line("call_when", "Call the principal when")
        self.add_line("script", "What the office says")
        self.add_delete()

    def show_row(self, row: ContactRow, people: tuple[tuple[str, str], ...]) -> None:
        """Show a topic."""
        self.row_id = row.id
        self.offer("first_id", [("", "Nobody yet"), *people], row.first_id)
        self.offer("backup_id", [("", "None"), *people], row.backup_id)
        self.show_lines(row)
