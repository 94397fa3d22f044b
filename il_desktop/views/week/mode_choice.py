"""The choice between day, weeks, month and agenda: a row of segments, or a button with a menu where room is scarce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import SegmentedControl, outline_button
from il_desktop.views.week.modes import MODES

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

_TITLE_PX = 240  # what the head's title needs beside the choice
_OTHERS_PX = 190  # search glyph, main button and the gaps between


class ModeChoice(SegmentedControl):
    """Follows the page's width. The small form is a menu of the same actions as the View menu's."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(MODES, "Days shown")
        self._page = page
        self._small = outline_button(MODES[0][1], "chevron-down", self)
        self._small.hide()
        self._small.clicked.connect(self._open)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._small)
        page.installEventFilter(self)
        page.shell.theme.changed.connect(self.fit)

    @property
    def is_small(self) -> bool:
        """Whether only the button with the menu is shown."""
        return not self._small.isHidden()

    def set_key(self, key: str) -> None:
        """Choose without a signal."""
        super().set_key(key)
        if hasattr(self, "_small"):
            name = dict(MODES).get(key, "")
            self._small.setText(name)
            a11y.name(self._small, f"Days shown: {name}")

    @Slot()
    def fit(self) -> None:
        """Choose the form that leaves the title its room."""
        theme, page = self._page.shell.theme, self._page
        lead = page.head_lead()
        taken = sum(button.sizeHint().width() for button in self._group.buttons())
        taken += (lead.sizeHint().width() if lead else 0) + theme.px(_OTHERS_PX) + 48
        want = page.width() - taken < theme.px(_TITLE_PX)
        if want != self.is_small:
            for button in self._group.buttons():
                button.setVisible(not want)
            self._small.setVisible(want)
            self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, _ in MODES:
            menu.addAction(self._page.shell.actions.action(f"week.show_{key}"))
        menu.popup(self._small.mapToGlobal(QPoint(0, self._small.height() + 2)))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the page got another width, or comes into sight."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self._page:
            self.fit()
        return False
