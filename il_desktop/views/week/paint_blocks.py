"""How blocks look: tint, edge, pattern strip, outline by level, words and marks. Places and words come ready made."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from il_desktop.domain.blocks import Category, Protection
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import icons
from il_desktop.views.shared.theme import Theme, mix
from il_desktop.views.week.faces import (
    EDGE_PX,
    GLYPH_PX,
    HEAVY_EDGE_PX,
    STRIP_PX,
    Face,
    FaceMaker,
    Ink,
    Mark,
    Run,
    block_fonts,
)
from il_desktop.views.week.geometry import Bar, Box, Chip
from il_desktop.views.week.measure import Measure

RADIUS = 4.0
MAX_SKINS = 96  # pictures of blocks kept, each the size of its block


class Inks:
    """Pens, brushes and fonts of one look, made once and kept until the look changes."""

    def __init__(self, theme: Theme, dpr: float) -> None:
        tokens = theme.tokens
        self.theme = theme
        self.tokens = tokens
        self.dpr = dpr
        self.glyph_px = theme.px(GLYPH_PX)
        self._soft: dict[tuple[object, float, object], QColor] = {}
        self._measures: dict[tuple[str, bool], Measure] = {}
        self._glyphs: dict[tuple[str, Ink, Category | None], QPixmap] = {}
        self._skins: dict[tuple[object, ...], QPixmap] = {}
        self.category = {
            Category.INSTRUCTIONAL: tokens.instructional,
            Category.MANAGEMENT: tokens.management,
            Category.PERSONAL: tokens.personal,
        }
        self.tint = {kind: theme.tint(color) for kind, color in self.category.items()}
        self.strip = {kind: category_pattern(kind, color, dpr) for kind, color in self.category.items()}
        self.outline = {
            (kind, level): _outline(self.soft(color, 75), color, level)
            for kind, color in self.category.items()
            for level in Protection
        }
        dashed = QPen(tokens.edge, 1)
        dashed.setDashPattern([3, 2])
        self.buffer_pen = dashed
        title, plain, small = block_fonts(theme)
        self.texts: dict[Ink, Measure] = {
            Ink.TITLE: Measure(title),
            Ink.MUTED_TITLE: Measure(plain),
            Ink.TIME: Measure(small),
            Ink.ATTENTION: Measure(theme.font("caption", strong=True)),
        }
        self.colors: dict[Ink, QColor] = {
            Ink.TITLE: tokens.text,
            Ink.MUTED_TITLE: tokens.muted,
            Ink.TIME: tokens.muted,
            Ink.ATTENTION: tokens.attention,
            Ink.GOOD: tokens.good,
            Ink.MUTED: tokens.muted,
        }

    def measure(self, role: str, *, strong: bool = False) -> Measure:
        """Return the measure of one of the theme's fonts."""
        found = self._measures.get((role, strong))
        if found is None:
            found = self._measures[role, strong] = Measure(self.theme.font(role, strong=strong))
        return found

    def soft(self, color: QColor, pct: float, base: QColor | None = None) -> QColor:
        """Return a colour laid thinly over the surface (or another base); full strength in high contrast."""
        if self.tokens.is_contrast:
            return color
        ground = base or self.tokens.surface
        key = (color.getRgb(), pct, ground.getRgb())
        found = self._soft.get(key)
        if found is None:
            found = self._soft[key] = mix(color, ground, pct)
        return found

    def skin(self, card: BlockCard, size: QSizeF, *, is_empty: bool) -> QPixmap:
        """Return the picture of a block without words; blocks of one kind and size share it."""
        key = (None, None) if is_empty else (card.category, card.protection)
        width, height = round(size.width() * self.dpr), round(size.height() * self.dpr)
        found = self._skins.get((*key, width, height))
        if found is None:
            if len(self._skins) > MAX_SKINS:
                self._skins.clear()
            found = QPixmap(width, height)
            found.setDevicePixelRatio(self.dpr)
            found.fill(_clear(self.tokens.surface))
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(0, 0, size.width(), size.height())
            if is_empty:
                _paint_empty(painter, self, area)
            else:
                paint_shape(painter, self, card, area)
            painter.end()
            self._skins[*key, width, height] = found
        return found

    def glyph(self, name: str, ink: Ink, category: Category) -> QPixmap:
        """Return a glyph in an ink; the category's own colour for `Ink.CATEGORY`."""
        key = (name, ink, category if ink is Ink.CATEGORY else None)
        found = self._glyphs.get(key)
        if found is None:
            color = self.category[category] if ink is Ink.CATEGORY else self.colors[ink]
            found = self._glyphs[key] = icons.pixmap(name, color, self.glyph_px, self.dpr)
        return found


