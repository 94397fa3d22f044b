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
from il_desktop.reports import letter, paper, printing, week_sheet
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
    if kind == letter.LETTERS:
        from il_desktop.views.printing.letters import write_letters  # noqa: PLC0415  one kind a run

        return write_letters(*letter.from_json(asked), out)
    if kind == week_sheet.WEEK:
        from il_desktop.views.printing.week_pdf import write_week  # noqa: PLC0415  one kind a run

        return write_week(week_sheet.from_json(asked["sheet"]), out)
    raise ValueError(kind)
