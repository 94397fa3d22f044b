"""An action step: where it belongs, a block for it, a task of it, each in one deed."""

from __future__ import annotations

import pytest

from tests.views.goals.shown import rows


@pytest.fixture
def step(page):
    strategy = page.goals.goals[0].node.children[0]
    step = next(node for node in strategy.children if node.kind == "step" and not node.is_done)
    page.show_key(step.id)
    return step


def test_a_block_is_planned_at_the_next_free_place_and_shown(page, step, visits):
    action = page.shell.actions.action("goals.block")
    assert action.isEnabled()
    action.trigger()
    place, block = visits[-1]
    assert place == "week"
    ((title, start, minutes, share),) = rows(
        page,
        "SELECT b.title, b.starts_local, (julianday(b.ends_local) - julianday(b.starts_local)) * 1440, g.share_pct "
        "FROM time_block b JOIN block_goal g ON g.block_id = b.id WHERE b.id = ? AND g.goal_id = ?",
        block,
        step.id,
    )
    (wanted,) = rows(page, "SELECT min(max(ifnull(est_min, 30), 30), 60) FROM goal WHERE id = ?", step.id)[0]
    assert (title, round(minutes), share) == (step.title, wanted, 100)
    assert start >= "2026-01-16T08:00"
    overlaps = (
        "SELECT count(*) FROM time_block WHERE id <> ? AND protection > 0 AND state = 'planned' "
        "AND starts_local < ? AND ends_local > ? AND all_day = 0"
    )
    end = rows(page, "SELECT ends_local FROM time_block WHERE id = ?", block)[0][0]
    assert rows(page, overlaps, block, end, start) == [(0,)]
    usual = rows(
        page,
        "SELECT b.activity_type_id FROM block_goal g JOIN time_block b ON b.id = g.block_id WHERE g.goal_id IN "
        "(SELECT value FROM json_each(?)) AND b.id <> ? GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        str([node.id for node in page.goals.goals[0].node.family()]).replace("'", '"'),
        block,
    )
    assert rows(page, "SELECT activity_type_id FROM time_block WHERE id = ?", block) == usual
    assert page.shell.desk.undo().op == "goal.block"
    assert rows(page, "SELECT count(*) FROM time_block WHERE id = ?", block) == [(0,)]


def test_a_task_is_made_with_the_due_date_of_the_step(page, step):
    page.shell.actions.action("goals.task").trigger()
    due = step.due_on.isoformat() if step.due_on else None
    assert rows(page, "SELECT title, due_on, state FROM task WHERE goal_id = ?", step.id) == [(step.title, due, "open")]


def test_neither_is_offered_for_a_goal_or_for_what_is_done(page):
    assert not page.shell.actions.action("goals.block").isEnabled()
    done = next(
        node for line in page.goals.goals for node in line.node.family() if node.kind == "step" and node.is_done
    )
    page.show_key(done.id)
    assert not page.shell.actions.action("goals.task").isEnabled()


def test_the_box_says_where_a_step_belongs_and_moves_it(page, step):
    page.edit()
    box = page.editors.form.parent_box
    assert box.currentData() == page.goals.goals[0].node.children[0].id
    other = page.goals.goals[1].node
    labels = [box.itemText(number) for number in range(box.count())]
    assert f"2 {other.title}" in labels
    assert not any(step.title in label for label in labels)
    box.setCurrentIndex(box.findData(other.children[0].id))
    box.activated.emit(box.currentIndex())
    page.shell.hub.flush()
    assert [node.title for node in page.goals.path(step.id)] == [other.title, other.children[0].title, step.title]
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert page.goals.path(step.id)[0].title == page.goals.goals[0].node.title


def test_a_goal_at_the_top_belongs_nowhere(page):
    page.edit()
    assert page.editors.form.parent_box is None
