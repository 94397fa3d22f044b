"""One owner for each file: whoever comes second is told, and a dead owner never keeps the door shut."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import FileInUse
from il_desktop.queries.settings import settings
from il_desktop.store.lock import Lock

OWN = """
import sys
from pathlib import Path
from il_desktop.domain.errors import FileInUse
from il_desktop.store.lock import Lock
sys.stdin.readline()
try:
    lock = Lock.acquire(Path(sys.argv[1]))
except FileInUse:
    print("refused", flush=True)
else:
    print("owner", flush=True)
sys.stdin.readline()
"""


def start(path: Path) -> subprocess.Popen[str]:
    """Start a process that waits for a line, tries to own the file, and holds on until another line."""
    return subprocess.Popen(
        [sys.executable, "-c", OWN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def say(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_window_is_refused_and_told_who_holds_the_file(desk: Desk) -> None:
    with pytest.raises(FileInUse) as refused:
        bootstrap.open_desk(desk.path)
    assert refused.value.owner == str(os.getpid())


def test_a_link_to_the_file_is_the_same_file(desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "link.ildesk"
    link.symlink_to(desk.path)
    with pytest.raises(FileInUse):
        bootstrap.open_desk(link)


def test_reading_beside_a_window_is_allowed(desk: Desk) -> None:
    reading = bootstrap.open_desk(desk.path, read_only=True)
    assert reading.read(settings) == desk.read(settings)
    reading.close()
    with pytest.raises(FileInUse):
        bootstrap.open_desk(desk.path)


def test_a_closed_file_can_be_opened_again(desk: Desk) -> None:
    desk.close()
    desk.close()
    again = bootstrap.open_desk(desk.path)
    assert not again.is_read_only
    again.close()


def test_of_many_that_start_at_once_one_becomes_owner(empty_file: Path) -> None:
    processes = [start(empty_file) for _ in range(6)]
    for process in processes:
        say(process)
    answers = [answer(process) for process in processes]
    for process in processes:
        end(process)
    assert sorted(answers) == ["owner"] + ["refused"] * 5


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX matter")
def test_a_full_disk_does_not_keep_the_owner_out(empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", no_room)  # the note who holds the lock; the lock itself needs no room
    lock = Lock.acquire(empty_file)
    monkeypatch.undo()
    with pytest.raises(FileInUse):
        Lock.acquire(empty_file)
    lock.release()


def test_a_killed_owner_leaves_the_door_open(empty_file: Path) -> None:
    process = start(empty_file)
    say(process)
    assert answer(process) == "owner"
    with pytest.raises(FileInUse):
        Lock.acquire(empty_file)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    Lock.acquire(empty_file).release()
