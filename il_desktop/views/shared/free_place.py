"""The next free place in the week for something that has minutes and no time yet."""

from __future__ import annotations

from datetime import timedelta

from il_desktop.domain.protection import next_free_span
from il_desktop.domain.walltime import Span
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import cards_between
from il_desktop.views.shared.shell import Shell

LOOK_DAYS = 14


def free_place(shell: Shell, minutes: int) -> Span | None:
    """Return the first free place of that length in the work hours of two weeks of school days; None without one."""
    now, calendar, settings = shell.now(), shell.desk.cached(school_calendar), shell.settings()
    days = [now.day + timedelta(days=number) for number in range(LOOK_DAYS)]
    days = [day for day in days if calendar.day(day).is_contact_day or (not calendar.years and day.weekday() < 5)]
    cards = shell.desk.read(cards_between, now.day, LOOK_DAYS, calendar)
    return next_free_span(
        cards,
        Span.of(now, minutes),
        days,
        work_start_min=settings.work_start_min,
        work_end_min=settings.work_end_min,
    )
