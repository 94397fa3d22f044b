"""The target form: what the title says is taken over, percentages are asked about, too much is hinted at."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.views.goals.page import GoalsPage


@pytest.fixture
def page(qtbot, sample_shell):
    page = GoalsPage(sample_shell)
    qtbot.addWidget(page)
    sample_shell.actions.set_page("goals")
    page.resize(1240, 760)
    page.show()
    qtbot.waitExposed(page)
    return page


def _type(field, text):
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.commit()


def _form(page, title):
    goal = page.shell.desk.run(commands.goals.add_goal, title)
    page.shell.hub.flush()
    page.show_key(goal)
    page.set_target()
    return page.editors.form


def test_the_title_fills_the_form_and_the_baseline_opens_the_question(page):
    form = _form(page, "Increase science proficiency by 10 %")
    assert form._measure.line.text() == "Science proficiency"
    assert not form._question.isVisible()
    _type(form.baseline, "42")
    assert form._question.isVisible()
    assert (form._question.up.text(), form._question.relative.text()) == ("10 points: 52.0 %", "10 % of 42: 46.2 %")
    form._question.up.click()
    assert form.aim.value == 52


def test_both_ends_in_the_title_leave_only_the_date(page):
    form = _form(page, "Lower tardies from 30 to 20 %")
    assert (form.baseline.value, form.aim.value, form._better.key) == (30, 20, "down")
    _type(form._due_on, "2026-06-05")
    _type(form._baseline_on, "2025-09-01")
    form.save()
    page.shell.hub.flush()
    assert page.detail.figures.target.measure == "Tardies"


@pytest.mark.parametrize(("text", "aim"), [("by 5 points", 47), ("by 5 percentage points", 47), ("up to 60 %", 60)])
def test_what_is_said_clearly_is_not_asked(page, text, aim):
    form = _form(page, "Science")
    _type(form.baseline, "42")
    _type(form.aim, text)
    assert form.aim.value == aim
    assert not form._question.isVisible()


def test_a_stretch_lies_beyond_the_aim(page):
    page.set_target()
    form = page.editors.form
    _type(form.stretch, "50")
    form.save()
    assert "no more than the aim" in form.stretch.reason.text()
    _type(form.stretch, "56")
    form.save()
    page.shell.hub.flush()
    assert page.detail.figures.target.stretch == 56


def test_more_than_ever_before_is_hinted_at_and_can_be_saved(page):
    desk = page.shell.desk
    goal = desk.run(commands.goals.add_goal, "Reading aloud")
    measuring = commands.measuring
    spec = measuring.TargetSpec(
        measuring.MeasureSpec("Reading aloud", "percent"), 44.0, 54.0, date(2025, 9, 1), date(2026, 6, 5)
    )
    desk.run(measuring.set_target, goal, spec)
    measure = desk.read(lambda reader: reader.value("SELECT id FROM measure WHERE name = 'Reading aloud'"))
    for day, part in ((date(2024, 9, 16), 40), (date(2025, 5, 12), 44)):
        desk.run(measuring.add_reading, measure, day, numerator=part, denominator=100)
    page.shell.hub.flush()
    page.show_key(goal)
    page.set_target()
    form = page.editors.form
    _type(form.aim, "60")
    assert form.hint.isVisible()
    assert form.hint.text().startswith("This asks for 16 points a year. The best of the last school year was 4 points")
    form.save()
    page.shell.hub.flush()
    assert page.detail.figures.target.aim == 60
    page.set_target()
    _type(page.editors.form.aim, "47")
    assert not page.editors.form.hint.isVisible()


def test_a_goal_in_words_has_three_zones_and_says_which_is_reached(page):
    goal = page.shell.desk.run(commands.goals.add_goal, "A calm start of the day")
    page.shell.hub.flush()
    page.show_key(goal)
    page.keys["goals.zones"].trigger()
    form = page.editors.form
    zones = ("Doors open at 7:40", "All seated at the bell", "Students greet")
    for field, words in zip(form.zones, zones, strict=True):
        _type(field, words)
    _type(form._from, "2025-09-01")
    _type(form._due, "2026-06-05")
    form.save()
    page.shell.hub.flush()
    assert page.detail.figures.target.levels == zones
    assert "Not yet" in page.view._sentence.text()
    measure = page.detail.figures.target.measure_id
    page.shell.desk.run(commands.measuring.add_reading, measure, date(2026, 1, 9), value=1.0)
    page.shell.hub.flush()
    assert page.view._sentence.text() == "Commit reached on 9 Jan 2026: “Doors open at 7:40”."
    assert float(page.detail.figures.standing.progress) == 0.5
    page.keys["goals.zones"].trigger()
    assert page.editors.form.zones[1].line.text() == "All seated at the bell"
    page.grab()
