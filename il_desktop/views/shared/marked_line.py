"""A single line of text whose understood words are marked while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from il_desktop.views.shared import theme

LONGEST = 500


class Part(Protocol):
    """A stretch of the line that was understood, in characters, the end not included."""

    @property
    def start(self) -> int:
        """Return the first character's place."""
        ...

    @property
    def end(self) -> int:
        """Return the place behind the last character."""
        ...


class _Marks(QSyntaxHighlighter):
    """Tints and underlines the parts that were understood."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.parts: tuple[Part, ...] = ()

    # Qt overrides

    def highlightBlock(self, text: str) -> None:  # noqa: N802  Qt's name
        """Mark the parts; Qt counts in UTF-16 units."""
        look = theme.current()
        mark = QTextCharFormat()
        mark.setBackground(look.tint(look.tokens.accent))
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.setUnderlineColor(look.tokens.accent)
        points = _points(text)
        for part in self.parts:
            start, end = _units(points, part.start), _units(points, part.end)
            self.setFormat(start, end - start, mark)


class MarkedLine(QPlainTextEdit):
    """Signals: edited(str), entered(bool with_control), dismissed(), choice_wanted(), focus_moved().

    Keys: Enter, Ctrl+Enter, Down for the choices. Esc dismisses, or with `escape_empties` first empties a filled line.
    """

    edited = Signal(str)
    entered = Signal(bool)
    dismissed = Signal()
    choice_wanted = Signal()
    focus_moved = Signal()

    def __init__(self, parent: QWidget | None = None, *, escape_empties: bool = False) -> None:
        super().__init__(parent)
        self._escape_empties = escape_empties
        self.setProperty("bare", "true")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._marks = _Marks(self.document())
        self._seen = ""
        self.textChanged.connect(self._changed)
        theme.current().changed.connect(self._restyle)
        self._restyle()

    @property
    def line(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set_line(self, text: str) -> None:
        """Replace the text and put the caret behind it."""
        self.setPlainText(" ".join(text.splitlines()))
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def mark(self, parts: Sequence[Part]) -> None:
        """Mark what was understood."""
        if tuple(parts) != self._marks.parts:
            self._marks.parts = tuple(parts)
            self._marks.rehighlight()

    @Slot()
    def _changed(self) -> None:
        # Marking words counts as a change of the document too: only new text is news.
        text = self.toPlainText()
        if len(text) > LONGEST or "\n" in text:
            self.set_line(text[:LONGEST])
            return
        if text != self._seen:
            self._seen = text
            self.edited.emit(text)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme.current().font("title"))
        self.viewport().setFont(self.font())  # it draws the hint, and does not hear of a change by itself
        self.setFixedHeight(self.sizeHint().height())
        self._marks.rehighlight()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line."""
        metrics = QFontMetricsF(theme.current().font("title"))
        return QSize(400, round(metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """Shrink sideways only."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that a single line has a meaning for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape and not self._escape_empties:
            self.dismissed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.line:
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.choice_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the card around it show where the focus is."""
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the card around it show that the focus went."""
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Paste on one line."""
        self.insertPlainText(" ".join(source.text().split())[:LONGEST])


def _points(text: str) -> list[int]:
    """Return the places of characters that take two UTF-16 units."""
    return [place for place, char in enumerate(text) if ord(char) > 0xFFFF]


def _units(points: list[int], place: int) -> int:
    return place + sum(1 for point in points if point < place)
