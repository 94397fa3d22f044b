"""The roster as an item model: one row a person, one column a week of dots; every text and sort key is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from il_desktop.domain.text import search_key
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.people import WEEKS, RosterRow, RosterView, WeekDots, is_ended
from il_desktop.wording.format import Words, count_text, day_text, moment_text
from il_desktop.wording.people import KINDS, days_text
from il_desktop.wording.recognition import PREFERENCES

Index = QModelIndex | QPersistentModelIndex
NAME, SEEN, FIRST_WEEK = 0, 1, 2
RECOGNIZED, PREFERS, NEXT = FIRST_WEEK + WEEKS, FIRST_WEEK + WEEKS + 1, FIRST_WEEK + WEEKS + 2
COLUMNS = NEXT + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_ROLE = Qt.ItemDataRole.UserRole + 3
_NEVER = 1_000_000  # never sorts as longest ago; on leave is not counted and comes last


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: words, quieter words behind them, a glyph, dots; `is_late` in the attention tone."""

    text: str = ""
    hint: str = ""
    icon: str = ""
    is_late: bool = False
    is_strong: bool = False
    dots: WeekDots | None = None
    is_this_week: bool = False


class RosterItemModel(QAbstractTableModel):
    """Holds ready cells of the roster."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RosterRow, ...] = ()
        self._cells: list[list[Cell]] = []
        self._keys: list[list[object]] = []
        self._heads: list[str] = [""] * COLUMNS
        self._months: list[str] = [""] * COLUMNS
        self._first_week = FIRST_WEEK

    def show(self, view: RosterView, words: Words, stale_days: int, due_days: int) -> None:
        """Show a roster; with the same people in the same order only the cells change."""
        same = [row.id for row in self._rows] == [row.id for row in view.rows]
        if not same:
            self.beginResetModel()
        self._rows = view.rows
        self._cells = [_cells(row, view, words, stale_days, due_days) for row in view.rows]
        self._keys = [_sort_keys(row) for row in view.rows]
        self._heads, self._months = _heads(view, words)
        if not same:
            self.endResetModel()
        elif self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)

    def set_first_week(self, place: int) -> None:
        """Tell which week is the first on show, counted from 0: it names its month too."""
        if FIRST_WEEK + place != self._first_week:
            self._first_week = FIRST_WEEK + place
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST_WEEK, RECOGNIZED - 1)

    def row_of(self, person_id: str) -> int:
        """Return the row of a person, -1 when there is none."""
        return next((row for row, person in enumerate(self._rows) if person.id == person_id), -1)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ready value."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == CELL_ROLE:
            return self._cells[row][column]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[row][column].text
        if role == SORT_ROLE:
            return self._keys[row][column]
        if role == ROW_ROLE:
            return self._rows[row]
        return self._spoken(row, column) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a head; weeks have their month above when it begins."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            head = self._heads[section]
            return self._months[section] + head if section == self._first_week and head.startswith("\n") else head
        if role == Qt.ItemDataRole.TextAlignmentRole and FIRST_WEEK <= section < RECOGNIZED:
            return Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        return None

    def _spoken(self, row: int, column: int) -> str:
        cell = self._cells[row][column]
        if cell.dots is None:
            late = "late: " if cell.is_late else ""
            return f"{late}{cell.text} {cell.hint}".strip() or "none"
        if not cell.dots.visits:
            return "no visit"
        return f"{count_text(cell.dots.visits, 'visit', 'visits')}, {cell.dots.talks} talked about"


class RosterFilter(QSortFilterProxyModel):
    """Keeps the people whose name, department or e-mail holds the words, of one group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self._words: tuple[str, ...] = ()
        self._group = "teachers"

    def set_words(self, text: str) -> None:
        """Filter by words, without accents and case."""
        self._words = tuple(search_key(text).split())
        self.invalidate()

    def set_group(self, group: str) -> None:
        """Show `teachers`, `staff` (everybody here) or `left`."""
        self._group = group
        self.invalidate()

    # Qt overrides

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tell whether a person is shown."""
        model = self.sourceModel()
        person = model.index(source_row, 0, source_parent).data(ROW_ROLE)
        if not isinstance(person, RosterRow) or any(word not in person.search_key for word in self._words):
            return False
        has_left = bool(model.index(source_row, 0, source_parent).data(CELL_ROLE).is_late)
        if self._group == "left":
            return has_left
        return not has_left and (self._group == "staff" or person.is_teacher)


def _cells(row: RosterRow, view: RosterView, words: Words, stale_days: int, due_days: int) -> list[Cell]:
    has_left = is_ended(row, view.today)
    is_counted = row.is_teacher and not has_left and row.leave_until is None
    hint = row.department or KINDS[row.kind]
    if has_left and row.active_to:
        hint = f"left {day_text(row.active_to, words)}"
    elif row.leave_until:
        hint = f"on leave to {day_text(row.leave_until, words)}"
    stale = is_counted and (row.seen_days is None or row.seen_days > stale_days)
    due = is_counted and (row.recognized_days is None or row.recognized_days > due_days)
    seen = Cell(days_text(row.seen_days), icon="triangle-alert" if stale else "", is_late=stale, is_strong=stale)
    following = moment_text(WallTime.parse(row.next_visit), words) if row.next_visit else ""
    day = day_text(WallTime.parse(row.next_visit).day, words) if row.next_visit else ""
    return [
        Cell(row.name, hint=hint, is_strong=True, is_late=has_left),
        seen if row.is_teacher else Cell("–" if row.seen_days is None else days_text(row.seen_days)),
        *(
            Cell(dots=dots, is_this_week=place == len(row.weeks) - 1)
            for place, dots in enumerate((*((WeekDots(),) * (WEEKS - len(row.weeks))), *row.weeks))
        ),
        Cell(
            days_text(row.recognized_days) if row.is_teacher or row.recognitions else "–",
            hint=f"{row.recognitions}×" if row.recognitions else "",
            is_late=due,
        ),
        Cell(PREFERENCES[row.recognition_pref], icon=row.recognition_pref),
        Cell(day, hint=following.rpartition(" ")[2] if following else "", is_strong=bool(day)),
    ]


def _sort_keys(row: RosterRow) -> list[object]:
    weeks = [dots.visits for dots in row.weeks]
    return [
        row.sort_key,
        -1 if row.leave_until else _NEVER if row.seen_days is None else row.seen_days,
        *([0] * (WEEKS - len(weeks)) + weeks),
        -1 if row.leave_until else _NEVER if row.recognized_days is None else row.recognized_days,
        PREFERENCES[row.recognition_pref],
        row.next_visit or "9999",
    ]


def _heads(view: RosterView, words: Words) -> tuple[list[str], list[str]]:
    """Return the heads, months only where they begin, and the month of every week column."""
    weeks: list[str] = []
    months = [words.short_months[monday.month - 1] for monday in view.mondays]
    for place, monday in enumerate(view.mondays):
        begins = place == 0 or months[place] != months[place - 1]
        weeks.append(f"{months[place] if begins else ''}\n{monday.day}")
    left_out = [""] * (WEEKS - len(weeks))
    heads = ["Name", "Last seen", *left_out, *weeks, "Recognized", "Prefers", "Next visit"]
    return heads, ["", "", *left_out, *months, "", "", ""]
