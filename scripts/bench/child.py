"""One start, in its own process: prints what it saw as JSON and ends. `empty`, `frame` or `ours`, spawn time, FILE.

`frame` ends with the first painted window, `ours` with the first painted blocks.

Times are milliseconds since the parent started this process, on the clock that both share.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

HEAVY = (
    "matplotlib", "numpy", "sqlalchemy", "alembic", "icalendar", "dateutil", "highspy", "docx", "xlsxwriter",
    "holidays", "click", "rapidfuzz", "platformdirs",
)  # fmt: skip


def main() -> None:
    """Start what was asked for."""
    kind, spawned, *rest = sys.argv[1:]
    if kind == "empty":
        _empty(int(spawned))
    else:
        _ours(int(spawned), *rest, only_frame=kind == "frame")


def _empty(spawned: int) -> None:
    from PySide6 import QtGui, QtWidgets  # noqa: PLC0415  measured

    class Window(QtWidgets.QWidget):
        def paintEvent(self, event: QtGui.QPaintEvent) -> None:  # noqa: ARG002  Qt's name and signature
            _tell({"window": _since(spawned)})

    app = QtWidgets.QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.exec()


def _ours(spawned: int, file: str, *, only_frame: bool) -> None:
    import il_desktop.app as program  # noqa: PLC0415  measured

    seen: dict[str, Any] = {}
    fit = program.unfit_qt

    def watched_fit() -> str:
        """Put the hook in where the program loads its window anyway."""
        problem = fit()
        from il_desktop.app import launch  # noqa: PLC0415  what the program imports next by itself

        begin = launch.Launcher._begin  # noqa: SLF001  called in the turn after the frame was painted

        def watched_begin(self: Any) -> None:
            seen["window"] = _since(spawned)
            if only_frame:
                _tell(seen)
            begin(self)
            _watch_content(self.session, seen, spawned)

        launch.Launcher._begin = watched_begin  # noqa: SLF001  same
        return problem

    program.unfit_qt = watched_fit
    program.main(["open", "--file", file, "--page", "week"])


def _watch_content(session: Any, seen: dict[str, Any], spawned: int) -> None:
    """Tell when the grid has painted the week's blocks."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415  loaded by now

    def look() -> None:
        page = session.window.page("week") if session.window is not None else None
        if page is None or page.grid.state is None or not page.grid._has_picture:  # noqa: SLF001  painted
            return
        if not page.grid.state.view.cards:
            raise RuntimeError(page.grid.state.view.first)
        seen["content"] = _since(spawned)
        _tell(seen)

    watch = QTimer(session)
    watch.timeout.connect(look)
    watch.start(0)


def _since(spawned: int) -> float:
    return (time.monotonic_ns() - spawned) / 1e6


def _tell(seen: dict[str, Any]) -> None:
    loaded = sorted({name.split(".")[0] for name in sys.modules} & set(HEAVY))
    print(json.dumps({**seen, "mib": _memory_mib(), "heavy": loaded}), flush=True)
    os._exit(0)


def _memory_mib() -> float:
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0.0
    line = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
