"""Interventions under way: changed, logged, never without a day on which they are looked at again."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.improvement import PlanSpec
from il_desktop.domain.errors import BadValue, IncompleteGoal, LooksLikeStudents
from il_desktop.queries.interventions import interventions
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import first_goal

REVIEW, LATER = date(2026, 2, 20), date(2026, 3, 20)


@pytest.fixture
def plan(desk) -> str:
    spec = PlanSpec("Number talks", REVIEW, group_label="Grade 8, lab", n_students=24, dose_min_week=60)
    return desk.run(commands.improvement.make_plan, first_goal(desk), spec)


def test_the_register_tells_group_dose_review_and_goal(desk, plan):
    (found,) = desk.read(interventions)
    assert (found.id, found.group_label, found.n_students, found.dose_min_week, found.review_on) == (
        plan, "Grade 8, lab", 24, 60, REVIEW,
    )  # fmt: skip
    assert (found.goal, found.is_open, found.log) == ("Math proficiency", True, ())


def test_group_and_dose_can_be_changed_and_taken_back(desk, plan):
    desk.run(commands.interventions.edit_plan, plan, group_label="Grade 8, both labs", dose_min_week=90)
    (found,) = desk.read(interventions)
    assert (found.group_label, found.dose_min_week) == ("Grade 8, both labs", 90)
    assert step_sentence(desk.history().undo) == "Changed the plan “Number talks”"
    desk.undo()
    assert desk.read(interventions)[0].dose_min_week == 60


def test_one_under_way_keeps_its_review_date(desk, plan):
    with pytest.raises(IncompleteGoal) as problem:
        desk.run(commands.interventions.edit_plan, plan, review_on=None)
    assert problem.value.missing == ("review",)
    with pytest.raises(IncompleteGoal):
        desk.run(commands.goals.edit_goal, plan, review_on=None)
    assert desk.read(interventions)[0].review_on == REVIEW


def test_a_draft_becomes_active_only_with_a_review_date(desk):
    draft = desk.run(commands.goals.add_goal, "Reading lab", kind="intervention", parent_id=first_goal(desk))
    with pytest.raises(IncompleteGoal) as problem:
        desk.run(commands.goals.set_state, draft, "active")
    assert problem.value.missing == ("review",)


def test_the_log_says_how_it_goes_what_was_adjusted_and_when_to_look_again(desk, plan):
    desk.run(commands.interventions.note_plan, plan, "at_risk", "Two sessions fell out; now on Tuesdays", LATER)
    (found,) = desk.read(interventions)
    assert [(entry.on, entry.status, entry.text) for entry in found.log] == [
        (date(2026, 1, 16), "at_risk", "Two sessions fell out; now on Tuesdays")
    ]
    assert found.review_on == LATER
    assert step_sentence(desk.history().undo) == "Wrote into the log of “Number talks”"
    desk.undo()
    assert desk.read(interventions)[0][7:12] == (REVIEW, *desk.read(interventions)[0][8:11], ())


@pytest.mark.parametrize(("status", "text", "on", "field"), [
    ("fine", "x", None, "status"), ("on_track", " ", None, "text"), ("on_track", "x", date(2026, 1, 16), "next_review"),
])  # fmt: skip
def test_a_log_entry_needs_words_a_status_and_a_day_to_come(desk, plan, status, text, on, field):
    with pytest.raises(BadValue) as problem:
        desk.run(commands.interventions.note_plan, plan, status, text, on)
    assert problem.value.field == field
    assert desk.read(interventions)[0].log == ()


def test_names_of_students_ask_first(desk, plan):
    names = "Ada Byron, Ben Okafor, Cleo Díaz"
    for command, args, fields in (
        (commands.interventions.edit_plan, (plan,), {"group_label": names}),
        (commands.interventions.note_plan, (plan, "on_track", names), {}),
    ):
        with pytest.raises(LooksLikeStudents):
            desk.run(command, *args, **fields)
        desk.run(command, *args, **fields, confirmed=True)


def test_only_interventions_are_in_the_register(desk):
    goal = first_goal(desk)
    with pytest.raises(BadValue):
        desk.run(commands.interventions.note_plan, goal, "on_track", "x")
    assert desk.read(interventions) == ()
