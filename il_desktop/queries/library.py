"""Reads the library and the curriculum units as records."""

from __future__ import annotations

import json
from datetime import date

from il_desktop.domain.library import Entry, LookFor, Unit
from il_desktop.store.reader import Reader

_ENTRIES = """
    SELECT id, kind, name, aliases, ifnull(definition, ''), ifnull(evidence_note, ''), ifnull(source, ''),
           ifnull(url, ''), is_schoolwide
    FROM library_item WHERE kind <> 'unit' ORDER BY name COLLATE NOCASE, kind, id
"""
_LOOK_FORS = """
    SELECT l.strategy_id, l.id, l.text, p.name FROM look_for l JOIN protocol p ON p.id = l.protocol_id
    WHERE l.strategy_id IS NOT NULL ORDER BY p.name, l.pos, l.id
"""
_FREE = """
    SELECT l.id, l.text, p.name FROM look_for l JOIN protocol p ON p.id = l.protocol_id
    WHERE l.strategy_id IS NULL ORDER BY p.name COLLATE NOCASE, l.pos, l.id
"""
_UNITS = """
    SELECT u.id, u.name, ifnull(u.subject, ''), ifnull(u.grade, ''), ifnull(u.criteria, '{}'), ifnull(u.issue, ''),
           u.next_review_on, ifnull(u.goal_id, ''), ifnull(g.title, '')
    FROM library_item u LEFT JOIN goal g ON g.id = u.goal_id WHERE u.kind = 'unit'
    ORDER BY u.next_review_on IS NULL, u.next_review_on, u.subject, u.grade, u.name COLLATE NOCASE, u.id
"""
_GOALS = """
    SELECT id, title FROM goal WHERE kind = 'goal' AND state IN ('draft', 'active')
    ORDER BY ifnull(rank, 999), title COLLATE NOCASE
"""


def entries(reader: Reader) -> tuple[Entry, ...]:
    """Return everything to be looked up, by name."""
    look_fors: dict[str, list[LookFor]] = {}
    for owner, *found in reader.rows(_LOOK_FORS):
        look_fors.setdefault(owner, []).append(LookFor(*found))
    return tuple(
        Entry(
            *row[:3],
            aliases=tuple(json.loads(row[3] or "[]")),
            definition=row[4],
            evidence_note=row[5],
            source=row[6],
            url=row[7],
            is_schoolwide=bool(row[8]),
            look_fors=tuple(look_fors.get(row[0], ())),
        )
        for row in reader.rows(_ENTRIES)
    )


def free_look_fors(reader: Reader) -> tuple[LookFor, ...]:
    """Return the look-fors that belong to no strategy yet."""
    return tuple(LookFor(*row) for row in reader.rows(_FREE))


def units(reader: Reader) -> tuple[Unit, ...]:
    """Return the curriculum units, the one to be looked at next first."""
    return tuple(
        Unit(
            *row[:4], scores=json.loads(row[4]), issue=row[5],
            next_review_on=date.fromisoformat(row[6]) if row[6] else None, goal_id=row[7], goal=row[8],
        )
        for row in reader.rows(_UNITS)
    )  # fmt: skip


def top_goals(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return (id, title) of the goals that a unit can serve."""
    return tuple((key, title) for key, title in reader.rows(_GOALS))


def kind_of(reader: Reader, item_id: str) -> str:
    """Return the kind of an entry or unit, empty for nothing of that id."""
    return reader.value("SELECT kind FROM library_item WHERE id = ?", (item_id,)) or ""
