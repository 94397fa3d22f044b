"""The life of the window: the open file, opening another one, backups meanwhile, and the end.

The end is taken in stages through the event loop: timers, editors, tasks, backup, windows, file.
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from il_desktop.app import opening
from il_desktop.app.crash import CrashHook
from il_desktop.app.opening import Opened
from il_desktop.domain.errors import DamagedFile, FileInUse, FileProblem
from il_desktop.views.main_window import MainWindow
from il_desktop.views.shared.dialogs import FILE_FILTER, WindowAsk
from il_desktop.views.shared.first_paint import FirstPaint
from il_desktop.views.shared.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from il_desktop.app import Options
    from il_desktop.app.salvaging import Outcome, Salvaging
    from il_desktop.app.single_instance import Doorbell
    from il_desktop.store.early import EarlyMeasure
    from il_desktop.views.settings.start_window import StartWindow
    from il_desktop.views.shared.dialogs import Choice

MINUTE_MS = 60_000
TASK_WAIT_MS = 5000


def _raise_other(path: Path) -> bool:
    from il_desktop.app import single_instance  # noqa: PLC0415  needs QtNetwork, so only when the file is in use

    return single_instance.raise_other(path)


class Session(QObject):
    """Holds what is open now. The window knows it as its `Host`."""

    _judged = Signal(object)  # the late verdict on the file, from the thread that checked it

    def __init__(self, options: Options, frame: Frame | None = None) -> None:
        super().__init__()
        self.frame = frame
        self.window: MainWindow | None = None
        self.start_window: StartWindow | None = None
        self._options = options
        self._opened: Opened | None = None
        self._salvaging: Salvaging | None = None
        self._saved: Outcome | None = None
        self._doorbell: Doorbell | None = None
        self._minutes = 0
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._minute)
        self._judged.connect(self._take_verdict)

    # Opening

    def open_first(self, early: EarlyMeasure | None = None) -> None:
        """Open the file asked for; when another window has it, that one comes to the front instead."""
        CrashHook(opening.log_path, self.tell_crash).install()
        opened = opening.open_first(self._options, early)
        if isinstance(opened.problem, FileInUse) and _raise_other(opened.path):
            QCoreApplication.quit()
            return
        self.show(opened)

    def show(self, opened: Opened) -> None:
        """Show a window over an open file, or the start window over a problem."""
        self._opened = opened
        if opened.desk is None:
            self._show_start(opened)
            return
        frame = self.frame = self.frame or Frame()
        window = self.window = MainWindow(frame, opened.desk, WindowAsk(), self)
        window.ended.connect(self._closing)
        try:
            window.begin(self._options.page)
        except FileProblem as problem:  # the check that ran meanwhile found damage
            self._end_window()
            self.show(Opened(opened.path, problem=problem))
            return
        first = FirstPaint(window, window)
        first.painted.connect(self._after_first_paint)
        frame.setCentralWidget(window)
        frame.show()

    @Slot()
    def _after_first_paint(self) -> None:
        """Do what can wait until the first picture is on screen."""
        window, opened = self.window, self._opened
        if window is None or opened is None or opened.desk is None:
            return
        window.after_first_paint()
        self._clock.start()
        opened.desk.late_check(self._hear_verdict)
        if not opened.desk.is_read_only:
            threading.Thread(target=opened.desk.warm, name="warm", daemon=True).start()
            from il_desktop.app.single_instance import Doorbell  # noqa: PLC0415  needs QtNetwork, after the first picture

            self._doorbell = Doorbell(opened.path, self)
            self._doorbell.rung.connect(self._to_front)

    def _hear_verdict(self, problem: DamagedFile | None) -> None:
        """Pass the late verdict on from the thread that checked; a good file needs no news."""
        if problem is not None:
            self._judged.emit(problem)

    @Slot(object)
    def _take_verdict(self, problem: DamagedFile | None) -> None:
        """Put the window away when its file proved damaged after it was shown."""
        if problem is not None and self.window is not None and self.window.shell.desk.path == problem.path:
            self._end_window()
            self.show(Opened(problem.path, problem=problem))

    def _show_start(self, opened: Opened) -> None:
        from il_desktop.app import problems  # noqa: PLC0415  only when something stands in the way

        if self.frame is not None:
            self.frame.hide()
        self._show_choices(*problems.what_to_say(opened))

    def _show_choices(self, title: str, sentences: Sequence[str], choices: Sequence[Choice]) -> None:
        """Show the start window in place of the one before."""
        from il_desktop.views.settings.start_window import StartWindow  # noqa: PLC0415  only without a file to show

        before, self.start_window = self.start_window, StartWindow(title, sentences, choices)
        self.start_window.chosen.connect(self._choose)
        self.start_window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    @Slot(str)
    def _choose(self, key: str) -> None:
        """Follow a choice of the start window."""
        opened = self._opened
        window, self.start_window = self.start_window, None
        if window is not None:
            window.hide()
            window.deleteLater()
        if opened is None or key == "quit":
            QCoreApplication.quit()
        elif key == "sample":
            self.open_sample()
        elif key == "create":
            self.new_file(opened.path)
        elif key == "own":
            self.open_own()
        elif key == "restore" and isinstance(opened.problem, DamagedFile) and opened.problem.backup is not None:
            self.restore(opened.problem.backup)
        elif key == "salvage":
            self._salvage(opened.path)
        elif key == "adopt" and self._saved is not None:
            self._adopt(self._saved.found.path, opened.path)
        elif key == "read":
            self.show(opening.open_path(opened.path, is_read_only=True))
        else:
            self._ask_for_file(opened)

    def _salvage(self, path: Path) -> None:
        """Save what can be read of a damaged file while the start window says so."""
        from il_desktop.app import salvaging  # noqa: PLC0415  only for a damaged file

        self._salvaging = salvaging.Salvaging(path, self)
        self._salvaging.ended.connect(self._take_saved)
        self._salvaging.failed.connect(self._salvage_failed)
        self._show_choices(salvaging.TITLE, salvaging.SENTENCES, ())
        self._salvaging.start()

    @Slot(object)
    def _take_saved(self, outcome: Outcome) -> None:
        """Say what came over, and offer to go on with it."""
        from il_desktop.app import problems  # noqa: PLC0415  only for a damaged file

        self._saved = outcome
        problem = self._opened.problem if self._opened is not None else None
        backup = problem.backup if isinstance(problem, DamagedFile) else None
        self._show_choices(*problems.what_was_saved(outcome.found, outcome.report, backup))

    @Slot(object)
    def _salvage_failed(self, error: Exception) -> None:
        """Go back to the other ways on, saying why this one did not lead on."""
        if not isinstance(error, FileProblem):
            raise error
        from il_desktop.app import problems  # noqa: PLC0415  only for a damaged file

        if self._opened is not None:
            self._show_choices(*problems.what_to_say(self._opened, failed=error))

    def _adopt(self, saved: Path, path: Path) -> None:
        from il_desktop import bootstrap  # noqa: PLC0415  light, loaded by opening

        try:
            bootstrap.adopt_file(saved, path)
        except FileProblem as problem:
            self._refuse(path, problem)
            return
        self.show(opening.open_path(path))

    def _ask_for_file(self, opened: Opened) -> None:
        host = QWidget()
        path = WindowAsk().open_file(host, "Open a school file", FILE_FILTER, opened.path.parent)
        host.deleteLater()
        self.show(opened if path is None else opening.open_path(path))

    # What the window asks for (Host)

    def open_file(self, path: Path) -> None:
        """Close this file and open another; the same file is only shown again."""
        self._end_window()
        self.show(opening.open_path(path))

    def new_file(self, path: Path) -> None:
        """Make an empty school file and open it."""
        from il_desktop import bootstrap  # noqa: PLC0415  light, loaded by opening

        try:
            bootstrap.create_file(path)
        except FileProblem as problem:
            self._refuse(path, problem)
            return
        self.open_file(path)

    def open_sample(self) -> None:
        """Open the sample school, made now if need be."""
        from il_desktop import bootstrap  # noqa: PLC0415  light, loaded by opening

        path = opening.sample_path()
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                bootstrap.create_sample(path)
        except FileProblem as problem:
            self._refuse(path, problem)
            return
        self.open_file(path)

    def open_own(self) -> None:
        """Open the user's own school file, made now if need be."""
        path = opening.own_path()
        if path.exists():
            self.open_file(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.new_file(path)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the file shown, which is kept beside it, and open it."""
        from il_desktop.domain.clock import SystemClock  # noqa: PLC0415  rare
        from il_desktop.store.restore import restore  # noqa: PLC0415  rare

        opened = self._opened
        if opened is None:
            return
        self._end_window()
        try:
            restore(backup, opened.path, SystemClock())
        except FileProblem as problem:
            self._refuse(opened.path, problem)
            return
        self.show(opening.open_path(opened.path))

    def back_up(self) -> None:
        """Write a verified backup beside the window and say so."""
        self._start_backup(say=True)

    def newest_backup(self) -> datetime | None:
        """Return when the newest backup was written, None when there is none."""
        from il_desktop.store import backup  # noqa: PLC0415  brings hashing and ZIP, not for the first picture

        found = backup.backups(self._opened.path) if self._opened is not None else []
        return datetime.fromtimestamp(found[0].stat().st_mtime, UTC) if found else None

    def _refuse(self, path: Path, problem: FileProblem) -> None:
        """Say a problem in the window, or in the start window when there is none."""
        if self.window is not None:
            self.window.shell.messages.problem(problem)
        else:
            self.show(Opened(path, problem=problem))

    # Meanwhile

    @Slot()
    def _minute(self) -> None:
        """Once a minute: the day at the foot of the rail, the now line, and a backup when one is due."""
        if self.window is None:
            return
        self.window.minute_passed()
        self._minutes += 1
        shell = self.window.shell
        if shell.desk.needs_backup and self._minutes >= shell.settings().backup_minutes:
            self._start_backup(say=False)

    def _start_backup(self, *, say: bool) -> None:
        window = self.window
        if window is None or window.shell.desk.is_read_only:
            return
        self._minutes = 0
        done = self._say_backup if say else self._note_backup
        window.shell.tasks.start("backup", window.shell.desk.backup_now, done=done, failed=self._backup_failed)

    def _say_backup(self, path: Path) -> None:
        if self.window is not None:
            self.window.show_state()
            self.window.shell.messages.note(f"Backed up to {path.name}.")

    def _note_backup(self, _path: Path) -> None:
        if self.window is not None:
            self.window.show_state()

    def _backup_failed(self, error: Exception) -> None:
        if self.window is not None and isinstance(error, FileProblem):
            self.window.shell.messages.problem(error)
        else:
            raise error

    @Slot()
    def _to_front(self) -> None:
        if self.frame is not None:
            self.frame.to_front()

    def tell_crash(self, details: str) -> None:
        """Show the crash dialog: what is safe, the details to copy, go on or quit."""
        from il_desktop.views.settings.crash_dialog import CrashDialog  # noqa: PLC0415  rare

        CrashDialog(details, str(opening.log_path()), self.frame).show()

    # The end

    @Slot()
    def _closing(self) -> None:
        """End in the next turn of the event loop, outside the window's close event."""
        QTimer.singleShot(0, self._quit)

    @Slot()
    def _quit(self) -> None:
        self._end_window()
        QCoreApplication.quit()

    def _end_window(self) -> None:
        """End the window and close its file, in the order that loses nothing."""
        self._clock.stop()
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None
        window, self.window = self.window, None
        opened = self._opened
        if window is not None:
            window.ended.disconnect(self._closing)
            window.finish()
            window.shell.tasks.close(TASK_WAIT_MS)
            window.shell.hub.stop()
            if window.shell.desk.needs_backup and not window.shell.desk.is_read_only:
                self._last_backup(window)
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        if opened is not None:
            opened.close()

    def _last_backup(self, window: MainWindow) -> None:
        """Back up what changed; a full disk must not keep the window from closing."""
        try:
            window.shell.desk.backup_now()
        except FileProblem as problem:
            sys.stderr.write(f"The last backup could not be written ({type(problem).__name__}).\n")

    def let_go(self) -> None:
        """Drop what is still held when the event loop has ended."""
        if self._salvaging is not None:
            self._salvaging.stop()
        self._end_window()
        self._opened = None
        sys.excepthook = sys.__excepthook__
        if self.frame is not None:
            self.frame.close()
            self.frame.deleteLater()
            self.frame = None
