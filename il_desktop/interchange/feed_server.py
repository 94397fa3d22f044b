"""A calendar at an address of this computer alone, for programs on it that subscribe: 127.0.0.1 and a secret path.

It answers GET and HEAD for one document, from memory. The Host header is checked, so that a page in a browser cannot
reach it under a name of its own. Nothing is compressed: some calendar programs cannot undo it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"
FILE_NAME = "calendar.ics"
_FIRST_PORT, _PORTS = 49_160, 16_000
_PATIENCE_SECONDS = 10


def new_token() -> str:
    """Return a secret of 192 bits for an address."""
    return secrets.token_urlsafe(24)


def port_of(token: str) -> int:
    """Return the port of an address: the same at every start, so that a subscription stays good."""
    return _FIRST_PORT + int.from_bytes(hashlib.sha256(token.encode()).digest()[:4], "big") % _PORTS


def address_of(token: str) -> str:
    """Return the address that another program subscribes to."""
    return f"http://{LOOPBACK}:{port_of(token)}/{token}/{FILE_NAME}"


class _Server(ThreadingHTTPServer):
    """The server with the one document it has."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, token: str) -> None:
        super().__init__((LOOPBACK, port_of(token)), _Answer)
        self.path = f"/{token}/{FILE_NAME}".encode()
        self.hosts = {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}
        self.document: tuple[bytes, str] | None = None


class _Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]  narrower than the library's
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE_SECONDS

    def do_GET(self) -> None:
        """Send the calendar, or 304 to who has it."""
        document = self.server.document
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._end(HTTPStatus.FORBIDDEN)
        elif not hmac.compare_digest(self.path.encode(), self.server.path) or document is None:
            self._end(HTTPStatus.NOT_FOUND)
        elif document[1] in self.headers.get("If-None-Match", ""):
            self._end(HTTPStatus.NOT_MODIFIED, ETag=document[1])
        else:
            self._end(HTTPStatus.OK, document[0], ETag=document[1])

    do_HEAD = do_GET  # noqa: N815  the library's name

    def _refuse(self) -> None:
        self._end(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _refuse  # noqa: N815  the library's names

    def _end(self, status: HTTPStatus, body: bytes = b"", **headers: str) -> None:
        self.send_response_only(status)
        if status is HTTPStatus.OK:
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "private, no-cache")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.close_connection = True  # whatever it sent along is not read
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's names
        """Say nothing: addresses are secrets."""


class LoopbackFeed:
    """The calendar at its address, until it is stopped. Raises OSError when the address is taken."""

    def __init__(self, token: str) -> None:
        self._server = _Server(token)
        self.address = address_of(token)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.2,), name="feed", daemon=True)
        self._thread.start()

    def show(self, data: bytes) -> None:
        """Serve this calendar from now on."""
        self._server.document = (data, f'"{hashlib.sha256(data).hexdigest()[:32]}"')

    def stop(self) -> None:
        """Answer no more; the port is free afterwards."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(_PATIENCE_SECONDS)
