"""The measure of a goal: its family, leading or lagging, its name."""

from __future__ import annotations

from il_desktop.views.goals.form import select_key
from il_desktop.views.goals.measure_form import MeasureForm
from tests.views.goals.shown import rows, type_in

KIND = "SELECT name, family, timing FROM measure WHERE id = ?"


def _form(page) -> MeasureForm:
    page.shell.actions.action("goals.measure").trigger()
    assert isinstance(page.editors.form, MeasureForm)
    return page.editors.form


def test_family_and_timing_are_shown_with_the_goal_and_changed_in_one_step(page):
    measure = page.detail.figures.target.measure_id
    assert page.view._hint.text().startswith("Math proficiency, achievement, lagging, ")
    form = _form(page)
    select_key(form.family, "instruction")
    form.timing.set_key("leading")
    form.save()
    page.shell.hub.flush()
    assert rows(page, KIND, measure) == [("Math proficiency", "instruction", "leading")]
    assert page.view._hint.text().startswith("Math proficiency, instruction, leading, ")
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert rows(page, KIND, measure) == [("Math proficiency", "achievement", "lagging")]


def test_a_name_that_is_taken_is_refused_at_the_field(page):
    form = _form(page)
    type_in(form.name, "chronic ABSENCE")
    form.save()
    assert page.sheet.isVisible()
    assert form.name.reason.text()
    assert rows(page, KIND, page.detail.figures.target.measure_id)[0][0] == "Math proficiency"


def test_a_step_has_no_measure(page):
    page.show_key(page.goals.goals[0].node.children[0].id)
    assert not page.shell.actions.action("goals.measure").isEnabled()
