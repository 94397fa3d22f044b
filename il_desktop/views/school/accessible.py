"""The painted year for assistive technology: a list with one named entry for each of its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject, QRectF, Slot

from il_desktop.views.school.year_view import YearView
from il_desktop.views.shared import painted_list
from il_desktop.wording.school import day_sentence


def install(year: YearView) -> None:
    """Give a year its entries."""
    painted_list.install(year, YearEntries(year))
    _Follower(year)


class YearEntries(painted_list.PaintedEntries):
    """The days of the shown year, by date."""

    def __init__(self, year: YearView) -> None:
        self._year = year

    def keys(self) -> Sequence[date]:
        """Return the year's dates."""
        shown = self._year.view.year if self._year.view is not None else None
        if shown is None:
            return ()
        return [shown.first + timedelta(days=number) for number in range((shown.last - shown.first).days + 1)]

    def focused(self) -> date | None:
        """Return the date under the cursor."""
        return self._year.cursor_day

    def area(self, key: date) -> QRectF:
        """Return a date's square."""
        layout = self._year.layout_now
        return QRectF(layout.day_rect(key)) if layout is not None else QRectF()

    def name(self, key: date) -> str:
        """Return the date in words."""
        return day_sentence(self._year.view.day(key), self._year.words) if self._year.view is not None else ""

    def title(self) -> str:
        """Return the widget's name."""
        return self._year.accessibleName()

    def help(self) -> str:
        """Return the widget's keys."""
        return self._year.accessibleDescription()


class _Follower(QObject):
    """Tells assistive technology when the cursor moved."""

    def __init__(self, year: YearView) -> None:
        super().__init__(year)
        self._year = year
        year.cursor_moved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        painted_list.tell_focus(self._year)
