"""What the plan of a OneRoster export is held against: people, years and terms, classes, lessons, names of periods."""

from __future__ import annotations

from datetime import date

from il_desktop.interchange.oneroster_plan import KnownSchool, KnownSection, KnownSlot, KnownYear
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import known_people
from il_desktop.store.reader import Reader

_DATES = "SELECT id, kind, name, from_on, to_on FROM calendar_span WHERE kind IN ('year', 'term') ORDER BY from_on"
_SECTIONS = "SELECT id, year_id, title, subject, grade, room, external_ref, from_on, to_on FROM section ORDER BY id"
_SLOTS = """
    SELECT person_id, section_id, day_type, weekday, period_code, kind, from_on, to_on FROM timetable_slot
    WHERE to_on IS NULL OR to_on >= ?
"""


def known_school(reader: Reader, today: date) -> KnownSchool:
    """Return the school as it is; lessons hold from `today` on."""
    rules = school_calendar(reader).rules
    codes = tuple(dict.fromkeys(period.code for bells in rules.bells for period in bells.periods))
    return KnownSchool(
        people=known_people(reader),
        dates=tuple(
            KnownYear(id_, kind, name, date.fromisoformat(first), date.fromisoformat(last))
            for id_, kind, name, first, last in reader.rows(_DATES)
        ),
        sections=tuple(
            KnownSection(
                id_, year, title, subject or "", grade or "", room or "", ref or "", _maybe(first), _maybe(last)
            )
            for id_, year, title, subject, grade, room, ref, first, last in reader.rows(_SECTIONS)
        ),
        slots=tuple(
            KnownSlot(person, section, letter, weekday, code, kind, date.fromisoformat(first), _maybe(last))
            for person, section, letter, weekday, code, kind, first, last in reader.rows(_SLOTS, (today.isoformat(),))
        ),
        day_types=rules.cycle.types,
        periods=codes,
        today=today,
    )


def _maybe(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
