"""What a staff list would do, as a table: the lines that cannot be read, or every line with its outcome."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.domain.errors import BadLines, LineProblem
from il_desktop.interchange.roster_plan import RosterItem, RosterOutcome, RosterPlan
from il_desktop.views.people.roster_item_model import CELL_ROLE, Cell
from il_desktop.wording.people import FIELDS, KINDS, asked_text, no_person_text
from il_desktop.wording.problems import value_reason

Index = QModelIndex | QPersistentModelIndex
PLAN_HEADS = ("Line", "Who", "What happens", "Details")
PROBLEM_HEADS = ("Line", "Column", "Found", "Why it cannot be taken")
LINE_ROLE = Qt.ItemDataRole.UserRole + 4
_OUTCOMES = {
    RosterOutcome.NEW: "is added",
    RosterOutcome.CHANGED: "is changed",
    RosterOutcome.UNCHANGED: "stays as it is",
    RosterOutcome.ASK: "please decide",
}


class ImportItemModel(QAbstractTableModel):
    """Ready cells of a dry run."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[Cell]] = []
        self._asked: list[bool] = []
        self._lines: list[int] = []
        self._heads = PLAN_HEADS

    def show_plan(self, plan: RosterPlan, names: dict[str, str]) -> None:
        """Show what would happen; `names` are those of the people known, by id. What needs a decision stands first."""
        self._heads = PLAN_HEADS
        items = sorted(plan.items, key=lambda item: (item.outcome is not RosterOutcome.ASK, item.line))
        self._take(
            [_item_cells(item, names) for item in items]
            + [_left_out(one, value_reason(one.reason), is_late=True) for one in plan.refused]
            + [_left_out(one, no_person_text(one), is_late=False) for one in plan.others],
            [item.line for item in items] + [one.line for one in (*plan.refused, *plan.others)],
            [item.outcome is RosterOutcome.ASK for item in items] + [False] * len(plan.refused + plan.others),
        )

    def show_problems(self, problem: BadLines) -> None:
        """Show the lines that cannot be read."""
        self._heads = PROBLEM_HEADS
        rows = [
            [
                Cell(str(one.line), is_strong=True),
                Cell(one.column),
                Cell(f"“{one.value}”" if one.value else "empty", is_late=True),
                Cell(value_reason(one.reason)),
            ]
            for one in problem.lines
        ]
        self._take(rows, [one.line for one in problem.lines], [False] * len(rows))

    def clear(self) -> None:
        """Show nothing."""
        self._take([], [], [])

    def is_asked(self, row: int) -> bool:
        """Tell whether a row waits for a decision."""
        return self._asked[row]

    def _take(self, rows: list[list[Cell]], lines: list[int], asked: list[bool]) -> None:
        self.beginResetModel()
        self._rows, self._lines, self._asked = rows, lines, asked
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(PLAN_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ready value."""
        if not index.isValid():
            return None
        if role == LINE_ROLE:
            return self._lines[index.row()]
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{cell.text} {cell.hint}".strip()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


def _left_out(problem: LineProblem, why: str, *, is_late: bool) -> list[Cell]:
    found = f"{problem.column}: {problem.value}" if is_late and problem.column else problem.value
    return [Cell(str(problem.line)), Cell(found or "empty"), Cell("is left out", is_late=is_late), Cell(why)]


def _item_cells(item: RosterItem, names: dict[str, str]) -> list[Cell]:
    facts = item.facts
    is_ask = item.outcome is RosterOutcome.ASK
    detail = ""
    if item.changes:
        detail = "; ".join(
            f"{FIELDS.get(change.field, change.field)}: {change.before or 'nothing'} → {change.after or 'nothing'}"
            for change in item.changes
        )
    elif is_ask:
        near = [names[key] for key in item.near if key in names]
        detail = asked_text(facts.full_name, near, item.twin, had_left=item.matched_by == "left")
    return [
        Cell(str(item.line)),
        Cell(facts.full_name, hint=facts.department or KINDS.get(facts.kind, ""), is_strong=True),
        Cell(
            _OUTCOMES[item.outcome],
            icon="triangle-alert" if is_ask else "",
            is_late=is_ask,
            is_strong=item.outcome in (RosterOutcome.NEW, RosterOutcome.CHANGED),
        ),
        Cell(detail),
    ]
