"""One start, in a process of its own: prints what it saw as JSON and ends. `ours FILE` or `empty`, then the spawn time.

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
    (_empty if kind == "empty" else _ours)(int(spawned), *rest)


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


def _ours(spawned: int, file: str) -> None:
    import il_desktop.app as program  # noqa: PLC0415  measured

    seen: dict[str, Any] = {}
    fit = program.unfit_qt

    def watched_fit() -> str:
        from il_desktop.app import session  # noqa: PLC0415  what the program imports next by itself
        from il_desktop.views.week import grid  # noqa: PLC0415  same

        paint = grid.WeekGrid.paintEvent
        shown = session.Session.show

        def show(self: Any, opened: Any) -> None:
            shown(self, opened)
            session.FirstPaint(self.window.centralWidget(), self.window).painted.connect(window_seen)

        def window_seen() -> None:
            seen.setdefault("window", _since(spawned))
            finish()

        def painted(self: Any, event: Any) -> None:
            paint(self, event)
            if self.state is not None and self.state.view.cards:
                seen.setdefault("content", _since(spawned))
                finish()

        def finish() -> None:
            if len(seen) == 2:
                _tell(seen)

        grid.WeekGrid.paintEvent = painted
        session.Session.show = show
        return fit()

    program.unfit_qt = watched_fit
    program.main(["open", "--file", file, "--page", "week"])


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
