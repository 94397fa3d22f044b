"""Shows the window in pictures: every page light and dark, then the edges (high contrast, small window, large text).

For machines without a display, for the manual, and for looking at a change before and after.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from il_desktop.views.main_window import MainWindow
from il_desktop.views.planner.sheet import PlanSheet
from il_desktop.views.shared import theme
from il_desktop.views.shared.dialogs import WindowAsk
from il_desktop.views.shared.frame import PAGES, Frame
from il_desktop.views.shared.palette import Palette
from il_desktop.views.week.page import WeekPage

if TYPE_CHECKING:
    from il_desktop.commands.desk import Desk

SIZE = (1440, 900)
SMALL = (1024, 640)
_PATIENCE_MS = 10_000  # for a plan; its own limit is far below


class QuietHost:
    """Stands where the program is while pictures are taken: nothing else is opened, nothing is backed up."""

    def open_file(self, path: Path) -> None:
        """Stay with this file."""

    def new_file(self, path: Path) -> None:
        """Make no file."""

    def open_sample(self) -> None:
        """Stay with this file."""

    def open_own(self) -> None:
        """Stay with this file."""

    def restore(self, backup: Path) -> None:
        """Restore nothing."""

    def back_up(self) -> None:
        """Write no backup."""

    def newest_backup(self) -> datetime | None:
        """Return that there is none."""
        return None


def render_tour(desk: Desk, folder: Path) -> list[Path]:
    """Render the tour of a file into a folder and return the pictures' paths in order; needs a QApplication."""
    folder.mkdir(parents=True, exist_ok=True)
    frame = Frame()
    window = MainWindow(frame, desk, WindowAsk(), QuietHost())
    frame.setCentralWidget(window)
    guide = _Guide(frame, window, folder)
    try:
        guide.walk()
    finally:
        window.shell.tasks.close()
        window.shell.hub.stop()
        frame.hide()
        frame.deleteLater()
    return guide.pictures


class _Guide:
    """Leads through the window and takes the pictures."""

    def __init__(self, frame: Frame, window: MainWindow, folder: Path) -> None:
        self._frame = frame
        self._window = window
        self._folder = folder
        self.pictures: list[Path] = []

    def walk(self) -> None:
        """Take all pictures."""
        self._frame.resize(*SIZE)
        self._window.begin(PAGES[0][0])
        self._frame.show()
        self._window.after_first_paint()
        for mode in ("light", "dark"):
            theme.current().apply(mode)
            for page_id, *_ in PAGES:
                self._window.go(page_id)
                self._take(f"{page_id}-{mode}")
        theme.current().apply("light")
        self._sheets()
        self._views_of_time()
        self._planner()
        self._window.go("week")
        theme.current().apply("contrast")
        self._take("week-contrast")
        theme.current().apply("light")
        self._frame.resize(*SMALL)
        for page_id, *_ in PAGES:
            self._window.go(page_id)
            self._take(f"{page_id}-{SMALL[0]}x{SMALL[1]}")
        self._frame.resize(*SIZE)
        theme.current().apply("light", 200)
        self._window.go("week")
        self._take("week-200-percent")
        theme.current().apply("light", 100)

    def _views_of_time(self) -> None:
        """Take the month and the agenda: light and dark, small, and with large text."""
        self._window.go("week")
        for view in ("month", "agenda"):
            self._window.shell.actions.action(f"week.show_{view}").trigger()
            for mode in ("dark", "light"):
                theme.current().apply(mode)
                self._take(f"{view}-{mode}")
            theme.current().apply("light", 200)
            self._take(f"{view}-200-percent")
            theme.current().apply("light", 100)
            self._frame.resize(*SMALL)
            self._take(f"{view}-{SMALL[0]}x{SMALL[1]}")
            self._frame.resize(*SIZE)
        self._window.shell.actions.action("week.show_work").trigger()

    def _planner(self) -> None:
        """Take a proposal for the coming week, and that week tried out in a copy; nothing is accepted."""
        shell, week = self._window.shell, self._window.page("week")
        if not isinstance(week, WeekPage):
            return
        week.show_week(shell.today() + timedelta(days=7))
        shell.actions.action("week.plan").trigger()
        sheet = week.findChild(PlanSheet)
        if not isinstance(sheet, PlanSheet):
            return
        self._wait_for(sheet)
        for mode in ("dark", "light"):
            theme.current().apply(mode)
            self._take(f"proposal-{mode}")
        sheet.try_out.click()
        for mode in ("dark", "light"):
            theme.current().apply(mode)
            self._take(f"what-if-{mode}")
        self._frame.resize(*SMALL)
        self._take(f"what-if-{SMALL[0]}x{SMALL[1]}")
        self._frame.resize(*SIZE)
        theme.current().apply("light", 200)
        self._take("what-if-200-percent")
        theme.current().apply("light", 100)
        shell.actions.action("what_if.throw_away").trigger()
        sheet.close_sheet()
        week.show_week(shell.today())

    def _wait_for(self, sheet: PlanSheet) -> None:
        """Let the planner come to its end."""
        patience = QTimer()
        patience.setSingleShot(True)
        patience.start(_PATIENCE_MS)
        while sheet.runner.is_busy and patience.isActive():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _sheets(self) -> None:
        """Take what opens over a page: palette, preferences, keys, about."""
        self._window.go("goals")
        self._window.open_palette()
        palette = self._window.findChild(Palette)
        if palette is not None:
            palette.line.setText("ma")
            self._take("palette")
            palette.dismiss()
        for name, action_id in (
            ("preferences", "edit.preferences"),
            ("shortcuts", "help.shortcuts"),
            ("about", "help.about"),
        ):
            self._window.shell.actions.action(action_id).trigger()
            self._take(name)
            for dialog in self._window.findChildren(QDialog):
                dialog.close()

    def _take(self, name: str) -> None:
        """Let the window settle, then save it with whatever lies over it."""
        for _ in range(3):
            QApplication.processEvents()
        picture = self._frame.grab()
        painter = QPainter(picture)
        for other in QApplication.topLevelWidgets():
            if other is not self._frame and other.isVisible():
                painter.drawPixmap(self._place(other), other.grab())
        painter.end()
        path = self._folder / f"{name}.png"
        picture.save(str(path))
        self.pictures.append(path)

    def _place(self, other: QWidget) -> QPoint:
        """Return the middle of the frame for a dialog."""
        middle = self._frame.rect().center() - other.rect().center()
        return QPoint(max(0, middle.x()), max(0, middle.y()))
