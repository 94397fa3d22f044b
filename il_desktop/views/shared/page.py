"""What every page of the window has in common: its place in the rail, its head, and when it reads again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from il_desktop.domain.changes import ChangeSet
from il_desktop.views.shared.shell import Shell

if TYPE_CHECKING:
    from il_desktop.views.shared.undo import OwnSteps


class Page(QWidget):
    """Base of the pages. A hidden page is only marked stale and reads again when it is shown.

    Signal: head_changed() after title, sentence or actions of the head changed.
    """

    head_changed = Signal()

    page_id = ""
    title = ""
    icon = ""
    tables: frozenset[str] = frozenset()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._is_stale = True
        shell.hub.changed.connect(self._take)

    def refresh(self) -> None:
        """Read and show everything again; pages override it."""

    def head_title(self) -> str:
        """Return the title in the head; the page's own unless it shows a date or a name."""
        return self.title

    def head_sentence(self) -> str:
        """Return the one sentence with figures under the title."""
        return ""

    def head_lead(self) -> QWidget | None:
        """Return a widget to stand before the title (previous, next), made once."""
        return None

    def head_tools(self) -> QWidget | None:
        """Return a widget to stand at the right of the head (views, filters), made once."""
        return None

    def primary_action(self) -> QAction | None:
        """Return the action of the page's one filled button."""
        return None

    def page_actions(self) -> list[QAction]:
        """Return further actions for outlined buttons in the head."""
        return []

    def show_key(self, key: str) -> None:
        """Bring one thing into view: an id, or an ISO date on a page of dates; pages override it."""

    def own_steps(self) -> OwnSteps | None:
        """Return the steps that undo and redo are about while the page is shown; None for those of the file."""
        return None

    def draft_keys(self) -> tuple[str, ...]:
        """Return what leads back to the thing that is written about: keys for `show_key`, one after the other."""
        return ()

    def shown_dates(self) -> tuple[date, date] | None:
        """Return the first and last date shown, for exports; None on pages without dates."""
        return None

    def take_focus(self) -> None:
        """Put the focus where work on this page begins: the focus proxy, when the page has set one."""
        if self.focusProxy() is not None:
            self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def commit_edits(self) -> None:
        """Take over half-typed fields before the window closes; pages with drafts override it."""

    def mark_stale(self) -> None:
        """Read again now when visible, else when shown next."""
        if self.isVisible():
            self._is_stale = False
            self.refresh()
            self.head_changed.emit()
        else:
            self._is_stale = True

    def _take(self, changes: ChangeSet) -> None:
        if self.concerns(changes):
            self.mark_stale()

    def concerns(self, changes: ChangeSet) -> bool:
        """Say whether a change touches what this page shows."""
        return not self.tables.isdisjoint(changes.tables)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while hidden."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
            self.head_changed.emit()
