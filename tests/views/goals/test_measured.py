"""Targets, readings and check-ins on the goals page."""

from __future__ import annotations

from il_desktop.views.goals.check_in_form import CheckInForm
from il_desktop.views.goals.reading_form import ReadingForm
from il_desktop.views.goals.target_form import TargetForm
from tests.views.goals.shown import rows, type_in


def test_by_10_percent_asks_and_takes_the_answer(page):
    page.set_target()
    form = page.editors.form
    assert isinstance(form, TargetForm)
    type_in(form.aim, "by 10 %")
    assert form._question.isVisible()
    assert form._question.up.text() == "10 points: 52.0 %"
    assert form._question.relative.text() == "10 % of 42: 46.2 %"
    form.save()
    assert "Choose below" in form.aim.reason.text()
    form._question.relative.click()
    form.save()
    page.shell.hub.flush()
    assert rows(page, "SELECT aim, change_kind FROM target WHERE aim = 46.2") == [(46.2, "relative")]
    assert "42 to 46.2 %" in page.view._title.text()


def test_less_is_better_turns_the_change_around(page):
    page.show_key(page.goals.goals[2].node.id)
    page.set_target()
    type_in(page.editors.form.aim, "by 10 %")
    assert page.editors.form._question.relative.text() == "10 % of 19: 17.1 %"


def test_an_aim_that_is_the_baseline_is_refused_at_the_field(page):
    page.set_target()
    type_in(page.editors.form.aim, "42")
    page.editors.form.save()
    assert "same as the baseline" in page.editors.form.aim.reason.text()


def test_a_reading_takes_both_counts_and_moves_the_chart(page):
    page.add_reading()
    form = page.editors.form
    assert isinstance(form, ReadingForm)
    form.save()
    assert form.numerator.reason.text()
    type_in(form.numerator, "340")
    type_in(form.denominator, "300")
    form.save()
    assert "more than the whole" in form.numerator.reason.text()
    type_in(form.denominator, "700")
    form.save()
    page.shell.hub.flush()
    assert not page.sheet.isVisible()
    assert len(page.detail.figures.points) == 4


def test_a_reading_is_mended_and_deleted_from_the_table(page):
    page.toggle_table()
    page.view.table.selectRow(0)
    page.edit_reading()
    type_in(page.editors.form.numerator, "330")
    page.editors.form.save()
    page.shell.hub.flush()
    assert page.detail.figures.points[-1].numerator == 330
    page.view.table.selectRow(0)
    page.delete_reading()
    page.shell.hub.flush()
    assert len(page.detail.figures.points) == 2
    assert page.detail.figures.trend is None


def test_a_check_in_keeps_the_computed_status_beside_what_is_said(page):
    page.show_key(page.goals.goals[2].node.id)
    page.check_in()
    form = page.editors.form
    assert isinstance(form, CheckInForm)
    assert form.status.key == "at_risk"
    form.status.set_key("on_track")
    type_in(form.confidence, "11")
    form.save()
    assert "10" in form.confidence.reason.text()
    type_in(form.confidence, "7")
    form.comment.setPlainText("Calls work.")
    form.save()
    page.shell.hub.flush()
    newest = page.detail.check_ins[0]
    assert (newest.status, newest.computed, newest.confidence, newest.comment) == (
        "on_track", "at_risk", 7, "Calls work."
    )  # fmt: skip
    page.view.check_in_deleted.emit(newest.id)
    page.shell.hub.flush()
    assert newest.id not in [found.id for found in page.detail.check_ins]


def test_a_check_in_that_is_late_is_said(page):
    page.show_key(page.goals.goals[3].node.id)
    assert page.view._check_ins._count.text() == "2 check-ins · stale, next was due Thu 8 Jan"
    page.show_key(page.goals.goals[0].node.id)
    assert page.view._check_ins._count.text() == "5 check-ins"
