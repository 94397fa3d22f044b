"""A few figures in rows: a name, then what is compared, the last in strong letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from il_desktop.views.shared.plain import PlainLabel


class FigureTable(QWidget):
    """Rows of three texts; made as they are first shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._cells: list[tuple[PlainLabel, ...]] = []

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show as many rows as before, or more."""
        while len(self._cells) < len(rows):
            self._add()
        for cells, texts in zip(self._cells, rows, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What is shown."""
        return [tuple(cell.text() for cell in cells) for cells in self._cells]

    def _add(self) -> None:
        cells = (
            PlainLabel("", "caption", muted=True, parent=self),
            PlainLabel("", "caption", muted=True, parent=self),
            PlainLabel("", "caption", strong=True, parent=self),
        )
        for column, cell in enumerate(cells):
            if column:
                cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(cell, len(self._cells), column)
            cell.show()
        self._cells.append(cells)
