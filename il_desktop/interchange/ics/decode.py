"""Bytes of a calendar file to its content lines: encoding, line ends, folding. Knows no property."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from il_desktop.domain.errors import BadFile
from il_desktop.domain.light import NamedTuple
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.properties import ContentLine, Heads, Property, rest_of
from il_desktop.interchange.text_bytes import decode_cp1252, utf16_kind

MAX_BYTES = 100 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_VALUE = MAX_LINE - 1000  # a line with a longer one is measured whole
MAX_FINDINGS = 20  # of one kind for a whole file
MAX_NAMES = 1000  # remembered
_CONTROLS = bytes(code for code in (*range(32), 0x7F) if code not in b"\t\n")
_MARK, _FOLD = b"\x01", "\x01"  # stands for a fold; control characters of the file are gone by then
# An old Mozilla wrote a name, a blank line, then the folded value: that blank line is a fold too.
_AFTER_BLANK = re.compile(rb"\n+(?=\x01[:;])")
_NAME = re.compile(r"[\s\u200b-\u200d\u2060]*([A-Za-z][A-Za-z0-9._-]*)\s*(?=[:;])")
_QUOTED = re.compile(r";\s*ENCODING=\"?QUOTED-PRINTABLE", re.IGNORECASE)
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT"})
_KNOWN = frozenset(
    re.findall(
        r"\S+",
        "BEGIN END VERSION PRODID CALSCALE METHOD UID DTSTAMP DTSTART DTEND DURATION DUE RRULE RDATE EXDATE "
        "EXRULE RECURRENCE-ID SEQUENCE STATUS SUMMARY DESCRIPTION LOCATION CATEGORIES CLASS TRANSP PRIORITY "
        "CREATED LAST-MODIFIED ORGANIZER ATTENDEE ATTACH URL GEO COMMENT CONTACT RESOURCES TRIGGER ACTION "
        "REPEAT TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL RELATED-TO REQUEST-STATUS COMPLETED FREEBUSY NAME "
        "COLOR IMAGE CONFERENCE SOURCE",
    )
)


class DecodedFile(NamedTuple):
    """All content lines with what had to be guessed or mended on the way; plain ones are taken apart already."""

    lines: tuple[ContentLine | Property, ...]
    findings: tuple[Finding, ...]


def decode_lines(data: bytes, source: Path) -> DecodedFile:
    """Read content lines; raise BadFile when the bytes are no calendar at all or too many."""
    if len(data) > MAX_BYTES:
        raise BadFile(source, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    if not data.strip():
        raise BadFile(source, "empty")
    findings: list[Finding] = []
    kind = utf16_kind(data)
    if kind:
        findings.append(Finding("utf16"))
        data = data[: len(data) - len(data) % 2].decode(kind, errors="ignore").encode("utf-8", errors="ignore")
    data = data.replace(codecs.BOM_UTF8, b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n").translate(None, _CONTROLS)
    data = _without_indent(data)
    if not re.search(rb"BEGIN\s*:\s*V(CALENDAR|EVENT)", data, re.IGNORECASE):
        raise BadFile(source, "not_a_calendar")
    reader = _Lines(findings)
    marked = data.replace(b"\n ", _MARK).replace(b"\n\t", _MARK)
    if b"\n" + _MARK in marked:
        marked = _AFTER_BLANK.sub(lambda found: _MARK * len(found[0]), marked)
    reader.read(marked)
    return DecodedFile(tuple(reader.lines), tuple(findings))


def _without_indent(data: bytes) -> bytes:
    """Take off what a page or program indents each line of a calendar by: its lines look like folds of the first."""
    begun = data.lstrip()
    indent = data[: len(data) - len(begun)].rpartition(b"\n")[2]
    first, _, rest = begun.partition(b"\n")
    is_indented = indent and first.rstrip().upper() == b"BEGIN:VCALENDAR" and rest.startswith(indent)
    return data.replace(b"\n" + indent, b"\n") if is_indented else data


class _Lines:
    """Unfolds and names the lines of one file. A fold stays a mark until its line is whole, so that lines are counted.

    A fold may cut a character in two: bytes are joined before they are decoded.
    """

    def __init__(self, findings: list[Finding]) -> None:
        self.lines: list[ContentLine | Property] = []
        self._findings = findings
        self._names: dict[str, str] = {}
        self._heads = Heads()
        self._head = ""  # how the line read last begins, when it was taken apart at once
        self._tail: list[str] = []  # text that belongs to the line read last
        self._is_soft = False  # that line ends in the soft break of quoted-printable
        self._mended = ""
        self._is_guessed = False

    def read(self, marked: bytes) -> None:
        """Take the whole file, its folds already marked."""
        try:
            texts: Iterable[str] = marked.decode().split("\n")
        except UnicodeDecodeError:
            texts = self._guessed(marked)
        number = 1
        known = self._heads.get
        for text in texts:
            first = number
            number += 1
            if _FOLD in text:
                number += text.count(_FOLD)
                text = self._unfolded(text)  # noqa: PLW2901  the same line, whole
            head, mark, value = text.partition(":")
            if (
                mark
                and (found := known(head))
                and not (self._tail or self._is_soft or self._mended)
                and len(value) < MAX_VALUE
                and (not found.needs_date or value[:8].isdecimal())
            ):
                self.lines.append(Property(found.name, found.params, value, first))
                self._head = head
            elif text and not text.isspace():
                self._take(first, text)
        self._settle()
        if self._is_guessed:
            self._findings.append(Finding("cp1252"))

    def _guessed(self, marked: bytes) -> Iterator[str]:
        """Decode line by line: one bad byte says nothing about the other lines."""
        for raw in marked.split(b"\n"):
            whole = raw.replace(_MARK, b"")
            try:
                text, self._mended = whole.decode(), ""
            except UnicodeDecodeError:
                text, self._mended = decode_cp1252(whole), "cp1252"
            folds = raw.count(_MARK)
            is_continued = raw.startswith(_MARK)
            yield (_FOLD if is_continued else "") + text + _FOLD * (folds - is_continued)

    def _unfolded(self, text: str) -> str:
        if text.startswith(_FOLD) and self.lines:  # a blank line stood before the folded part
            self._tail.append(text.replace(_FOLD, ""))
            return ""
        if f"={_FOLD}" in text and _QUOTED.search(text):
            text = text.replace(f"={_FOLD}", "")
        return text.replace(_FOLD, "")

    def _take(self, number: int, text: str) -> None:
        if self._is_soft:
            self._tail.append(text)
            self._is_soft = text.endswith("=")
            return
        match = _NAME.match(text)
        if match is None:
            self._add_unindented(number, text)
            return
        written = match[1]
        name = self._names.get(written) or self._name(written)
        if name not in _KNOWN and self._is_prose(written):
            self._add_unindented(number, text)
            return
        if self._tail:
            self._settle()
        if len(text) > MAX_LINE:
            self._findings.append(Finding("line_too_long", str(number)))
            return
        line = ContentLine(number, name, text[match.end() :], self._mended)
        self.lines.append(line)
        self._is_guessed = self._is_guessed or bool(self._mended)
        self._is_soft = text[-1] == "=" and bool(_QUOTED.search(text))
        if name in _KNOWN or not self._is_prose_name(written):
            self._heads.learn(text, line)

    def _name(self, written: str) -> str:
        name = written.upper()
        if len(self._names) < MAX_NAMES:
            self._names[written] = name
        return name

    def _is_prose(self, name: str) -> bool:
        """Tell whether what looks like a property is a sentence below a text: `Please note: …`, `https://…`."""
        return bool(self.lines) and self._is_prose_name(name) and self.lines[-1].name in _TEXTS

    @staticmethod
    def _is_prose_name(name: str) -> bool:
        return not (name.isupper() or name[:2] in ("X-", "x-"))

    def _last(self) -> ContentLine:
        """Return the line read last as it was written, for what still belongs to it."""
        last = self.lines[-1]
        if isinstance(last, Property):
            last = self.lines[-1] = ContentLine(last.line, last.name, rest_of(self._head, last.value))
        return last

    def _add_unindented(self, number: int, text: str) -> None:
        """Note a line that a program broke without indenting it: it still belongs to the property above."""
        if not self.lines:
            return
        if len(self._findings) < MAX_FINDINGS:
            self._findings.append(Finding("unindented_line", str(number)))
        last = self._last()
        if last.name in _TEXTS or last.name.startswith("X-"):
            self._tail += ("\\n", text)
            self.lines[-1] = last._replace(mended=last.mended or "text_joined")

    def _settle(self) -> None:
        """Put the collected rest of the last line in its place."""
        if not self._tail:
            return
        last = self._last()
        rest = last.rest.removesuffix("=") if _QUOTED.search(last.rest) else last.rest
        pieces = [piece.removesuffix("=") for piece in self._tail] if rest is not last.rest else self._tail
        whole = "".join((rest, *pieces))
        self._tail = []
        if len(whole) > MAX_LINE:
            self._findings.append(Finding("line_too_long", str(last.number)))
            self.lines.pop()
        else:
            self.lines[-1] = last._replace(rest=whole)
