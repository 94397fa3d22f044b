"""The directory of first contacts: who takes a topic, who stands in, what is said, when the principal is called."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.queries.interruptions import ContactRow, contacts, helpers
from il_desktop.queries.review import WeekReview
from il_desktop.views.review.list_panel import ListPanel
from il_desktop.views.review.row_form import RowForm
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import EmptyState
from il_desktop.views.shared.shell import Shell
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


class ContactsPanel(ListPanel):
    """The topics, and a sheet for one of them."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            shell, parent, "First contacts by topic", HEADS, strong=0, stretched=3, gives_way=(4, 2, 1)
        )  # fmt: skip
        empty = EmptyState(
            "Nobody is named yet. A first contact takes a topic before the principal does: buses, keys, supplies.",
            "New topic", "phone", self,
        )  # fmt: skip
        empty.pressed.connect(self.add_topic)
        self.form = _Form(self.sheet.content)
        self.form.changed.connect(self._change)
        self.set_parts(self.form, empty, self.delete_chosen)
        self.lay_out(self.list_card(self))
        self._new = shell.actions.add(_NEW, self.add_topic, self)
        shell.actions.add(_DELETE, self.delete_chosen, self.table)

    # what is shown

    def show_week(self, view: WeekReview) -> None:  # noqa: ARG002  the directory is the same every week
        """List the directory; the open topic stays open."""
        found = self.shell.desk.read(contacts, self.shell.today())
        self.list_rows({row.id: row for row in found}, _texts)

    def show_row(self, row: ContactRow) -> str:
        """Fill the form with a topic; the sheet is called like it."""
        self.form.show_row(row, self.shell.desk.read(helpers, self.shell.today()))
        return row.what

    def main_action(self) -> QAction | None:
        """Return New topic."""
        return self._new

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
