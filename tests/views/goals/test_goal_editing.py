"""Writing and changing goals: what is saved when, what is refused at the field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.views.goals.goal_form import GoalForm, NewGoalForm
from tests.views.goals.shown import rows, titles, type_in

# The first goal


def test_an_empty_file_invites_to_write_the_first_goal(qtbot, empty_page):
    assert empty_page.empty.isVisible()
    assert empty_page.empty.label.text() == "No goal yet."
    qtbot.mouseClick(empty_page.empty.button, Qt.MouseButton.LeftButton)
    assert isinstance(empty_page.editors.form, NewGoalForm)
    assert empty_page.editors.form.vision is not None


def test_the_first_goal_by_keyboard_alone(qtbot, empty_page):
    page = empty_page
    page.keys["goals.new"].trigger()
    form = page.editors.form
    qtbot.keyClicks(form.title.line, "Every reader by grade 8")
    qtbot.keyClick(form.title.line, Qt.Key.Key_Return)
    qtbot.keyClicks(form.vision.line, "Every student reads to learn.")
    qtbot.keyClick(form.vision.line, Qt.Key.Key_Return)
    assert titles(page) == ["Every reader by grade 8"]
    assert isinstance(page.editors.form, GoalForm)
    assert page.view._no_target.isVisible()
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert titles(page) == []
    assert page.empty.isVisible()
    assert not page.sheet.isVisible()  # nothing typed from here on can reach a goal that is gone


def test_a_goal_without_title_is_refused_at_the_field(empty_page):
    empty_page.new_goal()
    form = empty_page.editors.form
    form.save()
    assert not form.title.is_valid
    assert form.title.reason.text()
    assert rows(empty_page, "SELECT * FROM goal") == []


# Editing


def test_each_field_saves_when_it_is_left(qtbot, page):
    page.edit()
    form = page.editors.form
    type_in(form.by_name["title"], "Math for all")
    type_in(form.by_name["est_min"], "80 h")
    type_in(form.by_name["due_on"], "29 May 2026")
    form._notes["because"].setPlainText("Because it is time.")
    form._notes["because"].commit()
    goal = rows(page, "SELECT title, est_min, due_on, because FROM goal WHERE id = ?", page.detail.fields.id)
    assert goal == [("Math for all", 4800, "2026-05-29", "Because it is time.")]
    page.shell.hub.flush()
    assert page.view._title.text().startswith("Math for all")


def test_rubbish_is_refused_at_its_field(page):
    page.edit()
    before = rows(page, "SELECT * FROM goal")
    for name, text in (("due_on", "someday"), ("est_min", "a lot"), ("check_every_days", "x"), ("title", "")):
        field = page.editors.form.by_name[name]
        type_in(field, text)
        assert field.reason.text(), name
    assert rows(page, "SELECT * FROM goal") == before


def test_a_due_date_before_the_start_is_refused_at_its_field(page):
    page.edit()
    field = page.editors.form.by_name["due_on"]
    type_in(field, "1 Aug 2025")
    assert "before" in field.reason.text()


def test_escape_closes_the_sheet_and_saves_what_was_typed(qtbot, page):
    page.edit()
    page.editors.form.by_name["title"].line.setText("Half typed")
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    assert ("Half typed",) in rows(page, "SELECT title FROM goal")


def test_a_draft_that_lacks_a_target_stays_a_draft_and_says_why(qtbot, page):
    page.new_goal()
    type_in(page.editors.form.title, "New one")
    page.editors.form.save()
    page.editors.form._set_state("active")
    assert "target" in page.shell.messages.last
    assert page.editors.form._state.key == "draft"


def test_one_active_goal_too_many_asks(page, ask):
    desk = page.shell.desk
    owner = page.detail.fields.owner_id
    goal = desk.run(commands.goals.add_goal, "Sixth", owner_id=owner, due_on=date(2026, 6, 5))
    measuring = commands.measuring
    spec = measuring.TargetSpec(
        measuring.MeasureSpec("Sixth measure", "count"), 0, 5, date(2025, 9, 1), date(2026, 6, 5)
    )
    desk.run(measuring.set_target, goal, spec)
    page.shell.hub.flush()
    page.show_key(goal)
    page.edit()
    ask.choices.append("keep")
    page.editors.form._set_state("active")
    assert rows(page, "SELECT state FROM goal WHERE id = ?", goal) == [("draft",)]
    ask.choices.append("active")
    page.editors.form._set_state("active")
    assert rows(page, "SELECT state FROM goal WHERE id = ?", goal) == [("active",)]


def test_a_step_is_ticked_off(page):
    step = page.goals.goals[0].node.children[0].children[1]
    page.show_key(step.id)
    page.edit()
    page.editors.form._set_state("closed")
    page.shell.hub.flush()
    assert page.detail.node.is_done
    assert page.view._mark.accessibleName() == "Done"


def test_a_new_part_hangs_under_the_goal_shown(page):
    page.new_part()
    type_in(page.editors.form.title, "Family math nights")
    page.editors.form.save()
    assert [node.title for node in page.detail.path] == ["Math proficiency", "Family math nights"]


def test_ranks_move_with_alt_up_and_down(page):
    page.moves.down()
    page.shell.hub.flush()
    assert titles(page)[:2] == ["Grade 8 math gap", "Math proficiency"]
    page.moves.up()
    page.shell.hub.flush()
    assert titles(page)[0] == "Math proficiency"


def test_deleting_a_goal_with_parts_says_what_hangs_on_it(page):
    page.delete()
    assert "goals or steps" in page.shell.messages.last
    assert len(page.goals.goals) == 5


def test_deleting_a_bare_goal_shows_its_neighbour_and_undo_brings_it_back(page):
    goal = page.shell.desk.run(commands.goals.add_goal, "Bare")
    page.shell.hub.flush()
    page.show_key(goal)
    page.delete()
    assert "Bare" not in titles(page)
    assert page.detail is not None
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert "Bare" in titles(page)


def test_a_draft_that_lacks_nothing_after_its_target_leads_on_to_its_state(empty_page):
    page = empty_page
    desk = page.shell.desk
    owner = desk.run(commands.people.add_person, given="Dana", family="Whitfield", kind="administrator")
    goal = desk.run(commands.goals.add_goal, "Reading", vision="Readers.", owner_id=owner, due_on=date(2026, 6, 5))
    page.shell.hub.flush()
    page.show_key(goal)
    page.set_target()
    form = page.editors.form
    for field, text in ((form._measure, "Reading"), (form.baseline, "40"), (form.aim, "50")):
        type_in(field, text)
    form.save()
    assert isinstance(page.editors.form, GoalForm)
    assert page.editors.form._state.key == "draft"
    assert page.detail.figures is not None


def test_the_target_of_an_active_goal_leads_nowhere(page):
    page.set_target()
    form = page.editors.form
    form.save()
    assert page.sheet.isHidden()
