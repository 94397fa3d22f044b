"""The Tasks page: a board of importance and urgency, lists, what was handed on, habits; one task opens in the sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.domain.tasks import USUAL_MIN, Authority, Disposition
from il_desktop.queries.interruptions import helpers
from il_desktop.queries.tasks import TaskRow, active_goals, open_tasks, task
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.free_place import free_place
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, text_table
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.tasks.board import Board
from il_desktop.views.tasks.form import TaskForm
from il_desktop.views.tasks.habits import HabitsPanel
from il_desktop.wording.format import count_text, day_text, duration_text
from il_desktop.wording.tasks import AUTHORITIES, DISPOSITIONS, GRADES, due_text

ORIGIN = "tasks"
_PAGE = "tasks"
_TABS = (("board", "Board"), ("list", "List"), ("handed", "Handed on"), ("habits", "Habits"))
_LIST_HEADS = ("Task", "Due", "Minutes", "Importance", "Urgency", "What happens with it", "Carried")
_HANDED_HEADS = ("Task", "Who has it", "How far they go alone", "Check-in", "Due")
_EMPTY = (
    "No task is open. Write one down in a line from anywhere with Ctrl+Shift+T; tasks with minutes also wait on the "
    "shelf beside the week."
)
_NONE_HANDED = (
    "Nothing is handed on. Open a task and choose Delegate: it wants a person, how far they go alone, and the day you "
    "look at it together."
)
_ACTIONS = (
    ActionSpec("tasks.new", "&New task…", "Ctrl+N", icon="plus", menu="edit", group=24, page=_PAGE,
               tip="Write a task down"),
    ActionSpec("tasks.done", "&Done", "Ctrl+Return", icon="check", menu="edit", group=24, page=_PAGE,
               tip="Mark the chosen task as done"),
    ActionSpec("tasks.time", "Give it a &time", "Ctrl+Shift+H", icon="calendar-plus", menu="edit", group=24, page=_PAGE,
               tip="Put the chosen task at the next free place of its length"),
    ActionSpec("tasks.delete", "Delete the task", "Del", icon="trash-2", menu="edit", group=24, page=_PAGE),
)  # fmt: skip


class TasksPage(Page):
    """`show_key` takes a task's id or a tab: board, list, handed, habits."""

    page_id = _PAGE
    title = "Tasks"
    icon = "list-checks"
    tables = frozenset({"task", "person", "goal", "time_block", "block_series", "setting"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.rows: tuple[TaskRow, ...] = ()
        self.tabs = SegmentedControl(_TABS, "Show", self)
        self.board = Board(self)
        self.list_model = TextItemModel(_LIST_HEADS, 0, self)
        self.handed_model = TextItemModel(_HANDED_HEADS, 0, self)
        self.list = text_table(self.list_model, "Open tasks", self, gives_way=(6, 5, 4, 3, 2))
        self.handed = text_table(self.handed_model, "Tasks handed on", self, gives_way=(2, 3, 4))
        self.empty = EmptyState(_EMPTY, "New task", "list-checks", self)
        self.none_handed = EmptyState(_NONE_HANDED, "Show the board", "user-plus", self)
        self.habits = HabitsPanel(shell, self)
        self.sheet = SideSheet(self)
        self.form = TaskForm(shell, self.sheet.content)
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('tasks.')}"), self)
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        self._stack = QStackedWidget(self)
        for widget in (self.board, self.list, self.handed):
            if widget is self.board:
                self._stack.addWidget(widget)
                continue
            card = Card(parent=self, margin=1)
            card.body.addWidget(widget)
            if widget is self.handed:
                card.body.addWidget(self.none_handed)
            self._stack.addWidget(card)
        self._stack.addWidget(self.habits)
        column.addWidget(self._stack, 1)
        column.addWidget(self.empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.form)
        self.sheet.body.addStretch(1)
        self.setFocusProxy(self.board)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.board.rated.connect(self._rate)
        self.board.opened.connect(self.open_task)
        for table in (self.list, self.handed):
            table.activated.connect(self._open_row)
            table.clicked.connect(self._open_row)
        self.empty.pressed.connect(self.do_new)
        self.none_handed.pressed.connect(self._show_board)
        self.form.changed.connect(self._change)
        self.form.decided.connect(self._decide)
        self.form.delegated.connect(self._delegate)
        self.form.time.clicked.connect(self.do_time)
        self.form.done.clicked.connect(self.do_done)
        self.form.delete.clicked.connect(self.do_delete)
        self.sheet.leaving.connect(self.form.commit)

    # what is shown

    def refresh(self) -> None:
        """Read the tasks again; the open one stays open."""
        shell = self.shell
        words, today = shell.words, shell.today()
        self.rows = shell.desk.read(open_tasks, shell.settings().principal_id)
        self.board.show_tasks(self.rows, today, words)
        self.list_model.show_rows([(row.id, self._list_texts(row)) for row in self.rows])
        handed = sorted((row for row in self.rows if row.is_delegated), key=lambda row: (str(row.check_in), row.title))
        self.handed_model.show_rows([(row.id, self._handed_texts(row)) for row in handed])
        self.handed.setVisible(bool(handed))
        self.none_handed.setVisible(not handed)
        self.habits.refresh()
        is_empty = not self.rows and self.tabs.key != "habits"
        self._stack.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        if self.sheet.isVisible() and self.form.row is not None:
            self._show_form(self.form.row.id)

    def _list_texts(self, row: TaskRow) -> tuple[str, ...]:
        words, today = self.shell.words, self.shell.today()
        decided = DISPOSITIONS[Disposition(row.disposition)] if row.disposition else ""
        if row.is_delegated:
            decided = f"With {row.owner}"
        elif row.planned is not None:
            decided = f"Planned {day_text(row.planned.day, words)}"
        minutes = duration_text(row.minutes) if row.minutes else ""
        times = str(row.carried) if row.carried else ""
        grades = GRADES[row.importance], GRADES[row.urgency]
        return (row.title, due_text(row.due, today, words), minutes, *grades, decided, times)

    def _handed_texts(self, row: TaskRow) -> tuple[str, ...]:
        words, today = self.shell.words, self.shell.today()
        level = AUTHORITIES[Authority(row.authority)] if row.authority else "not said"
        check = day_text(row.check_in, words) if row.check_in else ""
        if row.check_in and row.check_in <= today:
            check = f"{check}, {'today' if row.check_in == today else 'waiting'}"
        return row.title, row.owner, level, check, due_text(row.due, today, words)

    def head_sentence(self) -> str:
        """Return how many are open, late, handed on and waiting for a check-in."""
        today = self.shell.today()
        late = sum(1 for row in self.rows if not row.is_delegated and row.due is not None and row.due < today)
        waiting = sum(1 for row in self.rows if row.is_delegated and row.check_in is not None and row.check_in <= today)
        handed = sum(1 for row in self.rows if row.is_delegated)
        parts = [count_text(len(self.rows) - handed, "task of yours open", "tasks of yours open")]
        if late:
            parts.append(f"{late} past the due date")
        parts.append(f"{handed} handed on")
        if waiting:
            parts.append(count_text(waiting, "check-in is due", "check-ins are due"))
        return ", ".join(parts) + "." if self.rows else ""

    def primary_action(self) -> QAction:
        """Return New task."""
        return self.shell.actions.action("tasks.new")

    def show_key(self, key: str) -> None:
        """Show a tab or open a task."""
        if key in dict(_TABS):
            self.tabs.set_key(key)
            self._choose(key)
        elif key:
            self.open_task(key)

    def commit_edits(self) -> None:
        """Save what is being typed."""
        if self.sheet.isVisible():
            self.form.commit()

    @property
    def chosen_id(self) -> str:
        """The task in the open sheet, else the one under the cursor of the tab shown."""
        if self.sheet.isVisible() and self.form.row is not None:
            return self.form.row.id
        if self.tabs.key == "habits":
            return ""
        if self.tabs.key == "board":
            return self.board.chosen
        table, model = (self.list, self.list_model) if self.tabs.key == "list" else (self.handed, self.handed_model)
        return model.key(table.currentIndex().row())

    @Slot(str)
    def open_task(self, task_id: str) -> None:
        """Open a task in the sheet."""
        if self.sheet.isVisible():
            self.form.commit()
        if self._show_form(task_id) and self.form.row is not None:
            self.board.set_cursor(task_id)
            self.sheet.open_sheet("Task")
            self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_form(self, task_id: str) -> bool:
        desk = self.shell.desk
        row = desk.read(task, task_id)
        if row is None:
            self.sheet.close_sheet()
            return False
        principal = self.shell.settings().principal_id
        people = tuple(pair for pair in desk.read(helpers, self.shell.today()) if pair[0] != principal)
        self.form.show_row(row, people, desk.read(active_goals))
        return True

    # wishes

    @Slot(str)
    def _choose(self, key: str) -> None:
        place = [name for name, _ in _TABS].index(key)
        self._stack.setCurrentIndex(place)
        widget = (self.board, self.list, self.handed, self.habits)[place]
        if key == "habits":
            self.sheet.close_sheet()
        is_empty = not self.rows and key != "habits"
        self._stack.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        self.setFocusProxy(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_board(self) -> None:
        self.show_key("board")

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        model = index.model()
        if isinstance(model, TextItemModel):
            self.open_task(model.key(index.row()))

    @Slot()
    def do_new(self) -> None:
        """Open the line that writes a task down."""
        self.shell.actions.action("edit.task").trigger()

    @Slot()
    def do_done(self) -> None:
        """Mark the chosen task as done, or take it up again."""
        row = self.shell.desk.read(task, self.chosen_id) if self.chosen_id else None
        if row is not None:
            self._run(commands.tasks.finish_task if row.state == "open" else commands.tasks.reopen_task, row.id)

    @Slot()
    def do_delete(self) -> None:
        """Delete the chosen task; it can be undone."""
        if self.chosen_id:
            self._run(commands.tasks.delete_task, self.chosen_id)

    @Slot()
    def do_time(self) -> None:
        """Give the chosen task the next free place of its length."""
        shell = self.shell
        row = shell.desk.read(task, self.chosen_id) if self.chosen_id else None
        if row is None or row.planned is not None or row.state != "open":
            return
        minutes = max(5, row.minutes or USUAL_MIN)
        place = free_place(shell, minutes)
        if place is None:
            shell.messages.done(f"No free place of {duration_text(minutes)} in the next two weeks; it is on the shelf.")
            return
        self._run(commands.tasks.schedule_task, row.id, place.start)

    @Slot(str, int, int)
    def _rate(self, task_id: str, importance: int, urgency: int) -> None:
        self.board.chosen = task_id
        self._run(commands.tasks.rate_task, task_id, importance, urgency)

    @Slot(str, object)
    def _change(self, name: str, value: Any) -> None:
        if self.form.row is not None:
            self._run(commands.tasks.edit_task, self.form.row.id, **{name: value})

    @Slot(str)
    def _decide(self, value: str) -> None:
        if self.form.row is not None:
            self._run(commands.tasks.decide_task, self.form.row.id, Disposition(value) if value else None)

    @Slot(str, str, object)
    def _delegate(self, owner_id: str, authority: str, on: Any) -> None:
        row = self.form.row
        if row is None:
            return
        try:
            self.shell.desk.run(commands.tasks.delegate_task, row.id, owner_id, authority, on, origin=ORIGIN)
        except BadValue as error:
            self.form.refuse(error)
        except UserFacingError as error:
            self.shell.messages.problem(error)

    def _run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except UserFacingError as error:
            self.shell.messages.problem(error)
        self.shell.hub.flush()
