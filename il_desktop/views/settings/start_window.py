"""What is shown when there is no file to show: the first start, or a file that cannot be opened.

It says what happened and what is safe, and offers ways on. It never writes anything by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.views.shared import theme
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.kit import Card, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled


class StartWindow(QWidget):
    """Signal: chosen(str key) of a way on; closing the window chooses `quit`."""

    chosen = Signal(str)

    def __init__(self, title: str, sentences: Sequence[str], choices: Sequence[Choice]) -> None:
        super().__init__()
        self.setWindowTitle("IL Desktop")
        self.setMinimumSize(560, 320)
        self._has_chosen = False
        outer = self._scrolled()
        card = self._card(title, sentences)
        for number, choice in enumerate(choices):
            button = (primary_button if number == 0 else outline_button)(choice.text, parent=card)
            button.setProperty("answer", choice.key)
            button.clicked.connect(self._take)
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if number == 0:
                button.setFocus()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 4)
        middle.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        look = theme.current()
        width = look.px(820)
        height = max(look.px(560), outer.totalHeightForWidth(width))
        room = self.screen().availableSize()
        self.resize(min(width, room.width()), min(height, room.height()))  # a small screen scrolls

    def _scrolled(self) -> QVBoxLayout:
        """Return the column in which everything stands; it scrolls where the screen is small."""
        scroll = Scrolled(self)
        around = QWidget(scroll)
        scroll.hold(around)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        outer = QVBoxLayout(around)
        outer.setContentsMargins(32, 32, 32, 32)
        return outer

    def _card(self, title: str, sentences: Sequence[str]) -> Card:
        card = Card(parent=self, margin=32)
        card.setMaximumWidth(theme.current().px(640))
        card.body.setContentsMargins(0, 16, 0, 16)
        card.body.setSpacing(12)
        card.body.addWidget(PlainLabel(title, "page", strong=True, fit="wrap", parent=card))
        for sentence in sentences:
            card.body.addWidget(PlainLabel(sentence, muted=True, fit="wrap", parent=card))
        card.body.addSpacing(8)
        return card

    @Slot()
    def _take(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._has_chosen = True
            self.chosen.emit(str(sender.property("answer")))

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Choose to quit."""
        super().closeEvent(event)
        if not self._has_chosen:
            self._has_chosen = True
            self.chosen.emit("quit")
