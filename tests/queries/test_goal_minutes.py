"""Minutes per goal: planned, kept, unknown; stored blocks and repeating ones; nothing lost, nothing counted twice."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import HasChildren
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import ActivityType, Actual, BlockGoal, BlockSeries, TimeBlock
from il_desktop.queries.goal_detail import goal_detail
from il_desktop.queries.goal_minutes import ledger, open_since
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

TODAY = date(2026, 1, 16)
TZ = "America/New_York"


@operation("test.plan")
def _plan(tx: Tx, day: str, minutes: int, shares: list[tuple[str, int]], kept: int | None = None) -> None:
    kind = ActivityType(key=f"k{day}", version=1, name="Data meeting", category="I", nces="C", ies="I")
    start = WallTime.parse(f"{day}T09:00")
    block = TimeBlock(
        title="Data meeting", activity_type_id=kind.id, protection=1, origin="manual", anchor="clock",
        starts_local=start, ends_local=start.plus(minutes), tz=TZ,
    )  # fmt: skip
    rows = [kind, block]
    rows += [
        BlockGoal(block_id=block.id, goal_id=goal, share_pct=share, pos=n) for n, (goal, share) in enumerate(shares)
    ]
    if kept is not None:
        block.state, block.reconciled_at = "shortened", tx.clock.now()
        end = start.plus(kept)
        actual = {"block_id": block.id, "activity_type_id": kind.id, "tz": TZ, "source": "reconcile"}
        rows.append(Actual(starts_local=start, ends_local=end, **actual))
    tx.session.add_all(rows)
    tx.say(block=block.id)


@operation("test.repeat")
def _repeat(tx: Tx, shares: list[tuple[str, int]]) -> str:
    kind = ActivityType(key="weekly", version=1, name="PLC", category="I", nces="C", ies="I")
    series = BlockSeries(
        title="PLC", activity_type_id=kind.id, protection=1, rule_kind="rrule", rule="FREQ=WEEKLY;COUNT=4",
        starts_local=WallTime.parse("2026-01-05T10:00"), duration_min=50, tz=TZ, on_no_school="keep",
        goal_shares=[{"goal_id": goal, "share_pct": share} for goal, share in shares],
    )  # fmt: skip
    tx.session.add_all([kind, series])
    tx.say(series=series.id)
    return series.id


@pytest.fixture
def goals(desk):
    return [
        desk.run(commands.goals.add_goal, "A", vision="Far."),
        desk.run(commands.goals.add_goal, "B"),
        desk.run(commands.goals.add_goal, "C"),
    ]


def test_45_minutes_at_60_and_40_are_27_and_18(desk, goals):
    desk.run(_plan, "2026-01-20", 45, [(goals[0], 60), (goals[1], 40)])
    found = desk.read(ledger, TODAY, date(2025, 8, 1)).by_goal
    assert [found[goal].planned for goal in goals[:2]] == [27, 18]
    assert [found[goal].due for goal in goals[:2]] == [0, 0]


def test_50_minutes_at_33_33_34_lose_none(desk, goals):
    desk.run(_plan, "2026-01-20", 50, list(zip(goals, (33, 33, 34), strict=True)))
    found = desk.read(ledger, TODAY, date(2025, 8, 1)).by_goal
    assert [found[goal].planned for goal in goals] == [17, 16, 17]


def test_a_past_block_nobody_reconciled_is_unknown_not_kept(desk, goals):
    desk.run(_plan, "2026-01-12", 60, [(goals[0], 100)])
    found = desk.read(ledger, TODAY, date(2025, 8, 1)).by_goal[goals[0]]
    assert (found.planned, found.due, found.kept, found.unknown, found.recent) == (60, 60, 0, 60, 60)


def test_what_was_kept_is_split_like_the_plan(desk, goals):
    desk.run(_plan, "2026-01-12", 60, [(goals[0], 50), (goals[1], 50)], kept=45)
    found = desk.read(ledger, TODAY, date(2025, 8, 1))
    assert [(m.due, m.kept, m.unknown) for m in (found.by_goal[goal] for goal in goals[:2])] == [
        (30, 23, 0),
        (30, 22, 0),
    ]
    assert found.recent_instructional == 45


def test_repeating_blocks_count_before_they_are_rows(desk, goals):
    desk.run(_repeat, [(goals[0], 60), (goals[1], 40)])
    found = desk.read(ledger, TODAY, date(2025, 8, 1))
    first, second = found.by_goal[goals[0]], found.by_goal[goals[1]]
    assert (first.planned, first.due, first.unknown, first.recent) == (120, 60, 60, 60)  # four weeks, two of them past
    assert (second.planned, second.due) == (80, 40)
    assert found.recent_instructional == 100


def test_a_goal_that_repeating_blocks_serve_is_not_deleted(desk, goals):
    desk.run(_repeat, [(goals[2], 100)])
    with pytest.raises(HasChildren) as problem:
        desk.run(commands.goals.delete_goal, goals[2])
    assert problem.value.counts == {"block_series": 1}


def test_a_goal_short_of_a_twentieth_starves(desk, goals):
    desk.run(_plan, "2026-01-12", 200, [(goals[0], 95), (goals[1], 4)])
    found = desk.read(ledger, TODAY, date(2025, 8, 1))
    assert [found.starves(found.of([goal])) for goal in goals] == [False, True, True]


def test_minutes_reach_back_to_the_oldest_open_goal(desk, goals):
    assert desk.read(open_since, TODAY) == date(2025, 1, 15)  # no school year in the file: a year
    desk.run(commands.goals.edit_goal, goals[0], starts_on=date(2023, 9, 1))
    assert desk.read(open_since, TODAY) == date(2023, 9, 1)
    desk.run(_plan, "2023-10-02", 45, [(goals[0], 100)])
    desk.run(commands.goals.set_state, goals[0], "closed")
    assert desk.read(open_since, TODAY) == date(2025, 1, 15)
    assert desk.read(goal_detail, goals[0], TODAY).minutes.due == 45
