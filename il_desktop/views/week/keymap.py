"""What can be done on the week page, with its keys. Single letters need the grid's focus (WCAG 2.1.4).

`Doings` turns keys, menus and buttons into wishes; the page shows, the deeds write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.week.faces import LEVEL_NAME
from il_desktop.views.week.geometry import shown_like
from il_desktop.views.week.ghost import Change, Deed, Mate
from il_desktop.views.week.snap import STEP_MIN

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

_PAGE = "week"
CONTEXT_IDS = ("week.open", "week.rename", "week.move", "week.duplicate", "week.to_shelf", "week.delete")


def _spec(
    name: str, text: str, keys: str | tuple[str, ...], menu: str, group: int, icon: str = "", scope: str = "widget"
) -> ActionSpec:
    return ActionSpec(f"week.{name}", text, keys, icon=icon, menu=menu, group=group, page=_PAGE, scope=scope)


_WINDOW = (
    _spec("new", "&New block", "Ctrl+N", "edit", 20, "plus", "window"),
    _spec("duplicate", "D&uplicate block", "Ctrl+Shift+D", "edit", 21, "copy", "window"),
    ActionSpec(
        "week.previous", "&Previous", ("Alt+Left",), icon="chevron-left", menu="go", group=20, page=_PAGE,
        mac=("Ctrl+[",), tip="Show the days before",
    ),
    ActionSpec(
        "week.next", "Ne&xt", ("Alt+Right",), icon="chevron-right", menu="go", group=20, page=_PAGE,
        mac=("Ctrl+]",), tip="Show the days after",
    ),
    ActionSpec(
        "week.shelf", "S&helf", "Ctrl+Shift+L", icon="list-checks", menu="view", group=21, page=_PAGE,
        tip="Show what wants a place in the week; again to put it away",
    ),
    ActionSpec(
        "week.plan", "&Plan week", "F7", icon="calendar-check", menu="tools", group=20, page=_PAGE,
        tip="Propose a place for what waits, with as few moves as possible; nothing changes before you accept",
    ),
    ActionSpec(
        "week.lost", "I &lost time…", "F8", icon="calendar-x", menu="tools", group=20, page=_PAGE,
        tip="Say which time is gone and see the smallest repair of the week",
    ),
    ActionSpec(
        "week.print_week", "&Print the week…", "Ctrl+P", icon="printer", menu="file", group=1, page=_PAGE,
        tip="Write the shown week as a page of paper, for you, the office or the staff",
    ),
    ActionSpec(
        "week.try_out", "Tr&y it out…", "Shift+F7", icon="copy", menu="tools", group=20, page=_PAGE,
        tip="Change a copy of this week as you like, beside the week itself; adopt it as one step or throw it away",
    ),
)  # fmt: skip

_GRID = (
    _spec("open", "&Open block", ("Return", "Enter"), "edit", 20, "square-pen"),
    _spec("rename", "&Rename block", "F2", "edit", 20),
    _spec("select", "Select or leave &out", ("Space", "Ctrl+Space"), "edit", 20),
    _spec("select_day", "Select &all of the day", "Ctrl+A", "edit", 20),
    _spec("delete", "De&lete block", "Del", "edit", 20, "trash-2"),
    _spec("move", "&Move block…", "M", "edit", 21, "move"),
    _spec("to_shelf", "Put back on the &shelf", "U", "edit", 21, "list-checks"),
    _spec("today", "&Today", "T", "go", 21, "calendar"),
    _spec("go_to_date", "&Go to date…", "G", "go", 21),
    _spec("all_hours", "&Hours outside work", "H", "view", 21),
)

_LAYERS = (
    ActionSpec(
        "week.show_ideal", "&Ideal week behind the days", "I", menu="view", group=22, page=_PAGE, scope="widget",
        checkable=True, tip="Lay the colours of the ideal week under the blocks",
    ),
    ActionSpec(
        "week.show_first", "Plan as &first made", "F", menu="view", group=22, page=_PAGE, scope="widget",
        checkable=True, tip="Show by dashed outlines where moved and missed blocks first stood",
    ),
)  # fmt: skip

NUDGES = (
    (_spec("earlier", "Move 15 minutes earlier", "Ctrl+Up", "edit", 22), Deed.MOVE, -STEP_MIN),
    (_spec("later", "Move 15 minutes later", "Ctrl+Down", "edit", 22), Deed.MOVE, STEP_MIN),
    (_spec("day_before", "Move one day back", "Ctrl+Left", "edit", 22), Deed.MOVE, -MINUTES_PER_DAY),
    (_spec("day_after", "Move one day on", "Ctrl+Right", "edit", 22), Deed.MOVE, MINUTES_PER_DAY),
    (_spec("end_later", "End 15 minutes later", "Shift+Down", "edit", 23), Deed.END, STEP_MIN),
    (_spec("end_earlier", "End 15 minutes earlier", "Shift+Up", "edit", 23), Deed.END, -STEP_MIN),
    (_spec("start_later", "Start 15 minutes later", "Ctrl+Shift+Down", "edit", 23), Deed.START, STEP_MIN),
    (_spec("start_earlier", "Start 15 minutes earlier", "Ctrl+Shift+Up", "edit", 23), Deed.START, -STEP_MIN),
)

_MODES = (
    (_spec("show_day", "&Day", "1", "view", 20), "day"),
    (_spec("show_work", "&Work week", "2", "view", 20), "work"),
    (_spec("show_week", "Wee&k", "3", "view", 20), "week"),
    (_spec("show_month", "&Month", "4", "view", 20), "month"),
    (_spec("show_agenda", "&Agenda", "5", "view", 20), "agenda"),
    (_spec("show_year", "&Year", "6", "view", 20), "year"),
)

_ON_BLOCK = frozenset({"week.rename", "week.delete", "week.move", "week.duplicate", "week.to_shelf"})


class Press(QObject):
    """Carries one value from a key to what it does."""

    def __init__(self, do: Callable[[Any], None], value: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._value = value

    @Slot()
    def fire(self) -> None:
        """Do it."""
        self._do(self._value)


class Doings(QObject):
    """The wishes behind the page's actions."""

    def __init__(self, page: WeekPage) -> None:
        super().__init__(page)
        self._page = page
        self._grid = page.grid

    def register(self) -> list[QAction]:
        """Add all actions to the registry; return those that need a focused block."""
        registry, page, grid = self._page.shell.actions, self._page, self._grid
        places = [(spec, page) for spec in _WINDOW] + [(spec, grid) for spec in _GRID]
        plain = [registry.add(spec, getattr(self, spec.id.removeprefix("week.")), owner) for spec, owner in places]
        for spec, name in zip(_LAYERS, ("ideal", "first"), strict=True):
            registry.add(spec, Press(self._layer, name, self).fire, grid).setChecked(name in page.layers)
        for spec, mode in _MODES:
            registry.add(spec, Press(page.set_mode, mode, self).fire, grid)
        nudges = [registry.add(spec, Press(self.nudge, (deed, way), self).fire, grid) for spec, deed, way in NUDGES]
        levels = [
            registry.add(
                _spec(f"level_{level.value}", f"Protection: {LEVEL_NAME[level]}", f"P, {level.value}", "edit", 24),
                Press(self.set_level, level, self).fire,
                grid,
            )
            for level in Protection
        ]
        return [action for action in plain if action.objectName() in _ON_BLOCK] + nudges + levels

    @Slot()
    def new(self) -> None:
        """Make a block at the grid's focus."""
        self._page.deeds.create(self._grid.new_span())

    @Slot()
    def open(self) -> None:
        """Open the focused block, choose an armed place, or make a block in the empty slot."""
        self._page.modes.open_here()

    @Slot()
    def select(self) -> None:
        """Select the focused block, or leave it out again."""
        card = self._grid.focused_card()
        if card is not None:
            self._grid.selection.toggle(card.key)

    @Slot()
    def select_day(self) -> None:
        """Select all blocks of the focused day."""
        cursor, state = self._grid.cursor_at, self._grid.state
        if cursor is not None and state is not None:
            self._grid.selection.choose(card.key for card in state.view.cards if cursor.day in card.span.days())

    @Slot()
    def rename(self) -> None:
        """Open the focused block with its title selected."""
        card = self._grid.focused_card()
        if card is not None:
            self._page.open_block(card.key, rename=True)

    @Slot()
    def delete(self) -> None:
        """Delete what is selected, else the focused block; undo brings it back."""
        card = self._grid.focused_card()
        selected = self._grid.selected_cards()
        if selected:
            self._page.deeds.delete_all(selected)
        elif card is not None:
            self._page.deeds.delete(card)

    @Slot()
    def duplicate(self) -> None:
        """Put a copy of the focused block right behind it; for several selected ones choose the place next."""
        card = self._grid.focused_card()
        selected = self._grid.selected_cards()
        if len(selected) > 1:
            self._page.modes.arm(card if card is not None and card in selected else selected[0], Deed.COPY)
        elif card is not None:
            self._page.deeds.change(Change(card, card.span.moved_to(card.span.end), Deed.COPY))

    @Slot()
    def move(self) -> None:
        """Let the next click or Enter choose a new place for the focused block, and for what is selected with it."""
        card = self._grid.focused_card()
        selected = self._grid.selected_cards()
        if selected and card not in selected:
            card = selected[0]
        if card is not None:
            self._page.modes.arm(card)

    @Slot()
    def to_shelf(self) -> None:
        """Take the focused block off the calendar and put what it stands for back on the shelf."""
        card = self._grid.focused_card()
        if card is not None:
            self._page.deeds.put_back(card)

    @Slot()
    def shelf(self) -> None:
        """Show the shelf and go to it, or put it away."""
        self._page.toggle_shelf()

    @Slot()
    def plan(self) -> None:
        """Propose a plan for the shown week."""
        from il_desktop.views.planner.sheet import the_planner  # noqa: PLC0415  loaded when first opened

        the_planner(self._page, self._page).open_plan()

    @Slot()
    def lost(self) -> None:
        """Ask which time was lost, the focused block's to begin with, and propose a repair."""
        from il_desktop.views.planner.sheet import the_planner  # noqa: PLC0415  loaded when first opened

        card = self._grid.focused_card()
        the_planner(self._page, self._page).open_lost_at(card.span if card is not None else None)

    @Slot()
    def print_week(self) -> None:
        """Write the shown days as a page of paper, of a longer view the week in its middle."""
        from il_desktop.views.week.print_week import print_shown  # noqa: PLC0415  needed only here

        print_shown(self._page)

    def _layer(self, name: str) -> None:
        from il_desktop.views.week.layers import toggle  # noqa: PLC0415  off at first

        toggle(self._page, name)

    @Slot()
    def try_out(self) -> None:
        """Open the shown week as a copy to try things in."""
        self._page.shell.go("what_if", self._page.anchor.isoformat())

    @Slot()
    def today(self) -> None:
        """Show today and put the grid's focus on the present moment."""
        self._page.show_week(self._page.shell.today())
        self._grid.focus_now()

    @Slot()
    def go_to_date(self) -> None:
        """Ask for a date and show it."""
        from il_desktop.views.week.go_to_date import GoToDate  # noqa: PLC0415  needed only here

        dialog = GoToDate(self._page.shell, self._page.anchor, self._page)
        dialog.chosen.connect(self._page.show_week)
        dialog.open()

    @Slot()
    def previous(self) -> None:
        """Show the days before."""
        self._turn(-1)

    @Slot()
    def next(self) -> None:
        """Show the days after."""
        self._turn(1)

    @Slot()
    def all_hours(self) -> None:
        """Open or close the hours outside work."""
        self._grid.hours.toggle_all()

    def set_level(self, level: Protection) -> None:
        """Give what is selected, else the focused block, a protection level."""
        card = self._grid.focused_card()
        selected = self._grid.selected_cards()
        if selected:
            self._page.deeds.set_level_of(selected, level)
        elif card is not None and card.protection is not level:
            self._page.deeds.set_level(card, level)

    def nudge(self, way: tuple[Deed, int]) -> None:
        """Move what is selected, else the focused block, or one edge of the focused block, by minutes."""
        card = self._grid.focused_card()
        selected = self._grid.selected_cards()
        if way[0] is Deed.MOVE and selected:
            lead = card if card is not None and card in selected else selected[0]
            mates = tuple(Mate(one, self._along(one, way[1])) for one in selected if one is not lead)
            self._page.deeds.change(Change(lead, self._along(lead, way[1]), Deed.MOVE, mates))
        elif card is not None:
            span = nudged(card, *way, self._page.mode)
            if span is not None:
                self._page.deeds.change(Change(card, span, way[0]))

    def _along(self, card: BlockCard, minutes: int) -> Span:
        """Return a selected block's span after a nudge; a whole day moves by days only."""
        if card.all_day and abs(minutes) < MINUTES_PER_DAY:
            return card.span
        return nudged(card, Deed.MOVE, minutes, self._page.mode) or card.span

    def _turn(self, way: int) -> None:
        page = self._page
        page.show_week(page.modes.turned(page.mode, page.anchor, way))


def nudged(card: BlockCard, deed: Deed, minutes: int, mode: str) -> Span | None:
    """Return the span after a nudge; a work week leaves its weekends out; None when nothing would be left."""
    start, end = card.span.start.plus(minutes), card.span.end.plus(minutes)
    if deed is Deed.END:
        return Span(card.span.start, end) if end > card.span.start else None
    if deed is Deed.START:
        return Span(start, card.span.end) if start < card.span.end else None
    if abs(minutes) >= MINUTES_PER_DAY:
        start = WallTime(shown_like(mode, start.day, minutes), start.minute)
    return card.span.moved_to(start)
