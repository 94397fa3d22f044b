"""Rows about calendars that come in, each side a whole process: CPU seconds with those of its helpers, peak memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from il_desktop.bootstrap import create_file
from scripts.bench.ratio import Row, interleave

EVENTS = 10_000
ROUNDS = 3
ZONE = "America/New_York"


def rows(_large: Path, folder: Path) -> list[Row]:
    """Measure an import of ten thousand plain events and the memory of its reader."""
    calendar = folder / "ten-thousand.ics"
    calendar.write_bytes(_calendar())
    row = Row("import 10,000 events / icalendar + ORM add_all", "s CPU", "<= 0.25", 0.25)
    ours = partial(_import, folder, ["-m", "il_desktop", "import", "ics", str(calendar), "--file"])
    yardstick = partial(_import, folder, ["-m", "scripts.bench.import_yardstick", str(calendar)])
    memory = Row("peak memory of the reader, 10,000 events", "MiB", "<= 300", 300.0)
    return [
        interleave(row, ours, yardstick, ROUNDS),
        interleave(memory, partial(_reader_mib, calendar), None, 1),
    ]


def _import(folder: Path, arguments: list[str]) -> float:
    file = folder / "import.ildesk"
    for old in folder.glob("import.ildesk*"):
        old.unlink()
    create_file(file)
    return _cpu(lambda: _run([*arguments, str(file)]))


def _reader_mib(calendar: Path) -> float:
    """Return the peak of the process that reads; it is told by the process itself, others measured before stay out."""
    code = (
        "import resource, sys; from il_desktop.interchange import worker; "
        "worker.main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = _run(["-c", code, str(calendar), ZONE])
    return int(done.stderr.split()[-1]) / 1024


def _run(arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=True)


def _cpu(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _calendar() -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yardstick//EN"]
    first = date(2025, 8, 18)
    for number in range(EVENTS):
        day, hour = first + timedelta(days=number // 30), 8 + number % 10
        lines += [
            "BEGIN:VEVENT",
            f"UID:event-{number}@example.org",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART;TZID={ZONE}:{day:%Y%m%d}T{hour:02}0000",
            f"DTEND;TZID={ZONE}:{day:%Y%m%d}T{hour:02}4500",
            f"SUMMARY:Meeting number {number}\\, with a comma",
            "LOCATION:Room 12",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()
