"""How category and protection level of a block are marked wherever blocks are listed: glyph, word, colour, pattern."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from il_desktop.domain.blocks import Category, Protection
from il_desktop.views.shared import theme

CATEGORY_GLYPH = {
    Category.INSTRUCTIONAL: "book-open",
    Category.MANAGEMENT: "clipboard-list",
    Category.PERSONAL: "coffee",
}
LEVEL_GLYPH = {
    Protection.OPEN: "lock-open",
    Protection.FLEXIBLE: "move",
    Protection.FIRM: "shield",
    Protection.GUARDED: "shield-check",
    Protection.IMMOVABLE: "lock",
}
LEVEL_NAME = {level: level.name.capitalize() for level in Protection}
EDGE = 4.0
STRIP = 6.0


def category_color(category: Category) -> QColor:
    """Return the colour of a category in the look in force."""
    tokens = theme.current().tokens
    return {
        Category.INSTRUCTIONAL: tokens.instructional,
        Category.MANAGEMENT: tokens.management,
        Category.PERSONAL: tokens.personal,
    }[category]


def draw_category(painter: QPainter, category: Category, rect: QRectF) -> None:
    """Draw the solid edge and, beside it, the pattern of a category: nothing, cross hatch, or dots."""
    color = category_color(category)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), EDGE, rect.height()), 1.5, 1.5)
    strip = QRectF(rect.left() + EDGE + 1, rect.top(), STRIP, rect.height())
    painter.setClipRect(strip)
    if category is Category.MANAGEMENT:
        painter.setPen(QPen(color, 0.8))
        y = strip.top() - STRIP
        while y < strip.bottom():
            painter.drawLine(QPointF(strip.left(), y), QPointF(strip.right(), y + STRIP))
            painter.drawLine(QPointF(strip.right(), y), QPointF(strip.left(), y + STRIP))
            y += 4
    elif category is Category.PERSONAL:
        for row in range(int(strip.height() // 4)):
            for column in range(2):
                painter.drawEllipse(QPointF(strip.left() + 1.5 + 3 * column, strip.top() + 2 + 4 * row), 0.9, 0.9)
    painter.restore()


def draw_buffer(painter: QPainter, rect: QRectF) -> None:
    """Draw the dashed empty mark of a buffer, in the place of a category's edge."""
    painter.save()
    pen = QPen(theme.current().tokens.edge, 1)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect.left() + 0.5, rect.top() + 0.5, EDGE, rect.height() - 1))
    painter.restore()
