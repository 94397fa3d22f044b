"""One goal's page: what it wants, what was measured and said, what was put in, and the blocks that serve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from il_desktop.domain.errors import NotFound
from il_desktop.queries.goal_figures import Figures, figures_by_goal
from il_desktop.queries.goal_minutes import GoalMinutes
from il_desktop.queries.goals import GoalList, GoalNode, goal_list
from il_desktop.store.reader import Reader

DEFAULT_CHECK_DAYS = 28
LINKED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class GoalFields:
    """Everything of a goal that can be edited, as stored."""

    id: str
    kind: str
    parent_id: str | None
    title: str
    domain: str
    state: str
    owner_id: str
    owner: str
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    review_on: date | None
    rank: int | None
    est_min: int | None
    because: str
    check_every_days: int | None
    prediction: str
    result: str


@dataclass(frozen=True, slots=True)
class Window:
    """An assessment window of the target's time; `has_reading` tells whether it was measured in it."""

    name: str
    first: date
    last: date
    has_reading: bool


@dataclass(frozen=True, slots=True)
class CheckInView:
    """One check-in, the statuses as codes; `computed` is what the numbers said on that day."""

    id: str
    given_on: date
    value: float | None
    confidence: int | None
    status: str
    computed: str
    comment: str


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """A block that gives part of its minutes to the goal or to something below it."""

    block_id: str
    title: str
    starts_local: str
    share_pct: int
    state: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class GoalDetail:
    """The whole page of one goal. `path` leads from the top goal to it; `figures` are those of the nearest target."""

    fields: GoalFields
    node: GoalNode
    path: tuple[GoalNode, ...]
    figures: Figures | None
    windows: tuple[Window, ...]
    check_ins: tuple[CheckInView, ...]
    next_check_on: date | None
    minutes: GoalMinutes
    blocks: tuple[LinkedBlock, ...]
    n_blocks: int
    today: date


_FIELDS = """
    SELECT g.id, g.kind, g.parent_id, g.title, ifnull(g.domain, ''), g.state, ifnull(g.owner_id, ''),
           ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), ''),
           g.starts_on, g.due_on, g.done_on, g.review_on, g.rank, g.est_min, ifnull(g.because, ''), g.check_every_days,
           ifnull(g.prediction, ''), ifnull(g.result, '')
    FROM goal g LEFT JOIN person p ON p.id = g.owner_id WHERE g.id = ?
"""
_CHECK_INS = """
    SELECT id, given_on, value, confidence, status, ifnull(computed_status, ''), ifnull(comment, '')
    FROM check_in WHERE goal_id = ? ORDER BY given_on DESC, created_at DESC, id
"""
_WINDOWS = """
    SELECT w.name, w.from_on, w.to_on,
           EXISTS (SELECT 1 FROM reading r WHERE r.measure_id = ? AND r.window_id = w.id)
    FROM calendar_span w WHERE w.kind = 'window' AND w.to_on >= ? AND w.from_on <= ? ORDER BY w.from_on
"""
_BLOCKS = """
    SELECT b.id, b.title, b.starts_local, bg.share_pct, b.state
    FROM block_goal bg JOIN time_block b ON b.id = bg.block_id
    WHERE bg.goal_id = ? AND b.state <> 'cancelled' ORDER BY b.starts_local
"""


def goal_detail(reader: Reader, goal_id: str, today: date, cascade: GoalList | None = None) -> GoalDetail:
    """Return the page of a goal, strategy or step; raise NotFound when it is not there.

    A `cascade` read just before saves reading tree, figures and minutes again.
    """
    cascade = cascade or goal_list(reader, today)
    row = reader.row(_FIELDS, (goal_id,))
    path = cascade.path(goal_id)
    if row is None or not path or cascade.ledger is None:
        raise NotFound(kind="goal", key=goal_id)
    fields, node = _fields(row), path[-1]
    members = [member.id for member in node.family()]
    line = next((line for line in cascade.goals if line.node.id == goal_id), None)
    figures = line.figures if line else figures_by_goal(reader, today, [goal_id]).get(goal_id)
    check_ins = tuple(_check_in(found) for found in reader.rows(_CHECK_INS, (goal_id,)))
    blocks = _blocks(reader, members, today)
    return GoalDetail(
        fields=fields,
        node=node,
        path=path,
        figures=figures,
        windows=_windows(reader, figures),
        check_ins=check_ins,
        next_check_on=_next_check(fields, check_ins),
        minutes=cascade.ledger.of(members),
        blocks=_nearest(blocks),
        n_blocks=len(blocks),
        today=today,
    )


def owner_choices(reader: Reader, today: date) -> list[tuple[str, str]]:
    """Return (id, name) of the people who can own a goal: leaders first, then everyone present."""
    return [
        (person_id, name)
        for person_id, name in reader.rows(
            """SELECT id, ifnull(shown_as, given || ' ' || family) AS name FROM person
               WHERE ifnull(active_to, '9999') >= ? AND kind NOT IN ('parent', 'community', 'business', 'student_rep')
               ORDER BY kind NOT IN ('administrator', 'coach'), name COLLATE NOCASE""",
            (today.isoformat(),),
        )
    ]


def measure_choices(reader: Reader) -> list[tuple[str, str, str, str]]:
    """Return (id, name, unit, better) of every measure that readings can be typed for."""
    return [
        (measure_id, name, unit, better)
        for measure_id, name, unit, better in reader.rows(
            "SELECT id, name, unit, better FROM measure WHERE source <> 'app' ORDER BY name COLLATE NOCASE"
        )
    ]


def _fields(row: tuple[Any, ...]) -> GoalFields:
    start, rest = row[:8], row[12:]
    days = [date.fromisoformat(text) if text else None for text in row[8:12]]
    return GoalFields(*start, *days, *rest)


def _check_in(row: tuple[Any, ...]) -> CheckInView:
    return CheckInView(row[0], date.fromisoformat(row[1]), *row[2:])


def _windows(reader: Reader, figures: Figures | None) -> tuple[Window, ...]:
    if figures is None:
        return ()
    target = figures.target
    params = (target.measure_id, target.baseline_on.isoformat(), target.due_on.isoformat())
    return tuple(
        Window(name, date.fromisoformat(first), date.fromisoformat(last), bool(measured))
        for name, first, last, measured in reader.rows(_WINDOWS, params)
    )


def _blocks(reader: Reader, goal_ids: list[str], today: date) -> list[LinkedBlock]:
    found: dict[str, LinkedBlock] = {}
    for goal_id in goal_ids:
        for block_id, title, starts, share, state in reader.rows(_BLOCKS, (goal_id,)):
            sum_pct = share + (found[block_id].share_pct if block_id in found else 0)
            found[block_id] = LinkedBlock(block_id, title, starts, sum_pct, state, starts < today.isoformat())
    return sorted(found.values(), key=lambda block: block.starts_local)


def _nearest(blocks: list[LinkedBlock]) -> tuple[LinkedBlock, ...]:
    """Return the next blocks and fill up with the last ones before them."""
    past = [block for block in blocks if block.is_past]
    coming = [block for block in blocks if not block.is_past][: LINKED_SHOWN // 2]
    room = LINKED_SHOWN - len(coming)
    return (*past[len(past) - room if len(past) > room else 0 :], *coming)


def _next_check(fields: GoalFields, check_ins: tuple[CheckInView, ...]) -> date | None:
    if fields.state != "active" or not check_ins:
        return None
    return check_ins[0].given_on + timedelta(days=fields.check_every_days or DEFAULT_CHECK_DAYS)
