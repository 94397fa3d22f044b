"""Content lines to components: names, parameters, values, nesting. Closes what was left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from il_desktop.interchange.ics.decode import MAX_FINDINGS
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.properties import ContentLine, Property, parse_line

MAX_COMPONENTS = 20_000
MAX_DEPTH = 6
MAX_PROPERTIES = 2_000
_TOP_LEVEL = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})


class Component:
    """A component with its properties and parts; `is_closed` is False when its END never came."""

    __slots__ = ("firsts", "is_closed", "line", "mended", "name", "parent", "parts", "repeated")

    def __init__(self, name: str, line: int, parent: Component | None = None) -> None:
        self.name = name
        self.line = line
        self.parent = parent
        self.firsts: dict[str, Property] = {}  # of each name
        self.repeated: list[Property] = []  # those of a name that was there before
        self.parts: list[Component] = []
        self.mended: list[str] = []  # codes of findings about its lines
        self.is_closed = False

    def first(self, name: str) -> Property | None:
        """Return the first property of a name; a repeated one does not count."""
        return self.firsts.get(name)

    def text(self, name: str) -> str:
        """Return the raw value of the first property of a name, empty when there is none."""
        found = self.firsts.get(name)
        return found.value.strip() if found else ""

    def every(self, name: str) -> list[Property]:
        """Return all properties of a name."""
        first = self.firsts.get(name)
        return [first, *(found for found in self.repeated if found.name == name)] if first else []

    def walk(self) -> Iterator[Component]:
        """Yield this component and everything inside, in file order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parse_components(lines: Iterable[ContentLine | Property]) -> tuple[tuple[Component, ...], tuple[Finding, ...]]:
    """Return the outermost components and what was noticed; lines outside any component are passed over."""
    builder = _Builder()
    for line in lines:
        if isinstance(line, Property):
            builder.take(line, "")
        elif parsed := parse_line(line):
            builder.take(parsed, line.mended)
        if builder.is_full:
            break
    builder.close_all()
    return tuple(builder.roots), tuple(builder.findings)


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
            if found.name not in component.firsts:
                component.firsts[found.name] = found
            elif len(component.firsts) + len(component.repeated) < MAX_PROPERTIES:
                component.repeated.append(found)
            else:  # a first property of its name always counts: the end may stand behind two thousand guests
                self._note("too_many_lines", found.line)
                return
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
