"""Rows about the start: from the spawn of the process to the painted window, against an empty PySide6 window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from il_desktop import bootstrap
from scripts.bench.ratio import Row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9


def rows(large: Path, folder: Path) -> list[Row]:
    """Measure both by turns; the first round of each only warms the disk's cache."""
    bootstrap.open_desk(large).close()  # seals the file, as every clean end does
    window = Row("window with rail and grid painted / empty PySide6 window", "ms", "<= 1.5", 1.5)
    content = Row("this week's blocks on screen, 20-year file / empty window", "ms", "<= 2.5", 2.5)
    memory = Row("memory at first paint / empty window (PSS)", "MiB", "<= 1.6", 1.6)
    drawn = Row("memory with the week's blocks drawn / empty window (PSS)", "MiB", "<= 1.6", 1.6)
    drawn.note = "stricter than the goal, which is at first paint"
    heavy: set[str] = set()
    for number in range(ROUNDS + 1):
        empty, ours = _start("empty", folder), _start("ours", folder, str(large))
        frame = _start("frame", folder, str(large))
        if number == 0:
            continue
        for row, yardstick, found in (
            (window, empty["window"], ours["window"]),
            (content, empty["window"], ours["content"]),
            (memory, empty["mib"], frame["mib"]),
            (drawn, empty["mib"], ours["mib"]),
        ):
            row.yardstick.append(yardstick)
            row.ours.append(found)
        heavy |= set(ours["heavy"])
    modules = Row("heavy modules loaded at first paint", "modules", "0", 0, ours=[float(len(heavy))])
    modules.note = ", ".join(sorted(heavy))
    return [window, content, memory, drawn, modules]


def _start(kind: str, folder: Path, *rest: str) -> dict[str, Any]:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {
        **inherited,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "DISPLAY": ":none",  # the offscreen window counts as a display
    }
    command = [sys.executable, str(ROOT / "scripts" / "bench" / "child.py"), kind, str(time.monotonic_ns()), *rest]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode or not done.stdout:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
