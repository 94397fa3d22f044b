"""The school calendar of the file. Read once and kept by `Desk.cached` until one of its tables changes."""

from __future__ import annotations

from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.school_rows import SPAN_KINDS, calendar_rules
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader, reads

_SPANS = f"""
    SELECT kind, name, from_on, to_on, bell_schedule_id FROM calendar_span
    WHERE kind IN {SPAN_KINDS} ORDER BY from_on, kind, name
"""  # noqa: S608  nothing but our own constant is put in
_BELLS = """
    SELECT b.id, b.name, b.periods, t.from_on, t.periods FROM bell_schedule AS b
    LEFT JOIN bell_times AS t ON t.bell_schedule_id = b.id
"""
_OVERRIDES = """
    SELECT day, kind, day_type, bell_schedule_id, periods, is_contact_day, reason FROM day_override ORDER BY day
"""


@reads("calendar_span", "bell_schedule", "bell_times", "day_override", "setting")
def school_calendar(reader: Reader) -> SchoolCalendar:
    """Return the calendar of all school years in the file."""
    return reader.once(_calendar)


def _calendar(reader: Reader) -> SchoolCalendar:
    return SchoolCalendar(
        calendar_rules(reader.rows(_SPANS), reader.rows(_BELLS), reader.rows(_OVERRIDES), settings(reader))
    )
