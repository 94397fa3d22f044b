"""The seam for questions: pages ask through `shell.ask`, tests put their own answers in its place.

Routine edits never ask. What is left: which file, a reason, and confirming what cannot be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.domain.light import NamedTuple
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.buttons import Button, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip

_HIGH, _WIDE = 0.5, 0.75  # of the window: a dialog higher than that may become this wide
_SIDE = 24
FILE_FILTER = "School files (*.ildesk);;All files (*)"


class Choice(NamedTuple):
    """One answer of a question. The first is the safe one and gets Enter; Esc answers with an empty key."""

    key: str
    text: str


class Ask(Protocol):
    """What a page may ask."""

    def choose(self, parent: QWidget, title: str, sentence: str, choices: Sequence[Choice]) -> str:
        """Return the key of the chosen answer, empty when dismissed."""
        ...

    def text(self, parent: QWidget, title: str, label: str, start: str = "") -> str | None:
        """Return a typed line, None when dismissed."""
        ...

    def open_file(self, parent: QWidget, title: str, filters: str, folder: Path | None = None) -> Path | None:
        """Return a file to read, None when dismissed."""
        ...

    def save_file(self, parent: QWidget, title: str, filters: str, start: Path) -> Path | None:
        """Return a file to write, None when dismissed."""
        ...


class PlainDialog(QDialog):
    """A titled dialog of one column with a row of buttons. Key: Esc dismisses it."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_SIDE, 20, _SIDE, 20)
        outer.setSpacing(16)
        self.title_label = PlainLabel(title, "title", strong=True, fit="wrap", parent=self)
        outer.addWidget(self.title_label)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def add_answer(self, key: str, text: str, *, is_main: bool = False) -> Button:
        """Add a button that closes the dialog with a key."""
        button = primary_button(text, parent=self) if is_main else outline_button(text, parent=self)
        button.setProperty("answer", key)
        button.setDefault(is_main)
        button.clicked.connect(self._take)
        self.buttons.addWidget(button)
        return button

    @Slot()
    def _take(self) -> None:
        sender = self.sender()
        self.answer = str(sender.property("answer")) if sender is not None else ""
        self.accept()

    def run(self) -> str:
        """Show the dialog over its window and return the key of the answer, empty when dismissed."""
        loop = QEventLoop(self)
        self.finished.connect(loop.quit)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._fit()
        self.show()
        loop.exec()
        self.deleteLater()
        return self.answer if self.result() == QDialog.DialogCode.Accepted else ""

    def _fit(self) -> None:
        """Be as high as the wrapped words need, as far as the window allows: Qt stops at two thirds of the screen."""
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or not layout.hasHeightForWidth():
            return
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        if self.sizeHint().width() > room.width() * _WIDE:
            self._stack_answers(round(room.width() * _WIDE) - 2 * _SIDE)
        width = min(self.sizeHint().width(), room.width())
        if layout.totalHeightForWidth(width) > room.height() * _HIGH:
            width = max(width, round(room.width() * _WIDE))
        if layout.totalHeightForWidth(width) > room.height():
            self._scroll_words()
        self.resize(width, min(layout.totalHeightForWidth(width), room.height()))

    def _scroll_words(self) -> None:
        """Let words scroll that are higher than the window; the answers stay in sight."""
        from il_desktop.views.shared.scrolled import Scrolled  # noqa: PLC0415  for long lists of findings only

        item = self.body.itemAt(0)
        words = item.widget() if item is not None else None
        if isinstance(words, PlainLabel):
            plane = Scrolled(self, self.windowTitle())
            self.body.replaceWidget(words, plane)
            plane.hold(words)

    def _stack_answers(self, widest: int) -> None:
        """Put answers that are too long for one row below each other, the main one on top."""
        self.buttons.setDirection(QBoxLayout.Direction.BottomToTop)
        for place in range(self.buttons.count()):
            item = self.buttons.itemAt(place)
            button = item.widget() if item is not None else None
            if isinstance(button, Button):
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                words = button.text()
                over = button.sizeHint().width() - widest
                if over > 0:  # a title of many words
                    whole = button.fontMetrics().horizontalAdvance(words)
                    a11y.name(button, words)
                    plain_tooltip(button, words)
                    button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, whole - over))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dismiss on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)


def take_size(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog its size, in pixels at 100 %: it grows with the text, never beyond the window it stands over."""
    look, parent = theme.current(), dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.screen().availableSize()
    dialog.resize(QSize(look.px(width), look.px(height)).boundedTo(room))


class WindowAsk:
    """Asks people: plain text only, over the window the question belongs to."""

    def choose(self, parent: QWidget, title: str, sentence: str, choices: Sequence[Choice]) -> str:
        """Return the key of the chosen answer, empty when dismissed."""
        dialog = PlainDialog(parent, title)
        label = PlainLabel(sentence, fit="wrap", parent=dialog)
        label.setMinimumWidth(380)
        dialog.body.addWidget(label)
        for number, choice in reversed(list(enumerate(choices))):
            button = dialog.add_answer(choice.key, choice.text, is_main=number == 0)
            if number == 0:
                button.setFocus()
        return dialog.run()

    def text(self, parent: QWidget, title: str, label: str, start: str = "") -> str | None:
        """Return a typed line, None when dismissed."""
        dialog = PlainDialog(parent, title)
        line = QLineEdit(start, dialog)
        line.setMinimumWidth(380)
        a11y.name(line, label)
        dialog.body.addWidget(PlainLabel(label, muted=True, fit="wrap", parent=dialog))
        dialog.body.addWidget(line)
        dialog.add_answer("", "Cancel")
        dialog.add_answer("ok", "OK", is_main=True)
        line.selectAll()
        line.setFocus()
        return line.text() if dialog.run() == "ok" else None

    def open_file(self, parent: QWidget, title: str, filters: str, folder: Path | None = None) -> Path | None:
        """Return a file to read, None when dismissed."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  costly, and rarely asked for

        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), filters)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, filters: str, start: Path) -> Path | None:
        """Return a file to write, None when dismissed."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  costly, and rarely asked for

        name, _ = QFileDialog.getSaveFileName(parent, title, str(start), filters)
        return Path(name) if name else None
