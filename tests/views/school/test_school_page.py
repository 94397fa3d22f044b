from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from il_desktop import commands
from il_desktop.domain.school import DayKind
from il_desktop.queries.calendar import school_calendar
from il_desktop.sample.year import bell_id
from il_desktop.views.school.dates_item_model import date_rows
from il_desktop.views.school.holiday_form import HolidayForm
from il_desktop.views.school.page import SchoolPage
from il_desktop.views.school.year_layout import YearLayout
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.rail import RailEntry
from il_desktop.wording.steps import step_sentence
from tests.views.test_a11y_walk import problems

DAY = date(2026, 1, 20)


@pytest.fixture
def made(qtbot):
    pages = []

    def make(shell, size=(1280, 760)) -> SchoolPage:
        page = SchoolPage(shell)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(*size)
        shell.actions.set_page("school")
        with qtbot.waitActive(page):
            page.show()
        return page

    return make


def choose(box, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


def keys(widget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(widget, key)


def test_the_head_counts_the_year_its_letters_and_terms(made, sample_shell):
    page = made(sample_shell)
    assert page.head_sentence() == "2025–26: 180 instruction days, A 90, B 90. Semester 1 91, Semester 2 89."


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


def test_a_date_that_is_none_is_refused_at_its_field(made, shell):
    page = made(shell)
    page.add_dates()
    page.span_form.name.line.setText("2026-27")
    page.span_form.first.line.setText("someday")
    page.span_form.save_button.click()
    assert page.span_form.first.reason.isVisible()
    assert not shell.desk.cached(school_calendar).years


def test_keys_walk_through_the_year_and_enter_opens_the_day(made, sample_shell):
    page = made(sample_shell)
    months = page.year.months
    months.setFocus()
    assert months.cursor_day == date(2026, 1, 16)
    keys(months, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert months.cursor_day == DAY
    keys(months, Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    assert page.sheet.title.text() == "Tue 20 Jan 2026"
    keys(months, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert months.cursor_day == date(2026, 6, 8)
    keys(months, Qt.Key.Key_T)
    assert months.cursor_day == date(2026, 1, 16)


def test_a_click_opens_the_day_under_the_pointer(made, sample_shell):
    page = made(sample_shell)
    months = page.year.months
    spot = months.layout_now.day_rect(DAY).center().toPoint()
    QTest.mouseClick(months, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert page.day_form.day == DAY
    assert page.day_form.facts.text() == "B day, Regular bells"


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


def test_the_year_is_a_list_of_named_days_for_a_screen_reader(made, sample_shell):
    page = made(sample_shell)
    node = QAccessible.queryAccessibleInterface(page.year.months)
    assert node.role() == QAccessible.Role.List
    assert node.text(QAccessible.Text.Name) == "School year 2025–26"
    assert node.childCount() == 295
    names = {node.child(number).text(QAccessible.Text.Name) for number in range(node.childCount())}
    assert len(names) == 295
    assert "Monday 26 January, B day, Regular bells, school day 96" in names
    assert "Tuesday 27 January, Weather day: Snow storm" in names
    assert "Monday 1 September, Holiday: Labor Day" in names
    first = node.child(0)
    assert node.indexOfChild(first) == 0
    assert not first.rect().isEmpty()


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


def pick_regular(panel) -> None:
    panel.list.setCurrentRow([panel.list.item(n).text() for n in range(panel.list.count())].index("Regular"))


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


def tick(form, row: int, *, on: bool) -> None:
    form.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


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


def test_the_foot_of_the_rail_follows_a_changed_day(open_window, sample_desk, qtbot):
    window = open_window(sample_desk, "week")
    today = date(2026, 1, 16)
    assert "A day" in rail_words(window)
    sample_desk.run(commands.school_days.set_day, today, kind="weather", reason="Snow storm")
    window.shell.hub.flush()
    assert "Snow storm" in rail_words(window)


def rail_words(window) -> str:
    return " ".join(label.text() for label in window.rail.findChildren(PlainLabel))


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


@pytest.mark.parametrize(("width", "scale"), [(1200, 1.0), (560, 1.0), (840, 2.0), (200, 2.0)])
def test_every_day_has_its_own_place(width, scale):
    layout = YearLayout(date(2025, 8, 18), date(2026, 6, 8), width, 300, 0, scale)
    days = [day for month in layout.months for day in layout.days_of(month)]
    assert len(days) == 295
    places = [layout.day_rect(day) for day in days]
    assert all(layout.day_at(QPointF(area.center())) == day for day, area in zip(days, places, strict=True))
    assert max(area.bottom() for area in places) <= max(layout.least_height, 300) + 0.01
    assert min(area.height() for area in places) >= 17 * scale - 0.01


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
