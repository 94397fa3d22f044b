"""The head of the page shown: title, one sentence with figures, the page's tools, search and the one filled button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.actions import Registry
from il_desktop.views.shared.buttons import (
    Button,
    FocusVisible,
    focus_ring,
    key_box,
    outline_button,
    primary_button,
    tool_button,
)
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip

LINES = 2  # of the sentence; the head has no room for more


class SearchBox(FocusVisible, QAbstractButton):
    """Looks like a field and opens the palette."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.is_wide = True
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        a11y.name(self, "Search or go to")
        plain_tooltip(self, f"Find an action, a person, a goal or a date ({keys})")

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the width of the field, or of its glyph alone."""
        look = theme.current()
        height = look.px(theme.CONTROL_HEIGHT)
        if not self.is_wide:
            return QSize(height, height)
        words = QFontMetricsF(look.font()).horizontalAdvance("Search or go to…")
        keys = QFontMetricsF(look.font("caption")).horizontalAdvance(self._keys)
        return QSize(round(words + keys + 78), height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole box is drawn
        """Draw edge, glyph, words and keys."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(tokens.edge)
        painter.setBrush(look.hover if self.underMouse() else tokens.surface)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        middle = self.height() / 2
        size = look.px(16)
        icons.draw(
            painter, "search", tokens.muted, 10 if self.is_wide else (self.width() - size) / 2, middle - size / 2, size
        )
        if self.is_wide:
            painter.setFont(look.font())
            painter.setPen(tokens.muted)
            painter.drawText(
                QRectF(18 + size, 0, 200 * 2, self.height()), Qt.AlignmentFlag.AlignVCenter, "Search or go to…"
            )
            width = QFontMetricsF(look.font("caption")).horizontalAdvance(self._keys) + 11
            key_box(painter, self._keys, self.width() - width - 8, middle, tokens.muted, tokens.grid)
        if self.hasFocus() and self.is_focus_visible:
            focus_ring(painter, area)


class TimeWays(QWidget):
    """The lead of a page that walks through time: its actions `previous` and `next`, and the way to the present."""

    def __init__(self, actions: Registry, page_id: str, present: str, tip: str) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        for way, glyph in (("previous", "chevron-left"), ("next", "chevron-right")):
            self.add_action(actions.action(f"{page_id}.{way}"), glyph)
        self.present = outline_button(present, parent=self)
        plain_tooltip(self.present, tip)
        self.row.addSpacing(6)
        self.row.addWidget(self.present)

    def add_action(self, action: QAction, glyph: str) -> None:
        """Add a small button that shows an action by its glyph."""
        button = tool_button(action.text(), glyph, self)
        button.follow(action)
        self.row.addWidget(button)


class HeadSentence(PlainLabel):
    """The sentence under the title: on one line, else broken between words into two, else without its last parts.

    The whole sentence stays in the tool tip and for screen readers.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("", muted=True, fit="elide", parent=parent)
        self.lines: list[str] = []

    def setText(self, text: str) -> None:
        """Show a sentence, as much of it as there is room for."""
        super().setText(text)
        self.fit_lines()

    def fit_lines(self) -> None:
        """Break the sentence for the present width and font."""
        metrics, width = self.fontMetrics(), self.width()
        self.lines = fitted(self.text(), lambda words: metrics.horizontalAdvance(words) <= width)
        self.setFixedHeight(max(1, len(self.lines)) * metrics.lineSpacing())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_lines()

    def changeEvent(self, event: QEvent) -> None:
        """Break anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "lines"):
            self.fit_lines()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  two lines at most
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = self.fontMetrics()
        for number, line in enumerate(self.lines):
            painter.drawText(0, number * metrics.lineSpacing() + metrics.ascent(), line)


