"""Professional development and money per goal: sessions held and confirmed, requests approved, spent and asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from il_desktop.domain.goal_pages import Resources
from il_desktop.store.reader import Reader

_SESSIONS = """
    SELECT m.goal_id, m.minutes, m.state = 'held',
           m.state = 'held' OR ifnull(b.starts_local < ?, 0), ifnull(m.cost_cents, 0)
    FROM meeting m LEFT JOIN time_block b ON b.id = m.block_id
    WHERE m.kind = 'pd' AND m.state IN ('held', 'confirmed') AND m.goal_id IS NOT NULL
"""
_REQUESTS = """
    SELECT goal_id, state, sum(ifnull(amount_cents, 0)) FROM resource_request
    WHERE goal_id IS NOT NULL AND state NOT IN ('idea', 'declined') GROUP BY goal_id, state
"""


def goal_resources(reader: Reader, today: date) -> dict[str, Resources]:
    """Return sessions and money of each node of the goal tree that has any; minutes of blocks are not among them."""
    found: dict[str, Resources] = {}
    for goal_id, minutes, is_held, is_due, cents in reader.rows(_SESSIONS, (today.isoformat(),)):
        one = Resources(
            pd_held=minutes * is_held, pd_due=minutes * is_due, pd_planned=minutes, pd_cents=cents * is_held
        )
        found[goal_id] = summed([found.get(goal_id, Resources()), one])
    for goal_id, state, cents in reader.rows(_REQUESTS):
        is_paid, is_granted = state == "spent", state in ("approved", "spent")
        one = Resources(spent=cents * is_paid, approved=cents * is_granted, asked=cents * (not is_granted))
        found[goal_id] = summed([found.get(goal_id, Resources()), one])
    return found


def summed(parts: Iterable[Resources]) -> Resources:
    """Add resources up, for example those of a goal and all that hangs on it."""
    return Resources(*(sum(values) for values in zip(*(tuple(part) for part in parts), strict=True)))
