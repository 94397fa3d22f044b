"""One window for each file: a second start asks the first one to come to the front, then ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000


def server_name(path: Path) -> str:
    """Return the name both sides use for a file; the path itself does not appear in it."""
    return "il-desktop-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:20]


def raise_other(path: Path) -> bool:
    """Ask the window that holds the file to come to the front; False when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(path))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Listens for later starts with the same file. Signal: rung()."""

    rung = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = server_name(path)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash; the file's lock says nobody else is there
            self._server.listen(name)
        self._server.newConnection.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.rung.emit()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()
