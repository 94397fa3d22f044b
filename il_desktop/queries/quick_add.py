"""What a quick-add line is read against: people, kinds of work, goals."""

from __future__ import annotations

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.quick_add import Around, GoalName, Kind, Person
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

_PEOPLE = """
    SELECT id, given, family, coalesce(shown_as, given || ' ' || family), coalesce(department, '') FROM person
    WHERE active_to IS NULL OR active_to >= :today ORDER BY family, given, id
"""
_GOALS = """
    SELECT id, rank, title FROM goal WHERE kind = 'goal' AND state <> 'closed' ORDER BY rank IS NULL, rank, title
"""


def quick_add_around(reader: Reader, now: WallTime, calendar: SchoolCalendar, *, day_first: bool = True) -> Around:
    """Return the surroundings of a line typed at `now`: everybody who has not left, kinds in use, open goals."""
    people = reader.rows(_PEOPLE, {"today": now.day.isoformat()})
    kinds = (
        Kind(row.key, row.name, Category(row.category), row.default_min, Protection(row.default_protection))
        for row in activity_types(reader)
        if row.is_active
    )
    return Around(
        now,
        calendar,
        tuple(Person(*row) for row in people),
        tuple(kinds),
        tuple(GoalName(*row) for row in reader.rows(_GOALS)),
        day_first,
        settings(reader).work_start_min,
    )
