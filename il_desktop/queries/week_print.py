"""What stands on a printed week: the blocks as their reader may see them, on the school's clocks. Never a note.

It says what a calendar file for the same audience says; what was given up or happened elsewhere stays away.
"""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain import zones
from il_desktop.domain.printed_week import PrintDay, PrintedWeek, PrintLine
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.content import content_for
from il_desktop.interchange.ics.records import Audience, ExportEvent, Scope
from il_desktop.queries.cards import cards_between
from il_desktop.queries.export_data import export_source
from il_desktop.store.reader import Reader

_NEAR = (Audience.ME, Audience.OFFICE)


def week_print(
    reader: Reader,
    first: date,
    last: date,
    calendar: SchoolCalendar,
    settings: Settings,
    audience: Audience,
    *,
    with_names: bool = False,
) -> PrintedWeek:
    """Return the dates `first` to `last`, both included; names go to me and the front office alone, where asked for.

    Saturdays and Sundays without a block at either end are left out.
    """
    named = with_names and audience in _NEAR
    source = export_source(reader, first, last, calendar, settings.tz, Scope(with_names=named))
    events = [*source.events, *(source.school if audience is Audience.PUBLIC else ())]
    events += [event for series in source.series for event in series.instances]
    gone = _given_up(reader, first, last, calendar)
    lines = []
    for event in events:
        content = content_for(event.face, audience, source.names)
        if content is None or event.source in gone:
            continue
        face, is_near = event.face, audience in _NEAR
        span = _local(event, settings.tz)
        category, level = (face.category, face.protection) if is_near else (None, None)
        is_buffer = face.is_buffer and is_near
        lines.append(PrintLine(span, content.summary, content.place, category, level, is_buffer, event.all_day))
    lines.sort(key=lambda line: (line.span.start, line.span.end, line.words))
    count = (last - first).days + 1
    days = [PrintDay(calendar.day(day), _on(lines, day)) for day in (first + timedelta(n) for n in range(count))]
    return PrintedWeek(settings.school_name, tuple(_without_free_weekend(days)), audience.value, named)


def _given_up(reader: Reader, first: date, last: date, calendar: SchoolCalendar) -> frozenset[str]:
    """Return the sources of blocks that no longer claim their time."""
    cards = cards_between(reader, first, (last - first).days + 1, calendar)
    given_up = (card for card in cards if card.state in GIVEN_UP)
    return frozenset(card.occurrence.key if card.occurrence else card.key for card in given_up)


def _on(lines: list[PrintLine], day: date) -> tuple[PrintLine, ...]:
    return tuple(line for line in lines if day in line.span.days())


def _without_free_weekend(days: list[PrintDay]) -> list[PrintDay]:
    if all(day.school.day.weekday() > 4 for day in days):
        return days  # nothing else was asked for
    return [day for day in days if day.lines or day.school.day.weekday() <= 4]


def _local(event: ExportEvent, tz: str) -> Span:
    if event.all_day or event.tz == tz:
        return event.span
    start, end = (
        zones.to_wall(zones.to_instant(moment, event.tz), tz) for moment in (event.span.start, event.span.end)
    )
    return Span(start, end) if start < end else Span.of(start, event.span.minutes)
