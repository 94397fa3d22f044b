"""Everything the file holds about one person in order of time: visits, talks, steps, recognitions, time, work, notes.

For the principal's own eyes: notes of the class “private memory” are in it, so nothing that leaves the file reads this.
"""

from __future__ import annotations

from il_desktop.domain.timeline import TimelineEntry
from il_desktop.store.reader import Reader

LINKED = frozenset(
    {
        "person", "visit", "feedback", "action_step", "recognition", "nomination", "time_block", "block_person",
        "block_series", "meeting", "attendance", "task", "goal", "note", "log_entry", "calendar_span", "team",
        "team_member",
    }
)  # fmt: skip
_TEXT = 240  # characters of a text that a line can show

# Each part gives: kind, id, moment or day, word (a code of the kind), title, text, state, is private, page, key there.
_PARTS = (
    """SELECT 'visit', id, starts_local, kind, NULL, evidence_text, state, 0, 'week', block_id
       FROM visit WHERE person_id = :id""",
    """SELECT 'feedback', f.id, coalesce(f.given_local, v.starts_local, substr(f.created_at, 1, 10)), f.kind, NULL,
         coalesce(f.glow, '') || CASE WHEN f.glow IS NOT NULL AND f.grow IS NOT NULL THEN ' · ' ELSE '' END
         || coalesce(f.grow, ''), CASE WHEN f.given_local IS NULL THEN 'planned' ELSE 'given' END, 0, 'week', f.block_id
       FROM feedback f LEFT JOIN visit v ON v.id = f.visit_id WHERE f.person_id = :id""",
    """SELECT 'step', id, check_back_on, 'step', NULL, text, outcome, 0, '', NULL
       FROM action_step WHERE person_id = :id""",
    """SELECT 'recognition', id, given_on, kind, NULL,
         action_text || CASE WHEN impact IS NULL THEN '' ELSE ' · ' || impact END, state, 0, 'recognition', id
       FROM recognition WHERE person_id = :id""",
    """SELECT 'nomination', n.id, r.opens_on, r.kind, r.name, n.reason, n.stage, 0, '', NULL
       FROM nomination n JOIN selection_round r ON r.id = n.round_id WHERE n.person_id = :id""",
    """SELECT 'block', b.id, b.starts_local, 'block', b.title, b.note, b.state, 0, 'week', b.id
       FROM block_person p JOIN time_block b ON b.id = p.block_id
       WHERE p.person_id = :id AND b.state <> 'cancelled'""",
    """SELECT 'series', s.id, s.starts_local, 'series', s.title, s.note, '', 0, '', NULL
       FROM block_series s WHERE s.set_name IS NULL AND s.people LIKE '%' || :id || '%'""",
    """SELECT 'meeting', m.id, b.starts_local, m.kind, m.title, NULL, coalesce(a.status, 'invited'), 0, 'week', b.id
       FROM attendance a JOIN meeting m ON m.id = a.meeting_id JOIN time_block b ON b.id = m.block_id
       WHERE a.person_id = :id""",
    """SELECT 'task', id, coalesce(done_on, due_on, check_in_on, substr(created_at, 1, 10)), 'task', title, NULL,
         state, 0, CASE WHEN block_id IS NOT NULL THEN 'week' WHEN goal_id IS NOT NULL THEN 'goals' ELSE '' END,
         coalesce(block_id, goal_id)
       FROM task WHERE owner_id = :id""",
    """SELECT 'goal', id, coalesce(due_on, starts_on, substr(created_at, 1, 10)), kind, title, NULL, state, 0,
         'goals', id
       FROM goal WHERE person_id = :id""",
    """SELECT 'note', id, dated_on, class, NULL, text, '', class = 'private_memory', '', NULL
       FROM note WHERE person_id = :id""",
    """SELECT 'log', id, on_date, kind, topic, text, '', 0, '', NULL FROM log_entry WHERE person_id = :id""",
    """SELECT 'absence', c.id, c.from_on, 'absence', NULL, coalesce(s.shown_as, s.given || ' ' || s.family), c.to_on, 0,
         '', NULL
       FROM calendar_span c LEFT JOIN person s ON s.id = c.substitute_id
       WHERE c.kind = 'absence' AND c.person_id = :id""",
    """SELECT 'team', m.id, m.from_on, m.role, t.name, NULL, coalesce(m.to_on, ''), 0, 'people', 'team:' || t.id
       FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.person_id = :id""",
)
_SQL = " UNION ALL ".join(_PARTS) + " ORDER BY 3 DESC, 1, 2"


def timeline(reader: Reader, person_id: str) -> tuple[TimelineEntry, ...]:
    """Return everything about a person, the latest first; what is planned stands before today."""
    return tuple(
        TimelineEntry(
            kind, key, at, word, title or "", " ".join((text or "")[:_TEXT].split()), state or "", bool(private),
            page if target else "", target or "",
        )
        for kind, key, at, word, title, text, state, private, page, target in reader.rows(_SQL, {"id": person_id})
    )  # fmt: skip
