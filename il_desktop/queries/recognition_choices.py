"""What a recognition can be tied to: core values, goals, visits of its person, meetings that are to come."""

from __future__ import annotations

from dataclasses import dataclass

from il_desktop.domain.walltime import WallTime
from il_desktop.store.reader import Reader

_VISITS = 12
_MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Choices:
    """Pairs of id and title; visits are (id, ISO wall time, period), newest first."""

    values: tuple[tuple[str, str], ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    visits: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting ahead that recognitions can be celebrated at."""

    id: str
    title: str
    starts: WallTime


def recognition_choices(reader: Reader, person_id: str, recognition_id: str, now: WallTime) -> Choices:
    """Return what the editor offers for one recognition; what it is tied to already stays on offer."""
    linked = reader.row("SELECT value_id, goal_id, visit_id FROM recognition WHERE id = ?", (recognition_id,))
    value_id, goal_id, visit_id = linked or (None, None, None)
    values = reader.rows(
        "SELECT i.id, i.name FROM vision_item AS i JOIN vision AS v ON v.id = i.vision_id WHERE i.kind = 'value'"
        " AND (v.version = (SELECT max(version) FROM vision) OR i.id = ?) ORDER BY v.version DESC, i.pos",
        (value_id,),
    )
    goals = reader.rows(
        "SELECT id, title FROM goal WHERE (kind = 'goal' AND state = 'active') OR id = ?"
        " ORDER BY rank IS NULL, rank, title",
        (goal_id,),
    )
    visits = reader.rows(
        "SELECT id, starts_local, ifnull(period_code, '') FROM visit WHERE person_id = ? AND (id = ? OR"
        " (state NOT IN ('planned', 'missed') AND starts_local <= ?)) ORDER BY id = ? DESC, starts_local DESC LIMIT ?",
        (person_id, visit_id, now.iso(), visit_id, _VISITS),
    )
    visits.sort(key=lambda row: row[1], reverse=True)
    return Choices(
        tuple((key, name) for key, name in values),
        tuple((key, title) for key, title in goals),
        tuple((key, starts, period) for key, starts, period in visits),
    )


def meetings_ahead(reader: Reader, now: WallTime) -> tuple[MeetingChoice, ...]:
    """Return the next meetings with a time, soonest first."""
    rows = reader.rows(
        "SELECT m.id, m.title, b.starts_local FROM meeting AS m JOIN time_block AS b ON b.id = m.block_id"
        " WHERE m.state IN ('idea', 'confirmed') AND m.kind <> 'parent' AND b.state <> 'cancelled'"
        " AND b.starts_local >= ? ORDER BY b.starts_local LIMIT ?",
        (now.iso(), _MEETINGS),
    )
    return tuple(MeetingChoice(key, title, WallTime.parse(starts)) for key, title, starts in rows)
