"""One HTTP request and its answer: encrypted, with limits of time and size, no cookies, redirects looked at.

Decides whom the password is shown to. What requests mean belongs to `client`.
"""

from __future__ import annotations

import http.client
import re
import select
import socket
import ssl
import time
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.login import Login, can_log_in

TIMEOUT = 15.0  # seconds without an answer
MAX_SECONDS = 60.0  # for one whole answer
MAX_BODY = 10 * 1024 * 1024
MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_ADDRESS = re.compile(r"[\d.]+|.*:.*")


class Request(NamedTuple):
    """One request; `headers` beside those that every request has."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Answer(NamedTuple):
    """What came back; header names are in small letters, `url` is where it came from after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Transport(Protocol):
    """Sends requests; raises SyncProblem when no answer comes."""

    def send(self, request: Request) -> Answer:
        """Return the answer, whatever its status."""
        ...


class HttpTransport:
    """The real network. Keeps one connection open; used by one thread at a time."""

    def __init__(self, user: str, password: str, *, insecure: bool = False, timeout: float = TIMEOUT) -> None:
        self._login = Login(user, password)
        self._insecure = insecure
        self._timeout = timeout
        self._open: tuple[tuple[str, str], http.client.HTTPConnection] | None = None
        self._home = ""
        self._moved: dict[str, str] = {}  # servers that named another one for good, for the same paths

    def send(self, request: Request) -> Answer:
        """Send a request and follow redirects inside the same provider; raise SyncProblem."""
        for _ in range(MAX_REDIRECTS + 1):
            request = request._replace(url=self._present(request.url))
            answer = self._once(request)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            there = urljoin(request.url, answer.headers["location"])
            self._remember(answer.status, request.url, there)
            request = request._replace(url=there)
        raise SyncProblem(reason="redirects", host=host_of(request.url))

    def close(self) -> None:
        """Close the connection."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _present(self, url: str) -> str:
        """Return where an address is now, by what the server said before."""
        site, path = _parted(url)
        return self._moved[site] + path if site in self._moved else url

    def _remember(self, status: int, url: str, there: str) -> None:
        (site, path), (other, same) = _parted(url), _parted(there)
        if status in _FOR_GOOD and path == same and other not in self._moved:
            self._moved[site] = other

    def _once(self, request: Request) -> Answer:
        target = check_address(request.url, insecure=self._insecure)
        host = target.hostname or ""
        self._home = self._home or host
        if not same_party(self._home, host):
            raise SyncProblem(reason="elsewhere", host=self._home, detail=host)
        try:
            return self._answered(request, target)
        except SyncProblem:
            self.close()
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise SyncProblem(reason=_reason(error), host=host, detail=type(error).__name__) from error

    def _answered(self, request: Request, target: SplitResult) -> Answer:
        """Return the answer; who is asked to log in in another way does so once."""
        answer, challenges = self._exchange(request, target)
        if answer.status == 401 and self._login.answers(challenges):
            answer, challenges = self._exchange(request, target)
        if answer.status == 401 and not can_log_in(challenges):
            raise SyncProblem(reason="login_kind", host=target.hostname or "")
        return answer

    def _exchange(self, request: Request, target: SplitResult) -> tuple[Answer, list[str]]:
        """Make the request; return the answer with the ways to log in that it offers."""
        connection = self._connection(target)
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        headers = {
            "User-Agent": "IL-Desktop-Sync",  # some servers turn away programs without a name
            "Accept-Encoding": "identity",
            "Authorization": self._login.header(request.method, path),
            **request.headers,
        }
        connection.request(request.method, path, request.body or None, headers)
        answer = connection.getresponse()
        body = _read(answer, target.hostname or "")
        found = {name.lower(): value for name, value in answer.getheaders()}
        if answer.will_close:
            self.close()
        return Answer(answer.status, found, body, request.url), answer.headers.get_all("WWW-Authenticate", [])

    def _connection(self, target: SplitResult) -> http.client.HTTPConnection:
        key = (target.scheme, target.netloc)
        if self._open is not None and (self._open[0] != key or _is_stale(self._open[1])):
            self.close()
        if self._open is None:
            host, port = target.hostname or "", target.port
            if target.scheme == "https":
                context = ssl.create_default_context()
                made = http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context)
            else:
                made = http.client.HTTPConnection(host, port, timeout=self._timeout)
            self._open = (key, made)
        return self._open[1]


def check_address(url: str, *, insecure: bool = False) -> SplitResult:
    """Return the parts of an address; raise SyncProblem for one that is none, or would show the password to others."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise SyncProblem(reason="address", host="", detail=url[:80]) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_fine or parts.username:
        raise SyncProblem(
            reason="address", host=parts.hostname or "", detail=f"{parts.scheme}://{parts.hostname or ''}"
        )
    if re.search(r"[\x00-\x20\x7f]", url):
        raise SyncProblem(reason="address", host=parts.hostname)
    if parts.scheme == "http" and not insecure and not _LOOPBACK.fullmatch(parts.hostname):
        raise SyncProblem(reason="unencrypted", host=parts.hostname)
    return parts


def _parted(url: str) -> tuple[str, str]:
    """Return scheme and server of an address, and the rest of it."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    return site, url[len(site) :]


def host_of(url: str) -> str:
    """Return the host of an address for a sentence; the rest of it may be secret."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_party(home: str, other: str) -> bool:
    """Tell whether two hosts belong to one provider, so that the other may see the password too (iCloud's do)."""
    if home == other:
        return True
    if _ADDRESS.fullmatch(home) or _ADDRESS.fullmatch(other):
        return False
    labels = home.split(".")
    # Below two short names (co.uk, com.au) anyone can have a name of their own.
    count = 3 if len(labels) > 2 and len(labels[-2]) <= 3 else 2
    party = ".".join(labels[-count:])
    return len(labels) >= count and (other == party or other.endswith(f".{party}"))


def _read(answer: http.client.HTTPResponse, host: str) -> bytes:
    until = time.monotonic() + MAX_SECONDS
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(64 * 1024):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_BODY:
            raise SyncProblem(reason="too_large", host=host)
        if time.monotonic() > until:
            raise SyncProblem(reason="timeout", host=host)
    if answer.length:  # read in pieces, a body that ends early is no error to the library
        raise http.client.IncompleteRead(partial=b"", expected=answer.length)
    return b"".join(pieces)


def _is_stale(connection: http.client.HTTPConnection) -> bool:
    """Tell whether the server has closed an idle connection: then nothing sent on it would arrive."""
    if connection.sock is None:
        return False
    ready, _, _ = select.select([connection.sock], [], [], 0)
    return bool(ready)


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, socket.gaierror):
        return "no_host"
    return "no_server" if isinstance(error, ConnectionRefusedError) else "broken"
