"""The painted week for assistive technology: a list with one named entry for each block, selections announced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Slot

from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y, painted_list
from il_desktop.views.week.faces import CATEGORY_NAME, LEVEL_NAME, STATE_WORD
from il_desktop.views.week.grid import WeekGrid
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.tip import met_cards
from il_desktop.wording.format import count_text, days_text, hours_text

_KEYS = (
    "Arrow keys go between blocks and free places, Enter opens, Space selects, M moves, "
    "P and a digit set the protection."
)


def install(grid: WeekGrid) -> None:
    """Give a grid its entries."""
    painted_list.install(grid, WeekEntries(grid))
    _Follower(grid)


def block_name(card: BlockCard, state: GridState) -> str:
    """Return what a screen reader says for a block: level, category, when, title, what became of it, overlaps."""
    words = state.words
    start = card.span.start
    day = words.short_weekdays[start.day.weekday()]
    hours = "all day" if card.all_day else hours_text(start.minute, start.minute + card.span.minutes, words)
    parts = [LEVEL_NAME[card.protection], CATEGORY_NAME[card.category], f"{day} {hours}", card.title]
    if card.state == "kept" or card.state in STATE_WORD:
        parts.append(card.state)
    elif card.span.end <= state.now and not card.is_buffer and not card.all_day:
        parts.append("not reconciled")
    overlaps = len(met_cards(state.view.cards, card.span, card.key)) if not card.all_day else 0
    if overlaps:
        parts.append(f"overlaps {overlaps}")
    return ", ".join(parts)


def selection_text(count: int) -> str:
    """Say how many blocks are selected."""
    return f"{count_text(count, 'block', 'blocks')} selected" if count else "Nothing selected"


class WeekEntries(painted_list.PaintedEntries):
    """The shown blocks, by key."""

    def __init__(self, grid: WeekGrid) -> None:
        self._grid = grid

    def keys(self) -> Sequence[str]:
        """Return the shown blocks' keys."""
        state = self._grid.state
        return [card.key for card in state.view.cards] if state is not None else ()

    def focused(self) -> str | None:
        """Return the block with the grid's focus."""
        card = self._grid.focused_card()
        return card.key if card is not None else None

    def area(self, key: str) -> QRectF:
        """Return a block's bar or box, empty while it is folded away."""
        layout = self._grid.layout_now
        if layout is None:
            return QRectF()
        bar, boxes = layout.bar_of(key), layout.boxes_of(key)
        if bar is not None:
            return bar.rect
        return self._grid.to_widget(boxes[0].rect) if boxes else QRectF()

    def name(self, key: str) -> str:
        """Return the block in words."""
        state, card = self._grid.state, self._grid.card(key)
        return block_name(card, state) if state is not None and card is not None else ""

    def description(self, key: str) -> str:
        """Return the block's place."""
        card = self._grid.card(key)
        return card.place if card is not None else ""

    def title(self) -> str:
        """Return the shown dates."""
        state = self._grid.state
        if state is None:
            return ""
        days = state.view.days
        return f"Week, {days_text(days[0].school.day, days[-1].school.day, state.words)}"

    def help(self) -> str:
        """Return the keys."""
        return _KEYS

    def is_selected(self, key: str) -> bool:
        """Tell whether a block is selected; without a selection the focused one is."""
        selection = self._grid.selection
        return key in selection if selection else key == self.focused()

    def takes_several(self) -> bool:
        """Tell that several blocks can be selected."""
        return True


class _Follower(QObject):
    """Tells assistive technology when the grid's own focus or selection changed."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._selected: frozenset[str] = frozenset()
        grid.cursor_moved.connect(self._moved)
        grid.selection.changed.connect(self._chosen)

    @Slot()
    def _moved(self) -> None:
        painted_list.tell_focus(self._grid)

    @Slot()
    def _chosen(self) -> None:
        """Say how many blocks are selected, and let each changed one tell its new state."""
        before, now = self._selected, frozenset(self._grid.selection.keys)
        self._selected = now
        a11y.announce(self._grid, selection_text(len(now)))
        for key in before ^ now:
            painted_list.tell_selection(self._grid, key, is_selected=key in now)
