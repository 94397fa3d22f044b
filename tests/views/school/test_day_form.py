"""One day in its sheet: another kind, other bells, in or out of the count; what that does is said before."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.school import DayKind
from il_desktop.queries.calendar import school_calendar
from il_desktop.sample.year import bell_id
from il_desktop.wording.steps import step_sentence
from tests.views.school.conftest import DAY, choose


def test_a_weather_day_says_what_it_does_before_it_is_applied_and_is_undone_as_one(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.open_day(DAY)
    form = page.day_form
    choose(form.kind, "weather")
    assert form.preview.text().startswith("Applying this: ")
    assert "another letter" in form.preview.text()
    assert desk.cached(school_calendar).day(DAY).is_contact_day
    assert not form.letter.isVisible()
    form.apply_button.click()
    assert form.reason.reason.isVisible()
    assert desk.cached(school_calendar).day(DAY).is_contact_day
    form.reason.line.setText("Ice storm")
    form.apply_button.click()
    assert desk.cached(school_calendar).day(DAY).kind is DayKind.WEATHER
    assert form.facts.text() == "Weather day: Ice storm"
    assert form.clear_button.isVisible()
    assert page.head_sentence().startswith("2025–26: 179 ")
    desk.undo()
    sample_shell.hub.flush()
    assert form.facts.text() == "B day, Regular bells"
    assert not form.clear_button.isVisible()


def test_other_bells_of_a_day_move_what_stands_in_its_periods(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.open_day(DAY)
    choose(page.day_form.bells, bell_id("delay"))
    assert "move" in page.day_form.preview.text()
    assert "Stay by the clock" in page.day_form.details.text()
    page.day_form.reason.line.setText("Ice")
    page.day_form.apply()
    assert desk.cached(school_calendar).day(DAY).bells.name == "Two-hour delay"
    page.day_form.clear_button.click()
    assert desk.cached(school_calendar).day(DAY).bells.name == "Regular"


def test_what_was_chosen_for_one_day_is_not_taken_to_the_next(made, sample_shell):
    page = made(sample_shell)
    page.open_day(DAY)
    choose(page.day_form.kind, "weather")
    page.open_day(date(2026, 1, 21))
    assert page.day_form.wanted() is None
    assert not page.day_form.apply_button.isEnabled()


def test_one_day_gets_times_of_its_own(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.open_day(DAY)
    form = page.day_form
    choose(form.bells, "own")
    assert [row.code.value for row in form.times.rows][:2] == ["ADV", "P1"]
    row = form.times.rows[1]
    row.start.line.setText("8:30")
    row.start.commit()
    assert form.preview.text().startswith("Applying this: ")
    form.reason.line.setText("Picture day")
    row.end.line.setText("8:10")
    form.apply_button.click()
    assert row.end.reason.isVisible()
    row.end.line.setText("8:51")
    form.apply_button.click()
    day = desk.cached(school_calendar).day(DAY)
    assert (day.period("P1").start_min, day.period("P2").start_min) == (510, 534)
    sample_shell.hub.flush()
    page.open_day(DAY)
    assert form.bells.currentData() == "own"
    desk.undo()
    assert desk.cached(school_calendar).day(DAY).period("P1").start_min == 488


def test_a_day_can_be_kept_out_of_the_count_and_a_saturday_counted(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    for day, key, count in ((DAY, "no", 179), (date(2026, 1, 24), "yes", 180)):
        page.open_day(day)
        choose(page.day_form.counts, key)
        page.day_form.reason.line.setText("Exchange day")
        page.day_form.apply_button.click()
        assert desk.cached(school_calendar).contact_days_in_year(DAY) == count
        assert "count" in step_sentence(desk.history().undo)
    saturday = desk.cached(school_calendar).day(date(2026, 1, 24))
    assert saturday.day_type is not None
    assert saturday.bells.name == "Regular"
