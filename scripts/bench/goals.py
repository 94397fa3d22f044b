"""Rows about the goals page on the full sample: opened for the first time beside a week on screen, and shown anew."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.app import Options
from il_desktop.app.session import Session
from il_desktop.views.main_window import MainWindow
from il_desktop.views.shared import theme
from il_desktop.views.shared.dialogs import WindowAsk
from il_desktop.views.shared.frame import Frame
from scripts.bench.ratio import Row

ROUNDS = 7
ANEW = 9


def rows(large: Path, folder: Path) -> list[Row]:  # noqa: ARG001  the goal speaks of the full sample
    """Measure each first opening in a process of its own, as a person meets it."""
    full = folder / "full.ildesk"
    bootstrap.create_sample(full)
    first = Row("open the goals page for the first time, full sample", "ms CPU", "<= 150", 150)
    first.note = "imports, queries, widgets and paint; the week is on screen before"
    anew = Row("show the goals page anew after a change", "ms CPU", "<= 100", 100)
    for number in range(ROUNDS + 1):
        command = [sys.executable, "-m", "scripts.bench.goals", str(full)]
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        opened, shown = (float(part) for part in found.stdout.split()[-2:])
        if number:  # the first only warms the disk's cache
            first.ours.append(opened)
            anew.ours.append(shown)
    return [first, anew]


def _once(path: Path) -> tuple[float, float]:
    """Return the milliseconds of the first opening, and the median of showing it anew."""
    app = QApplication([])
    theme.install(app)
    desk = bootstrap.open_desk(path)
    frame = Frame()
    window = MainWindow(frame, desk, WindowAsk(), Session(Options()))
    window.begin("week")
    frame.resize(1440, 900)
    frame.setCentralWidget(window)
    frame.show()
    app.processEvents()
    began = time.process_time()
    window.go("goals")
    page = window.page("goals")
    if page is None:
        raise TypeError(page)
    app.processEvents()
    page.repaint()
    opened = time.process_time() - began
    spent = []
    for _ in range(ANEW):
        began = time.process_time()
        page.refresh()
        app.processEvents()
        page.repaint()
        spent.append(time.process_time() - began)
    frame.close()
    app.processEvents()
    desk.close()
    return opened * 1000, sorted(spent)[ANEW // 2] * 1000


if __name__ == "__main__":
    print(*_once(Path(sys.argv[1])))
