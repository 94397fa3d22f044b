"""Rows about fifty thousand results brought in: the whole command, and whether the window goes on meanwhile."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from il_desktop.bootstrap import create_file, open_desk
from il_desktop.commands.readings import import_readings
from il_desktop.interchange.csv_readings import Wish, columns_of, plan_readings, read_results
from il_desktop.queries.readings import reading_basis
from il_desktop.views.shared import theme
from il_desktop.views.shared.long_save import LongSave
from scripts.bench.pages import open_window
from scripts.bench.ratio import Row, interleave

LAST = date(2025, 11, 20)
MEASURES, DAYS, GROUPS = 50, 20, 50
ROUNDS = 3


def rows(_large: Path, folder: Path) -> list[Row]:
    """Measure the command `import readings` on a file of 50 measures, 20 days and 50 groups."""
    table = folder / "fifty-thousand.csv"
    table.write_text(_table())
    row = Row("import 50,000 readings, the whole command", "s CPU", "<= 5", 5.0)
    gap = Row("longest gap of a 5 ms tick in the window while 50,000 readings are written", "ms", "<= 33", 33.0)
    gap.note = "wall time: on a busy machine the window itself waits"
    return [
        interleave(row, partial(_import, folder, table), None, ROUNDS),
        interleave(gap, partial(_longest_gap, folder, table), None, ROUNDS),
    ]


def _import(folder: Path, table: Path) -> float:
    file = _new_file(folder)
    command = [sys.executable, "-m", "il_desktop", "import", "readings", str(table), "--new-measures", "--file"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, str(file)], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _new_file(folder: Path) -> Path:
    file = folder / "readings.ildesk"
    for old in folder.glob("readings.ildesk*"):
        old.unlink()
    create_file(file)
    return file


def _longest_gap(folder: Path, table: Path) -> float:
    """Write all of them as the window does, and return the longest time in which it did nothing else, ms."""
    app = QApplication.instance() or QApplication([])
    theme.install(app)  # pyright: ignore[reportArgumentType]  the offscreen application
    desk = open_desk(_new_file(folder))
    desk.warm()
    basis = desk.read(reading_basis, LAST)
    read = read_results(table.read_bytes(), table)
    plan = plan_readings(read, columns_of(read, basis), basis, Wish(makes_measures=True))
    window = open_window(desk)
    clock, loop = _Tick(), QEventLoop()
    save = LongSave(window.shell, window, "Bringing in readings")
    save.over.connect(loop.quit)
    clock.timer.start()
    clock.tick()
    clock.longest = 0.0
    save.start(import_readings, plan, save.meter.tell)
    loop.exec()
    clock.tick()
    clock.timer.stop()
    if desk.read(lambda reader: reader.value("SELECT count(*) FROM reading")) != len(plan.writes):
        raise AssertionError(plan)
    window.frame.close()
    app.processEvents()
    desk.close()
    return clock.longest * 1000


class _Tick(QObject):
    """A timer of 5 ms that remembers the longest time between two ticks, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(5)
        self.timer.timeout.connect(self.tick)

    @Slot()
    def tick(self) -> None:
        """Note how long ago the last one was."""
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


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
