"""The one key of an emergency: noted at once, nothing asked; the rest follows when the day is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared.shell import Shell

ORIGIN = "safety"


class SafetyKey(QObject):
    """Notes an emergency; the step's own sentence says what gave way, with Undo beside it."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell

    def open_over(self) -> None:
        """Note that it is now."""
        messages = self._shell.messages
        try:
            row_id = self._shell.desk.run(commands.interruptions.safety_now, origin=ORIGIN)
        except UserFacingError as error:
            messages.problem(error)
            return
        if not row_id:
            messages.note("The emergency is noted already.")
