"""From a finding to a plan: what, for which group, under which goal, and the day it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.views.shared.fields import MinutesField, NumberField
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.improvement import RESPONSE_WORDS

REVIEW_DAYS = 42  # six weeks; our choice, as the data teams of domain.md meet


class Finding(NamedTuple):
    """What a plan is made of: a challenge, or the rate of a group. `rate` is in percent, None where not told."""

    says: str
    because: str = ""
    challenge_id: str = ""
    measure_id: str = ""
    dimension: str = ""
    group: str = ""
    rate: float | None = None


class PlanForm(Form):
    """Makes one plan."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.finding = Finding("")
        self.says = PlainLabel("", fit="wrap", parent=self)
        self.column.addWidget(self.says)
        self.title = self.line("What will be done?")
        self.response = self.add_choice("What kind of answer", tuple(RESPONSE_WORDS.items()))
        self.goal = self.add_choice("Under which goal", ())
        self.group = self.line("For which group (no names of students)")
        self.students = NumberField("How many students", low=0, high=100_000, is_required=False, parent=self)
        self.add("How many students", self.students, "n_students")
        self.dose = MinutesField("Minutes a week", highest=2400, is_required=False, parent=self)
        self.add("Minutes a week", self.dose, "dose_min_week")
        self.aim = NumberField("Aim in percent", low=0, high=100, decimals=1, is_required=False, parent=self)
        self.aim_says = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.add("Aim in percent", self.aim, "aim")
        self.column.addWidget(self.aim_says)
        self.review = self.day("Look at it again on", "review_on", is_required=True)
        self.column.addWidget(self.refusal)
        self.save = outline_button("Make the plan", "check", self)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.save.clicked.connect(self.make)

    def begin(self, finding: Finding, parents: Sequence[tuple[str, str, str]]) -> None:
        """Start a plan from a finding; `parents` are goals and strategies it can hang under."""
        self.finding = finding
        self.refusal.hide()
        self.says.setText(finding.says)
        self.title.clear()
        self.group.setText(finding.group)
        self.students.set_value(None)
        self.dose.set_value(None)
        self.aim.set_value(None)
        has_rate = finding.rate is not None
        self.aim.setEnabled(has_rate)
        self.aim_says.setText(
            f"From {finding.rate:.1f} % now; empty for a plan without a target." if has_rate else _no_rate(finding)
        )
        self.review.set_value(self.shell.today() + timedelta(days=REVIEW_DAYS))
        fill(self.response, tuple(RESPONSE_WORDS.items()), "intervention")
        fill(self.goal, [(key, title if kind == "goal" else f"– {title}") for key, title, kind in parents])
        self.save.setEnabled(bool(parents))
        if not parents:
            self.refusal.setText("There is no goal yet to hang a plan under. Write a goal first, on the Goals page.")
            self.refusal.show()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def make(self) -> None:
        """Make the plan."""
        for field in (self.students, self.dose, self.aim, self.review):
            field.commit()
            if not field.is_valid:
                field.setFocus()
                return
        finding, aim = self.finding, self.aim.value
        has_target = finding.rate is not None and aim is not None
        spec = commands.improvement.PlanSpec(
            title=self.title.text(),
            review_on=self.review.value,
            response=str(self.response.currentData()),
            group_label=self.group.text(),
            n_students=self.students.value,
            dose_min_week=self.dose.value or None,
            because=finding.because or finding.says,
            measure_id=finding.measure_id if has_target else "",
            group_dim=finding.dimension,
            group_name=finding.group,
            baseline=round(finding.rate, 1) if has_target and finding.rate is not None else None,
            aim=float(aim) if has_target and aim is not None else None,
        )
        worked, plan_id = self.run(
            commands.improvement.make_plan,
            str(self.goal.currentData() or ""),
            spec,
            challenge_id=finding.challenge_id or None,
        )
        if worked:
            self.saved.emit(plan_id)


def _no_rate(finding: Finding) -> str:
    """Say why a plan gets no target here."""
    if finding.measure_id:
        return "This group is too small to be measured on its own: what is told of it would be told of single students."
    return "No measure with it; a target can be added on the Goals page."
