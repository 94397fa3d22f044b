"""Measures a file while the frame is made and the modules of the first page load, before anybody holds it.

What was measured before the lock counts only when the file is the same under the lock: device, inode, size, times and
SQLite's change counter. It can only speak for a file; damage is told after a second look (docs/storage.md).
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from il_desktop.domain.light import NamedTuple
from il_desktop.store import seal
from il_desktop.store.schema import read_header

SWITCH_S = 0.0005


class _Stamp(NamedTuple):
    device: int
    inode: int
    size: int
    written_ns: int
    changed_ns: int


def own_path() -> Path:
    """Return where this user's school file lies, whether it exists or not."""
    import platformdirs  # noqa: PLC0415  a path given by hand needs no look-up

    return Path(platformdirs.user_data_dir("IL Desktop", appauthor=False, roaming=False)) / "school.ildesk"


class EarlyMeasure(threading.Thread):
    """One measurement under way from `start()`, of the user's own file when no path is given."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(name="early measure", daemon=True)
        self._path = path
        self._is_stopped = False
        self._found: tuple[_Stamp, seal.Seal] | None = None

    def run(self) -> None:
        """Measure the file; one that is not there or cannot be read is left to the gate, which says so."""
        # Between two blocks this thread asks for the interpreter, which the loading of modules holds: it would wait the
        # usual 5 ms for it each time, longer than the work itself.
        usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        try:
            path = self._path or own_path()
            stamp = _stamp(path)
            measured = seal.measure(path, is_stopped=self._has_stopped)
        except OSError:
            return
        finally:
            sys.setswitchinterval(usual)
        if not self._is_stopped:
            self._found = stamp, measured

    def take(self, path: Path) -> seal.Seal | None:
        """Wait for the measurement; return it if `path`, whose lock the caller holds, is still the file measured."""
        self.join()
        if self._found is None:
            return None
        stamp, measured = self._found
        is_same = stamp == _stamp(path) and measured.counter == read_header(path).change_counter
        return measured if is_same else None

    def stop(self) -> None:
        """Give up; return when the file is closed, as it must be before SQLite opens it (see `schema.read_header`)."""
        self._is_stopped = True
        self.join()

    def _has_stopped(self) -> bool:
        return self._is_stopped


def _stamp(path: Path) -> _Stamp:
    found = path.stat()
    return _Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
