"""The Today page: the agenda of one day at the left, what the day asks for at the right. Shows, never writes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.today import TodayView, today_view
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.head import TimeWays
from il_desktop.views.shared.kit import EmptyState, Hairline, PlainLabel, outline_button
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import plain_tooltip
from il_desktop.views.shared.shell import Shell
from il_desktop.views.today import words as say
from il_desktop.views.today.agenda import AgendaList
from il_desktop.views.today.side import Side
from il_desktop.wording.format import count_text, long_day_text

SIDE_WIDTH, AGENDA_WIDTH = 376, 470
TICK_MS = 20_000
LATER_MS = 120  # what is likely is reckoned once the day is on screen
_PAGE = "today"
_ACTIONS = (
    ActionSpec(
        "today.previous", "&Previous day", "Alt+Left", icon="chevron-left", menu="go", group=20, page=_PAGE,
        mac=("Ctrl+[",), tip="Show the day before",
    ),
    ActionSpec(
        "today.next", "Ne&xt day", "Alt+Right", icon="chevron-right", menu="go", group=20, page=_PAGE, mac=("Ctrl+]",),
        tip="Show the day after",
    ),
    ActionSpec("today.today", "&Today", "Alt+Home", icon="calendar", menu="go", group=20, page=_PAGE, tip="Show today"),
    ActionSpec(
        "today.plan_week", "Plan this &week", "Ctrl+Shift+W", icon="calendar-days", menu="go", group=21, page=_PAGE,
        tip="Show the week of this day",
    ),
)  # fmt: skip
_OUTCOMES = tuple(
    ActionSpec(
        f"today.{outcome}", text, (number, letter), menu="edit", group=21, page=_PAGE, scope="widget",
        tip=f"Say that the chosen block was {outcome}",
    )
    for outcome, text, number, letter in (
        ("kept", "&Kept", "1", "K"), ("shortened", "&Shortened…", "2", "S"), ("moved", "&Moved…", "3", "M"),
        ("replaced", "&Replaced…", "4", "R"), ("missed", "M&issed…", "5", "X"),
    )
)  # fmt: skip
_OPEN = ActionSpec(
    "today.open", "&Open block in the week", ("Return", "Enter"), menu="edit", group=20, page=_PAGE, scope="widget"
)


class TodayPage(Page):
    """One day and what it asks for. `show_key` takes an ISO date or a block's key."""

    page_id = _PAGE
    title = "Today"
    icon = "sun"
    tables = frozenset({
        "time_block", "block_series", "actual", "activity_type", "interruption", "visit", "feedback", "action_step",
        "task", "goal", "target", "reading", "check_in", "vision", "recognition", "person", "responsibility",
        "log_entry", "calendar_span", "bell_schedule", "bell_times", "day_override", "section", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._day: date | None = None
        self._view: TodayView | None = None
        self._now: WallTime | None = None
        self._lead: TimeWays | None = None
        self.agenda = AgendaList(self)
        self.empty = EmptyState("Nothing is planned for today.", "Plan this week", "calendar-days", self)
        self.footer = _Footer(self)
        self.side = Side()
        self._lay_out()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('today.')}"), self)
        shell.actions.add(_OPEN, self.agenda.open_chosen, self.agenda)
        for spec in _OUTCOMES:
            shell.actions.add(spec, self.do_outcome, self.agenda)
        self.footer.reconcile.clicked.connect(self.do_reconcile)
        self.footer.interruption.clicked.connect(self.do_interruption)
        self.agenda.opened.connect(self.open_block)
        self.empty.pressed.connect(self.do_plan_week)
        self.side.wanted.connect(self._go)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._follow_clock)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._show_likely)
        shell.theme.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget(left)
        self._stack.addWidget(self.agenda)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)
        self._line = Hairline(upright=True, parent=self)
        self._beside = QScrollArea(self)
        self._beside.setFrameShape(QFrame.Shape.NoFrame)
        self._beside.setWidgetResizable(True)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beside.setWidget(self.side)
        a11y.name(self._beside, "What the day asks for")
        self._row.addWidget(left, 1)
        self._row.addWidget(self._line)
        self._row.addWidget(self._beside)
        self.setFocusProxy(self.agenda)

    # what is shown

    @property
    def day(self) -> date:
        """The date shown."""
        return self._day or self.shell.today()

    def show_day(self, day: date) -> None:
        """Show another date; today follows the clock."""
        self._day = None if day == self.shell.today() else day
        self.refresh()
        self.head_changed.emit()

    def refresh(self) -> None:
        """Read the day again."""
        shell, settings, now = self.shell, self.shell.settings(), self.shell.now()
        calendar = shell.desk.cached(school_calendar)
        view = shell.desk.read(today_view, self.day, now, calendar, settings)
        self._view, self._now = view, now
        self.agenda.show_day(view, now, shell.words)
        is_today = self.day == now.day
        self.empty.label.setText("Nothing is planned for today." if is_today else "Nothing is planned for this day.")
        self._stack.setCurrentWidget(self.agenda if view.rows else self.empty)
        self.footer.label.setText(say.visits_text(view.week))
        waiting = sum(
            row.card.state == "planned" and row.card.span.end <= now for row in view.rows if not row.card.all_day
        )
        self.footer.reconcile.setVisible(waiting > 0)
        self.footer.reconcile.set_face(f"Reconcile {count_text(waiting, 'block', 'blocks')}", "list-checks")
        self.side.show_view(view, now, settings, shell.words)
        self._later.start()

    @Slot()
    def _show_likely(self) -> None:
        """Say how much of the week's protected time is likely to be kept, and how tight it is."""
        from il_desktop.queries.protected_hours import week_meter  # noqa: PLC0415  not needed for the first picture
        from il_desktop.wording.review import forecast_text, risk_text  # noqa: PLC0415  same

        if self._view is None or not self.isVisible():
            return
        shell, now = self.shell, self.shell.now()
        calendar = shell.desk.cached(school_calendar)
        meter = shell.desk.read(week_meter, self._view.week.first, now, calendar, shell.settings())
        self.side.protected.show_likely(forecast_text(meter.likely), risk_text(meter.tight, len(meter.blocks)))

    def show_key(self, key: str) -> None:
        """Show a date, or choose a block of the day."""
        if len(key) == 10:
            self.show_day(date.fromisoformat(key))
        else:
            self.agenda.choose(key)

    def head_title(self) -> str:
        """Return the date."""
        return long_day_text(self.day, self.shell.words)

    def head_sentence(self) -> str:
        """Return what kind of day it is, what waits and what comes next."""
        if self._view is None or self._now is None:
            return ""
        return say.head_sentence(self._view, self._now, self.shell.words)

    def head_lead(self) -> QWidget | None:
        """Return previous, next and Today."""
        if self._lead is None:
            self._lead = TimeWays(self.shell.actions, "today", "Today", "Show today (Alt+Home)")
            self._lead.present.clicked.connect(self.do_today)
        return self._lead

    def primary_action(self) -> QAction | None:
        """Return Plan this week."""
        return self.shell.actions.action("today.plan_week")

    # wishes

    @Slot()
    def do_previous(self) -> None:
        """Show the day before."""
        self.show_day(self.day - timedelta(days=1))

    @Slot()
    def do_next(self) -> None:
        """Show the day after."""
        self.show_day(self.day + timedelta(days=1))

    @Slot()
    def do_today(self) -> None:
        """Show the present day."""
        self.show_day(self.shell.today())

    @Slot()
    def do_plan_week(self) -> None:
        """Show the week of this day."""
        self.shell.go("week", self.day.isoformat())

    @Slot()
    def do_outcome(self) -> None:
        """Say what became of the chosen block; all but Kept ask one thing more, on the Review page."""
        action, key = self.sender(), self.agenda.key
        if not isinstance(action, QAction) or not key:
            return
        outcome = action.objectName().removeprefix("today.")
        if outcome != "kept":
            self.shell.go("review", self.day.isoformat())
            self.shell.go("review", f"reconcile:{key}:{outcome}")
            return
        from il_desktop.domain.reconcile import Outcome, Settlement  # noqa: PLC0415  not needed to look at the day

        try:
            told = Settlement(Outcome.KEPT)
            self.shell.desk.run(commands.reconcile.reconcile_block, BlockRef.parse(key), told, origin=_PAGE)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.shell.hub.flush()
        self.agenda.choose_next_open()

    @Slot()
    def do_reconcile(self) -> None:
        """Show the list of blocks to reconcile."""
        self.shell.go("review", self.day.isoformat())
        self.shell.go("review", "reconcile")

    @Slot()
    def do_interruption(self) -> None:
        """Note what came between."""
        self.shell.actions.action("edit.interruption").trigger()

    @Slot(str)
    def open_block(self, key: str) -> None:
        """Show a block in its week."""
        self.shell.go("week", self.day.isoformat())
        self.shell.go("week", key)

    @Slot(str, str)
    def _go(self, page: str, key: str) -> None:
        self.shell.go(page, key)

    # time and room

    @Slot()
    def _follow_clock(self) -> None:
        if self.shell.now() != self._now:
            self.refresh()
            self.head_changed.emit()

    @Slot()
    def _arrange(self) -> None:
        """Put the cards beside the day, or below it where the window is too narrow for both."""
        look = self.shell.theme
        side = look.px(SIDE_WIDTH) if self.width() > look.px(SIDE_WIDTH + 560) else look.px(SIDE_WIDTH - 56)
        is_narrow = self.width() < side + look.px(AGENDA_WIDTH)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setStretch(0, 3 if is_narrow else 1)
        self._row.setStretch(2, 2 if is_narrow else 0)
        self._line.setVisible(not is_narrow)
        self._beside.setMinimumWidth(0 if is_narrow else side)
        self._beside.setMaximumWidth(16_777_215 if is_narrow else side)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while shown."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock go."""
        self._tick.stop()
        super().hideEvent(event)


class _Footer(QWidget):
    """The strip below the day: visits and talks of the week."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        self.interruption = outline_button("Interruption", "zap", self)
        plain_tooltip(self.interruption, "Note what came between (Ctrl+Shift+I)")
        self.reconcile = outline_button("Reconcile", "list-checks", self)
        row.addWidget(self.interruption)
        row.addWidget(self.reconcile)
        row.addStretch(1)
        row.addWidget(PlainLabel("Week", muted=True, parent=self))
        self.label = PlainLabel(strong=True, fit="elide", parent=self)
        row.addWidget(self.label)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  plane and line are drawn
        """Draw the plane and the line above."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, 0, self.width(), 1, tokens.grid)
