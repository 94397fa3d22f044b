"""The goals page: cascade at the left, one goal or the vision beside it, editors in the sheet at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from il_desktop import commands
from il_desktop.domain.errors import NotFound, UserFacingError
from il_desktop.domain.goal_places import CHILDREN
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.goal_detail import GoalDetail, goal_detail
from il_desktop.queries.goals import GoalList, goal_list, report_key
from il_desktop.views.goals import page_actions
from il_desktop.views.goals.cascade import Cascade
from il_desktop.views.goals.detail import GoalView
from il_desktop.views.goals.editors import Editors
from il_desktop.views.goals.moves import CascadeMoves
from il_desktop.views.goals.view_work import ViewWork
from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import EmptyState
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.goals import head_sentence

if TYPE_CHECKING:
    from il_desktop.views.goals.vision_view import VisionView
    from il_desktop.views.goals.vision_work import VisionWork

_CASCADE_SHARE = 0.31
_HEAD_SCALE = 140  # text size in percent above which the head has room for one button only
_ROOMY_PX = 1_080  # cascade, goal and sheet stand side by side from this width on


class GoalsPage(Page):
    """Shows goals and vision. `show_key` takes a goal's id, or "vision"."""

    page_id = "goals"
    title = "Goals"
    icon = "target"
    tables = frozenset({
        "vision", "vision_item", "look_for", "goal", "measure", "target", "reading", "check_in", "attachment",
        "time_block", "block_goal", "block_series", "actual", "person", "calendar_span", "day_override", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.goals = GoalList(None, ())
        self.detail: GoalDetail | None = None
        self._shown = ""  # id of the goal shown, "vision", or empty before the first look
        self.sheet = SideSheet(self)
        self.editors = Editors(shell, self.sheet, self)
        self.moves = CascadeMoves(self)
        self.keys = page_actions.register(self)
        self.cascade = Cascade(self.keys["goals.new"], self.keys["goals.part"], self)
        page_actions.bind_to_tree(self, self.cascade.tree)
        head, part = (("goals.edit", "goals.reading"), ("goals.block", "goals.task"))
        self.view = GoalView(shell, [self.keys[key] for key in head], [self.keys[key] for key in part], self)
        self.view.offer_chart(self.keys["goals.export"])
        page_actions.bind_to_table(self, self.view.table)
        self.view_work = ViewWork(self, self.view)
        self.empty = EmptyState("No goal yet.", "Write the first goal", "target", self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.cascade.tree)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        inner = QHBoxLayout()
        inner.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 16)
        inner.setSpacing(16)
        self._scroll = Scrolled(self, sideways=True)
        self._scroll.hold(self.view)
        self._stack = QStackedWidget(self)
        for widget in (self._scroll, self.empty):
            self._stack.addWidget(widget)
        inner.addWidget(self.cascade)
        inner.addWidget(self._stack, 1)
        row.addLayout(inner, 1)
        row.addWidget(self.sheet)

    def _connect(self) -> None:
        self.cascade.goal_opened.connect(self.open_goal)
        self.cascade.vision_opened.connect(self.open_vision)
        later = Qt.ConnectionType.QueuedConnection  # the drag has to end before the cascade is shown anew
        self.cascade.tree.goals.dropped.connect(self.moves.drop, later)
        self.empty.pressed.connect(self.new_goal)
        self.view.target_wanted.connect(self.set_target)
        self.view.part_wanted.connect(self.show_key)
        self.view.table.activated.connect(self.edit_reading)
        self.view.table.chosen.connect(self._reading_chosen)
        self.editors.goal_added.connect(self._goal_added)
        self.editors.target_wanted.connect(self.set_target)
        self.editors.target_set.connect(self.view_work.offer_to_begin)
        self.editors.delete_wanted.connect(self.delete)
        self.editors.moved.connect(self._share_width)

    # What most looks at the page do without is made when it is asked for

    @cached_property
    def vision_work(self) -> VisionWork:
        """The vision in the place of the goal, and what can be done with it."""
        from il_desktop.views.goals.vision_work import VisionWork  # noqa: PLC0415  see above

        work = VisionWork(self, self.editors)
        self._stack.addWidget(work.view)
        return work

    @property
    def vision(self) -> VisionView:
        """The view of the vision."""
        return self.vision_work.view

    # What the window asks a page

    def refresh(self) -> None:
        """Read everything again; the goal shown stays, or the first one is chosen."""
        today = self.shell.today()
        self.goals = self.shell.desk.read(goal_list, today)
        is_first_look = not self._shown
        before = self._shown
        if self._shown != "vision" and not self.goals.path(self._shown):
            self._shown = self.goals.goals[0].node.id if self.goals.goals else ""
        if before and before != self._shown:
            self.editors.forget()
        week = self.shell.desk.cached(school_calendar).school_week(today) or 0
        shown = "" if self._shown == "vision" else self._shown
        self.cascade.set_goals(self.goals, self.shell.words, week, shown)
        self.cascade.vision.setChecked(self._shown == "vision")
        if is_first_look:
            self.cascade.tree.unfold_below(self._shown)
        self._show_detail()

    def head_sentence(self) -> str:
        """Return how all active goals stand."""
        active = [line for line in self.goals.goals if line.node.state == "active"]
        if not active:
            return "" if self.goals.goals else "Where the school wants to go, and how it will know."
        statuses = [line.figures.standing.status if line.figures else GoalStatus.NO_TARGET for line in active]
        starved = [(line.node.title, line.minutes.recent) for line in active if line.is_starved]
        return head_sentence(statuses, sorted(starved, key=lambda pair: pair[1]))

    def primary_action(self) -> QAction:
        """Return Check in where a goal is shown, New goal elsewhere."""
        return self.keys["goals.check_in" if self.detail is not None else "goals.new"]

    def page_actions(self) -> list[QAction]:
        """Return the ways to the gaps and to improvement work; large text leaves them to the menu."""
        if self.shell.settings().text_scale_pct > _HEAD_SCALE:
            return []
        found = {spec.id: action for spec, action in self.shell.actions.entries()}
        return [found[key] for key in ("go.gaps", "go.improve") if key in found]

    def show_key(self, key: str) -> None:
        """Show a goal by its id, or the vision."""
        if not self.goals.goals:
            self.refresh()
        if key == "vision":
            self.open_vision()
        elif self.goals.path(key):
            self.cascade.select(key)
            self.open_goal(key)
        else:
            self.shell.messages.problem(NotFound(kind="goal", key=key))

    def draft_keys(self) -> tuple[str, ...]:
        """Return the goal shown, or the vision."""
        return (self._shown,) if self._shown else ()

    def commit_edits(self) -> None:
        """Save half-typed fields of the goal's editor."""
        self.editors.commit()

    # What can be shown

    @Slot(str)
    def open_goal(self, goal_id: str) -> None:
        """Show a goal, strategy or step beside the cascade."""
        if goal_id == self._shown and self.detail is not None:
            return
        self.sheet.close_sheet()
        self._shown = goal_id
        self.cascade.vision.setChecked(False)
        self._show_detail()

    @Slot()
    def open_vision(self) -> None:
        """Show the vision page."""
        self.sheet.close_sheet()
        self._shown = "vision"
        self.cascade.select("")
        self._show_detail()
        self.vision.take_focus()

    def _show_detail(self) -> None:
        self.detail = None
        if self._shown == "vision":
            self.vision_work.show()
            self._stack.setCurrentWidget(self.vision)
        elif not self._shown:
            self._stack.setCurrentWidget(self.empty)
        else:
            self.detail = self.shell.desk.read(goal_detail, self._shown, self.shell.today(), self.goals)
            self.view.set_detail(self.detail)
            self._stack.setCurrentWidget(self._scroll)
            self.editors.show_again(self.detail)
        self.shell.actions.refresh()
        self.head_changed.emit()

    # What can be done; the actions are registered in `page_actions`

    def can_add_part(self) -> bool:
        """Tell whether the goal shown may have parts."""
        return self.detail is not None and self.detail.fields.kind in CHILDREN

    def has_goal(self) -> bool:
        """Tell whether a goal is shown."""
        return self.detail is not None

    def has_target(self) -> bool:
        """Tell whether the goal shown takes readings: not a gap, read group by group, nor what computes itself."""
        figures = self.detail.figures if self.detail is not None else None
        return figures is not None and figures.gap is None and figures.target.source != "app"

    def can_have_target(self) -> bool:
        """Tell whether the goal shown may have a target."""
        return self.detail is not None and self.detail.fields.kind == "goal"

    def has_reading(self) -> bool:
        """Tell whether a reading is selected in the data table."""
        return self.has_target() and self.view.table.current() is not None

    @Slot()
    def new_goal(self) -> None:
        """Ask for a new goal."""
        self.editors.new_goal(None, needs_vision=self.goals.vision is None)

    @Slot()
    def new_part(self) -> None:
        """Ask for a strategy or step under the goal shown."""
        if self.detail is not None:
            self.editors.new_goal(self.detail, needs_vision=False)

    @Slot()
    def edit(self) -> None:
        """Open the editor of the goal, or of the vision, that is shown."""
        if self._shown == "vision":
            self.edit_vision()
        elif self.detail is not None:
            self.editors.goal(self.detail)

    @Slot()
    def edit_vision(self) -> None:
        """Open the editor of the vision."""
        self.editors.vision(self.vision_work.newest())

    @Slot()
    def print_vision(self) -> None:
        """Write the version of the vision that is shown as a paper."""
        if self._shown != "vision":
            self.open_vision()
        self.vision_work.write_paper()

    def has_vision(self) -> bool:
        """Tell whether a vision is written."""
        return self.goals.vision is not None

    @Slot()
    def set_target(self) -> None:
        """Ask for the target."""
        if self.detail is not None:
            self.editors.target(self.detail)

    @Slot()
    def set_zones(self) -> None:
        """Ask for a target in words."""
        if self.detail is not None:
            self.editors.zones(self.detail)

    @Slot()
    def edit_measure(self) -> None:
        """Open the editor of the measure."""
        if self.detail is not None:
            self.editors.measure(self.detail)

    @Slot()
    def add_reading(self) -> None:
        """Ask for a new reading."""
        if self.detail is not None:
            self.editors.reading(self.detail)

    @Slot()
    def edit_reading(self) -> None:
        """Open the editor of the reading selected in the data table."""
        point = self.view.table.current()
        if self.detail is not None and point is not None and self.has_target():
            self.editors.reading(self.detail, point)

    @Slot()
    def plan_block(self) -> None:
        """Give the part shown the next free place in the week, and show it there."""
        self.view_work.plan_block()

    @Slot()
    def make_task(self) -> None:
        """Write the part shown down as a task."""
        self.view_work.make_task()

    @Slot()
    def save_chart(self) -> None:
        """Show the chart of the goal on the Reports page, where it is saved or printed."""
        self.shell.go("reports", report_key(self.goals, self._shown))

    @Slot()
    def check_in(self) -> None:
        """Ask how the goal stands."""
        if self.detail is not None:
            self.editors.check_in(self.detail)

    @Slot()
    def delete(self) -> None:
        """Delete the goal shown; what stands beside it is shown next."""
        if self.detail is not None:
            follower = self._neighbour()
            if self._run(commands.goals.delete_goal, self.detail.fields.id):
                self.sheet.close_sheet()
                self._shown = follower
                self.refresh()

    @Slot()
    def delete_reading(self) -> None:
        """Delete the reading selected in the data table."""
        point = self.view.table.current()
        if point is not None and self.has_target():
            self._run(commands.measuring.delete_reading, point.reading_id)

    @Slot()
    def toggle_table(self) -> None:
        """Change between chart and data table, and put the focus into the table."""
        key = "chart" if self.view.switch.key == "table" else "table"
        self.view.switch.set_key(key)
        self.view.show_as(key)
        if key == "table":
            self.view.table.setFocus()

    def _neighbour(self) -> str:
        """Return the goal to show when the one shown goes: its parent, else the next or the one before."""
        assert self.detail is not None  # noqa: S101  asked only while a goal is shown
        if self.detail.fields.parent_id is not None:
            return self.detail.fields.parent_id
        ids = [line.node.id for line in self.goals.goals]
        place = ids.index(self.detail.fields.id)
        rest = ids[place + 1 :] + ids[:place][::-1]
        return rest[0] if rest else ""

    def _run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        try:
            self.shell.desk.run(command, *args, **kwargs)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return False
        return True

    @Slot(object)
    def _reading_chosen(self, _point: object) -> None:
        self.shell.actions.refresh()

    @Slot(str)
    def _goal_added(self, goal_id: str) -> None:
        self._shown = goal_id
        self.refresh()
        self.edit()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    @Slot()
    def _share_width(self) -> None:
        """Give the cascade its share; where the sheet leaves too little it steps aside until the sheet closes."""
        look = theme.current()
        width = round(self.width() * _CASCADE_SHARE)
        self.cascade.setFixedWidth(min(max(width, 270), look.px(400)))
        is_tight = not self.sheet.isHidden() and self.width() < look.px(_ROOMY_PX)
        self.cascade.setVisible(not is_tight)
