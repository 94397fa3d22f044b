"""A small calendar server on loopback that can behave like the big ones, each of which reads the standards its own way.

One account, one calendar, everything in memory. It keeps connections open (HTTP/1.1) and checks every condition.
"""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.interchange.caldav.transport import HttpTransport

USER, PASSWORD = "principal", "secret"
HOME = f"/dav/{USER}/"
CALENDAR = f"{HOME}school/"
_OK = "HTTP/1.1 200 OK"
_SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_FORBIDDEN_TOKEN = f"<error {_SPACES}><valid-sync-token/></error>".encode()


@dataclass
class Manners:
    """How this server differs from a plain one."""

    says_etag: bool = True  # after a PUT
    is_weak: bool = False  # versions as W/"…"
    rewrites: Callable[[str], str] | None = None  # what it makes of a text that it is sent
    has_sync: bool = True
    page: int = 0  # entries in one piece of a listing; 0 gives all at once
    listing_status: int = 0  # for every listing of changes
    knows_tokens: bool = True
    log_in: str = ""  # basic, digest, digest-sha, bearer
    root_status: int = 207  # of PROPFIND on /
    moved_to: str = ""  # another server that has everything: answered with `moved_status`
    moved_status: int = 301
    refusals: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # (method, part of a path): statuses


