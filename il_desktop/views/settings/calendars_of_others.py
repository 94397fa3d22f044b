"""Calendars of others: subscribe, refresh, hide, unsubscribe. The net is asked only when a button says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from il_desktop import commands
from il_desktop.domain.errors import SyncProblem, UserFacingError
from il_desktop.queries.feeds import Feed, feeds
from il_desktop.views.shared import a11y, tables
from il_desktop.views.shared.dialogs import Choice, PlainDialog, take_size
from il_desktop.views.shared.kit import outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.plain_table import stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.feeds import feed_state, host_of
from il_desktop.wording.problems import problem_sentence
from il_desktop.wording.sync import KEEP_LOST, TAKE_LOST

if TYPE_CHECKING:
    from il_desktop.syncing.feeds import Looked

HEADS = ("Calendar", "From", "Shown", "State")
_FROM, _SHOWN, _STATE = 1, 2, 3
FILTER = "Calendars (*.ics);;All files (*)"
_TASK = "feeds"
_EMPTY = (
    "No calendar of others yet. Paste the address of one, for example your district's; it is read only when you ask."
)
_HINT = "Shown hatched in the week, never changed, never sent. An address can be a secret: only its host is shown."


class FeedItemModel(QAbstractTableModel):
    """One row for each subscription, ready texts only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.feeds: tuple[Feed, ...] = ()

    def show(self, found: tuple[Feed, ...]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.feeds = found
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of subscriptions."""
        return 0 if parent.isValid() else len(self.feeds)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        feed = self.feeds[index.row()]
        where = host_of(feed.place) if feed.kind == "url" else Path(feed.place).name
        state = feed_state(feed.events, feed.fetched_at, feed.problem)
        return (feed.name, where, "Yes" if feed.is_on else "Hidden", state)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if is_title else None


class CalendarsOfOthers(PlainDialog):
    """The list with what can be done. Keys: Enter in the address subscribes, Delete unsubscribes, Esc closes."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, "Calendars of others")
        self._shell = shell
        self._waiting: list[Feed] = []
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_size(self, 760, 460)
        self.body.addWidget(PlainLabel(_HINT, muted=True, fit="wrap", parent=self))
        self.body.addLayout(self._entry())
        self.model = FeedItemModel(self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        tables.dress(self.view, "Subscribed calendars")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        stretch_column(self.view, _STATE, gives_way=(_FROM, _SHOWN))
        self.view.setWordWrap(True)  # a problem takes more than one line
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.view, 1)
        self.said = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.body.addWidget(self.said)
        self.refresh_button = outline_button("Refresh all", parent=self)
        self.hide_button = outline_button("Show or hide", parent=self)
        self.remove_button = outline_button("Unsubscribe…", parent=self)
        for place, (button, slot) in enumerate(
            (
                (self.refresh_button, self.refresh_all),
                (self.hide_button, self.show_or_hide),
                (self.remove_button, self.unsubscribe),
            )
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self.buttons.insertWidget(place, button)
        self.add_answer("", "Close").setAutoDefault(False)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.reload()
        self.address.setFocus()

    def _entry(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("https://… or webcal://…")
        a11y.name(self.address, "Address of a calendar")
        self.address.returnPressed.connect(self.subscribe)
        row.addWidget(self.address, 1)
        self.add_button = primary_button("Subscribe", parent=self)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.subscribe)
        row.addWidget(self.add_button)
        self.file_button = outline_button("From a file…", parent=self)
        self.file_button.setAutoDefault(False)
        self.file_button.clicked.connect(self.subscribe_file)
        row.addWidget(self.file_button)
        return row

    def reload(self) -> None:
        """Read the list again; the chosen row stays chosen."""
        chosen = self._chosen()
        found = self._shell.desk.read(feeds)
        self.model.show(found)
        for row, feed in enumerate(found):
            if chosen is not None and feed.id == chosen.id:
                self.view.selectRow(row)
        if not found:
            self.said.setText(_EMPTY)
        self._enable()

    # Slots

    @Slot()
    def subscribe(self) -> None:
        """Take the address and read it at once."""
        from il_desktop.interchange.feed_fetch import clean_address  # noqa: PLC0415  only here

        try:
            place = clean_address(self.address.text())
        except SyncProblem as problem:
            self.said.setText(problem_sentence(problem, self._shell.words))
            return
        self._add(host_of(place), place, "url")
        self.address.clear()

    @Slot()
    def subscribe_file(self) -> None:
        """Take a file on this computer; it is read again at each refresh."""
        path = self._shell.ask.open_file(self, "Subscribe to a calendar file", FILTER)
        if path is not None:
            self._add(path.stem, str(path), "file")

    @Slot()
    def refresh_all(self) -> None:
        """Read every calendar again, one after the other, beside the window."""
        self._waiting = list(self.model.feeds)
        self._next()

    @Slot()
    def show_or_hide(self) -> None:
        """Turn the chosen calendar on or off in the week."""
        feed = self._chosen()
        if feed is not None:
            self._run(commands.feeds.show_feed, feed.id, is_on=not feed.is_on)

    @Slot()
    def unsubscribe(self) -> None:
        """Ask, then drop the chosen calendar; undo brings the subscription back."""
        feed = self._chosen()
        if feed is None:
            return
        sentence = f"“{feed.name}” is no longer shown. Your own blocks stay as they are; undo brings it back."
        choices = [Choice("remove", "Unsubscribe"), Choice("", "Keep it")]
        if self._shell.ask.choose(self, "Unsubscribe", sentence, choices) == "remove":
            self._run(commands.feeds.remove_feed, feed.id)

    @Slot()
    def _enable(self) -> None:
        may_write = not self._shell.desk.is_read_only
        is_chosen = self._chosen() is not None
        self.refresh_button.setEnabled(may_write and bool(self.model.feeds) and not self._waiting)
        for button in (self.hide_button, self.remove_button):
            button.setEnabled(may_write and is_chosen)
        for field in (self.address, self.add_button, self.file_button):
            field.setEnabled(may_write)

    def _chosen(self) -> Feed | None:
        index = self.view.currentIndex()
        rows = self.view.selectionModel().selectedRows()
        return self.model.feeds[index.row()] if rows and index.isValid() else None

    def _add(self, name: str, place: str, kind: str) -> None:
        feed_id = self._run(commands.feeds.add_feed, name, place, kind)
        self._waiting = [feed for feed in self.model.feeds if feed.id == feed_id]
        self._next()

    def _run(self, command: Callable[..., Any], *values: Any, **named: Any) -> Any:
        try:
            result = self._shell.desk.run(command, *values, **named)
        except UserFacingError as problem:
            self.said.setText(problem_sentence(problem, self._shell.words))
            return None
        self.reload()
        return result

    def _next(self) -> None:
        from il_desktop.syncing.feeds import look  # noqa: PLC0415  only when asked

        if not self._waiting:
            self._enable()
            return
        feed = self._waiting[0]
        self.said.setText(f"Reading {feed.name} …")
        self._enable()
        self._shell.tasks.start(_TASK, look, feed, self._shell.settings().tz, done=self._settled)

    def _settled(self, looked: Looked) -> None:
        from il_desktop.syncing.feeds import settle  # noqa: PLC0415  loaded by now

        problem = settle(self._shell.desk, looked)
        if isinstance(problem, SyncProblem) and problem.reason == "shrunk":
            problem = self._answered(looked, problem)
        self._waiting = self._waiting[1:]
        self.reload()
        now = next((feed for feed in self.model.feeds if feed.id == looked.feed.id), looked.feed)
        read = "was kept as it was" if now.problem == commands.feeds.KEPT else "was read"
        self.said.setText(problem_sentence(problem, self._shell.words) if problem else f"{now.name} {read}.")
        if self._waiting:
            self._next()

    def _answered(self, looked: Looked, problem: SyncProblem) -> UserFacingError | None:
        """Ask what to do about a calendar that lost most of its entries; without an answer all stays as it was."""
        from il_desktop.syncing.feeds import settle  # noqa: PLC0415  loaded by now
        from il_desktop.syncing.losses import Lost  # noqa: PLC0415  same

        self.reload()
        choices = [Choice(Lost.KEEP, KEEP_LOST), Choice(Lost.TAKE, TAKE_LOST), Choice("", "Decide later")]
        answer = self._shell.ask.choose(self, looked.feed.name, problem_sentence(problem, self._shell.words), choices)
        return settle(self._shell.desk, looked, Lost(answer)) if answer else problem

    # Qt overrides

    def done(self, result: int) -> None:
        """Drop an answer that is still awaited."""
        self._shell.tasks.cancel(_TASK)
        super().done(result)
