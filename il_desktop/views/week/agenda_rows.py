"""Draws the agenda's lines: headings of days, blocks with time, mark, title and level, and days without blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.block_marks import (
    CATEGORY_GLYPH,
    LEVEL_GLYPH,
    LEVEL_NAME,
    category_color,
    draw_buffer,
    draw_category,
)
from il_desktop.views.shared.tables import RowDelegate

if TYPE_CHECKING:
    from il_desktop.views.week.agenda_list import BlockItem, DayHead, QuietItem

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HEAD, _ROW, _QUIET = 44, 32, 32
_GLYPH, _SMALL = 15, 14
_PAD = theme.MARGIN
_WIDE = 620  # from this width on the level's name stands beside its glyph


class AgendaDelegate(RowDelegate):
    """Paints items of `agenda_list`; what does not fit is shortened, the title last."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        item = index.data(ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hasattr(item, "card"):
            self._paint_block(painter, option, index, item)
        elif hasattr(item, "letter"):
            self._paint_head(painter, QRectF(option.rect), item)
        else:
            self._paint_quiet(painter, QRectF(option.rect), item)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  as wide as the list
        """Return the height of an item."""
        item = index.data(ITEM)
        height = _ROW if hasattr(item, "card") else _HEAD if hasattr(item, "letter") else _QUIET
        return QSize(100, theme.current().px(height))

    def _paint_head(self, painter: QPainter, area: QRectF, item: DayHead) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.fillRect(area, tokens.window)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.grid)
        if item.is_today:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), tokens.text)
        line = area.adjusted(_PAD, look.px(8), -_PAD, 0)
        caption = look.font("caption", strong=True)
        right = line.right()
        width = QFontMetricsF(caption).horizontalAdvance(item.protected) + 2
        if item.protected and width < line.width() * 0.45:
            glyph = look.px(_SMALL)
            right -= width
            _text(painter, QRectF(right, line.top(), width, line.height()), item.protected, caption, tokens.text)
            right -= glyph + 6
            icons.draw(painter, "shield-check", tokens.instructional, right, line.center().y() - glyph / 2, glyph)
            right -= 16
        font = look.font("title", strong=True)
        if QFontMetricsF(font).horizontalAdvance(item.text) > right - line.left():
            font = look.font(strong=True)
        x = _shortened(painter, QRectF(line.left(), line.top(), right - line.left(), line.height()), item.text, font)
        if item.letter and x + 30 < right:
            x = _badge(painter, x + 10, line, item.letter, caption)
        name = f"{item.name} · today" if item.is_today and item.name else "today" if item.is_today else item.name
        if name and x + 40 < right:
            rest = QRectF(x + 10, line.top(), right - x - 10, line.height())
            _shortened(painter, rest, name, look.font("caption"), tokens.muted)

    def _paint_quiet(self, painter: QPainter, area: QRectF, item: QuietItem) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.fillRect(area, tokens.window)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.grid)
        line = area.adjusted(_PAD, 0, -_PAD, 0)
        _shortened(painter, line, f"{item.text} · {item.name}", look.font("caption"), tokens.muted)

    def _paint_block(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, item: BlockItem) -> None:
        look = theme.current()
        tokens = look.tokens
        area = QRectF(option.rect)
        if not option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, tokens.window if item.is_past else tokens.surface)
        self.paint_row(painter, option, index)
        left = area.left() + _PAD + _time_width()
        times = QRectF(area.left() + _PAD, area.top(), left - area.left() - _PAD - 12, area.height())
        _text(painter, times, item.time, look.font(), tokens.muted, _RIGHT)
        mark = QRectF(left, area.top() + 5, 11, area.height() - 11)
        size = look.px(_GLYPH)
        if item.card.is_buffer:
            draw_buffer(painter, mark)
        else:
            draw_category(painter, item.card.category, mark)
            color = category_color(item.card.category)
            icons.draw(
                painter, CATEGORY_GLYPH[item.card.category], color, left + 20, area.center().y() - size / 2, size
            )
        right = self._paint_level(painter, area, item)
        right = self._paint_state(painter, area, item, right)
        words = QRectF(left + 28 + size, area.top(), max(1.0, right - 16 - left - 28 - size), area.height())
        self._paint_words(painter, words, item)

    def _paint_level(self, painter: QPainter, area: QRectF, item: BlockItem) -> float:
        """Draw the level at the right and return where its column begins."""
        look = theme.current()
        font = look.font("caption")
        widest = max(QFontMetricsF(font).horizontalAdvance(name) for name in LEVEL_NAME.values())
        is_wide = area.width() > look.px(_WIDE)
        size = look.px(_SMALL)
        begin = area.right() - _PAD - size - (widest + 8 if is_wide else 0)
        level = item.card.protection
        icons.draw(painter, LEVEL_GLYPH[level], look.tokens.muted, begin, area.center().y() - size / 2, size)
        if is_wide:
            name = QRectF(begin + size + 6, area.top(), widest + 2, area.height())
            _text(painter, name, LEVEL_NAME[level], font, look.tokens.muted)
        return begin

    def _paint_state(self, painter: QPainter, area: QRectF, item: BlockItem, right: float) -> float:
        """Draw what became of the block and return where its column begins."""
        look = theme.current()
        tokens = look.tokens
        strong = look.font("caption", strong=True)
        glyph = look.px(_SMALL)
        begin = right - 16 - glyph - 6 - QFontMetricsF(strong).horizontalAdvance("Shortened")
        if not item.state:
            return begin
        inks = {"good": tokens.muted, "attention": tokens.attention, "strong": tokens.text}
        x = begin
        if item.tone == "good":
            icons.draw(painter, "check", tokens.good, x, area.center().y() - glyph / 2, glyph)
            x += glyph + 6
        font = strong if item.tone in ("attention", "strong") else look.font("caption")
        column = QRectF(x, area.top(), right - x, area.height())
        _text(painter, column, item.state, font, inks.get(item.tone, tokens.muted))
        return begin

    def _paint_words(self, painter: QPainter, area: QRectF, item: BlockItem) -> None:
        """Draw the title and, where there is room left, place and goals."""
        look = theme.current()
        tokens = look.tokens
        is_quiet = item.card.is_buffer or item.card.state == "cancelled"
        font = QFont(look.font(strong=not is_quiet))
        font.setStrikeOut(item.card.state in ("cancelled", "replaced", "missed"))
        end = _shortened(painter, area, item.card.title, font, tokens.muted if is_quiet else tokens.text)
        rest = area.right() - end - 12
        if item.detail and rest > look.px(40):
            detail = QRectF(end + 12, area.top(), rest, area.height())
            _shortened(painter, detail, item.detail, look.font("caption"), tokens.muted)


def _time_width() -> float:
    """Return the width of the time column: the longest time and a gap."""
    return QFontMetricsF(theme.current().font()).horizontalAdvance("12:55 AM\N{EN DASH}12:55 PM") + 12


def _badge(painter: QPainter, x: float, line: QRectF, letter: str, font: QFont) -> float:
    """Draw the day type's letter and return where its box ends."""
    tokens = theme.current().tokens
    metrics = QFontMetricsF(font)
    width = max(metrics.height() + 2, metrics.horizontalAdvance(letter) + 8)
    box = QRectF(x, line.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.text)
    painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
    painter.setPen(QPen(tokens.surface))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    return box.right()


def _shortened(painter: QPainter, area: QRectF, text: str, font: QFont, ink: QColor | None = None) -> float:
    """Write a text, shortened to its area; return where it ends."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    _text(painter, area, shown, font, ink or theme.current().tokens.text)
    return area.left() + metrics.horizontalAdvance(shown)


def _text(painter: QPainter, area: QRectF, text: str, font: QFont, ink: QColor, how: Qt.AlignmentFlag = _LEFT) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(area, int(how) | int(Qt.TextFlag.TextSingleLine), text)
