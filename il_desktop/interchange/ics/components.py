"""Content lines to components: names, parameters, values, nesting. Closes what was left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from il_desktop.interchange.ics.decode import MAX_FINDINGS, ContentLine
from il_desktop.interchange.ics.findings import Finding

MAX_COMPONENTS = 20_000
MAX_DEPTH = 6
MAX_PROPERTIES = 2_000
_DATE_PROPERTIES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DUE"})
_BEFORE_DATE = re.compile(r":(?=\s*\d{4}(?:\d\d|[-/.]\d\d?[-/.]))")
_NO_PARAMS: dict[str, str] = {}
_TOP_LEVEL = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})


class Property(NamedTuple):
    """One content line taken apart; parameter names are in capitals, the value is as written."""

    name: str
    params: dict[str, str]
    value: str
    line: int


@dataclass(slots=True)
class Component:
    """A component with its properties and parts; `is_closed` is False when its END never came."""

    name: str
    line: int
    parent: Component | None = None
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)  # codes of findings about its lines
    is_closed: bool = False
    _firsts: dict[str, Property] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """Return the first property of a name; a repeated one does not count."""
        return self._firsts.get(name)

    def add(self, found: Property) -> None:
        """Put a property behind the others."""
        self.properties.append(found)
        self._firsts.setdefault(found.name, found)

    def text(self, name: str) -> str:
        """Return the raw value of the first property of a name, empty when there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""

    def every(self, name: str) -> list[Property]:
        """Return all properties of a name."""
        return [found for found in self.properties if found.name == name]

    def walk(self) -> Iterator[Component]:
        """Yield this component and everything inside, in file order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parse_components(lines: Iterable[ContentLine]) -> tuple[tuple[Component, ...], tuple[Finding, ...]]:
    """Return the outermost components and what was noticed; lines outside any component are passed over."""
    builder = _Builder()
    for line in lines:
        parsed = parse_line(line)
        if parsed is not None:
            builder.take(parsed, line.mended)
        if builder.is_full:
            break
    builder.close_all()
    return tuple(builder.roots), tuple(builder.findings)


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
    for piece in re.findall(r'(?:"[^"]*"|[^;"]|")+', head):
        name, mark, value = piece.partition("=")
        if mark and re.fullmatch(r"\s*[A-Za-z0-9-]+\s*", name):
            last = name.strip().upper()
            params.setdefault(last, value.strip().strip('"'))
        elif last:
            params[last] += ";" + piece  # an unquoted semicolon inside the value
    return params


class _Builder:
    """Puts properties into components, with a stack that mends missing and swapped ENDs."""

    def __init__(self) -> None:
        self.roots: list[Component] = []
        self.findings: list[Finding] = []
        self.is_full = False
        self._stack: list[Component] = []
        self._count = 0
        self._skipped = 0  # how many components deeper than we look are open

    def take(self, found: Property, mended: str) -> None:
        if found.name == "BEGIN":
            self._open(found.value.strip().upper(), found.line)
        elif found.name == "END":
            self._close(found.value.strip().upper(), found.line)
        elif self._stack and not self._skipped:
            component = self._stack[-1]
            if len(component.properties) >= MAX_PROPERTIES and component.first(found.name):
                # A first property of its name always counts: the end may stand behind two thousand guests.
                self._note("too_many_lines", found.line)
                return
            component.add(found)
            if mended and mended not in component.mended:
                component.mended.append(mended)

    def close_all(self) -> None:
        for component in self._stack:
            if component.name != "VCALENDAR" and not self.is_full:
                self._note("cut_off", component.line)
        self._stack.clear()

    def _open(self, name: str, line: int) -> None:
        if name in _TOP_LEVEL:
            self._skipped = 0
            # These never stand inside an event: the END of what is open got lost.
            while self._stack and (self._stack[-1].name != "VCALENDAR" or name == "VCALENDAR"):
                self._mend(line)
            self._count += 1
            if self._count > MAX_COMPONENTS:
                self._note("too_many_components", line)
                self.is_full = True
                return
        parent = self._stack[-1] if self._stack else None
        if self._skipped or len(self._stack) >= MAX_DEPTH or (parent and len(parent.parts) >= MAX_COMPONENTS):
            self._skipped += 1
            self._note("too_deep", line)
            return
        component = Component(name, line, parent)
        (parent.parts if parent else self.roots).append(component)
        self._stack.append(component)

    def _close(self, name: str, line: int) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if not any(component.name == name for component in self._stack):
            return
        while self._stack[-1].name != name:
            self._mend(line)
        self._stack.pop().is_closed = True

    def _mend(self, line: int) -> None:
        component = self._stack.pop()
        if component.name != "VCALENDAR":
            self._note("end_missing", line)

    def _note(self, code: str, line: int) -> None:
        """Note a finding; one of a kind is enough to say that the file is not whole, twenty are enough to find it."""
        if sum(finding.code == code for finding in self.findings) < (1 if code.startswith("too_") else MAX_FINDINGS):
            self.findings.append(Finding(code, str(line)))
