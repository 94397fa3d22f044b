"""The sheet at the right of a page for looking at and changing one thing; it saves by itself and never blocks the page.

A page puts its editor into `body`; a page with several sheets has `SideSheets` see to their room. Keys: Esc
closes the sheet and gives the focus back to where it came from.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.buttons import tool_button
from il_desktop.views.shared.plain import PlainLabel

WIDTH = 340
_MOST, _WIDEST = 460, 520  # with large text, and for words that cannot break
_SHARE = 0.44  # of the page, so that a small window keeps more of it
_BAR = 13  # pixels that the edge and the bar take
PAGE_WIDTH = 620  # pixels at 100 % that the page keeps beside two sheets


class SideSheet(QWidget):
    """Signals: opened(); leaving() before it closes, so that open fields are saved; closed() afterwards."""

    opened = Signal()
    leaving = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_sheet")
        self._origin: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 8)
        self.title = PlainLabel("", "title", strong=True, fit="elide", parent=self)
        self.dismiss = tool_button("Close the sheet", "x", self, kind="quiet")
        head.addWidget(self.title, 1)
        head.addWidget(self.dismiss)
        column.addLayout(head)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Asking Qt for its own viewport makes the binding build all of its widget classes to name it (40 ms at start).
        scroll.setViewport(QWidget(scroll))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget(scroll)
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(16, 4, 16, 16)
        self.body.setSpacing(12)
        scroll.setWidget(self.content)
        self.content.setAutoFillBackground(False)  # setWidget turns it on
        self.content.installEventFilter(self)
        column.addWidget(scroll, 1)
        self.dismiss.clicked.connect(self.close_sheet)
        self._scale()
        theme.current().changed.connect(self._scale)
        self.hide()

    def open_sheet(self, title: str) -> None:
        """Show the sheet; the widget with the focus gets it back at the end."""
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._origin = focused
        self.title.setText(title)
        a11y.name(self, title)
        self._scale()
        self.show()
        self.opened.emit()

    @Slot()
    def close_sheet(self) -> None:
        """Save, hide and give the focus back."""
        if self.isHidden():
            return
        self.leaving.emit()
        self.hide()
        if self._origin is not None and isValid(self._origin):  # a button of the head may be gone by now
            self._origin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._origin = None
        self.closed.emit()

    @Slot()
    def _scale(self) -> None:
        page = self.parentWidget()
        share = round(page.width() * _SHARE) if page is not None else _MOST
        self.setFixedWidth(min(theme.current().px(WIDTH), max(WIDTH, min(share, _MOST))))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow by what words that cannot break need at large text: the sheet never scrolls sideways."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.content and self.isVisible():
            needed = self.content.minimumSizeHint().width() + _BAR
            if self.width() < needed <= _WIDEST:
                self.setFixedWidth(needed)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole sheet is drawn
        """Draw the plane and its left edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(0, 0, 1, self.height(), tokens.grid)


class SideSheets(QObject):
    """The sheets of one page: where there is no room for two, the earlier waits until the later is closed.

    An open editor waits behind a question by itself (`WeekPage.question_opened`); the others wait here. Signal:
    changed() after one was opened or closed.
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
        if self._page.width() - 2 * self._editor.width() < theme.current().px(PAGE_WIDTH):
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
