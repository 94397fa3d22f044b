"""Lines over the page: one at a time, as large as the window allows, and the focus goes back to where it came from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from il_desktop.views.review.interruption_note import InterruptionNote
from il_desktop.views.shared import theme
from il_desktop.views.shared.floating_line import MARGIN, FloatingLine
from il_desktop.views.tasks.capture import TaskCapture
from tests.views.clipping import cut_off


class Page(QWidget):
    """A page with a field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.resize(1024, 640)


@pytest.fixture
def page(qtbot) -> Page:
    """The page with the focus in its field."""
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.field.setFocus()
    return page


@pytest.fixture
def lines(page: Page, sample_shell) -> tuple[FloatingLine, FloatingLine]:
    return TaskCapture(sample_shell, page), InterruptionNote(sample_shell, page)


def test_one_line_takes_the_place_of_the_other_and_the_focus_goes_back_to_the_page(page, lines) -> None:
    first, second = lines
    first.open_over()
    second.open_over()
    assert (first.isVisible(), second.isVisible()) == (False, True)
    second.dismiss()
    assert page.field.hasFocus()


@pytest.mark.parametrize("scale_pct", [100, 200])
def test_a_line_holds_its_words_and_stays_in_the_window_when_that_gets_narrow(qapp, page, lines, scale_pct) -> None:
    theme.current().apply("light", scale_pct)
    for line in lines:
        line.open_over()
        for width in (1440, 1024, 960):
            page.resize(width, 640)
            qapp.processEvents()
            assert line.x() >= MARGIN
            assert line.geometry().right() <= width - MARGIN
            assert cut_off(line) == []
