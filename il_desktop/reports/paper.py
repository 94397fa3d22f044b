"""A paper before it is a file: headings, texts, tables and pictures in order, without any layout.

The writers beside this module make it HTML, a Word document or a workbook; `views.printing` makes it a PDF. Every
text is plain: a writer escapes it. What may stand in a paper is decided by who fills it.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from il_desktop.domain.light import NamedTuple

SIZES = ("letter", "a4")
LOOKS = ("body", "lead", "muted", "strong")


class Heading(NamedTuple):
    """A heading; level 1 to 3 below the paper's own title."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph in one of `LOOKS`; line breaks are kept."""

    text: str
    look: str = "body"


class Bullets(NamedTuple):
    """A list of short texts."""

    items: tuple[str, ...]


class Facts(NamedTuple):
    """Pairs of a label and what it says."""

    pairs: tuple[tuple[str, str], ...]


class Column(NamedTuple):
    """A column: its heading, its share of the width, and whether it holds numbers."""

    title: str
    share: float = 1.0
    is_number: bool = False


Cell = str | int | float | None


class Table(NamedTuple):
    """A table with a name; `note` stands below it. A number is shown as it is: round before."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class Picture(NamedTuple):
    """A picture as PNG, with what it says in words; `width_mm` on paper."""

    png: bytes
    says: str
    width_mm: float = 160.0


class Columns(NamedTuple):
    """Parts side by side, each list of parts a column of the same width."""

    columns: tuple[tuple[Any, ...], ...]


class Break(NamedTuple):
    """A new page."""

    why: str = ""


Part = Heading | Text | Bullets | Facts | Table | Picture | Columns | Break
_KINDS: dict[str, Any] = {
    kind.__name__: kind for kind in (Heading, Text, Bullets, Facts, Table, Picture, Columns, Break, Column)
}


class Paper(NamedTuple):
    """A whole paper; `footer` is on each page. `fits` is the number of pages it must fit on, 0 for any number."""

    title: str
    parts: tuple[Part, ...] = ()
    subtitle: str = ""
    footer: str = ""
    size: str = "letter"
    is_landscape: bool = False
    fits: int = 0
    language: str = "en"

    def tables(self) -> list[Table]:
        """Return all tables, those in columns included, in order."""
        return [part for part in walk(self.parts) if isinstance(part, Table)]


def walk(parts: tuple[Any, ...]) -> list[Any]:
    """Return all parts in reading order, the insides of columns in place of the columns."""
    found: list[Any] = []
    for part in parts:
        if isinstance(part, Columns):
            for column in part.columns:
                found += walk(column)
        else:
            found.append(part)
    return found


def to_json(paper: Paper) -> str:
    """Return the paper as text, for the process that prints it."""
    return json.dumps(_plain(paper), ensure_ascii=False)


def from_json(text: str) -> Paper:
    """Read what `to_json` wrote."""
    values = json.loads(text)["Paper"]
    return Paper(**{name: _built(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    fields = getattr(value, "_fields", None)
    if fields is not None:
        return {type(value).__name__: {name: _plain(item) for name, item in zip(fields, value, strict=True)}}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(item) for item in value)
    if isinstance(value, dict):
        ((name, inside),) = value.items()
        if name == "bytes":
            return base64.b64decode(inside)
        return _KINDS[name](**{field: _built(item) for field, item in inside.items()})
    return value
