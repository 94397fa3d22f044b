"""The year at a glance: its days walked by keys, clicked, and read aloud by name."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from il_desktop.views.school.year_layout import YearLayout
from tests.views.school.conftest import DAY, keys


def test_the_head_counts_the_year_its_letters_and_terms(made, sample_shell):
    page = made(sample_shell)
    assert page.head_sentence() == "2025–26: 180 instruction days, A 90, B 90. Semester 1 91, Semester 2 89."


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


@pytest.mark.parametrize(("width", "scale"), [(1200, 1.0), (560, 1.0), (840, 2.0), (200, 2.0)])
def test_every_day_has_its_own_place(width, scale):
    layout = YearLayout(date(2025, 8, 18), date(2026, 6, 8), width, 300, 0, scale)
    days = [day for month in layout.months for day in layout.days_of(month)]
    assert len(days) == 295
    places = [layout.day_rect(day) for day in days]
    assert all(layout.day_at(QPointF(area.center())) == day for day, area in zip(days, places, strict=True))
    assert max(area.bottom() for area in places) <= max(layout.least_height, 300) + 0.01
    assert min(area.height() for area in places) >= 17 * scale - 0.01
