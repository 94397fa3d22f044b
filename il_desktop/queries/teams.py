"""Teams and their members on any date, past or future."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.queries.people import SHOWN
from il_desktop.store.reader import Reader

_TEAMS = """
    SELECT t.id, t.name, t.kind, coalesce(t.purpose, ''), coalesce(t.focus_question, ''), t.cadence_days, t.is_active,
      (SELECT count(*) FROM team_member m WHERE m.team_id = t.id AND m.from_on <= :on
         AND (m.to_on IS NULL OR m.to_on >= :on)),
      (SELECT count(*) FROM meeting g WHERE g.team_id = t.id)
    FROM team t ORDER BY t.is_active DESC, t.name COLLATE NOCASE
"""
_MEMBERS = f"""
    SELECT m.id, m.person_id, {SHOWN.format("p")}, coalesce(p.department, ''), m.role, m.from_on, m.to_on
    FROM team_member m JOIN person p ON p.id = m.person_id WHERE m.team_id = ?
    ORDER BY m.to_on IS NOT NULL, m.to_on DESC, p.family COLLATE NOCASE, p.given COLLATE NOCASE, m.from_on
"""  # noqa: S608  ours


class TeamRow(NamedTuple):
    """A team and how many were in it on the date asked about."""

    id: str
    name: str
    kind: str
    purpose: str
    focus_question: str
    cadence_days: int | None
    is_active: bool
    members: int
    meetings: int


class Membership(NamedTuple):
    """Somebody in a team from a day to a day (None: goes on)."""

    id: str
    person_id: str
    name: str
    department: str
    role: str
    from_on: date
    to_on: date | None

    def holds_on(self, on: date) -> bool:
        """Tell whether it holds on a date."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


def team_list(reader: Reader, on: date) -> tuple[TeamRow, ...]:
    """Return all teams, closed ones last, with their size on a date."""
    return tuple(
        TeamRow(key, name, kind, purpose, question, cadence, bool(active), members, meetings)
        for key, name, kind, purpose, question, cadence, active, members, meetings in reader.rows(
            _TEAMS, {"on": on.isoformat()}
        )
    )


def memberships(reader: Reader, team_id: str) -> tuple[Membership, ...]:
    """Return everybody who is, was or will be in a team; those who go on first."""
    return tuple(
        Membership(
            key, person, name, department, role, date.fromisoformat(first), date.fromisoformat(to) if to else None
        )
        for key, person, name, department, role, first, to in reader.rows(_MEMBERS, (team_id,))
    )
