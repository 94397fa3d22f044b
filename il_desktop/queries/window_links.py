"""What hangs on an assessment window: the goals it feeds, and their tests, sessions and units still to come.

Decides what counts as linked; whoever moves the window says so before anything is saved.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.domain.window_links import Linked, WindowLinks
from il_desktop.store.reader import Reader

_FAMILY = """
    WITH RECURSIVE linked(id) AS (
        SELECT t.goal_id FROM target t JOIN goal g ON g.id = t.goal_id WHERE g.state <> 'closed' AND (
            EXISTS (SELECT 1 FROM reading r WHERE r.measure_id = t.measure_id AND r.window_id = :window)
            OR t.baseline_on <= :last AND t.due_on >= :first AND EXISTS (
                SELECT 1 FROM reading r WHERE r.measure_id = t.measure_id AND r.window_id IS NOT NULL))
    ), family(id) AS (
        SELECT id FROM linked UNION SELECT g.id FROM goal g JOIN family f ON g.parent_id = f.id
    )
"""
_GOALS = "SELECT title, due_on FROM goal WHERE id IN (SELECT id FROM linked) ORDER BY rank IS NULL, rank, title"
_TESTS = """
    SELECT title, due_on FROM goal WHERE kind = 'test' AND state <> 'closed' AND id IN (SELECT id FROM family)
    ORDER BY due_on IS NULL, due_on, title
"""
_SESSIONS = """
    SELECT m.title, substr(b.starts_local, 1, 10) FROM meeting m LEFT JOIN time_block b ON b.id = m.block_id
    WHERE m.kind = 'pd' AND m.state IN ('idea', 'confirmed') AND (m.goal_id IN (SELECT id FROM family)
        OR m.need_id IN (SELECT challenge_id FROM goal WHERE id IN (SELECT id FROM family)))
    ORDER BY b.starts_local IS NULL, b.starts_local, m.title
"""
_UNITS = """
    SELECT name, next_review_on FROM library_item WHERE kind = 'unit' AND goal_id IN (SELECT id FROM family)
    ORDER BY next_review_on IS NULL, next_review_on, name
"""


def window_links(reader: Reader, window_id: str, first: date, last: date) -> WindowLinks:
    """Return what hangs on the window with these dates.

    A goal does when its measure was read in the window, or is read in windows and has a target that spans it.
    """
    told = {"window": window_id, "first": first.isoformat(), "last": last.isoformat()}
    return WindowLinks(*(_linked(reader.rows(_FAMILY + sql, told)) for sql in (_GOALS, _TESTS, _SESSIONS, _UNITS)))


def _linked(rows: list[tuple[Any, ...]]) -> tuple[Linked, ...]:
    return tuple(Linked(title, date.fromisoformat(on) if on else None) for title, on in rows)
