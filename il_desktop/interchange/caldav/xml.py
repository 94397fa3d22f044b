"""The XML of WebDAV: answers read without entities or document types, requests written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
MAX_ELEMENTS = 200_000
MAX_DEPTH = 30
# No end tag yet, in the middle of a tag, of a character, or of a CDATA section.
_ENDS_EARLY = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


class BadXml(ValueError):
    """The answer is no XML that we take."""


class CutOff(BadXml):
    """The answer ends before its XML does."""


class Entry(NamedTuple):
    """One response of a multistatus: its address, its status if it has one of its own, its found properties."""

    href: str
    status: int
    properties: dict[str, Element]

    def text(self, name: str) -> str:
        """Return a property's text, empty when it is not there."""
        found = self.properties.get(name)
        return (found.text or "").strip() if found is not None else ""


def parse(data: bytes) -> Element:
    """Read an answer; raise BadXml for a document type, an entity, too much of it, or no XML at all."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth, count = 0, 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise BadXml
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    def refuse(*_: object) -> NoReturn:
        raise BadXml

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat takes no names
        return builder.close()
    except expat.ExpatError as error:
        is_cut_off = error.code in _ENDS_EARLY and bool(data.strip())
        raise (CutOff if is_cut_off else BadXml)(str(error)) from error
    except AssertionError as error:
        raise BadXml(str(error)) from error


def entries(root: Element) -> Iterator[Entry]:
    """Yield the responses of a multistatus."""
    for response in root.iter(f"{DAV}response"):
        href = (response.findtext(f"{DAV}href") or "").strip()
        found: dict[str, Element] = {}
        for part in response.findall(f"{DAV}propstat"):
            if _status(part.findtext(f"{DAV}status")) == 200:
                found.update((child.tag, child) for holder in part.findall(f"{DAV}prop") for child in holder)
        if href:
            yield Entry(href, _status(response.findtext(f"{DAV}status")), found)


def propfind(names: Iterable[str]) -> bytes:
    """Return a PROPFIND body; names are written `D:getetag`, `C:calendar-data`."""
    return _body("D:propfind", _prop(names))


def sync_collection(token: str) -> bytes:
    """Ask what changed since a token; everything for an empty one."""
    shown = f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
    return _body("D:sync-collection", shown + _prop(("D:getetag",)))


def multiget(hrefs: Iterable[str]) -> bytes:
    """Ask for some resources with their versions."""
    listed = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)
    return _body("C:calendar-multiget", _prop(("D:getetag", "C:calendar-data")) + listed)


def _prop(names: Iterable[str]) -> str:
    return f"<D:prop>{''.join(f'<{name}/>' for name in names)}</D:prop>"


def _body(name: str, inner: str) -> bytes:
    return f"{_HEAD}<{name} {_SPACES}>{inner}</{name}>".encode()


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _status(line: str | None) -> int:
    parts = (line or "").split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
