"""Keeps the published calendar up to date after changes, beside the window, and serves it on this computer if wished.

It waits until changes pause, works in a thread, and says a failure once: the next success makes it speak again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries import feed
from il_desktop.queries.feed import Published
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import feed as say

if TYPE_CHECKING:
    from il_desktop.interchange.feed_server import LoopbackFeed

PAUSE_MS = 3000  # the calendar is there at most five seconds after the last change
_TASK = "feed"


class FeedKeeper(QObject):
    """Follows one window's file. `state` is the sentence that the sheet shows."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._server: LoopbackFeed | None = None
        self._token = ""
        self._has_failed = False
        self._logged: set[tuple[str, str]] = set()
        self.state = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.publish)
        shell.hub.changed.connect(self._take_changes)
        self.publish()

    @Slot(object)
    def _take_changes(self, changes: ChangeSet) -> None:
        if not feed.TABLES.isdisjoint(changes.tables):
            self._timer.start()

    @Slot()
    def publish(self) -> None:
        """Make the calendar now, in a thread, if anybody is to read it."""
        self._timer.stop()
        values = self._shell.settings()
        self._serve(values.feed_token if values.feed_local else "")
        if not (values.feed_file or self._server):
            return
        target = Path(values.feed_file) if values.feed_file else None
        self._shell.tasks.start(
            _TASK,
            feed.publish,
            self._shell.desk.path,
            self._shell.today(),
            target,
            done=self._published,
            failed=self._failed,
        )

    def stop(self) -> None:
        """Follow no more and give the address back."""
        self._timer.stop()
        self._shell.tasks.cancel(_TASK)
        self._serve("")

    def _serve(self, token: str) -> None:
        """Serve at the address of a token, or nowhere."""
        if token == self._token:
            return
        from il_desktop.interchange.feed_server import LoopbackFeed  # noqa: PLC0415  brings the library's HTTP with it

        if self._server is not None:
            self._server.stop()
        self._server, self._token = None, ""
        if not token:
            return
        try:
            self._server, self._token = LoopbackFeed(token), token
        except OSError:
            self._say_once(say.address_taken_sentence())

    def _published(self, published: Published) -> None:
        self._has_failed = False
        self.state = say.published_sentence(self._shell.now(), self._shell.words)
        if self._server is not None:
            self._server.show(published.data)
        if published.is_new:
            self._log(published)

    def _log(self, published: Published) -> None:
        """Note in the log of exports that a calendar is published: once for each place and reader."""
        values = self._shell.settings()
        place = (values.feed_file, values.feed_audience)
        if place in self._logged:
            return
        self._logged.add(place)
        file = Path(values.feed_file)
        note_export(self._shell, file, published.sha256, values.feed_audience, kind="ics", tag="published")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserFacingError):
            raise error
        self._say_once(say.failed_sentence(Path(self._shell.settings().feed_file).name))

    def _say_once(self, sentence: str) -> None:
        self.state = sentence
        if not self._has_failed:
            self._has_failed = True
            self._shell.messages.problem(sentence)
