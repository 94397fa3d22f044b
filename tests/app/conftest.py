"""Offscreen Qt and a configuration folder of one's own for the program's life."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.app import Options
from il_desktop.app.session import Session
from il_desktop.views.shared import theme


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own file, the log and the window's memory in the test's folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    monkeypatch.setattr(bootstrap, "default_path", lambda: tmp_path / "home" / "school.ildesk")
    return tmp_path


@pytest.fixture
def session(qapp: QApplication, own_folders: Path) -> Iterator[Session]:
    """A session without a file yet; ended in order."""
    theme.install(qapp, "light")
    session = Session(Options())
    yield session
    if session.start_window is not None:
        session.start_window.blockSignals(True)
        session.start_window.close()
        session.start_window.deleteLater()
    session.let_go()
    qapp.sendPostedEvents(None, 52)  # DeferredDelete
