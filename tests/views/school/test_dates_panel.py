"""Years, holidays and absences: added, changed and deleted in their sheet, and holidays suggested."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from il_desktop.domain.school import DayKind
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.school.dates_item_model import date_rows
from il_desktop.views.school.holiday_form import HolidayForm
from tests.views.school.conftest import choose, keys


def tick(form, row: int, *, on: bool) -> None:
    form.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def test_a_date_that_is_none_is_refused_at_its_field(made, shell):
    page = made(shell)
    page.add_dates()
    page.span_form.name.line.setText("2026-27")
    page.span_form.first.line.setText("someday")
    page.span_form.save_button.click()
    assert page.span_form.first.reason.isVisible()
    assert not shell.desk.cached(school_calendar).years


def test_dates_are_added_changed_and_deleted_in_the_sheet(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("dates")
    page.add_dates()
    form = page.span_form
    assert form.shown_kind == "holiday"
    form.name.line.setText("Founder's Day")
    form.first.line.setText("12 Feb 2026")
    form.first.commit()
    assert form.last.value == date(2026, 2, 12)
    assert form.preview.isVisible()
    assert "another letter" in form.preview.text()
    form.save_button.click()
    assert desk.cached(school_calendar).day(date(2026, 2, 12)).kind is DayKind.HOLIDAY
    row = next(row for row in date_rows(page.view, "off") if row.name == "Founder's Day")
    page.open_row(row)
    form.last.line.setText("13 Feb 2026")
    form.save_button.click()
    assert desk.cached(school_calendar).day(date(2026, 2, 13)).kind is DayKind.HOLIDAY
    page.delete_row(next(row for row in date_rows(page.view, "off") if row.name == "Founder's Day"))
    sample_shell.hub.flush()
    assert desk.cached(school_calendar).day(date(2026, 2, 12)).is_contact_day


def test_moving_an_assessment_window_lists_what_hangs_on_it_before_it_is_saved(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.show_key("dates")
    page.open_row(next(row for row in date_rows(page.view, "terms") if row.name == "Winter"))
    form, before = page.span_form, desk.history().undo
    for _ in range(2):
        assert form.preview.isVisible()
        assert "Math proficiency" in form.preview.text()
        assert "Tests:" in form.preview.text()
        form.last.line.setText("16 Jan 2026")
        form.last.commit()
    assert desk.history().undo == before
    form.save_button.click()
    assert desk.history().undo != before
    page.open_row(next(row for row in date_rows(page.view, "off") if row.name == "Labor Day"))
    assert "Math proficiency" not in form.preview.text() or not form.preview.isVisible()


def test_the_list_opens_by_enter_and_deletes_by_key(made, sample_shell):
    page = made(sample_shell)
    page.show_key("dates")
    page.dates.group.set_key("off")
    page.dates.show_year(page.view)
    table = page.dates.table
    table.setFocus()
    table.setCurrentIndex(page.dates.model.index(0, 0))
    keys(table, Qt.Key.Key_F2)
    assert page.span_form.name.value == "Labor Day"
    page.sheet.close_sheet()
    table.setFocus()
    keys(table, Qt.Key.Key_Backspace)
    assert "Labor Day" in {row.name for row in date_rows(page.view, "off")}
    keys(table, Qt.Key.Key_Delete)
    sample_shell.hub.flush()
    assert "Labor Day" not in {row.name for row in date_rows(page.view, "off")}


def test_an_absence_names_person_and_substitute(made, sample_shell):
    page = made(sample_shell)
    page.show_key("dates")
    page.add_dates()
    form = page.span_form
    choose(form.kind, "absence")
    assert not form.name.isVisible()
    form.person.setCurrentIndex(form.person.findText("Marcus Chen"))
    form.substitute.setCurrentIndex(form.substitute.findText("Iris Moss"))
    form.first.set_value(date(2026, 3, 2))
    form.last.set_value(date(2026, 3, 6))
    form.save_button.click()
    rows = [row for row in date_rows(page.view, "absences") if row.first == date(2026, 3, 2)]
    assert [(row.name, row.note) for row in rows] == [("Marcus Chen", "Iris Moss")]


def test_suggested_holidays_are_ticked_and_added_as_one_step(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    page.suggest_holidays()  # Maple Hollow keeps all federal ones
    form = page.sheet.findChild(HolidayForm)
    assert form.hint.text() == "Every public holiday (federal) of this school year is a day off already."
    assert not form.add_button.isVisible()
    page.add_year()
    for row in [row for row in date_rows(page.view, "off") if row.name in ("Labor Day", "Veterans Day")]:
        page.delete_row(row)
    sample_shell.hub.flush()
    page.dates.suggest.click()
    lines = [form.list.item(row).text() for row in range(form.list.count())]
    assert lines == ["Mon 7 Sep 2026  Labor Day", "Wed 11 Nov 2026  Veterans Day"]
    tick(form, 0, on=False)
    assert form.add_button.text() == "Add 1 day off"
    assert form.preview.text().startswith("From today on: ")
    form.add_button.click()
    day = desk.cached(school_calendar).day
    assert (day(date(2026, 9, 7)).kind, day(date(2026, 11, 11)).kind) == (DayKind.INSTRUCTION, DayKind.HOLIDAY)
    assert desk.history().undo.op == "dates.add_all"
    desk.undo()
    assert desk.cached(school_calendar).day(date(2026, 11, 11)).is_contact_day


def test_the_holidays_of_a_state_are_offered_without_a_tick(made, sample_shell):
    page = made(sample_shell)
    page.suggest_holidays()
    form = page.sheet.findChild(HolidayForm)
    choose(form.state, "MA")
    assert [form.list.item(row).text() for row in range(form.list.count())] == ["Mon 20 Apr 2026  Patriots' Day"]
    assert not form.add_button.isEnabled()
    form.list.setFocus()
    keys(form.list, Qt.Key.Key_Space)
    assert form.add_button.isEnabled()
    form.add_button.click()
    assert sample_shell.desk.cached(school_calendar).day(date(2026, 4, 20)).name == "Patriots' Day"
