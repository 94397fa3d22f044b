"""Challenges, small tests and plans: what has to be there first, what is refused, and that all of it can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.improvement import PlanSpec
from il_desktop.domain.errors import BadValue, HasChildren, LooksLikeStudents
from il_desktop.queries.goals import goal_list
from il_desktop.queries.improvement import challenges, plan_parents, small_tests
from il_desktop.queries.ninety import ninety_days, reviews_due
from il_desktop.wording.improvement import evidence_sentence
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import dump, first_goal, measured_goal, principal

REVIEW = date(2026, 2, 20)
improvement = commands.improvement


def challenge(desk, title="Little talk about why", **fields):
    return desk.run(improvement.add_challenge, title, kind="instruction", **fields)


def said(desk) -> str:
    return step_sentence(desk.history().undo)


def test_a_challenge_is_suspected_first(desk):
    key = challenge(desk, severity=3, review_on=REVIEW)
    (found,) = desk.read(challenges)
    assert (found.id, found.state, found.severity, found.review_on) == (key, "suspected", 3, REVIEW)
    assert said(desk) == "Noted the challenge “Little talk about why”"
    desk.undo()
    assert desk.read(challenges) == ()


def test_one_kind_of_evidence_is_a_single_source(desk):
    key = challenge(desk)
    for note in ("Visits of week 3", "Visits of week 9"):
        desk.run(improvement.add_evidence, key, "observation", note)
    with pytest.raises(BadValue) as problem:
        desk.run(improvement.set_challenge_state, key, "confirmed")
    assert problem.value.reason == "needs_two_kinds"
    (found,) = desk.read(challenges)
    assert evidence_sentence(found.kinds) == "Single source: observation only. A second kind can confirm it."


def test_two_kinds_confirm_and_losing_one_unconfirms(desk):
    key = challenge(desk)
    desk.run(improvement.add_evidence, key, "observation", "Visits of week 3")
    piece = desk.run(improvement.add_evidence, key, "student_voice", "Six of ten in the advisory talk")
    desk.run(improvement.set_challenge_state, key, "confirmed")
    assert desk.read(challenges)[0].state == "confirmed"
    assert said(desk) == "Confirmed “Little talk about why”"
    desk.run(improvement.delete_evidence, piece)
    assert desk.read(challenges)[0].state == "suspected"
    desk.undo()
    assert desk.read(challenges)[0].state == "confirmed"


def test_whys_are_five_at_most_and_empty_ones_go(desk):
    key = challenge(desk)
    desk.run(improvement.set_whys, key, ["Tasks ask for answers", "", "The book does"])
    assert desk.read(challenges)[0].whys == ("Tasks ask for answers", "The book does")
    with pytest.raises(BadValue) as problem:
        desk.run(improvement.set_whys, key, list("abcdef"))
    assert problem.value.reason == "too_many"


def test_a_result_before_a_prediction_is_refused(desk):
    goal = first_goal(desk)
    test = desk.run(commands.goals.add_goal, "Claim cards", kind="test", parent_id=goal)
    for field, reason in (("result", "needs_prediction"), ("learned", "needs_result"), ("verdict", "needs_learned")):
        with pytest.raises(BadValue) as problem:
            desk.run(improvement.write_test, test, **{field: "adopt" if field == "verdict" else "x"})
        assert (problem.value.field, problem.value.reason) == (field, reason)


def test_a_test_goes_plan_do_study_act(desk):
    goal = first_goal(desk)
    test = desk.run(commands.goals.add_goal, "Claim cards", kind="test", parent_id=goal)
    stages = []
    for fields in ({"prediction": "7 of 10 drafts"}, {"result": "5 of 10"}, {"learned": "Too late"}):
        desk.run(improvement.write_test, test, **fields)
        stages.append(desk.read(small_tests)[0].stage)
    assert stages == ["do", "study", "act"]
    desk.run(improvement.write_test, test, verdict="abandon")
    (found,) = desk.read(small_tests)
    assert (found.stage, said(desk)) == ("done", "Abandoned “Claim cards”")
    assert dump(desk, "SELECT state, done_on FROM goal WHERE kind = 'test'") == [("closed", "2026-01-16")]


def test_a_finding_becomes_a_plan_under_its_goal_in_one_step(desk):
    owner = principal(desk)
    goal, measure = measured_goal(desk)
    key = challenge(desk)
    spec = PlanSpec(
        "Number talks twice a week", REVIEW, "intervention", owner, "Grade 8, group 3", 24, 60,
        measure_id=measure, group_dim="group", group_name="Group 3", baseline=28.9, aim=35.0,
    )  # fmt: skip
    plan = desk.run(improvement.make_plan, goal, spec, challenge_id=key)
    found = dump(
        desk,
        "SELECT g.kind, g.state, g.parent_id, g.challenge_id, g.group_label, g.owner_id, g.review_on, t.measure_id,"
        " t.group_name FROM goal g JOIN target t ON t.goal_id = g.id WHERE g.kind = 'intervention'",
    )
    assert found == [("intervention", "active", goal, key, "Grade 8, group 3", owner, "2026-02-20", measure, "Group 3")]
    assert [node.id for node in desk.read(goal_list, date(2026, 1, 16)).path(plan)] == [goal, plan]
    assert said(desk) == "Made the plan “Number talks twice a week” under “Math proficiency”"
    desk.undo()
    assert dump(desk, "SELECT 1 FROM goal WHERE kind = 'intervention'") == []


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"review_on": None}, "review_on", "empty"),
        ({"review_on": date(2026, 1, 15)}, "review_on", "in_past"),
        ({"title": " "}, "title", "empty"),
        ({"response": "hope"}, "response", "not_a_choice"),
    ],
)
def test_a_plan_without_what_it_needs_is_refused(desk, changes, field, reason):
    goal = first_goal(desk)
    spec = PlanSpec("Number talks", REVIEW)._replace(**changes)
    with pytest.raises(BadValue) as problem:
        desk.run(improvement.make_plan, goal, spec)
    assert (problem.value.field, problem.value.reason) == (field, reason)
    assert dump(desk, "SELECT 1 FROM goal WHERE kind = 'intervention'") == []


def test_a_list_of_students_asks_first(desk):
    goal = first_goal(desk)
    spec = PlanSpec("Number talks", REVIEW, group_label="Ada Byron, Ben Okafor, Cleo Díaz")
    with pytest.raises(LooksLikeStudents) as problem:
        desk.run(improvement.make_plan, goal, spec)
    assert problem.value.field == "group_label"
    desk.run(improvement.make_plan, goal, spec, confirmed=True)
    assert dump(desk, "SELECT group_label FROM goal WHERE kind = 'intervention'") == [(spec.group_label,)]


def test_a_challenge_with_plans_is_kept(desk):
    goal, key = first_goal(desk), challenge(desk)
    desk.run(improvement.make_plan, goal, PlanSpec("Number talks", REVIEW), challenge_id=key)
    with pytest.raises(HasChildren) as problem:
        desk.run(improvement.delete_challenge, key)
    assert problem.value.counts == {"goal": 1}


def test_the_next_ninety_days_hold_exactly_what_is_due_in_them(desk):
    goal = first_goal(desk)
    today = date(2026, 1, 16)
    for title, due in (
        ("before", date(2026, 1, 15)),
        ("today", today),
        ("last", date(2026, 4, 16)),
        ("after", date(2026, 4, 17)),
    ):
        desk.run(commands.goals.add_goal, title, kind="step", parent_id=goal, due_on=due)
    done = desk.run(commands.goals.add_goal, "done", kind="step", parent_id=goal, due_on=today)
    desk.run(commands.goals.edit_goal, done, done_on=today)
    desk.run(improvement.make_plan, goal, PlanSpec("plan", REVIEW))
    challenge(desk, "look again", review_on=date(2026, 3, 1))
    found = desk.read(ninety_days, today)
    assert [(item.title, item.what) for item in found.items] == [
        ("today", "due"),
        ("plan", "review"),
        ("look again", "review"),
        ("last", "due"),
    ]
    assert found.overdue == 1
    assert {item.goal for item in found.items} == {"Math proficiency", ""}
    assert [title for _, title, _ in desk.read(plan_parents)] == ["Math proficiency"]


def test_reviews_of_the_week_are_those_due_by_its_end_and_still_open(desk):
    """An intervention whose review date comes, a challenge that waits, a unit; not what is addressed or later."""
    goal = first_goal(desk)
    desk.run(improvement.make_plan, goal, PlanSpec("this week", date(2026, 1, 16)))
    desk.run(improvement.make_plan, goal, PlanSpec("at its end", date(2026, 1, 18)))
    desk.run(improvement.make_plan, goal, PlanSpec("later", date(2026, 1, 19)))
    done = desk.run(improvement.make_plan, goal, PlanSpec("done", date(2026, 1, 16)))
    desk.run(commands.goals.edit_goal, done, done_on=date(2026, 1, 16))
    challenge(desk, "waits", review_on=date(2026, 1, 5))
    desk.run(improvement.set_challenge_state, challenge(desk, "over", review_on=date(2026, 1, 5)), "addressed")
    desk.run(commands.library.add_item, "unit", "Ratios", next_review_on=date(2026, 1, 12))
    found = desk.read(reviews_due, date(2026, 1, 18))
    assert [(item.title, item.kind) for item in found] == [
        ("waits", "challenge"), ("Ratios", "unit"), ("this week", "intervention"), ("at its end", "intervention"),
    ]  # fmt: skip
