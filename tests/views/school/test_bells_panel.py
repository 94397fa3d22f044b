"""Bells and the rotation of days: times refused at their field, dated, corrected, saved after their preview."""

from __future__ import annotations

from datetime import date

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.sample.year import bell_id
from tests.views.school.conftest import DAY, choose


def pick_regular(panel) -> None:
    panel.list.setCurrentRow([panel.list.item(n).text() for n in range(panel.list.count())].index("Regular"))


def test_wrong_times_of_a_period_are_refused_at_the_field(made, sample_shell):
    page = made(sample_shell)
    page.show_key("bells")
    panel = page.bells
    panel.list.setCurrentRow([panel.list.item(n).text() for n in range(panel.list.count())].index("Regular"))
    second = panel.rows[2]
    for field, text in ((second.start, "later"), (second.start, "8:40"), (second.end, "8:00")):
        was = field.value
        field.line.setText(text)
        panel.save_button.click()
        assert field.reason.isVisible(), text
        field.set_value(was)
    panel.rows[1].code.line.setText("P2")
    panel.save_button.click()
    assert sum(row.code.reason.isVisible() for row in panel.rows) == 1


def test_new_times_say_what_they_do_and_are_saved_by_the_button(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("bells")
    panel = page.bells
    panel.list.setCurrentRow([panel.list.item(n).text() for n in range(panel.list.count())].index("Regular"))
    last = panel.rows[-1]
    last.end.line.setText("14:20")
    last.end.commit()
    assert panel.preview.text().startswith("From today on: ")
    panel.save_button.click()
    assert desk.cached(school_calendar).day(DAY).period("P8").end_min == 860
    assert desk.cached(school_calendar).day(date(2026, 1, 21)).period("P8").end_min == 749
    panel.new_button.click()
    panel.name.line.setText("Half day")
    for _ in range(5):
        panel.rows[-1].remove.click()
    panel.save_button.click()
    assert "Half day" in {row.name for row in page.view.bells}
    panel.new_button.click()
    panel.list.setCurrentRow(0)
    assert panel.name.value == "Assembly"
    panel.list.setCurrentRow(panel.list.count() - 1)
    assert panel.name.value is None
    panel.list.setCurrentRow([row.name for row in page.view.bells].index("Half day"))
    panel.delete_button.click()
    assert "Half day" not in {row.name for row in page.view.bells}


def test_new_bell_times_begin_on_a_date_and_the_earlier_ones_can_be_looked_at(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("bells")
    panel = page.bells
    pick_regular(panel)
    assert panel.first.value == date(2026, 1, 16)
    assert not panel.version.isVisible()
    panel.rows[-1].end.line.setText("14:20")
    panel.rows[-1].end.commit()
    panel.first.line.setText("9 Mar 2026")
    panel.first.commit()
    assert panel.preview.isVisible()
    panel.save_button.click()
    calendar = desk.cached(school_calendar)
    assert [calendar.day(day).period("P8").end_min for day in (DAY, date(2026, 3, 9))] == [853, 860]
    assert panel.version.isVisible()
    assert panel.version.currentText() == "From the beginning until Sun 8 Mar 2026, in force"
    assert panel.rows[-1].end.value == 853
    choose(panel.version, "2026-03-09")
    assert panel.rows[-1].end.value == 860
    assert panel.first.value == date(2026, 3, 9)
    panel.drop_button.click()
    sample_shell.hub.flush()
    assert not panel.version.isVisible()
    assert desk.cached(school_calendar).day(date(2026, 3, 9)).period("P8").end_min == 853


def test_bell_times_corrected_for_all_dates_change_past_days_too(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("bells")
    panel = page.bells
    pick_regular(panel)
    panel.rows[-1].end.line.setText("14:15")
    panel.rows[-1].end.commit()
    choose(panel.holds, "always")
    assert not panel.first.isVisible()
    panel.save_button.click()
    assert desk.cached(school_calendar).day(date(2025, 9, 2)).period("P8").end_min == 855
    assert desk.history().undo.op == "bells.edit"


def test_an_empty_file_gets_its_first_bells(made, shell):
    shell.desk.run(
        commands.school.add_span,
        commands.school.SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8)),
    )
    page = made(shell)
    page.show_key("bells")
    panel = page.bells
    panel.name.line.setText("Regular")
    panel.more.click()
    row = panel.rows[0]
    for field, text in ((row.code, "P1"), (row.start, "8:00"), (row.end, "8:45")):
        field.line.setText(text)
        field.commit()
    panel.more.click()
    assert (panel.rows[1].code.value, panel.rows[1].start.value, panel.rows[1].end.value) == ("P2", 528, 573)
    panel.save_button.click()
    assert [p.code for p in shell.desk.cached(school_calendar).day(DAY).periods] == ["P1", "P2"]


def test_the_rotation_and_the_week_are_saved_after_their_preview(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("rotation")
    cycle, week = page.rotation.cycle, page.rotation.week
    cycle.types.line.setText("1, 2, 2")
    cycle.save_button.click()
    assert cycle.types.reason.isVisible()
    cycle.types.line.setText("1, 2, 3")
    cycle.types.commit()
    assert "another letter" in cycle.preview.text()
    cycle.restarts.line.setText("20 Jan 2026")
    cycle.save_button.click()
    assert desk.cached(school_calendar).day(DAY).day_type == "1"
    choose(week.days[4], bell_id("early"))
    assert week.preview.text().startswith("From today on: ")
    week.save_button.click()
    assert desk.cached(school_calendar).day(date(2026, 1, 23)).bells.name == "Early release"
    assert desk.cached(school_calendar).day(date(2026, 1, 21)).bells.name == "Early release"


def test_a_school_without_day_types_has_none(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("rotation")
    page.rotation.cycle.types.line.setText("")
    page.rotation.cycle.save_button.click()
    sample_shell.hub.flush()
    assert desk.cached(school_calendar).day(DAY).day_type is None
    assert page.head_sentence().startswith("2025–26: 180 instruction days. ")
    page.show_key("year")
    page.open_day(DAY)
    assert page.day_form.facts.text() == "School day, Regular bells"
    assert not page.day_form.letter.isVisible()
