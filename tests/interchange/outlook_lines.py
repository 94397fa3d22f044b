"""The lines of a calendar file as the model of Outlook sees them: components, and times as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Refused(ValueError):
    """Outlook would not take the object."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


@dataclass(frozen=True)
class Line:
    """A content line: name, parameters, raw value."""

    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    """A BEGIN/END pair with its lines and the components inside it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def text(self, name: str, missing: str = "") -> str:
        line = self.first(name)
        return missing if line is None else line.value


def components(text: str) -> tuple[list[Component], list[str]]:
    """Return the calendars, and the names of the lines that stand before the first component inside the first."""
    top = Component("")
    stack = [top]
    header: list[str] = []
    for raw in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if not raw:
            continue
        line = _line(raw)
        if line.name == "BEGIN":
            stack.append(Component(line.value))
            stack[-2].inside.append(stack[-1])
        elif line.name == "END":
            if stack.pop().name != line.value:
                raise Refused(what="BEGIN and END do not match")
        elif len(stack) == 2 and stack[1].inside:
            continue  # calendar properties behind a component are not read
        else:
            stack[-1].lines.append(line)
            if len(stack) == 2:
                header.append(line.name)
    if len(stack) != 1:
        raise Refused(what="a component is open at the end")
    return top.inside, header


def _line(raw: str) -> Line:
    head, colon, value = raw.partition(":")
    if not colon:
        raise Refused(what=f"no content line: {raw}")
    name, *params = head.split(";")
    return Line(name, dict(param.split("=", 1) for param in params), value)


def naive(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S")
    except ValueError as error:
        raise Refused(what=f"time {text!r}") from error


def utc(text: str) -> datetime:
    return naive(text.removesuffix("Z")).replace(tzinfo=UTC)
