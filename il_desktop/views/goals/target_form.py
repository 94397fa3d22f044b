"""Editor of a target: measure, from where to where, until when. "By 10 %" is never guessed: it asks what is meant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.goal_templates import measure_for
from il_desktop.domain.metrics.change_words import TypedChange, read_change
from il_desktop.domain.metrics.goals import by_percent
from il_desktop.domain.metrics.growth import asked
from il_desktop.domain.metrics.rounding import exact
from il_desktop.domain.text import search_key
from il_desktop.queries.goal_detail import GoalDetail, measure_choices
from il_desktop.queries.goal_growth import past_growth
from il_desktop.views.goals.form import AimField, Form, TextField, select_key
from il_desktop.views.shared import a11y
from il_desktop.views.shared.fields import NumberField
from il_desktop.views.shared.kit import Button, PlainLabel, SegmentedControl
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import UNIT_WORDS, growth_hint, value_text

_UNITS = ("percent", "score", "count", "per_100", "minutes", "hours", "days")

_SCHOOL_YEAR = 280  # days from the first to the last day of a school year, so that fall to spring counts as one


class TargetForm(Form):
    """Sets the target of a goal. The question about a percentage stands below the aim until it is answered."""

    def __init__(self, shell: Shell, detail: GoalDetail, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._goal_id = detail.fields.id
        self._change_kind = "absolute"
        self._measures = {search_key(name): row for row in shell.desk.read(measure_choices) for name in [row[1]]}
        self._measure = TextField("Measure", parent=self)
        completer = QCompleter([row[1] for row in self._measures.values()], self._measure.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._measure.line.setCompleter(completer)
        self._measure.accepted.connect(self._take_measure)
        self.add("What is measured?", self._measure, "measure")
        self._unit = self.add_choice("Unit", [(unit, UNIT_WORDS[unit].capitalize()) for unit in _UNITS])
        options = [("up", "More is better"), ("down", "Less is better")]
        self._better = SegmentedControl(options, "Direction", self, breaks=True)
        self.add("Direction", self._better)
        self.baseline = NumberField("Baseline", decimals=4, parent=self)
        self.add("From (baseline)", self.baseline, "baseline")
        self._baseline_on = self.date_field("Measured on")
        self.add("Measured on", self._baseline_on, "baseline_on")
        self._add_aim()
        self.stretch = NumberField("Stretch", decimals=4, is_required=False, parent=self)
        self.add("Stretch, if all goes well", self.stretch, "stretch")
        self.stretch.accepted.connect(self._hint_again)
        self._due_on = self.date_field("Due on")
        self._due_on.accepted.connect(self._hint_again)
        self.add("Until (due date)", self._due_on, "due_on")
        self.hint = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.hint.hide()
        self.column.addWidget(self.hint)
        self.add_save("Set the target", self.save)
        self._fill(detail)

    def _add_aim(self) -> None:
        self.aim = AimField("Aim", decimals=4, parent=self)
        self.aim.line.setPlaceholderText("52, or: by 10 %")
        self.baseline.accepted.connect(self._baseline_taken)
        self.aim.accepted.connect(self._take_aim)
        self.add("To (aim)", self.aim, "aim")
        self._question = _Question(self)
        self._question.up.clicked.connect(self._points)
        self._question.relative.clicked.connect(self._relative)
        self.column.addWidget(self._question)

    def _fill(self, detail: GoalDetail) -> None:
        if detail.figures is None:
            self._baseline_on.set_value(self.shell.today())
            self._due_on.set_value(detail.fields.due_on)
            self._fill_from_title(detail.fields.title)
            return
        target = detail.figures.target
        self._measure.set_value(target.measure)
        select_key(self._unit, target.unit)
        self._better.set_key(target.better)
        self.baseline.set_value(float(target.baseline))
        self._baseline_on.set_value(target.baseline_on)
        self.aim.set_value(float(target.aim))
        self.stretch.set_value(None if target.stretch is None else float(target.stretch))
        self._due_on.set_value(target.due_on)
        self._change_kind = target.change_kind

    @Slot(object)
    def _take_measure(self, name: object) -> None:
        found = self._measures.get(search_key(str(name or "")))
        if found is not None:
            select_key(self._unit, found[2])
            self._better.set_key(found[3])

    def _fill_from_title(self, title: str) -> None:
        """Take over what the title of the goal says already, so that it is typed once."""
        if offered := measure_for(title):
            self._measure.set_value(offered)
            self._take_measure(offered)
            return
        typed = read_change(title)
        if typed is None:
            return
        if typed.subject:
            self._measure.set_value(typed.subject[0].upper() + typed.subject[1:])
            self._take_measure(typed.subject)
        if typed.sign < 0:
            self._better.set_key("down")
        if typed.baseline is not None:
            self.baseline.set_value(float(typed.baseline))
        if typed.aim is not None:
            self.aim.set_value(float(typed.aim))
        elif typed.amount is not None:
            unit = " %" if typed.unit == "percent" else ""
            said = f"by {'-' if typed.sign < 0 else ''}{float(typed.amount):g}{unit}"
            self.aim.line.setText(f"{said} points" if typed.meaning else said)

    @Slot(object)
    def _baseline_taken(self, _value: object) -> None:
        self.aim.commit()
        if isinstance(self.aim.value, TypedChange):
            self._take_aim(self.aim.value)
        self._show_hint()

    @Slot(object)
    def _take_aim(self, value: object) -> None:
        self._question.hide()
        self._change_kind = "absolute"
        if not isinstance(value, TypedChange):
            self._show_hint()
            return
        if value.subject and not self._measure.line.text().strip():
            self._measure.set_value(value.subject[0].upper() + value.subject[1:])
        if value.sign:
            self._better.set_key("up" if value.sign > 0 else "down")
        if value.aim is not None:
            if value.baseline is not None:
                self.baseline.set_value(float(value.baseline))
            self.aim.set_value(float(value.aim))
            self._show_hint()
            return
        self._take_amount(value)

    def _take_amount(self, value: TypedChange) -> None:
        self.baseline.commit()
        if self.baseline.value is None or value.amount is None:
            self.aim.set_refusal("Type the baseline first: a change needs where it starts from.")
            return
        if value.meaning or not value.unit:
            self._points()
        elif str(self._unit.currentData()) != "percent":  # only percentages can be raised by points or relatively
            self._relative()
        else:
            choice = by_percent(exact(self.baseline.value), value.amount, better=self._better.key)
            self._question.ask(f"{float(value.amount):g}", self.baseline.value, choice.points, choice.relative)

    def _choice(self) -> Any:
        typed: TypedChange = self.aim.value
        return by_percent(exact(self.baseline.value), typed.amount or Fraction(0), better=self._better.key)

    @Slot()
    def _points(self) -> None:
        self._answer(self._choice().points, "points")

    @Slot()
    def _relative(self) -> None:
        self._answer(self._choice().relative, "relative")

    def _answer(self, aim: Fraction, kind: str) -> None:
        self._question.hide()
        self.aim.set_value(round(float(aim), 4))
        self._change_kind = kind
        self._show_hint()
        self._due_on.setFocus()

    @Slot(object)
    def _hint_again(self, _value: object) -> None:
        self._show_hint()

    def _show_hint(self) -> None:
        """Say when more is asked than any of the last years brought; never refuse it."""
        said = self._hint_words()
        if said and said != self.hint.text():
            a11y.announce(self, said)
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    def _hint_words(self) -> str:
        row = self._measures.get(search_key(self._measure.line.text()))
        start, aim, on, due = self.baseline.value, self.aim.value, self._baseline_on.value, self._due_on.value
        if row is None or start is None or not isinstance(aim, int | float) or on is None or due is None or due <= on:
            return ""
        change = exact(aim) - exact(start)
        past = self.shell.desk.read(past_growth, row[0], on)
        found = asked(change if self._better.key == "up" else -change, Fraction((due - on).days, _SCHOOL_YEAR), past)
        return growth_hint(found, str(self._unit.currentData())) if found and found.is_above else ""

    @Slot()
    def save(self) -> None:
        """Set the target."""
        if not self.is_ready():
            return
        if isinstance(self.aim.value, TypedChange):
            self._question.up.setFocus()
            self.aim.set_refusal("Choose below what is meant, points or relative.")
            return
        measuring = commands.measuring
        spec = measuring.TargetSpec(
            measure=measuring.MeasureSpec(self._measure.value, str(self._unit.currentData()), self._better.key),
            baseline=float(self.baseline.value),
            aim=float(self.aim.value),
            stretch=None if self.stretch.value is None else float(self.stretch.value),
            baseline_on=self._baseline_on.value,
            due_on=self._due_on.value,
            change_kind=self._change_kind,
        )
        worked, _ = self.run(measuring.set_target, self._goal_id, spec)
        if worked:
            self.saved.emit(self._goal_id)


class _Question(QWidget):
    """The two meanings of "by n %", each with the aim it leads to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._words = PlainLabel("", strong=True, fit="wrap", parent=self)
        self.up = Button("points", "", "outline", parent=self)
        self.relative = Button("relative", "", "outline", parent=self)
        for widget in (self._words, self.up, self.relative):
            column.addWidget(widget)
        self.hide()

    def ask(self, percent: str, baseline: float, points: Fraction, relative: Fraction) -> None:
        """Show the question."""
        words = f"By {percent} %: points or relative?"
        self._words.setText(words)
        self.up.setText(f"{percent} points: {value_text(points, 'percent')}")
        self.relative.setText(f"{percent} % of {baseline:g}: {value_text(relative, 'percent')}")
        self.show()
        a11y.announce(self, f"{words} {self.up.text()}, or {self.relative.text()}", urgent=True)
        self.up.setFocus()
