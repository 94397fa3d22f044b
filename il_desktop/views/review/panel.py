"""What the tabs of the Review page have in common: they show a week, say where to go, and write through one method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.review import WeekReview
from il_desktop.views.shared.shell import Shell

ORIGIN = "review"


class Panel(QWidget):
    """Base of the tabs. Signal: wanted(str page, str key)."""

    wanted = Signal(str, str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell

    def show_week(self, view: WeekReview) -> None:
        """Show a week; tabs override it."""

    def choose(self, key: str) -> None:
        """Bring one thing into view; tabs override it."""

    def main_action(self) -> QAction | None:
        """Return what the page's filled button does on this tab, None for the page's own."""
        return None

    def commit(self) -> None:
        """Save what is being typed; tabs with text fields override it."""

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Run a command and read again; show the problem when it was refused. Return whether it worked."""
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return False
        self.shell.hub.flush()
        return True
