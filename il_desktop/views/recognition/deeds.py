"""What the recognition page does to the file: runs commands, asks for reasons, shows problems."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import PreferenceAsksReason, UserFacingError
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.recognition import preference_reason_question

ORIGIN = "recognition page"


class Deeds:
    """Writes recognitions for a page; every method tells whether it was done."""

    def __init__(self, shell: Shell, owner: QWidget) -> None:
        self._shell = shell
        self._owner = owner

    def record(self, facts: RecognitionFacts, name: str) -> bool:
        """Write a new recognition down."""
        return self._with_reason(facts, name, "")

    def edit(self, recognition_id: str, facts: RecognitionFacts, name: str) -> bool:
        """Write the facts of a recognition anew."""
        return self._with_reason(facts, name, recognition_id)

    def delete(self, recognition_id: str) -> bool:
        """Delete a recognition."""
        return self._run(commands.recognition.delete_recognition, recognition_id)

    def _with_reason(self, facts: RecognitionFacts, name: str, recognition_id: str) -> bool:
        """Save facts; where they go beyond what the person asked for, ask why and save the reason with them."""
        try:
            if recognition_id:
                return self._run(commands.recognition.edit_recognition, recognition_id, facts)
            return self._run(commands.recognition.record_recognition, facts)
        except PreferenceAsksReason as wish:
            question = preference_reason_question(name, wish.preference, wish.visibility)
            reason = self._shell.ask.text(self._owner, "More public than asked for", question)
        if not reason or not reason.strip():
            return False
        return self._with_reason(replace(facts, override_reason=reason), name, recognition_id)

    def _run(self, command: Any, *args: object) -> bool:
        try:
            self._shell.desk.run(command, *args, origin=ORIGIN)
        except PreferenceAsksReason:
            raise
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return False
        return True
