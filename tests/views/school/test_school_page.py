"""The School calendar page as a whole: how it opens, that it fits, and the timetable that comes in."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.rail import RailEntry
from tests.views.school.conftest import DAY
from tests.views.test_a11y_walk import problems


def rail_words(window) -> str:
    return " ".join(label.text() for label in window.rail.findChildren(PlainLabel))


def test_an_empty_file_offers_to_set_up_its_first_year(made, shell):
    page = made(shell)
    assert page.empty.isVisible()
    assert page.primary_action().text() == "Set up the school year…"
    page.empty.button.click()
    form = page.span_form
    for field, text in ((form.name, "2026-27"), (form.first, "17 Aug 2026"), (form.last, "7 Jun 2027")):
        assert field.isVisible()
        field.line.setText(text)
    form.save_button.click()
    assert page.year.isVisible()
    assert page.head_sentence().startswith("2026-27: ")
    assert shell.desk.cached(school_calendar).day(date(2026, 8, 17)).day_type == "A"


def test_the_foot_of_the_rail_follows_a_changed_day(open_window, sample_desk, qtbot):
    window = open_window(sample_desk, "week")
    today = date(2026, 1, 16)
    assert "A day" in rail_words(window)
    sample_desk.run(commands.school_days.set_day, today, kind="weather", reason="Snow storm")
    window.shell.hub.flush()
    assert "Snow storm" in rail_words(window)


def test_the_next_year_starts_and_both_years_can_be_seen(made, sample_shell):
    page = made(sample_shell)
    page.add_year()
    assert page.head_sentence().startswith("2026–27: ")
    assert page.dates.isVisible()
    assert page.lead.isVisibleTo(page)
    earlier, later = page.lead.findChildren(type(page.sheet.dismiss))
    earlier.click()
    assert page.head_sentence().startswith("2025–26: 180 ")
    later.click()
    assert page.head_sentence().startswith("2026–27: ")


def test_a_date_as_key_opens_that_day(made, sample_shell):
    page = made(sample_shell)
    page.show_key("2026-01-27")
    assert page.day_form.facts.text() == "Weather day: Snow storm"
    page.show_key("nonsense")
    assert page.day_form.day == date(2026, 1, 27)


@pytest.mark.parametrize("tab", ["year", "dates", "bells", "rotation", "timetable"])
@pytest.mark.parametrize(
    ("scale", "size", "has_sheet"),
    [(100, (1024, 640), True), (200, (1024, 640), False), (200, (1024, 640), True), (200, (1440, 900), True)],
)
def test_every_tab_fits_and_names_its_controls(open_window, sample_desk, qapp, tab, scale, size, has_sheet):
    sample_desk.run(commands.settings.change_settings, text_scale_pct=scale)
    window = open_window(sample_desk, "school", size=size)
    page = window.current
    page.show_key(tab)
    if has_sheet:
        page.add_dates()
    for _ in range(2):
        qapp.processEvents()
    assert window.frame.width() == size[0]
    assert page.minimumSizeHint().width() <= page.width()
    assert page.minimumSizeHint().height() <= page.height()
    assert problems(window.frame) == []
    small = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and min(b.width(), b.height()) < 24]
    assert small == []


def test_the_menu_leads_to_the_page_and_the_rail_shows_where_one_is(open_window, sample_desk):
    window = open_window(sample_desk, "week")
    window.shell.actions.action("tools.school_calendar").trigger()
    assert window.current.page_id == "school"
    checked = [entry.key for entry in window.rail.findChildren(RailEntry) if entry.isChecked()]
    assert checked == ["school"]
    window.go("goals")
    assert [entry.key for entry in window.rail.findChildren(RailEntry) if entry.isChecked()] == ["goals"]


def test_a_timetable_is_imported_after_its_preview(made, sample_shell, ask, tmp_path, qtbot):
    page, desk = made(sample_shell), sample_shell.desk
    path = tmp_path / "timetable.csv"
    path.write_text("Teacher,Day,Period,Kind,Class,Room\nMarcus Chen,A,P1,teach,Robotics,301\n")
    ask.files, ask.choices = [path], ["import"]
    page.import_timetable()
    qtbot.waitUntil(lambda: len(ask.asked) == 2)
    assert ask.asked[1].startswith("1 line for 1 person: 1 lesson in 1 class. They hold from Fri 16 Jan 2026 on;")
    assert desk.history().undo.op == "timetable.import"


def test_every_bad_line_of_a_timetable_is_shown_and_nothing_imported(made, sample_shell, ask, tmp_path, qtbot):
    page, desk = made(sample_shell), sample_shell.desk
    path = tmp_path / "timetable.csv"
    path.write_text("Teacher,Day,Period,Kind\nNobody,A,P1,plan\nMarcus Chen,A,P77,plan\n")
    ask.files, ask.choices = [path], ["close"]
    page.import_timetable()
    qtbot.waitUntil(lambda: len(ask.asked) == 2)
    assert ask.asked[1].splitlines()[0].startswith("Line 2, teacher: “Nobody”")
    assert ask.asked[1].splitlines()[1].startswith("Line 3, period: “P77”")
    assert desk.history().undo is None


def test_with_large_text_the_sheet_covers_the_page_and_gives_it_back(open_window, sample_desk, qapp):
    sample_desk.run(commands.settings.change_settings, text_scale_pct=200)
    window = open_window(sample_desk, "school", size=(1024, 640))
    page = window.current
    assert page.tabs.is_small
    page.year.months.setFocus()
    page.open_day(DAY)
    qapp.processEvents()
    assert page.sheet.width() == page.width()
    assert not page.year.isVisible()
    page.sheet.close_sheet()
    assert page.year.months.hasFocus()
    window.frame.resize(1600, 900)
    page.open_day(DAY)
    qapp.processEvents()
    assert page.year.isVisible()
    assert not page.tabs.is_small
