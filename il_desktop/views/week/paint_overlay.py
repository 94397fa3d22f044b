"""What floats over the cached picture: the ghost of a gesture with its tip, and the focus ring with its handles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import Span
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import icons
from il_desktop.views.shared.theme import RADIUS_CARD
from il_desktop.views.week import tip
from il_desktop.views.week.faces import Face
from il_desktop.views.week.geometry import WeekLayout
from il_desktop.views.week.ghost import Deed, Ghost, placed_spans
from il_desktop.views.week.paint_blocks import RADIUS, Inks, paint_face, paint_shape
from il_desktop.wording.format import Words, hours_text

if TYPE_CHECKING:
    from il_desktop.views.week.grid import WeekGrid

_TIP_PAD = 8.0
_WASH_ALPHA = 150
_TINT_ALPHA = 36
SELECTED_EDGE_PX = 3.0
_MATE_TEXT = 14.0


class Tip(NamedTuple):
    """The live tip: its place in widget pixels, its lines, whether the second warns.

    The third is about a teacher, the fourth about another calendar.
    """

    area: QRectF
    first: str
    second: str
    is_serious: bool
    third: str = ""
    fourth: str = ""


class Floating:
    """The layer over one grid's picture: keeps what the ghost met and covers, so that a step redraws little else."""

    def __init__(self, grid: WeekGrid) -> None:
        self._grid = grid
        self._tip: Tip | None = None
        self._region = QRegion()
        self._met_by: tuple[Ghost, list[BlockCard]] | None = None
        self._mates: dict[tuple[str, int, int], QPixmap] = {}

    @property
    def tip_area(self) -> QRectF:
        """Where the live tip lies, empty without one: nothing is drawn over it."""
        return self._tip.area if self._tip is not None else QRectF()

    def forget(self) -> None:
        """Judge the ghost's place anew: the blocks may be others."""
        self._met_by = None

    def changed(self, *, is_first: bool) -> None:
        """Draw anew what the ghost left and where it is now; the first and the last one touch their block too."""
        grid, old = self._grid, self._region
        layout, ghost, look = grid.layout_now, grid.gestures.ghost, grid.look
        self._tip, self._region = None, QRegion()
        if layout is not None and ghost is not None and look is not None:
            if not ghost.is_held:
                self._tip = make_tip(grid, look.inks, ghost)
            self._region = _region(grid, layout, ghost, self._tip)
        if is_first or ghost is None:
            self._mates.clear()
            grid.update()
        else:
            grid.update(old.united(self._region))

    def tip_text(self, ghost: Ghost) -> tuple[str, str]:
        """Return the two lines of the live tip: when and how long, and what it would meet."""
        state = self._grid.state
        if state is None:
            return "", ""
        is_shown = any(day.school.day == ghost.span.start.day for day in state.view.days)
        when = tip.when_text(ghost.span, state.words, is_dated=not is_shown)
        if ghost.mates:
            when = f"{len(ghost.mates) + 1} blocks · {when}"
        return when, tip.consequence_text(self._met(ghost), state.now)

    def teacher_text(self, ghost: Ghost) -> str:
        """Return what the person of a dragged visit does at its place, empty when nobody or nothing is known."""
        teacher = self._grid.teacher
        return teacher.text(ghost.span) if teacher is not None else ""

    def busy_text(self, ghost: Ghost) -> str:
        """Return what another calendar holds at the ghost's place; nothing without a subscription."""
        others = self._grid.others
        return tip.busy_text(others.met(placed_spans(ghost))) if others is not None else ""

    def spoken(self, ghost: Ghost) -> str:
        """Return all lines of the tip in one."""
        lines = (*self.tip_text(ghost), self.teacher_text(ghost), self.busy_text(ghost))
        return ", ".join(line for line in lines if line)

    def is_conflict(self, ghost: Ghost) -> bool:
        """Tell whether the ghost's place needs a decision."""
        return tip.is_serious(self._met(ghost))

    def tip_anchor(self, ghost: Ghost) -> QPointF:
        """Return where the tip's corner goes: beside the pointer, else under the ghost."""
        grid = self._grid
        if grid.gestures.pointer is not None:
            return grid.gestures.pointer + QPointF(16, 20)
        layout = grid.layout_now
        rects = layout.span_rects(ghost.span) if layout else []
        return grid.to_widget(rects[0][1]).bottomLeft() + QPointF(0, 8) if rects else QPointF()

    def _met(self, ghost: Ghost) -> list[BlockCard]:
        if self._met_by is None or self._met_by[0] is not ghost:
            grid = self._grid
            own = ghost.card.key if ghost.card is not None and ghost.deed is not Deed.COPY else ""
            cards = grid.state.view.cards if grid.state else ()
            met = tip.met_together(grid.parts, ghost) if ghost.mates else tip.met_cards(cards, ghost.span, own)
            self._met_by = ghost, met
        return self._met_by[1]

    def paint(self, painter: QPainter, layout: WeekLayout, inks: Inks, words: Words) -> None:
        """Draw everything that moves, in widget pixels."""
        grid = self._grid
        ghost = grid.gestures.ghost
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if grid.selection and (ghost is None or not ghost.mates):  # what is carried is washed out, not marked
            _paint_selection(painter, grid, layout, inks)
        if ghost is not None or grid.lit:
            painter.save()
            painter.setClipRect(layout.viewport, Qt.ClipOperation.IntersectClip)
            painter.translate(0, layout.body_top - grid.scroll_px)
            for span in grid.lit:
                _paint_lit(painter, layout, inks, span)
            if grid.teacher is not None:
                day = ghost.span.start.day if ghost is not None else layout.columns[0].day
                grid.teacher.paint(painter, layout, inks, day)
            if ghost is not None:
                _paint_ghost(painter, grid, layout, inks, ghost, words, self._mates)
            painter.restore()
        if grid.hasFocus() and (ghost is None or not grid.gestures.is_busy):
            _paint_focus(painter, grid, layout, inks)
        if self._tip is not None:
            _paint_tip(painter, inks, self._tip)


