"""The goals page's left side: the vision in one line and the cascade of goals with where each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from il_desktop.domain.light import NamedTuple
from il_desktop.store.reader import Reader

if TYPE_CHECKING:
    from il_desktop.queries.goal_figures import Figures
    from il_desktop.queries.goal_minutes import GoalMinutes, Ledger

TOP_RANKS = 3


class GoalNode(NamedTuple):
    """One row of the goal tree. `kind` and `state` are the stored codes; children in order."""

    id: str
    kind: str
    title: str
    state: str
    rank: int | None
    domain: str
    owner: str
    due_on: date | None
    done_on: date | None
    parent_id: str | None
    children: tuple[GoalNode, ...] = ()

    @property
    def is_done(self) -> bool:
        """Tell whether the step is finished."""
        return self.done_on is not None or self.state in ("met", "closed")

    def family(self) -> Iterator[GoalNode]:
        """Yield this node and everything below it."""
        yield self
        for child in self.children:
            yield from child.family()

    def path_to(self, goal_id: str) -> tuple[GoalNode, ...]:
        """Return the nodes from this one down to another, empty when it is not below."""
        if self.id == goal_id:
            return (self,)
        return next(((self, *found) for child in self.children if (found := child.path_to(goal_id))), ())


class GoalLine(NamedTuple):
    """A top goal of the cascade: its node, its figures (None without a target), its minutes.

    `is_bare` marks an active goal that nobody gives hours or money to.
    """

    node: GoalNode
    figures: Figures | None
    minutes: GoalMinutes
    is_starved: bool
    is_bare: bool = False


class VisionHead(NamedTuple):
    """The vision in one line. `is_overdue` when its review date has passed."""

    id: str
    version: int
    statement: str
    adopted_on: date | None
    review_due_on: date | None
    n_values: int
    n_elements: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class GoalList:
    """The whole cascade; `begun` names every part that time was put in, `ledger` holds the minutes of all."""

    vision: VisionHead | None
    goals: tuple[GoalLine, ...]
    begun: frozenset[str] = frozenset()
    ledger: Ledger | None = None

    def count(self, kind: str) -> int:
        """Count the nodes of one kind."""
        return sum(node.kind == kind for goal in self.goals for node in goal.node.family())

    def path(self, goal_id: str) -> tuple[GoalNode, ...]:
        """Return the nodes from the top goal down to a node, empty when it is not there."""
        return next((found for goal in self.goals if (found := goal.node.path_to(goal_id))), ())


_NODES = """
    SELECT g.id, g.kind, g.title, g.state, g.rank, ifnull(g.domain, ''),
           ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), ''), g.due_on, g.done_on, g.parent_id
    FROM goal g LEFT JOIN person p ON p.id = g.owner_id
    WHERE g.kind NOT IN ('teacher_goal', 'initiative')
    ORDER BY g.parent_id IS NULL AND g.state IN ('met', 'closed'), ifnull(g.rank, 999),
             CASE g.kind WHEN 'goal' THEN 0 WHEN 'strategy' THEN 1 WHEN 'step' THEN 2 ELSE 3 END,
             ifnull(g.due_on, '9999'), g.created_at, g.rowid
"""
_VISION = """
    SELECT v.id, v.version, v.statement, v.adopted_on, v.review_due_on,
           (SELECT count(*) FROM vision_item i WHERE i.vision_id = v.id AND i.kind = 'value'),
           (SELECT count(*) FROM vision_item i WHERE i.vision_id = v.id AND i.kind <> 'value')
    FROM vision v ORDER BY v.version DESC LIMIT 1
