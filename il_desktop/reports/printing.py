"""Asks a process of its own for a PDF, so that the command line never loads Qt.

Decides how the two talk; what a page looks like is decided by `views.printing`, which the other process runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from il_desktop.domain.errors import BadFile
from il_desktop.reports import paper as papers
from il_desktop.reports.paper import Paper

FLAG = "--print-worker"
PAPER = "paper"
DOES_NOT_FIT, CANNOT_WRITE = "does_not_fit", "cannot_write"
_WAIT_S = 120


def paper_bytes(paper: Paper, out: Path) -> bytes:
    """Return a paper as PDF; raises BadFile, which names `out`."""
    return printed({"kind": PAPER, "paper": papers.to_json(paper)}, out)


def printed(asked: dict[str, Any], out: Path) -> bytes:
    """Return what is asked as PDF; `kind` says who prints it. Raises BadFile, naming `out`, with a reason of ours."""
    with tempfile.TemporaryDirectory(prefix="il-desktop-print-") as folder:  # 0700: nobody else looks in
        aside = Path(folder) / "pages.pdf"
        _print_apart(asked, aside, out)
        return aside.read_bytes()


def _print_apart(asked: dict[str, Any], aside: Path, out: Path) -> None:
    command = [sys.executable, "-m", "il_desktop", FLAG]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603  our own program
            command,
            input=json.dumps({**asked, "out": str(aside)}),
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=_WAIT_S,
            check=False,
        )
        answer = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError) as error:
        raise BadFile(out, "cannot_print") from error
    if "problem" in answer:
        raise BadFile(Path(answer.get("path", out)), answer["problem"])
