"""The week page: the grid, its footer, month and side sheet. Reads weeks, hands wishes to the deeds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries import week as week_queries
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared.fitting_choice import FittingChoice
from il_desktop.views.shared.frame import memory
from il_desktop.views.shared.head import TimeWays
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet, SideSheets
from il_desktop.views.week import accessible
from il_desktop.views.week.aside import MonthPanel
from il_desktop.views.week.beyond import Beyond
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.deeds import Deeds
from il_desktop.views.week.footer import Footer, sums_of
from il_desktop.views.week.geometry import Chip, shown_like
from il_desktop.views.week.grid import WeekGrid
from il_desktop.views.week.keymap import Doings
from il_desktop.views.week.modes import MODES, ON_HOURS, Modes
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.snap import STEP_MIN

if TYPE_CHECKING:
    from il_desktop.views.week.editor import BlockEditor
    from il_desktop.views.week.empty import EmptyWeek

_HEAD_PX = 430  # what title, search glyph, main button and the gaps between need beside the choice of days
ROOMY_WIDTH = 1080  # below it the month beside the grid is left out
SHELF_WIDTH = 620  # below it one day alone has room beside the shelf


class WeekPage(Page):
    """Shows a day, a week, a month or an agenda. `show_key` takes an ISO date, a block's key or `series`."""

    page_id = "week"
    title = "Week"
    icon = "calendar"
    tables = frozenset({
        "time_block", "block_series", "block_goal", "block_person", "actual", "activity_type", "goal", "interruption",
        "calendar_span", "bell_schedule", "bell_times", "day_override", "setting", "ideal_band", "plan_baseline",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._anchor: date | None = None
        self._mode = "work"
        self._lead: TimeWays | None = None
        self._views: FittingChoice | None = None
        self._empty: EmptyWeek | None = None
        self._editor: BlockEditor | None = None
        self._has_waiting_editor = False
        self.layers = set(str(memory().value("layers", "")).split())  # what lies behind the blocks
        self.grid = WeekGrid(shell.theme, self)
        self.footer = Footer(shell.theme, self)
        self.month = MonthPanel(shell, self)
        self.sheet = SideSheet(self)
        self.deeds = Deeds(shell, self)
        self.modes = Modes(self)
        self._lay_out()
        self.doings = Doings(self)
        self._on_block = self.doings.register()
        self.beyond = Beyond(self)
        self._connect()
        accessible.install(self.grid)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.modes, 1)
        left.addWidget(self.footer)
        row.addLayout(left, 1)
        row.addWidget(self.month)
        self._sheets = SideSheets(self.sheet, row, self)
        self._sheets.changed.connect(self._beside)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.grid.create_wanted.connect(self.deeds.create)
        self.grid.change_wanted.connect(self.deeds.change)
        self.grid.open_wanted.connect(self.open_block)
        self.grid.cursor_moved.connect(self.cursor_moved)
        self.grid.selection.changed.connect(self.cursor_moved)
        self.grid.day_wanted.connect(self._cross_to)
        self.grid.chip_wanted.connect(self._list_hidden)
        self.grid.shelve_wanted.connect(self.deeds.put_back)
        self.month.day_chosen.connect(self._choose_day)
        self.month.shelf_wanted.connect(self._show_shelf)
        self.shell.hub.minute_passed.connect(self._follow_clock)
        self.sheet.closed.connect(self._sheet_closed)

    # what is shown

    @property
    def anchor(self) -> date:
        """The date around which days are shown."""
        return self._anchor or self.shell.today()

    @property
    def mode(self) -> str:
        """What is shown: `day`, `work`, `week`, `month` or `agenda`."""
        return self._mode

    @Slot(object)
    def show_week(self, day: date) -> None:
        """Show the days around a date, at once; what is half typed in the editor is saved before."""
        if self.sheet.isVisible():
            self.commit_edits()
        self._anchor = day
        self.modes.aim(self._mode, day)
        self.refresh()
        if self._mode in ON_HOURS:
            self.grid.gestures.go_on()
        self.head_changed.emit()

    @Slot(object)
    def _choose_day(self, day: date) -> None:
        """Show the days around a day of the small month; what is armed goes there."""
        self.show_week(day)
        if self._mode in ON_HOURS:
            self.grid.gestures.aim(day)

    def show_day(self, day: date) -> None:
        """Bring a day into view if it is not shown, at a weekend in the full week."""
        state = self.grid.state
        if state is not None and any(shown.school.day == day for shown in state.view.days):
            return
        if self._mode == "work" and day.weekday() > 4:
            self.set_mode("week")
        self.show_week(day)

    @Slot(str)
    def set_mode(self, mode: str) -> None:
        """Show one day, five or seven, a month, or an agenda."""
        if mode == self._mode:
            return
        if self.grid.cursor_at is not None and (mode == "day" or self._mode not in ON_HOURS):
            self._anchor = self.grid.cursor_at.day
        self._mode = mode
        self.modes.enter(mode)
        if self._views is not None:
            self._views.set_key(mode)
        self._beside()
        self.show_week(self.anchor)

    def refresh(self) -> None:
        """Read the shown days again."""
        desk, settings = self.shell.desk, self.shell.settings()
        now = self.shell.now()
        first, count = self.modes.dates(self._mode, self.anchor)
        calendar = desk.cached(school_calendar)
        view = desk.read(week_queries.week_view, first, count, calendar, now=now)
        state = GridState.of(view, now, settings, self.shell.words)
        if self.layers:
            from il_desktop.views.week.layers import with_layers  # noqa: PLC0415  off at first

            state = with_layers(self, state)
        self.grid.show_state(state)
        self.footer.setVisible(self._mode in ON_HOURS)
        self.footer.show_sums(sums_of(state))
        self.month.show_place(self.modes.meant_dates(self._mode, self.anchor), now.day)
        self._show_empty(is_empty=self.modes.is_empty(self._mode, self.anchor))
        self.modes.take(self._mode, self.anchor, calendar)
        self.cursor_moved()
        if self.month.shelf is not None:
            self.month.shelf.recount()
        if self._editor is not None and self._editor.key and self.sheet.isVisible():
            self._editor.follow(self.grid.card(self._editor.key))

    def shown_dates(self) -> tuple[date, date] | None:
        """Return the first and last date shown."""
        return self.modes.meant_dates(self._mode, self.anchor)

    def show_key(self, key: str) -> None:
        """Bring a date or a block into view."""
        if key == "series":
            from il_desktop.views.week.series_sheet import open_series  # noqa: PLC0415  needed by its first opening only

            open_series(self)
        elif len(key) == 10:
            self.show_week(date.fromisoformat(key))
        elif key.startswith("edit:"):
            self.open_block(key.removeprefix("edit:"))
        else:
            self.grid.focus_block(key)

    def draft_keys(self) -> tuple[str, ...]:
        """Return the week and the block whose editor is open."""
        return (self.anchor.isoformat(), f"edit:{self._editor.key}") if self._editor and self.sheet.isVisible() else ()

    def head_title(self) -> str:
        """Return the shown dates."""
        return self.modes.title(self._mode, self.anchor, self.shell.words)

    def head_sentence(self) -> str:
        """Return how much protected time was kept and is still ahead."""
        return self.modes.sentence(self._mode, self.anchor, self.shell.words)

    def head_lead(self) -> QWidget | None:
        """Return previous, next and Today."""
        if self._lead is None:
            self._lead = TimeWays(self.shell.actions, "week", "Today", "Show today (T on the grid)")
            self._lead.present.clicked.connect(self.doings.today)
            self._lead.add_action(self.shell.actions.action("week.plan"), "calendar-check")
        return self._lead

    def head_tools(self) -> QWidget | None:
        """Return the choice between day, weeks, month and agenda."""
        if self._views is None:
            actions = {mode: self.shell.actions.action(f"week.show_{mode}") for mode, _ in MODES}
            self._views = FittingChoice(MODES, "Days shown", self, self._head_needs, actions)
            self._views.set_key(self._mode)
            self._views.chosen.connect(self.set_mode)
        return self._views

    def _head_needs(self) -> int:
        return (self._lead.sizeHint().width() if self._lead else 0) + self.shell.theme.px(_HEAD_PX) + 48

    def primary_action(self) -> QAction | None:
        """Return New block."""
        return self.shell.actions.action("week.new")

    def commit_edits(self) -> None:
        """Save what is half typed in the editor."""
        if self._editor is not None:
            self._editor.commit()

    # the editor and the month at the right

    @Slot(str)
    def open_block(self, key: str, *, rename: bool = False, for_all: bool = False) -> None:
        """Open the editor on a block, with the title in focus; `for_all` changes are meant for all of its dates."""
        card = self.grid.card(key)
        if card is None:
            return
        self.grid.focus_block(key)
        self.deeds.drop_question()
        editor = self._the_editor()
        editor.show_block(card, select_title=rename, for_all=for_all)
        self._beside()

    def _the_editor(self) -> BlockEditor:
        if self._editor is None:
            from il_desktop.views.week.editor import BlockEditor  # noqa: PLC0415  needed by the first opened block only

            self._editor = BlockEditor(self.shell, self.deeds, self.sheet)
        return self._editor

    def add_sheet(self, sheet: SideSheet) -> None:
        """Give a further side sheet its place at the right."""
        self._sheets.add(sheet)

    def question_opened(self) -> None:
        """Make room for the question; an open editor waits behind it."""
        self._has_waiting_editor = self.sheet.isVisible()
        self.sheet.hide()
        self._beside()

    @Slot()
    def question_closed(self) -> None:
        """Take the held place away again; an editor that waited comes back."""
        self.grid.gestures.cancel()
        is_waiting, self._has_waiting_editor = self._has_waiting_editor, False
        if is_waiting and self._editor is not None and self._editor.key:
            self.open_block(self._editor.key)
        else:
            self._beside()
            self.modes.stage.setFocus()

    def block_gone(self, key: str, day: date, minute: int) -> None:
        """Leave the place of a deleted block: close its editor, keep the grid's focus there."""
        if self._editor is not None and self._editor.key == key:
            self.sheet.close_sheet()
        self.grid.set_cursor(Cursor(day, minute - minute % STEP_MIN))

    def toggle_shelf(self) -> None:
        """Open the shelf and go to it; put it away when the focus is in it already."""
        is_tight = self.width() < self.shell.theme.px(SHELF_WIDTH)
        if is_tight or (self._mode not in ON_HOURS and self._mode != "agenda"):
            self.set_mode("day" if is_tight else "work")
        shelf = self.month.shelf
        is_there = self.month.is_shelf_open and shelf is not None and shelf.isVisible()
        if is_there and shelf is not None and shelf.isAncestorOf(self.focusWidget()):
            self._show_shelf(False)
            self.modes.stage.setFocus()
            return
        self.sheet.close_sheet()
        self._show_shelf(True)
        if self.month.shelf is not None:
            self.month.shelf.take_focus()

    @Slot(bool)
    def _show_shelf(self, is_open: bool) -> None:
        shelf = self.month.shelf
        if is_open and shelf is None:
            from il_desktop.views.week.shelf import ShelfPanel  # noqa: PLC0415  loaded when first opened

            shelf = ShelfPanel(self, self.month)
        self.month.show_shelf(shelf if is_open else None)
        self._beside()

    @Slot()
    def _beside(self) -> None:
        is_wide = self.month.is_shelf_open or self.width() >= self.shell.theme.px(ROOMY_WIDTH)
        has_room = is_wide and not self._sheets.is_any_open
        self.month.setVisible(has_room and self._mode != "month")

    @Slot()
    def _sheet_closed(self) -> None:
        self.modes.stage.setFocus()

    def _show_empty(self, *, is_empty: bool) -> None:
        if is_empty and self._empty is None:
            from il_desktop.views.week.empty import EmptyWeek  # noqa: PLC0415  weeks without a block only

            self._empty = EmptyWeek(self.modes, self.doings.new)
        if self._empty is not None:
            self._empty.setVisible(is_empty)
            self._empty.show_for(self._mode, self.shell.theme)

    def follow_block(self, key: str, day: date) -> None:
        """Put the focus on a block; days that are not shown are turned to, at a weekend the full week."""
        if self.grid.card(key) is None:
            self.show_day(day)
        self.grid.focus_block(key)

    # small answers

    @Slot()
    def cursor_moved(self) -> None:
        """Let month or agenda follow the focus, and offer what can be done with the block that has it."""
        self.modes.follow()
        has_block = self.grid.focused_card() is not None or bool(self.grid.selection)
        for action in self._on_block:
            action.setEnabled(has_block)

    @Slot(object)
    def _cross_to(self, cursor: Cursor) -> None:
        shown = self.grid.state.view.first if self.grid.state else cursor.day
        cursor = cursor._replace(day=shown_like(self._mode, cursor.day, 1 if cursor.day > shown else -1))
        self.show_week(cursor.day)
        self.grid.set_cursor(self.grid.cursor_near(cursor.day, cursor.minute))

    @Slot(object)
    def _list_hidden(self, chip: Chip) -> None:
        """List the blocks behind a "+n" chip."""
        from il_desktop.views.week import menus  # noqa: PLC0415  only when one is opened

        menu = menus.hidden_menu(self, chip)
        menu.triggered.connect(self._open_listed)
        area = self.grid.to_widget(chip.rect).toRect()
        menu.popup(self.grid.mapToGlobal(area.bottomLeft()))

    @Slot(QAction)
    def _open_listed(self, action: QAction) -> None:
        self.open_block(action.data())

    @Slot()
    def _follow_clock(self) -> None:
        """Move the now line; a hidden page reads the clock when it is shown."""
        if not self.isVisible():
            self.mark_stale()
            return
        before = self.grid.state
        self.grid.set_now(self.shell.now())
        if before is not self.grid.state:
            self.modes.take(self._mode, self.anchor, self.shell.desk.cached(school_calendar))
            self.head_changed.emit()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the month out where there is no room for it."""
        super().resizeEvent(event)
        self._beside()
        if self._empty is not None:
            self._empty.place(self.shell.theme)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the block under the pointer; all of it is in the menus too."""
        self.grid.gestures.cancel()
        if event.reason() is QContextMenuEvent.Reason.Mouse and self._mode in ON_HOURS:
            self.grid.focus_at(self.grid.mapFromGlobal(event.globalPos()))
        if self.grid.focused_card() is None:
            return
        from il_desktop.views.week import menus  # noqa: PLC0415  only when one is opened

        menus.block_menu(self).popup(event.globalPos())
