"""The year strip as a mode of the week page: reads its minutes, names its days to assistive technology, turns years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Slot

from il_desktop.domain.school import CalendarSpan, SchoolCalendar
from il_desktop.queries.week import protected_by_day
from il_desktop.views.shared import painted_list
from il_desktop.views.week.year_strip import YearStrip

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage


def year_of(calendar: SchoolCalendar, day: date) -> CalendarSpan:
    """Return the school year of a date, the nearest one outside all, a calendar year in a file without any."""
    if not calendar.years:
        return CalendarSpan("year", str(day.year), date(day.year, 1, 1), date(day.year, 12, 31))
    return min(calendar.years, key=lambda year: max((year.first - day).days, (day - year.last).days, 0))


def turned_year(calendar: SchoolCalendar, day: date, way: int) -> date:
    """Return a date in the year before (-1) or after (1); the same date where there is none."""
    years = list(calendar.years)
    if not years:
        return day + timedelta(days=364 * way)
    place = years.index(year_of(calendar, day)) + way
    return years[place].first if 0 <= place < len(years) else day


def make(page: WeekPage, parent: QObject) -> YearStrip:
    """Make the strip and give it its entries for assistive technology."""
    strip = YearStrip(page.shell.theme, parent)  # pyright: ignore[reportArgumentType]  the parent is a widget
    painted_list.install(strip, StripEntries(strip))
    _Follower(strip)
    return strip


def show(strip: YearStrip, page: WeekPage, anchor: date, calendar: SchoolCalendar) -> None:
    """Read the protected minutes of the year around a date and show it."""
    year = year_of(calendar, anchor)
    count = (year.last - year.first).days + 1
    minutes = page.shell.desk.read(protected_by_day, year.first, count, calendar)
    strip.show_year(year, calendar, minutes, page.shell.today(), page.shell.words)
    strip.put_focus(anchor)


class StripEntries(painted_list.PaintedEntries):
    """The days of the shown year, by date."""

    def __init__(self, strip: YearStrip) -> None:
        self._strip = strip

    def keys(self) -> Sequence[date]:
        """Return the year's dates."""
        return self._strip.days()

    def focused(self) -> date | None:
        """Return the date under the cursor."""
        return self._strip.day

    def area(self, key: date) -> QRectF:
        """Return a date's square."""
        return self._strip.day_rect(key)

    def name(self, key: date) -> str:
        """Return the date in words."""
        return self._strip.name_of(key)

    def title(self) -> str:
        """Return the widget's name."""
        return self._strip.accessibleName()

    def help(self) -> str:
        """Return the widget's keys."""
        return self._strip.accessibleDescription()


class _Follower(QObject):
    """Tells assistive technology when the cursor moved."""

    def __init__(self, strip: YearStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        strip.cursor_moved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        painted_list.tell_focus(self._strip)
