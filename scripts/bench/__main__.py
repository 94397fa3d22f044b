"""`python3 dev.py bench [group …]`: the groups below, as ratios in one table."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from il_desktop import bootstrap
from scripts.bench.groups import measure
from scripts.bench.ratio import Row, table

GROUPS = (
    "start",
    "pages",
    "calendars",
    "imports",
    "readings",
    "search",
    "planner",
    "goals",
    "charts",
    "people",
    "recognition",
)


def main(names: list[str]) -> int:
    """Measure the named groups, or all; return 1 when a goal was missed."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"There is no row group “{unknown[0]}”. Choose from: {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="il-desktop-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        large = Path(folder) / "large.ildesk"
        print("Making the large file …", flush=True)
        bootstrap.create_sample(large, size="large")
        rows: list[Row] = []
        try:
            for name in names or GROUPS:
                print(f"Measuring {name} …", flush=True)
                own = Path(folder) / name
                own.mkdir()
                rows += _apart(name, large, own)
        finally:
            print(table(rows))  # a group that fails takes no other's figures along
    return 0 if all(row.reached for row in rows) else 1


def _apart(name: str, large: Path, folder: Path) -> list[Row]:
    """Measure a group in a process of its own: neither memory shared nor objects left by another group count."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, name, large, folder).result()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
