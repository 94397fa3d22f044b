"""What stands over the roster: which people, a search, and the ways to more of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import SegmentedControl, outline_button

_SEARCH = 120  # pixels at 100 % that the search needs beside the buttons
_HINT, _SHORT_HINT = "Search name, department, e-mail", "Search"


class _Search(QLineEdit):
    """Says what it looks through as long as the words fit."""

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words by the new width."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(_HINT) + theme.current().px(20) <= event.size().width()
        self.setPlaceholderText(_HINT if fits else _SHORT_HINT)


class RosterBar(QWidget):
    """Holds the controls; the page decides what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = SegmentedControl(
            [("teachers", "Teachers"), ("staff", "All staff"), ("left", "Left")], "Show", self
        )
        self.search = _Search(self)
        a11y.name(self.search, "Search people")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        self.teams = outline_button("Teams", "users", self)
        self.bring = outline_button("Import", "upload", self)
        self.add = outline_button("Add person", "user-plus", self)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.teams, self.bring, self.add):
            row.addWidget(button)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)  # narrower than all of it in one row
        self._bar.setSpacing(8)
        self._choosing = QHBoxLayout()
        self._choosing.setSpacing(8)
        self._choosing.addWidget(self.group)
        self._choosing.addWidget(self.search, 1)
        self._choosing.addStretch(1)
        self._bar.addLayout(self._choosing, 1)
        self._bar.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignRight)

    def _arrange(self, width: int) -> None:
        """Use two rows where one is too narrow; beside an open sheet the menus alone hold what the buttons do."""
        buttons = self._buttons.sizeHint().width()
        one_row = self.group.sizeHint().width() + theme.current().px(_SEARCH) + 16
        self._buttons.setVisible(buttons <= width)
        fits = one_row + buttons <= width
        flow = QBoxLayout.Direction
        self._bar.setDirection(flow.LeftToRight if fits else flow.TopToBottom)
        self.setFixedHeight(self._bar.sizeHint().height())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two rows, or join to one."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange(self.width())
