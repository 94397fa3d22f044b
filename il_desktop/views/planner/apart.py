"""Asks the planner's own process one question. No thread waits for it, so the window never waits for a thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

from il_desktop.interchange.worker import environment, program
from il_desktop.planning import worker

KILLED_MS = 1000


class Question(QObject):
    """One question. Signals: better(object) meanwhile, done(object) at the end, died(int) without an answer."""

    better = Signal(object)
    done = Signal(object)
    died = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = worker.Reader()
        self._is_over = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail)

    def ask(self, name: str, args: tuple[object, ...]) -> None:
        """Start the process and hand it the question."""
        around = QProcessEnvironment()
        for key, value in environment().items():
            around.insert(key, value)
        self._process.setProcessEnvironment(around)
        path, *arguments = [*program(), worker.FLAG]
        self._process.start(path, arguments)
        self._process.write(worker.question(name, args))
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End the process at once, whatever it does; nothing is said any more."""
        self._is_over = True
        if self.is_running:
            self._process.kill()
            self._process.waitForFinished(KILLED_MS)
        self.deleteLater()

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    @Slot()
    def _read(self) -> None:
        for kind, value in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if self._is_over:
                return
            self._is_over = kind == worker.DONE
            (self.done if self._is_over else self.better).emit(value)

    @Slot()
    def _end(self) -> None:
        self._read()
        self._fail()

    @Slot()
    def _fail(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.died.emit(self._process.exitCode())
