"""What a calendar server is asked: which calendars there are, what changed, texts, and to write or delete on condition.

Knows no blocks and no ledger. Statuses become SyncProblems; 412 becomes `Changed`, a refused text `Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav import xml
from il_desktop.interchange.caldav.transport import Answer, Request, Transport, host_of
from il_desktop.interchange.caldav.xml import CALDAV, DAV

CHUNK = 50  # texts in one answer
_MAX_ROUNDS = 200  # pieces of one listing
_SAFE = "/@:~!$&'()*+,;=-._"
_NO_SYNC = frozenset({400, 403, 405, 409, 410, 412, 415, 501, 507})  # 507: more changes than it lists at once


class Changed(Exception):
    """The resource is not as it was when we last looked, so nothing was written."""


class Refused(Exception):
    """The server does not take this one resource, perhaps only for now; `status` is its answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class FoundCalendar(NamedTuple):
    """A calendar on a server."""

    url: str
    name: str
    is_writable: bool


class Listing(NamedTuple):
    """Versions by address; of everything when `is_whole`, else of what changed since the token, with what is gone."""

    etags: dict[str, str]
    gone: frozenset[str]
    token: str
    is_whole: bool


class Resource(NamedTuple):
    """One resource as the server has it."""

    href: str
    etag: str
    text: str


class CalendarClient:
    """Talks to the server of one account; used by one thread at a time."""

    def __init__(self, transport: Transport, url: str) -> None:
        self._transport = transport
        self._url = url

    @property
    def host(self) -> str:
        """The server's name, for sentences."""
        return host_of(self._url)

    def calendars(self) -> list[FoundCalendar]:
        """Return the calendars that the address leads to: itself, or those of the account it names."""
        names = ("D:resourcetype", "D:displayname", "D:current-user-principal", "C:calendar-home-set")
        names += ("D:current-user-privilege-set", "C:supported-calendar-component-set")
        url, found = self._look(self._url, names)
        if found is None:
            url, found = self._look(urljoin(self._url, "/.well-known/caldav"), names)
        if found is None:
            raise SyncProblem(reason="not_found", host=host_of(self._url))
        if _is_calendar(found):
            return [_described(url, found)]
        home = _inner(found, f"{CALDAV}calendar-home-set")
        if not home and (principal := _inner(found, f"{DAV}current-user-principal")):
            url, account = self._look(urljoin(url, principal), names)
            home = _inner(account, f"{CALDAV}calendar-home-set") if account else ""
        if home:
            url = urljoin(url, home)
        answer = self._ask("PROPFIND", url, xml.propfind(names), depth="1")
        listed = xml.entries(self._multistatus(answer))
        return [_described(urljoin(answer.url, each.href), each) for each in listed if _is_calendar(each)]

    def changes(self, token: str) -> Listing:
        """Return what changed since a token; all versions where the token is not known or the server knows none."""
        if token:
            found = self._since(token, is_whole=False)
            if found is not None:
                return found
        return self._since("", is_whole=True) or self._versions()

    def fetch(self, hrefs: Iterable[str]) -> dict[str, Resource]:
        """Return the texts of some resources; those that are gone are left out."""
        wanted = sorted(hrefs)
        found: dict[str, Resource] = {}
        for start in range(0, len(wanted), CHUNK):
            body = xml.multiget(wanted[start : start + CHUNK])
            answer = self._ask("REPORT", self._url, body, depth="1")
            for each in xml.entries(self._multistatus(answer)):
                text = each.properties.get(f"{CALDAV}calendar-data")
                if text is not None and text.text:
                    href = path_of(each.href)
                    found[href] = Resource(href, each.text(f"{DAV}getetag"), text.text)
        return found

    def put(self, href: str, text: str, etag: str | None) -> str:
        """Write a resource that must be at `etag`, or not be there for None; return its new version.

        Raises Changed when it is otherwise, Refused when the server does not take the text. The version is empty when
        the server does not say it: then it may have changed the text.
        """
        condition = {"If-Match": _condition(etag)} if etag else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        answer = self._transport.send(Request("PUT", urljoin(self._url, href), headers, text.encode()))
        self._check_write(answer, is_new=etag is None)
        return answer.headers.get("etag", "")

    def delete(self, href: str, etag: str) -> None:
        """Delete a resource that must be at `etag`; one that is gone already is fine. Raises Changed or Refused."""
        answer = self._transport.send(Request("DELETE", urljoin(self._url, href), {"If-Match": _condition(etag)}))
        if answer.status not in {404, 410}:
            self._check_write(answer, is_new=False)

    def href_for(self, uid: str) -> str:
        """Return the address that a new resource gets."""
        return path_of(urljoin(self._url, quote(uid, safe="@-_.") + ".ics"))

    def _since(self, token: str, *, is_whole: bool) -> Listing | None:
        etags: dict[str, str] = {}
        gone: set[str] = set()
        for _ in range(_MAX_ROUNDS):
            request = Request("REPORT", self._url, _headers("0"), xml.sync_collection(token))
            answer = self._transport.send(request)
            if answer.status in _NO_SYNC:
                return None
            self._check(answer)
            root = self._multistatus(answer)
            is_cut = False
            for each in xml.entries(root):
                href = path_of(each.href)
                if each.status == 507:
                    is_cut = True
                elif each.status == 404:
                    gone.add(href)
                    etags.pop(href, None)
                elif href != path_of(self._url) and (etag := each.text(f"{DAV}getetag")):
                    etags[href] = etag
                    gone.discard(href)
            token = (root.findtext(f"{DAV}sync-token") or "").strip()
            if not token:
                return None
            if not is_cut:
                return Listing(etags, frozenset(gone), token, is_whole)
        raise SyncProblem(reason="too_large", host=host_of(self._url))

    def _versions(self) -> Listing:
        answer = self._ask("PROPFIND", self._url, xml.propfind(("D:getetag", "D:resourcetype")), depth="1")
        own = path_of(self._url)
        etags = {
            path_of(each.href): each.text(f"{DAV}getetag")
            for each in xml.entries(self._multistatus(answer))
            if path_of(each.href) != own and not _kinds(each)
        }
        return Listing({href: etag for href, etag in etags.items() if etag}, frozenset(), "", is_whole=True)

    def _look(self, url: str, names: tuple[str, ...]) -> tuple[str, xml.Entry | None]:
        answer = self._transport.send(Request("PROPFIND", url, _headers("0"), xml.propfind(names)))
        if answer.status in {404, 405, 410}:
            return url, None
        self._check(answer)
        return answer.url, next(xml.entries(self._multistatus(answer)), None)

    def _ask(self, method: str, url: str, body: bytes, *, depth: str) -> Answer:
        answer = self._transport.send(Request(method, url, _headers(depth), body))
        self._check(answer)
        return answer

    def _multistatus(self, answer: Answer) -> Element:
        try:
            if answer.status == 207:
                return xml.parse(answer.body)
        except xml.CutOff as error:
            raise SyncProblem(reason="broken", host=host_of(self._url)) from error
        except xml.BadXml as error:
            if not answer.body and "content-length" not in answer.headers:  # it broke off before the body began
                raise SyncProblem(reason="broken", host=host_of(self._url)) from error
            raise SyncProblem(reason="odd_answer", host=host_of(self._url), detail=str(error)) from error
        raise SyncProblem(reason="odd_answer", host=host_of(self._url), detail=str(answer.status))

    def _check_write(self, answer: Answer, *, is_new: bool) -> None:
        if answer.status == 412 or (answer.status in {404, 410} and not is_new):
            raise Changed
        if answer.status in {400, 403, 409, 413, 415, 422, 423, 500}:
            raise Refused(answer.status)
        self._check(answer)

    def _check(self, answer: Answer) -> None:
        """Raise the problem that a status stands for."""
        status, host = answer.status, host_of(answer.url)
        if 200 <= status < 300:
            return
        reason = _REASONS.get(status, "server_error" if status >= 500 else "odd_answer")
        after = answer.headers.get("retry-after", "")
        wait = int(after) if after.isdigit() and len(after) < 7 else None
        raise SyncProblem(reason=reason, host=host, detail=str(status), wait_s=wait)