"""


def goal_choices(reader: Reader) -> list[tuple[str, str]]:
    """Return (id, label) of every goal, strategy and step that can still take time, in the order of the cascade."""
    return [
        (node.id, f"{label} › {node.title}" if node is not top else label)
        for top, label in ((node, _numbered(node)) for node in goal_tree(reader))
        for node in top.family()
        if not node.is_done
    ]


def host_choices(reader: Reader, goal_id: str) -> list[tuple[str, str]]:
    """Return (id, label) of everything a part may hang on: open, of a fitting kind, not below itself."""
    from il_desktop.domain.goal_places import may_hang  # noqa: PLC0415  not for the start

    tops = goal_tree(reader)
    node = next((path[-1] for top in tops if (path := top.path_to(goal_id))), None)
    if node is None:
        return []
    own = {member.id for member in node.family()}
    return [
        (host.id, _numbered(top) if host is top else f"{top.rank or top.title} › {host.title}")
        for top in tops
        for host in top.family()
        if may_hang(node.kind, host.kind) and host.id not in own and (not host.is_done or host.id == node.parent_id)
    ]


def goal_tree(reader: Reader) -> tuple[GoalNode, ...]:
    """Return the top goals with everything that hangs on them; steps that come first are due first."""
    below: dict[str | None, list[GoalNode]] = {}
    for row in reader.rows(_NODES):
        node = _node(row)
        below.setdefault(node.parent_id, []).append(node)
    return tuple(_grown(node, below) for node in below.get(None, []))


def goal_list(reader: Reader, today: date) -> GoalList:
    """Return the cascade with status, readings for the small lines, and minutes."""
    from il_desktop.queries.goal_figures import figures_by_goal  # noqa: PLC0415  fractions are not for the start
    from il_desktop.queries.goal_minutes import ledger, open_since  # noqa: PLC0415  same

    figures, minutes = figures_by_goal(reader, today), ledger(reader, today, open_since(reader, today))
    lines = []
    for node in goal_tree(reader):
        spent = minutes.of([member.id for member in node.family()])
        is_ranked = node.state == "active" and node.rank is not None and node.rank <= TOP_RANKS
        is_bare = node.state == "active" and not (spent.planned or spent.kept) and _is_bare(reader, node, today)
        lines.append(GoalLine(node, figures.get(node.id), spent, is_ranked and minutes.starves(spent), is_bare))
    begun = frozenset(goal_id for goal_id, spent in minutes.by_goal.items() if spent.due)
    return GoalList(vision_head(reader, today), tuple(lines), begun, minutes)


def _is_bare(reader: Reader, node: GoalNode, today: date) -> bool:
    """Tell whether a goal without blocks has no session and no money either."""
    from il_desktop.queries.goal_resources import goal_resources  # noqa: PLC0415  for a goal without blocks alone

    put_in = goal_resources(reader, today)
    return all(put_in[member.id].is_bare for member in node.family() if member.id in put_in)


def report_key(cascade: GoalList, goal_id: str) -> str:
    """Return the key of a goal's chart among the reports, which number the active and met goals; empty without one."""
    told = [line for line in cascade.goals if line.node.kind == "goal" and line.node.state in ("active", "met")]
    found = (number for number, line in enumerate(told) if line.figures is not None and line.node.path_to(goal_id))
    number = next(found, None)
    return "" if number is None else f"goal:{number}"


def vision_head(reader: Reader, today: date) -> VisionHead | None:
    """Return the newest version of the vision."""
    row = reader.row(_VISION)
    if row is None:
        return None
    vision_id, version, statement, adopted, review, n_values, n_elements = row
    review_on = _date(review)
    overdue = review_on is not None and review_on < today
    return VisionHead(vision_id, version, statement, _date(adopted), review_on, n_values, n_elements, overdue)


def _numbered(node: GoalNode) -> str:
    return f"{node.rank} {node.title}" if node.rank else node.title


def _node(row: tuple[Any, ...]) -> GoalNode:
    *plain, due_on, done_on, parent_id = row
    return GoalNode(*plain, due_on=_date(due_on), done_on=_date(done_on), parent_id=parent_id)


def _grown(node: GoalNode, below: dict[str | None, list[GoalNode]]) -> GoalNode:
    return node._replace(children=tuple(_grown(child, below) for child in below.get(node.id, [])))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
