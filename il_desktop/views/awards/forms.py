"""The four forms of the awards page: a round, a nomination, a judge's scores, and the choice that closes a round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from il_desktop.domain.award_records import NominationRow, RoundDetail, RoundRow
from il_desktop.domain.awards import HIGHEST, LOWEST, NominationFacts, RoundFacts
from il_desktop.views.awards.form_parts import AwardForm, fill
from il_desktop.views.shared import a11y
from il_desktop.views.shared.check_list import CheckList
from il_desktop.views.shared.fields import NumberField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.papers_awards import KINDS, METHODS, NOMINATORS

STEP_ACTIONS = {"awards.interviewed": "Was interviewed", "awards.declined": "Declined or withdrawn"}
Pairs = Sequence[tuple[str, str]]


class RoundForm(AwardForm):
    """What a round is: name, days, criteria, panel."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell, "Save the round", parent)
        self.name, self.programme = QLineEdit(self), QLineEdit(self)
        for field, name in ((self.name, "Name"), (self.programme, "Programme")):
            field.setMaxLength(255)
            a11y.name(field, name)
        self.kind = self.choice("Kind", KINDS.items())
        self.opens, self.closes = self.day("First day"), self.day("Last day")
        self.announce = self.day("Announced", is_required=False)
        self.seats = NumberField("Chosen at most", low=1, high=1000, is_required=False, parent=self)
        self.criteria = self.prose("Criteria, one a line", 4)
        self.panel = CheckList("Panel", self)
        for label, field in (
            ("Name", self.name), ("Kind", self.kind),
            ("Programme, the same each time it comes round", self.programme), ("First day for nominations", self.opens),
            ("Last day for nominations", self.closes), ("Announced", self.announce), ("Chosen at most", self.seats),
            ("Criteria, one a line", self.criteria), ("Panel: nobody judges themselves", self.panel),
        ):  # fmt: skip
            self.add(label, field)
        self.finish()

    def show_round(self, row: RoundRow | None, staff: Pairs) -> None:
        """Show a round, or an empty form for a new one."""
        today = self.shell.today()
        facts = row.facts if row else RoundFacts("", today, today)
        self.name.setText(facts.name)
        self.programme.setText(facts.programme)
        fill(self.kind, KINDS.items(), facts.kind)
        self.opens.set_value(facts.opens_on)
        self.closes.set_value(facts.closes_on if row else None)
        self.announce.set_value(facts.announce_on)
        self.seats.set_value(facts.seats)
        self.criteria.setPlainText("\n".join(facts.criteria))
        self.panel.show_pairs(staff, facts.panel)
        self.refuse(None)

    def facts(self) -> RoundFacts | None:
        """Return what is typed, None while a date is missing or wrong."""
        for field in (self.opens, self.closes, self.announce, self.seats):
            field.commit()
        if not all(field.is_valid for field in (self.opens, self.closes, self.announce, self.seats)):
            return None
        lines = tuple(line.strip() for line in self.criteria.toPlainText().splitlines() if line.strip())
        return RoundFacts(
            self.name.text().strip(), self.opens.value, self.closes.value, str(self.kind.currentData()),
            self.programme.text().strip(), lines, self.announce.value, self.seats.value, self.panel.chosen,
        )  # fmt: skip


