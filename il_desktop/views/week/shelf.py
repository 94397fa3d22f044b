"""The shelf beside the week: what wants a place, to be dragged, clicked or keyed onto the grid. Reads; the deeds write.

Loaded when it is first opened. A row is armed by Enter or by a click, and then the grid's next click or Enter is its
place; a row can be dragged as well, and a block that came from here goes back by drag or key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.school import DayKind
from il_desktop.domain.shelf import ShelfItem, fitting, free_gaps
from il_desktop.domain.walltime import Span
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.shelf import shelf as shelf_query
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.week.free_places import busy_times
from il_desktop.views.week.ghost import Deed
from il_desktop.views.week.shelf_rows import ROW_ROLE, ShelfDelegate, ShelfRow, ShelfRows
from il_desktop.wording.format import duration_text
from il_desktop.wording.shelf import KINDS, fits_text, is_late, shelf_reason, shelf_spoken, shelf_title

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

Index = QModelIndex | QPersistentModelIndex
_TABLES = frozenset({
    "task", "visit", "feedback", "interruption", "time_block", "block_series", "person", "setting", "calendar_span",
})  # fmt: skip
_FREE_DAYS = frozenset({DayKind.WEEKEND, DayKind.HOLIDAY, DayKind.WEATHER})
_EMPTY = (
    "Nothing waits for a place. Visits without a time, promised talks, lost protected minutes and tasks with minutes "
    "gather here."
)
_HINT = "Drag a row onto the week or a day of the month, or press Enter and choose its place."


class ShelfList(QListView):
    """The rows. Signals: armed(row), carried(row, QPoint on the screen), dropped(), let_go()."""

    armed = Signal(object)
    carried = Signal(object, QPoint)
    dropped = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tables.dress(self, "Shelf")
        self.setItemDelegate(ShelfDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self._pressed: ShelfRow | None = None
        self._from = QPoint()
        self._is_carrying = False

    def _current(self) -> ShelfRow | None:
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, ShelfRow) else None

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the row under the pointer."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).data(ROW_ROLE)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = row if is_left and isinstance(row, ShelfRow) else None
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the pressed row along."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._from).manhattanLength()
        if self._is_carrying or way >= QApplication.startDragDistance():
            self._is_carrying = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(self._pressed, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is carried; a plain click lets the next click on the grid choose the place."""
        row, self._pressed = self._pressed, None
        was_carrying, self._is_carrying = self._is_carrying, False
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if was_carrying:
            self.dropped.emit()
        elif row is not None:
            self.armed.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arm the current row on Enter; Escape drops what is carried, else leaves the shelf."""
        row = self._current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row is not None:
            self.armed.emit(row)
        elif event.key() == Qt.Key.Key_Escape:
            self._pressed, self._is_carrying = None, False
            self.unsetCursor()
            self.let_go.emit()
        else:
            super().keyPressEvent(event)


class ShelfPanel(QWidget):
    """Count, filter and rows of the shelf, and the words when it is empty."""

    def __init__(self, page: WeekPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._items: tuple[ShelfItem, ...] = ()
        self._gaps: list[Span] = []
        self._card: BlockCard | None = None
        self._is_stale = True
        self._is_target = False
        self.rows = ShelfRows(self)
        self.list = ShelfList(self)
        self.list.setModel(self.rows)
        self.filter = ComboBox(self)
        self.filter.addItem("Everything", "")
        for kind, text in KINDS.items():
            self.filter.addItem(text, kind.value)
        a11y.name(self.filter, "What the shelf shows")
        self.count = PlainLabel("", muted=True, parent=self)
        self.empty = PlainLabel(_EMPTY, muted=True, fit="wrap", parent=self)
        self.hint = PlainLabel(_HINT, "caption", muted=True, fit="wrap", parent=self)
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self.setFocusProxy(self.list)
        self.filter.currentIndexChanged.connect(self._show_rows)
        self.list.armed.connect(self._arm)
        self.list.carried.connect(self._carry)
        self.list.dropped.connect(self._drop)
        self.list.let_go.connect(self._let_go)
        page.grid.free_for = self.free_for
        page.shell.hub.changed.connect(self._take)

    def take_focus(self) -> None:
        """Put the focus on the rows, on the filter while there is none."""
        (self.list if self.rows.rowCount() else self.filter).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # what is shown

    def recount(self) -> None:
        """Count again what fits into the shown days; read again what is stale."""
        if not self.isVisible():
            self._is_stale = True
            return
        shell = self._page.shell
        calendar, settings = shell.desk.cached(school_calendar), shell.settings()
        if self._is_stale:
            self._is_stale = False
            self._items = shell.desk.read(shelf_query, shell.now(), calendar, settings)
        state = self._page.grid.state
        days = [day.school.day for day in state.view.days if day.school.kind not in _FREE_DAYS] if state else []
        busy = busy_times(shell, days[0], days[-1]) if days else []
        self._gaps = free_gaps(
            [*(state.view.cards if state else ()), *busy],
            [day for day in days if day.weekday() < 5],
            work_start_min=settings.work_start_min,
            work_end_min=settings.work_end_min,
            now=shell.now(),
        )
        self._show_rows()
        if self._card is not None and self._page.grid.gestures.is_busy:
            self._page.grid.light_up(self._card)

    @Slot()
    def _show_rows(self) -> None:
        chosen, current = self.filter.currentData(), self.list.currentIndex()
        row = current.data(ROW_ROLE)
        shown = [self._row(item) for item in self._items if not chosen or item.ref.kind == chosen]
        self.rows.show_rows(shown)
        place = self.rows.place_of(row.item.ref.key) if isinstance(row, ShelfRow) else -1
        if shown:
            place = place if place >= 0 else min(max(current.row(), 0), len(shown) - 1)
            self.list.setCurrentIndex(self.rows.index(place))
        self.count.setText(f"{len(shown)} to place" if shown else "")
        self.list.setVisible(bool(shown))
        self.hint.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _row(self, item: ShelfItem) -> ShelfRow:
        words, today = self._page.shell.words, self._page.shell.today()
        places = len(fitting(self._gaps, item.minutes))
        return ShelfRow(
            item,
            shelf_title(item),
            duration_text(item.minutes),
            shelf_reason(item, today, words),
            fits_text(places),
            is_late(item, today),
            places > 0,
            shelf_spoken(item, today, places, words),
        )

    def free_for(self, card: BlockCard) -> tuple[Span, ...]:
        """Return the free stretches of the shown days that are long enough."""
        return tuple(fitting(self._gaps, card.span.minutes))

    # planning

    def card_of(self, item: ShelfItem) -> BlockCard:
        """Return the block a thing would be, at the first place it fits, else at the grid's focus."""
        fits = fitting(self._gaps, item.minutes)
        start = fits[0].start if fits else self._page.grid.new_span().start
        key, name, category, level = item.activity
        return BlockCard(
            ref=BlockRef(item.ref.key), title=shelf_title(item), activity_key=key, activity_name=name,
            category=category, protection=level, span=Span.of(start, item.minutes),
            tz=self._page.shell.settings().tz,
        )  # fmt: skip

    @Slot(object)
    def _arm(self, row: ShelfRow) -> None:
        """Let the next click or Enter on the grid choose the place."""
        self._card = self.card_of(row.item)
        self._page.modes.arm(self._card, Deed.PLACE)

    @Slot(object, QPoint)
    def _carry(self, row: ShelfRow, screen: QPoint) -> None:
        grid = self._page.grid
        if self._card is None or self._card.key != row.item.ref.key or not grid.gestures.is_busy:
            self._card = self.card_of(row.item)
        point = QPointF(grid.mapFromGlobal(screen))
        grid.gestures.carry(self._card, point, QApplication.keyboardModifiers())

    @Slot()
    def _drop(self) -> None:
        self._card = None
        self._page.grid.gestures.drop()

    @Slot()
    def _let_go(self) -> None:
        """Drop what is carried, else go back to the grid."""
        self._card = None
        if not self._page.grid.gestures.cancel():
            self._page.grid.setFocus()

    # blocks that come back

    def set_target(self, screen: QPointF | None) -> bool:
        """Mark the shelf as the place a dragged block would go to; tell whether the pointer is over it."""
        is_target = (
            screen is not None and self.isVisible() and self.rect().contains(self.mapFromGlobal(screen).toPoint())
        )
        if is_target != self._is_target:
            self._is_target = is_target
            self.update()
        return is_target

    @Slot(object)
    def _take(self, changes: ChangeSet) -> None:
        if changes.tables & _TABLES:
            self._is_stale = True
            self.recount()

    # Qt overrides

    def showEvent(self, event) -> None:  # noqa: ANN001  QShowEvent
        """Read what changed while hidden."""
        super().showEvent(event)
        self.recount()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  only the frame of a target is drawn
        """Frame the shelf while a block over it would come back."""
        if self._is_target:
            painter = QPainter(self)
            painter.setPen(QPen(theme.current().tokens.accent, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
