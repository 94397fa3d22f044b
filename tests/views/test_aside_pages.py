"""Pages outside the rail keep the same promises: every control named, every button large enough, empty or full."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from il_desktop.views.shared.frame import ASIDE, SCHOOL
from tests.views.test_a11y_walk import problems

PAGES = tuple(page[0] for page in (SCHOOL, *ASIDE))


@pytest.mark.parametrize("page_id", PAGES)
@pytest.mark.parametrize("is_full", [True, False])
def test_every_control_is_named_and_can_be_hit(request, open_window, page_id: str, is_full: bool) -> None:
    desk = request.getfixturevalue("sample_desk" if is_full else "desk")
    window = open_window(desk, page_id, size=(1024, 640))
    QApplication.processEvents()
    assert window.current.page_id == page_id
    assert problems(window.frame) == []
    small = [
        f"{type(button).__name__} {button.text()} {button.width()}×{button.height()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and (button.width() < 24 or button.height() < 24) and button.objectName() != "qt_"
    ]
    assert small == []
