"""The choice between the parts of the school page: a row of segments, or a button with a menu where room is scarce."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import SegmentedControl, outline_button

_OTHERS_PX = 360  # what the title, the search glyph and the main button of the head need beside it


class TabChoice(SegmentedControl):
    """Follows the width of its page."""

    def __init__(self, tabs: Sequence[tuple[str, str]], page: QWidget) -> None:
        super().__init__(tabs, "Show", page)
        self._tabs, self._page = tuple(tabs), page
        self._small = outline_button(tabs[0][1], "chevron-down", self)
        self._small.hide()
        self._small.clicked.connect(self._open)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._small)
        page.installEventFilter(self)
        theme.current().changed.connect(self.fit)
        self.set_key(self.key)

    @property
    def is_small(self) -> bool:
        """Whether only the button with the menu is shown."""
        return not self._small.isHidden()

    def set_key(self, key: str) -> None:
        """Choose without a signal."""
        super().set_key(key)
        if hasattr(self, "_small"):
            name = dict(self._tabs).get(key, "")
            self._small.setText(name)
            a11y.name(self._small, f"Show: {name}")

    @Slot()
    def fit(self) -> None:
        """Choose the form that leaves the rest of the head its room."""
        need = sum(button.sizeHint().width() for button in self._group.buttons())
        want = self._page.width() - need < theme.current().px(_OTHERS_PX)
        if want != self.is_small:
            for button in self._group.buttons():
                button.setVisible(not want)
            self._small.setVisible(want)
            self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, name in self._tabs:
            action = menu.addAction(name)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == self.key)
        menu.triggered.connect(self._picked)
        menu.popup(self._small.mapToGlobal(QPoint(0, self._small.height() + 2)))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the page got another width."""
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self.fit()
        return False
