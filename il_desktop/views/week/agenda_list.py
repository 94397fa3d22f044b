"""The agenda: days one after the other, each with its blocks, as a list. Reads nothing itself; asks for more days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from il_desktop.domain.school import DayKind
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime
from il_desktop.queries.week import BlockCard, WeekDay
from il_desktop.views.shared import tables, theme
from il_desktop.views.week.agenda_rows import ITEM, AgendaDelegate
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.parts import cut
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.summary import DaySummary
from il_desktop.wording.format import Words, count_text, day_text, duration_text, hours_text, long_day_text

Index = QModelIndex | QPersistentModelIndex
_STATES = {
    "kept": ("Kept", "good"),
    "shortened": ("Shortened", "muted"),
    "moved": ("Moved", "muted"),
    "replaced": ("Replaced", "muted"),
    "missed": ("Missed", "attention"),
    "cancelled": ("Cancelled", "muted"),
}
_KINDS = {
    DayKind.WEEKEND: "weekend",
    DayKind.HOLIDAY: "holiday",
    DayKind.STAFF_ONLY: "staff day",
    DayKind.WEATHER: "weather day",
}


@dataclass(frozen=True, slots=True)
class DayHead:
    """The heading of a day; `protected` is empty on days without protected time."""

    day: date
    text: str
    letter: str
    name: str
    protected: str
    count: int
    is_today: bool

    @property
    def spoken(self) -> str:
        """The heading in words."""
        letter = f"{self.letter} day" if self.letter else ""
        today = "today" if self.is_today else ""
        parts = (self.text, letter, self.name, self.protected, count_text(self.count, "block", "blocks"), today)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BlockItem:
    """One block on one day, its texts ready made."""

    day: date
    card: BlockCard
    time: str
    detail: str
    state: str
    tone: str
    is_past: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class QuietItem:
    """One or more days on which nothing is planned."""

    day: date
    text: str
    name: str

    @property
    def spoken(self) -> str:
        """The line in words."""
        return f"{self.text}, {self.name}"


Item = DayHead | BlockItem | QuietItem


def items_of(state: GridState, summaries: tuple[DaySummary, ...]) -> list[Item]:
    """Return headings, blocks and quiet lines in the order they stand; quiet days in a row share a line."""
    cards = _by_day(state)
    goals = {goal.goal_id: f"Goal {goal.rank}" if goal.rank else goal.title for goal in state.view.goals}
    items: list[Item] = []
    quiet: list[WeekDay] = []
    for day, summary in zip(state.view.days, summaries, strict=True):
        mine = cards.get(day.school.day, [])
        if not mine:
            quiet.append(day)
            continue
        if quiet:
            items.append(_quiet(quiet, state.words))
            quiet = []
        items.append(_head(day, summary, len(mine), state.words))
        items += [_block(day.school.day, card, state, goals) for card in mine]
    if quiet:
        items.append(_quiet(quiet, state.words))
    return items


def _by_day(state: GridState) -> dict[date, list[BlockCard]]:
    """Put blocks to the days they touch, whole days first."""
    parts = cut(state.view)
    cards: dict[date, list[BlockCard]] = {}
    for card in parts.whole_days:
        for day in card.span.days():
            cards.setdefault(day, []).append(card)
    for day, mine in parts.by_day.items():
        cards.setdefault(day, []).extend(part.card for part in sorted(mine, key=lambda part: (part.start, part.key)))
    return cards


def _head(day: WeekDay, summary: DaySummary, count: int, words: Words) -> DayHead:
    school, totals = day.school, summary.totals
    protected = ""
    if totals.protected_planned:
        planned = duration_text(totals.protected_planned)
        is_ahead = not totals.protected_kept and summary.ahead == totals.protected_planned
        kept = duration_text(totals.protected_kept)
        protected = f"{planned} protected" if is_ahead else f"{kept} of {planned} protected kept"
    return DayHead(
        school.day,
        long_day_text(school.day, words),
        school.day_type or "",
        school.name or (school.bells.name if school.bells else ""),
        protected,
        count,
        summary.is_today,
    )


def _quiet(days: list[WeekDay], words: Words) -> QuietItem:
    first, last = days[0].school, days[-1].school
    names = [day.school.name or _KINDS.get(day.school.kind, "") for day in days]
    known = list(dict.fromkeys(name for name in names if name))
    if len(known) > 1 and "weekend" in known:
        known.remove("weekend")
    text = day_text(first.day, words)
    if len(days) > 1:
        text = f"{text} \N{EN DASH} {day_text(last.day, words)}"
    return QuietItem(first.day, text, ", ".join(known) or "nothing planned")


def _block(day: date, card: BlockCard, state: GridState, goals: dict[str, str]) -> BlockItem:
    words = state.words
    start = card.span.start.minute if card.span.start.day == day else 0
    end = card.span.end.minute if card.span.end.day == day else MINUTES_PER_DAY
    time = "all day" if card.all_day or (start, end) == (0, MINUTES_PER_DAY) else hours_text(start, end, words)
    named = list(dict.fromkeys(goals[share.goal_id] for share in card.goals if share.goal_id in goals))
    detail = " · ".join(part for part in (card.place, *named) if part)
    word, tone = _state_of(card, state.now)
    level = card.protection.name.lower()
    category = card.category.name.lower()
    spoken = ", ".join(part for part in (day_text(day, words), time, card.title, level, category, word, detail) if part)
    return BlockItem(day, card, time, detail, word, tone, card.span.end <= state.now, spoken)


def _state_of(card: BlockCard, now: WallTime) -> tuple[str, str]:
    if card.state in _STATES:
        return _STATES[card.state]
    if card.all_day or card.is_buffer:
        return "", "muted"
    if card.span.end <= now:
        return "Kept?", "attention"
    return ("Now", "strong") if card.span.start <= now else ("", "muted")


class AgendaModel(QAbstractListModel):
    """The items of the agenda; only blocks can be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def show_items(self, items: list[Item]) -> None:
        """Take newer items; what stays the same at the beginning stays in place."""
        same = 0
        for old, new in zip(self.items, items, strict=False):
            if old != new:
                break
            same += 1
        if same < len(self.items):
            self.beginRemoveRows(QModelIndex(), same, len(self.items) - 1)
            del self.items[same:]
            self.endRemoveRows()
        if same < len(items):
            self.beginInsertRows(QModelIndex(), same, len(items) - 1)
            self.items.extend(items[same:])
            self.endInsertRows()

    def row_of(self, key: str, day: date | None = None) -> int:
        """Return the place of a block (on a day, where it touches several), -1 when it is not there."""
        rows = [row for row, item in enumerate(self.items) if isinstance(item, BlockItem) and item.card.key == key]
        return next((row for row in rows if self.items[row].day == day), rows[0] if rows else -1)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Return how many items there are."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only blocks be chosen."""
        if isinstance(self.items[index.row()], BlockItem):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the item for the delegate, words for everybody else."""
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return item.card.title if isinstance(item, BlockItem) else item.text
        return None


class AgendaList(QListView):
    """The agenda. Signals: opened(str key), chosen(Cursor) for a block, more_wanted() near the end."""

    opened = Signal(str)
    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_now = AgendaModel(self)
        self._is_filling = False
        self.setModel(self.model_now)
        tables.dress(self, "Agenda")
        self._delegate = AgendaDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(320, 200)
        self.selectionModel().currentChanged.connect(self._chosen)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.current().changed.connect(self._restyle)

    def item_at(self, index: Index) -> Item | None:
        """Return what stands at an index."""
        return self.model_now.items[index.row()] if index.isValid() else None

    @property
    def key(self) -> str:
        """The key of the chosen block, empty when none is chosen."""
        item = self.item_at(self.currentIndex())
        return item.card.key if isinstance(item, BlockItem) else ""

    def show_days(self, state: GridState, summaries: tuple[DaySummary, ...]) -> None:
        """List the days of a state; the chosen block stays chosen, else its neighbour, else the first not over."""
        before, was = self.item_at(self.currentIndex()), self.currentIndex().row()
        self._is_filling = True
        self.model_now.show_items(items_of(state, summaries))
        self._is_filling = False
        row = self.model_now.row_of(before.card.key, before.day) if isinstance(before, BlockItem) else -1
        if row < 0:
            row = self._other_row(was if isinstance(before, BlockItem) else -1)
        if row >= 0:
            self.setCurrentIndex(self.model_now.index(row))
            self._chosen(self.model_now.index(row))
            if not isinstance(before, BlockItem):
                self._show_head_above(row)

    def _other_row(self, was: int) -> int:
        """Return the block at or behind a former row, or the first that is not over; -1 when there is none."""
        blocks = [(row, item) for row, item in enumerate(self.model_now.items) if isinstance(item, BlockItem)]
        if not blocks:
            return -1
        if was >= 0:
            return next((row for row, _ in blocks if row >= was), blocks[-1][0])
        return next((row for row, item in blocks if not item.is_past), blocks[0][0])

    def choose(self, key: str, day: date) -> None:
        """Select a block and bring it into view."""
        row = self.model_now.row_of(key, day)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.model_now.index(row))

    def open_chosen(self) -> None:
        """Tell that the chosen block is to be opened."""
        if self.key:
            self.opened.emit(self.key)

    def _show_head_above(self, row: int) -> None:
        """Bring the heading of a row's day into view with it."""
        while row and not isinstance(self.model_now.items[row], DayHead):
            row -= 1
        self.scrollTo(self.model_now.index(row), QListView.ScrollHint.PositionAtTop)

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        item = self.item_at(index)
        if isinstance(item, BlockItem) and not self._is_filling:
            span = item.card.span
            minute = span.start.minute if span.start.day == item.day else 0
            self.chosen.emit(Cursor(item.day, minute, item.card.key))

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if not self._is_filling and bar.maximum() and value >= bar.maximum() - bar.pageStep() // 4:
            self.more_wanted.emit()

    @Slot()
    def _restyle(self) -> None:
        self.doItemsLayout()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen block by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the block under the pointer."""
        if isinstance(self.item_at(self.indexAt(event.position().toPoint())), BlockItem):
            self.open_chosen()
