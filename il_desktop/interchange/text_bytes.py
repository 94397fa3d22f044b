"""Bytes of unknown origin to text: which encoding, and whether we had to guess. Never invents replacement marks."""

from __future__ import annotations

import codecs

from il_desktop.domain.light import NamedTuple


class Decoded(NamedTuple):
    """Text and the encoding it came in; `is_guess` when the bytes were no valid Unicode and cp1252 had to do."""

    text: str
    encoding: str
    is_guess: bool = False


def utf16_kind(data: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` when a byte-order mark or the pattern of NUL bytes says so, else None."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:512]
    if len(head) < 8:
        return None
    # Plain Western text in UTF-16 has a NUL in every second byte; real 8-bit text files have none.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def decode_cp1252(data: bytes) -> str:
    """Decode as cp1252; its five unassigned bytes become the Latin-1 control they would be, never U+FFFD."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_CP1252[byte] for byte in data)


def decode(data: bytes) -> Decoded:
    """Decode a whole text file: byte-order mark, UTF-16, strict UTF-8, and else cp1252 as a stated guess."""
    kind = utf16_kind(data)
    if kind:
        even = data[: len(data) - len(data) % 2]
        return Decoded(even.decode(kind, errors="ignore").lstrip("\ufeff"), kind)
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8").lstrip("\ufeff"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(decode_cp1252(data), "cp1252", is_guess=True)


_UNASSIGNED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_CP1252 = tuple(chr(byte) if byte in _UNASSIGNED else bytes([byte]).decode("cp1252") for byte in range(256))
