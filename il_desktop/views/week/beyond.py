"""What a carried block needs from around the grid: other weeks, the small month's days, the day of its teacher.

Held at an edge the week turns; a day of the small month takes the block; a visit brings its teacher's periods along.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer, Slot

from il_desktop.domain.blocks import Category
from il_desktop.domain.walltime import Span
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import BlockCard
from il_desktop.views.week.geometry import shown_like

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage
    from il_desktop.views.week.teacher_strip import TeacherStrip

HOLD_MS = 600
EDGE_PX = 16.0
BESIDE_PX = 24.0  # so far right of the grid still counts as its edge while the month is beside it


class Beyond(QObject):
    """What lies around the grid for the gesture in progress; told where the pointer is, in the grid's pixels."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(page)
        self._page = page
        self._way = 0
        self.is_over_shelf = False
        self._places: dict[tuple[str, date], Span] = {}
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
        self.is_over_shelf = self._page.month.set_shelf_target(self._global(point))
        self._set_way(self._way_at(point) if day is None and not self.is_over_shelf else 0)
        return day

    def carry(self, point: QPointF) -> date | None:
        """Take the place of a pointer that brings something from the shelf; return the small month's day under it.

        The shelf lies beside the grid's right edge: only inside the grid does the edge turn the week.
        """
        day = self._day_at(point)
        self._page.month.month.set_target(day)
        is_inside = self._page.grid.rect().contains(point.toPoint())
        self._set_way(self._way_at(point) if day is None and is_inside else 0)
        return day

    def place_on(self, card: BlockCard, day: date) -> Span:
        """Return the first free place of a day for a thing without one; asked once a day while it is carried."""
        if (card.key, day) not in self._places:
            from il_desktop.views.week.free_places import place_on  # noqa: PLC0415  needed beside the month only

            self._places[card.key, day] = place_on(self._page.shell, card, day)
        return self._places[card.key, day]

    def leave(self) -> None:
        """Forget the pointer: the gesture is over."""
        self._places.clear()
        self._set_way(0)
        self.is_over_shelf = False
        self._page.month.month.set_target(None)
        self._page.month.set_shelf_target(None)

    def teacher(self, card: BlockCard) -> TeacherStrip | None:
        """Read what the person of a visit or talk does on the shown days; None for blocks about nobody."""
        state = self._page.grid.state
        if card.category is not Category.INSTRUCTIONAL or not card.ref.block_id or state is None:
            return None
        from il_desktop.queries import teacher_day, timetable  # noqa: PLC0415  needed by drags of visits only
        from il_desktop.views.week.teacher_strip import TeacherStrip  # noqa: PLC0415  same

        desk = self._page.shell.desk
        days = [day.school.day for day in state.view.days]
        known, calendar = desk.cached(timetable.timetable), desk.cached(school_calendar)
        found = desk.read(teacher_day.teacher_days, card.ref, days, calendar, known)
        return TeacherStrip(found) if found is not None else None

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

    def _global(self, point: QPointF) -> QPointF:
        return QPointF(self._page.grid.mapToGlobal(point))

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
