"""The panels behind the tabs of the school calendar; those that the year does not need are made when first wanted."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.school.dates_panel import DatesPanel
from il_desktop.views.school.year_panel import YearPanel
from il_desktop.views.shared.kit import EmptyState
from il_desktop.views.shared.shell import Shell

_LATER = {
    "bells": "BellsPanel",
    "rotation": "RotationPanel",
    "timetable": "TimetablePanel",
    "windows": "WindowsPanel",
}


class YearPart(Protocol):
    """What every panel can do."""

    def show_year(self, view: SchoolYear) -> None:
        """Show a school year."""
        ...


class Panels(QStackedWidget):
    """One panel for each tab, and what stands there before the first school year."""

    def __init__(self, shell: Shell, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._page = page
        self._view: SchoolYear | None = None
        self.empty = EmptyState("No school year yet.", "Set up the school year", "calendar-check", page)
        self.year = YearPanel(shell, page)
        self.dates = DatesPanel(shell, page)
        self._made: dict[str, QWidget] = {"year": self.year, "dates": self.dates}
        for panel in (self.empty, self.year, self.dates):
            self.addWidget(panel)

    def show_year(self, view: SchoolYear) -> None:
        """Show a year in every panel there is, and in those made later."""
        self._view = view
        for panel in self._made.values():
            cast("YearPart", panel).show_year(view)

    def panel(self, key: str) -> QWidget:
        """Return the panel of a tab."""
        if key not in self._made:
            made = getattr(import_module(f"il_desktop.views.school.{key}_panel"), _LATER[key])(self._shell, self._page)
            self.addWidget(made)
            self._made[key] = made
            if self._view is not None:
                made.show_year(self._view)
        return self._made[key]
