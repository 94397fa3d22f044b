"""The improvement page: a challenge from the first line to its plan, small tests in order, what is due."""

from __future__ import annotations

import pytest

from il_desktop.queries.improvement import ChallengeView
from il_desktop.queries.interventions import Intervention
from il_desktop.views.improve.page import ImprovePage
from il_desktop.views.shared.shell import Shell


def open_page(qtbot, shell: Shell) -> ImprovePage:
    page = ImprovePage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1180, 720)
    page.show()
    return page


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> ImprovePage:
    return open_page(qtbot, sample_shell)


def new_challenge(page: ImprovePage, ask, title: str = "Students rarely say why") -> None:
    ask.texts = [title]
    page.do_new()


def mine(page: ImprovePage) -> ChallengeView:
    """Return the challenge of the test; the sample school has others."""
    return next(one for one in page.challenges if one.title == "Students rarely say why")


def add_evidence(page: ImprovePage, lane: str, text: str) -> None:
    form = page.challenge
    form.lane.setCurrentIndex(form.lane.findData(lane))
    form.says.setText(text)
    form.add_evidence.click()
    page.shell.hub.flush()


def test_a_challenge_is_noted_and_opened(page: ImprovePage, ask) -> None:
    before = page.models[0].rowCount()
    new_challenge(page, ask)
    assert page.sheet.isVisible()
    assert page.challenge.title.text() == "Students rarely say why"
    assert page.models[0].rowCount() == before + 1
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert page.models[0].rowCount() == before
    assert not page.sheet.isVisible()


def test_a_single_source_is_not_confirmed_and_a_second_kind_is(page: ImprovePage, ask) -> None:
    new_challenge(page, ask)
    form = page.challenge
    add_evidence(page, "observation", "4 of 18 lessons")
    assert form.backing.text().startswith("Single source")
    form.state.setCurrentIndex(form.state.findData("confirmed"))
    form.state.activated.emit(1)
    assert form.refusal.isVisible()
    assert form.state.currentData() == "suspected"
    add_evidence(page, "student_voice", "You just need the number")
    form.state.setCurrentIndex(form.state.findData("confirmed"))
    form.state.activated.emit(1)
    page.shell.hub.flush()
    assert mine(page).state == "confirmed"
    confirmed = sum(one.state == "confirmed" for one in page.challenges)
    assert f"{confirmed} confirmed" in page.head_sentence()


def test_whys_are_saved_as_they_are_left(page: ImprovePage, ask) -> None:
    new_challenge(page, ask)
    page.challenge.whys[0].setText("Tasks ask for answers")
    page.challenge.whys[0].editingFinished.emit()
    page.shell.hub.flush()
    assert mine(page).whys == ("Tasks ask for answers",)


def test_a_challenge_becomes_a_plan_under_a_goal(page: ImprovePage, ask, visits) -> None:
    new_challenge(page, ask)
    page.challenge.plan.click()
    assert page.plan.isVisible()
    page.plan.title.setText("Two open tasks a week")
    page.plan.save.click()
    page.shell.hub.flush()
    place, plan_id = visits[-1]
    assert place == "goals"
    assert mine(page).plans[0].id == plan_id
    assert page.plan.review.value is not None


def test_a_plan_of_a_gap_carries_group_and_rate(page: ImprovePage) -> None:
    reader = page.shell.desk.read
    measure = reader(lambda found: found.value("SELECT id FROM measure WHERE name = 'Math proficiency'"))
    page.show_key(f"plan:{measure}:group:Group 1")
    assert page.plan.group.text() == "Group 1"
    assert page.plan.says.text() == "Math proficiency, Winter: Group 1 is at 43.1 %."
    page.plan.title.setText("Number talks")
    page.plan.aim.line.setText("48")
    page.plan.save.click()
    rows = reader(lambda found: found.rows("SELECT group_name, baseline, aim FROM target WHERE group_name IS NOT NULL"))
    assert rows == [("Group 1", 43.1, 48.0)]


def test_a_plan_of_a_hidden_group_tells_no_number(page: ImprovePage) -> None:
    reader = page.shell.desk.read
    measure = reader(lambda found: found.value("SELECT id FROM measure WHERE name = 'Math proficiency'"))
    page.show_key(f"plan:{measure}:group:Group 5")
    assert not page.plan.aim.isEnabled()
    page.plan.title.setText("Number talks")
    page.plan.save.click()
    assert reader(lambda found: found.rows("SELECT because FROM goal WHERE title = 'Number talks'")) == [
        ("The gap in Math proficiency, Winter.",)
    ]


def test_a_plan_of_a_group_told_by_a_code_gets_no_target_that_would_tell_its_count(page: ImprovePage) -> None:
    """Everybody of Group 3 was at the advisory: others are told ">95 %"."""
    reader = page.shell.desk.read
    measure = reader(lambda found: found.value("SELECT id FROM measure WHERE name = 'Advisory attended'"))
    page.show_key(f"plan:{measure}:group:Group 3")
    assert page.plan.says.text() == "Advisory attended, Winter: Group 3 is at 100.0 %."
    assert not page.plan.aim.isEnabled()


