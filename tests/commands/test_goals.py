"""What a goal must have, where it may hang, and when it may go."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue, HasChildren, IncompleteGoal, NotFound, TooManyGoals
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Goal
from il_desktop.models.schedule import ActivityType, BlockGoal, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import DUE, dump, first_goal, math_target, principal, whole


def _active_goal(desk: Desk, title: str, owner: str, *, confirmed: bool = False) -> str:
    goal_id = first_goal(desk, title, owner_id=owner, due_on=DUE)
    desk.run(commands.measuring.set_target, goal_id, math_target())
    desk.run(commands.goals.set_state, goal_id, "active", confirmed=confirmed)
    return goal_id


def _ranks(desk: Desk) -> dict[object, object]:
    return dict(dump(desk, "SELECT title, rank FROM goal WHERE parent_id IS NULL"))


def test_the_first_goal_makes_a_draft_of_the_vision(desk):
    first_goal(desk)
    assert dump(desk, "SELECT version, statement, adopted_on FROM vision") == [(1, "Every student thinks hard.", None)]
    assert dump(desk, "SELECT state, rank FROM goal") == [("draft", 1)]


def test_without_a_vision_its_sentence_is_asked_for(desk):
    with pytest.raises(BadValue) as problem:
        desk.run(commands.goals.add_goal, "Math proficiency")
    assert (problem.value.field, problem.value.reason) == ("vision", "empty")
    assert dump(desk, "SELECT * FROM goal") == []


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_goal_has_a_title(desk, title):
    with pytest.raises(BadValue) as problem:
        first_goal(desk, title)
    assert problem.value.field == "title"


def test_a_goal_is_ranked_behind_the_others(desk):
    for title in "ABC":
        first_goal(desk, title)
    assert _ranks(desk) == {"A": 1, "B": 2, "C": 3}


@pytest.mark.parametrize(("rank", "order"), [(1, "CAB"), (2, "ACB"), (9, "ABC"), (-3, "CAB")])
def test_moving_a_goal_closes_up_the_others(desk, rank, order):
    ids = {title: first_goal(desk, title) for title in "ABC"}
    before = whole(desk)
    desk.run(commands.goals.move_goal, ids["C"], rank=rank)
    assert _ranks(desk) == {title: number for number, title in enumerate(order, start=1)}
    if order != "ABC":
        desk.undo()
    assert whole(desk) == before


def test_parts_hang_only_where_they_belong(desk):
    goal = first_goal(desk)
    strategy = desk.run(commands.goals.add_goal, "Number talks", kind="strategy", parent_id=goal)
    step = desk.run(commands.goals.add_goal, "Train teachers", kind="step", parent_id=strategy)
    for kind, parent in (("strategy", strategy), ("step", step), ("strategy", None), ("teacher_goal", goal)):
        with pytest.raises(BadValue):
            desk.run(commands.goals.add_goal, "No place", kind=kind, parent_id=parent)
    with pytest.raises(NotFound):
        desk.run(commands.goals.add_goal, "No place", kind="step", parent_id="gone")


def test_a_goal_never_becomes_its_own_ancestor(desk):
    top = first_goal(desk)
    below = desk.run(commands.goals.add_goal, "Part", kind="goal", parent_id=top)
    for goal, parent in ((top, below), (top, top)):
        with pytest.raises(BadValue):
            desk.run(commands.goals.move_goal, goal, parent_id=parent)


def test_a_draft_needs_owner_date_and_target_to_become_active(desk):
    goal_id = first_goal(desk)
    with pytest.raises(IncompleteGoal) as problem:
        desk.run(commands.goals.set_state, goal_id, "active")
    assert problem.value.missing == ("owner", "due", "target")
    desk.run(commands.goals.edit_goal, goal_id, owner_id=principal(desk), due_on=DUE)
    with pytest.raises(IncompleteGoal) as problem:
        desk.run(commands.goals.set_state, goal_id, "active")
    assert problem.value.missing == ("target",)
    desk.run(commands.measuring.set_target, goal_id, math_target())
    desk.run(commands.goals.set_state, goal_id, "active")
    assert dump(desk, "SELECT state FROM goal") == [("active",)]


def test_an_active_goal_keeps_what_made_it_active(desk):
    goal_id = _active_goal(desk, "Math", principal(desk))
    with pytest.raises(IncompleteGoal):
        desk.run(commands.goals.edit_goal, goal_id, due_on=None)
    target = dump(desk, "SELECT id FROM target")[0][0]
    with pytest.raises(IncompleteGoal):
        desk.run(commands.measuring.delete_target, target)


def test_the_sixth_active_goal_asks_first(desk):
    owner = principal(desk)
    for number in range(5):
        _active_goal(desk, f"Goal {number}", owner)
    with pytest.raises(TooManyGoals) as problem:
        _active_goal(desk, "One more", owner)
    assert (problem.value.active, problem.value.limit) == (5, 5)
    sixth = dump(desk, "SELECT id FROM goal WHERE title = 'One more'")[0][0]
    desk.run(commands.goals.set_state, sixth, "active", confirmed=True)
    assert len(dump(desk, "SELECT 1 FROM goal WHERE state = 'active'")) == 6


def test_closing_a_goal_dates_it_and_reopening_takes_the_date_away(desk):
    goal_id = _active_goal(desk, "Math", principal(desk))
    desk.run(commands.goals.set_state, goal_id, "met")
    assert dump(desk, "SELECT state, done_on FROM goal") == [("met", "2026-01-16")]
    desk.run(commands.goals.set_state, goal_id, "active")
    assert dump(desk, "SELECT state, done_on FROM goal") == [("active", None)]


def test_a_goal_with_parts_is_not_deleted_and_says_what_hangs_on_it(desk):
    goal = first_goal(desk)
    for title in ("Number talks", "Exit tickets"):
        desk.run(commands.goals.add_goal, title, kind="strategy", parent_id=goal)
    before = whole(desk)
    with pytest.raises(HasChildren) as problem:
        desk.run(commands.goals.delete_goal, goal)
    assert problem.value.counts == {"goal": 2}
    assert whole(desk) == before


@operation("block.create")
def _block_for(tx: Tx, goal_id: str) -> None:
    kind = ActivityType(key="test", version=1, name="Test", category="I", nces="C", ies="D")
    block = TimeBlock(
        title="PLC prep", activity_type_id=kind.id, protection=1, origin="manual", anchor="clock",
        starts_local=WallTime.parse("2026-01-13T09:00"), ends_local=WallTime.parse("2026-01-13T09:45"),
        tz="America/New_York",
    )  # fmt: skip
    tx.session.add_all([kind, block, BlockGoal(block_id=block.id, goal_id=goal_id, share_pct=60, pos=0)])
    tx.say(block=block.id)


def test_a_goal_that_has_time_is_not_deleted(desk):
    goal = first_goal(desk)
    desk.run(_block_for, goal)
    with pytest.raises(HasChildren) as problem:
        desk.run(commands.goals.delete_goal, goal)
    assert problem.value.counts == {"block_goal": 1}


def test_deleting_a_goal_takes_target_and_check_ins_along_and_undo_brings_them_back(desk):
    first_goal(desk, "A")
    goal = first_goal(desk, "B")
    first_goal(desk, "C")
    desk.run(commands.measuring.set_target, goal, math_target())
    desk.run(commands.measuring.check_in, goal, commands.measuring.CheckInSpec("at_risk", 5, comment="Half the rooms."))
    before = whole(desk)
    desk.run(commands.goals.delete_goal, goal)
    assert _ranks(desk) == {"A": 1, "C": 2}
    assert dump(desk, "SELECT * FROM target") == dump(desk, "SELECT * FROM check_in") == []
    after = whole(desk)
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    assert whole(desk) == after


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 256), ("due_on", "soon"), ("est_min", 0), ("est_min", "2 h"), ("domain", "sports"),
     ("check_every_days", -1), ("starts_on", date(2027, 1, 1))],
)  # fmt: skip
def test_rubbish_is_refused_with_nothing_written(desk, field, value):
    goal = first_goal(desk, due_on=DUE)
    before = whole(desk)
    with pytest.raises(BadValue):
        desk.run(commands.goals.edit_goal, goal, **{field: value})
    assert whole(desk) == before


def test_an_unknown_owner_is_refused(desk):
    goal = first_goal(desk)
    with pytest.raises(NotFound):
        desk.run(commands.goals.edit_goal, goal, owner_id="nobody")


def test_an_empty_text_empties_a_field(desk):
    goal = first_goal(desk, because="Because.")
    desk.run(commands.goals.edit_goal, goal, because="", title="Math")
    assert dump(desk, "SELECT title, because FROM goal") == [("Math", None)]


def test_typing_a_title_is_one_step(desk, fixed_clock):
    goal = first_goal(desk)
    for title in ("M", "Ma", "Math"):
        desk.run(commands.goals.edit_goal, goal, title=title)
        fixed_clock.advance(milliseconds=200)
    desk.undo()
    assert dump(desk, "SELECT title FROM goal") == [("Math proficiency",)]


def test_every_step_says_what_it_did(desk):
    goal = first_goal(desk)
    said = [desk.history().undo]
    desk.run(commands.goals.add_goal, "Number talks", kind="strategy", parent_id=goal)
    said.append(desk.history().undo)
    desk.run(commands.goals.edit_goal, goal, title="Math")
    said.append(desk.history().undo)
    desk.run(commands.goals.set_state, goal, "closed")
    said.append(desk.history().undo)
    other = first_goal(desk, "Absence")
    desk.run(commands.goals.move_goal, other, rank=1)
    said.append(desk.history().undo)
    desk.run(commands.goals.delete_goal, other)
    said.append(desk.history().undo)
    assert [step_sentence(label) for label in said] == [
        "Added the goal “Math proficiency”",
        "Added the strategy “Number talks”",
        "Changed “Math”",
        "Closed “Math”",
        "Moved “Absence” to place 1",
        "Deleted “Absence”",
    ]


def test_a_goal_of_another_kind_of_place_is_refused_before_the_database_sees_it(desk):
    assert {"goal", "strategy", "step", "test", "milestone", "intervention"} == set(commands.goals.PARENTS)
    assert Goal.__tablename__ == "goal"


def _parts(desk, parent):
    sql = f"SELECT title FROM goal WHERE parent_id = '{parent}' ORDER BY ifnull(rank, 999), created_at, rowid"  # noqa: S608  ids of our own
    return "".join(row[0] for row in dump(desk, sql))


def test_steps_are_put_in_order_and_a_step_moved_away_leaves_no_gap(desk):
    goal = first_goal(desk)
    one = desk.run(commands.goals.add_goal, "S", kind="strategy", parent_id=goal)
    two = desk.run(commands.goals.add_goal, "T", kind="strategy", parent_id=goal)
    steps = {title: desk.run(commands.goals.add_goal, title, kind="step", parent_id=one) for title in "abc"}
    desk.run(commands.goals.move_goal, steps["c"], rank=1)
    assert _parts(desk, one) == "cab"
    before = whole(desk)
    desk.run(commands.goals.move_goal, steps["a"], parent_id=two)
    assert (_parts(desk, one), _parts(desk, two)) == ("cb", "a")
    assert dump(desk, f"SELECT rank FROM goal WHERE parent_id = '{one}' ORDER BY rank") == [(1,), (2,)]  # noqa: S608  ids of our own
    desk.undo()
    assert whole(desk) == before


def test_a_step_lands_where_it_is_dropped(desk):
    goal = first_goal(desk)
    strategy = desk.run(commands.goals.add_goal, "S", kind="strategy", parent_id=goal)
    for title in "ab":
        desk.run(commands.goals.add_goal, title, kind="step", parent_id=strategy)
    loose = desk.run(commands.goals.add_goal, "x", kind="step", parent_id=goal)
    desk.run(commands.goals.move_goal, loose, parent_id=strategy, rank=2)
    assert _parts(desk, strategy) == "axb"


def test_a_nested_goal_comes_to_the_top_with_a_vision_and_a_rank(desk):
    top = first_goal(desk, "A")
    first_goal(desk, "B")
    nested = desk.run(commands.goals.add_goal, "N", parent_id=top)
    desk.run(commands.goals.move_goal, nested, to_top=True, rank=2)
    assert _ranks(desk) == {"A": 1, "N": 2, "B": 3}
    assert dump(desk, f"SELECT vision_id IS NOT NULL FROM goal WHERE id = '{nested}'") == [(1,)]  # noqa: S608  ids of our own


def test_an_active_goal_comes_to_the_top_only_with_what_top_goals_need(desk):
    top, owner = first_goal(desk, "A"), principal(desk)
    nested = desk.run(commands.goals.add_goal, "N", parent_id=top, owner_id=owner, due_on=DUE)
    desk.run(commands.goals.set_state, nested, "active")
    with pytest.raises(IncompleteGoal) as problem:
        desk.run(commands.goals.move_goal, nested, to_top=True)
    assert problem.value.missing == ("target",)


def test_a_strategy_does_not_come_to_the_top(desk):
    strategy = desk.run(commands.goals.add_goal, "S", kind="strategy", parent_id=first_goal(desk))
    with pytest.raises(BadValue):
        desk.run(commands.goals.move_goal, strategy, to_top=True)
