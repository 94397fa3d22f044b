"""Reads a foreign calendar in a fresh process with limits of time and memory, and takes JSON back.

So nothing can hang, and no time zone of one file reaches the next. The process is killed when it overruns. Limits of
memory and CPU need POSIX; Windows has the time limit alone.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import il_desktop
from il_desktop.domain.errors import BadFile
from il_desktop.interchange.ics.decode import MAX_BYTES
from il_desktop.interchange.ics.incoming import CalendarRead, from_json, to_json

if TYPE_CHECKING:
    from subprocess import Popen

FLAG = "--calendar-worker"  # `__main__` hands over to `main` when it is the first argument
MAX_SECONDS = 15
MAX_CPU_SECONDS = 10
BYTES_A_SECOND = 4 * 1024 * 1024  # a long file is given so much more time
MAX_MEMORY = 1024 * 1024 * 1024


class Reading:
    """A file being read by a process of its own; other work can go on until `result` is asked for."""

    def __init__(self, path: Path, process: Popen[bytes], seconds: float) -> None:
        self._path = path
        self._process = process
        self._until = time.monotonic() + seconds

    def result(self) -> CalendarRead:
        """Wait for what was read; raise BadFile when it is no calendar, or takes too much."""
        from subprocess import TimeoutExpired  # noqa: PLC0415  the worker itself starts none

        try:
            output, _ = self._process.communicate(timeout=max(0.0, self._until - time.monotonic()))
        except TimeoutExpired:
            raise BadFile(self._path, "too_slow") from None
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.communicate()
        return _answer(self._path, self._process.returncode, output)


def begin(path: Path, school_tz: str, *, seconds: float = MAX_SECONDS) -> Reading:
    """Start to read a calendar file in its own process; raise BadFile when it is missing or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(path, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
        with path.open("rb"):
            pass
    except OSError as error:
        raise BadFile(path, "missing" if isinstance(error, FileNotFoundError) else "unreadable") from error
    import subprocess  # noqa: PLC0415  the worker itself starts none

    process = subprocess.Popen(  # noqa: S603  our own program with two arguments, no shell
        [*_worker(), str(path), school_tz],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would flash a console
    )
    return Reading(path, process, seconds + size // BYTES_A_SECOND)


def read_isolated(path: Path, school_tz: str, *, seconds: float = MAX_SECONDS) -> CalendarRead:
    """Read a calendar file in its own process; raise BadFile when it is missing, no calendar, or takes too much."""
    return begin(path, school_tz, seconds=seconds).result()


def main(arguments: list[str]) -> int:
    """Be the worker: read the file named by the arguments and print the result as JSON."""
    from il_desktop.interchange.ics.read import read_calendar  # noqa: PLC0415  only the worker needs the readers

    path = Path(arguments[0])
    limit_self(MAX_CPU_SECONDS + path.stat().st_size // BYTES_A_SECOND)
    gc.disable()  # a short life without cycles worth finding: a quarter of the time went into looking for them
    try:
        answer = {"read": read_calendar(path.read_bytes(), path, arguments[1])}
    except BadFile as problem:
        answer = {"bad_file": [problem.reason, problem.detail]}
    except MemoryError:
        answer = {"bad_file": ["too_large", ""]}
    sys.stdout.buffer.write(to_json(answer))
    sys.stdout.flush()
    return 0


def _answer(path: Path, code: int, output: bytes) -> CalendarRead:
    if code:
        # Killed by the CPU or memory limit, or a defect in the reader: the file is not used, the program goes on.
        raise BadFile(path, "too_slow" if code < 0 else "unreadable")
    try:
        answer = json.loads(output)
        if "bad_file" in answer:
            reason, detail = answer["bad_file"]
            raise BadFile(path, str(reason), str(detail))
        return from_json(answer["read"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(path, "unreadable") from error


def program() -> list[str]:
    """Return the command that starts this very program again."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "il_desktop"]


def _worker() -> list[str]:
    """Return how the reader starts: without what Python loads for packages it has no use for, a third of its start."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    begin = "import sys; from il_desktop.interchange.worker import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-S", "-P", "-c", begin]


def environment() -> dict[str, str]:
    """Let the worker find this very package, installed or not, and what this process finds."""
    here = str(Path(il_desktop.__file__).parents[1])
    paths = dict.fromkeys([here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)), *sys.path[1:]])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def limit_self(cpu_seconds: int = MAX_CPU_SECONDS) -> None:
    """Bound the memory and time of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