class NominateForm(AwardForm):
    """Who is put forward, by whom, and why."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell, "Put forward", parent)
        self.person = self.choice("Who")
        self.kind = self.choice("Put forward by", NOMINATORS.items())
        self.by = QLineEdit(self)
        self.by.setMaxLength(255)
        a11y.name(self.by, "Their name")
        self.reason = self.prose("What they did, and what changed", 5)
        for label, field in (
            ("Who", self.person), ("Put forward by", self.kind), ("Their name, if they wish", self.by),
            ("What they did, and what changed because of it", self.reason),
        ):  # fmt: skip
            self.add(label, field)
        self.finish()

    def begin(self, staff: Pairs) -> None:
        """Show an empty form."""
        fill(self.person, (("", "Choose"), *staff))
        self.by.clear()
        self.reason.clear()
        self.refuse(None)

    def facts(self) -> NominationFacts:
        """Return what is typed."""
        return NominationFacts(
            str(self.person.currentData()), self.reason.toPlainText().strip(), str(self.kind.currentData()),
            self.by.text().strip(),
        )  # fmt: skip


class ScoreForm(AwardForm):
    """One judge's points for one nomination; changing the judge shows theirs."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell, "Keep the scores", parent)
        self.row: NominationRow | None = None
        self.reason = PlainLabel("", fit="wrap", parent=self)
        self.column.addWidget(self.reason)
        self.steps = tuple(outline_button(text, parent=self) for text in STEP_ACTIONS.values())
        steps = FlowLayout(8)
        for button in self.steps:
            steps.addWidget(button)
        self.column.addLayout(steps)
        self.judge = self.choice("Judge")
        self.add("Judge", self.judge)
        self._places = QVBoxLayout()
        self._places.setSpacing(10)
        self.column.addLayout(self._places)
        self.boxes: list[QComboBox] = []
        self._labels: list[PlainLabel] = []
        self.finish()
        self.judge.activated.connect(self._show_points)

    def follow(self, actions: Sequence[QAction]) -> None:
        """Let the buttons over the scores do what the steps' actions do."""
        for button, action in zip(self.steps, actions, strict=True):
            button.follow(action)

    def show_nomination(self, row: NominationRow, found: RoundDetail) -> None:
        """Show a nomination with the judges who may score it."""
        self.row = row
        self.reason.setText(row.reason)
        kept = str(self.judge.currentData())
        fill(self.judge, [(judge, found.people.get(judge, judge)) for judge in row.judges], kept)
        self._make_boxes(found.row.facts.criteria)
        is_ready = bool(row.judges and self.boxes)
        self.button.setEnabled(is_ready)
        self.refuse(None)
        if not is_ready:
            self.refusal.setText("Scores need a panel and criteria: edit the round first.")
            self.refusal.show()
        self._show_points()

    def _make_boxes(self, criteria: Sequence[str]) -> None:
        for widget in (*self.boxes, *self._labels):
            self._places.removeWidget(widget)
            widget.deleteLater()
        self.boxes, self._labels = [], []
        points = [("", "No score"), *((str(number), str(number)) for number in range(LOWEST, HIGHEST + 1))]
        for line in criteria:
            label = PlainLabel(line, "caption", muted=True, fit="wrap", parent=self)
            box = self.choice(line, points)
            self._places.addWidget(label)
            self._places.addWidget(box)
            self._labels.append(label)
            self.boxes.append(box)

    @Slot()
    def _show_points(self) -> None:
        given = self.row.scores.get(str(self.judge.currentData()), {}) if self.row else {}
        for place, box in enumerate(self.boxes):
            points = given.get(str(place))
            box.setCurrentIndex(max(0, box.findData("" if points is None else str(points))))

    def points(self) -> dict[str, int]:
        """Return the points chosen by place of the criterion."""
        return {str(place): int(box.currentData()) for place, box in enumerate(self.boxes) if box.currentData()}


class CloseForm(AwardForm):
    """Who is chosen, how, and why; kept as a decision."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell, "Close the round", parent)
        self.people = CheckList("Chosen", self)
        self.method = self.choice("How it was decided", METHODS.items())
        self.why = self.prose("What was said for and against", 4)
        self.add("Chosen; none is a choice too", self.people)
        self.add("How it was decided", self.method)
        self.add("What was said for and against", self.why)
        hint = "It is kept as a decision. Each person chosen gets a draft of a recognition, private until you give it."
        self.column.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self))
        self.finish()

    def begin(self, found: RoundDetail) -> None:
        """Show everybody put forward once, with their average."""
        pairs: dict[str, tuple[str, str]] = {}
        for row in found.nominations:
            if row.stage != "declined":
                average = "" if row.average is None else f" · {row.average:.1f}"
                pairs.setdefault(row.person_id, (row.id, f"{row.name}{average}"))
        self.people.show_pairs(tuple(pairs.values()), ())
        self.why.clear()
        self.refuse(None)
