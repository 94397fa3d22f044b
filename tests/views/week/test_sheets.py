"""Side sheets of the week: both in sight in a wide window; in a narrow one the earlier waits for the later."""

from __future__ import annotations

import pytest

from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.week.page import WeekPage
from il_desktop.views.week.series_sheet import SeriesSheet, open_series
from tests.views.clipping import cut_off


@pytest.fixture
def sheet_of(qtbot):
    """Open the window at a width, the repeating blocks, and a further sheet over them."""

    def build(window, width: int) -> tuple[WeekPage, SideSheet, SideSheet]:
        window.frame.resize(width, 640)
        page = window.page("week")
        assert isinstance(page, WeekPage)
        open_series(page)
        series = page.findChild(SeriesSheet)
        assert isinstance(series, SeriesSheet)
        further = SideSheet(page)
        page.add_sheet(further)
        further.open_sheet("Further")
        return page, series, further

    return build


def test_two_sheets_stand_side_by_side_where_there_is_room(open_window, sample_desk, sheet_of) -> None:
    _, first, second = sheet_of(open_window(sample_desk), 1500)
    assert (first.isVisible(), second.isVisible()) == (True, True)


def test_in_a_narrow_window_the_earlier_sheet_waits_and_comes_back(qapp, open_window, sample_desk, sheet_of) -> None:
    window = open_window(sample_desk)
    page, first, second = sheet_of(window, 1024)
    qapp.processEvents()
    assert (first.isVisible(), second.isVisible()) == (False, True)
    assert cut_off(page) == []
    second.close_sheet()
    assert (first.isVisible(), second.isVisible()) == (True, False)
    first.close_sheet()
    assert not any(sheet.isVisible() for sheet in page.findChildren(SideSheet))


def test_a_waiting_sheet_that_is_asked_for_again_takes_its_turn(open_window, sample_desk, sheet_of) -> None:
    page, first, second = sheet_of(open_window(sample_desk), 1024)
    open_series(page)
    assert (first.isVisible(), second.isVisible()) == (True, False)
    first.close_sheet()
    assert (first.isVisible(), second.isVisible()) == (False, True)