def _region(grid: WeekGrid, layout: WeekLayout, ghost: Ghost, tip_shown: Tip | None) -> QRegion:
    """Return everything a ghost, its tip and the strip of its teacher touch, in widget pixels."""
    areas = [tip_shown.area] if tip_shown is not None else []
    if grid.teacher is not None:
        areas.append(grid.to_widget(grid.teacher.area(layout, ghost.span.start.day)))
    for span in (ghost.span, *(mate.span for mate in ghost.mates)):
        for _, rect in layout.span_rects(span):
            areas.append(grid.to_widget(rect.adjusted(0, 0, 0, layout.frame.sizes.line)))
    region = QRegion()
    for area in areas:
        region += area.toAlignedRect().adjusted(-3, -3, 3, 3)
    return region


def _paint_lit(painter: QPainter, layout: WeekLayout, inks: Inks, span: Span) -> None:
    """Tint a free stretch in which what is carried fits; the edge tells it from protected time."""
    tint = QColor(inks.tokens.good)
    painter.setPen(QPen(tint, 1, Qt.PenStyle.DashLine))
    tint.setAlpha(_TINT_ALPHA)
    painter.setBrush(tint)
    for _, rect in layout.span_rects(span):
        painter.drawRoundedRect(rect.adjusted(0.5, 1.5, -0.5, -1.5), RADIUS, RADIUS)


def _paint_selection(painter: QPainter, grid: WeekGrid, layout: WeekLayout, inks: Inks) -> None:
    """Mark the selected blocks: a tint and a 3 px edge in the accent."""
    accent = inks.tokens.accent
    tint = QColor(accent)
    tint.setAlpha(_TINT_ALPHA)
    painter.save()
    painter.setClipRect(layout.viewport)
    for box in layout.boxes:
        if box.key in grid.selection:
            rect = grid.to_widget(box.rect)
            _mark(painter, rect, accent, tint)
            if not box.is_displaced:
                _clear_words(painter, inks, grid.ghost_face(box.card, rect.size()), rect.topLeft())
    painter.restore()
    for bar in layout.bars:
        if bar.card.key in grid.selection:
            _mark(painter, bar.rect, accent, tint)


