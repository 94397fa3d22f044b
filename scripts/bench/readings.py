"""Rows about results brought in: fifty thousand readings, the whole command in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from il_desktop.bootstrap import create_file
from scripts.bench.ratio import Row, interleave

MEASURES, DAYS, GROUPS = 50, 20, 50
ROUNDS = 3


def rows(_large: Path, folder: Path) -> list[Row]:
    """Measure the command `import readings` on a file of 50 measures, 20 days and 50 groups."""
    table = folder / "fifty-thousand.csv"
    table.write_text(_table())
    row = Row("import 50,000 readings, the whole command", "s", "<= 5", 5.0)
    return [interleave(row, partial(_import, folder, table), None, ROUNDS)]


def _import(folder: Path, table: Path) -> float:
    file = folder / "readings.ildesk"
    for old in folder.glob("readings.ildesk*"):
        old.unlink()
    create_file(file)
    command = [sys.executable, "-m", "il_desktop", "import", "readings", str(table), "--new-measures", "--file"]
    began = time.perf_counter()
    subprocess.run([*command, str(file)], capture_output=True, check=True)  # noqa: S603  our own program
    return time.perf_counter() - began


def _table() -> str:
    lines = ["Measure,Date,Group dimension,Group,Grade,Number,Out of"]
    lines += [
        f"Measure {measure},2025-{1 + day % 10:02}-{1 + day:02},program,Group {group},{6 + group % 3},{group},{80 + day}"
        for measure in range(MEASURES)
        for day in range(DAYS)
        for group in range(GROUPS)
    ]
    return "\n".join(lines)
