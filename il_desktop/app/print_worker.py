"""Prints for the command line, which itself stays free of Qt: a process of its own, offscreen, one paper and out.

Reads `{"kind": …, "out": …, …}` as JSON from standard input and answers with one line of JSON: the number of pages, or
the name of what went wrong. `reports.printing` is the other end.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from il_desktop.domain.errors import BadFile
from il_desktop.reports import paper, printing
from il_desktop.reports.certificate import CARDS, CERTIFICATES, from_json
from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf


def main() -> int:
    """Print what standard input asks for; 0 also when the answer tells a problem."""
    asked = json.load(sys.stdin)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication(["il-desktop"])
    try:
        answer = {"pages": _print(asked["kind"], asked, Path(asked["out"]))}
    except BadFile as error:
        answer = {"problem": error.reason, "path": str(error.path)}
    except DoesNotFit:
        answer = {"problem": printing.DOES_NOT_FIT}
    except OSError:
        answer = {"problem": printing.CANNOT_WRITE}
    sys.stdout.write(json.dumps(answer) + "\n")
    del app
    return 0


def _print(kind: str, asked: dict[str, Any], out: Path) -> int:
    if kind == printing.PAPER:
        return write_pdf(paper.from_json(asked["paper"]), out)
    if kind in {CERTIFICATES, CARDS}:
        from il_desktop.views.printing.certificates import write_cards, write_certificates  # noqa: PLC0415  one kind a run

        pages, style = from_json(asked)
        return (write_cards if kind == CARDS else write_certificates)(pages, style, out)
    raise ValueError(kind)
