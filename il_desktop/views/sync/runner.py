"""Runs a synchronisation beside the window: each request on another thread, everything in the file on this one."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from il_desktop.domain.errors import UserFacingError

if TYPE_CHECKING:
    from il_desktop.interchange.caldav.client import FoundCalendar
    from il_desktop.interchange.caldav.transport import HttpTransport
    from il_desktop.queries.sync import SyncCalendar
    from il_desktop.syncing.steps import Job, Steps
    from il_desktop.views.shared.shell import Shell

_TASK = "sync.request"


class SyncRunner(QObject):
    """Signals: progressed(Job), finished(SyncOutcome), failed(UserFacingError), found(list of FoundCalendar)."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    found = Signal(object)

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._steps: Steps | None = None
        self._transport: HttpTransport | None = None
        self._is_looking = False

    @property
    def is_busy(self) -> bool:
        """Whether a run or a search is under way."""
        return self._steps is not None or self._is_looking

    def look(self, url: str, user: str, password: str) -> None:
        """Look for the calendars at an address."""
        self._is_looking = True
        self._shell.tasks.start(_TASK, _calendars_at, url, user, password, done=self._seen, failed=self._broke)

    def start(self, calendar: SyncCalendar, password: str, lost: str = "ask") -> None:
        """Make both sides equal; `lost` is the answer where the server had lost many events."""
        from il_desktop.interchange.caldav.client import CalendarClient  # noqa: PLC0415  not needed at start
        from il_desktop.interchange.caldav.transport import HttpTransport  # noqa: PLC0415  same
        from il_desktop.syncing.losses import Lost  # noqa: PLC0415  same
        from il_desktop.syncing.run import synchronise  # noqa: PLC0415  same

        self._transport = HttpTransport(calendar.user, password)
        client = CalendarClient(self._transport, calendar.place)
        self._steps = synchronise(self._shell.desk, calendar, client, lost=Lost(lost))
        self._go_on(None, None)

    def stop(self) -> None:
        """Break off between two requests; the next run goes on from there."""
        self._shell.tasks.cancel(_TASK)
        self._is_looking = False
        if self._steps is not None:
            steps, self._steps = self._steps, None
            steps.close()

    def _go_on(self, answer: object, error: Exception | None) -> None:
        if self._steps is None:
            return
        try:
            job: Job = self._steps.send(answer) if error is None else self._steps.throw(error)
        except StopIteration as done:
            self._end()
            self.finished.emit(done.value)
        except UserFacingError as problem:
            self._end()
            self.failed.emit(problem)
        else:
            self.progressed.emit(job)
            self._shell.tasks.start(_TASK, job.call, done=self._answered, failed=self._broke)

    def _end(self) -> None:
        self._steps = None
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def _answered(self, answer: object) -> None:
        self._go_on(answer, None)

    def _broke(self, error: Exception) -> None:
        if self._steps is not None:
            self._go_on(None, error)
        elif isinstance(error, UserFacingError):
            self._is_looking = False
            self.failed.emit(error)
        else:
            raise error

    def _seen(self, calendars: list[FoundCalendar]) -> None:
        self._is_looking = False
        self.found.emit(calendars)


def _calendars_at(url: str, user: str, password: str) -> list[FoundCalendar]:
    from il_desktop.interchange.caldav.client import CalendarClient  # noqa: PLC0415  not needed at start
    from il_desktop.interchange.caldav.transport import HttpTransport  # noqa: PLC0415  same

    with closing(HttpTransport(user, password)) as transport:
        return partial(CalendarClient(transport, url).calendars)()
