"""The places where time is shown: hours, month, agenda, year. Decides dates, titles and which one is up.

Month and agenda are made when they are first wanted. Whatever is shown, the grid holds its blocks and the focus, so
that keys, editor and deeds need to know one place only.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from il_desktop.domain.school import SchoolCalendar
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import BlockCard
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.geometry import shown_days
from il_desktop.views.week.ghost import Deed
from il_desktop.views.week.summary import DaySummary, week_sentence
from il_desktop.wording.format import Words, count_text, date_text, day_text, days_text, duration_text, long_day_text

if TYPE_CHECKING:
    from il_desktop.views.week.agenda_list import AgendaList
    from il_desktop.views.week.month_grid import MonthGrid
    from il_desktop.views.week.page import WeekPage
    from il_desktop.views.week.year_strip import YearStrip

MODES = (
    ("day", "Day"), ("work", "Work week"), ("week", "Week"), ("month", "Month"), ("agenda", "Agenda"), ("year", "Year"),
)  # fmt: skip
EMPTY = {"day": "This day is open.", "month": "This month is open.", "agenda": "Nothing is planned from here on."}
ON_HOURS = frozenset({"day", "work", "week"})
# Keys that month and agenda take in their own way, or not at all.
ONLY_HOURS = frozenset({"week.open", "week.all_hours", "week.select", "week.select_day"})
AGENDA_DAYS = 14
MOST_AGENDA_DAYS = 182
ENOUGH_ROWS = 30
_NARROW, _TIGHT, _LEAST = 1100, 700, 500  # page widths below which titles are shortened


class Modes(QStackedWidget):
    """Holds the grid and, once they were wanted, the month and the agenda of one page."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(page)
        self._page = page
        self._grid = page.grid
        self._month: MonthGrid | None = None
        self._agenda: AgendaList | None = None
        self._year: YearStrip | None = None
        self._agenda_days = AGENDA_DAYS
        self._is_loading = False
        self._weekly = "work"
        self.addWidget(page.grid)

    @property
    def stage(self) -> QWidget:
        """What is shown: the grid, the month or the agenda."""
        return self.currentWidget() or self._grid

    @property
    def month(self) -> MonthGrid:
        """The month, made on first use."""
        if self._month is None:
            from il_desktop.views.week import month_accessible  # noqa: PLC0415  needed by the first month only
            from il_desktop.views.week.month_grid import MonthGrid  # noqa: PLC0415  needed by the first month only

            month = self._month = MonthGrid(self._page.shell.theme, self)
            month.day_wanted.connect(self._open_day)
            month.week_wanted.connect(self._open_week)
            month.open_wanted.connect(self._page.open_block)
            month.turn_wanted.connect(self._page.show_week)
            month.change_wanted.connect(self._page.deeds.change)
            month.cursor_moved.connect(self._moved)
            month_accessible.install(month)
            self._take(month)
        return self._month

    @property
    def agenda(self) -> AgendaList:
        """The agenda, made on first use."""
        if self._agenda is None:
            from il_desktop.views.week.agenda_list import AgendaList  # noqa: PLC0415  needed by the first agenda only

            agenda = self._agenda = AgendaList(self)
            agenda.opened.connect(self._page.open_block)
            agenda.chosen.connect(self._moved)
            agenda.more_wanted.connect(self._load_more)
            self._take(agenda)
        return self._agenda

    @property
    def year(self) -> YearStrip:
        """The strip of the school year, made on first use."""
        if self._year is None:
            from il_desktop.views.week import year_strip_mode  # noqa: PLC0415  needed by the first year only

            self._year = year_strip_mode.make(self._page, self)
            self._year.day_wanted.connect(self._open_from_year)
            self._take(self._year)
        return self._year

    @Slot(object)
    def _open_from_year(self, day: date) -> None:
        mode = self._weekly if day.weekday() < 5 else "week"
        self._page.show_week(day)
        self._page.set_mode(mode)
        self._grid.setFocus()

    def _take(self, widget: QWidget) -> None:
        """Add a place; the grid's single letters work there too."""
        self.addWidget(widget)
        for spec, action in self._page.shell.actions.entries():
            if spec.scope == "widget" and action.parent() is self._grid and spec.id not in ONLY_HOURS:
                widget.addAction(action)

    # what is shown

    def enter(self, mode: str) -> None:
        """Bring up the place of a mode; the focus goes along when it was on the former one."""
        had_focus = self.stage.hasFocus()
        if mode not in ON_HOURS:
            self._grid.gestures.cancel()
        if self._shown_month is not None:
            self._shown_month.cancel()
        if mode in ("work", "week"):
            self._weekly = mode
        if mode == "agenda":
            self._agenda_days = AGENDA_DAYS
        stages = {"month": self._the_month, "agenda": self._the_agenda, "year": self._the_year}
        stage = stages.get(mode, self._the_grid)()
        self.setCurrentWidget(stage)
        self._page.setFocusProxy(stage)
        if had_focus:
            stage.setFocus()

    def _the_grid(self) -> QWidget:
        return self._grid

    def _the_month(self) -> QWidget:
        return self.month

    def _the_agenda(self) -> QWidget:
        return self.agenda

    def _the_year(self) -> QWidget:
        return self.year

    def dates(self, mode: str, anchor: date) -> tuple[date, int]:
        """Return the first date and the number of dates that a mode reads around a date."""
        first_weekday = self._page.shell.settings().first_weekday
        if mode == "month":
            from il_desktop.views.week.month_geometry import month_days  # noqa: PLC0415  needed by a month only

            return month_days(anchor, first_weekday)
        if mode == "agenda":
            return anchor, self._agenda_days
        return shown_days(anchor, mode, first_weekday)

    def meant_dates(self, mode: str, anchor: date) -> tuple[date, date]:
        """Return the first and last date that a mode is about: a month leaves out the days around it."""
        first, count = self.dates(mode, anchor)
        last = first + timedelta(days=count - 1)
        if mode == "month":
            inside = [day for day in (first + timedelta(days=n) for n in range(count)) if day.month == anchor.month]
            return inside[0], inside[-1]
        return first, last

    def turned(self, mode: str, anchor: date, way: int) -> date:
        """Return the date that "previous" (-1) or "next" (1) leads to."""
        if mode == "month":
            from il_desktop.views.week.month_geometry import months_on  # noqa: PLC0415  needed by a month only

            return months_on(anchor, way)
        if mode == "year":
            from il_desktop.views.week.year_strip_mode import turned_year  # noqa: PLC0415  needed by a year only

            return turned_year(self._page.shell.desk.cached(school_calendar), anchor, way)
        return anchor + timedelta(days=way * (1 if mode == "day" else 7))

    def aim(self, mode: str, day: date) -> None:
        """Prepare for another date: the month's focus goes there, the agenda begins there with its first days."""
        self._agenda_days = AGENDA_DAYS
        if mode == "month":
            self._grid.cursor_at = Cursor(day, self._page.shell.settings().work_start_min)

    def take(self, mode: str, anchor: date, calendar: SchoolCalendar) -> None:
        """Show what the grid just took, where it is not the grid that shows it."""
        state = self._grid.state
        if state is None or mode in ON_HOURS:
            return
        if mode == "year":
            from il_desktop.views.week import year_strip_mode  # noqa: PLC0415  needed by a year only

            year_strip_mode.show(self.year, self._page, anchor, calendar)
            return
        if mode == "month":
            cursor = self._grid.cursor_at
            is_inside = cursor is not None and (cursor.day.year, cursor.day.month) == (anchor.year, anchor.month)
            rows = [day.school.day for day in state.view.days[::7]]
            weeks = {day: week for day in rows if (week := calendar.school_week(day + timedelta(days=6)))}
            self.month.show_month(anchor, state, self._grid.summaries, weeks)
            self.month.put_focus(cursor.day if cursor and is_inside else anchor, cursor.key if cursor else "")
            return
        self.agenda.show_days(state, self._grid.summaries)
        is_short = len(state.view.cards) < ENOUGH_ROWS and self._agenda_days < 8 * AGENDA_DAYS
        if is_short and not self._is_loading:
            self._load_more()

    def title(self, mode: str, anchor: date, words: Words) -> str:
        """Return the head's title."""
        first, count = self.dates(mode, anchor)
        px, width = self._page.shell.theme.px, self._page.width()
        if width < px(_TIGHT):
            words = words._replace(months=words.short_months, weekdays=words.short_weekdays)
        if mode == "month":
            return f"{words.months[anchor.month - 1]} {anchor.year}"
        if mode == "agenda":
            short = date_text(anchor, words)
            return short if width < px(_TIGHT) else f"From {short if width < px(_NARROW) else _in_full(anchor, words)}"
        if mode == "year":
            return self.year.year.name if self.year.year is not None else ""
        if mode == "day":
            return long_day_text(first, words)
        text = days_text(first, first + timedelta(days=count - 1), words)
        return text.removesuffix(f" {first.year}").removesuffix(",") if width < px(_LEAST) else text

    def sentence(self, mode: str, anchor: date, words: Words) -> str:
        """Return the head's sentence, from the figures of the days the mode is about."""
        state = self._grid.state
        if state is None:
            return ""
        if mode == "year":
            return self.year.sentence()
        first, last = self.meant_dates(mode, anchor)
        shown = zip(state.view.days, self._grid.summaries, strict=True)
        meant = tuple(summary for day, summary in shown if first <= day.school.day <= last)
        cards = [card for card in state.view.cards if any(first <= day <= last for day in card.span.days())]
        if mode == "month":
            return month_sentence(meant, is_empty=not cards)
        if mode != "agenda" or not cards:
            return week_sentence(meant, is_empty=not cards)
        ahead = sum(summary.ahead for summary in meant)
        sentence = f"{count_text(len(cards), 'block', 'blocks')} to {day_text(last, words)}"
        return f"{sentence}; {duration_text(ahead)} protected ahead." if ahead else f"{sentence}."

    def is_empty(self, mode: str, anchor: date) -> bool:
        """Say whether nothing is planned on the dates the mode is about."""
        state = self._grid.state
        if mode == "year":
            return False
        if state is None or not state.view.cards:
            return True
        first, last = self.meant_dates(mode, anchor)
        return not any(first <= day <= last for card in state.view.cards for day in card.span.days())

    # the focus and what is done at it

    @property
    def _shown_month(self) -> MonthGrid | None:
        return self._month if self.stage is self._month else None

    @property
    def _shown_agenda(self) -> AgendaList | None:
        return self._agenda if self.stage is self._agenda else None

    def follow(self) -> None:
        """Let month or agenda take the grid's own focus over."""
        cursor = self._grid.cursor_at
        if cursor is None:
            return
        month, agenda = self._shown_month, self._shown_agenda
        if month is not None:
            if (month.day, month.key) != (cursor.day, cursor.key) and cursor.day in month.days:
                month.day, month.key = cursor.day, cursor.key
                month.update()
        elif agenda is not None and cursor.key:
            agenda.choose(cursor.key, cursor.day)

    @Slot(object)
    def _moved(self, cursor: Cursor) -> None:
        self._grid.cursor_at = cursor
        self._page.cursor_moved()

    def open_here(self) -> None:
        """Open what has the focus."""
        month, agenda = self._shown_month, self._shown_agenda
        if month is not None:
            month.open_here()
        elif agenda is not None:
            agenda.open_chosen()
        else:
            self._grid.gestures.enter()

    def arm(self, card: BlockCard, deed: Deed = Deed.MOVE) -> None:
        """Wait for the new place of a block: a day in the month, else a place between the hours."""
        month = self._shown_month
        if month is not None:
            month.setFocus()
            month.arm(card)
            return
        if self._shown_agenda is not None:
            self._page.set_mode("day")
        self._grid.setFocus()
        self._grid.gestures.arm(card, deed)

    @Slot(object)
    def _open_day(self, day: date) -> None:
        self._open(day, "day")

    @Slot(object)
    def _open_week(self, day: date) -> None:
        self._open(day, self._weekly if day.weekday() < 5 else "week")

    def _open(self, day: date, mode: str) -> None:
        self._grid.cursor_at = self.month.place._replace(day=day)
        self._grid.installEventFilter(self)
        self._page.set_mode(mode)
        self._grid.setFocus()

    @Slot()
    def _load_more(self) -> None:
        """Read further days of the agenda."""
        if self._is_loading or self._agenda_days >= MOST_AGENDA_DAYS:
            return
        self._is_loading = True
        try:
            self._agenda_days += 2 * AGENDA_DAYS
            self._page.refresh()
            self._page.head_changed.emit()
        finally:
            self._is_loading = False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the second click of a double click in the month from making a block on the grid that came up."""
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.KeyPress):
            watched.removeEventFilter(self)
            return kind is QEvent.Type.MouseButtonDblClick
        return False


def _in_full(day: date, words: Words) -> str:
    return days_text(day, day, words)


def month_sentence(summaries: tuple[DaySummary, ...], *, is_empty: bool) -> str:
    """Say a month in one line, shorter than a week: kept of planned, what is ahead, what nobody has said yet."""
    planned = sum(day.totals.protected_planned for day in summaries)
    kept = sum(day.totals.protected_kept for day in summaries)
    if is_empty or not planned or not kept:
        return week_sentence(summaries, is_empty=is_empty)
    ahead = sum(day.ahead for day in summaries)
    unknown = sum(day.totals.protected_unknown for day in summaries)
    parts = [f"{duration_text(kept)} of {duration_text(planned)} protected time kept"]
    parts += [f"{duration_text(ahead)} ahead"] if ahead else []
    parts += [f"{duration_text(unknown)} open"] if unknown else []
    return f"{'; '.join(parts)}."
