"""Every page and view of time: nothing is cut off in a large window, a small one, or with text twice as large."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from il_desktop import commands
from il_desktop.views.settings.preferences import Preferences
from il_desktop.views.shared import theme
from il_desktop.views.shared.frame import ASIDE, PAGES, SCHOOL
from tests.views.clipping import cut_off

VIEWS_OF_TIME = ("day", "work", "week", "month", "agenda", "year")


@pytest.mark.parametrize("is_full", [True, False], ids=["sample", "empty"])
@pytest.mark.parametrize(
    ("size", "scale_pct"), [((1440, 900), 100), ((1024, 640), 100), ((1440, 900), 200)], ids=["large", "small", "200"]
)
def test_nothing_is_cut_off(request, open_window, size: tuple[int, int], scale_pct: int, is_full: bool) -> None:
    desk = request.getfixturevalue("sample_desk" if is_full else "desk")
    window = open_window(desk, size=size)
    theme.current().apply("light", scale_pct)
    found = []
    for page_id, *_ in (*PAGES, SCHOOL, *ASIDE):
        window.go(page_id)
        for view in VIEWS_OF_TIME if page_id == "week" else ("",):
            if view:
                window.shell.actions.action(f"week.show_{view}").trigger()
            for _ in range(3):
                QApplication.processEvents()
            assert (window.frame.width(), window.frame.height()) == size, f"{page_id} made the window grow"
            found += [f"{page_id} {view}: {problem}" for problem in cut_off(window.frame)]
    assert found == []


def open_with_large_text(open_window, desk, page_id: str):
    """Open the window as it was left: with text of twice the size, so that nothing hears of a change."""
    desk.run(commands.settings.change_settings, text_scale_pct=200)
    theme.current().apply("light", 200)
    window = open_window(desk, page_id, size=(1440, 900))
    assert theme.current().scale_pct == 200
    return window


def test_a_week_first_opened_with_large_text_shows_its_title(open_window, sample_desk) -> None:
    window = open_window(sample_desk, "today", size=(1440, 900))
    theme.current().apply("light", 200)
    window.go("week")
    for _ in range(3):
        QApplication.processEvents()
    assert cut_off(window.frame) == []


def test_every_part_grows_when_the_text_is_made_larger(open_window, sample_desk) -> None:
    window = open_window(sample_desk, "recognition", size=(1440, 900))
    theme.current().apply("light", 200)
    for _ in range(3):
        QApplication.processEvents()
    areas = window.findChildren(QAbstractScrollArea)
    assert areas
    kept = [area for area in areas if area.viewport().font().pointSizeF() != area.font().pointSizeF()]
    assert [type(area).__name__ for area in kept] == []


def test_preferences_hold_their_fields_at_any_text_size(open_window, sample_desk) -> None:
    window = open_with_large_text(open_window, sample_desk, "week")
    window.shell.actions.action("edit.preferences").trigger()
    QApplication.processEvents()
    dialog = window.findChild(Preferences)
    assert isinstance(dialog, Preferences)
    found = []
    for number in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        found += cut_off(dialog)
    dialog.close()
    assert found == []
