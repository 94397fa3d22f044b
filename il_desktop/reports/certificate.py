"""What stands on a certificate or a thank-you card, before anybody draws it; and the way to the process that does.

Plain records: who may be named is decided by `queries.outputs`, how a page looks by `views.printing`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.reports.printing import printed

CERTIFICATES, CARDS = "certificates", "cards"  # kinds of the print process
DESIGNS = {1: "Fine line", 2: "Plain", 3: "Double frame"}
MANY = 2000


class Certificate(NamedTuple):
    """One page, or one card: its person's name exactly as written, and what is said. Empty texts leave no gap."""

    name: str
    did: str = ""
    why: str = ""
    role: str = ""
    value: str = ""
    day: str = ""
    occasion: str = ""
    title: str = "Certificate of Recognition"


class CertificateStyle(NamedTuple):
    """What all pages share. `logo` is the path of a PNG or SVG file, empty for none; `year` stands in the seal."""

    school: str
    signer: str = ""
    signer_role: str = ""
    year: str = ""
    design: int = 1
    size: str = "letter"
    logo: str = ""


def certificate_bytes(kind: str, pages: tuple[Certificate, ...], style: CertificateStyle, out: Path) -> bytes:
    """Return certificates or cards as PDF, drawn by a process of its own; raises BadFile, which names `out`."""
    return printed({"kind": kind, **to_json(pages, style)}, out)


def to_json(pages: tuple[Certificate, ...], style: CertificateStyle) -> dict[str, Any]:
    """Return what the print process is told."""
    return {"pages": [list(page) for page in pages], "style": list(style)}


def from_json(asked: dict[str, Any]) -> tuple[tuple[Certificate, ...], CertificateStyle]:
    """Read what `to_json` wrote."""
    return tuple(Certificate(*page) for page in asked["pages"]), CertificateStyle(*asked["style"])
