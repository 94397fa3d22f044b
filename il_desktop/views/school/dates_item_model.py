"""The table of a school year's dates: terms, days off, testing, special days, absences, single days that differ."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.queries.school_year import SchoolYear, SpanRow
from il_desktop.wording.format import Words, day_text
from il_desktop.wording.school import KIND_WORDS, SPAN_WORDS

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_HEADS = ("What", "Name", "First day", "Last day", "School days", "Bells or substitute")
GROUPS = {
    "all": (),
    "terms": ("year", "term", "window"),
    "off": ("holiday", "staff_only"),
    "special": ("testing", "special", "day"),
    "absences": ("absence",),
}


class DateRow(NamedTuple):
    """One line: stored dates, or a single day that differs (`span` is None then)."""

    kind: str
    name: str
    first: date
    last: date
    note: str = ""
    span: SpanRow | None = None


def date_rows(view: SchoolYear, group: str) -> list[DateRow]:
    """Return the lines of a group of `GROUPS` in order of time."""
    bells = {row.id: row.name for row in view.bells}
    year = (view.year,) if view.year is not None else ()
    rows = [
        DateRow(
            span.kind,
            span.person or span.name if span.kind == "absence" else span.name,
            span.first,
            span.last,
            span.substitute if span.kind == "absence" else bells.get(span.bells_id or "", ""),
            span,
        )
        for span in (*year, *view.spans)
    ]
    for day, override in view.overrides.items():
        if view.year is not None and view.year.first <= day <= view.year.last:
            rows.append(DateRow("day", override.reason, day, day, bells.get(override.bells_id or "", "")))
    wanted = GROUPS[group]
    return sorted(
        (row for row in rows if not wanted or row.kind in wanted), key=lambda row: (row.first, -row.last.toordinal())
    )


class DatesItemModel(QAbstractTableModel):
    """Lines of `DateRow`; the row itself under `ROW_ROLE`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DateRow] = []
        self._view: SchoolYear | None = None
        self._words = Words()

    def show_rows(self, view: SchoolYear, group: str, words: Words) -> None:
        """Show a group of a year's dates."""
        self.beginResetModel()
        self._rows, self._view, self._words = date_rows(view, group), view, words
        self.endResetModel()

    def row(self, number: int) -> DateRow | None:
        """Return a line, None beyond the last."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's form
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's form
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, or the whole line."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:  # an empty cell would have no name
            return f"{_HEADS[index.column()]}: {self._text(row, index.column()) or 'none'}"
        return self._text(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, row: DateRow, column: int) -> str:
        if column == 0:
            return self._what(row)
        if column == 1:
            return row.name
        if column == 2:
            return day_text(row.first, self._words, year=True)
        if column == 3:
            return "" if row.first == row.last else day_text(row.last, self._words, year=True)
        return self._days(row) if column == 4 else row.note

    def _what(self, row: DateRow) -> str:
        if row.kind != "day" or self._view is None:
            return SPAN_WORDS.get(row.kind, "Single day")
        override = self._view.overrides[row.first]
        return KIND_WORDS[override.kind].capitalize() if override.kind else "Single day"

    def _days(self, row: DateRow) -> str:
        if self._view is None or row.kind in ("holiday", "staff_only"):
            return ""
        return str(sum(day.is_contact_day for day in self._view.calendar.days(row.first, row.last)) or "")