class DavServer:
    """The server and what it holds; `asked` counts requests by method, `connections` how often somebody called."""

    def __init__(self) -> None:
        self.manners = Manners()
        self.items: dict[str, tuple[int, str]] = {}
        self.log: list[str] = []  # paths in the order of their changes
        self.asked: Counter[str] = Counter()
        self.heads: list[dict[str, str]] = []
        self.connections = 0
        self.nonces = 0
        self.breaks: dict[int, str] = {}  # by requests from now: the connection ends before or after it is done
        self._transports: list[HttpTransport] = []
        self.lock = threading.Lock()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    @property
    def calendar_url(self) -> str:
        return self.url.rstrip("/") + CALENDAR

    def client(self, url: str = "", *, knows_password: bool = True) -> CalendarClient:
        self._transports.append(HttpTransport(USER, PASSWORD if knows_password else "wrong"))
        return CalendarClient(self._transports[-1], url or self.calendar_url)

    def close(self) -> None:
        for transport in self._transports:
            transport.close()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    # What others do to the calendar, past the network

    def write(self, name: str, text: str) -> None:
        self.put_there(f"{CALENDAR}{name}.ics", text)

    def put_there(self, path: str, text: str) -> None:
        self.items[path] = (self.items.get(path, (len(self.log), ""))[0] + 1, text)
        self.log.append(path)

    def drop(self, path: str) -> None:
        del self.items[path]
        self.log.append(path)

    def texts(self) -> dict[str, str]:
        return {path: text for path, (_, text) in self.items.items()}

    # Answers

    def answer(self, method: str, path: str, body: str, head: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers."""
        manners = self.manners
        if manners.moved_to:
            return manners.moved_status, b"", {"Location": f"{manners.moved_to.rstrip('/')}{path}"}
        if manners.log_in and not self._knows(method, path, head.get("authorization", "")):
            return 401, b"", self._challenge()
        for (kind, part), statuses in manners.refusals.items():
            if kind == method and part in path and statuses:
                return statuses.pop(0), b"", {}
        known = {"PROPFIND": self._found, "REPORT": self._report, "PUT": self._write, "DELETE": self._delete}
        return known[method](path, body, head) if method in known else (405, b"", {})

    def _found(self, path: str, body: str, head: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if path == "/.well-known/caldav":
            return 301, b"", {"Location": "/dav/"}
        if path == "/":
            status = self.manners.root_status
            return (status, b"", {}) if status != 207 else self._account(path)
        if path == "/dav/":
            return self._account(path)
        if path == HOME:
            inner = _entry(HOME, f"<C:calendar-home-set><href>{HOME}</href></C:calendar-home-set>")
            return _many(inner + (self._described() if head.get("depth") == "1" else ""))
        if path != CALENDAR:
            return 404, b"", {}
        if "getetag" in body:
            listed = "".join(_entry(each, f"<getetag>{escape(self._etag(each))}</getetag>") for each in self.items)
            return _many(_entry(CALENDAR, "<resourcetype><collection/></resourcetype>") + listed)
        return _many(self._described())

    def _account(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        return _many(_entry(path, f"<current-user-principal><href>{HOME}</href></current-user-principal>"))

    @staticmethod
    def _described() -> str:
        kinds = "<resourcetype><collection/><C:calendar/></resourcetype><displayname>School</displayname>"
        return _entry(CALENDAR, kinds)

    def _report(self, path: str, body: str, _head: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if path != CALENDAR:
            return 404, b"", {}
        if "multiget" in body:
            hrefs = re.findall(r"<D:href>(.*?)</D:href>", body)
            return _many("".join(self._shown(href) for href in hrefs))
        if self.manners.listing_status:
            return self.manners.listing_status, b"", {}
        return self._changes(body) if self.manners.has_sync else (403, b"", {})

    def _changes(self, body: str) -> tuple[int, bytes, dict[str, str]]:
        found = re.search(r"<D:sync-token>(.*?)</D:sync-token>", body)
        token = found[1] if found else ""
        if token and not self.manners.knows_tokens and not token.startswith("page:"):
            return 403, _FORBIDDEN_TOKEN, {}
        since = int(token.rsplit(":", 1)[1]) if token else 0
        until = min(len(self.log), since + self.manners.page) if self.manners.page else len(self.log)
        paths = dict.fromkeys(self.log[since:until])
        shown = "".join(
            _entry(path, f"<getetag>{escape(self._etag(path))}</getetag>") if path in self.items else _gone(path)
            for path in paths
        )
        if until < len(self.log):
            shown += f"<response><href>{CALENDAR}</href><status>HTTP/1.1 507 Insufficient Storage</status></response>"
        kind = "page" if until < len(self.log) else "token"
        return _many(f"{shown}<sync-token>{kind}:{until}</sync-token>")

    def _shown(self, href: str) -> str:
        if href not in self.items:
            return _gone(href)
        version, text = escape(self._etag(href)), escape(self.items[href][1])
        return _entry(href, f"<getetag>{version}</getetag><C:calendar-data>{text}</C:calendar-data>")

    def _write(self, path: str, body: str, head: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if not self._is_met(path, head):
            return 412, b"", {}
        is_new = path not in self.items
        rewrites = self.manners.rewrites
        self.put_there(path, rewrites(body) if rewrites else body)
        headers = {"ETag": self._etag(path)} if self.manners.says_etag else {}
        return (201 if is_new else 204), b"", headers

    def _delete(self, path: str, _body: str, head: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if path not in self.items:
            return 404, b"", {}
        if not self._is_met(path, head):
            return 412, b"", {}
        self.drop(path)
        return 204, b"", {}

    def _is_met(self, path: str, head: dict[str, str]) -> bool:
        if head.get("if-none-match") == "*":
            return path not in self.items
        asked = head.get("if-match", "")
        assert asked, "a write without a condition"
        if path not in self.items:
            return False
        # If-Match compares strongly (RFC 9110, 13.1.1): a weak version never matches, its strong form is the server's.
        return asked == "*" or f'"{self.items[path][0]}"' in [each.strip() for each in asked.split(",")]

    def _etag(self, path: str) -> str:
        version = f'"{self.items[path][0]}"'
        return f"W/{version}" if self.manners.is_weak else version

    # Logging in

    def _challenge(self) -> dict[str, str]:
        self.nonces += 1
        kinds = {
            "basic": 'Basic realm="dav"',
            "digest": f'Digest realm="dav", qop="auth", nonce="n{self.nonces}", opaque="o"',
            "digest-sha": f'Digest realm="dav", qop="auth,auth-int", algorithm=SHA-256, nonce="n{self.nonces}"',
            "bearer": 'Bearer realm="dav"',
        }
        return {"WWW-Authenticate": kinds[self.manners.log_in]}

    def _knows(self, method: str, path: str, given: str) -> bool:
        kind = self.manners.log_in
        if kind == "basic":
            return given == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if not kind.startswith("digest") or not given.startswith("Digest "):
            return False
        said = {key: value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|[^,\s]+)', given)}
        made = hashlib.sha256 if kind == "digest-sha" else hashlib.md5

        def hashed(*parts: str) -> str:
            return made(":".join(parts).encode(), usedforsecurity=False).hexdigest()

        who, what = hashed(USER, "dav", PASSWORD), hashed(method, path)
        right = hashed(who, said["nonce"], said["nc"], said["cnonce"], said["qop"], what)
        return said["username"] == USER and said["uri"] == path and said["response"] == right


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, server: DavServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.dav = server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Any

    def setup(self) -> None:
        super().setup()
        self.server.dav.connections += 1

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        head = {name.lower(): value for name, value in self.headers.items()}
        dav: DavServer = self.server.dav
        with dav.lock:
            dav.breaks = {number - 1: how for number, how in dav.breaks.items() if number > 0}
            how = dav.breaks.pop(0, "")
            if how == "before":
                self.close_connection = True
                return
            dav.asked[self.command] += 1
            dav.heads.append(head)
            status, data, headers = dav.answer(self.command, self.path, body, head)
            if how == "after":
                self.close_connection = True
                return
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's names
        """Say nothing."""


def _many(inner: str) -> tuple[int, bytes, dict[str, str]]:
    return 207, f"<multistatus {_SPACES}>{inner}</multistatus>".encode(), {"Content-Type": "application/xml"}


def _entry(href: str, properties: str) -> str:
    return (
        f"<response><href>{href}</href><propstat><prop>{properties}</prop><status>{_OK}</status></propstat></response>"
    )


def _gone(href: str) -> str:
    return f"<response><href>{href}</href><status>HTTP/1.1 404 Not Found</status></response>"


@contextmanager
def dav_server() -> Iterator[DavServer]:
    """Run one for a test."""
    made = DavServer()
    try:
        yield made
    finally:
        made.close()
