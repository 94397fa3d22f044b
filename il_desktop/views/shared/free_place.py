"""The next free place in the week for something that has minutes and no time yet."""

from __future__ import annotations

from il_desktop.domain.walltime import Span
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.free_places import free_place as first_free
from il_desktop.queries.free_places import work_days
from il_desktop.views.shared.shell import Shell

LOOK_DAYS = 14


def free_place(shell: Shell, minutes: int) -> Span | None:
    """Return the first free place of that length in the work hours of two weeks of school days; None without one."""
    now, calendar = shell.now(), shell.desk.cached(school_calendar)
    days = work_days(now.day, LOOK_DAYS, calendar)
    return shell.desk.read(first_free, Span.of(now, minutes), days, calendar, shell.settings())
