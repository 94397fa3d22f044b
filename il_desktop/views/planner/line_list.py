"""The list of a proposal's lines: Space or a click on the box ticks one, Enter shows it, Ctrl+Enter accepts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QWidget

from il_desktop.views.planner.line_delegate import LEFT, LineDelegate
from il_desktop.views.planner.line_model import LineModel, PlanRow
from il_desktop.views.shared import theme
from il_desktop.views.shared.tables import dress

LEAST_HEIGHT = 170


class LineList(QListView):
    """Signals: show_wanted() and accept_wanted() by key, row_changed() when another line is chosen."""

    show_wanted = Signal()
    accept_wanted = Signal()
    row_changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        dress(self, name)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(theme.current().px(LEAST_HEIGHT))
        self.selectionModel().currentChanged.connect(self.row_changed)

    @property
    def row(self) -> PlanRow | None:
        """The chosen row."""
        return self.lines.row(self.currentIndex().row())

    def choose(self, key: str) -> None:
        """Choose the line of that name, the first one when there is none."""
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(max(self.lines.place_of(key), 0)))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, show, accept."""
        if event.key() == Qt.Key.Key_Space:
            self.lines.toggle(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.accept_wanted if is_ctrl else self.show_wanted).emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < theme.current().px(LEFT):
            self.lines.toggle(index.row())
        super().mouseReleaseEvent(event)
