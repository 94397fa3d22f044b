"""Paints the lines of the log and of the due list: two rows of text, chips, and the Draft button of a due line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from il_desktop.views.recognition.log_item_model import KEY_ROLE, LINE_ROLE, DueLine, LogLine
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.tables import RowDelegate

Index = QModelIndex | QPersistentModelIndex
ROW = 54
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Pen:
    """Writes pieces of text from left to right and knows where it stands."""

    def __init__(self, painter: QPainter, x: float, y: float, height: float, right: float) -> None:
        self.painter, self.x, self.y, self.height, self.right = painter, x, y, height, right

    def text(self, words: str, font: QFont, color: QColor, gap: float = 8) -> None:
        """Write words, shortened where the row ends."""
        room = self.right - self.x
        if not words or room < 12:
            return
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.painter.setFont(font)
        self.painter.setPen(color)
        self.painter.drawText(QRectF(self.x, self.y, room + 2, self.height), _LEFT, shown)
        self.x += metrics.horizontalAdvance(shown) + gap

    def chip(self, words: str, icon: str, fill: QColor, ink: QColor, *, strong: bool = False) -> None:
        """Draw a small plane with a glyph and words; left out where it does not fit."""
        look = theme.current()
        font = look.font("caption", strong=strong)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(words) + 16 + (18 if icon else 0)
        if not words or self.x + width > self.right:
            return
        height = metrics.height() + 5
        box = QRectF(self.x, self.y + (self.height - height) / 2, width, height)
        self.painter.setPen(QPen(look.tokens.edge) if look.tokens.is_contrast else Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        x = box.x() + 8
        if icon:
            icons.draw(self.painter, icon, ink, x - 1, box.center().y() - 6.5, 13)
            x += 17
        self.painter.setFont(font)
        self.painter.setPen(ink)
        self.painter.drawText(QRectF(x, box.y(), width, height), _LEFT, words)
        self.x += width + 8


class LogDelegate(RowDelegate):
    """A line of the log."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent, row_height=ROW)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw day, name, kind, way, words and preference."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, LogLine):
            return
        look = theme.current()
        tokens = look.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option, index)
        rect = QRectF(option.rect)
        caption, body = look.font("caption"), look.font()
        left, day_width, prefers_width = rect.x() + 16, look.px(78), look.px(112)
        is_narrow = rect.width() < look.px(480)
        right = rect.right() - 12 - (0 if is_narrow else prefers_width)
        half = rect.height() / 2
        top = _Pen(painter, left, rect.y() + 4, half - 3, left + day_width)
        top.text(line.day, caption, tokens.muted)
        top.x, top.right = left + day_width, right
        top.text(line.name, look.font(strong=True), tokens.text)
        top.chip(line.kind, line.kind_icon, tokens.sunken, tokens.text)
        top.chip(line.state, "pencil", look.tint(tokens.accent), tokens.accent, strong=True)
        top.chip(line.warning, "triangle-alert", look.tint(tokens.attention), tokens.attention, strong=True)
        top.text(line.how, caption, tokens.muted)
        below = _Pen(painter, left + day_width, rect.y() + half, half - 4, right)
        below.text(line.action, body, tokens.muted if line.state and not line.impact else tokens.text, gap=5)
        below.text(line.impact, body, tokens.muted)
        if not is_narrow:
            x = rect.right() - prefers_width
            icons.draw(painter, line.prefers_icon, tokens.muted, x, rect.center().y() - 7, 14)
            _Pen(painter, x + 21, rect.y(), rect.height(), rect.right() - 4).text(line.prefers, caption, tokens.muted)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  all rows are alike
        """Two lines of text."""
        return QSize(240, theme.current().px(ROW))


class DueDelegate(RowDelegate):
    """A line of the due list and its neighbours. Signal: draft_wanted(str key) after a row's button was clicked."""

    draft_wanted = Signal(str)

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent, row_height=ROW)

    @staticmethod
    def button_rect(option: QStyleOptionViewItem) -> QRectF:
        """Where the button of a row stands; all are as wide as the widest word."""
        look = theme.current()
        width = QFontMetricsF(look.font()).horizontalAdvance("Draft") + 46
        height = max(26, look.px(28))
        rect = QRectF(option.rect)
        return QRectF(rect.right() - 16 - width, rect.center().y() - height / 2, width, height)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw days, name, preference, a hint and the button."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, DueLine):
            return
        look = theme.current()
        tokens = look.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option, index)
        rect = QRectF(option.rect)
        caption, strong = look.font("caption"), look.font(strong=True)
        left, half = rect.x() + 16, rect.height() / 2
        words_width = max(
            QFontMetricsF(caption).horizontalAdvance(line.days_hint), QFontMetricsF(strong).horizontalAdvance(line.days)
        )
        days_width = max(look.px(64), round(words_width) + 14)
        button = self.button_rect(option)
        _Pen(painter, left, rect.y() + 4, half - 3, left + days_width).text(line.days, strong, tokens.text)
        _Pen(painter, left, rect.y() + half, half - 4, left + days_width).text(line.days_hint, caption, tokens.muted)
        top = _Pen(painter, left + days_width, rect.y() + 4, half - 3, button.left() - 8)
        top.text(line.name, strong, tokens.text)
        if line.prefers and top.right - top.x > 40:
            icons.draw(painter, line.prefers_icon, tokens.muted, top.x, top.y + top.height / 2 - 6.5, 13)
            top.x += 18
            top.text(line.prefers, caption, tokens.muted)
        below = _Pen(painter, left + days_width, rect.y() + half, half - 4, button.left() - 8)
        below.text("Draft waiting" if line.has_draft else line.hint, caption, tokens.muted)
        painter.setPen(QPen(tokens.edge))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(button.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        icons.draw(painter, line.button_icon, tokens.text, button.x() + 11, button.center().y() - 7, 14)
        face = _Pen(painter, button.x() + 32, button.y(), button.height(), button.right())
        face.text(line.button, look.font(), tokens.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  all rows are alike
        """Two lines of text."""
        return QSize(240, theme.current().px(ROW))

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: ARG002  Qt's signature
        """Take a click on the button."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and self.button_rect(option).contains(event.position())
        ):
            self.draft_wanted.emit(str(index.data(KEY_ROLE)))
            return True
        return False
