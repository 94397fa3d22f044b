"""A note beside a data file that says who has it open, for places where the operating system's locks do not reach.

On a network drive or in a synchronised folder another computer cannot see our lock. It can see this note, renewed every
minute. A note that nobody renewed for ten minutes is stale, and one of this computer is from a run that crashed: the
lock would have kept us out otherwise. Ages come from times of the file's own place, not from two computers' clocks.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import stat
from contextlib import suppress
from pathlib import Path

from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import FileLeased
from il_desktop.domain.ids import new_id
from il_desktop.domain.zones import instant_text

STALE_S = 600  # our choice: ten renewals, and what a synchronising program may take


class Lease:
    """The note of one open file, ours from `take` to `release`."""

    def __init__(self, data_file: Path, clock: Clock) -> None:
        self._data_file = data_file
        self._clock = clock
        self._token = new_id()
        self._since = instant_text(clock.now())

    def take(self) -> FileLeased | None:
        """Write the note; return whose it is when another computer wrote one meanwhile."""
        try:
            refuse_if_leased(self._data_file)
        except FileLeased as problem:
            return problem
        self._write()
        return None

    def renew(self) -> FileLeased | None:
        """Write the note anew; return whose it is when another computer has put its own in its place."""
        found = _read(lease_path(self._data_file))
        if found is not None and found.get("run") != self._token:
            return _told(self._data_file, found)
        self._write()
        return None

    def release(self) -> None:
        """Take the note away, unless it is another's by now."""
        path = lease_path(self._data_file)
        found = _read(path)
        if found is not None and found.get("run") == self._token:
            with suppress(OSError):
                path.unlink()

    def _write(self) -> None:
        target = lease_path(self._data_file)
        part = target.with_name(f"{target.name}.{self._token[:8]}")
        note = {"host": platform.node(), "user": _user(), "since": self._since, "run": self._token}
        with suppress(OSError):  # no room, or no right: the place is told as doubtful all the same
            part.write_text(json.dumps(note), encoding="utf-8")
            part.chmod(stat.S_IMODE(self._data_file.stat().st_mode))  # who may open the file may read who has it
            part.replace(target)


def lease_path(data_file: Path) -> Path:
    """Return where the note of a data file lies."""
    return data_file.with_name(data_file.name + ".lease")


def refuse_if_leased(data_file: Path) -> None:
    """Raise FileLeased when another computer has the file open, as far as its note can be believed."""
    path = lease_path(data_file)
    found = _read(path)
    if found is not None and found.get("host") != platform.node() and not _is_stale(path):
        raise _told(data_file, found)


def _told(data_file: Path, found: dict[str, str]) -> FileLeased:
    return FileLeased(data_file, found.get("host", ""), found.get("user", ""), found.get("since", ""))


def _read(path: Path) -> dict[str, str] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else None


def _is_stale(path: Path) -> bool:
    """Compare the note with a file made now in the same folder: both have their times from the same clock there."""
    probe = path.with_name(f"{path.name}.{new_id()[:8]}")
    try:
        probe.touch()
        age = probe.stat().st_mtime - path.stat().st_mtime
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink()
    return age > STALE_S


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getpid())  # a user without a name on this computer
