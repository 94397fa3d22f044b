"""The window's frame, shown at once: rail, head and an empty grid, painted before anything is read or loaded.

The main window takes the curtain's place in the same frame a moment later. Kept light on purpose (decision 0010).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from il_desktop.views.shared import icons, theme

PageSource = tuple[str, str, str, str, str]  # page id, title, glyph, module, class
PAGES: tuple[PageSource, ...] = (
    ("today", "Today", "sun", "il_desktop.views.today.page", "TodayPage"),
    ("week", "Week", "calendar-days", "il_desktop.views.week.page", "WeekPage"),
    ("goals", "Goals", "target", "il_desktop.views.goals.page", "GoalsPage"),
    ("people", "People", "users", "il_desktop.views.people.page", "PeoplePage"),
    ("recognition", "Recognition", "award", "il_desktop.views.recognition.page", "RecognitionPage"),
    ("review", "Review", "clipboard-check", "il_desktop.views.review.page", "ReviewPage"),
    ("reports", "Reports", "chart-column", "il_desktop.views.reports.page", "ReportsPage"),
)
SCHOOL: PageSource = (  # at the rail's foot: needed a few times a year
    "school", "School", "calendar-check", "il_desktop.views.school.page", "SchoolPage",
)  # fmt: skip
# Opened from menus and the palette; the rail marks the page each belongs to.
ASIDE: tuple[PageSource, ...] = (
    ("tasks", "Tasks", "list-checks", "il_desktop.views.tasks.page", "TasksPage"),
    ("ideal", "Ideal week", "palette", "il_desktop.views.ideal.page", "IdealPage"),
    ("office", "Front office", "messages-square", "il_desktop.views.office.page", "OfficePage"),
    ("changes", "What changed", "history", "il_desktop.views.office.changes", "ChangesPage"),
    ("gaps", "Gaps", "chart-line", "il_desktop.views.gaps.page", "GapsPage"),
    ("improve", "Improvement", "refresh-cw", "il_desktop.views.improve.page", "ImprovePage"),
    ("library", "Library", "book-open", "il_desktop.views.library.page", "LibraryPage"),
    ("what_if", "Try out", "copy", "il_desktop.views.what_if.page", "WhatIfPage"),
    ("awards", "Awards", "award", "il_desktop.views.awards.page", "AwardsPage"),
)  # fmt: skip
HOME = {
    "tasks": "today", "office": "week", "changes": "today", "ideal": "week", "gaps": "goals", "improve": "goals",
    "what_if": "week", "awards": "recognition", "library": "goals",
}  # fmt: skip

LINES = {  # by the action that opens each over any page; they keep what was typed
    "edit.quick_add": ("il_desktop.views.quick_add.panel", "QuickAddPanel"),
    "edit.interruption": ("il_desktop.views.review.interruption_note", "InterruptionNote"),
    "edit.safety": ("il_desktop.views.review.safety_key", "SafetyKey"),
    "edit.task": ("il_desktop.views.tasks.capture", "TaskCapture"),
}

_MENU_HEIGHT = 30
_GRID_TOP = 72
_HOURS = 11


def memory() -> QSettings:
    """Return what this computer remembers of the window: place, page and look; nothing of the school."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "IL Desktop", "window")


def remembered_look() -> tuple[str, int]:
    """Return theme and text size of the last time."""
    kept = memory()
    scale = str(kept.value("scale", "100"))
    return str(kept.value("theme", "system")), int(scale) if scale.isdigit() else 100


class Frame(QMainWindow):
    """The top-level window. Signal: closing() before it goes, for saving what is being typed."""

    closing = Signal()

    def __init__(self, pages: Sequence[PageSource] = PAGES) -> None:
        super().__init__()
        self.setWindowTitle("IL Desktop")
        self.setMinimumSize(960, 560)
        geometry = memory().value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1440, 900)
        self.curtain = Curtain(pages, self)
        self.setCentralWidget(self.curtain)

    def remember(self, page_id: str) -> None:
        """Keep place, page and look for the next time."""
        kept, look = memory(), theme.current()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("page", page_id)
        kept.setValue("theme", look.mode)
        kept.setValue("scale", look.scale_pct)

    @Slot()
    def to_front(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell those inside, then go."""
        self.closing.emit()
        super().closeEvent(event)


class Curtain(QWidget):
    """A picture of the window without content. It shows nothing that could be wrong."""

    def __init__(self, pages: Sequence[PageSource], parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  everything is drawn
        """Draw menu strip, rail, head and the lines of the grid."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        width, height = self.width(), self.height()
        is_wide = width >= look.px(theme.NARROW_WIDTH)
        rail = look.px(theme.RAIL_WIDTH) if is_wide else theme.RAIL_WIDTH_ICONS
        painter.fillRect(0, 0, width, height, tokens.surface)
        painter.fillRect(rail, _MENU_HEIGHT, width - rail, _GRID_TOP, tokens.window)
        painter.fillRect(0, 0, width, _MENU_HEIGHT, tokens.sunken)
        painter.fillRect(0, _MENU_HEIGHT, rail, height, tokens.sunken)
        top = _MENU_HEIGHT + _GRID_TOP
        for line in (
            QRect(0, _MENU_HEIGHT - 1, width, 1),
            QRect(rail - 1, _MENU_HEIGHT, 1, height),
            QRect(rail, top, width - rail, 1),
        ):
            painter.fillRect(line, tokens.grid)
        step = (width - rail - 52) / 5
        for column in range(6):
            painter.fillRect(round(rail + 52 + column * step), top, 1, height, tokens.grid)
        for hour in range(1, _HOURS):
            painter.fillRect(rail, top + hour * (height - top) // _HOURS, width - rail, 1, tokens.grid)
        self._paint_entries(painter, is_wide=is_wide)

    def _paint_entries(self, painter: QPainter, *, is_wide: bool) -> None:
        look = theme.current()
        row, size = look.px(38), look.px(18)
        painter.setFont(look.font())
        painter.setPen(look.tokens.muted)
        for number, (_, title, glyph, *_) in enumerate(self._pages):
            y = _MENU_HEIGHT + 12 + number * row
            x = 20 if is_wide else (theme.RAIL_WIDTH_ICONS - size) // 2
            icons.draw(painter, glyph, look.tokens.muted, x, y + (row - size) / 2, size)
            if is_wide:
                painter.drawText(x + size + 11, y + (row + painter.fontMetrics().ascent()) // 2 - 2, title)
