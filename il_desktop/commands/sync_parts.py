"""A series that went out as several rules: which of its dates a date of one rule is, and which dates a rule has.

Outlook and other programs hold no "every A day", so an export splits it (see `interchange.ics.splitting`). What others
change in one of these rules is said here of the series' own dates, or of none where that cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import found_block
from il_desktop.commands.held_time import SchoolFacts, series_rule
from il_desktop.domain import recurrence
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import NotFound
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.incoming import CalendarRead
from il_desktop.models.schedule import BlockSeries, TimeBlock

_KEY = 36  # letters of a series' id
_TIME = slice(-4, None)  # of a part's name: hour and minute, see `splitting.part_suffix`
_NO_SCHOOL = SchoolCalendar(CalendarRules())


def is_part(ref: str) -> bool:
    """Tell whether a reference names one of several rules that a series went out as."""
    return len(ref) > _KEY and "@" not in ref


def date_of(session: Session, ref: str, on: date, facts: SchoolFacts) -> BlockRef | None:
    """Return which date of a series another program means: `on` is where the series, or one part of it, has it."""
    if not is_part(ref):
        return BlockRef(series_id=ref, on=on)
    start = WallTime.at(on, int(ref[_TIME][:2]), int(ref[_TIME][2:]))
    series_id = ref[:_KEY]
    at_this_time = select(TimeBlock).where(TimeBlock.series_id == series_id, TimeBlock.starts_local == start)
    row = session.scalars(at_this_time.where(TimeBlock.state != "cancelled")).first()
    if row is not None:
        return BlockRef(series_id=series_id, on=row.occurrence_on, period_code=row.period_code)
    series = session.get(BlockSeries, series_id)
    found = recurrence.occurrences(series_rule(series), on, on, facts.calendar) if series else []
    names = [BlockRef(series_id=series_id, on=each.on, period_code=each.period_code)
             for each in found if each.start == start]  # fmt: skip
    return next((name for name in names if _lies_at(session, name, start, facts)), None)


def dates_of(read: CalendarRead | None) -> Iterator[date]:
    """Yield the dates that the rule in a resource has."""
    for event in read.events if read else ():
        repeat, span = event.repeat, event.span
        if repeat is None or span is None or event.refusal is not None:
            continue
        rule = SeriesRule(
            "rrule", repeat.rule, span.start, span.minutes, event.tz, repeat.until_on, repeat.times, "keep"
        )
        last = repeat.until_on or date(span.start.day.year + 2, 1, 1)  # what we send has an end
        for found in recurrence.occurrences(rule, span.start.day, last, _NO_SCHOOL):
            if found.on not in repeat.holes:
                yield found.on


def _lies_at(session: Session, ref: BlockRef, start: WallTime, facts: SchoolFacts) -> bool:
    """Tell whether a date is there, and has not been moved elsewhere."""
    try:
        return found_block(session, ref, facts).starts_local == start
    except NotFound:
        return False
