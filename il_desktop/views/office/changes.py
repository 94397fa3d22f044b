"""What changed since yesterday or another day: every step that stands, newest first, and who asked for it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from il_desktop.domain.walltime import WallTime
from il_desktop.domain.zones import parse_instant, to_instant, to_wall
from il_desktop.queries.changes import MOST, ChangeLine, changes_since
from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import Card, EmptyState, PlainLabel
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, day_text, moment_text
from il_desktop.wording.steps import step_sentence

_PAGE = "changes"
_HEADS = ("When", "What", "Who asked")
_YESTERDAY = ActionSpec(
    "changes.yesterday", "Since &yesterday", "Alt+Home", icon="history", menu="go", group=23, page=_PAGE,
    tip="List what changed since yesterday morning",
)  # fmt: skip


class ChangesPage(Page):
    """`show_key` takes an ISO date: the day to begin with."""

    page_id = _PAGE
    title = "What changed"
    icon = "history"
    tables = frozenset()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._first: date | None = None
        self.lines: tuple[ChangeLine, ...] = ()
        self.since = DateField(
            "Since", today=shell.today, show=self._show_day, day_first=shell.words.day_first, parent=self
        )
        self.since.setFixedWidth(theme.current().px(160))
        self.model = TextItemModel(_HEADS, -1, self)
        self.table = QTableView(self)
        tables.dress(self.table, "What changed, newest first")
        self.table.setModel(self.model)
        self.empty = EmptyState("Nothing has changed since then.", "Since last week", "history", self)
        row = QHBoxLayout()
        row.addWidget(PlainLabel("Since", muted=True, parent=self))
        row.addWidget(self.since)
        row.addStretch(1)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(card, 1)
        stretch_column(self.table, 1)
        self.setFocusProxy(self.table)
        self._yesterday = shell.actions.add(_YESTERDAY, self.show_yesterday, self)
        self.since.accepted.connect(self._choose)
        self.empty.pressed.connect(self.show_last_week)

    @property
    def first(self) -> date:
        """The day from which on changes are listed."""
        return self._first or self.shell.today() - timedelta(days=1)

    def refresh(self) -> None:
        """Read the journal again."""
        shell = self.shell
        zone, words = shell.settings().tz, shell.words
        self.lines = shell.desk.read(changes_since, to_instant(WallTime(self.first, 0), zone))
        self.since.set_value(self.first)
        rows = []
        for line in self.lines:
            at = to_wall(parse_instant(line.label.made_at), zone)
            who = "Front office" if line.by_office else ""
            rows.append((str(line.label.seq), (moment_text(at, words), step_sentence(line.label, words), who)))
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def concerns(self, changes: object) -> bool:  # noqa: ARG002  every step is a line here
        """Read again after every change."""
        return True

    def head_sentence(self) -> str:
        """Return how many changes there were."""
        count = count_text(len(self.lines), "change", "changes")
        first = "The newest " if len(self.lines) == MOST else ""
        return f"{first}{count} since {self._show_day(self.first)}, newest first."

    def primary_action(self) -> QAction:
        """Return Since yesterday."""
        return self._yesterday

    def show_key(self, key: str) -> None:
        """Begin with a date."""
        self._choose(date.fromisoformat(key))

    @Slot()
    def show_yesterday(self) -> None:
        """List what changed since yesterday."""
        self._choose(None)

    @Slot()
    def show_last_week(self) -> None:
        """List what changed in the last seven days."""
        self._choose(self.shell.today() - timedelta(days=7))

    @Slot(object)
    def _choose(self, day: date | None) -> None:
        self._first = day
        self.refresh()
        self.head_changed.emit()

    def _show_day(self, day: date) -> str:
        return day_text(day, self.shell.words, year=day.year != self.shell.today().year)
