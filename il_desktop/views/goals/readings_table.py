"""The data table behind the chart: one row a reading, newest first, with the aim line beside it."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QTableView, QWidget

from il_desktop.queries.goal_figures import Figures, Point
from il_desktop.views.shared import tables
from il_desktop.views.shared.plain_table import stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.goals import side_text, value_text

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("Day", "Window", "Value", "Counts", "Aim line", "Against it")
_WINDOW, _COUNTS, _AIM, _AGAINST = 1, 3, 4, 5


class ReadingItemModel(QAbstractTableModel):
    """Readings of one target, newest first."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._figures: Figures | None = None
        self._points: tuple[Point, ...] = ()

    def set_figures(self, figures: Figures | None) -> None:
        """Show the readings of another target."""
        self.beginResetModel()
        self._figures = figures
        self._points = tuple(reversed(figures.points)) if figures else ()
        self.endResetModel()

    def point(self, row: int) -> Point | None:
        """Return the reading of a row."""
        return self._points[row] if 0 <= row < len(self._points) else None

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the readings."""
        return 0 if parent.isValid() else len(self._points)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell."""
        point = self.point(index.row())
        if point is None or self._figures is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._cells(point, self._figures)[index.column()]

    def _cells(self, point: Point, figures: Figures) -> tuple[str, ...]:
        unit = "points" if figures.gap else figures.target.unit
        aim: Fraction = figures.line.at(point.week)
        counts = f"{point.numerator} of {point.denominator}" if point.denominator else ""
        return (
            date_text(point.on, self._shell.words),
            point.window,
            value_text(point.value, unit),
            counts,
            value_text(aim, unit),
            side_text(figures.line, point.week, point.value, unit),
        )


class ReadingsTable(QTableView):
    """Shows the readings. Signal: chosen(object Point or None) when another row is selected."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.readings = ReadingItemModel(shell, self)
        self._is_fitted = False
        self.setModel(self.readings)
        tables.dress(self, "Readings")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._chosen)

    def set_figures(self, figures: Figures | None) -> None:
        """Show the readings of another target."""
        self.readings.set_figures(figures)
        self._is_fitted = False
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """Make the columns as wide as their words; measuring these waits until somebody looks."""
        if not self._is_fitted:
            self._is_fitted = True
            stretch_column(self, _AGAINST, gives_way=(_WINDOW, _AIM, _COUNTS))

    def current(self) -> Point | None:
        """Return the selected reading."""
        return self.readings.point(self.currentIndex().row())

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.readings.point(current.row()))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns at the first look."""
        super().showEvent(event)
        self._fit()
