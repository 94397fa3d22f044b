"""What goes out, word for word, and what is left to do in Outlook. Signal: ticked(str) for an entry deleted there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.kit import Card
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.transfer.row_item_model import RowItemModel
from il_desktop.wording import preflight as say
from il_desktop.wording.format import date_text, dated_moment_text

if TYPE_CHECKING:
    from il_desktop.interchange.ics.ledger import Known
    from il_desktop.queries.export_prepare import Prepared

_CATEGORIES = {"I": "instructional", "M": "management", "P": "personal"}
_READERS = {"me": "you", "office": "your office", "staff": "your staff", "public": "everybody"}
_FINDINGS_SHOWN = 8
_ROWS_SHOWN = 8


class ExportPreview(QWidget):
    """Cards under the choices; `show_prepared` fills them."""

    ticked = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._listed: list[Known] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card("What goes out", parent=self)
        self.count = PlainLabel("", fit="wrap", parent=card)
        self.delta = PlainLabel("", muted=True, fit="wrap", parent=card)
        card.body.addWidget(self.count)
        card.body.addWidget(self.delta)
        self.findings = [PlainLabel("", "caption", muted=True, fit="wrap", parent=card) for _ in range(_FINDINGS_SHOWN)]
        for label in self.findings:
            card.body.addWidget(label)
        self.old_card = Card("Delete these in Outlook first", parent=self)
        hint = "They are in Outlook from earlier exports. Tick each one once it is deleted there."
        self.old_card.body.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self.old_card))
        self.old = RowItemModel(("When", "Title", "Category"), self)
        self.old.ticked.connect(self.ticked)
        self._old = self._table(self.old, "Entries to delete in Outlook", self.old_card, stretched=1)
        self.seen_card = Card("What your office will see", parent=self)
        self.texts = RowItemModel(("Text", "Place", "Explanation", "Shown as", "Dates"), self)
        self._seen = self._table(self.texts, "The exact texts that go out", self.seen_card, stretched=0)
        self.after_card = Card("In Outlook", parent=self)
        self.steps = [PlainLabel("", fit="wrap", parent=self.after_card) for _ in range(3)]
        for label in self.steps:
            self.after_card.body.addWidget(label)
        for each in (card, self.old_card, self.seen_card, self.after_card):
            column.addWidget(each)
        self.show_waiting("")

    def _table(self, model: RowItemModel, name: str, card: Card, *, stretched: int) -> QTableView:
        view = QTableView(card)
        view.setModel(model)
        tables.dress(view, name)
        head = view.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.body.addWidget(view)
        return view

    # Showing

    def show_waiting(self, sentence: str) -> None:
        """Show nothing but a sentence: what is looked up, or what is missing."""
        self.count.setText(sentence)
        self.delta.setText("")
        for label in self.findings:
            label.setVisible(False)
        self.seen_card.setVisible(False)
        self.show_old([], can_tick=frozenset())

    def show_prepared(self, prepared: Prepared, kind: str) -> None:
        """Show an export before it is written; `kind` is that of the file."""
        found, delta = prepared.preflight, prepared.delta
        counts = [(_CATEGORIES[category.value], number) for category, number in found.counts]
        is_same = not found.total and bool(delta.same)
        self.count.setText(
            "Nothing new: Outlook has all of it." if is_same else say.count_sentence(found.total, counts)
        )
        numbers = (len(delta.new), len(delta.changed), len(delta.same), len(delta.gone))
        self.delta.setText(say.delta_sentence(*numbers) if prepared.wish.choice else "")
        self.delta.setVisible(prepared.wish.choice is not None)
        self._show_findings(prepared, kind)
        rows = [
            (each.summary, each.place, each.description, say.BUSY_WORDS[each.busy], str(each.number))
            for each in found.texts
        ]
        self.texts.show_rows(rows)
        for column in (1, 2):
            self._seen.setColumnHidden(column, not any(row[column] for row in rows))
        is_explained = not self._seen.isColumnHidden(2)
        head = self._seen.horizontalHeader()
        head.setMaximumSectionSize(theme.current().px(300))
        fitted, stretched = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(0, fitted if is_explained else stretched)
        head.setSectionResizeMode(2, stretched if is_explained else fitted)
        _fit(self._seen, len(rows))
        self.seen_card.setVisible(bool(rows))
        if self.seen_card.title_label is not None:
            self.seen_card.title_label.setText(f"What {_READERS[found.audience.value]} will see")
        old = list(prepared.delete_first)
        self.show_old(old, can_tick=frozenset(each.id for each in old))
        choice = prepared.wish.choice.value if prepared.wish.choice else "new"
        self._show_steps(kind if kind != "ics" else "new" if choice == "changed" and not old else choice)

    def _show_findings(self, prepared: Prepared, kind: str) -> None:
        found = prepared.preflight.findings if kind == "ics" else ()
        said = [say.finding_sentence(each.kind.value, each.title, each.number) for each in found]
        if len(said) > _FINDINGS_SHOWN:
            said = [*said[: _FINDINGS_SHOWN - 1], f"And {len(said) - _FINDINGS_SHOWN + 1} more of these."]
        for number, label in enumerate(self.findings):
            label.setText(said[number] if number < len(said) else "")
            label.setVisible(number < len(said))

    def show_old(self, old: list[Known], *, can_tick: frozenset[str]) -> None:
        """List what to delete in Outlook; entries of `can_tick` have a box."""
        self._listed = old
        rows = [(self._when(each.entry.start), each.entry.title, each.tag) for each in old]
        self.old.show_rows(rows, [each.id if each.id in can_tick else "" for each in old])
        self._old.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._old.setColumnWidth(0, theme.current().px(220))  # the box beside the date wants room
        _fit(self._old, len(rows))
        self.old_card.setVisible(bool(rows))

    def forget_old(self, key: str) -> None:
        """Take a ticked entry off the list."""
        boxes = frozenset(self.old.keys())
        self.show_old([each for each in self._listed if each.id != key], can_tick=boxes)

    def _show_steps(self, way: str) -> None:
        for number, (label, sentence) in enumerate(zip(self.steps, say.IMPORT_STEPS[way], strict=True), start=1):
            label.setText(f"{number}. {sentence}")

    def _when(self, start: str) -> str:
        from il_desktop.domain.walltime import WallTime  # noqa: PLC0415  only for lists

        words = self._shell.words
        if "T" not in start:
            return date_text(date.fromisoformat(start), words)
        return dated_moment_text(WallTime.parse(start), words)


def _fit(view: QTableView, rows: int) -> None:
    """Make a table as high as its rows, up to a limit: more are scrolled."""
    height = view.verticalHeader().defaultSectionSize() * min(max(rows, 1), _ROWS_SHOWN)
    view.setFixedHeight(height + view.horizontalHeader().sizeHint().height() + 2)
