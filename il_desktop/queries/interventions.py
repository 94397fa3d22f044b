"""The register of interventions as records: for which group, how much, the next review, what was adjusted."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.light import NamedTuple
from il_desktop.store.reader import Reader

# The way up from every node of the tree to its top goal.
_PLANS = """
    WITH RECURSIVE up(id, top) AS (
      SELECT id, id FROM goal WHERE parent_id IS NULL
      UNION ALL SELECT g.id, up.top FROM goal g JOIN up ON g.parent_id = up.id)
    SELECT g.id, g.title, g.state, ifnull(g.response, 'intervention'), ifnull(g.group_label, ''), g.n_students,
           g.dose_min_week, g.review_on, ifnull(t.id, ''), ifnull(t.title, ''),
           ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), '')
    FROM goal g LEFT JOIN up ON up.id = g.id LEFT JOIN goal t ON t.id = up.top LEFT JOIN person p ON p.id = g.owner_id
    WHERE g.kind = 'intervention'
    ORDER BY g.state NOT IN ('draft', 'active'), g.review_on IS NULL, g.review_on, g.title COLLATE NOCASE, g.id
"""
_LOG = """
    SELECT c.goal_id, c.given_on, c.status, ifnull(c.comment, '') FROM check_in c JOIN goal g ON g.id = c.goal_id
    WHERE g.kind = 'intervention' ORDER BY c.given_on DESC, c.created_at DESC, c.id
"""


class LogEntry(NamedTuple):
    """One entry of the log: the day, how it went, and what was adjusted."""

    on: date
    status: str
    text: str


class Intervention(NamedTuple):
    """One intervention; the newest entry of its log first."""

    id: str
    title: str
    state: str
    response: str
    group_label: str
    n_students: int | None
    dose_min_week: int | None
    review_on: date | None
    goal_id: str
    goal: str
    owner: str
    log: tuple[LogEntry, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is under way or still a draft."""
        return self.state in ("draft", "active")


def interventions(reader: Reader) -> tuple[Intervention, ...]:
    """Return the register: those under way first, the next review on top."""
    log: dict[str, list[LogEntry]] = {}
    for owner, on, status, text in reader.rows(_LOG):
        log.setdefault(owner, []).append(LogEntry(date.fromisoformat(on), status, text))
    return tuple(
        Intervention(
            *row[:7],
            review_on=date.fromisoformat(row[7]) if row[7] else None,
            goal_id=row[8],
            goal=row[9],
            owner=row[10],
            log=tuple(log.get(row[0], ())),
        )
        for row in reader.rows(_PLANS)
    )
