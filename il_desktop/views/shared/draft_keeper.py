"""Keeps what is being typed, a moment after the last key and when the field is left, until it is saved or put away.

Every field of several lines, and every line in which words become something, is watched while it has the focus. A draft
is done when its words stand in a row that was saved, when the field is emptied or shows what it showed before, and when
what holds the field is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.drafts import Draft
from il_desktop.domain.zones import instant_text
from il_desktop.queries.drafts import is_stored
from il_desktop.views.shared.page import Page

if TYPE_CHECKING:
    from il_desktop.views.shared.shell import Shell

PAUSE_MS = 400  # after the last key
HOLDS_TEXT = "holds_text"  # property of a widget that keeps what was typed while it is hidden
_MOST_ROWS = 200  # of a step are looked through for a text: an import holds nothing that is being written
Place = Callable[[QWidget], tuple[str, tuple[str, ...]]]


class Drafts(Protocol):
    """What keeps drafts: the file's own, from the Desk."""

    def put(self, draft: Draft) -> bool:
        """Keep a draft in the place of the one before it."""
        ...

    def done(self, draft: Draft) -> None:
        """Forget a draft."""
        ...


class _Writing:
    """One field since somebody began to write in it."""

    def __init__(self, field: QPlainTextEdit, begun_at: str) -> None:
        self.field = field
        self.begun_at = begun_at
        self.before = field.toPlainText()
        self.kept: Draft | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the field is still there for the user; a page that is not shown now still holds its fields."""
        if not isValid(self.field):
            return False
        widget: QWidget | None = self.field
        while widget is not None and not (isinstance(widget, Page) or widget.property(HOLDS_TEXT)):
            if widget.isHidden():
                return False
            widget = widget.parentWidget()
        return True

    def text(self) -> str:
        """Return what is to be kept; empty while the field says nothing new."""
        shown = self.field.toPlainText()
        if not self.field.document().isModified():
            self.before = shown  # the program filled it
        text = shown.strip()
        return "" if text == self.before.strip() else text


class DraftKeeper(QObject):
    """Watches the fields of one window; `place_of` tells where a field stands."""

    def __init__(self, shell: Shell, drafts: Drafts, place_of: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._drafts = drafts
        self._place_of = place_of
        self._writings: list[_Writing] = []
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        shell.hub.changed.connect(self._after_change)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def stop(self) -> None:
        """Look a last time and watch no more; what could not be saved is offered at the next start."""
        if any(writing.kept is not None for writing in self._writings):
            self._shell.hub.flush()  # what the end of the window saved
        self.look()
        self._is_stopped = True
        self._timer.stop()
        self._writings.clear()

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._is_stopped:
            return
        self.look()
        window = self.parent()
        if not isinstance(new, QPlainTextEdit) or new.isReadOnly() or not isinstance(window, QWidget):
            return
        if window.isAncestorOf(new) and all(writing.field is not new for writing in self._writings):
            self._writings.append(_Writing(new, instant_text(self._shell.desk.clock.now())))
            new.textChanged.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        if not self._is_stopped:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Keep what is new, and let go of what was saved or put away."""
        for writing in tuple(self._writings):
            is_open = writing.is_open
            text = writing.text() if is_open else ""
            if text:
                self._keep(writing, text)
                continue
            self._end(writing)
            if not is_open:
                self._writings.remove(writing)
            elif not writing.field.hasFocus():
                writing.field.textChanged.disconnect(self._typed)
                self._writings.remove(writing)

    def _keep(self, writing: _Writing, text: str) -> None:
        if writing.kept is None:
            place, keys = self._place_of(writing.field)
            draft = Draft(place, keys, writing.field.accessibleName(), text, writing.begun_at)
        else:
            draft = writing.kept._replace(text=text)
        if draft != writing.kept and self._drafts.put(draft):
            writing.kept = draft

    @Slot(object)
    def _after_change(self, changes: ChangeSet) -> None:
        """Let go of what stands in the file by now."""
        for writing in self._writings:
            text = writing.text() if writing.is_open else ""
            if text and self._shell.desk.read(is_stored, changes.changes[:_MOST_ROWS], text):
                writing.before = text
                self._end(writing)

    def _end(self, writing: _Writing) -> None:
        if writing.kept is not None:
            self._drafts.done(writing.kept)
            writing.kept = None
