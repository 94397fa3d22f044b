"""What a letter says, before anybody draws it; and the way to the process that does.

Plain records: who may be written to is decided by `queries.outputs`, how a page looks by `views.printing.letters`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.reports.certificate import CertificateStyle
from il_desktop.reports.printing import printed

LETTERS = "letters"  # kind of the print process


class Letter(NamedTuple):
    """One letter: to whom (name, then what they do), the day, and what it says. Empty texts leave no gap."""

    name: str
    role: str
    day: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str = "With thanks,"


def letters_bytes(letters: tuple[Letter, ...], style: CertificateStyle, out: Path) -> bytes:
    """Return letters as PDF, drawn by a process of its own; raises BadFile, which names `out`."""
    return printed({"kind": LETTERS, "pages": [list(each) for each in letters], "style": list(style)}, out)


def from_json(asked: dict[str, Any]) -> tuple[tuple[Letter, ...], CertificateStyle]:
    """Read what `letters_bytes` asks of the print process."""
    letters = tuple(Letter(*each)._replace(paragraphs=tuple(each[4])) for each in asked["pages"])
    return letters, CertificateStyle(*asked["style"])
