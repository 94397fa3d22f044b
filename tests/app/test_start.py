"""What is loaded before the first pictures, in a fresh process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from il_desktop import bootstrap
from il_desktop.app import Options, launch

HEAVY = (
    "sqlalchemy",
    "alembic",
    "icalendar",
    "matplotlib",
    "numpy",
    "click",
    "dateutil",
    "rapidfuzz",
    "PySide6.QtNetwork",
)
# Modules of Python that the first picture can do without, each 1 to 6 ms (decision 0012)
NEEDLESS = ("calendar", "fractions", "decimal", "hashlib", "_hashlib", "platformdirs")
MOST_MODULES = 110  # of ours; each costs 0.3 to 1 ms before the first blocks are on screen
PROGRAM = """
import os, sys
from il_desktop import app
from il_desktop.app import launch
def report():
    print(" ".join(sorted(sys.modules))); sys.stdout.flush(); os._exit(0)
if sys.argv[1] == "frame":
    launch.Launcher._begin = lambda self: report()
else:
    from il_desktop.app import session
    session.Session._after_first_paint = lambda self: report()
app.main(["open", "--file", sys.argv[2]])
"""


def loaded(stage: str, path: Path, config: Path) -> set[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, stage, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "school.ildesk"
    bootstrap.create_file(path)
    return path


def test_nothing_of_the_file_is_loaded_before_the_frame(file: Path, tmp_path: Path) -> None:
    modules = loaded("frame", file, tmp_path)
    ours = {name for name in modules if name.startswith("il_desktop")}
    assert not modules & {*HEAVY, "sqlcipher3", "sqlite3"}
    measuring = {f"il_desktop.store{name}" for name in ("", ".early", ".seal", ".schema")}
    reading = tuple(f"il_desktop.{room}" for room in ("commands", "queries", "domain", "store"))
    shape_of_values = {"il_desktop.domain", "il_desktop.domain.light"}
    assert not {name for name in ours - measuring - shape_of_values if name.startswith(reading)}
    assert len(ours) < 20


def test_the_first_page_is_shown_without_the_heavy_libraries(file: Path, tmp_path: Path) -> None:
    modules = loaded("page", file, tmp_path)
    assert "il_desktop.views.week.page" in modules
    assert modules & {*HEAVY, *NEEDLESS} == set()
    ours = {name for name in modules if name.startswith("il_desktop")}
    assert len(ours) <= MOST_MODULES, sorted(ours)


def test_garbage_is_collected_again_once_the_first_picture_stands(qtbot: QtBot) -> None:
    launcher = launch.Launcher(Options(file=Path("nowhere")), None)
    was_on = gc.isenabled()
    gc.disable()
    try:
        launcher._settle()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()
