"""Kills each flow at every call that changes a file, and lets each such call fail, one after the other.

Usage: python scripts/fault_calls.py [--every N] [--only FLOW] [--errors]

Whatever the moment: the file is as before or as after, never between; what was reported as saved is there; the program
opens the file again and saves into it. With `--errors` no call kills, each fails in turn (no room, input/output error):
what is told as not saved is not there, what is not told as such is, and the next save works. Needs gcc; without it
nothing is proven, and the run fails. Exit 0 when the promise was kept.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import faults  # beside this file

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import SystemClock
from il_desktop.domain.errors import FileProblem
from il_desktop.store import backup, migrate
from il_desktop.store.schema import SCHEMA_VERSION, read_header

ROOT = Path(__file__).parents[1]
ERRORS = (errno.ENOSPC, errno.EIO)
TOLD, FAILED = 3, 4  # exit codes of a child: it told a problem; it was told one that it should not have met


@dataclass(frozen=True)
class Flow:
    """What is done, from a file that holds `before`; the file then holds one of `may_hold`."""

    name: str
    work: Callable[[Path, Arm], None]
    may_hold: tuple[int, int]


class Arm:
    """The injected library: `strike` arms it for the block of work that counts."""

    def __init__(self, at: int, error: int = 0) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.fault_arm.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._library.fault_disarm.restype = ctypes.c_long
        self._at, self._error = at, error
        self.count = 0

    def __enter__(self) -> None:
        self._library.fault_arm(self._at, self._error, 0)

    def __exit__(self, *_: object) -> None:
        self.count = self._library.fault_disarm()


def save(path: Path, arm: Arm) -> None:
    """Save 3 over 2."""
    _with_desk(path, lambda desk: desk.run(faults.count_up, 3), arm)


def undo(path: Path, arm: Arm) -> None:
    """Take 2 back to 1."""
    _with_desk(path, lambda desk: desk.undo(), arm)


def close(path: Path, arm: Arm) -> None:
    """Close and seal the file after a save of 3."""
    desk = bootstrap.open_desk(path)
    desk.run(faults.count_up, 3)
    with arm:
        desk.close()


def back_up(path: Path, arm: Arm) -> None:
    """Write a verified backup."""
    _with_desk(path, lambda desk: desk.backup_now(), arm)


def restore(path: Path, arm: Arm) -> None:
    """Put the backup, which holds 1, in the file's place."""
    with arm:
        bootstrap.restore_file(path, bootstrap.backups_of(path)[-1])


def upgrade(path: Path, arm: Arm) -> None:
    """Bring the file to the next schema."""
    with arm:
        migrate.upgrade(path, SystemClock(), scripts=str(path.parent / "next"), target=SCHEMA_VERSION + 1)


def create(path: Path, arm: Arm) -> None:
    """Make a new file beside the other."""
    with arm:
        bootstrap.create_file(path.with_name("new.ildesk"))


def rescue(path: Path, arm: Arm) -> None:
    """Save what can be read into a new file and put that in the file's place."""
    with arm:
        found = bootstrap.salvage_file(path, bootstrap.salvaged_path(path))
        bootstrap.adopt_file(found.path, path)


FLOWS = (
    Flow("save", save, (2, 3)),
    Flow("undo", undo, (2, 1)),
    Flow("close", close, (3, 3)),
    Flow("backup", back_up, (2, 2)),
    Flow("restore", restore, (2, 1)),
    Flow("upgrade", upgrade, (2, 2)),
    Flow("create", create, (2, 2)),
    Flow("rescue", rescue, (2, 2)),
)


WHOLE_FILE = ("restore", "rescue")


def _with_desk(path: Path, work: Callable[[Desk], object], arm: Arm) -> None:
    desk = bootstrap.open_desk(path)
    desk.read(faults.numbers)
    desk.history()
    with arm:
        work(desk)
    desk.close()


def prepare(folder: Path) -> Path:
    """Make a file that holds 2, with a backup that holds 1 and an upgrade to come."""
    folder.mkdir()
    path = folder / "school.ildesk"
    bootstrap.create_file(path)
    desk = bootstrap.open_desk(path)
    desk.run(faults.count_up, 1)
    desk.backup_now()
    desk.run(faults.count_up, 2)
    desk.close()
    scripts = folder / "next"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
    text = faults.NEXT_MIGRATION.format(now=SCHEMA_VERSION, next=SCHEMA_VERSION + 1)
    (scripts / "versions" / "next.py").write_text(text)
    return path


