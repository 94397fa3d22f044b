"""What every view test needs: offscreen Qt with the shipped font, a shell over an open file, nets for leftovers."""

# ruff: noqa: ARG002  the scripted answers keep the signatures of the seam

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["LC_ALL"] = "C.UTF-8"  # whatever the machine names and has not installed

import pytest
from PySide6.QtCore import QLocale, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from il_desktop.queries.settings import settings
from il_desktop.views.main_window import MainWindow
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import Registry
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.frame import Frame
from il_desktop.views.shared.hub import Hub
from il_desktop.views.shared.messages import Messages
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.tasks import TaskRunner
from il_desktop.wording.format import Words

QLocale.setDefault(QLocale(QLocale.Language.C))  # whatever language the machine speaks
PATIENCE_MS = 30_000


@dataclass
class ScriptedAsk:
    """Answers questions from lists set by the test and remembers what was asked; an unexpected question fails."""

    choices: list[str] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    files: list[Path | None] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def choose(self, parent: QWidget, title: str, sentence: str, choices: Sequence[Choice]) -> str:
        self.asked.append(sentence)
        assert self.choices, f"not expected to ask: {title}: {sentence}"
        answer = self.choices.pop(0)
        assert answer in ("", *(choice.key for choice in choices))
        return answer

    def text(self, parent: QWidget, title: str, label: str, start: str = "") -> str | None:
        self.asked.append(label)
        assert self.texts, f"not expected to ask: {title}: {label}"
        return self.texts.pop(0)

    def open_file(self, parent: QWidget, title: str, filters: str, folder: Path | None = None) -> Path | None:
        self.asked.append(title)
        assert self.files, f"not expected to ask: {title}"
        return self.files.pop(0)

    def save_file(self, parent: QWidget, title: str, filters: str, start: Path) -> Path | None:
        self.asked.append(title)
        assert self.files, f"not expected to ask: {title}"
        return self.files.pop(0)


@pytest.fixture
def qtbot(qtbot):
    """Qt's robot with more patience: what starts a process of its own takes its time on a machine full of work."""
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """The light theme at 100 %, whatever the test before chose."""
    return theme.install(qapp, "light", 100)


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path) -> None:
    """Keep window positions and the like out of the home folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))


@pytest.fixture
def ask() -> ScriptedAsk:
    return ScriptedAsk()


@pytest.fixture
def visits() -> list[tuple[str, str]]:
    """What `shell.go` was asked for, in order."""
    return []


@pytest.fixture
def make_shell(qtbot, ask: ScriptedAsk, visits: list[tuple[str, str]]) -> Callable[..., Shell]:
    """Build a shell over an open Desk, as the main window does, without the window."""
    made: list[tuple[QWidget, Hub, TaskRunner]] = []

    def end(_: QWidget) -> None:  # before the host goes, which owns hub and tasks
        for _host, hub, tasks in made:
            hub.stop()
            assert tasks.close(), "a task did not end"
        made.clear()

    def build(desk) -> Shell:
        host = QWidget()
        qtbot.addWidget(host, before_close_func=end)
        hub, tasks = Hub(desk, host), TaskRunner(host)
        made.append((host, hub, tasks))  # pytest-qt keeps a weak reference only
        words = Words()
        return Shell(
            desk=desk,
            hub=hub,
            theme=theme.current(),
            actions=Registry(host),
            messages=Messages(lambda: words, host),
            tasks=tasks,
            ask=ask,
            words=words,
            settings=lambda: desk.cached(settings),
            go=lambda page_id, key="": visits.append((page_id, key)),
        )

    return build


@pytest.fixture
def shell(make_shell, desk) -> Shell:
    """A shell over an empty new file."""
    return make_shell(desk)


@pytest.fixture
def sample_shell(make_shell, sample_desk) -> Shell:
    """A shell over the small sample school."""
    return make_shell(sample_desk)


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Fail the test that leaves a window, a running timer or a running thread behind."""
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    qapp.sendPostedEvents(None, 52)  # DeferredDelete
    qapp.processEvents()
    left = [w for w in qapp.topLevelWidgets() if id(w) not in before and w.isVisible()]
    assert not left, f"windows left open: {left}"
    timers = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    assert not timers, f"timers left running: {timers}"
    threads = [thread for thread in qapp.findChildren(QThread) if thread.isRunning()]
    assert not threads, f"threads left running: {threads}"


@dataclass
class RecordingHost:
    """Stands where the program is; remembers what the window asked for."""

    asked: list[tuple[str, object]] = field(default_factory=list)
    backup: datetime | None = None

    def open_file(self, path: Path) -> None:
        self.asked.append(("open_file", path))

    def new_file(self, path: Path) -> None:
        self.asked.append(("new_file", path))

    def open_sample(self) -> None:
        self.asked.append(("open_sample", None))

    def open_own(self) -> None:
        self.asked.append(("open_own", None))

    def restore(self, backup: Path) -> None:
        self.asked.append(("restore", backup))

    def back_up(self) -> None:
        self.asked.append(("back_up", None))

    def newest_backup(self) -> datetime | None:
        return self.backup


@pytest.fixture
def host() -> RecordingHost:
    return RecordingHost()


@pytest.fixture
def open_window(qtbot, ask: ScriptedAsk, host: RecordingHost) -> Iterator[Callable[..., MainWindow]]:
    """Open the whole window over a Desk at a page and a size, active."""
    opened: list[MainWindow] = []

    def build(desk, page: str = "week", size: tuple[int, int] = (1280, 800)) -> MainWindow:
        frame = Frame()
        qtbot.addWidget(frame)
        window = MainWindow(frame, desk, ask, host)
        frame.setCentralWidget(window)
        frame.resize(*size)
        window.begin(page)
        with qtbot.waitActive(frame):
            frame.show()
        window.after_first_paint()
        opened.append(window)
        return window

    yield build
    for window in opened:
        window.shell.hub.stop()
        assert window.shell.tasks.close(), "a task did not end"
        window.frame.hide()
