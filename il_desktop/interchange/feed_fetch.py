"""Asks an address for its calendar, once and only when told to: capped in time, size and redirects, never a local file.

Nothing is sent but the address itself, a program name and the marks of the last answer. The answer is untrusted.
"""

from __future__ import annotations

import ssl
import time
from http.client import HTTPException, HTTPMessage
from typing import IO, NamedTuple
from urllib import error, request
from urllib.parse import urlsplit

from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.ics.decode import MAX_BYTES

SECONDS = 15.0
MAX_REDIRECTS = 3
_PIECE = 65_536
_AGENT = "IL-Desktop calendar subscription"
_STATUS = {401: "login", 403: "forbidden", 404: "not_found", 410: "not_found", 429: "busy", 503: "busy"}


class Fetched(NamedTuple):
    """An answer; `data` is None when the calendar is the same as last time."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""


def clean_address(text: str) -> str:
    """Return an address that can be asked, `webcal` as `https`; raise SyncProblem for anything but the web."""
    address = text.strip()
    scheme, mark, rest = address.partition("://")
    if mark and scheme.lower() in ("webcal", "webcals"):
        address = f"https://{rest}"
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or any(mark.isspace() for mark in address) or len(address) > 1000:
        raise SyncProblem(reason="feed_address")
    return address


def fetch(address: str, etag: str = "", last_modified: str = "", *, seconds: float = SECONDS) -> Fetched:
    """Ask for a calendar; raise SyncProblem when there is no whole answer in time."""
    address = clean_address(address)
    host = urlsplit(address).hostname or ""
    headers = {"User-Agent": _AGENT, "Accept": "text/calendar, */*;q=0.5"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    asked = request.Request(address, headers=headers)  # noqa: S310  http and https alone, see clean_address
    opener = request.build_opener(request.ProxyHandler(), _Redirects())
    until = time.monotonic() + seconds
    try:
        with opener.open(asked, timeout=seconds) as answer:
            found = answer.headers
            data = _read(answer, until, host)
            return Fetched(data, (found.get("ETag") or "")[:1000], (found.get("Last-Modified") or "")[:255])
    except error.HTTPError as problem:
        with problem:
            if problem.code == 304:
                return Fetched(None, etag, last_modified)
            reason = _STATUS.get(problem.code, "server_error" if problem.code >= 500 else "odd_answer")
            raise SyncProblem(reason=reason, host=host, detail=str(problem.code)) from None
    except (OSError, ValueError, HTTPException) as problem:
        raise SyncProblem(reason=_reason(problem), host=host) from None


class _Redirects(request.HTTPRedirectHandler):
    """Follows a few redirects, and only to the web."""

    max_redirections = MAX_REDIRECTS
    max_repeats = MAX_REDIRECTS

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> request.Request | None:
        """Refuse every other kind of address; the standard library would allow ftp."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise SyncProblem(reason="feed_address", host=urlsplit(newurl).hostname or "")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(answer: IO[bytes], until: float, host: str) -> bytes:
    """Read an answer piece by piece: a slow trickle may not outlast the whole time."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise SyncProblem(reason="too_large", host=host)
        if time.monotonic() > until:
            raise SyncProblem(reason="timeout", host=host)
    return b"".join(pieces)


def _reason(problem: Exception) -> str:
    cause = getattr(problem, "reason", problem)
    if isinstance(cause, TimeoutError):
        return "timeout"
    if isinstance(cause, ssl.SSLError):
        return "certificate"
    if isinstance(cause, ConnectionRefusedError):
        return "no_server"
    return "no_host" if isinstance(problem, error.URLError) else "broken"
