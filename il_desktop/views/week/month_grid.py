"""The month: one painted widget of days. Keys and mouse choose a day or one of its blocks; wishes leave as signals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week import tip
from il_desktop.views.week.canvas import Canvas
from il_desktop.views.week.cursor import STEP_MIN, Cursor
from il_desktop.views.week.ghost import Change, Deed
from il_desktop.views.week.month_geometry import DayCell, MonthHit, MonthLayout, lay_out_month, months_on
from il_desktop.views.week.month_paint import DayLook, MonthPainter, month_sizes, paint_focus, paint_target, week_number
from il_desktop.views.week.month_words import block_words, day_tip, day_words
from il_desktop.views.week.parts import cut
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.summary import DaySummary
from il_desktop.wording.format import Words


class _Press(NamedTuple):
    """Where and on what the button went down."""

    point: QPointF
    hit: MonthHit


class MonthGrid(Canvas):
    """Show a month by days.

    Signals: `day_wanted(date)` and `week_wanted(date)` to open them, `open_wanted(str)` a block's key, `turn_wanted`
    (date) another month, `cursor_moved(Cursor)`, `change_wanted(Change)` a block goes to another day at its own time.
    """

    day_wanted = Signal(object)
    week_wanted = Signal(object)
    open_wanted = Signal(str)
    turn_wanted = Signal(object)
    cursor_moved = Signal(object)
    change_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cards: dict[date, list[BlockCard]] = {}
        self._looks: dict[date, DayLook] = {}
        self._school_weeks: dict[date, int] = {}
        self._first = date.min
        self._layout: MonthLayout | None = None
        self._press: _Press | None = None
        self._moving: BlockCard | None = None
        self._target: date | None = None
        self.day = date.min
        self.key = ""
        a11y.name(self, "Month", "Arrow keys go from day to day, Space to its blocks, Enter opens, M moves a block.")

    # what is shown

    @property
    def days(self) -> list[date]:
        """The shown dates."""
        return [day.school.day for day in self._state.view.days] if self._state else []

    @property
    def layout_now(self) -> MonthLayout | None:
        """The places of everything shown; made on first use after a change."""
        if self._layout is None and self._state is not None and self.width() > 60:
            self._lay_out(self._state)
        return self._layout

    def show_month(
        self, first: date, state: GridState, summaries: tuple[DaySummary, ...], school_weeks: dict[date, int]
    ) -> None:
        """Show the month of a date; the state holds its whole weeks, `school_weeks` the number of each row's first."""
        self._first, self._state, self._school_weeks = first.replace(day=1), state, school_weeks
        self._parts = cut(state.view)
        self._looks = {
            day.school.day: DayLook(day, summary) for day, summary in zip(state.view.days, summaries, strict=True)
        }
        self._cards = {day: [part.card for part in self._parts.on(day)] for day in self._looks}
        for card in self._parts.whole_days:
            for day in card.span.days():
                if day in self._cards:
                    self._cards[day].append(card)
        if self.key and not any(card.key == self.key for card in self.cards_on(self.day)):
            self.key = ""
        self.forget()

    def cards_on(self, day: date) -> list[BlockCard]:
        """Return the blocks of a shown day."""
        return self._cards.get(day, [])

    def day_name(self, day: date) -> str:
        """Say a day for a screen reader: date, letter, what is special, protected minutes, number of blocks."""
        shown, state = self._looks.get(day), self._state
        if shown is None or state is None:
            return ""
        return day_words(shown, len(self.cards_on(day)), state.words)

    def day_blocks(self, day: date) -> str:
        """Say the blocks that a shown day has room for."""
        cell, state = self.cell_now(day), self._state
        return "; ".join(block_words(chip.card, state.words) for chip in cell.chips) if cell and state else ""

    @property
    def name(self) -> str:
        """The month in words."""
        words = self._state.words if self._state else Words()
        return f"{words.months[self._first.month - 1]} {self._first.year}"

    # the focus

    @property
    def place(self) -> Cursor:
        """The focused block, else the first free quarter of the work day: where a new block would go."""
        card = self.focused_card()
        if card is not None:
            return Cursor(self.day, card.span.start.minute, card.key)
        start, end = (self._state.work_start, self._state.work_end) if self._state else (480, 960)
        taken = [(part.start, part.end) for part in self._parts.on(self.day)]
        slots = range(start - start % STEP_MIN, end, STEP_MIN)
        free = (slot for slot in slots if not any(low < slot + STEP_MIN and slot < high for low, high in taken))
        return Cursor(self.day, next(free, start))

    def focused_card(self) -> BlockCard | None:
        """Return the chosen block of the focused day."""
        return next((card for card in self.cards_on(self.day) if card.key == self.key), None) if self.key else None

    def put_focus(self, day: date, key: str = "") -> None:
        """Put the focus on a day, or on one of its blocks."""
        self.day, self.key = day, key
        self.update()
        self.cursor_moved.emit(self.place)

    def _go(self, day: date) -> None:
        """Go to another day, turn the month where it lies outside, and say it."""
        if self._moving is not None:
            self._target = day
        if day.month != self._first.month or day.year != self._first.year:
            self.turn_wanted.emit(day)
        self.put_focus(day)
        a11y.announce(self, self.day_name(day))

    def _next_block(self, way: int) -> None:
        """Choose the next or previous shown block of the day; behind the last comes the day itself."""
        layout, state = self.layout_now, self._state
        cell = layout.cell_of(self.day) if layout else None
        if cell is None or state is None:
            return
        keys = ["", *(chip.card.key for chip in cell.chips)]
        place = keys.index(self.key) if self.key in keys else 0
        self.put_focus(self.day, keys[(place + way) % len(keys)])
        card = self.focused_card()
        a11y.announce(self, block_words(card, state.words) if card else self.day_name(self.day))

    # moving a block to another day; by "Move…" a click or Enter chooses the day (WCAG 2.5.7)

    @property
    def moving(self) -> BlockCard | None:
        """The block that waits for its new day."""
        return self._moving

    def arm(self, card: BlockCard) -> None:
        """Wait for the new day of a block."""
        self._moving, self._target = card, self.day
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()
        a11y.announce(self, f"{card.title}: choose the new day by click, or by arrow keys and Enter. Escape cancels.")

    def cancel(self) -> bool:
        """Drop what is under way; say whether there was something."""
        was_busy = self._moving is not None
        self._moving = self._target = self._press = None
        self.unsetCursor()
        self.update()
        return was_busy

    def _drop(self, day: date) -> None:
        card = self._moving
        self.cancel()
        if card is not None and card.span.start.day != day:
            start = WallTime(day, card.span.start.minute)
            self.change_wanted.emit(Change(card, card.span.moved_to(start), Deed.MOVE))

    # places and picture

    def _lay_out(self, state: GridState) -> None:
        look = self.look_for(state)
        weeks = len(state.view.days) // 7
        size = QSizeF(self.width(), self.height())
        self._layout = lay_out_month(self._first, state.view.first, self._cards, size, month_sizes(look), weeks=weeks)

    def forget(self) -> None:
        """Lay out and draw everything anew."""
        self._layout = None
        super().forget()

    def cell_now(self, day: date) -> DayCell | None:
        """Return the place of a shown date."""
        layout = self.layout_now
        return layout.cell_of(day) if layout else None

    def tip_at(self, point: QPointF) -> str:
        """Return what a chip or day had no room for."""
        layout, state = self.layout_now, self._state
        if layout is None or state is None:
            return ""
        hit = layout.hit(point)
        if hit.kind == "chip" and hit.card is not None:
            return tip.card_tip(hit.card, state.words)
        if hit.kind == "week":
            week = f"Week {week_number(hit.day)}"
            school = self._school_weeks.get(hit.day)
            return f"{week} · school week {school}" if school else week
        if hit.kind == "names":
            return ""
        return day_tip(self._looks[hit.day], state.words)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole month is drawn
        """Copy the cached picture and draw the focus on it."""
        painter = QPainter(self)
        layout = self.layout_now
        if layout is None or self._look is None or self._state is None:
            painter.fillRect(self.rect(), self._theme.tokens.window)
            return
        if self._picture is None or not self._has_picture:
            month = MonthPainter(layout, self._looks, self._look, self._state.words)
            self._picture, self._has_picture = month.paint(self._picture), True
        painter.drawPixmap(0, 0, self._picture)
        target = layout.cell_of(self._target) if self._target else None
        if self._moving is not None and target is not None:
            paint_target(painter, self._look.inks, target, self._moving, layout.sizes.chip)
        cell = layout.cell_of(self.day)
        if self.hasFocus() and cell is not None:
            paint_focus(painter, self._look.inks, cell, self.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day or block; while a block waits for its day, that day."""
        layout = self.layout_now
        if layout is None:
            return
        hit = layout.hit(event.position())
        if self._moving is not None:
            self._drop(hit.day)
            return
        if hit.kind not in ("names", "week"):
            self.put_focus(hit.day, hit.card.key if hit.card else "")
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = _Press(event.position(), hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a block to another day."""
        layout, press = self.layout_now, self._press
        if layout is None or press is None or press.hit.card is None:
            return
        way = (event.position() - press.point).manhattanLength()
        if self._moving is None and way >= QApplication.startDragDistance():
            self._moving = press.hit.card
        if self._moving is not None:
            self._target = layout.hit(event.position()).day
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop a dragged block; a click on a week's number or on "+n more" opens that week or day."""
        press, self._press = self._press, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._moving is not None:
            self._drop(self._target or self.day)
        elif press.hit.kind == "week":
            self.week_wanted.emit(press.hit.day)
        elif press.hit.kind == "more":
            self.day_wanted.emit(press.hit.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the block or the day."""
        layout = self.layout_now
        if layout is None or event.button() != Qt.MouseButton.LeftButton:
            return
        hit = layout.hit(event.position())
        if hit.card is not None:
            self.open_wanted.emit(hit.card.key)
        elif hit.kind == "day":
            self.day_wanted.emit(hit.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, choose blocks by Space, open by Enter, turn by Page Up and Page Down."""
        if not self._take_key(event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)

    def _take_key(self, key: int, keys: Qt.KeyboardModifier) -> bool:
        way = self._day_under(key) if keys == Qt.KeyboardModifier.NoModifier else None
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if way is not None:
            self._go(way)
        elif key == Qt.Key.Key_Space:
            self._next_block(-1 if keys & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key == Qt.Key.Key_Escape and (self._moving is not None or self.key):
            if not self.cancel():
                self.put_focus(self.day)
        elif is_enter and keys & Qt.KeyboardModifier.ControlModifier:
            self.week_wanted.emit(self.day)
        elif is_enter:
            self.open_here()
        else:
            return False
        return True

    def open_here(self) -> None:
        """Drop the moved block on the focused day, open the chosen block, or open the day."""
        if self._moving is not None:
            self._drop(self.day)
        elif self.focused_card() is not None:
            self.open_wanted.emit(self.key)
        else:
            self.day_wanted.emit(self.day)

    def _day_under(self, key: int) -> date | None:
        """Return the day a key leads to, None for any other key."""
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            return self.day + timedelta(days=steps[key])
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return months_on(self.day, 1 if key == Qt.Key.Key_PageDown else -1)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._state is not None:
            place = (self.day - self._state.view.first).days
            return self.day + timedelta(days=(0 if key == Qt.Key.Key_Home else 6) - place % 7)
        return None
