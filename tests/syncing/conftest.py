"""A real calendar server on loopback, and another program that uses it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.interchange.caldav.transport import HttpTransport, Request

USER = "principal"
_CONFIG = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {folder}
[logging]
level = error
"""


class Radicale:
    """The server as a process of its own; what it stored outlives `kill`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.config = folder / "config"
        folder.mkdir(exist_ok=True)
        self.config.write_text(_CONFIG.format(port=self.port, folder=folder / "collections"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def calendar_url(self) -> str:
        return f"{self.url}{USER}/school/"

    def start(self) -> None:
        """Start the process, unless it runs."""
        if self._process is not None:
            return
        self._process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(self.config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            assert self._process.poll() is None, "Radicale did not start"
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                continue

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def client(self, url: str = "") -> CalendarClient:
        return CalendarClient(HttpTransport(USER, "secret"), url or self.calendar_url)

    def make_calendar(self, name: str = "school") -> None:
        body = (
            '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{name.title()}</D:displayname>"
            '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
            "</D:prop></D:set></C:mkcalendar>"
        )
        url = f"{self.url}{USER}/{name}/"
        transport = HttpTransport(USER, "secret")
        answer = transport.send(Request("MKCALENDAR", url, {"Content-Type": "application/xml"}, body.encode()))
        transport.close()
        assert answer.status == 201, answer


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    server = Radicale(tmp_path / "radicale")
    server.start()
    server.make_calendar()
    yield server
    server.kill()
