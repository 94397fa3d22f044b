"""The week grid: one painted widget. Holds the shown week, its layout and cached picture; events go to the gestures.

It never writes: what the user wants leaves as signals. Places come from `geometry`, looks from the paint modules.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from il_desktop.domain.school import Period
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week import paint_overlay, tip
from il_desktop.views.week.canvas import Canvas
from il_desktop.views.week.cursor import Cursor, default_span, first_stop, place_at, step
from il_desktop.views.week.faces import Face
from il_desktop.views.week.geometry import WeekLayout
from il_desktop.views.week.gesture import Gestures
from il_desktop.views.week.hours import Hours
from il_desktop.views.week.parts import Parts, cut
from il_desktop.views.week.picture import GridState, Look, render
from il_desktop.views.week.selection import Selection
from il_desktop.views.week.snap import Pull
from il_desktop.views.week.summary import DaySummary, summarize

if TYPE_CHECKING:
    from il_desktop.views.week.feed_layer import FeedLayer
    from il_desktop.views.week.teacher_strip import TeacherStrip

MAGNET_PX = 6.0


class WeekGrid(Canvas):
    """Show days as columns. Signals carry frozen values.

    `create_wanted(Span)`, `change_wanted(Change)`, `open_wanted(str)` a block's key, `cursor_moved()`,
    `day_wanted(Cursor)` when an arrow key leaves the shown days, `chip_wanted(Chip)`, `shelve_wanted(BlockCard)`.
    """

    create_wanted = Signal(object)
    change_wanted = Signal(object)
    open_wanted = Signal(str)
    cursor_moved = Signal()
    day_wanted = Signal(object)
    chip_wanted = Signal(object)
    shelve_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cards: dict[str, BlockCard] = {}
        self._layout: WeekLayout | None = None
        self._summaries: tuple[DaySummary, ...] = ()
        self.floating = paint_overlay.Floating(self)
        self._magnets: dict[date, Pull] = {}
        self.cursor_at: Cursor | None = None
        self.selection = Selection(self)
        self.selection.changed.connect(self.update)
        self.teacher: TeacherStrip | None = None
        self.others: FeedLayer | None = None
        self.lit: tuple[Span, ...] = ()
        self.free_for: Callable[[BlockCard], tuple[Span, ...]] | None = None
        self.gestures = Gestures(self)
        self.hours = Hours(self)
        self.setMouseTracking(True)
        a11y.name(self, "Week")

    # what is shown

    @property
    def layout_now(self) -> WeekLayout | None:
        """The places of everything shown; made on first use after a change."""
        if self._layout is None and self._state is not None and self.width() > 60:
            self._layout = self.hours.lay_out(self._state)
        return self._layout

    @property
    def parts(self) -> Parts:
        """The shown blocks by day."""
        return self._parts

    @property
    def look(self) -> Look | None:
        """Pens and faces, None before the first layout."""
        return self._look

    @property
    def summaries(self) -> tuple[DaySummary, ...]:
        """Sums of the shown days."""
        return self._summaries

    @property
    def scroll_px(self) -> float:
        """How far the hours are scrolled, in pixels."""
        return self.hours.scroll_px

    def show_state(self, state: GridState) -> None:
        """Show another week or newer blocks of the same week."""
        self._state = state
        self._parts = cut(state.view)
        self._cards = {card.key: card for card in state.view.cards}
        self._summaries = summarize(state.view, self._parts, state.now, (state.work_start, state.work_end))
        self.floating.forget()
        self.selection.keep(self._cards)
        self._keep_cursor()
        self.forget()

    def set_now(self, now: WallTime) -> None:
        """Move the now line."""
        if self._state is not None and now != self._state.now:
            self.show_state(self._state._replace(now=now))

    def card(self, key: str) -> BlockCard | None:
        """Return the block with this key, when it is shown."""
        return self._cards.get(key)

    def focused_card(self) -> BlockCard | None:
        """Return the block that has the grid's focus."""
        return self.card(self.cursor_at.key) if self.cursor_at and self.cursor_at.key else None

    def selected_cards(self) -> list[BlockCard]:
        """Return the selected blocks in the order of their starts."""
        return [card for key, card in self._cards.items() if key in self.selection]

    def selected_beside(self, card: BlockCard) -> tuple[BlockCard, ...]:
        """Return the blocks selected together with one, none when it is not selected."""
        if card.key not in self.selection:
            return ()
        return tuple(other for other in self.selected_cards() if other.key != card.key)

    def periods_of(self, day: date) -> tuple[Period, ...]:
        """Return the bell periods of a shown day."""
        if self._state is not None:
            for shown in self._state.view.days:
                if shown.school.day == day:
                    return shown.school.periods
        return ()

    def magnets_of(self, day: date) -> Pull:
        """Return what attracts edges on a shown day: its bells and the edges of its blocks."""
        found = self._magnets.get(day)
        layout = self.layout_now
        if found is None and layout is not None:
            bells = [minute for period in self.periods_of(day) for minute in (period.start_min, period.end_min)]
            edges = [minute for part in self._parts.on(day) for minute in (part.start, part.end)]
            found = Pull(tuple(sorted({*bells, *edges})), MAGNET_PX / layout.px_per_min)
            self._magnets[day] = found
        return found or Pull()

    # the grid's own focus

    def focus_block(self, key: str) -> None:
        """Put the grid's focus on a block and bring it into view."""
        card = self.card(key)
        if card is not None:
            self.set_cursor(Cursor(card.span.start.day, card.span.start.minute, key))

    def set_cursor(self, cursor: Cursor) -> None:
        """Put the grid's focus on a slot or block and bring it into view."""
        self.cursor_at = cursor
        self.hours.reveal(cursor)
        self.update()
        self.cursor_moved.emit()

    def focus_now(self) -> None:
        """Put the grid's focus on the present moment."""
        if self._state is not None:
            self.set_cursor(first_stop(self._state.view, self._state.now))

    def focus_at(self, point: QPoint) -> None:
        """Put the grid's focus on what lies under a point."""
        layout = self.layout_now
        if layout is not None:
            hit = layout.hit(QPointF(point), self.scroll_px)
            self.gestures.focus(hit, layout.moment_at(layout.to_body(QPointF(point), self.scroll_px)))
            if self.cursor_at is None or self.cursor_at.key not in self.selection:
                self.selection.clear()  # a menu is about what was pointed at

    def cursor_near(self, day: date, minute: int) -> Cursor:
        """Return the block or quarter at a moment of a shown day."""
        return place_at(self._state.view, day, minute) if self._state is not None else Cursor(day, minute)

    def new_span(self) -> Span:
        """Return where a new block goes: the focused slot, behind the focused block, else the present moment."""
        card = self.focused_card()
        if card is not None and not card.all_day:
            return default_span(self._cards.values(), card.span.end)
        cursor = self.cursor_at
        if cursor is None or card is not None:
            cursor = first_stop(self._state.view, self._state.now) if self._state else Cursor(date.min, 0)
        return default_span(self._cards.values(), cursor.slot.start)

    def focus_rects(self) -> list[QRectF]:
        """Return where the focus ring goes, in widget pixels."""
        layout, cursor = self.layout_now, self.cursor_at
        if layout is None or cursor is None:
            return []
        if cursor.key:
            bar = layout.bar_of(cursor.key)
            if bar is not None:
                return [bar.rect]
            return [self.to_widget(box.rect) for box in layout.boxes_of(cursor.key)]
        return [self.to_widget(rect) for _, rect in layout.span_rects(cursor.slot)]

    def to_widget(self, rect: QRectF) -> QRectF:
        """Lead a rectangle from body to widget pixels."""
        top = self._layout.body_top if self._layout else 0.0
        return rect.translated(0, top - self.scroll_px)

    def _keep_cursor(self) -> None:
        state, cursor = self._state, self.cursor_at
        if state is None or cursor is None:
            return
        card = self.card(cursor.key) if cursor.key else None
        if card is not None:
            self.cursor_at = Cursor(card.span.start.day, card.span.start.minute, cursor.key)
            return
        days = [day.school.day for day in state.view.days]
        day = cursor.day if cursor.day in days else days[min(cursor.day.weekday(), len(days) - 1)]
        self.cursor_at = Cursor(day, cursor.minute)

    # the ghost of a gesture

    def light_up(self, card: BlockCard) -> None:
        """Show where a thing from the shelf fits."""
        self.lit = self.free_for(card) if self.free_for is not None else ()
        self.update()

    def ghost_face(self, card: BlockCard, size: QSizeF) -> Face:
        """Return the words of a block as it would stand elsewhere."""
        return self._look.faces.face(card, size) if self._look else Face((), ())

    # layout and picture

    def forget(self) -> None:
        """Lay out and draw everything anew."""
        self._layout = None
        self._magnets.clear()
        super().forget()

    def tip_at(self, point: QPointF) -> str:
        """Return what a block or day head had no room for; nothing while something is carried."""
        layout, state = self.layout_now, self._state
        if layout is None or state is None or self.gestures.is_busy:
            return ""
        hit = layout.hit(point, self.scroll_px)
        card = hit.box.card if hit.box else hit.bar.card if hit.bar else None
        if card is not None:
            return tip.card_tip(card, state.words)
        return tip.day_tip(state.view.days[hit.column], state.words) if hit.kind == "head" else ""

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the cached picture and draw what moves on it."""
        painter = QPainter(self)
        layout = self.layout_now
        if layout is None or self._look is None or self._state is None:
            painter.fillRect(self.rect(), self._theme.tokens.window)
            return
        picture = self._picture
        if picture is None or not self._has_picture:
            picture = render(
                self._picture, self.size(), self._look, self._state, layout, self.scroll_px, self._summaries
            )
            self._picture, self._has_picture = picture, True
        dpr = self._look.dpr
        for rect in event.region():  # pyright: ignore[reportGeneralTypeIssues]  it is; Qt's stub does not say so
            source = QRectF(rect.x() * dpr, rect.y() * dpr, rect.width() * dpr, rect.height() * dpr)
            painter.drawPixmap(QRectF(rect), picture, source)
        self.floating.paint(painter, layout, self._look.inks, self._state.words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the grid's focus; reached by Tab it starts at the present hour."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.cursor_at is None and self._state is not None:
            self.cursor_at = first_stop(self._state.view, self._state.now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the hours."""
        if self.hours.bar.isVisible():
            self.hours.bar.event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a gesture on, or show what lies under the pointer."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a block, or make one in an empty slot."""
        self.gestures.double_click(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the selection go: what is not seen is not deleted."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.selection.clear()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self.gestures.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the grid's focus with the arrow keys; Escape leaves a gesture."""
        if self.gestures.key(event):
            event.accept()
            return
        directions: dict[int, str] = {
            Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right",
            Qt.Key.Key_Home: "home", Qt.Key.Key_End: "end",
        }  # fmt: skip
        direction = directions.get(event.key())
        if direction and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self._step(direction)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let a gesture know that a modifier was let go."""
        if self.gestures.key_up(event):
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def _step(self, direction: str) -> None:
        if self._state is None:
            return
        if self.cursor_at is None:
            self.focus_now()
            return
        here = self.cursor_at
        layout = self.layout_now
        bounds = layout.shown_hours if layout else (0, 1440)
        there = step(self._state.view, here, direction, bounds)
        if any(day.school.day == there.day for day in self._state.view.days):
            self.set_cursor(there)
        else:
            self.day_wanted.emit(there)
