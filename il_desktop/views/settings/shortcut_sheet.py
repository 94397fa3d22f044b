"""All actions with their keys, made from the registry; an action without keys says why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.actions import MENUS
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.kit import key_box, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell


class KeysLabel(QWidget):
    """Keys in small boxes, side by side."""

    def __init__(self, keys: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        a11y.name(self, " or ".join(keys))
        self.setMinimumSize(150, 24)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole label is drawn
        """Draw the boxes."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        x = 0.0
        for keys in self._keys:
            key_box(painter, keys, x, self.height() / 2, look.tokens.text, look.tokens.edge)
            x += painter.fontMetrics().horizontalAdvance(keys) + 18


class ShortcutSheet(QDialog):
    """A list to read and search. Key: Esc closes."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 20)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Keyboard shortcuts", "page", strong=True, parent=self))
        head.addStretch(1)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Filter")
        self.search.setMaximumWidth(220)
        a11y.name(self.search, "Filter the shortcuts")
        head.addWidget(self.search)
        outer.addLayout(head)
        scroll = Scrolled(self, "All actions and their keys", sideways=True)
        self._list = QWidget(scroll)
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        scroll.hold(self._list)
        outer.addWidget(scroll, 1)
        close = primary_button("Close", parent=self)
        close.clicked.connect(self.close)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._rows: list[tuple[str, list[QWidget]]] = []
        self._fill(shell)
        self.search.textChanged.connect(self._filter)
        take_size(self, 640, 620)
        self.search.setFocus()

    @property
    def shown(self) -> list[str]:
        """The texts of the actions that the filter leaves."""
        return [text for text, widgets in self._rows if text and not widgets[0].isHidden()]

    def _fill(self, shell: Shell) -> None:
        titles = {key: title.replace("&", "") for key, title in MENUS}
        sections: dict[str, list] = {}
        for spec, action in shell.actions.entries():
            sections.setdefault(spec.page or spec.menu, []).append((spec, action))
        for key, entries in sections.items():
            title = PlainLabel(titles.get(key) or key.capitalize() or "Everywhere", strong=True, parent=self._list)
            title.setContentsMargins(0, 12, 0, 4)
            self._put("", [title])
            for spec, action in entries:
                text = PlainLabel(spec.plain_text, fit="elide", parent=self._list)
                text.setMinimumHeight(theme.current().px(24))
                keys = [k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts()]
                if keys:
                    right: QWidget = KeysLabel(keys, self._list)
                else:
                    right = PlainLabel(spec.no_shortcut, "caption", muted=True, fit="elide", parent=self._list)
                    right.setMinimumWidth(240)
                self._put(spec.plain_text, [text, right])

    def _put(self, text: str, widgets: list[QWidget]) -> None:
        row = self._grid.rowCount()
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, row, column)
        self._rows.append((text, widgets))

    @Slot(str)
    def _filter(self, typed: str) -> None:
        wanted = typed.strip().lower()
        for text, widgets in self._rows:
            for widget in widgets:
                widget.setVisible(not wanted or (bool(text) and wanted in text.lower()))
