"""Bytes of a calendar file to its content lines: encoding, line ends, folding. Knows no property."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.text_bytes import decode_cp1252, utf16_kind

MAX_BYTES = 10 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_FINDINGS = 20  # of one kind for a whole file
_CONTROLS = bytes(code for code in (*range(32), 0x7F) if code not in b"\t\n")
_NAME = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*\s*[:;]")
_TEXT = re.compile(rb"\s*(SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-)", re.IGNORECASE)
_QUOTED = re.compile(rb";ENCODING=\"?QUOTED-PRINTABLE", re.IGNORECASE)


class ContentLine(NamedTuple):
    """One unfolded line and the line of the file it began on, 1 is the first; `mended` is a finding's code or empty."""

    number: int
    text: str
    mended: str = ""


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """All content lines with what had to be guessed or mended on the way."""

    lines: tuple[ContentLine, ...]
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
    if not re.search(rb"BEGIN\s*:\s*V(CALENDAR|EVENT)", data, re.IGNORECASE):
        raise BadFile(source, "not_a_calendar")
    return _to_text(_unfold(data, findings), findings)


def _unfold(data: bytes, findings: list[Finding]) -> list[tuple[int, bytes, bool]]:
    """Join folded lines as bytes: a fold may cut a character in two."""
    joined: list[tuple[int, list[bytes]]] = []
    mended: set[int] = set()
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        pieces = joined[-1][1] if joined else None
        if pieces and raw[:1] in b" \t":
            pieces.append(raw[1:])
        elif pieces and pieces[-1].endswith(b"=") and _QUOTED.search(pieces[0]):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(raw)
        elif pieces and not _NAME.match(raw):
            # A program broke a text without indenting the rest: it still belongs to the property above.
            if len(findings) < MAX_FINDINGS:
                findings.append(Finding("unindented_line", str(number)))
            if _TEXT.match(pieces[0]):
                mended.add(joined[-1][0])
                pieces += [b"\\n", raw]
        else:
            joined.append((number, [raw]))
    return [(number, b"".join(pieces), number in mended) for number, pieces in joined]


def _to_text(raw_lines: list[tuple[int, bytes, bool]], findings: list[Finding]) -> DecodedFile:
    lines: list[ContentLine] = []
    for number, raw, is_joined in raw_lines:
        if len(raw) > MAX_LINE:
            findings.append(Finding("line_too_long", str(number)))
            continue
        mended = "text_joined" if is_joined else ""
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text, mended = decode_cp1252(raw), "cp1252"
        lines.append(ContentLine(number, text.lstrip("\ufeff"), mended))
    if any(line.mended == "cp1252" for line in lines):
        findings.append(Finding("cp1252"))
    return DecodedFile(tuple(lines), tuple(findings))
