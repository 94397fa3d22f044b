"""The Review page: one week at a time and the huddle of today, as five tabs made when first shown. Never writes."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.review import WeekReview, week_review, week_start
from il_desktop.views.review.panel import Panel
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.head import TimeWays
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import days_text
from il_desktop.wording.review import reckoning_text

_TABS = (
    ("huddle", "Huddle"), ("week", "Week"), ("reconcile", "Reconcile"), ("interruptions", "Interruptions"),
    ("contacts", "First contacts"),
)  # fmt: skip
_PANELS = {
    "huddle": ("il_desktop.views.review.huddle_panel", "HuddlePanel"),
    "week": ("il_desktop.views.review.week_panel", "WeekPanel"),
    "reconcile": ("il_desktop.views.review.reconcile_panel", "ReconcilePanel"),
    "interruptions": ("il_desktop.views.review.interruptions_panel", "InterruptionsPanel"),
    "contacts": ("il_desktop.views.review.contacts_panel", "ContactsPanel"),
}
_PAGE = "review"
_ACTIONS = (
    ActionSpec("review.previous", "&Previous week", "Alt+Left", icon="chevron-left", menu="go", group=20, page=_PAGE,
               mac=("Ctrl+[",), tip="Show the week before"),
    ActionSpec("review.next", "Ne&xt week", "Alt+Right", icon="chevron-right", menu="go", group=20, page=_PAGE,
               mac=("Ctrl+]",), tip="Show the week after"),
    ActionSpec("review.this", "&This week", "Alt+Home", icon="calendar", menu="go", group=20, page=_PAGE,
               tip="Show the present week"),
    ActionSpec("review.reconcile", "&Reconcile the week", "Ctrl+Shift+K", icon="list-checks", menu="edit", group=20,
               page=_PAGE, tip="Say with one key what became of each block"),
)  # fmt: skip


class ReviewPage(Page):
    """`show_key` takes an ISO date, a tab (huddle, week, reconcile, interruptions, contacts), or one thing on a tab.

    `reconcile:KEY:kept` takes a block and an outcome, `interruptions:ID` and `contacts:ID` open an entry.
    """

    page_id = _PAGE
    title = "Review"
    icon = "clipboard-check"
    tables = frozenset({
        "time_block", "block_series", "actual", "activity_type", "interruption", "plan_baseline", "review",
        "responsibility", "person", "protected_window", "calendar_span", "bell_schedule", "bell_times", "day_override",
        "setting", "calendar_feed", "feed_event", "office_proposal", "visit", "feedback", "recognition",
        "goal", "challenge", "library_item", "vision",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._first: date | None = None
        self._lead: TimeWays | None = None
        self.view: WeekReview | None = None
        self.panels: dict[str, Panel] = {}
        self.tabs = SegmentedControl(_TABS, "Show", self)
        self.tabs.set_key("week")
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('review.')}"), self)
        self.tabs.chosen.connect(self._choose)

    # what is shown

    @property
    def first(self) -> date:
        """The first date of the week shown."""
        return self._first or week_start(self.shell.today(), self.shell.settings())

    def refresh(self) -> None:
        """Read the week again."""
        shell = self.shell
        settings, calendar = shell.settings(), shell.desk.cached(school_calendar)
        self.view = shell.desk.read(week_review, self.first, shell.now(), calendar, settings)
        self._panel().show_week(self.view)

    def show_week(self, day: date) -> None:
        """Show the week that holds a date; the present one follows the clock."""
        first = week_start(day, self.shell.settings())
        self._first = None if first == week_start(self.shell.today(), self.shell.settings()) else first
        self.refresh()
        self.head_changed.emit()

    def show_key(self, key: str) -> None:
        """Show a tab, the week of a date, or the block to reconcile."""
        tab, _, rest = key.partition(":")
        if tab in dict(_TABS):
            self._choose(tab)
            if rest:
                self._panel().choose(rest)
        elif len(key) == 10:
            self.show_week(date.fromisoformat(key))

    def head_title(self) -> str:
        """Return the dates of the week."""
        return days_text(self.first, self.first + timedelta(days=6), self.shell.words)

    def head_sentence(self) -> str:
        """Return the week's instructional minutes in one line."""
        return f"Instructional time: {reckoning_text(self.view.instructional)}." if self.view else ""

    def head_lead(self) -> QWidget | None:
        """Return previous, next and This week."""
        if self._lead is None:
            self._lead = TimeWays(self.shell.actions, "review", "This week", "Show the present week (Alt+Home)")
            self._lead.present.clicked.connect(self.do_this)
        return self._lead

    def primary_action(self) -> QAction | None:
        """Return Reconcile, or what the shown tab makes new."""
        return self._panel().main_action() or self.shell.actions.action("review.reconcile")

    def take_focus(self) -> None:
        """Put the focus into the shown tab."""
        self._panel().setFocus()

    def commit_edits(self) -> None:
        """Save what is being typed."""
        for panel in self.panels.values():
            panel.commit()

    # wishes

    @Slot()
    def do_previous(self) -> None:
        """Show the week before."""
        self.show_week(self.first - timedelta(days=7))

    @Slot()
    def do_next(self) -> None:
        """Show the week after."""
        self.show_week(self.first + timedelta(days=7))

    @Slot()
    def do_this(self) -> None:
        """Show the present week."""
        self.show_week(self.shell.today())

    @Slot()
    def do_reconcile(self) -> None:
        """Say what became of the blocks."""
        self._choose("reconcile")

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.tabs.set_key(key)
        panel = self._panel()
        if self.view is None:
            self.refresh()
        elif self.view is not None:
            panel.show_week(self.view)
        panel.setFocus()
        self.head_changed.emit()

    def _panel(self) -> Panel:
        """Return the shown tab, made now if need be."""
        key = self.tabs.key
        if key not in self.panels:
            module, name = _PANELS[key]
            panel = getattr(import_module(module), name)(self.shell, self)
            panel.wanted.connect(self._go)
            self.panels[key] = panel
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(self.panels[key])
        return self.panels[key]

    @Slot(str, str)
    def _go(self, page: str, key: str) -> None:
        if page == _PAGE:
            self.show_key(key)
        else:
            self.shell.go(page, key)