def fitted(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """Return a sentence in two lines at most, broken between words; parts after `;` and `,` go, the last ones first.

    What is still too long ends in three dots after a whole word.
    """
    said = sentence.rstrip(".")
    while True:
        lines = _broken(f"{said}." if sentence.endswith(".") else said, fits)
        end = max(said.rfind("; "), said.rfind(", "))
        if len(lines) <= LINES or end < 0:
            break
        said = said[:end]
    if len(lines) <= LINES:
        return _at_a_part(lines, fits)
    last = lines[1].split(" ")
    while len(last) > 1 and not fits(f"{' '.join(last)}…"):
        last.pop()
    return [lines[0], f"{' '.join(last)}…"]


def _at_a_part(lines: list[str], fits: Callable[[str], bool]) -> list[str]:
    """Break two lines after a whole part where both have room for it."""
    text = " ".join(lines)
    ends = [place + 1 for mark in (";", ",") for place in range(len(text)) if text[place : place + 2] == f"{mark} "]
    for end in sorted(ends, reverse=True) if len(lines) > 1 else ():
        if fits(text[:end]) and fits(text[end + 1 :]):
            return [text[:end], text[end + 1 :]]
    return lines


def _broken(text: str, fits: Callable[[str], bool]) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and not fits(longer):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class PageHead(QWidget):
    """Shows one page's head at a time. Signal: search_wanted()."""

    search_wanted = Signal()

    def __init__(self, search_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._tools: QWidget | None = None
        self._lead: QWidget | None = None
        self._buttons: list[Button] = []
        self._primary: QAction | None = None
        self._is_wide = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self._row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        self.title = PlainLabel("", "page", strong=True, fit="elide", parent=self)
        self.sentence = HeadSentence(self)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self.search = SearchBox(search_keys, self)
        self.search.clicked.connect(self._search)
        self._row.addWidget(self.search)
        self._scale()
        theme.current().changed.connect(self._scale)

    def show_page(self, page: Page) -> None:
        """Take over title, sentence, tools and buttons of a page."""
        if page is not self._page:
            self._swap(page)
        self.update_words()

    @Slot()
    def update_words(self) -> None:
        """Read title and sentence again, and the main button where the page has another one now."""
        if self._page is not None:
            if self._page.primary_action() is not self._primary:
                self._put_buttons(self._page)
            self.title.setText(self._page.head_title())
            sentence = self._page.head_sentence()
            self.sentence.setText(sentence)
            self.sentence.setVisible(bool(sentence))
            self._fit()

    def set_wide(self, is_wide: bool) -> None:
        """Show the search box whole, or its glyph alone."""
        self._is_wide = is_wide
        self._fit()

    def _fit(self) -> None:
        """Give the search box's words up where the sentence would be cut, and the buttons' where the title would."""
        words = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text())
        title = self.title.fontMetrics().horizontalAdvance(self.title.text())
        self.search.is_wide = False
        self._name_buttons(is_whole=True)
        self._name_buttons(is_whole=self._room() >= title)
        self.search.is_wide = True
        self.search.is_wide = self._is_wide and self._room() >= words
        self.search.updateGeometry()

    def _room(self) -> int:
        """Return the width that title and sentence have beside everything else."""
        beside = [widget for widget in (self._lead, self._tools, self.search, *self._buttons) if widget is not None]
        taken = sum(widget.sizeHint().width() + self._row.spacing() for widget in beside)
        return self.width() - 2 * theme.MARGIN - taken

    def _name_buttons(self, *, is_whole: bool) -> None:
        """Show the buttons with their words, or by their glyphs alone where they have one."""
        for button in self._buttons:
            button.show_words(is_whole=is_whole)

    def _swap(self, page: Page) -> None:
        """Put another page's tools and buttons in place."""
        for widget in (self._lead, self._tools):
            if widget is not None:
                self._row.removeWidget(widget)
                widget.hide()
        if self._page is not None:
            self._page.head_changed.disconnect(self.update_words)
        self._page = page
        page.head_changed.connect(self.update_words)
        self._lead, self._tools = page.head_lead(), page.head_tools()
        if self._lead is not None:
            self._row.insertWidget(0, self._lead)
            self._lead.show()
        if self._tools is not None:
            self._row.insertWidget(self._row.indexOf(self.search), self._tools)
            self._tools.show()
        self._put_buttons(page)

    def _put_buttons(self, page: Page) -> None:
        """Put the buttons of a page's actions in place, the main one last."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.unfollow()
            button.deleteLater()
        self._buttons = []
        for action in page.page_actions():
            self._add(outline_button("x", str(action.property("icon_name") or ""), self), action)
        self._primary = page.primary_action()
        if self._primary is not None:
            self._add(primary_button("x", str(self._primary.property("icon_name") or ""), self), self._primary)

    def _add(self, button: Button, action: QAction) -> None:
        button.follow(action)
        self._row.addWidget(button)
        self._buttons.append(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether the sentence fits."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _search(self) -> None:
        self.search_wanted.emit()

    @Slot()
    def _scale(self) -> None:
        self.setFixedHeight(theme.current().px(theme.HEAD_HEIGHT))
        self.search.updateGeometry()
