"""The School calendar page in a window of its own, and hands that choose and type."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.views.school.page import SchoolPage

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
