"""Which column of a list of results is what: the headings side by side, each with a first cell and a choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from il_desktop.interchange.csv_table import CsvTable
from il_desktop.interchange.reading_columns import FIELDS, LEVEL, WINDOW, ReadingColumns
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.wording.readings import FIELD_WORDS

_HEIGHT = 92


class ReadingMapping(QScrollArea):
    """Signal: changed(ReadingColumns) when the user says what a column is."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: ReadingColumns | None = None
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.setFixedHeight(theme.current().px(_HEIGHT))

    def show_columns(self, columns: ReadingColumns, table: CsvTable) -> None:
        """Show the columns of another list, or the same ones as they are now understood."""
        self._columns = columns
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        sample = table.rows[1].cells if len(table.rows) > 1 else ()
        for place, heading in enumerate(columns.headings):
            head = PlainLabel(heading or f"column {place + 1}", strong=True, fit="elide", parent=self._content)
            shown = sample[place] if place < len(sample) else ""
            below = PlainLabel(shown or "–", "caption", muted=True, fit="elide", parent=self._content)
            combo = self._choice(place, columns)
            for row, widget in enumerate((head, below, combo)):
                self._grid.addWidget(widget, row, place)

    def _choice(self, place: int, columns: ReadingColumns) -> QComboBox:
        field = columns.fields[place] or ""
        combo = QComboBox(self._content)
        a11y.name(combo, f"Column {columns.headings[place] or place + 1} is")
        for key, text in (("", "Not used"), *((name, FIELD_WORDS[name]) for name in FIELDS)):
            combo.addItem(text, key)
        if field.startswith((WINDOW, LEVEL)):
            combo.addItem(_special(field), field)
        combo.setCurrentIndex(max(0, combo.findData(field)))
        combo.setProperty("place", place)
        combo.setMinimumWidth(theme.current().px(130))
        combo.activated.connect(self._map)
        return combo

    @Slot()
    def _map(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox) and self._columns is not None:
            self.changed.emit(self._columns.with_field(int(combo.property("place")), combo.currentData() or None))


def _special(field: str) -> str:
    """Name a column of a window or a level."""
    if field.startswith(LEVEL):
        return f"Level: {field.removeprefix(LEVEL)}"
    name, _, kind = field.removeprefix(WINDOW).rpartition(":")
    words = {"percent": ", percent", "denominator": ", out of", "value": ", value"}
    return f"Window {name}{words.get(kind, '')}"