def _clear_words(painter: QPainter, inks: Inks, face: Face, corner: QPointF) -> None:
    """Draw the words of a tinted block again in full ink: muted ones would fall below 4.5:1 on the tint."""
    painter.setPen(inks.tokens.text)
    for run in face.runs:
        measure = inks.texts[run.ink]
        painter.setFont(measure.font)
        measure.draw(painter, corner.x() + run.x, corner.y() + run.baseline, run.text)


def _mark(painter: QPainter, rect: QRectF, accent: QColor, tint: QColor) -> None:
    painter.setPen(QPen(accent, 1))
    painter.setBrush(tint)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.fillRect(QRectF(rect.left() - 1, rect.top(), SELECTED_EDGE_PX, rect.height()), accent)


def _paint_ghost(
    painter: QPainter,
    grid: WeekGrid,
    layout: WeekLayout,
    inks: Inks,
    ghost: Ghost,
    words: Words,
    mates: dict[tuple[str, int, int], QPixmap],
) -> None:
    """Draw what is carried; `mates` keeps the pictures of what goes along from step to step."""
    if ghost.card is not None and ghost.deed is not Deed.COPY:
        wash = QColor(inks.tokens.surface)
        wash.setAlpha(_WASH_ALPHA)
        for card in (ghost.card, *(mate.card for mate in ghost.mates)):
            for box in layout.boxes_of(card.key):
                painter.fillRect(box.rect, wash)
    for mate in ghost.mates:
        for _, rect in layout.span_rects(mate.span) if not mate.card.all_day else ():
            shape = _shape(rect, layout)
            key = mate.card.key, round(shape.width()), round(shape.height())
            picture = mates.get(key)
            if picture is None:
                picture = mates[key] = _mate_picture(inks, mate.card, shape.size(), _edge(inks, ghost))
            painter.drawPixmap(shape.topLeft(), picture)
    _paint_one(painter, grid, layout, inks, ghost, words)


def _edge(inks: Inks, ghost: Ghost) -> QColor:
    return inks.tokens.attention if ghost.is_held else inks.tokens.accent


def _mate_picture(inks: Inks, card: BlockCard, size: QSizeF, edge: QColor) -> QPixmap:
    """Return a block that goes along: its shape and title; the tip of the first one tells the time."""
    picture = QPixmap(inks.skin(card, size, is_empty=card.is_buffer))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    measure = inks.measure("body", strong=True)
    painter.setFont(measure.font)
    painter.setPen(inks.tokens.text)
    row = min(size.height(), measure.height + 4)
    baseline = (row - measure.height) / 2 + measure.ascent
    painter.drawText(QPointF(_MATE_TEXT, baseline), measure.elided(card.title, size.width() - _MATE_TEXT - 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 2))
    painter.drawRoundedRect(QRectF(QPointF(1, 1), size - QSizeF(2, 2)), RADIUS, RADIUS)
    painter.end()
    return picture


def _shape(rect: QRectF, layout: WeekLayout) -> QRectF:
    """Return the outline of a ghost: as high as one line of text at least."""
    shape = rect.adjusted(0, 0, 0, -1)
    shape.setHeight(max(shape.height(), layout.frame.sizes.line))
    return shape


