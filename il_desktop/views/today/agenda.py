"""The list of the day: one row per block, a heading over what is past, and the line of the present moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.today import AgendaRow, TodayView
from il_desktop.views.shared import tables, theme
from il_desktop.views.today import words as say
from il_desktop.views.today.row_delegate import AgendaDelegate
from il_desktop.wording.format import Words, clock_text, duration_text

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RowItem:
    """One block as the delegate draws it; texts are ready made."""

    row: AgendaRow
    time: str
    detail: str
    second_line: str
    make_up: str
    state: str
    tone: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class HeadItem:
    """The heading over past blocks."""

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class NowItem:
    """The line of the present moment."""

    time: str
    hint: str


Item = RowItem | HeadItem | NowItem


def items_of(view: TodayView, now: WallTime, words: Words) -> list[Item]:
    """Return heading, rows and now line in the order they stand."""
    is_today = view.school.day == now.day
    rows = [_row_item(row, now, words) for row in view.rows]
    past = [item for item in rows if item.is_past]
    ahead = [item for item in rows if not item.is_past]
    items: list[Item] = []
    if past:
        done = sum(item.row.card.state != "planned" for item in past)
        items.append(HeadItem("So far" if is_today else "The day", f"{done} of {len(past)} reconciled"))
    items += past
    if is_today and rows:
        running = [item for item in ahead if item.row.card.span.start <= now]
        items += running
        ahead = [item for item in ahead if item not in running]
        hint = f"next in {duration_text(now.until(ahead[0].row.card.span.start))}" if ahead else "nothing more today"
        items.append(NowItem(clock_text(now.minute, words), hint))
    return items + ahead


def _row_item(row: AgendaRow, now: WallTime, words: Words) -> RowItem:
    state, tone = say.state_text(row, now)
    make_up = f"make-up {words.short_weekdays[row.make_up_of.weekday()]}" if row.make_up_of else ""
    return RowItem(
        row,
        say.time_text(row, words),
        say.detail_text(row, words),
        say.mention_text(row, words),
        make_up,
        state,
        tone,
        row.card.span.end <= now and not row.card.all_day,
    )


class AgendaModel(QAbstractListModel):
    """The items of one day; headings and the now line cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._now: WallTime | None = None
        self._words = Words()

    def show_items(self, items: list[Item], now: WallTime, words: Words) -> None:
        """Replace what is listed."""
        self.beginResetModel()
        self._items, self._now, self._words = items, now, words
        self.endResetModel()

    def item(self, index: Index) -> Item:
        """Return what stands at an index."""
        return self._items[index.row()]

    def row_of(self, key: str) -> int:
        """Return the place of a block, -1 when it is not there."""
        for number, item in enumerate(self._items):
            if isinstance(item, RowItem) and item.row.card.key == key:
                return number
        return -1

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Return how many items there are."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only blocks be chosen."""
        if isinstance(self.item(index), RowItem):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the item for the delegate, words for everybody else."""
        item = self.item(index)
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, RowItem):
                if role == Qt.ItemDataRole.DisplayRole or self._now is None:
                    return item.row.card.title
                return say.spoken_row(item.row, self._now, self._words)
            return f"{item.text}, {item.hint}" if isinstance(item, HeadItem) else f"Now {item.time}, {item.hint}"
        return None


class AgendaList(QListView):
    """The day as a list. Signal: opened(str key) for a double click or Enter on a block."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.agenda = AgendaModel(self)
        self.setModel(self.agenda)
        tables.dress(self, "Blocks of the day")
        self.setItemDelegate(AgendaDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        theme.current().changed.connect(self._restyle)

    @property
    def key(self) -> str:
        """The key of the chosen block, empty when none is chosen."""
        index = self.currentIndex()
        item = self.agenda.item(index) if index.isValid() else None
        return item.row.card.key if isinstance(item, RowItem) else ""

    def show_day(self, view: TodayView, now: WallTime, words: Words) -> None:
        """List a day; the chosen block stays chosen, else the first that waits or comes next is."""
        before = self.key
        items = items_of(view, now, words)
        self.agenda.show_items(items, now, words)
        row = self.agenda.row_of(before) if before else -1
        if row < 0:
            row = self._first_open(items)
        if row >= 0:
            self.setCurrentIndex(self.agenda.index(row))

    def _first_open(self, items: list[Item]) -> int:
        rows = [(number, item) for number, item in enumerate(items) if isinstance(item, RowItem)]
        waiting = [number for number, item in rows if item.row.card.state == "planned"]
        return waiting[0] if waiting else rows[0][0] if rows else -1

    def choose(self, key: str) -> None:
        """Select a block and bring it into view."""
        row = self.agenda.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.agenda.index(row))

    def choose_next_open(self) -> None:
        """Choose the next block that is over and waits for an answer; the chosen one stays where none is left."""
        count, start = self.agenda.rowCount(), self.currentIndex().row()
        for number in (*range(start + 1, count), *range(start)):
            item = self.agenda.item(self.agenda.index(number))
            if isinstance(item, RowItem) and item.is_past and item.row.card.state == "planned":
                self.setCurrentIndex(self.agenda.index(number))
                return

    @Slot()
    def open_chosen(self) -> None:
        """Tell that the chosen block is to be opened."""
        if self.key:
            self.opened.emit(self.key)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if isinstance(self.agenda.item(index), RowItem):
            self.open_chosen()

    @Slot()
    def _restyle(self) -> None:
        self.doItemsLayout()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen block in view."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QListView.ScrollHint.EnsureVisible)
