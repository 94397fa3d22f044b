"""Rows about results brought in: fifty thousand readings, the whole command: CPU seconds, as the machine is shared."""

from __future__ import annotations

import resource
import subprocess
import sys
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
    row = Row("import 50,000 readings, the whole command", "s CPU", "<= 5", 5.0)
    return [interleave(row, partial(_import, folder, table), None, ROUNDS)]


def _import(folder: Path, table: Path) -> float:
    file = folder / "readings.ildesk"
    for old in folder.glob("readings.ildesk*"):
        old.unlink()
    create_file(file)
    command = [sys.executable, "-m", "il_desktop", "import", "readings", str(table), "--new-measures", "--file"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, str(file)], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _table() -> str:
    lines = ["Measure,Date,Dimension,Group,Grade,Number,Out of"]
    lines += [
        f"Measure {measure},{_day(day)},program,Group {group},{6 + group % 3},{group},{90 - day}"
        for measure in range(MEASURES)
        for day in range(DAYS)
        for group in range(GROUPS)
    ]
    return "\n".join(lines)


def _day(number: int) -> str:
    return f"2025-{1 + number % 10:02}-{1 + number:02}"
