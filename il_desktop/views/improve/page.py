"""The improvement page: the register of challenges, small tests, and what is due in the next ninety days."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.gaps import gap_view
from il_desktop.domain.improvement import NinetyDays
from il_desktop.queries.gaps import gap_tables
from il_desktop.queries.improvement import ChallengeView, TestView, challenges, plan_parents, small_tests
from il_desktop.queries.interventions import Intervention, interventions
from il_desktop.queries.ninety import ninety_days
from il_desktop.views.improve.challenge_form import ChallengeForm
from il_desktop.views.improve.plan_form import Finding, PlanForm
from il_desktop.views.improve.register_form import RegisterForm
from il_desktop.views.improve.trial_form import TestForm
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, text_table
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.format import count_text, date_text, day_text
from il_desktop.wording.improvement import (
    CHALLENGE_STATES,
    STAGE_NAMES,
    again_cell,
    dose_cell,
    due_kind,
    evidence_cell,
    group_cell,
    ninety_sentence,
)

_PAGE = "improve"
_TABS = (("challenges", "Challenges"), ("tests", "Small tests"), ("ninety", "Next 90 days"), ("plans", "Plans"))
_GIVES_WAY = ((2, 3), (1, 3), (3, 4, 2), (5, 3, 4))  # columns that go first beside an open sheet
_HEADS = (
    ("Challenge", "State", "Evidence", "Plans", "Look again"),
    ("Test", "Goal", "Where it stands", "Due"),
    ("Title", "Day", "What", "Goal", "Owner"),
    ("Plan", "Look again", "For whom", "A week", "Goal", "Owner"),
)
_EMPTY = (
    "No challenge is noted. Note what stands in the way, ask why five times, gather evidence, make a plan.",
    "No small test yet. Add a test to a goal: write what you expect, try it, write what happened and what you learned.",
    "Nothing is due in the next 90 days.",
    "No plan for a group is under way. Make one from a challenge, or from a gap on the page with the gaps.",
)
_ACTIONS = (
    ActionSpec("improve.new", "New &challenge…", "Ctrl+N", icon="plus", menu="edit", group=43, page=_PAGE,
               tip="Note what stands in the way"),
    ActionSpec("improve.plan", "Make a &plan…", "Ctrl+Shift+A", icon="clipboard-list", menu="edit", group=43,
               page=_PAGE, tip="An intervention or another plan under a goal, with the day it is looked at again"),
)  # fmt: skip


class ImprovePage(Page):
    """`show_key` takes a tab, the id of a challenge, test or plan, `plan`, or `plan:MEASURE:DIMENSION:GROUP`."""

    page_id = _PAGE
    title = "Improvement"
    icon = "refresh-cw"
    tables = frozenset({
        "challenge", "attachment", "goal", "task", "person", "vision", "target", "setting", "check_in", "library_item",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.challenges: tuple[ChallengeView, ...] = ()
        self.trials: tuple[TestView, ...] = ()
        self.plans: tuple[Intervention, ...] = ()
        self.ninety: NinetyDays | None = None
        self.tabs = SegmentedControl(_TABS, "Show", self, breaks=True)
        self.models = tuple(TextItemModel(heads, 0, self) for heads in _HEADS)
        self.lists = tuple(
            text_table(model, name, self, gives_way=gives_way)
            for model, (_, name), gives_way in zip(self.models, _TABS, _GIVES_WAY, strict=True)
        )
        self.empties = tuple(
            EmptyState(text, "Note a challenge…" if place == 0 else "", "refresh-cw", self)
            for place, text in enumerate(_EMPTY)
        )
        self.sheet = SideSheet(self)
        self.challenge = ChallengeForm(shell, self.sheet.content)
        self.trial = TestForm(shell, self.sheet.content)
        self.plan = PlanForm(shell, self.sheet.content)
        self.register = RegisterForm(shell, self.sheet.content)
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('improve.')}"), self)
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        self._stack = QStackedWidget(self)
        for table, empty in zip(self.lists, self.empties, strict=True):
            card = Card(parent=self, margin=1)
            card.body.addWidget(table, 1)
            card.body.addWidget(empty, 1)
            self._stack.addWidget(card)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.sheet)
        for form in (self.challenge, self.trial, self.plan, self.register):
            self.sheet.body.addWidget(form)
            form.hide()
        self.setFocusProxy(self.lists[0])

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        for table in self.lists:
            table.activated.connect(self._open_row)
            table.clicked.connect(self._open_row)
        self.empties[0].pressed.connect(self.do_new)
        self.challenge.plan_wanted.connect(self._plan_for)
        self.challenge.goal_wanted.connect(self._go_to_goal)
        self.register.goal_wanted.connect(self._go_to_goal)
        self.plan.saved.connect(self._planned)
        self.sheet.leaving.connect(self._leave)

    # Page

    def refresh(self) -> None:
        """Read everything again; what is open stays open."""
        desk, words, today = self.shell.desk, self.shell.words, self.shell.today()
        self.challenges, self.trials = desk.read(challenges), desk.read(small_tests)
        self.ninety, self.plans = desk.read(ninety_days, today), desk.read(interventions)
        self.models[0].show_rows([(one.id, self._challenge_texts(one)) for one in self.challenges])
        self.models[1].show_rows(
            [
                (
                    one.id,
                    (one.title, one.parent, STAGE_NAMES[one.stage], date_text(one.due_on, words) if one.due_on else ""),
                )
                for one in self.trials
            ]
        )
        self.models[2].show_rows(
            [
                (
                    f"{item.kind}:{item.id}",
                    (item.title, day_text(item.on, words), due_kind(item), item.goal, item.owner),
                )
                for item in self.ninety.items
            ]
        )
        self.models[3].show_rows([(one.id, self._plan_texts(one)) for one in self.plans])
        for table, model, empty in zip(self.lists, self.models, self.empties, strict=True):
            table.setVisible(model.rowCount() > 0)
            empty.setVisible(model.rowCount() == 0)
        self._show_open()
        self.shell.actions.refresh()
        self.head_changed.emit()

    def _challenge_texts(self, one: ChallengeView) -> tuple[str, ...]:
        again = date_text(one.review_on, self.shell.words) if one.review_on else ""
        return one.title, CHALLENGE_STATES[one.state], evidence_cell(one.kinds), str(len(one.plans)), again

    def _plan_texts(self, one: Intervention) -> tuple[str, ...]:
        again = again_cell(one.review_on, self.shell.today(), self.shell.words, is_open=one.is_open)
        who = group_cell(one.group_label, one.n_students)
        return one.title, again, who, dose_cell(one.dose_min_week), one.goal, one.owner

    def _show_open(self) -> None:
        """Show what is open anew; close the sheet when it is gone."""
        pairs = ((self.challenge, self.challenges), (self.trial, self.trials), (self.register, self.plans))
        for form, known in pairs:
            if form.isHidden() or form.view is None:
                continue
            found = next((one for one in known if one.id == form.view.id), None)
            if found is None:
                form.view = None
                self.sheet.close_sheet()
            else:
                form.show_view(found)  # pyright: ignore[reportArgumentType]  each form with its own kind

    def head_sentence(self) -> str:
        """Say how much is noted, confirmed and due."""
        if self.ninety is None:
            return ""
        if self.tabs.key == "ninety":
            return ninety_sentence(self.ninety, self.shell.words)
        open_ = [one for one in self.challenges if one.state != "addressed"]
        if self.tabs.key == "plans":
            going = [one for one in self.plans if one.is_open]
            late = sum(one.review_on is not None and one.review_on < self.shell.today() for one in going)
            said = f"{count_text(len(going), 'plan', 'plans')} for groups under way."
            return f"{said} {count_text(late, 'review was', 'reviews were')} due before today." if late else said
        if self.tabs.key == "tests":
            going = [one for one in self.trials if one.stage != "done"]
            decided = len(self.trials) - len(going)
            return f"{count_text(len(going), 'small test', 'small tests')} under way, {decided} decided."
        if not open_:
            return "What stands in the way, how we know, and what is tried against it."
        confirmed = sum(one.state == "confirmed" for one in open_)
        return (
            f"{count_text(len(open_), 'challenge', 'challenges')} open, {confirmed} confirmed by two kinds of evidence."
        )

    def primary_action(self) -> QAction:
        """Return New challenge."""
        return self.shell.actions.action("improve.new")

    def page_actions(self) -> list[QAction]:
        """Return Make a plan."""
        return [self.shell.actions.action("improve.plan")]

    def show_key(self, key: str) -> None:
        """Show a tab, open a challenge or test, or begin a plan."""
        if self.ninety is None:
            self.refresh()
        if key in dict(_TABS):
            self.tabs.set_key(key)
            self._choose(key)
        elif key == "plan":
            self.do_plan()
        elif key.startswith("plan:"):
            self._plan_for_gap(*key.removeprefix("plan:").split(":", 2))
        elif any(one.id == key for one in self.challenges):
            self.open_challenge(key)
        elif any(one.id == key for one in self.trials):
            self.show_key("tests")
            self.open_trial(key)
        elif any(one.id == key for one in self.plans):
            self.show_key("plans")
            self.open_plan(key)

    def commit_edits(self) -> None:
        """Save what is being typed."""
        self._leave()

    # What can be opened

    @Slot(str)
    def open_challenge(self, key: str) -> None:
        """Open a challenge in the sheet."""
        found = next((one for one in self.challenges if one.id == key), None)
        if found is not None:
            self._leave()
            self._show_form(self.challenge, "Challenge")
            self.challenge.show_view(found)
            self.challenge.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def open_trial(self, key: str) -> None:
        """Open a small test in the sheet."""
        found = next((one for one in self.trials if one.id == key), None)
        if found is not None:
            self._leave()
            self._show_form(self.trial, "Small test")
            self.trial.show_view(found)

    @Slot(str)
    def open_plan(self, key: str) -> None:
        """Open an intervention in the sheet."""
        found = next((one for one in self.plans if one.id == key), None)
        if found is not None:
            self._leave()
            self._show_form(self.register, "A plan under way")
            self.register.show_view(found)

    def _show_form(self, form: QWidget, title: str) -> None:
        for other in (self.challenge, self.trial, self.plan, self.register):
            other.setVisible(other is form)
        self.sheet.open_sheet(title)

    def _begin_plan(self, finding: Finding) -> None:
        self._leave()
        self._show_form(self.plan, "A plan")
        self.plan.begin(finding, self.shell.desk.read(plan_parents))

    def _plan_for_gap(self, measure_id: str, dimension: str, group: str) -> None:
        """Begin a plan for the group of a gap, with its rate in the newest window."""
        for table in self.shell.desk.read(gap_tables, self.shell.today()):
            if (table.measure_id, table.dimension) != (measure_id, dimension):
                continue
            moment = table.moments[-1]
            found = next((one for one in moment.table.groups if one.name == group), None)
            if found is not None and found.whole:
                rate = float(Fraction(100 * found.part, found.whole))
                says = f"{table.measure}, {moment.label}: {group} is at {rate:.1f} %."
                because = f"The gap in {table.measure}, {moment.label}."  # no number: plans are read by others
                rows = gap_view(table, is_shared=True).rows
                is_told = any(row.name == group and row.told[-1].is_exact for row in rows)
                finding = Finding(says, because, "", measure_id, dimension, group, rate if is_told else None)
                self._begin_plan(finding)
                return

    # Wishes

    @Slot(str)
    def _choose(self, key: str) -> None:
        place = [name for name, _ in _TABS].index(key)
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self.lists[place])
        self.head_changed.emit()

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        model = index.model()
        if not isinstance(model, TextItemModel):
            return
        key = model.key(index.row())
        if model is self.models[0]:
            self.open_challenge(key)
        elif model is self.models[1]:
            self.open_trial(key)
        elif model is self.models[3]:
            self.open_plan(key)
        else:
            kind, _, item = key.partition(":")
            self._go_to(kind, item)

    def _go_to(self, kind: str, key: str) -> None:
        if kind == "challenge":
            self.show_key("challenges")
            self.open_challenge(key)
        elif kind in ("test", "intervention"):
            self.show_key(key)
        elif kind == "task":
            self.shell.go("tasks", key)
        elif kind == "unit":
            self.shell.go("library", key)
        else:
            self.shell.go("goals", "vision" if kind == "vision" else key)

    @Slot()
    def do_new(self) -> None:
        """Ask what the challenge is, note it and open it."""
        title = self.shell.ask.text(self, "New challenge", "What stands in the way?")
        if title is None or not title.strip():
            return
        worked, key = self.challenge.run(commands.improvement.add_challenge, title)
        if worked:
            self.shell.hub.flush()
            self.refresh()
            self.show_key("challenges")
            self.open_challenge(key)

    @Slot()
    def do_plan(self) -> None:
        """Begin a plan of the chosen challenge, or one without a finding."""
        place = self.lists[0].currentIndex().row()
        key = self.models[0].key(place) if self.tabs.key == "challenges" else ""
        if key:
            self._plan_for(key)
        else:
            self._begin_plan(Finding("A plan under a goal; later it can be measured there."))

    @Slot(str)
    def _plan_for(self, challenge_id: str) -> None:
        found = next((one for one in self.challenges if one.id == challenge_id), None)
        if found is not None:
            self._begin_plan(Finding(f"Against the challenge “{found.title}”.", "", found.id))

    @Slot(str)
    def _planned(self, plan_id: str) -> None:
        self.sheet.close_sheet()
        self.shell.go("goals", plan_id)

    @Slot(str)
    def _go_to_goal(self, goal_id: str) -> None:
        self.shell.go("goals", goal_id)

    @Slot()
    def _leave(self) -> None:
        if self.sheet.isHidden() or self.shell.desk.is_read_only:
            return
        if not self.challenge.isHidden():
            self.challenge.commit()
        elif not self.trial.isHidden():
            self.trial.commit()
        elif not self.register.isHidden():
            self.register.commit()
