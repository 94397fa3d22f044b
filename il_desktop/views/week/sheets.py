"""The side sheets at the right of the week: which of them are in sight when there is no room for two."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop.views.shared import theme
from il_desktop.views.shared.side_sheet import SideSheet

GRID_WIDTH = 620  # pixels at 100 % that the days keep beside two sheets


class Sheets(QObject):
    """Holds the editor's sheet and the ones added later. Signal: changed() after one was opened or closed.

    An open editor waits behind a question by itself (`WeekPage.question_opened`); the others wait here.
    """

    changed = Signal()

    def __init__(self, editor: SideSheet, row: QHBoxLayout, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._row = row
        self._sheets: list[SideSheet] = []
        self._waiting: list[SideSheet] = []
        self._editor = editor
        self.add(editor)

    @property
    def is_any_open(self) -> bool:
        """Tell whether a sheet takes room."""
        return any(sheet.isVisible() for sheet in self._sheets)

    def add(self, sheet: SideSheet) -> None:
        """Give a sheet its place at the right."""
        self._row.addWidget(sheet)
        self._sheets.append(sheet)
        sheet.opened.connect(self._opened)
        sheet.closed.connect(self._closed)

    @Slot()
    def _opened(self) -> None:
        coming = self.sender()
        self._waiting = [sheet for sheet in self._waiting if sheet is not coming]
        if self._page.width() - 2 * self._editor.width() < theme.current().px(GRID_WIDTH):
            for sheet in self._sheets:
                if sheet not in (coming, self._editor) and sheet.isVisible():
                    sheet.hide()
                    self._waiting.append(sheet)
        self.changed.emit()

    @Slot()
    def _closed(self) -> None:
        if self._waiting:
            self._waiting.pop().show()
        self.changed.emit()
