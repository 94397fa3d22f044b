"""Another date by typing or from the month: what is understood is shown, rubbish stays in the panel."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.views.week.go_to_date import HINT, GoToDate
from tests.views.week.conftest import LEFT, NONE


@pytest.fixture
def panel(week, qtbot):
    """The panel, opened by its key on the sample school's week."""
    QTest.keyClick(week.grid, Qt.Key.Key_G)
    panel = week.page.findChild(GoToDate)
    qtbot.waitUntil(panel.isVisible)
    yield panel
    if week.page.findChild(GoToDate) is not None:
        panel.close()


def test_a_typed_date_is_explained_before_it_is_taken(week, panel):
    QTest.keyClicks(panel.field.line, "19 jan")
    assert panel.preview.text() == "Mon 19 Jan 2026 · Martin Luther King Day"
    QTest.keyClicks(panel.field.line, " or so")
    assert panel.preview.text() == HINT
    assert week.page.anchor == date(2026, 1, 16)


def test_enter_shows_the_typed_date(week, panel):
    QTest.keyClicks(panel.field.line, "3 Feb")
    QTest.keyClick(panel.field.line, Qt.Key.Key_Return)
    assert week.grid.state.view.first == date(2026, 2, 2)
    assert not panel.isVisible()


def test_rubbish_stays_with_its_reason(week, panel):
    QTest.keyClicks(panel.field.line, "soon")
    QTest.keyClick(panel.field.line, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert panel.field.reason.text()
    assert week.page.anchor == date(2026, 1, 16)


def test_a_day_of_the_month_is_chosen_by_a_click(week, panel):
    month = panel.month.month
    QTest.mouseClick(month, LEFT, NONE, month.day_rect(date(2026, 1, 28)).center().toPoint())
    assert week.grid.state.view.first == date(2026, 1, 26)
    assert not panel.isVisible()


def test_the_month_is_shaded_and_follows_what_is_typed(panel, qtbot):
    qtbot.waitUntil(lambda: bool(panel.month.month._minutes))
    QTest.keyClicks(panel.field.line, "2026-03-04")
    assert panel.month.month.first == date(2026, 3, 1)


def test_escape_leaves_everything_as_it_is(week, panel):
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert week.page.anchor == date(2026, 1, 16)


def test_the_month_goes_to_the_date_too(week, panel):
    panel.close()
    week.page.set_mode("month")
    week.page.doings.go_to_date()
    other = next(one for one in week.page.findChildren(GoToDate) if one.isVisible())
    QTest.keyClicks(other.field.line, "23 Jan")
    QTest.keyClick(other.field.line, Qt.Key.Key_Return)
    assert week.page.modes.month.day == date(2026, 1, 23)
