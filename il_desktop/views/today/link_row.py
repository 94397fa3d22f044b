"""A line of a card that leads somewhere: glyph, words, and at the right when or what."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.buttons import FocusVisible, focus_ring
from il_desktop.views.shared.plain import plain_tooltip

_GLYPH = 15
_HEIGHT = 30


class LinkRow(FocusVisible, QAbstractButton):
    """One line. Signal: wanted(str page, str key) when it is pressed; a line without a page only tells."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, *, page: str = "", key: str = "") -> None:
        super().__init__(parent)
        self._page, self._key = page, key
        self._icon = self._strong = self._text = self._right = ""
        self._is_urgent = self._is_link = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if page:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._press)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(
        self, text: str, right: str = "", *, icon: str = "", strong: str = "", urgent: bool = False, link: bool = False
    ) -> None:
        """Show words: `strong` stands before `text`; `urgent` colours glyph and `right`, `link` only `right`."""
        self._icon, self._strong, self._text, self._right = icon, strong, text, right
        self._is_urgent, self._is_link = urgent, link
        spoken = ", ".join(part for part in (strong, text, right) if part)
        a11y.name(self, spoken)
        plain_tooltip(self, spoken)
        self.update()

    @property
    def words(self) -> tuple[str, str, str]:
        """The strong words, the other words, and those at the right."""
        return self._strong, self._text, self._right

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self._page, self._key)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Take the height of a row and any width."""
        return QSize(120, theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let the words be shortened."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the line above, glyph and words."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._page and self.underMouse():
            painter.fillRect(area, look.hover)
        painter.fillRect(QRectF(0, 0, area.width(), 1), tokens.grid)
        x = 2.0
        if self._icon:
            ink = tokens.attention if self._is_urgent else tokens.muted
            size = look.px(_GLYPH)
            icons.draw(painter, self._icon, ink, x, area.center().y() - size / 2, size)
            x += size + 9
        right_font = look.font() if self._is_link else look.font("caption")
        width = QFontMetricsF(right_font).horizontalAdvance(self._right)
        ink = tokens.attention if self._is_urgent else tokens.accent if self._is_link else tokens.muted
        painter.setFont(right_font)
        painter.setPen(ink)
        painter.drawText(
            area.adjusted(0, 0, -2, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._right
        )
        self._paint_words(painter, QRectF(x, 0, area.width() - width - x - 12, area.height()))
        if self.hasFocus() and self.is_focus_visible:
            focus_ring(painter, area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        look = theme.current()
        tokens = look.tokens
        rest = (look.font("caption"), tokens.muted) if self._strong else (look.font(), tokens.text)
        for text, font, ink in ((self._strong, look.font(strong=True), tokens.text), (self._text, *rest)):
            if not text or area.width() < 12:
                continue
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            area = area.adjusted(metrics.horizontalAdvance(shown) + 8, 0, 0, 0)