_REASONS = {
    401: "login",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    410: "not_found",
    412: "changed",
    429: "busy",
    503: "busy",
    507: "no_room",
}


def path_of(href: str) -> str:
    """Return the one form of an address on its server that we compare: the path, percent signs where they must be."""
    return quote(unquote(urlsplit(href).path), safe=_SAFE)


def _condition(etag: str) -> str:
    """Return the condition for a version; a weak one is often the server's own with a proxy's mark before it."""
    return f"{etag}, {etag.removeprefix('W/')}" if etag.startswith("W/") else etag


def _headers(depth: str) -> dict[str, str]:
    return {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}


def _kinds(entry: xml.Entry) -> set[str]:
    found = entry.properties.get(f"{DAV}resourcetype")
    return {child.tag for child in found} if found is not None else set()


def _is_calendar(entry: xml.Entry) -> bool:
    if f"{CALDAV}calendar" not in _kinds(entry):
        return False
    held = entry.properties.get(f"{CALDAV}supported-calendar-component-set")
    return held is None or not len(held) or any(part.get("name", "").upper() == "VEVENT" for part in held)


def _inner(entry: xml.Entry, name: str) -> str:
    found = entry.properties.get(name)
    return (found.findtext(f"{DAV}href") or "").strip() if found is not None else ""


def _described(url: str, entry: xml.Entry) -> FoundCalendar:
    held = entry.properties.get(f"{DAV}current-user-privilege-set")
    rights = {part.tag for part in held.iter()} if held is not None else set()
    writable = held is None or bool(rights & {f"{DAV}{name}" for name in ("all", "write", "write-content", "bind")})
    name = entry.text(f"{DAV}displayname") or unquote(url.rstrip("/").rsplit("/", 1)[-1])
    return FoundCalendar(url if url.endswith("/") else f"{url}/", name[:255], writable)
