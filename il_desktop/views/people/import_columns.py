"""Which sheet, which row of headings, which column is what: the card above the preview of a staff list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from il_desktop.interchange.csv_table import CsvTable
from il_desktop.interchange.roster_columns import ColumnMap, guess_columns, headed_by
from il_desktop.interchange.roster_notes import why_no_person
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import Card
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.wording.people import FIELDS

_OFFERED_ROWS = 15


class ColumnsCard(Card):
    """Signal: changed() after the user chose otherwise; `table` and `columns` are what holds then."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Which column is what", parent=parent)
        self.table: CsvTable | None = None
        self.columns: ColumnMap | None = None
        self._sheets: Sequence[CsvTable] = ()
        self.sheet = ComboBox(self)
        a11y.name(self.sheet, "Sheet")
        self.headings = ComboBox(self)
        a11y.name(self.headings, "Row with the headings")
        self.headings.setMaximumWidth(theme.current().px(300))
        self._mapping = QWidget(self)
        self._grid = QGridLayout(self._mapping)
        self.head.addWidget(self.sheet)
        self.head.addWidget(self.headings)
        self._build()
        self.sheet.activated.connect(self._choose_sheet)
        self.headings.activated.connect(self._choose_headings)

    def show_sheets(self, sheets: Sequence[CsvTable], chosen: CsvTable) -> None:
        """Show a list of one or several sheets with the guess for the chosen one."""
        self._sheets = sheets
        self.sheet.clear()
        for sheet in sheets:
            self.sheet.addItem(sheet.sheet or "List")
        self.sheet.setCurrentIndex(sheets.index(chosen))
        self.sheet.setVisible(len(sheets) > 1)
        self._take(chosen)

    def _take(self, table: CsvTable) -> None:
        self.table, self.columns = table, guess_columns(table)
        self.headings.clear()
        self.headings.addItem("No headings", None)
        for place, row in enumerate(table.rows[: max(_OFFERED_ROWS, self.columns.head_at + 1)]):
            words = ", ".join(filter(None, row.cells))
            self.headings.addItem(f"Headings in line {row.line}: {words[:40]}", place)
        self.headings.setCurrentIndex(self.columns.head_at + 1 if self.columns.has_headings else 0)
        self._show_mapping()

    def _show_mapping(self) -> None:
        """Offer a field for every column, with its heading and a sample above."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self.table is None or self.columns is None:
            return
        rows = [row for row in self.table.rows[self.columns.body :][:50] if not why_no_person(row, self.columns)]
        for place, heading in enumerate(self.columns.headings):
            cells = (row.cells[place] for row in rows if len(row.cells) > place)
            sample = next(filter(None, cells), "")
            head = PlainLabel(heading or f"column {place + 1}", strong=True, fit="elide", parent=self._mapping)
            shown = PlainLabel(sample or "–", "caption", muted=True, fit="elide", parent=self._mapping)
            combo = ComboBox(self._mapping)
            a11y.name(combo, f"Column {heading or place + 1} is")
            combo.addItem("Not used", "")
            for field, text in FIELDS.items():
                combo.addItem(text, field)
            combo.setCurrentIndex(max(0, combo.findData(self.columns.fields[place] or "")))
            combo.setProperty("place", place)
            combo.setMinimumWidth(theme.current().px(140))
            combo.activated.connect(self._map)
            for row, widget in enumerate((head, shown, combo)):
                self._grid.addWidget(widget, row, place)

    @Slot()
    def _map(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox) and self.columns is not None:
            self.columns = self.columns.with_field(int(combo.property("place")), combo.currentData() or None)
            for other in self._mapping.findChildren(QComboBox):
                if not other.isHidden():
                    field = self.columns.fields[int(other.property("place"))]
                    other.setCurrentIndex(max(0, other.findData(field or "")))
            self.changed.emit()

    @Slot(int)
    def _choose_sheet(self, number: int) -> None:
        self._take(self._sheets[number])
        self.changed.emit()

    @Slot(int)
    def _choose_headings(self, _row: int) -> None:
        if self.table is None or self.columns is None:
            return
        before = self.columns
        found = headed_by(self.table, self.headings.currentData())
        # What was mapped by hand stays when the row says no better.
        kept = before if not any(found.fields) else found
        self.columns = ColumnMap(kept.fields, found.headings, found.head_at, found.head_rows)
        self._show_mapping()
        self.changed.emit()

    def _build(self) -> None:
        self._scroll = scroll = Scrolled(self, sideways=True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setRowStretch(3, 1)
        scroll.hold(self._mapping)
        # The viewport and its widget would fill with the window's colour; the card shows through instead.
        self.body.addWidget(scroll)
        self._scale()
        theme.current().changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        self._scroll.setFixedHeight(theme.current().px(92) + 8)