def in_child(work: Callable[[], int]) -> int:
    """Run in a fork; return the exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            code = work()
        except FileProblem:
            code = TOLD
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def count_calls(flow: Flow, pristine: Path, folder: Path) -> int:
    """Return how many calls of a flow change a file."""
    path = fresh(pristine, folder)
    read_end, write_end = os.pipe()

    def work() -> int:
        arm = Arm(0)
        flow.work(path, arm)
        os.write(write_end, str(arm.count).encode())
        return 0

    code = in_child(work)
    os.close(write_end)
    said = os.read(read_end, 20)
    os.close(read_end)
    if code or not said or said == b"0":
        raise faults.Broken(what=f"{flow.name}: the flow itself does not work ({code})")
    return int(said)


def fresh(pristine: Path, folder: Path) -> Path:
    """Return the file in a new copy of its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine.parent, folder)
    return folder / pristine.name


def strike(flow: Flow, path: Path, at: int, error: int) -> bool:
    """Let the flow meet one fault and look at what is left; return whether it fired."""

    def work() -> int:
        flow.work(path, Arm(at, error))
        return 0

    code = in_child(work)
    if code == FAILED:
        raise faults.Broken(what=f"{flow.name}: call {at} ended in an error that is no sentence")
    before, after = flow.may_hold
    allowed = {before, after} if code < 0 else {before} if code == TOLD else {after}
    if code == TOLD and flow.name in WHOLE_FILE:
        allowed = {before, after}  # the folder may not have been synced after the rename: what is told is that
    look(flow, path, at, allowed)
    return code == -signal.SIGKILL if error == 0 else True


def look(flow: Flow, path: Path, at: int, allowed: set[int]) -> None:
    """Open what is left as the program does, check it in full, save into it; raise Broken when it is not in order."""
    if flow is not FLOWS[5] or read_header(path).user_version == SCHEMA_VERSION:
        found = faults.only(faults.read(path))
        if found not in allowed:
            raise faults.Broken(what=f"{flow.name}: call {at} left {found} instead of {sorted(allowed)}")
        bootstrap.check_file(path)
        desk = bootstrap.open_desk(path)
        desk.run(faults.count_up, 9)
        desk.close()
        if faults.read(path) != {9}:
            raise faults.Broken(what=f"{flow.name}: after call {at} nothing could be saved")
    bad = [packed.name for packed in backup.backups(path) if backup.verify(packed) is None]
    if bad:
        raise faults.Broken(what=f"{flow.name}: call {at} left a backup that proves bad: {bad}")
    made = path.with_name("new.ildesk")
    if made.exists():
        bootstrap.check_file(made)


def run(folder: Path, every: int, only: str, *, errors: bool) -> str:
    """Strike every flow at every call; return what happened."""
    pristine = prepare(folder / "pristine")
    Desk.warm()  # once for all children
    lines = []
    what = "each told or harmless" if errors else "each left the file as before or as after"
    for flow in FLOWS:
        if only and flow.name != only:
            continue
        calls = count_calls(flow, pristine, folder / "work")
        kinds = ERRORS if errors else (0,)
        fired = 0
        for at in range(1, calls + 1, every):
            for error in kinds:
                fired += strike(flow, fresh(pristine, folder / "work"), at, error)
        wanted = len(range(1, calls + 1, every)) * len(kinds)
        if fired < wanted:
            raise faults.Broken(what=f"{flow.name}: only {fired} of {wanted} faults fired")
        lines.append(f"{flow.name}: {fired} faults at {calls} calls, {what}")
    return "\n".join(lines)


def build_library(folder: Path) -> Path:
    """Compile the injected library; raise Broken when there is no compiler."""
    if shutil.which("gcc") is None:
        raise faults.Broken(what="gcc is missing (Debian: apt-get install gcc libc6-dev); nothing was proven")
    library = folder / "fault_calls.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def main() -> int:
    """Run all flows; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="only each N-th call")
    parser.add_argument("--only", default="", choices=["", *(flow.name for flow in FLOWS)])
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="il-calls-"))
    try:
        if "LD_PRELOAD" not in os.environ:
            library = build_library(folder)
            arguments = [sys.executable, __file__, *sys.argv[1:]]
            return subprocess.call(arguments, env=os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)})
        print(run(folder, given.every, given.only, errors=given.errors))
    except faults.Broken as broken:
        print(f"NOT KEPT: {broken.what}")
        return 1
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
