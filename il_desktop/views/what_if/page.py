"""Try out: a copy of one week beside the week as it is. Nothing counts before it is adopted, as one step."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import PlanOutdated, UserFacingError
from il_desktop.domain.proposal import Loss
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import Add, Deed, WhatIf, as_proposal
from il_desktop.planning.proposing import Planned
from il_desktop.queries.review import week_start
from il_desktop.views.planner.runner import PlanRunner
from il_desktop.views.planner.sheet import PlanSheet
from il_desktop.views.planner.week_place import WITH_PLAN
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.undo import OwnSteps
from il_desktop.views.week.picture import GridState
from il_desktop.views.what_if import keys
from il_desktop.views.what_if.bench import Bench, Shown
from il_desktop.views.what_if.hands import Hands
from il_desktop.views.what_if.panel import Panel
from il_desktop.views.what_if.weeks import COPY, LINES, Weeks
from il_desktop.wording.format import days_text
from il_desktop.wording.planner import sum_text
from il_desktop.wording.what_if import BUSY, LIVES, NO_PLAN, STOPPED, THROWN, outdated_text, refusal_text

ORIGIN = "what_if"


class WhatIfPage(Page):
    """`show_key` takes an ISO date of the week; `WITH_PLAN` behind it takes over the proposal beside the week."""

    page_id = keys.PAGE
    title = "Try out"
    icon = "copy"
    tables = frozenset({
        "time_block", "block_series", "block_goal", "visit", "feedback", "task", "activity_type", "goal",
        "interruption", "calendar_span", "bell_schedule", "bell_times", "day_override", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.bench = Bench(shell)
        self.steps = OwnSteps(self)
        self.runner = PlanRunner(shell.tasks, self)
        self._losses: tuple[Loss, ...] = ()
        self._copy_shown: WhatIf | None = None
        self._shown: Shown | None = None
        self.panel = Panel(shell, self)
        self.weeks = Weeks(self.panel, self)
        self.real_grid, self.copy_grid = self.weeks.grids
        self.grids = self.weeks.grids
        self.hands = Hands(self)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        for spec in keys.WINDOW:
            self.shell.actions.add(spec, getattr(self, spec.id.removeprefix(f"{keys.PAGE}.")), self)
        self.hands.register()
        self.panel.follow_actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.weeks)
        self.setFocusProxy(self.copy_grid)

    def _connect(self) -> None:
        self.panel.lost.connect(self._repair)
        self.panel.line_shown.connect(self._show_line)
        self.panel.list.show_wanted.connect(self._go_to_line)
        self.panel.stop.clicked.connect(self.runner.cancel)
        self.runner.done.connect(self._take_plan)
        self.runner.stopped.connect(self._stopped)
        self.steps.wanted.connect(self._travel)
        self.shell.hub.minute_passed.connect(self._follow_clock)

    # what is shown

    def refresh(self) -> None:
        """Read the week again and show the copy beside it."""
        self._begin()
        self.bench.refresh()
        self._show()

    def _show(self) -> None:
        shell, bench = self.shell, self.bench
        shown = bench.shown(*self.dates())
        now, settings, words = shell.now(), shell.settings(), shell.words
        real, tried = (GridState.of(view, now, settings, words) for view in (shown.real, shown.tried))
        self.weeks.show_states(real, tried)
        self.real_grid.mark(tuple(line.before for line in shown.lines if line.before is not None))
        self.copy_grid.mark(tuple(line.after for line in shown.lines if line.after is not None))
        is_new = self._copy_shown is None or self._copy_shown.base is not bench.copy.base
        proposal = as_proposal(bench.copy, shown.lines)
        self._copy_shown = bench.copy
        self.panel.show_all(shown, proposal, is_new=is_new)
        self.steps.set_names(*bench.step_names())
        self._shown = shown
        self.head_changed.emit()

    def _begin(self) -> None:
        if self.bench.week_on == date.min:  # opened without a week, as the page of the last time
            self.bench.open(week_start(self.shell.today(), self.shell.settings()))

    def dates(self) -> tuple[date, int]:
        """Return the first date shown and how many: the days of work, all of them where a weekend holds something."""
        self._begin()
        days = [self.bench.week_on + timedelta(days=number) for number in range(7)]
        monday = next(day for day in days if day.weekday() == 0)
        has_weekend = any(piece.span.start.day.weekday() > 4 for piece in self.bench.copy.pieces().values())
        return (self.bench.week_on, 7) if has_weekend or monday > days[2] else (monday, 5)

    def head_title(self) -> str:
        """Return what is tried, and when."""
        first, count = self.dates()
        return f"{self.title}: {days_text(first, first + timedelta(days=count - 1), self.shell.words)}"

    def head_sentence(self) -> str:
        """Say that nothing counts, and how long the copy lives."""
        return LIVES

    def page_actions(self) -> list[QAction]:
        """Return the way back."""
        return [self.shell.actions.action(f"{keys.PAGE}.leave")]

    def own_steps(self) -> OwnSteps:
        """Return the steps of the copy."""
        return self.steps

    def show_key(self, key: str) -> None:
        """Show the copy of a week."""
        day, is_planned = key.removesuffix(WITH_PLAN), key.endswith(WITH_PLAN)
        self.runner.cancel()
        self.bench.open(week_start(date.fromisoformat(day), self.shell.settings()))
        sheet = self.window().findChild(PlanSheet) if is_planned else None
        if isinstance(sheet, PlanSheet) and sheet.planned is not None:
            proposal = sheet.planned.proposal
            if proposal.week_on == self.bench.week_on:
                lines = tuple(line for line in proposal.lines if line.key in sheet.model.chosen)
                self.bench.take(lines, proposal.losses)
                sheet.close_sheet()
        self._show()
        self.copy_grid.focus_now()

    # trying

    def try_out(self, deed: Deed) -> None:
        """Do a deed to the copy, or say why not."""
        self.runner.cancel()
        key = getattr(deed, "key", "")
        piece = self.bench.copy.pieces().get(key)
        code = self.bench.try_out(deed)
        self._show()
        key = deed.piece.key if isinstance(deed, Add) else key
        if not code:
            self.panel.list.choose(key)
            self.copy_grid.focus_block(key)
        if code:
            self.panel.say(refusal_text(code, piece.wanted.title if piece is not None else ""))

    @Slot(bool)
    def _travel(self, is_undo: bool) -> None:
        self.runner.cancel()
        copy = self.bench.copy
        self.bench.put(copy.back() if is_undo else copy.forth())
        self._show()

    @Slot()
    def plan(self) -> None:
        """Let the planner place what waits, in the copy."""
        self._start(())

    @Slot()
    def lost(self) -> None:
        """Ask which time is gone, the focused block's to begin with."""
        self.weeks.choose(LINES)
        card = self.copy_grid.focused_card()
        now = self.shell.now()
        if card is not None and card.span.start.day == card.span.end.day:
            span = card.span
        else:
            day = max(self.bench.week_on, now.day)
            start = now.minute - now.minute % 15 if day == now.day else self.shell.settings().work_start_min
            span = Span.of(WallTime(day, min(start, 1320)), 60)
        self.panel.open_form(span)

    @Slot(object)
    def _repair(self, loss: Loss) -> None:
        self._start((loss,))

    def _start(self, losses: tuple[Loss, ...]) -> None:
        facts = self.bench.facts(losses)
        self._losses = losses
        if not facts.dates:
            self.panel.say(NO_PLAN)
            return
        self.panel.say(BUSY)
        self.panel.stop.show()
        self.runner.start(facts)

    @Slot(object)
    def _take_plan(self, planned: Planned) -> None:
        self.panel.stop.hide()
        proposal = planned.proposal
        if not proposal.lines:
            self.panel.say(NO_PLAN)
            return
        self.bench.take(proposal.lines, self._losses)
        self._show()
        self.panel.say(f"{sum_text(proposal)} {self.panel.state.text()}")

    @Slot()
    def _stopped(self) -> None:
        self.panel.stop.hide()
        self.panel.say(STOPPED)

    # ways out

    @Slot()
    def adopt(self) -> None:
        """Write the ticked differences as one step; what no longer fits is named and left out of the next try."""
        lines = self._shown.lines if self._shown is not None else ()
        model = self.panel.list.lines
        if not model.chosen:
            return
        self.runner.cancel()
        try:
            self.shell.desk.run(
                commands.planning.adopt_copy, as_proposal(self.bench.copy, lines), sorted(model.chosen), origin=ORIGIN
            )
        except PlanOutdated as error:
            model.refuse(error.keys)
            self.panel.say(outdated_text(error.titles, len(model.chosen)))
            return
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.bench.throw_away()
        self.shell.hub.flush()
        self.leave()

    @Slot()
    def throw_away(self) -> None:
        """Begin anew; no question, since it can be brought back."""
        self.runner.cancel()
        if self.bench.copy.deeds:
            self.bench.throw_away()
            self._show()
            self.panel.say(THROWN)

    @Slot()
    def bring_back(self) -> None:
        """Show the copy of this week that was thrown away."""
        if self.bench.has_thrown:
            self.runner.cancel()
            self.bench.bring_back()
            self._show()

    @Slot()
    def leave(self) -> None:
        """Go back to the week; the copy waits."""
        self.shell.go("week", self.dates()[0].isoformat())

    # small answers

    @Slot(str)
    def _show_line(self, key: str) -> None:
        lines = self._shown.lines if self._shown is not None else ()
        line = next((each for each in lines if each.key == key), None)
        if line is None:
            return
        for grid, span in ((self.real_grid, line.before), (self.copy_grid, line.after)):
            if span is not None:
                grid.focus_block(key)

    @Slot()
    def _go_to_line(self) -> None:
        self.weeks.choose(COPY)
        self.copy_grid.setFocus()

    @Slot()
    def _follow_clock(self) -> None:
        if self.isVisible():
            for grid in self.grids:
                grid.set_now(self.shell.now())
        else:
            self.mark_stale()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the planner with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.runner.is_busy:
            self.runner.cancel()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the block under the pointer."""
        grid = self.copy_grid
        point = grid.mapFromGlobal(event.globalPos())
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            if not grid.rect().contains(point):
                return
            grid.focus_at(point)
        if grid.focused_card() is not None:
            self.hands.block_menu().popup(event.globalPos())
