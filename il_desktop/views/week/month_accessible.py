"""The painted month for assistive technology: a list with one named entry for each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QRectF, Slot

from il_desktop.views.shared import painted_list
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.month_grid import MonthGrid


def install(month: MonthGrid) -> None:
    """Give a month its entries."""
    painted_list.install(month, MonthEntries(month))
    _Follower(month)


class MonthEntries(painted_list.PaintedEntries):
    """The days of the shown month, by date."""

    def __init__(self, month: MonthGrid) -> None:
        self._month = month

    def keys(self) -> Sequence[date]:
        """Return the shown dates."""
        return self._month.days

    def focused(self) -> date | None:
        """Return the focused day."""
        return self._month.day

    def area(self, key: date) -> QRectF:
        """Return a day's cell."""
        cell = self._month.cell_now(key)
        return QRectF(cell.rect) if cell is not None else QRectF()

    def name(self, key: date) -> str:
        """Return the day in words."""
        return self._month.day_name(key)

    def description(self, key: date) -> str:
        """Return the day's blocks, as far as they are shown."""
        return self._month.day_blocks(key)

    def title(self) -> str:
        """Return the month's name."""
        return f"Month, {self._month.name}" if self._month.state is not None else ""

    def help(self) -> str:
        """Return the month's keys."""
        return self._month.accessibleDescription()


class _Follower(QObject):
    """Tells assistive technology when the month's own focus moved."""

    def __init__(self, month: MonthGrid) -> None:
        super().__init__(month)
        self._month = month
        month.cursor_moved.connect(self._moved)

    @Slot(object)
    def _moved(self, _cursor: Cursor) -> None:
        painted_list.tell_focus(self._month)
