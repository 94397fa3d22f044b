"""Draws the rows of the day: time, category mark, title with its detail, what became of it, protection level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
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
    from il_desktop.views.today.agenda import HeadItem, NowItem, RowItem

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PAST, _AHEAD, _SECOND = 31, 36, 22
_GLYPH, _SMALL = 15, 14
_PAD = 16


class AgendaDelegate(RowDelegate):
    """Paints items of `agenda`; what does not fit is shortened, the title last."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        item = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if hasattr(item, "row"):
            self._paint_row(painter, option, index, item)
        elif hasattr(item, "time"):
            self._paint_now(painter, area, item)
        else:
            self._paint_head(painter, area, item)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  as wide as the list
        """Return the height of an item; past rows are lower, a second line adds its own."""
        item = index.data(Qt.ItemDataRole.UserRole)
        look = theme.current()
        if not hasattr(item, "row"):
            return QSize(100, look.px(_PAST))
        height = look.px(_PAST if item.is_past else _AHEAD)
        return QSize(100, height + (look.px(_SECOND) if item.second_line else 0))

    def _paint_head(self, painter: QPainter, area: QRectF, item: HeadItem) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.fillRect(area, tokens.window)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.grid)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        _text(painter, inner, item.text, look.font(strong=True), tokens.text)
        _text(painter, inner, item.hint, look.font("caption"), tokens.muted, _RIGHT)

    def _paint_now(self, painter: QPainter, area: QRectF, item: NowItem) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.fillRect(area, tokens.surface)
        middle = area.center().y()
        font = look.font("caption", strong=True)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(item.time) + 18
        left = _time_width(look) - width
        hint_width = QFontMetricsF(look.font("caption")).horizontalAdvance(item.hint)
        end = area.right() - _PAD - hint_width - 10
        painter.fillRect(QRectF(left + width, middle - 1, max(0, end - left - width), 2), tokens.text)
        pill = QRectF(left, middle - metrics.height() / 2 - 2, width, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.text)
        painter.drawRoundedRect(pill, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        _text(painter, pill, item.time, font, tokens.surface, Qt.AlignmentFlag.AlignCenter)
        _text(painter, area.adjusted(0, 0, -_PAD, 0), item.hint, look.font("caption"), tokens.muted, _RIGHT)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, item: RowItem) -> None:
        look = theme.current()
        tokens = look.tokens
        area = QRectF(option.rect)
        if not option.state & QStyle.StateFlag.State_Selected and not option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, tokens.window if item.is_past else tokens.surface)
        self.paint_row(painter, option, index)
        card = item.row.card
        line = QRectF(area.left(), area.top(), area.width(), look.px(_PAST if item.is_past else _AHEAD))
        left = _time_width(look)
        times = QRectF(line.left(), line.top(), left - 12, line.height())
        _text(painter, times, item.time, look.font(), tokens.muted, _RIGHT)
        mark = QRectF(left, line.top() + 5, 11, line.height() - 11)
        if card.is_buffer:
            draw_buffer(painter, mark)
        else:
            draw_category(painter, card.category, mark)
            color = category_color(card.category)
            size = look.px(_GLYPH)
            icons.draw(painter, CATEGORY_GLYPH[card.category], color, left + 21, line.center().y() - size / 2, size)
        right = self._paint_level(painter, line, item)
        right = self._paint_state(painter, line, item, right)
        words = QRectF(left + 29 + look.px(_GLYPH), line.top(), 0, line.height())
        words.setRight(max(words.left(), right - 16))
        self._paint_words(painter, words, item)
        if item.second_line:
            second = QRectF(words.left(), line.bottom() - 4, area.right() - _PAD - words.left(), look.px(_SECOND))
            font = look.font("caption")
            shown = QFontMetricsF(font).elidedText(item.second_line, Qt.TextElideMode.ElideRight, second.width())
            _text(painter, second, shown, font, tokens.muted)

    def _paint_level(self, painter: QPainter, line: QRectF, item: RowItem) -> float:
        """Draw the level at the right and return where its column begins."""
        look = theme.current()
        font = look.font("caption")
        metrics = QFontMetricsF(font)
        widest = max(metrics.horizontalAdvance(name) for name in LEVEL_NAME.values())
        is_wide = line.width() > look.px(640)
        size = look.px(_SMALL)
        begin = line.right() - _PAD - size - 6 - (widest if is_wide else 0)
        level = item.row.card.protection
        icons.draw(painter, LEVEL_GLYPH[level], look.tokens.muted, begin, line.center().y() - size / 2, size)
        if is_wide:
            name = QRectF(begin + size + 6, line.top(), widest + 2, line.height())
            _text(painter, name, LEVEL_NAME[level], font, look.tokens.muted)
        return begin

    def _paint_state(self, painter: QPainter, line: QRectF, item: RowItem, right: float) -> float:
        """Draw what became of the block and return where its column begins."""
        look = theme.current()
        tokens = look.tokens
        font = look.font("caption", strong=item.tone in ("attention", "strong"))
        column = QFontMetricsF(look.font("caption", strong=True)).horizontalAdvance("Did it happen?") + 28
        begin = right - column
        if not item.state:
            return begin
        ink = tokens.attention if item.tone == "attention" else tokens.text if item.tone == "strong" else tokens.muted
        x, size = begin, look.px(_SMALL)
        glyph = "check" if item.tone == "good" else "quote" if item.state == "Mention" else ""
        if glyph:
            color = tokens.good if item.tone == "good" else tokens.muted
            icons.draw(painter, glyph, color, x, line.center().y() - size / 2, size)
            x += size + 6
        _text(painter, QRectF(x, line.top(), right - x, line.height()), item.state, font, ink)
        return begin

    def _paint_words(self, painter: QPainter, words: QRectF, item: RowItem) -> None:
        look = theme.current()
        tokens = look.tokens
        card = item.row.card
        is_strong = not item.is_past or (card.state == "planned" and not card.is_buffer)
        font = look.font(strong=is_strong and not (item.is_past and card.is_buffer))
        metrics = QFontMetricsF(font)
        title = metrics.elidedText(card.title, Qt.TextElideMode.ElideRight, words.width())
        _text(painter, words, title, font, tokens.text)
        x = words.left() + metrics.horizontalAdvance(title) + 8
        small = look.font("caption")
        metrics = QFontMetricsF(small)
        chip = metrics.horizontalAdvance(item.make_up) + 30 if item.make_up else 0
        room = words.right() - x - (chip + 10 if chip else 0)
        if room > 40 and item.detail:
            detail = metrics.elidedText(item.detail, Qt.TextElideMode.ElideRight, room)
            _text(painter, QRectF(x, words.top(), room, words.height()), detail, small, tokens.muted)
            x += metrics.horizontalAdvance(detail) + 10
        if chip and x + chip <= words.right():
            self._paint_chip(
                painter, QRectF(x, words.center().y() - metrics.height() / 2 - 3, chip, metrics.height() + 6), item
            )

    def _paint_chip(self, painter: QPainter, box: QRectF, item: RowItem) -> None:
        tokens = theme.current().tokens
        painter.setPen(tokens.grid)
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        icons.draw(painter, "repeat", tokens.muted, box.left() + 7, box.center().y() - 6, 12)
        _text(painter, box.adjusted(24, 0, 0, 0), item.make_up, theme.current().font("caption"), tokens.muted)


def _time_width(look: theme.Theme) -> float:
    """Return where the column of marks begins: behind the widest time of a day."""
    return QFontMetricsF(look.font()).horizontalAdvance("10:00–12:00") + 28


def _text(
    painter: QPainter, area: QRectF, text: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag = _LEFT
) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(area, align, text)
