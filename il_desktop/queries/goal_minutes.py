"""Minutes that went to goals: what blocks planned for them, what was kept, what nobody has said yet.

Kept minutes come from the recorded actuals; a past block that is not reconciled is unknown, never guessed. A block's
minutes are split by its goal shares so that no minute is lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.time_shares import split_minutes, split_weighted
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.goal_repeats import unstored_repeats
from il_desktop.store.reader import Reader

RECENT = timedelta(weeks=4)
A_YEAR = timedelta(days=366)
STARVED_PCT = 5
_MINUTES = "CAST(ROUND(SUM(julianday(x.ends_local) - julianday(x.starts_local)) * 1440) AS INTEGER)"
# One lookup of what happened for each linked block: blocks without a goal, which are most, cost nothing.
_WITH_AGENDA = """
    SELECT m.block_id FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id
    WHERE m.block_id IS NOT NULL AND m.state <> 'cancelled' AND i.goal_id IS NOT NULL
"""
_LINKS = f"""
    SELECT bg.block_id, bg.goal_id, bg.share_pct, b.starts_local,
           CAST(ROUND((julianday(b.ends_local) - julianday(b.starts_local)) * 1440) AS INTEGER), b.state, a.category,
           ifnull((SELECT {_MINUTES} FROM actual x WHERE x.block_id = b.id AND x.source <> 'study'), 0)
    FROM time_block b JOIN block_goal bg ON bg.block_id = b.id JOIN activity_type a ON a.id = b.activity_type_id
    WHERE b.starts_local >= ? AND b.state <> 'cancelled' AND b.id NOT IN ({_WITH_AGENDA})
    ORDER BY b.starts_local, bg.block_id, bg.pos, bg.goal_id
"""  # noqa: S608  nothing but our own constant is put in
# The block of a meeting takes its goals from the agenda: points without a goal go to no goal.
_AGENDAS = f"""
    SELECT m.block_id, i.goal_id, sum(i.minutes), b.starts_local,
           CAST(ROUND((julianday(b.ends_local) - julianday(b.starts_local)) * 1440) AS INTEGER), b.state, a.category,
           ifnull((SELECT {_MINUTES} FROM actual x WHERE x.block_id = b.id AND x.source <> 'study'), 0),
           (SELECT sum(n.minutes) FROM agenda_item n WHERE n.meeting_id = m.id)
    FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id JOIN time_block b ON b.id = m.block_id
    JOIN activity_type a ON a.id = b.activity_type_id
    WHERE b.starts_local >= ? AND b.state <> 'cancelled' AND m.state <> 'cancelled' AND i.goal_id IS NOT NULL
    GROUP BY m.block_id, i.goal_id ORDER BY b.starts_local, m.block_id, min(i.pos), i.goal_id
"""  # noqa: S608  same
_OLDEST_OPEN = "SELECT min(starts_on) FROM goal WHERE kind = 'goal' AND state IN ('draft', 'active')"
_INSTRUCTIONAL_KEPT = f"""
    SELECT {_MINUTES} FROM actual x JOIN activity_type a ON a.id = x.activity_type_id
    WHERE a.category = 'I' AND x.source <> 'study' AND x.starts_local >= ? AND x.starts_local < ?
"""  # noqa: S608  same
_INSTRUCTIONAL_OPEN = f"""
    SELECT {_MINUTES} FROM time_block x JOIN activity_type a ON a.id = x.activity_type_id
    WHERE a.category = 'I' AND x.state = 'planned' AND x.all_day = 0 AND x.starts_local >= ? AND x.starts_local < ?
"""  # noqa: S608  same


@dataclass(slots=True)
class GoalMinutes:
    """Minutes of one goal. `due` is what blocks up to now planned, `unknown` the part of it that nobody reconciled."""

    planned: int = 0
    due: int = 0
    kept: int = 0
    unknown: int = 0
    recent: int = 0

    def add(self, other: GoalMinutes) -> None:
        """Add another goal's minutes to these."""
        self.planned += other.planned
        self.due += other.due
        self.kept += other.kept
        self.unknown += other.unknown
        self.recent += other.recent


