"""The card over days without any block: what it says, and the way to the first one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from il_desktop.views.shared.kit import Card, EmptyState
from il_desktop.views.shared.theme import Theme, current
from il_desktop.views.week.modes import EMPTY

_WIDTH = 280


class EmptyWeek(Card):
    """Lies over the upper third of a stage; its button does what it was given."""

    def __init__(self, stage: QWidget, do_new: Callable[[], None]) -> None:
        super().__init__(parent=stage)
        self._stage = stage
        self._state = EmptyState("This week is open.", "New block", "calendar-days", self)
        self._state.pressed.connect(do_new)
        self.body.addWidget(self._state)
        stage.installEventFilter(self)

    def show_for(self, mode: str, theme: Theme) -> None:
        """Say it for this kind of days."""
        self._state.label.setText(EMPTY.get(mode, "This week is open."))
        self.place(theme)

    def place(self, theme: Theme) -> None:
        """Take the place in the middle."""
        size = self.sizeHint()
        self.resize(max(theme.px(_WIDTH), size.width()), size.height() + 24)
        self.move((self._stage.width() - self.width()) // 2, self._stage.height() // 3)
        self.raise_()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when something opens beside the stage."""
        if watched is self._stage and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place(current())
        return super().eventFilter(watched, event)
