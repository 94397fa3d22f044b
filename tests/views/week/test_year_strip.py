from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.week.year_strip_mode import turned_year, year_of


@pytest.fixture
def week(open_window, sample_desk):
    page = open_window(sample_desk, "week").current
    page.set_mode("year")
    page.modes.stage.setFocus()
    return page


def test_the_year_shows_every_day_and_counts_its_terms(week):
    strip = week.modes.year
    assert week.head_title() == "2025–26"
    assert week.head_sentence().startswith("180 school days, ")
    assert [(term.span.name, term.days) for term in strip.terms] == [("Semester 1", 91), ("Semester 2", 89)]
    assert sum(term.minutes for term in strip.terms) == sum(strip.minutes.values()) > 0
    assert len(strip.days()) == 211
    rects = [strip.day_rect(day) for day in strip.days()]
    assert len({(rect.left(), rect.top()) for rect in rects}) == 211
    assert all(rect.right() <= strip.width() for rect in rects)


def test_keys_walk_through_the_year_and_enter_opens_the_week(week):
    strip = week.modes.year
    assert strip.day == date(2026, 1, 16)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(strip, key)
    assert strip.day == date(2026, 1, 21)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert week.mode == "work"
    assert week.shown_dates() == (date(2026, 1, 19), date(2026, 1, 23))
    week.set_mode("year")
    strip.put_focus(date(2026, 1, 23))
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert strip.day == date(2026, 1, 26)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert strip.day == date(2026, 1, 23)
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.day == date(2026, 6, 8)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.day == date(2026, 6, 8)


def test_a_click_opens_the_week_under_the_pointer(week):
    strip = week.modes.year
    spot = strip.day_rect(date(2025, 10, 24)).center().toPoint()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert week.shown_dates()[0] == date(2025, 10, 20)


def test_the_strip_is_a_list_of_named_days_for_a_screen_reader(week):
    node = QAccessible.queryAccessibleInterface(week.modes.year)
    names = {node.child(number).text(QAccessible.Text.Name) for number in range(node.childCount())}
    assert "Tuesday 27 January, Weather day: Snow storm" in names
    assert any(name.startswith("Tuesday 6 January, A day") and name.endswith(" protected") for name in names)


def test_previous_and_next_turn_to_other_school_years(week, sample_desk):
    calendar = sample_desk.cached(school_calendar)
    assert turned_year(calendar, date(2026, 1, 16), 1) == date(2026, 1, 16)
    sample_desk.run(commands.school.start_next_year)
    calendar = sample_desk.cached(school_calendar)
    ahead = turned_year(calendar, date(2026, 1, 16), 1)
    assert year_of(calendar, ahead).name == "2026–27"
    assert year_of(calendar, date(2026, 7, 1)).name == "2025–26"


def test_a_file_without_a_school_year_shows_the_calendar_year(open_window, desk):
    page = open_window(desk, "week").current
    page.set_mode("year")
    assert page.head_title() == "2026"
    assert len(page.modes.year.days()) == 261
    assert page.head_sentence().startswith("No school year yet")


def test_a_saturday_with_students_brings_the_weekend_in(week, sample_desk):
    saturday = date(2026, 1, 24)
    sample_desk.run(commands.school_days.set_day, saturday, is_contact=True, reason="Make-up day")
    week.shell.hub.flush()
    assert saturday in week.modes.year.days()
