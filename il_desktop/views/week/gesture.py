"""What a mouse or key sequence on the grid means: draw, move, copy, resize, or "Move…" by clicks. Nothing is written.

One gesture at a time. Its result is a `Change` or a drawn span, handed to the grid's signals; Escape drops it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y
from il_desktop.views.week.cursor import Cursor, default_span
from il_desktop.views.week.geometry import Hit
from il_desktop.views.week.ghost import Change, Deed, Ghost, Mate, along
from il_desktop.views.week.pointer import hover, snap_by
from il_desktop.views.week.snap import STEP_MIN, Snapper, on_own_day

if TYPE_CHECKING:
    from il_desktop.views.week.beyond import Beyond
    from il_desktop.views.week.grid import WeekGrid

_WANDERS = (Deed.MOVE, Deed.COPY, Deed.PLACE)
_MODIFIERS: dict[int, Qt.KeyboardModifier] = {
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
}


class _Press(NamedTuple):
    """Where and on what the button went down."""

    point: QPointF
    moment: WallTime
    hit: Hit
    was_focused: bool
    is_toggle: bool = False


class Gestures:
    """The state of the gesture in progress on one grid."""

    def __init__(self, grid: WeekGrid) -> None:
        self._grid = grid
        self._snapper = Snapper(grid.periods_of, grid.magnets_of)
        self._press: _Press | None = None
        self._deed: Deed | None = None
        self._card: BlockCard | None = None
        self._along: tuple[BlockCard, ...] = ()
        self._is_armed = False
        self._last: QPointF | None = None
        self._keys = Qt.KeyboardModifier.NoModifier
        self.beyond: Beyond | None = None
        self.ghost: Ghost | None = None
        self.pointer: QPointF | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._deed is not None

    @property
    def is_armed(self) -> bool:
        """Whether the next click (or Enter) chooses a place."""
        return self._is_armed

    # the way by clicks and keys (WCAG 2.5.7)

    def arm(self, card: BlockCard, deed: Deed = Deed.MOVE) -> None:
        """Wait for a click on the new place; arrow keys and Enter choose it as well."""
        self._reset()
        self._deed, self._card, self._is_armed = deed, card, True
        self._along = self._grid.selected_beside(card) if deed in (Deed.MOVE, Deed.COPY) else ()
        self.pointer = None
        self._ask_teacher()
        if deed is Deed.PLACE:
            self._grid.light_up(card)
        self._set_ghost(self._ghost_at(card, card.span, deed))
        self._grid.setCursor(Qt.CursorShape.CrossCursor)
        what = {Deed.START: "the new start", Deed.END: "the new end"}.get(deed, "the new place")
        a11y.announce(self._grid, f"{card.title}: choose {what} by click, or by arrow keys and Enter. Escape cancels.")

    def carry(self, card: BlockCard, point: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Follow a pointer that brings a thing from the shelf; off the hours and the small month nothing floats."""
        layout = self._grid.layout_now
        if self._card is not card:
            self._reset()
            self._deed, self._card = Deed.PLACE, card
            self._ask_teacher()
            self._grid.light_up(card)
        day = self.beyond.carry(point) if self.beyond is not None else None
        if self.beyond is not None and day is not None:
            self.pointer = QPointF(point)
            self._set_ghost(self._ghost_at(card, self.beyond.place_on(card, day), Deed.PLACE))
            return
        is_at_edge = self.beyond is not None and self.beyond.way != 0
        if layout is None or not (is_at_edge or layout.viewport.contains(point)):
            self._set_ghost(None)
            return
        self._grid.hours.open_under(point, None)
        self._grid.hours.scroll_at_rim(point)
        self._follow(point, keys)

    def aim(self, day: date) -> None:
        """Take what is armed to a day chosen beside the grid: where it would fall if it were dropped there."""
        ghost, card = self.ghost, self._card
        if not self._is_armed or ghost is None or card is None or ghost.deed not in _WANDERS or self.beyond is None:
            return
        is_new = ghost.deed is Deed.PLACE
        span = self.beyond.place_on(card, day) if is_new else card.span.moved_to(WallTime(day, card.span.start.minute))
        self.pointer = None
        self._set_ghost(self._ghost_at(card, span, ghost.deed))
        a11y.announce(self._grid, self._grid.floating.spoken(ghost))
        self._grid.setFocus()

    def drop(self) -> None:
        """End carrying: place the thing where it floats, or leave it where it was."""
        self._finish()

    def hold(self, ghost: Ghost) -> None:
        """Keep a ghost on the grid while a question about it is open."""
        self._reset()
        self._set_ghost(ghost)

    def cancel(self) -> bool:
        """Drop what is under way; say whether there was something."""
        was_busy = self.is_busy or self.ghost is not None
        self._reset()
        return was_busy

    # events

    def press(self, event: QMouseEvent) -> None:
        """Begin: focus what was pressed; an armed gesture ends with the press."""
        layout = self._grid.layout_now
        if event.button() != Qt.MouseButton.LeftButton or layout is None:
            return
        point = event.position()
        if self._is_armed:
            self._follow(point, event.modifiers())
            self._finish()
            return
        focused = self._grid.cursor_at.key if self._grid.cursor_at else ""
        hit = layout.hit(point, self._grid.scroll_px, focused if self._grid.hasFocus() else "")
        moment = layout.moment_at(layout.to_body(point, self._grid.scroll_px))
        was_focused = bool(hit.box and hit.box.card.key == focused)
        is_toggle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._press = _Press(point, moment, hit, was_focused, is_toggle)
        self.focus(hit, moment)

    def move(self, event: QMouseEvent) -> None:
        """Carry on: start a drag after a few pixels, follow it, or show a fitting pointer shape."""
        point = event.position()
        if self._press is not None and self._deed is None:
            way = (point - self._press.point).manhattanLength()
            if way >= QApplication.startDragDistance() // 2:
                self._start_drag(self._press)
        if self._deed is not None:
            if self._press is not None:
                self._grid.hours.open_under(point, self._press.hit.fold)
            self._grid.hours.scroll_at_rim(point)
            self._follow(point, event.modifiers())
        else:
            hover(self._grid, point)

    def release(self, event: QMouseEvent) -> None:
        """End: a drag gives its result, a click on an edge handle arms resizing, a click on a fold opens it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._deed is not None and not self._is_armed:
            self._follow(event.position(), event.modifiers())
            card = self._card if self._deed is Deed.MOVE else None
            if card is not None and self.beyond is not None and self.beyond.is_over_shelf:
                self._reset()
                self._grid.shelve_wanted.emit(card)
                return
            self._finish()
            return
        press, self._press = self._press, None
        if press is not None and self._deed is None:
            self._click(press)

    def double_click(self, event: QMouseEvent) -> None:
        """Open the block, or ask for a new one in the empty slot."""
        self.cancel()
        layout = self._grid.layout_now
        if layout is None or event.button() != Qt.MouseButton.LeftButton:
            return
        hit = layout.hit(event.position(), self._grid.scroll_px)
        if hit.box is not None:
            self._grid.open_wanted.emit(hit.box.card.key)
        elif hit.bar is not None:
            self._grid.open_wanted.emit(hit.bar.card.key)
        elif hit.kind == "slot":
            moment = layout.moment_at(layout.to_body(event.position(), self._grid.scroll_px))
            self._grid.create_wanted.emit(default_span(self._cards(), moment))

    def key(self, event: QKeyEvent) -> bool:
        """Take keys that belong to a gesture; say whether the key was used."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return self.cancel() or self._grid.selection.clear()
        modifier = _MODIFIERS.get(key)
        if modifier is not None:
            return self._hold_key(self._keys | modifier)
        return self._is_armed and self._nudge(key)

    def key_up(self, event: QKeyEvent) -> bool:
        """Let a modifier go; say whether it mattered."""
        modifier = _MODIFIERS.get(event.key())
        return modifier is not None and self._hold_key(self._keys & ~modifier)

    def _hold_key(self, keys: Qt.KeyboardModifier) -> bool:
        """Follow the pointer's last place with other modifiers; Qt leaves the pressed one out of the event itself."""
        if self._deed is None or self._last is None:
            return False
        self._follow(self._last, keys)
        return True

    def leave(self) -> None:
        """Forget the pointer when it leaves."""
        if self._deed is None:
            self._grid.unsetCursor()

    # steps of a gesture

    def _cards(self) -> tuple[BlockCard, ...]:
        return self._grid.state.view.cards if self._grid.state else ()

    def focus(self, hit: Hit, moment: WallTime) -> None:
        """Put the grid's focus on a block or quarter that was pressed."""
        card = hit.box.card if hit.box else hit.bar.card if hit.bar else None
        if card is not None:
            self._grid.set_cursor(Cursor(card.span.start.day, card.span.start.minute, card.key))
        elif hit.kind == "slot":
            self._grid.set_cursor(Cursor(moment.day, moment.minute - moment.minute % STEP_MIN))

    def _click(self, press: _Press) -> None:
        hit = press.hit
        card = hit.box.card if hit.box else hit.bar.card if hit.bar else None
        if press.is_toggle:
            if card is not None:
                self._grid.selection.toggle(card.key)
            return
        if card is not None or hit.kind == "slot":
            self._grid.selection.clear()
        if hit.fold is not None:
            self._grid.hours.toggle(before=hit.fold.is_before)
        elif hit.chip is not None:
            self._grid.chip_wanted.emit(hit.chip)
        elif hit.kind == "gutter":
            self._grid.hours.close_at(press.point)
        elif hit.box is not None and hit.edge and press.was_focused:
            self.arm(hit.box.card, Deed(hit.edge))

    def _start_drag(self, press: _Press) -> None:
        hit = press.hit
        if hit.box is not None:
            self._deed = Deed(hit.edge) if hit.edge else Deed.MOVE
            self._card = hit.box.card
            if self._card.key not in self._grid.selection:
                self._grid.selection.clear()
            self._along = self._grid.selected_beside(self._card) if self._deed is Deed.MOVE else ()
            self._ask_teacher()
        elif hit.kind in ("slot", "fold"):
            self._deed, self._card = Deed.DRAW, None
        else:
            self._press = None

    def _follow(self, point: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Compute the ghost for the pointer at a widget point."""
        layout = self._grid.layout_now
        if layout is None or self._deed is None:
            return
        self._last = self.pointer = QPointF(point)
        self._keys = keys
        day = self._day_beyond(point)
        now = layout.moment_at(layout.to_body(point, self._grid.scroll_px))
        snap = snap_by(keys)
        card, deed = self._card, self._deed
        if card is None:
            if self._press is not None:
                self._set_ghost(Ghost(self._snapper.drawn(self._press.moment, now, snap), Deed.DRAW))
            return
        if deed in (Deed.START, Deed.END):
            span = self._snapper.resized(card.span, deed.value, on_own_day(card.span, deed.value, now), snap)
        else:
            if deed is Deed.MOVE:
                deed = Deed.COPY if keys & Qt.KeyboardModifier.ControlModifier else Deed.MOVE
            press = card.span.start if self._is_armed or self._press is None else self._press.moment
            span = self._snapper.moved(card.span, press, now, snap)
            if day is not None:
                span = card.span.moved_to(WallTime(day, card.span.start.minute))
        self._set_ghost(self._ghost_at(card, span, deed))

    def _day_beyond(self, point: QPointF) -> date | None:
        """Return the day of the small month that a dragged block is over."""
        is_carried = self._card is not None and self._deed in (Deed.MOVE, Deed.COPY) and not self._is_armed
        return self.beyond.follow(point) if self.beyond is not None and is_carried else None

    def go_on(self) -> None:
        """Carry on over other days: a drag follows its pointer, an armed block goes to the same weekday."""
        ghost, layout = self.ghost, self._grid.layout_now
        self._ask_teacher()
        if self._deed is None or ghost is None or layout is None:
            return
        if self.pointer is not None:
            self._follow(self.pointer, self._keys)
        elif ghost.card is not None and ghost.deed in _WANDERS and layout.column_of(ghost.span.start.day) is None:
            days = [column.day for column in layout.columns]
            day = next((one for one in days if one.weekday() == ghost.span.start.day.weekday()), days[0])
            span = ghost.span.moved_to(WallTime(day, ghost.span.start.minute))
            self._set_ghost(self._ghost_at(ghost.card, span, ghost.deed))
        if self._is_armed:
            self._grid.setFocus()

    def _ask_teacher(self) -> None:
        """Learn once, at the start and after a turn of the week, what the person of the carried block does."""
        if self._card is not None and self.beyond is not None:
            self._grid.teacher = self.beyond.teacher(self._card)

    def _ghost_at(self, card: BlockCard, span: Span, deed: Deed) -> Ghost:
        """Return the ghost of a block at a span; what is selected with it goes the same way."""
        is_for_all = deed in (Deed.MOVE, Deed.COPY)
        mates = tuple(Mate(one, along(card.span, span, one)) for one in self._along) if is_for_all else ()
        return Ghost(span, deed, card, mates=mates)

    def _finish(self) -> None:
        ghost = self.ghost
        self._reset()
        if ghost is None:
            return
        if ghost.card is None:
            self._grid.create_wanted.emit(ghost.span)
        elif ghost.deed in (Deed.COPY, Deed.PLACE) or ghost.span != ghost.card.span:
            self._grid.change_wanted.emit(Change(ghost.card, ghost.span, ghost.deed, ghost.mates))

    def enter(self) -> None:
        """Choose the armed place, open the focused block, or ask for a new one in the focused slot."""
        cursor = self._grid.cursor_at
        if self._is_armed:
            self._finish()
        elif cursor is not None and cursor.key:
            self._grid.open_wanted.emit(cursor.key)
        elif cursor is not None:
            self._grid.create_wanted.emit(default_span(self._cards(), cursor.slot.start))

    def _nudge(self, key: int) -> bool:
        """Move the armed ghost by 15 minutes or one day."""
        ways: dict[int, int] = {
            Qt.Key.Key_Up: -STEP_MIN, Qt.Key.Key_Down: STEP_MIN, Qt.Key.Key_Left: -1440, Qt.Key.Key_Right: 1440,
        }  # fmt: skip
        way, ghost, card = ways.get(key), self.ghost, self._card
        if way is None or ghost is None or card is None:
            return False
        if self._deed in (Deed.START, Deed.END) and abs(way) > STEP_MIN:
            return True  # an edge stays on its day
        if self._deed in (Deed.START, Deed.END):
            span = self._snapper.nudged(ghost.span, self._deed.value, way)
        else:
            start = ghost.span.start.plus(way)
            if self.beyond is not None:
                start = WallTime(self.beyond.reach(start.day, way), start.minute)
            span = ghost.span.moved_to(start)
        self.pointer = None
        self._set_ghost(self._ghost_at(card, span, ghost.deed))
        if self.ghost is not None:
            a11y.announce(self._grid, self._grid.floating.spoken(self.ghost))
        return True

    def _set_ghost(self, ghost: Ghost | None) -> None:
        """Take another ghost; the same place again changes nothing."""
        old = self.ghost
        if ghost is not None and old is not None and (ghost.span, ghost.deed) == (old.span, old.deed):
            return
        self.ghost = ghost
        self._grid.floating.changed(is_first=old is None)

    def _reset(self) -> None:
        self._press = self._deed = self._card = self._last = None
        self._along = ()
        self._is_armed = False
        self._grid.teacher = None
        self._grid.lit = ()
        if self.beyond is not None:
            self.beyond.leave()
        if self.ghost is not None:
            self._set_ghost(None)
        self.pointer = None
        self._grid.unsetCursor()
