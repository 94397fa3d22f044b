"""What the window says about what just happened: one quiet line with Undo at the bottom, one bar for a problem.

Success never asks for a click; a problem says what happened, what is safe and what to do, with at most one action.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.kit import Hairline, link_button, tool_button
from il_desktop.views.shared.plain import PlainLabel

if TYPE_CHECKING:
    from il_desktop.domain.errors import UserFacingError
    from il_desktop.wording.format import Words


class Messages(QObject):
    """Where pages say things. Signals are for the two bars; pages call the methods."""

    said = Signal(str, str)  # sentence, and the link beside it: undo, redo or nothing
    problem_shown = Signal(str, str)  # sentence, text of the one action or empty
    problem_closed = Signal()
    busy_changed = Signal(str)  # what is going on, empty when nothing is

    def __init__(self, words: Callable[[], Words], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._way_out: Callable[[], None] | None = None
        self._has_said = False
        self.last = ""

    def done(self, sentence: str) -> None:
        """Say what was done, with Undo beside it; the window then adds no sentence of its own for this change."""
        self._has_said = True
        self._say(sentence, "undo")

    def note(self, sentence: str) -> None:
        """Say something that cannot be undone, such as a file that was written."""
        self._say(sentence, "")

    def undone(self, sentence: str) -> None:
        """Say what was taken back, with Redo beside it."""
        self._say(f"Undone: {sentence}", "redo")

    def step(self, sentence: str) -> None:
        """Say the sentence of a committed step unless the page has said its own."""
        if self._has_said:
            self._has_said = False
            return
        self._say(sentence, "undo")

    def forget(self) -> None:
        """Let a sentence said for an earlier change not stand for the next one."""
        self._has_said = False

    def problem(
        self, error: UserFacingError | str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Show a problem with at most one way out; `error` is a UserFacingError or a ready sentence."""
        if isinstance(error, str):
            sentence = error
        else:
            from il_desktop.wording import problems  # noqa: PLC0415  sentences of problems are not needed at start

            sentence = problems.problem_sentence(error, self._words())
        self._way_out = action
        self._has_said = False
        self.last = sentence
        self.problem_shown.emit(sentence, action_text if action is not None else "")

    def close_problem(self) -> None:
        """Take the problem bar away."""
        self._way_out = None
        self.problem_closed.emit()

    def take_way_out(self) -> None:
        """Run the one action of the problem shown."""
        action = self._way_out
        self.close_problem()
        if action is not None:
            action()

    def busy(self, what: str) -> None:
        """Show that something runs beside the window; an empty text ends it."""
        self.busy_changed.emit(what)

    def _say(self, sentence: str, link: str) -> None:
        self.last = sentence
        self.close_problem()
        self.said.emit(sentence, link)


class StatusBar(QWidget):
    """The bottom line: last action with Undo at the left, what runs, saved and backup state at the right."""

    link_taken = Signal(str)  # undo or redo

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        self._mark = _Glyph("check", self)
        self.sentence = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self.link = link_button("Undo", "undo-2", self, role="caption")
        self._link = ""
        self.link.clicked.connect(self._take_link)
        self._busy = PlainLabel("", "caption", parent=self)
        self._states = [PlainLabel("", "caption", muted=True, parent=self) for _ in range(3)]
        self._lines = [Hairline(upright=True, parent=self) for _ in range(2)]
        row.addWidget(self._mark)
        row.addWidget(self.sentence)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(self._busy)
        row.addSpacing(8)
        for number, label in enumerate(self._states):
            if number:
                self._lines[number - 1].setFixedHeight(14)
                row.addWidget(self._lines[number - 1])
            row.addWidget(label)
        self._mark.hide()
        self.link.hide()
        self._scale()
        theme.current().changed.connect(self._scale)
        messages.said.connect(self._say)
        messages.busy_changed.connect(self._busy.setText)

    def set_state(self, week: str, saved: str, backup: str) -> None:
        """Show school week, saved and backup state at the right; an empty text takes no room."""
        for label, text in zip(self._states, (week, saved, backup), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._lines[0].setVisible(bool(week))

    @Slot(str, str)
    def _say(self, sentence: str, link: str) -> None:
        self.sentence.setText(sentence)
        self._link = link
        self._mark.setVisible(bool(sentence))
        if link:
            self.link.set_face("Redo" if link == "redo" else "Undo", f"{link}-2")
            a11y.name(self.link, "Redo what was undone" if link == "redo" else "Undo the last change")
        self.link.setVisible(bool(link))
        a11y.announce(self, sentence)

    @Slot()
    def _take_link(self) -> None:
        link, self._link = self._link, ""
        self.link.hide()
        self.link_taken.emit(link)

    @Slot()
    def _scale(self) -> None:
        self.setFixedHeight(theme.current().px(theme.STATUS_HEIGHT))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole bar is drawn
        """Draw the plane and its upper edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.sunken)
        painter.fillRect(0, 0, self.width(), 1, tokens.grid)


class _Glyph(QWidget):
    """A 14 px glyph in the good colour."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(14, 14)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole glyph is drawn
        """Draw the glyph."""
        icons.draw(QPainter(self), self._name, theme.current().tokens.good, 0, 0, 14)


class MessageBar(QWidget):
    """A problem above the page: triangle, sentence, one action, close; hidden while there is none. Key: Esc."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + 24, 8, 8, 8)
        row.setSpacing(12)
        self.sentence = PlainLabel("", fit="wrap", parent=self)
        self.action = link_button("", parent=self)
        self.dismiss = tool_button("Close the message", "x", self, kind="quiet")
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        self.action.clicked.connect(messages.take_way_out)
        self.dismiss.clicked.connect(messages.close_problem)
        messages.problem_shown.connect(self._show)
        messages.problem_closed.connect(self.hide)
        self.hide()

    @Slot(str, str)
    def _show(self, sentence: str, action_text: str) -> None:
        self.sentence.setText(sentence)
        self.action.setText(action_text)
        a11y.name(self.action, action_text)
        self.action.setVisible(bool(action_text))
        self.show()
        a11y.announce(self, sentence, urgent=True)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole bar is drawn
        """Draw the tinted plane, its edge and the triangle."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.tokens.attention)
        painter.setBrush(look.tint(look.tokens.attention))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        icons.draw(painter, "triangle-alert", look.tokens.attention, 14, (self.height() - 16) / 2)

    def keyPressEvent(self, event) -> None:  # noqa: ANN001  QKeyEvent, kept loose for the binding
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._messages.close_problem()
        else:
            super().keyPressEvent(event)
