"""Where something still fits: past one's own blocks and past what other calendars hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from il_desktop.domain.blocks import Category
from il_desktop.domain.protection import next_free_shift, next_free_span
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.feeds import entries
from il_desktop.queries.free_places import SEARCHED_DAYS, days_to_search, held_times
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.ghost import Deed

if TYPE_CHECKING:
    from il_desktop.domain.others_time import Busy
    from il_desktop.views.week.deeds import Wish

_MORE_FOR_SEVERAL = 5


def busy_times(shell: Shell, first: date, last: date) -> list[Busy]:
    """Return when other calendars are busy on some days; a file without any is asked nothing."""
    kept = shell.desk.cached(entries)
    if not kept:
        return []
    from il_desktop.domain.others_time import busy_of  # noqa: PLC0415  files with subscriptions only

    return [each for each in busy_of(kept, first, last, shell.settings().tz) if each.is_busy]


def place_on(shell: Shell, card: BlockCard, day: date) -> Span:
    """Return the first free place of a day from now on: instruction in school hours if it can be, else in work hours.

    Without a free place it is the start of these hours.
    """
    settings, now = shell.settings(), shell.now()
    calendar = shell.desk.cached(school_calendar)
    taken = shell.desk.read(held_times, day, day, calendar, settings.tz)
    hours = [(settings.work_start_min, settings.work_end_min)]
    school = calendar.instructional_span(day) if card.category is Category.INSTRUCTIONAL else None
    if school is not None:
        hours.insert(0, (school.start.minute, school.end.minute))
    for start, end in hours:
        wanted = Span.of(max(WallTime(day, start), now), card.span.minutes)
        found = next_free_span(taken, wanted, [day], work_start_min=start, work_end_min=end)
        if found is not None:
            return found
    return Span.of(WallTime(day, hours[0][0]), card.span.minutes)


def free_place(shell: Shell, wish: Wish) -> Span | None:
    """Return the next free span of a wish's length, from its start on, on this and the next contact days.

    For several blocks it is the span of the first; the others keep their distance to it.
    """
    desk, settings = shell.desk, shell.settings()
    calendar = desk.cached(school_calendar)
    day = wish.span.start.day
    days = days_to_search(day, calendar, SEARCHED_DAYS + (_MORE_FOR_SEVERAL if wish.mates else 0))
    timed = [mate.span for mate in wish.mates if not mate.card.all_day]
    first = min([day, *(span.start.day for span in timed)])
    held = desk.read(held_times, first, days[-1], calendar, settings.tz)
    moved = (wish.card, *(mate.card for mate in wish.mates)) if wish.deed is not Deed.COPY else ()
    own = {card.ref for card in moved if card is not None}
    taken = [each for each in held if each.ref not in own]
    hours = {"work_start_min": settings.work_start_min, "work_end_min": settings.work_end_min}
    if not wish.mates:
        return next_free_span(taken, wish.span, days, **hours)
    shift = next_free_shift(taken, [wish.span, *timed], days, **hours)
    return None if shift is None else wish.span.moved_to(wish.span.start.plus(shift))
