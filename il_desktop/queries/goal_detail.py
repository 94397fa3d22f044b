"""One goal's page: what it wants, what was measured and said, what was put in, and the blocks that serve it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from il_desktop.domain.errors import NotFound
from il_desktop.domain.light import NamedTuple
from il_desktop.queries.evidence import Evidence, evidence_of
from il_desktop.queries.goal_figures import Figures, figures_by_goal
from il_desktop.queries.goal_minutes import GoalMinutes, ledger
from il_desktop.queries.goals import GoalList, GoalNode, goal_list
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

DEFAULT_CHECK_DAYS = 28
LINKED_SHOWN = 6


class GoalFields(NamedTuple):
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
    recurs_yearly: bool


class Window(NamedTuple):
    """An assessment window of the target's time; `has_reading` tells whether it was measured in it."""

    name: str
    first: date
    last: date
    has_reading: bool


class CheckInView(NamedTuple):
    """One check-in, the statuses as codes; `computed` is what the numbers said on that day."""

    id: str
    given_on: date
    value: float | None
    confidence: int | None
    status: str
    computed: str
    comment: str
    evidence: tuple[Evidence, ...] = ()


class LinkedBlock(NamedTuple):
    """A block that gives part of its minutes to the goal or to something below it."""

    block_id: str
    title: str
    starts_local: str
    share_pct: int
    state: str
    is_past: bool


class GoalDetail(NamedTuple):
    """The whole page of one goal. `path` leads from the top goal to it; `figures` are those of the nearest target.

    `stale_days` counts the days without a check-in once they are too many, else 0.
    """

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
    stale_days: int = 0


_FIELDS = """
    SELECT g.id, g.kind, g.parent_id, g.title, ifnull(g.domain, ''), g.state, ifnull(g.owner_id, ''),
           ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), ''),
           g.starts_on, g.due_on, g.done_on, g.review_on, g.rank, g.est_min, ifnull(g.because, ''), g.check_every_days,
           ifnull(g.prediction, ''), ifnull(g.result, ''), g.recurs_yearly
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
# Along the index of starts between two dates: the nearest blocks are found first, and old years not read at all.
_SHARES = "FROM block_goal g WHERE g.block_id = b.id AND g.goal_id IN (SELECT value FROM json_each(:goals))"
_WHERE = f"""
    FROM time_block b
    WHERE b.starts_local >= :first AND b.starts_local < :after AND b.state <> 'cancelled'
          AND EXISTS (SELECT 1 {_SHARES})
"""
_BLOCKS = f"SELECT b.id, b.title, b.starts_local, (SELECT sum(g.share_pct) {_SHARES}), b.state {_WHERE}"
_NEXT = f"{_BLOCKS} ORDER BY b.starts_local LIMIT :most"
_LAST = f"{_BLOCKS} ORDER BY b.starts_local DESC LIMIT :most"
# Counting takes them all: from the links of these goals, which are fewer than the blocks since a date.
_COUNT = """
    SELECT count(DISTINCT g.block_id) FROM block_goal g JOIN time_block b ON b.id = g.block_id
    WHERE g.goal_id IN (SELECT value FROM json_each(:goals)) AND b.starts_local >= :first AND b.starts_local < :after
          AND b.state <> 'cancelled'
"""
_EVER = "9999"


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
    check_ins = _check_ins(reader, goal_id)
    linked = json.dumps(members)
    minutes = cascade.ledger
    if fields.state in ("met", "closed") and fields.starts_on is not None and fields.starts_on < minutes.since:
        minutes = ledger(reader, today, fields.starts_on)  # an ended goal may be older than every open one
    return GoalDetail(
        fields=fields,
        node=node,
        path=path,
        figures=figures,
        windows=_windows(reader, figures),
        check_ins=check_ins,
        next_check_on=_next_check(fields, check_ins),
        minutes=minutes.of(members),
        blocks=_blocks(reader, linked, minutes.since, today),
        n_blocks=_block_count(reader, linked, minutes.since),
        today=today,
        stale_days=_stale_days(fields, check_ins, today, settings(reader).stale_days) if figures else 0,
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
    """Return (id, name, unit, better) of every measure, then of those that could be computed; these have no id yet."""
    from il_desktop.domain.metrics.app_measures import FORMULAS  # noqa: PLC0415  not for showing the page

    found = [
        (measure_id, name, unit, better)
        for measure_id, name, unit, better in reader.rows(
            "SELECT id, name, unit, better FROM measure ORDER BY name COLLATE NOCASE"
        )
    ]
    names = {name.casefold() for _, name, _, _ in found}
    return found + [
        ("", formula.name, formula.unit, formula.better) for formula in FORMULAS if formula.name.casefold() not in names
    ]


def _fields(row: tuple[Any, ...]) -> GoalFields:
    start, rest, is_yearly = row[:8], row[12:-1], bool(row[-1])
    days = [date.fromisoformat(text) if text else None for text in row[8:12]]
    return GoalFields(*start, *days, *rest, recurs_yearly=is_yearly)


def _check_ins(reader: Reader, goal_id: str) -> tuple[CheckInView, ...]:
    rows = reader.rows(_CHECK_INS, (goal_id,))
    files = evidence_of(reader, "check_in", [row[0] for row in rows]) if rows else {}
    return tuple(_check_in(row, files.get(row[0], ())) for row in rows)


def _check_in(row: tuple[Any, ...], files: tuple[Evidence, ...]) -> CheckInView:
    return CheckInView(row[0], date.fromisoformat(row[1]), *row[2:], evidence=files)


def _windows(reader: Reader, figures: Figures | None) -> tuple[Window, ...]:
    if figures is None:
        return ()
    target = figures.target
    params = (target.measure_id, target.baseline_on.isoformat(), target.due_on.isoformat())
    return tuple(
        Window(name, date.fromisoformat(first), date.fromisoformat(last), bool(measured))
        for name, first, last, measured in reader.rows(_WINDOWS, params)
    )


def _blocks(reader: Reader, members: str, since: date, today: date) -> tuple[LinkedBlock, ...]:
    """Return the next blocks and fill up with the last ones before them; `members` is a JSON list of goal ids."""
    now = today.isoformat()
    ahead = {"goals": members, "first": now, "after": _EVER, "most": LINKED_SHOWN // 2}
    coming = reader.rows(_NEXT, ahead)
    back = {"goals": members, "first": since.isoformat(), "after": now, "most": LINKED_SHOWN - len(coming)}
    ordered = [(row, True) for row in reversed(reader.rows(_LAST, back))] + [(row, False) for row in coming]
    return tuple(LinkedBlock(*row, is_past=is_past) for row, is_past in ordered)


def _block_count(reader: Reader, members: str, since: date) -> int:
    return reader.value(_COUNT, {"goals": members, "first": since.isoformat(), "after": _EVER})


def _stale_days(fields: GoalFields, check_ins: tuple[CheckInView, ...], today: date, limit: int) -> int:
    """Return for how many days nobody checked in, 0 within the goal's own rhythm or else the school's limit."""
    since = check_ins[0].given_on if check_ins else fields.starts_on
    if fields.state != "active" or since is None:
        return 0
    days = (today - since).days
    return days if days > max(fields.check_every_days or 0, limit) else 0


def _next_check(fields: GoalFields, check_ins: tuple[CheckInView, ...]) -> date | None:
    if fields.state != "active" or not check_ins:
        return None
    return check_ins[0].given_on + timedelta(days=fields.check_every_days or DEFAULT_CHECK_DAYS)