def test_a_list_of_students_is_asked_about(page: ImprovePage, ask) -> None:
    page.do_plan()
    page.plan.title.setText("Lunch help")
    page.plan.group.setText("Ada Byron, Ben Okafor, Cleo Díaz")
    ask.choices = [""]
    page.plan.save.click()
    count = "SELECT count(*) FROM goal WHERE title = 'Lunch help'"
    assert page.shell.desk.read(lambda reader: reader.value(count)) == 0
    assert "list of students" in ask.asked[-1]
    ask.choices = ["keep"]
    page.plan.save.click()
    assert page.shell.desk.read(lambda reader: reader.value(count)) == 1


def test_a_plan_without_review_date_is_refused_at_its_field(page: ImprovePage) -> None:
    page.do_plan()
    page.plan.title.setText("Lunch help")
    page.plan.review.line.setText("")
    page.plan.save.click()
    assert page.plan.isVisible()
    assert not page.plan.review.is_valid


def test_the_steps_of_a_test_open_one_after_the_other(page: ImprovePage) -> None:
    page.show_key("tests")
    page.open_trial(page.trials[0].id)
    form = page.trial
    assert form.texts["result"].isEnabled()
    assert not form.texts["learned"].isEnabled()
    form.texts["result"].setPlainText("Five of ten")
    form.texts["learned"].setPlainText("Too early in the day")
    form.verdict.setCurrentIndex(form.verdict.findData("abandon"))
    form.save.click()
    page.shell.hub.flush()
    assert "1 decided" in page.head_sentence()


def test_the_next_ninety_days_lead_to_what_is_due(page: ImprovePage, visits) -> None:
    page.show_key("ninety")
    model = page.models[2]
    assert model.rowCount() >= 20
    kinds = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    page.lists[2].activated.emit(model.index(kinds.index("Step"), 0))
    assert visits[-1][0] == "goals"
    page.lists[2].activated.emit(model.index(kinds.index("Intervention, review"), 0))
    assert page.register.isVisible()
    assert page.tabs.key == "plans"


def plan_of(page: ImprovePage) -> Intervention:
    return next(one for one in page.plans if one.id == page.register.view.id)  # pyright: ignore[reportOptionalMemberAccess]  a plan is open


def test_the_register_shows_for_whom_how_much_and_when_to_look_again(page: ImprovePage) -> None:
    page.show_key("plans")
    (found,) = page.plans
    cells = [str(page.models[3].index(0, column).data()) for column in range(6)]
    assert cells[0] == found.title
    assert cells[4] == found.goal
    assert page.head_sentence() == "1 plan for groups under way."
    page.lists[3].activated.emit(page.models[3].index(0, 0))
    form = page.register
    form.group.setText("Grade 8, both labs")
    form.group.editingFinished.emit()
    form.dose.line.setText("90")
    form.dose.commit()
    page.shell.hub.flush()
    assert (plan_of(page).group_label, plan_of(page).dose_min_week) == ("Grade 8, both labs", 90)


def test_the_log_of_a_plan_is_written_with_the_next_review(page: ImprovePage) -> None:
    page.show_key(page.plans[0].id)
    form = page.register
    form.going.setCurrentIndex(form.going.findData("at_risk"))
    form.adjusted.setPlainText("Two sessions fell out; now on Tuesdays")
    form.next_review.line.setText("20 Mar 2026")
    form.write.click()
    page.shell.hub.flush()
    assert form.adjusted.toPlainText() == ""
    assert form._shown[0].text() == "16 Jan 2026, slower than hoped: Two sessions fell out; now on Tuesdays"
    assert str(page.models[3].index(0, 1).data()) == "20 Mar 2026"


def test_a_plan_under_way_keeps_its_review_date(page: ImprovePage) -> None:
    page.show_key(page.plans[0].id)
    before = page.plans[0].review_on
    page.register.review.line.setText("")
    page.register.review.commit()
    page.shell.hub.flush()
    assert not page.register.review.is_valid
    assert page.plans[0].review_on == before


def test_a_plan_ends_and_is_taken_up_again(page: ImprovePage) -> None:
    page.show_key(page.plans[0].id)
    page.register.end.click()
    page.shell.hub.flush()
    assert str(page.models[3].index(0, 1).data()) == "over"
    assert page.head_sentence() == "0 plans for groups under way."
    page.register.end.click()
    page.shell.hub.flush()
    assert page.plans[0].is_open


def test_an_empty_file_teaches_every_tab(qtbot, shell: Shell) -> None:
    page = open_page(qtbot, shell)
    for key, empty in zip(("challenges", "tests", "ninety", "plans"), page.empties, strict=True):
        page.show_key(key)
        assert empty.isVisible()


def test_the_sample_school_shows_what_a_register_is_for(qtbot, sample_shell: Shell) -> None:
    page = open_page(qtbot, sample_shell)
    assert page.models[0].rowCount() == 3
    assert "2 confirmed" in page.head_sentence()
