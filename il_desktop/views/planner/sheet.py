"""The proposal at the right of the week: every line with a tick and its reasons, what the week becomes, Accept.

Keys: Space ticks a line, Enter shows it in the week, Ctrl+Enter accepts, Esc stops solving and then closes.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.proposal import Loss
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.proposing import Planned, why
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, planned_dates, week_facts
from il_desktop.queries.review import week_start
from il_desktop.views.planner.figure_table import FigureTable
from il_desktop.views.planner.line_list import LineList
from il_desktop.views.planner.line_model import PlanRow
from il_desktop.views.planner.lost_form import LostForm
from il_desktop.views.planner.runner import PlanRunner
from il_desktop.views.planner.week_place import WITH_PLAN, WeekPlace
from il_desktop.views.shared import a11y
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Hairline, PlainLabel, link_button, outline_button, primary_button
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.format import count_text
from il_desktop.wording.planner import NOTHING, OVER, figures_lines, note_text, proof_text

ORIGIN = "planner"
_TABLES = frozenset({"time_block", "block_series", "visit", "feedback", "task", "interruption", "calendar_span"})
_BUSY = "Looking for a better plan…"
_STALE = "The week changed since. Plan again before accepting."


class PlanSheet(SideSheet):
    """One week's proposal."""

    def __init__(self, page: WeekPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._shell = page.shell
        self._losses: tuple[Loss, ...] = ()
        self._is_own_change = False
        self._alternatives: list[Planned] = []
        self.planned: Planned | None = None
        self.runner = PlanRunner(page.shell.tasks, self)
        self.list = LineList("Proposal", self.content)
        self.model = self.list.lines
        self.state = PlainLabel("", "caption", muted=True, fit="wrap", parent=self.content)
        self.stop = link_button("Stop looking", parent=self.content, role="caption")
        self.figures = FigureTable(self.content)
        self.why = PlainLabel("", "caption", fit="wrap", parent=self.content)
        self.keep = link_button("What would it take?", parent=self.content, role="caption")
        self.other = link_button("Other plans", parent=self.content, role="caption")
        self.try_out = link_button("Try it out", parent=self.content, role="caption")
        self.accept = primary_button("Accept", parent=self.content)
        self.again = outline_button("Plan again", parent=self.content)
        self.lost = outline_button("I lost time…", "calendar-x", self.content)
        self.form = LostForm(page.shell, self.content)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = self.body
        links, ends = QWidget(self.content), QWidget(self)
        for holder, widgets in (
            (links, (self.keep, self.other, self.try_out)),
            (ends, (self.accept, self.again, self.lost)),
        ):
            row_of = FlowLayout(8, holder)
            for widget in widgets:
                row_of.addWidget(widget)
        self._about = [self.figures, self.list, self.why, links, ends]
        for widget in (self.state, self.stop, self.figures):
            body.addWidget(widget)
        body.addWidget(self.list, 1)
        for widget in (self.why, links, self.form):
            body.addWidget(widget)
        self.form.hide()
        foot = QVBoxLayout()  # outside what scrolls: the way to decide is always in sight
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(ends)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            line = Hairline(parent=self)
            self._about.append(line)
            column.addWidget(line)
            column.addLayout(foot)

    def _connect(self) -> None:
        self.runner.better.connect(self._show)
        self.runner.done.connect(self._finish)
        self.runner.stopped.connect(self._stopped)
        self.runner.told.connect(self._tell)
        self.runner.found_others.connect(self._take_others)
        self.stop.clicked.connect(self.runner.cancel)
        self.model.ticked.connect(self._count)
        self.list.row_changed.connect(self._explain)
        self.list.show_wanted.connect(self._visit_line)
        self.list.accept_wanted.connect(self.accept_ticked)
        self.keep.clicked.connect(self._ask_keeping)
        self.other.clicked.connect(self._ask_others)
        self.try_out.clicked.connect(self._try_out)
        self.accept.clicked.connect(self.accept_ticked)
        self.again.clicked.connect(self.plan)
        self.lost.clicked.connect(self.open_lost)
        self.form.lost.connect(self.repair)
        self.form.left.connect(self._back)
        self.leaving.connect(self.runner.cancel)
        self.closed.connect(self._page.question_closed)
        self._shell.hub.changed.connect(self._follow)

    # opening

    def open_plan(self) -> None:
        """Open the sheet and plan the shown week."""
        self._open()
        self._losses = ()
        self.plan()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_lost(self) -> None:
        """Ask which time was lost."""
        self.open_lost_at(None)

    def open_lost_at(self, span: Span | None) -> None:
        """Ask which time was lost, beginning with a time that is meant; the next hour without one."""
        self._open()
        self.runner.cancel()
        self._show_form(is_form=True)
        if span is not None and span.start.day == span.end.day:
            self.form.open_at(span)
            return
        now = self._shell.now()
        first = max(self._page.anchor, now.day)
        start = now.minute - now.minute % 15 if first == now.day else self._shell.settings().work_start_min
        self.form.open_at(Span.of(WallTime(first, min(start, 1320)), 60))

    def _open(self) -> None:
        if self.isHidden():
            self._page.question_opened()
        self.open_sheet("Proposal")
        self._show_form(is_form=False)

    def _show_form(self, *, is_form: bool) -> None:
        for widget in self._about:
            widget.setVisible(not is_form)
        self.state.setVisible(not is_form)
        self.stop.setVisible(not is_form and self.runner.is_busy)
        self.form.setVisible(is_form)
        self.title.setText("I lost time" if is_form else "Proposal")

    # solving

    @Slot()
    def plan(self) -> None:
        """Read the week and solve it beside the window."""
        shell = self._shell
        calendar, settings, now = shell.desk.cached(school_calendar), shell.settings(), shell.now()
        day = self._losses[-1].span.start.day if self._losses else self._page.anchor
        if self._losses and day < now.day:
            day = now.day
        first = week_start(day, settings)
        self.model.show_proposal(None, shell.words)
        self.planned, self._alternatives = None, []
        if not planned_dates(first, now, calendar):
            self.state.setText(OVER)
            self._count()
            return
        ask = Ask(first, self._losses, with_wants=not self._losses)
        facts = shell.desk.read(week_facts, ask, now, calendar, settings)
        self.state.setText(_BUSY)
        self.runner.start(facts)
        self.stop.show()
        self._count()

    @Slot(object)
    def repair(self, loss: Loss) -> None:
        """Plan the rest of the week without a time that is gone."""
        self._losses = (loss,)
        self._show_form(is_form=False)
        self.plan()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show(self, planned: Planned) -> None:
        current = self.list.row
        self.planned = planned
        self.model.show_proposal(planned.proposal, self._shell.words)
        self.list.choose(current.key if current is not None else "")
        figures = figures_lines(planned.proposal.before, planned.proposal.after)
        self.figures.show_rows([(name, f"{was} \N{RIGHTWARDS ARROW}", then) for name, was, then in figures])
        self._count()

    @Slot(object)
    def _finish(self, planned: Planned) -> None:
        self._show(planned)
        self.stop.hide()
        is_empty = not planned.proposal.lines and not planned.proposal.unplaced
        self.state.setText(NOTHING if is_empty else proof_text(planned.proposal))
        a11y.announce(self.list, f"{count_text(len(planned.proposal.lines), 'line', 'lines')}. {self.state.text()}")

    @Slot()
    def _stopped(self) -> None:
        self.stop.hide()
        self.state.setText("Stopped. The best found so far." if self.planned else "Stopped. Nothing was found yet.")

    @Slot()
    def _count(self) -> None:
        chosen = len(self.model.chosen)
        self.accept.setText(f"Accept {chosen}" if chosen else "Accept")
        self.accept.setEnabled(bool(chosen))
        self.keep.setVisible(self.planned is not None and bool(self.model.rowCount()) and self.form.isHidden())
        for link in (self.other, self.try_out):
            link.setVisible(self.keep.isVisibleTo(self))
        self.figures.setVisible(self.planned is not None and self.form.isHidden())

    # why

    @Slot()
    def _explain(self) -> None:
        row = self.list.row
        if row is None or self.planned is None:
            self.why.setText("")
            return
        notes = [note_text(note, self._shell.words) for note in why(self.planned, row.key)]
        line = self.planned.proposal.line(row.key)
        what = "Why it goes" if line is not None and line.after is None else "Why here"
        self.why.setText(f"{what}, {row.title}: {'; '.join(notes)}." if notes and line is not None else row.why)

    @property
    def row(self) -> PlanRow | None:
        """The chosen row."""
        return self.list.row

    @Slot()
    def _ask_keeping(self) -> None:
        if self.row is not None and self.planned is not None and self.row.key in self.planned.week.items:
            self.why.setText("Looking what it would take…")
            self.runner.ask_keeping(self.planned, self.row.key)

    @Slot(object)
    def _tell(self, notes: object) -> None:
        texts = [note_text(note, self._shell.words) for note in notes] if isinstance(notes, tuple) else []
        name = self.row.title if self.row is not None else ""
        self.why.setText(f"What it would take for {name}: {'; '.join(texts)}.")
        a11y.announce(self.why, self.why.text())

    @Slot()
    def _ask_others(self) -> None:
        if self._alternatives:
            self._next_other()
        elif self.planned is not None:
            self.state.setText("Looking for other plans…")
            self.runner.ask_others(self.planned)

    @Slot(object)
    def _take_others(self, found: object) -> None:
        first = self.planned
        if isinstance(found, list) and found and first is not None:
            self._alternatives = [*found, first]
            self._next_other()
        else:
            self.state.setText("There is no other plan as good.")

    def _next_other(self) -> None:
        planned = self._alternatives.pop(0)
        self._alternatives.append(planned)
        self._show(planned)
        self.state.setText(f"Another plan of {len(self._alternatives)}; ask again for the next.")

    # deciding

    @Slot()
    def accept_ticked(self) -> None:
        """Write the ticked lines as one step."""
        chosen = self.model.chosen
        if self.planned is None or not chosen:
            return
        self.runner.cancel()
        self._is_own_change = True
        try:
            self._shell.desk.run(
                commands.planning.accept_proposal, self.planned.proposal, sorted(chosen), origin=ORIGIN
            )
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        finally:
            self._shell.hub.flush()
            self._is_own_change = False
        self.close_sheet()

    @Slot()
    def _try_out(self) -> None:
        """Go on with the ticked lines in a copy of the week."""
        if self.planned is not None:
            self.runner.cancel()
            self._shell.go("what_if", f"{self.planned.proposal.week_on}{WITH_PLAN}")

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and not self._is_own_change and not _TABLES.isdisjoint(changes.tables):
            self.runner.cancel()
            self.state.setText(_STALE)

    @Slot()
    def _back(self) -> None:
        self._show_form(is_form=False)
        if self.planned is None:
            self.plan()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _visit_line(self) -> None:
        """Show the day of the chosen line, the block itself where it stands already."""
        line = self.planned.proposal.line(self.row.key) if self.planned and self.row else None
        span = (line.after or line.before) if line is not None else None
        if line is None or span is None:
            return
        self._page.show_day(span.start.day)
        if line.before is not None:
            self._page.follow_block(line.wanted.ref, line.before.start.day)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop solving on the first Esc."""
        if event.key() == Qt.Key.Key_Escape and self.runner.is_busy:
            self.runner.cancel()
        else:
            super().keyPressEvent(event)


def the_planner(page: WeekPlace, parent: QWidget) -> PlanSheet:
    """Return the sheet beside the week, made at its first use."""
    sheet = parent.findChild(PlanSheet)
    if not isinstance(sheet, PlanSheet):
        sheet = PlanSheet(page, parent)
        page.add_sheet(sheet)
    return sheet
