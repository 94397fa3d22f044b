"""What the palette can find in the file: people who work here now, and goals with their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.store.reader import Reader

_PEOPLE = """
    SELECT id, coalesce(shown_as, given || ' ' || family), coalesce(department, '') FROM person
    WHERE active_to IS NULL OR active_to >= :today ORDER BY family, given
"""
_GOALS = """
    SELECT id, title, kind FROM goal WHERE state <> 'closed' ORDER BY kind <> 'goal', rank, title
"""


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing to go to: the page that shows it, its key there, its name and a word more about it."""

    page_id: str
    key: str
    title: str
    detail: str


def findables(reader: Reader, today: date) -> tuple[Findable, ...]:
    """Return people first, then goals, each in the order of its page."""
    people = reader.rows(_PEOPLE, {"today": today.isoformat()})
    goals = reader.rows(_GOALS)
    return (
        *(Findable("people", key, name, department or "person") for key, name, department in people),
        *(Findable("goals", key, title, kind.replace("_", " ")) for key, title, kind in goals),
    )
