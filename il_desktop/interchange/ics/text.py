"""The letters of an iCalendar file: escaping, cleaning and folding (RFC 5545, 3.1 and 3.3.11)."""

from __future__ import annotations

from functools import lru_cache

MAX_SUMMARY = 255  # Exchange's limit for a subject

# A CR or LF in a title would inject properties; U+0085, U+2028 and U+2029 end lines in some readers.
_CLEAN: dict[int, str | None] = dict.fromkeys((*range(32), 127, *range(128, 160))) | {
    0x09: "\t",
    0x0A: "\\n",
    0x85: " ",
    0x2028: " ",
    0x2029: " ",
    ord("\\"): "\\\\",
    ord(";"): "\\;",
    ord(","): "\\,",
}


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a TEXT value: separators and line ends escaped, control characters left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)


def shorten(text: str, limit: int = MAX_SUMMARY) -> str:
    """Cut at a word and end with `…` when the text is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return at_word.rstrip(" ,;") + "…"


def fold(line: str) -> str:
    """Break a content line into lines of at most 75 octets, never inside a character."""
    if len(line) <= 75 and line.isascii():
        return line
    raw = line.encode()
    if len(raw) <= 75:
        return line
    pieces: list[bytes] = []
    start, room = 0, 75
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # a continuation byte: step back to the character's first byte
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, 74  # the blank that marks a continuation counts
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces).decode()
