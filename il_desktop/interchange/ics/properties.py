"""One content line and what it says: name, parameters, value. Which of them mean anything is decided elsewhere."""

from __future__ import annotations

import re

from il_desktop.domain.light import NamedTuple

_DATE_PROPERTIES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DUE"})
_BEFORE_DATE = re.compile(r":(?=\s*\d{4}(?:\d\d|[-/.]\d\d?[-/.]))")
_PIECE = re.compile(r'(?:"[^"]*"|[^;"]|")+')
_PARAM_NAME = re.compile(r"\s*[A-Za-z0-9-]+\s*")
_NAME = re.compile(r"[\s\u200b-\u200d\u2060]*[A-Za-z][A-Za-z0-9._-]*\s*")
_QUOTED = re.compile(r"QUOTED-PRINTABLE", re.IGNORECASE)
_NO_PARAMS: dict[str, str] = {}
_MAX_HEADS = 1000  # remembered


class ContentLine(NamedTuple):
    """One unfolded line and the line of the file it began on, 1 is the first; `mended` is a finding's code or empty.

    `name` is in capitals, `rest` begins with the colon or semicolon after it.
    """

    number: int
    name: str
    rest: str
    mended: str = ""


class Property(NamedTuple):
    """One content line taken apart; parameter names are in capitals, the value is as written."""

    name: str
    params: dict[str, str]
    value: str
    line: int


class Head(NamedTuple):
    """What stands before a line's first colon, where that colon is sure to end the parameters.

    With `needs_date` it is sure only if a date follows: a zone's display name may hold a colon too.
    """

    name: str
    params: dict[str, str]
    needs_date: bool


class Heads:
    """The beginnings of lines seen before: a calendar says the same few thousands of times."""

    def __init__(self) -> None:
        self._known: dict[str, Head] = {}
        self.get = self._known.get

    def learn(self, text: str, line: ContentLine) -> None:
        """Remember how a line begins, unless its value goes on in the next lines or its first colon may be no end."""
        head, _, value = text.partition(":")
        if '"' in head or _QUOTED.search(head) or len(self._known) >= _MAX_HEADS:
            return
        found = parse_line(line)
        if found is not None and found.value == value:
            self._known[head] = Head(found.name, found.params, ";" in head and found.name in _DATE_PROPERTIES)


def rest_of(head: str, value: str) -> str:
    """Return what follows the name in a line that was split at its first colon."""
    name = _NAME.match(head)
    return f"{head[name.end() :] if name else ''}:{value}"


def parse_line(line: ContentLine) -> Property | None:
    """Take one content line apart; None when its parameters have no end."""
    rest = line.rest
    if rest[0] == ":":
        return Property(line.name, _NO_PARAMS, rest[1:], line.number)
    head, value = _split_value(line.name, rest[1:])
    return None if value is None else Property(line.name, _params(head), value, line.number)


def _split_value(name: str, rest: str) -> tuple[str, str | None]:
    """Find the colon that ends the parameters: outside quotes, and for dates not one inside a zone's display name."""
    if '"' not in rest:
        found = _BEFORE_DATE.search(rest) if name in _DATE_PROPERTIES else None
        if found:
            return rest[: found.start()], rest[found.end() :]
        head, mark, value = rest.partition(":")
        return head, value if mark else None
    in_quotes = False
    for index, mark in enumerate(rest):
        if mark == '"':
            in_quotes = not in_quotes
        elif mark == ":" and not in_quotes:
            return rest[:index], rest[index + 1 :]
    head, mark, value = rest.partition(":")  # a quote that never closes
    return head, value if mark else None


def _params(head: str) -> dict[str, str]:
    params: dict[str, str] = {}
    last = ""
    for piece in _PIECE.findall(head):
        name, mark, value = piece.partition("=")
        if mark and _PARAM_NAME.fullmatch(name):
            last = name.strip().upper()
            params.setdefault(last, value.strip().strip('"'))
        elif last:
            params[last] += ";" + piece  # an unquoted semicolon inside the value
    return params
