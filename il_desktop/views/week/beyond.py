"""Takes a dragged block out of the shown days: held at an edge the week turns; a day of the small month takes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer, Slot

from il_desktop.views.week.geometry import shown_like

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

HOLD_MS = 600
EDGE_PX = 16.0
BESIDE_PX = 24.0  # so far right of the grid still counts as its edge while the month is beside it


class Beyond(QObject):
    """What lies around the grid for the gesture in progress; told where the pointer is, in the grid's pixels."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(page)
        self._page = page
        self._way = 0
        self.hold = QTimer(self)
        self.hold.setInterval(HOLD_MS)
        self.hold.timeout.connect(self._turn)
        page.grid.gestures.beyond = self

    @property
    def way(self) -> int:
        """Where the week is about to turn: -1 back, 1 on, 0 nowhere."""
        return self._way

    def follow(self, point: QPointF) -> date | None:
        """Take the pointer's place; return the day of the small month under it."""
        day = self._day_at(point)
        self._page.month.month.set_target(day)
        self._set_way(self._way_at(point) if day is None else 0)
        return day

    def leave(self) -> None:
        """Forget the pointer: the gesture is over."""
        self._set_way(0)
        self._page.month.month.set_target(None)

    def reach(self, day: date, way: int) -> date:
        """Return a day, or the next one in the direction that this kind of week shows; bring it into view."""
        day = shown_like(self._page.mode, day, way)
        self._page.show_day(day)
        return day

    def _set_way(self, way: int) -> None:
        if way != self._way:
            self._way = way
            self.hold.stop()
            if way:
                self.hold.start()

    def _way_at(self, point: QPointF) -> int:
        width = self._page.grid.width()
        if point.x() < EDGE_PX:
            return -1
        is_right = point.x() > width - EDGE_PX
        return 1 if is_right and (self._page.month.isHidden() or point.x() < width + BESIDE_PX) else 0

    def _day_at(self, point: QPointF) -> date | None:
        month, grid = self._page.month.month, self._page.grid
        if not month.isVisible() or point.x() < grid.width():
            return None
        return month.day_at(QPointF(month.mapFromGlobal(grid.mapToGlobal(point))))

    @Slot()
    def _turn(self) -> None:
        """Turn the week; it goes on turning as long as the pointer stays."""
        if self._way < 0:
            self._page.doings.previous()
        elif self._way > 0:
            self._page.doings.next()
