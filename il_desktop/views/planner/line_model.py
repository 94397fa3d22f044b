"""The lines of a proposal with their ticks, and below them what found no place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from il_desktop.domain.blocks import Category
from il_desktop.domain.proposal import Action, Proposal, can_stand
from il_desktop.wording.format import Words
from il_desktop.wording.planner import ACTIONS, line_spoken, notes_text, unplaced_text, when_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_ORDER = {Action.LOSE: 0, Action.ADD: 1, Action.MOVE: 2, Action.DROP: 3, Action.LEVEL: 4}
NO_PLACE = "No place"


class PlanRow(NamedTuple):
    """One row in words; `section` is set on the first of its kind, `is_ticked` None where there is nothing to tick."""

    key: str
    title: str
    when: str
    why: str
    section: str
    spoken: str
    is_ticked: bool | None
    category: Category
    places: int = 0


class LineModel(QAbstractListModel):
    """Ready rows. Signal: ticked() after a tick changed."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PlanRow] = []
        self._refused: set[str] = set()
        self._proposal: Proposal | None = None
        self._words = Words()

    @property
    def chosen(self) -> frozenset[str]:
        """The ticked lines that can be done."""
        if self._proposal is None:
            return frozenset()
        keys = {line.key for line in self._proposal.lines}
        return can_stand(self._proposal.lines, keys - self._refused)

    def show_proposal(self, proposal: Proposal | None, words: Words) -> None:
        """Show another proposal; a line that was refused stays refused."""
        self.beginResetModel()
        self._proposal, self._words = proposal, words
        if proposal is None:
            self._refused = set()
        self._rows = _rows(proposal, self.chosen, words) if proposal else []
        self.endResetModel()

    def row(self, place: int) -> PlanRow | None:
        """Return the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: str) -> int:
        """Return where a line is, -1 when it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def toggle(self, place: int) -> None:
        """Refuse a line, or take it up again with what it hangs on."""
        row = self.row(place)
        if row is None or row.is_ticked is None or self._proposal is None:
            return
        if row.is_ticked:
            self._refused.add(row.key)
        else:
            self._refused.discard(row.key)
            if row.key not in self.chosen:
                self._refused.clear()
        self._rows = _rows(self._proposal, self.chosen, self._words)
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()

    def refuse(self, keys: Collection[str]) -> None:
        """Leave out lines that cannot be done."""
        if self._proposal is not None and self._rows:
            self._refused.update(keys)
            self._rows = _rows(self._proposal, self.chosen, self._words)
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            self.ticked.emit()

    def tick_all(self, *, is_on: bool) -> None:
        """Tick all lines or none."""
        if self._proposal is not None and self._rows:
            self._refused = set() if is_on else {line.key for line in self._proposal.lines}
            self._rows = _rows(self._proposal, self.chosen, self._words)
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            self.ticked.emit()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its title, its tick, or what is said of it."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.CheckStateRole and row.is_ticked is not None:
            return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


def _rows(proposal: Proposal, chosen: Collection[str], words: Words) -> list[PlanRow]:
    rows: list[PlanRow] = []
    shown = ""
    for line in sorted(proposal.lines, key=lambda each: _ORDER[each.action]):
        section = ACTIONS[line.action]
        is_ticked = line.key in chosen
        spoken = f"{'ticked' if is_ticked else 'not ticked'}, {line_spoken(line, words)}"
        if line.places:
            spoken += f", {line.places} places left" if line.places > 1 else ", last place"
        rows.append(
            PlanRow(
                line.key, line.wanted.title, when_text(line, words), notes_text(line.notes, words),
                section if section != shown else "", spoken, is_ticked, line.wanted.category, line.places,
            )
        )  # fmt: skip
        shown = section
    for each in proposal.unplaced:
        why = unplaced_text(each, words)
        section = NO_PLACE if shown != NO_PLACE else ""
        spoken = f"{NO_PLACE}, {each.wanted.title}, {why}"
        rows.append(PlanRow(each.wanted.key, each.wanted.title, "", why, section, spoken, None, each.wanted.category))
        shown = NO_PLACE
    return rows
