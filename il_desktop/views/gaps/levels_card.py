"""The card with levels: one stacked bar a window, or the same numbers as a table; of the measure that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTableView, QWidget

from il_desktop.domain.levels import LevelRow, LevelTable, level_rows
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.bar_list import Bar, BarList
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import Card, PlainLabel, SegmentedControl, outline_button
from il_desktop.views.shared.plain import plain_tooltip
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.wording.levels import level_headline, level_name, level_note, level_sheet, row_text

_AS = (("chart", "Chart", "chart-line"), ("table", "Data table", "table-2"))
_SWATCH = 12


class LevelBars(BarList):
    """A stacked bar for each window: darker is higher, hatched is not told."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.rows: tuple[LevelRow, ...] = ()
        self.levels: tuple[str, ...] = ()

    def show_levels(self, levels: tuple[str, ...], rows: tuple[LevelRow, ...]) -> None:
        """Show the windows of another measure."""
        self.levels, self.rows = levels, rows
        self.show_bars([Bar(row.label, 0, f"n {row.people}" if row.is_told else "too few") for row in rows])

    def spoken(self, number: int) -> str:
        """Say a line with every level."""
        return row_text(self.rows[number], self.levels)

    def paint_amount(self, painter: QPainter, number: int, track: QRectF) -> None:
        """Draw the levels side by side; what is not told shares the room that is left, hatched."""
        row = self.rows[number]
        if not row.people or track.width() < 8:
            return
        tokens = theme.current().tokens
        left_over = row.people - sum(cell.number or 0 for cell in row.cells)
        unseen = sum(cell.number is None for cell in row.cells)
        x = track.left()
        for place, cell in enumerate(row.cells):
            share = left_over / unseen if cell.number is None else cell.number
            width = track.width() * share / row.people
            area = QRectF(x, track.top() - 3, width, track.height() + 6)
            painter.fillRect(area, tokens.sunken if cell.number is None else level_color(place, len(row.cells)))
            if cell.number is None:
                painter.fillRect(area, QBrush(tokens.edge, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(tokens.surface, 1))
            painter.drawRect(area)
            x += width


class LevelKey(QWidget):
    """Which shade is which level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels: tuple[str, ...] = ()

    def show_levels(self, levels: tuple[str, ...]) -> None:
        """Show other levels."""
        self.levels = levels
        a11y.name(self, f"Levels from the lowest: {', '.join(levels)}")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, theme.current().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all is drawn
        """Draw a swatch and a word for each level, as far as there is room."""
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        x = 0.0
        for place, level in enumerate(self.levels):
            width = painter.fontMetrics().horizontalAdvance(level)
            if x + _SWATCH + 6 + width > self.width():
                return
            y = (self.height() - _SWATCH) / 2
            painter.fillRect(QRectF(x, y, _SWATCH, _SWATCH), level_color(place, len(self.levels)))
            painter.setPen(QPen(look.tokens.muted))
            room = QRectF(x + _SWATCH + 6, 0, width + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, level)
            x += _SWATCH + 6 + width + 16


def level_color(place: int, levels: int) -> QColor:
    """Return the shade of a level: the highest is the full colour."""
    tokens = theme.current().tokens
    return theme.mix(tokens.instructional, tokens.surface, round(25 + 75 * (place + 1) / max(levels, 1)))


class LevelsCard(Card):
    """Shows the measures that were read by level, one at a time; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Levels", parent=parent)
        self.found: tuple[LevelTable, ...] = ()
        self._is_shared = False
        self.switch = SegmentedControl(_AS, "Chart or data table of the levels", self)
        self.save = outline_button("Save…", "upload", self)
        plain_tooltip(self.save, "Write these levels as they may be told: PDF, Word, workbook, web page or picture")
        a11y.name(self.save, "Save the levels")
        self.head.addWidget(self.switch)
        self.head.addWidget(self.save)
        self.headline = PlainLabel("", fit="wrap", strong=True, parent=self)
        self.measure = ComboBox(self)
        a11y.name(self.measure, "Measure shown by level")
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.measure.setMinimumContentsLength(16)
        row = QHBoxLayout()
        row.addWidget(self.measure, 1)
        row.addStretch(1)
        self.bars = LevelBars("People at each level, window by window", self)
        self.key = LevelKey(self)
        self.model = TextItemModel(("Window",), 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "People at each level")
        self.table.setModel(self.model)
        self.note = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.body.addLayout(row)
        for widget in (self.headline, self.bars, self.key, self.table, self.note):
            self.body.addWidget(widget)
        self.table.hide()
        self.switch.chosen.connect(self.show_as)
        self.measure.activated.connect(self._choose)

    @property
    def place(self) -> int:
        """The number of the measure that is shown, -1 for none."""
        return self.measure.currentIndex()

    def show_tables(self, found: tuple[LevelTable, ...], *, is_shared: bool) -> None:
        """Show these measures; the chosen one stays."""
        chosen = max(self.measure.currentIndex(), 0)
        self.found, self._is_shared = found, is_shared
        self.setVisible(bool(found))
        self.measure.clear()
        for table in found:
            self.measure.addItem(level_name(table))
        if found:
            self.measure.setCurrentIndex(min(chosen, len(found) - 1))
            self._show()

    @Slot(int)
    def _choose(self, _number: int) -> None:
        self._show()

    def _show(self) -> None:
        table = self.found[self.measure.currentIndex()]
        rows = level_rows(table, is_shared=self._is_shared)
        self.bars.show_levels(table.levels, rows)
        self.key.show_levels(table.levels)
        sheet = level_sheet(table, rows)
        cells = [(str(number), tuple(map(str, row))) for number, row in enumerate(sheet.rows)]
        self.model.show_table([column.title for column in sheet.columns], cells)
        stretch_column(self.table, 0)
        self.table.setFixedHeight(theme.current().px(theme.ROW_HEIGHT) * (len(cells) + 1) + 16)
        self.headline.setText(level_headline(table, rows))
        self.note.setText(level_note(table, rows))
        self.note.setVisible(self._is_shared)
        self.show_as(self.switch.key)

    @Slot(str)
    def show_as(self, key: str) -> None:
        """Show the chart or the table."""
        for widget in (self.bars, self.key):
            widget.setVisible(key != "table")
        self.table.setVisible(key == "table")