def _paint_one(painter: QPainter, grid: WeekGrid, layout: WeekLayout, inks: Inks, ghost: Ghost, words: Words) -> None:
    tokens = inks.tokens
    for _, rect in layout.span_rects(ghost.span):
        shape = _shape(rect, layout)
        if ghost.card is not None:
            card = ghost.card._replace(span=ghost.span, state="")  # what became of it stays where it was
            paint_shape(painter, inks, card, shape)
            paint_face(painter, inks, card, grid.ghost_face(card, shape.size()), shape.topLeft())
        else:
            painter.setBrush(inks.theme.tint(tokens.accent))
            painter.setPen(QPen(tokens.accent, 1))
            painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            measure = inks.measure("body", strong=True)
            painter.setFont(measure.font)
            painter.setPen(tokens.text)
            minute = ghost.span.start.minute
            text = measure.elided(hours_text(minute, minute + ghost.span.minutes, words), shape.width() - 12)
            row = min(shape.height(), measure.height + 4)
            y = shape.top() + (row - measure.height) / 2 + measure.ascent
            painter.drawText(QPointF(shape.left() + 8, y), text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_edge(inks, ghost), 2))
        painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _paint_focus(painter: QPainter, grid: WeekGrid, layout: WeekLayout, inks: Inks) -> None:
    tokens = inks.tokens
    cursor = grid.cursor_at
    painter.save()
    if cursor is None or layout.bar_of(cursor.key) is None:
        painter.setClipRect(layout.viewport)
    for rect in grid.focus_rects():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.surface, 2))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(QPen(tokens.focus, 2))
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), RADIUS_CARD, RADIUS_CARD)
    for box in layout.boxes_of(cursor.key) if cursor and cursor.key else ():
        rect = grid.to_widget(box.rect)
        for y, is_here in ((rect.top() - 2, box.starts_here), (rect.bottom() + 2, box.ends_here)):
            if is_here:
                painter.setPen(QPen(tokens.focus, 2))
                painter.setBrush(tokens.surface)
                painter.drawRoundedRect(QRectF(rect.center().x() - 9, y - 3, 18, 6), 3, 3)
    painter.restore()


def make_tip(grid: WeekGrid, inks: Inks, ghost: Ghost) -> Tip:
    """Set the words of a ghost's tip and find it a place inside the grid."""
    first, second = grid.floating.tip_text(ghost)
    strong, small = inks.measure("body", strong=True), inks.measure("caption")
    width, height = strong.width(first), strong.height
    third, fourth = grid.floating.teacher_text(ghost), grid.floating.busy_text(ghost)
    mark = inks.theme.px(14) + 6
    for line in filter(None, (second, third, fourth)):
        width = max(width, small.width(line) + mark)
        height += small.height + 2
    width = min(width, grid.width() - 4 * _TIP_PAD)
    anchor = grid.floating.tip_anchor(ghost)
    x = min(max(4.0, anchor.x()), grid.width() - width - 2 * _TIP_PAD - 4)
    y = min(max(4.0, anchor.y()), grid.height() - height - 2 * _TIP_PAD - 4)
    area = QRectF(x, y, width + 2 * _TIP_PAD, height + _TIP_PAD + 4)
    lines = (small.elided(line, width - mark) if line else "" for line in (second, third, fourth))
    second, third, fourth = lines
    return Tip(area, first, second, grid.floating.is_conflict(ghost), third, fourth)


def _paint_tip(painter: QPainter, inks: Inks, shown: Tip) -> None:
    tokens = inks.tokens
    strong, small = inks.measure("body", strong=True), inks.measure("caption")
    painter.setPen(QPen(tokens.edge, 1))
    painter.setBrush(tokens.surface)
    painter.drawRoundedRect(shown.area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
    painter.setFont(strong.font)
    painter.setPen(tokens.text)
    x, y = shown.area.left() + _TIP_PAD, shown.area.top() + _TIP_PAD / 2 + 2
    painter.drawText(QPointF(x, y + strong.ascent), shown.first)
    y += strong.height + 2
    painter.setFont(small.font)
    mark = inks.theme.px(14)
    warning = ("triangle-alert", tokens.attention) if shown.is_serious else ("info", tokens.muted)
    others = ("calendar-x", tokens.attention)
    for text, (icon, color) in (
        (shown.second, warning), (shown.third, ("user", tokens.text)), (shown.fourth, others),
    ):  # fmt: skip
        if text:
            icons.draw(painter, icon, color, x, y, mark)
            painter.setPen(color)
            painter.drawText(QPointF(x + mark + 6, y + small.ascent), text)
            y += small.height + 2
