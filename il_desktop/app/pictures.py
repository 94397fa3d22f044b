"""Renders the tour of a file without a display: on a copy, so that the file itself is only read."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import FileMissing
from il_desktop.views import tour
from il_desktop.views.shared import theme

# The offscreen platform has no window manager to tell sizes to, and says so for every window.
_EXPECTED = "This plugin does not support propagateSizeHints()"


def render(folder: Path, file: Path | None) -> list[Path]:
    """Render the tour of a file, or of a fresh sample school, and return the pictures' paths; raises FileProblem."""
    before = qInstallMessageHandler(_tell)
    try:
        return _render(folder, file)
    finally:
        qInstallMessageHandler(before)


def _render(folder: Path, file: Path | None) -> list[Path]:
    app = QApplication.instance() or QApplication(["il-desktop"])
    with tempfile.TemporaryDirectory(prefix="il-desktop-tour-") as name:
        aside = Path(name)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(aside))
        copy = aside / "tour.ildesk"
        if file is None:
            bootstrap.create_sample(copy)
        elif file.is_file():
            shutil.copyfile(file, copy)
        else:
            raise FileMissing(file)
        if isinstance(app, QApplication):
            theme.install(app, "light")
        desk = bootstrap.open_desk(copy)
        clock = FixedClock(desk.clock.now())
        desk.close()
        desk = bootstrap.open_desk(copy, clock=clock)
        try:
            return tour.render_tour(desk, folder)
        finally:
            desk.close()


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if message != _EXPECTED:
        sys.stderr.write(f"{message}\n")
