"""A choice for the head of a page: a row of segments, or a button with a menu where the page is too narrow for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.buttons import SegmentedControl, outline_button


class FittingChoice(SegmentedControl):
    """Follows the width of its page, less the pixels that `taken` says its neighbours in the head need.

    The menu of the small form has the page's own `actions` by key, with their shortcuts, or tells `chosen` by itself.
    """

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        page: QWidget,
        taken: Callable[[], int],
        actions: Mapping[str, QAction] | None = None,
    ) -> None:
        super().__init__(options, name, page)
        self._options, self._name, self._page = tuple(options), name, page
        self._taken, self._actions = taken, actions
        self._small = outline_button(options[0][1], "chevron-down", self)
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
            text = dict(self._options).get(key, "")
            self._small.setText(text)
            a11y.name(self._small, f"{self._name}: {text}")

    @Slot()
    def fit(self) -> None:
        """Choose the form that leaves the rest of the head its room."""
        need = sum(button.sizeHint().width() for button in self._group.buttons())
        want = self._page.width() - need < self._taken()
        if want != self.is_small:
            for button in self._group.buttons():
                button.setVisible(not want)
            self._small.setVisible(want)
            self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, text in self._options:
            menu.addAction(self._actions[key] if self._actions else self._entry(key, text, menu))
        if not self._actions:
            menu.triggered.connect(self._picked)
        menu.popup(self._small.mapToGlobal(QPoint(0, self._small.height() + 2)))

    def _entry(self, key: str, text: str, menu: QMenu) -> QAction:
        action = QAction(text, menu)
        action.setData(key)
        action.setCheckable(True)
        action.setChecked(key == self.key)
        return action

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the page got another width, or comes into sight."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self._page:
            self.fit()
        return False
