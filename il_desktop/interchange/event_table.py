"""One row for each date that goes out: the table behind Outlook's CSV and the sheet, in the words of an audience.

It says exactly what the calendar file of the same audience says. Formats of dates are left to the writers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain import zones
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.content import Content, content_for
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSource
from il_desktop.interchange.ics.text import shorten

# Outlook's own names, by which its import wizard knows the fields.
COLUMNS = (
    "Subject",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "All day event",
    "Reminder on/off",
    "Reminder Date",
    "Reminder Time",
    "Categories",
    "Description",
    "Location",
    "Priority",
    "Private",
    "Sensitivity",
    "Show time as",
)
_SHOWN_AS = {"BUSY": "2"}  # the one number that Outlook's wizard is known to read; the others stay empty


@dataclass(frozen=True, slots=True)
class EventRow:
    """One date in the school's local time; `end` of a whole day is the midnight after it."""

    subject: str
    start: WallTime
    end: WallTime
    all_day: bool
    remind_at: WallTime | None
    categories: tuple[str, ...]
    description: str
    place: str
    is_important: bool
    is_private: bool
    busy: str


Cell = str | bool | date | WallTime | None


def event_rows(source: ExportSource, audience: Audience, tz: str) -> list[EventRow]:
    """Return what the audience sees, in order of time; `tz` is the zone whose local time is written."""
    events = [*source.events, *(source.school if audience is Audience.PUBLIC else ())]
    events += [event for series in source.series for event in series.instances]
    looks = {event.face: content_for(event.face, audience, source.names) for event in events}
    rows = [_row(event, content, tz) for event in events if (content := looks[event.face])]
    return sorted(rows, key=lambda row: (row.start, row.end, row.subject))


def cells(row: EventRow) -> tuple[Cell, ...]:
    """Return a row's values in the order of `COLUMNS`; a time is the WallTime it belongs to."""
    remind = row.remind_at
    return (
        row.subject,
        row.start.day,
        row.start,
        row.end.day,
        row.end,
        row.all_day,
        remind is not None,
        remind.day if remind else None,
        remind,
        ";".join(row.categories),
        row.description,
        row.place,
        "High" if row.is_important else "Normal",
        row.is_private,
        "Private" if row.is_private else "Normal",
        _SHOWN_AS.get(row.busy, ""),
    )


def _row(event: ExportEvent, content: Content, tz: str) -> EventRow:
    start, end = event.span.start, event.span.end
    if event.tz != tz and not event.all_day:
        start, end = (zones.to_wall(zones.to_instant(moment, event.tz), tz) for moment in (start, end))
    return EventRow(
        shorten(content.summary),
        start,
        end,
        event.all_day,
        start.plus(-content.alarm_min) if content.alarm_min is not None else None,
        content.categories,
        content.description,
        content.place,
        content.is_important,
        content.is_private,
        content.busy,
    )
