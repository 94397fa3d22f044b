"""What comes due in the next ninety days: parts of goals, tests, reviews, tasks of goals; and the reviews of a week."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.improvement import NINETY, DueItem, NinetyDays
from il_desktop.queries.names import names_out
from il_desktop.store.reader import Reader

# The way up from every node of the tree to its top goal.
_TOPS = """
    WITH RECURSIVE up(id, top) AS (
      SELECT id, id FROM goal WHERE parent_id IS NULL
      UNION ALL SELECT g.id, up.top FROM goal g JOIN up ON g.parent_id = up.id)
"""
_OWNER = "ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), '')"
_DUE = f"""{_TOPS}
    SELECT found.day, found.kind, found.what, found.id, found.title, ifnull(t.title, ''), ifnull(t.id, ''), {_OWNER}
    FROM (
      SELECT due_on AS day, kind, 'due' AS what, id, title, id AS node, owner_id FROM goal
        WHERE done_on IS NULL AND state IN ('draft', 'active') AND kind NOT IN ('teacher_goal', 'initiative')
      UNION ALL
      SELECT review_on, kind, 'review', id, title, id, owner_id FROM goal
        WHERE done_on IS NULL AND state IN ('draft', 'active') AND verdict IS NULL AND review_on IS NOT due_on
          AND kind NOT IN ('teacher_goal', 'initiative')
      UNION ALL
      SELECT c.review_on, 'challenge', 'review', c.id, c.title,
        (SELECT g.id FROM goal g WHERE g.challenge_id = c.id ORDER BY g.created_at, g.id LIMIT 1), c.owner_id
        FROM challenge c WHERE c.state <> 'addressed'
      UNION ALL
      SELECT due_on, 'task', 'due', id, title, goal_id, owner_id FROM task WHERE state = 'open' AND goal_id IS NOT NULL
      UNION ALL
      SELECT next_review_on, 'unit', 'review', id, name, goal_id, NULL FROM library_item WHERE kind = 'unit'
      UNION ALL
      SELECT review_due_on, 'vision', 'review', id, statement, NULL, NULL FROM vision
        WHERE version = (SELECT max(version) FROM vision)
    ) found
    LEFT JOIN up ON up.id = found.node LEFT JOIN goal t ON t.id = up.top LEFT JOIN person p ON p.id = found.owner_id
"""  # noqa: S608  our own words
_ITEMS = f"{_DUE} WHERE found.day BETWEEN ? AND ? ORDER BY found.day, found.kind, found.title, found.id"
_REVIEWS = (
    f"{_DUE} WHERE found.what = 'review' AND found.day <= ? ORDER BY found.day, found.kind, found.title, found.id"
)
_BEFORE = f"SELECT count(*) FROM ({_DUE} WHERE found.day < ?)"  # noqa: S608  our own words


def ninety_days(reader: Reader, today: date) -> NinetyDays:
    """Return what is due or to be reviewed from today to ninety days on, both included."""
    last = today + NINETY
    rows = reader.rows(_ITEMS, (today.isoformat(), last.isoformat()))
    items = tuple(DueItem(date.fromisoformat(row[0]), *row[1:]) for row in rows)
    return NinetyDays(today, last, items, reader.value(_BEFORE, (today.isoformat(),)))


def reviews_due(reader: Reader, until: date) -> tuple[DueItem, ...]:
    """Return what should be looked at again by a day: interventions, challenges, units, the vision; oldest first."""
    rows = reader.rows(_REVIEWS, (until.isoformat(),))
    return tuple(DueItem(date.fromisoformat(row[0]), *row[1:]) for row in rows)


def told_ninety(reader: Reader, today: date, *, with_names: bool) -> NinetyDays:
    """Return the same for what leaves: without owners and without names in the titles, unless they are asked for."""
    found = ninety_days(reader, today)
    if with_names:
        return found
    say = names_out(reader).text
    return found._replace(
        items=tuple(item._replace(title=say(item.title), goal=say(item.goal), owner="") for item in found.items)
    )
