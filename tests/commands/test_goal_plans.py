"""Plans from templates, and the turn of the school year that loses nothing."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.school import SpanDraft
from il_desktop.domain.errors import BadValue
from il_desktop.domain.goal_templates import TEMPLATES
from il_desktop.queries.settings import settings
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.goals import DOMAIN_WORDS
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import dump, first_goal, principal, whole


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_every_template_becomes_a_draft_with_strategies_and_a_measure(desk, template):
    goal = desk.run(commands.goal_plans.add_from_template, template.key, vision="All grow.")
    rows = dump(desk, "SELECT kind, state, title, prediction, because FROM goal ORDER BY parent_id IS NOT NULL, rank")
    assert rows[0][:3] == ("goal", "draft", template.title)
    assert [row[2:] for row in rows[1:]] == [tuple(strategy) for strategy in template.strategies]
    assert dump(desk, "SELECT name, unit, better, source FROM measure") == [
        (template.measure, template.unit, template.better, template.source)
    ]
    assert template.domain in DOMAIN_WORDS
    assert template.source != "app"
    assert goal


def test_a_template_is_one_step_and_makes_its_measure_once(desk):
    first_goal(desk)
    before = whole(desk)
    desk.run(commands.goal_plans.add_from_template, "math", title="Algebra")
    assert "Algebra" in [row[0] for row in dump(desk, "SELECT title FROM goal")]
    desk.run(commands.goal_plans.add_from_template, "math")
    assert dump(desk, "SELECT count(*) FROM measure") == [(1,)]
    assert step_sentence(desk.history().undo, ENGLISH) == "Added the goal “Math proficiency” with 2 strategies"
    desk.undo()
    desk.undo()
    assert whole(desk) == before


def test_an_unknown_template_and_a_missing_vision_are_refused(desk):
    for key, field in (("gone", "template"), ("math", "vision")):
        with pytest.raises(BadValue) as problem:
            desk.run(commands.goal_plans.add_from_template, key)
        assert problem.value.field == field


@pytest.fixture
def year(desk):
    draft = SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 5))
    return desk.run(commands.school.add_span, draft)


def _milestone(desk, goal, title, due, *, yearly=True):
    made = desk.run(commands.goals.add_goal, title, kind="milestone", parent_id=goal, due_on=due)
    desk.run(commands.goals.edit_goal, made, recurs_yearly=yearly)
    return made


def test_a_new_year_copies_yearly_milestones_and_keeps_every_row(desk, year):
    goal = first_goal(desk)
    strategy = desk.run(commands.goals.add_goal, "Number talks", kind="strategy", parent_id=goal)
    done = _milestone(desk, goal, "Winter data day", date(2026, 1, 14))
    desk.run(commands.goals.set_state, done, "closed")
    _milestone(desk, goal, "Once only", date(2026, 2, 2), yearly=False)
    before = whole(desk)
    desk.run(commands.school.start_next_year)
    found = "SELECT title, due_on, state, done_on, recurs_yearly FROM goal WHERE kind = 'milestone' ORDER BY due_on"
    rows = dump(desk, found)
    assert rows[-1] == ("Winter data day", "2027-01-13", "draft", None, 1)
    assert len(rows) == 3
    after = whole(desk)
    kept = [row for row in after["goal"] if row in before["goal"]]
    assert kept == before["goal"]
    assert {table: rows for table, rows in after.items() if table != "goal"} == {
        table: rows for table, rows in before.items() if table != "goal"
    }
    assert dump(desk, f"SELECT state FROM goal WHERE id = '{strategy}'") == [("draft",)]  # noqa: S608  ids of our own
    desk.undo()
    assert whole(desk) == before


def test_a_milestone_that_stands_in_the_new_year_is_not_copied_again(desk, year):
    goal = first_goal(desk)
    _milestone(desk, goal, "Winter data day", date(2026, 1, 14))
    desk.run(commands.school.start_next_year)
    desk.run(commands.school.start_next_year)
    dues = dump(desk, "SELECT due_on FROM goal WHERE kind = 'milestone' ORDER BY due_on")
    assert [due for (due,) in dues] == ["2026-01-14", "2027-01-13", "2028-01-12"]


def test_on_a_file_that_knows_nobody_a_typed_name_owns_the_goal_and_is_the_principal(desk):
    goal = first_goal(desk)
    before = whole(desk)
    owner = desk.run(commands.goal_plans.name_owner, goal, "Dr. Dana Whitfield")
    assert dump(desk, "SELECT id, given, family, kind FROM person") == [(owner, "Dana", "Whitfield", "administrator")]
    assert dump(desk, "SELECT owner_id FROM goal") == [(owner,)]
    assert desk.read(settings).principal_id == owner
    assert step_sentence(desk.history().undo, ENGLISH) == "Dana Whitfield now owns “Math proficiency”"
    desk.undo()
    assert whole(desk) == before
    assert dump(desk, "SELECT count(*) FROM person") == [(0,)]
    assert desk.read(settings).principal_id == ""


def test_a_name_that_is_known_owns_the_goal_and_changes_nothing_else(desk):
    goal = first_goal(desk)
    known = principal(desk)
    assert desk.run(commands.goal_plans.name_owner, goal, "Whitfield, Dana") == known
    assert dump(desk, "SELECT count(*) FROM person") == [(1,)]
    desk.run(commands.goal_plans.name_owner, goal, "Zoë Núñez")
    assert dump(desk, "SELECT count(*) FROM person") == [(2,)]
    assert desk.read(settings).principal_id == ""


@pytest.mark.parametrize("name", ["", "   ", "Dana", "Ms. Whitfield"])
def test_half_a_name_is_refused_and_nobody_is_written_down(desk, name):
    goal = first_goal(desk)
    with pytest.raises(BadValue) as refusal:
        desk.run(commands.goal_plans.name_owner, goal, name)
    assert (refusal.value.field, refusal.value.reason) == ("owner_name", "half_a_name")
    assert dump(desk, "SELECT count(*) FROM person") == [(0,)]
