"""What mouse and keys mean on the copy's grid: deeds of the copy, never a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from il_desktop.domain.blocks import Protection
from il_desktop.domain.proposal import Wanted, Work
from il_desktop.domain.walltime import Span
from il_desktop.domain.what_if import Add, Deed, Drop, Level, Piece, Put
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.week import BlockCard
from il_desktop.views.week import menus
from il_desktop.views.week.geometry import Chip
from il_desktop.views.week.ghost import Change, Mate
from il_desktop.views.week.ghost import Deed as Gesture
from il_desktop.views.week.keymap import Press, nudged
from il_desktop.views.what_if import keys

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from il_desktop.views.what_if.page import WhatIfPage

NEW_KIND = "office_work"
_IN_MENU = ("move", "take_out")


class Hands(QObject):
    """The wishes behind the copy's grid and its actions."""

    def __init__(self, page: WhatIfPage) -> None:
        super().__init__(page)
        self._page = page
        self._grid = page.copy_grid
        self._grid.change_wanted.connect(self.change)
        self._grid.create_wanted.connect(self.create)
        self._grid.open_wanted.connect(self.open_menu)
        self._grid.chip_wanted.connect(self._list_hidden)

    def register(self) -> None:
        """Add the actions of the grid."""
        registry, grid = self._page.shell.actions, self._grid
        for spec in keys.GRID:
            owner = grid if spec.scope == "widget" else self._page
            registry.add(spec, getattr(self, spec.id.removeprefix(f"{keys.PAGE}.")), owner)
        for spec, gesture, minutes in keys.nudges():
            registry.add(spec, Press(self._nudge, (gesture, minutes), self).fire, grid)
        for spec, level in keys.levels():
            registry.add(spec, Press(self._set_level, level, self).fire, grid)

    # by mouse

    @Slot(object)
    def change(self, change: Change) -> None:
        """Move or resize what was carried; with Ctrl a further one is made."""
        pairs = [Mate(change.card, change.span), *change.mates]
        if change.deed is Gesture.COPY:
            self._try([self._another(card, span) for card, span in pairs])
        else:
            self._try([Put(card.key, span) for card, span in pairs])

    @Slot(object)
    def create(self, span: Span) -> None:
        """Ask what is done then, and put it in."""
        title = self._page.shell.ask.text(self._page, "New block in the copy", "What is done then?")
        if title is None or not title.strip():
            return
        rows = [row for row in self._page.shell.desk.cached(activity_types) if row.is_active]
        typed = title.strip().casefold()
        usual = next(row for row in rows if row.key == NEW_KIND)
        kind = next((row for row in rows if typed.startswith(row.name.casefold())), usual)
        wanted = Wanted(
            self._page.bench.copy.free_key(), Work.BLOCK, "", title.strip(), span.minutes, kind.key, kind.category,
            Protection(kind.default_protection),
        )  # fmt: skip
        self._try([Add(Piece(wanted, span))])

    @Slot(str)
    def open_menu(self, key: str) -> None:
        """Offer what can be done with a block where it stands."""
        grid = self._grid
        grid.focus_block(key)
        rects = grid.focus_rects()
        if rects:
            self.block_menu().popup(grid.mapToGlobal(rects[0].bottomLeft().toPoint()))

    def block_menu(self) -> QMenu:
        """Return what can be done with the focused block."""
        actions = self._page.shell.actions
        menu = QMenu(self._page)
        for name in _IN_MENU:
            menu.addAction(actions.action(f"{keys.PAGE}.{name}"))
        levels = QMenu("Protection", menu)
        for spec, _ in keys.levels():
            levels.addAction(actions.action(spec.id))
        menu.addMenu(levels)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @Slot(object)
    def _list_hidden(self, chip: Chip) -> None:
        menu = menus.hidden_menu(self._page, chip)
        menu.triggered.connect(self._focus_listed)
        menu.popup(self._grid.mapToGlobal(self._grid.to_widget(chip.rect).toRect().bottomLeft()))

    @Slot(object)
    def _focus_listed(self, action: QAction) -> None:
        self._grid.focus_block(action.data())

    # by key

    @Slot()
    def new(self) -> None:
        """Put a block in at the grid's focus."""
        self.create(self._grid.new_span())

    @Slot()
    def move(self) -> None:
        """Let the next click or Enter choose a new place."""
        card = self._grid.focused_card()
        if card is not None:
            self._grid.setFocus()
            self._grid.gestures.arm(card)

    @Slot()
    def take_out(self) -> None:
        """Take the selected blocks out of the copy, else the focused one."""
        card = self._grid.focused_card()
        cards = self._grid.selected_cards() or ([card] if card is not None else [])
        self._try([Drop(each.key) for each in cards])

    @Slot()
    def menu(self) -> None:
        """Choose an armed place, else open the focused block's menu or make a block in the empty slot."""
        self._grid.gestures.enter()

    @Slot()
    def all_hours(self) -> None:
        """Open or close the hours outside work, in both weeks."""
        for grid in self._page.grids:
            grid.hours.toggle_all()

    def _nudge(self, way: tuple[Gesture, int]) -> None:
        card = self._grid.focused_card()
        span = nudged(card, *way, "work") if card is not None else None
        if card is not None and span is not None:
            self._try([Put(card.key, span)])

    def _set_level(self, level: Protection) -> None:
        card = self._grid.focused_card()
        if card is not None and card.protection is not level:
            self._try([Level(card.key, level)])

    # doing

    def _another(self, card: BlockCard, span: Span) -> Deed:
        piece = self._page.bench.copy.pieces()[card.key]
        wanted = piece.wanted._replace(
            key=self._page.bench.copy.free_key(), work=Work.BLOCK, ref="", with_key="", is_repeating=False
        )
        return Add(Piece(wanted, span, piece.goals))

    def _try(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            self._page.try_out(deed)