def paint_boxes(painter: QPainter, inks: Inks, boxes: Iterable[tuple[Box, Face]]) -> None:
    """Draw blocks: first all shapes, then all words of one pen after the other, which spares most pen changes."""
    shown = list(boxes)
    for box, _ in shown:
        skin = inks.skin(box.card, box.rect.size(), is_empty=box.is_displaced or box.card.is_buffer)
        painter.drawPixmap(box.rect.topLeft(), skin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    runs: dict[Ink, list[tuple[float, float, Run]]] = {}
    for box, face in shown:
        x, y = box.rect.left(), box.rect.top()
        for run in face.runs:
            runs.setdefault(run.ink, []).append((x + run.x, y + run.baseline, run))
        for mark in face.marks:
            _paint_mark(painter, inks, mark, box.card.category, x, y)
    _paint_runs(painter, inks, runs)


def paint_face(painter: QPainter, inks: Inks, card: BlockCard, face: Face, corner: QPointF) -> None:
    """Draw the words and marks of a single block."""
    runs: dict[Ink, list[tuple[float, float, Run]]] = {}
    for run in face.runs:
        runs.setdefault(run.ink, []).append((corner.x() + run.x, corner.y() + run.baseline, run))
    _paint_runs(painter, inks, runs)
    for mark in face.marks:
        _paint_mark(painter, inks, mark, card.category, corner.x(), corner.y())


def paint_shape(painter: QPainter, inks: Inks, card: BlockCard, rect: QRectF) -> None:
    """Draw a block without its words: fill, outline by level, category edge, pattern strip."""
    if card.is_buffer:
        _paint_empty(painter, inks, rect)
        return
    tint, color = inks.tint[card.category], inks.category[card.category]
    painter.setPen(inks.outline[card.category, card.protection])
    painter.setBrush(tint)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    edge = HEAVY_EDGE_PX if card.protection is Protection.IMMOVABLE else EDGE_PX
    left, top, height = rect.left(), rect.top(), rect.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(left, top, edge + RADIUS, height), RADIUS, RADIUS)
    painter.fillRect(QRectF(left + edge, top + 1.5, RADIUS + 1, height - 3), tint)
    strip = inks.strip[card.category]
    if strip is not None:
        painter.drawTiledPixmap(QRectF(left + edge, top + 2, STRIP_PX, height - 4), strip, QPointF(0, top % 6))
    if card.protection is Protection.GUARDED:
        x = left + edge + (STRIP_PX + 1.5 if strip is not None else 2)
        painter.fillRect(QRectF(x, top + 1.5, 1.25, height - 3), color)


def _paint_empty(painter: QPainter, inks: Inks, rect: QRectF) -> None:
    """Draw a dashed frame without a fill of its own: a buffer, or a plan that gave way."""
    painter.setPen(inks.buffer_pen)
    painter.setBrush(inks.tokens.surface)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def paint_bar(painter: QPainter, inks: Inks, bar: Bar, faces: FaceMaker) -> None:
    """Draw an all-day block."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_shape(painter, inks, bar.card, bar.rect)
    paint_face(painter, inks, bar.card, faces.bar_face(bar.card, bar.rect.size()), bar.rect.topLeft())


def paint_chip(painter: QPainter, inks: Inks, chip: Chip) -> None:
    """Draw the "+n" chip of blocks that found no room."""
    tokens = inks.tokens
    painter.setPen(QPen(tokens.edge, 1))
    painter.setBrush(tokens.sunken)
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setFont(inks.texts[Ink.ATTENTION].font)
    painter.setPen(tokens.text)
    painter.drawText(chip.rect, Qt.AlignmentFlag.AlignCenter, f"+{len(chip.cards)}")


def _paint_runs(painter: QPainter, inks: Inks, runs: dict[Ink, list[tuple[float, float, Run]]]) -> None:
    for ink, pieces in runs.items():
        measure = inks.texts[ink]
        painter.setFont(measure.font)
        painter.setPen(inks.colors[ink])
        for x, baseline, run in pieces:
            measure.draw(painter, x, baseline, run.text)
            if run.is_struck:
                y = baseline - measure.ascent * 0.32
                painter.drawLine(QLineF(x, y, x + measure.width(run.text), y))


def _paint_mark(painter: QPainter, inks: Inks, mark: Mark, category: Category, x: float, y: float) -> None:
    painter.drawPixmap(round(x + mark.x), round(y + mark.y), inks.glyph(mark.name, mark.ink, category))


def _clear(color: QColor) -> QColor:
    """Return a colour with nothing of it left: full transparency."""
    clear = QColor(color)
    clear.setAlpha(0)
    return clear


def _outline(soft: QColor, color: QColor, level: Protection) -> QPen:
    if level is Protection.IMMOVABLE:
        return QPen(color, 1.5)
    pen = QPen(color if level is Protection.GUARDED else soft, 1)
    if level is Protection.OPEN:
        pen.setDashPattern([1, 2])
    elif level is Protection.FLEXIBLE:
        pen.setDashPattern([3, 2])
    return pen


def category_pattern(kind: Category, color: QColor, dpr: float) -> QPixmap | None:
    """Return a 6 px tile: cross hatch for management, dots for personal time, nothing for instruction."""
    if kind is Category.INSTRUCTIONAL:
        return None
    tile = QPixmap(round(6 * dpr), round(6 * dpr))
    tile.setDevicePixelRatio(dpr)
    tile.fill(_clear(color))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is Category.MANAGEMENT:
        painter.setPen(QPen(color, 0.9))
        painter.drawLine(QLineF(0, 0, 6, 6))
        painter.drawLine(QLineF(6, 0, 0, 6))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(color))
        painter.drawEllipse(QPointF(2.5, 3), 1.3, 1.3)
    painter.end()
    return tile