class _Link(NamedTuple):
    """One block with the goals it serves, each with its weight out of `whole`."""

    goals: tuple[str, ...]
    weights: list[int]
    whole: int
    starts: str
    planned: int
    state: str
    category: str
    happened: int

    def parts(self, minutes: int) -> list[int]:
        """Split minutes over the goals."""
        return [minutes] if self.weights == [self.whole] else split_weighted(minutes, self.weights, self.whole)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Minutes per goal in blocks from `since` on, and all instructional minutes of four weeks, kept or unknown."""

    by_goal: dict[str, GoalMinutes] = field(default_factory=dict)
    recent_instructional: int = 0
    since: date = date.min

    def of(self, goal_ids: Iterator[str] | list[str]) -> GoalMinutes:
        """Sum the minutes of several goals, for example a goal with all that hangs on it."""
        total = GoalMinutes()
        for goal_id in goal_ids:
            if goal_id in self.by_goal:
                total.add(self.by_goal[goal_id])
        return total

    def starves(self, minutes: GoalMinutes) -> bool:
        """Tell whether a goal got less than 5 % of four weeks' instructional minutes; no minutes, no judgement."""
        return self.recent_instructional > 0 and 100 * minutes.recent < STARVED_PCT * self.recent_instructional


def open_since(reader: Reader, today: date) -> date:
    """Return from when on minutes of open goals can be: this school year, or the start of the oldest open goal."""
    calendar = school_calendar(reader)
    year = next((year.first for year in calendar.years if year.holds(today)), today - A_YEAR)
    oldest = reader.value(_OLDEST_OPEN)
    return min(year, date.fromisoformat(oldest)) if oldest else year


def ledger(reader: Reader, today: date, since: date) -> Ledger:
    """Return the minutes of all goals in blocks from `since` on: kept up to the end of yesterday, planned beyond."""
    now, recent_from = today.isoformat(), (today - RECENT).isoformat()
    found: dict[str, GoalMinutes] = {}
    for link in _links(reader, since):
        starts, state = link.starts, link.state
        is_past = starts < now
        kept = link.happened if is_past else 0
        unknown = link.planned if is_past and state == "planned" and not kept else 0
        is_recent = is_past and starts >= recent_from and link.category == "I"
        plan_parts, kept_parts = link.parts(link.planned), link.parts(kept)
        for goal_id, plan_part, kept_part in zip(link.goals, plan_parts, kept_parts, strict=False):
            minutes = found.setdefault(goal_id, GoalMinutes())
            minutes.planned += plan_part
            minutes.kept += kept_part
            if is_past:
                minutes.due += plan_part
            if unknown:
                minutes.unknown += plan_part
            if is_recent:
                minutes.recent += plan_part if unknown else kept_part
    recent = sum(reader.value(sql, (recent_from, now)) or 0 for sql in (_INSTRUCTIONAL_KEPT, _INSTRUCTIONAL_OPEN))
    recent += _add_repeats(reader, today, found)
    return Ledger(found, recent, since)


def _links(reader: Reader, since: date) -> Iterator[_Link]:
    """Yield every block that gives time to goals: by its own shares, or by the agenda of its meeting."""
    for _block_id, rows in groupby(reader.rows(_LINKS, (since.isoformat(),)), key=itemgetter(0)):
        members = list(rows)
        yield _Link(tuple(row[1] for row in members), [row[2] for row in members], 100, *members[0][3:8])
    for _block_id, rows in groupby(reader.rows(_AGENDAS, (since.isoformat(),)), key=itemgetter(0)):
        members = list(rows)
        whole = max(members[0][4], members[0][8])
        yield _Link(tuple(row[1] for row in members), [row[2] for row in members], whole, *members[0][3:8])


def _add_repeats(reader: Reader, today: date, found: dict[str, GoalMinutes]) -> int:
    """Add what is only planned by a series; return the instructional minutes of it in the last four weeks."""
    since, recent = today - RECENT, 0
    for repeat in unstored_repeats(reader, today, since):
        is_past = repeat.on < today
        is_recent = is_past and repeat.on >= since and repeat.category == "I"
        recent += repeat.minutes if is_recent else 0
        parts = split_minutes(repeat.minutes, [share for _, share in repeat.shares])
        for (goal_id, _share), part in zip(repeat.shares, parts, strict=False):
            minutes = found.setdefault(goal_id, GoalMinutes())
            minutes.planned += part
            minutes.due += part if is_past else 0
            minutes.unknown += part if is_past else 0
            minutes.recent += part if is_recent else 0
    return recent
