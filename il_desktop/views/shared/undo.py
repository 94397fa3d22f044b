"""Undo and redo: the two actions with the names of their steps, and the sentence after each commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from il_desktop.domain.changes import ChangeSet, StepLabel
from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared.shell import Shell

if TYPE_CHECKING:
    from il_desktop.wording.format import Words


class OwnSteps(QObject):
    """The steps of a page that keeps its own and writes none.

    Signals: changed() after there are others, wanted(bool is_undo) when one is to be taken back or made again. Names
    are empty where there is none.
    """

    changed = Signal()
    wanted = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_name = self.redo_name = ""

    def set_names(self, undo: str, redo: str) -> None:
        """Say what the next steps are."""
        self.undo_name, self.redo_name = undo, redo
        self.changed.emit()


class UndoActions(QObject):
    """Owns what happens on Ctrl+Z; while text is being typed, undo and redo belong to that text.

    A page that keeps steps of its own lends them while it is shown.
    """

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._own: OwnSteps | None = None
        shell.hub.changed.connect(self.take)

    @Slot()
    def undo(self) -> None:
        """Take the last step back and say what it was."""
        if not _typed_text("undo"):
            self._go(is_undo=True)

    @Slot()
    def redo(self) -> None:
        """Make the step undone last again and say what it is."""
        if not _typed_text("redo"):
            self._go(is_undo=False)

    def lend(self, own: OwnSteps | None) -> None:
        """Let undo and redo belong to a page's own steps, to the file again with None."""
        if own is self._own:
            return
        if self._own is not None:
            self._own.changed.disconnect(self.show_names)
        self._own = own
        if own is not None:
            own.changed.connect(self.show_names)
        self.show_names()

    def _go(self, *, is_undo: bool) -> None:
        if self._own is not None:
            self._own.wanted.emit(is_undo)
        else:
            self.travel(is_undo=is_undo)

    @Slot(str)
    def take_link(self, link: str) -> None:
        """Follow the link of the status line: undo or redo."""
        if link:
            self.travel(is_undo=link == "undo")

    def travel(self, *, is_undo: bool) -> None:
        """Go one step back or forth in the file's history."""
        desk, messages = self._shell.desk, self._shell.messages
        history = desk.history()
        if (history.undo if is_undo else history.redo) is None:
            messages.note("There is nothing to undo." if is_undo else "There is nothing to redo.")
            return
        step: Callable[[], StepLabel] = desk.undo if is_undo else desk.redo
        try:
            label = step()
        except UserFacingError as error:
            messages.problem(error)
            self.show_names()
            return
        sentence = step_text(label, self._shell.words)
        if is_undo:
            messages.undone(sentence)
        else:
            messages.done(f"Redone: {sentence}")

    @Slot(object)
    def take(self, changes: ChangeSet) -> None:
        """After a commit: name the steps again and say the new one."""
        history = self._shell.desk.history()
        is_travel = changes.op.startswith(("undo:", "redo:"))
        if is_travel:
            self._shell.messages.forget()
        elif history.undo is not None and history.undo.op == changes.op:  # what a ledger kept is no step to take back
            self._shell.messages.step(step_text(history.undo, self._shell.words))
        self.show_names()

    @Slot()
    def show_names(self) -> None:
        """Write the sentences of the next steps into Edit > Undo and Redo."""
        if self._own is not None:
            self._name("edit.undo", "&Undo", self._own.undo_name, is_enabled=bool(self._own.undo_name))
            self._name("edit.redo", "&Redo", self._own.redo_name, is_enabled=bool(self._own.redo_name))
            return
        history = self._shell.desk.history()
        for action_id, word, label in (("edit.undo", "&Undo", history.undo), ("edit.redo", "&Redo", history.redo)):
            sentence = step_text(label, self._shell.words) if label is not None else ""
            can = label is not None and not self._shell.desk.is_read_only
            self._name(action_id, word, sentence, is_enabled=can)

    def _name(self, action_id: str, word: str, sentence: str, *, is_enabled: bool) -> None:
        action = self._shell.actions.action(action_id)
        action.setEnabled(is_enabled)
        action.setText(f"{word}: {sentence.replace('&', '&&')}" if sentence else word)


def step_text(label: StepLabel, words: Words) -> str:
    """Return a step's sentence; the templates are loaded by the first one."""
    from il_desktop.wording.steps import step_sentence  # noqa: PLC0415  not needed for the first picture

    return step_sentence(label, words)


def _typed_text(method: str) -> bool:
    """Undo inside the field being typed in when it has something to undo; say whether it had."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        can = field.isUndoAvailable() if method == "undo" else field.isRedoAvailable()
    elif isinstance(field, QPlainTextEdit):
        document = field.document()
        can = document.isUndoAvailable() if method == "undo" else document.isRedoAvailable()
    else:
        return False
    if can:
        getattr(field, method)()
    return can
