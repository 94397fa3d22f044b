"""A side sheet gives the focus back, if there is somebody to take it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from il_desktop.views.shared.side_sheet import SideSheet


def test_a_sheet_opened_from_a_button_that_is_gone_closes_all_the_same(qtbot) -> None:
    """The head of a page makes its buttons anew when another list is shown."""
    page = QWidget()
    qtbot.addWidget(page)
    sheet, button = SideSheet(page), QPushButton("New", page)
    page.show()
    qtbot.waitActive(page)
    button.setFocus()
    sheet.open_sheet("A sheet")
    button.deleteLater()
    QApplication.sendPostedEvents(button, QEvent.Type.DeferredDelete)
    sheet.close_sheet()
    assert not sheet.isVisible()
