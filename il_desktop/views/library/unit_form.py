"""One curriculum unit: four criteria, what is amiss, when it is looked at again, and the goal it serves."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from il_desktop import commands
from il_desktop.domain.library import CRITERIA, SCORES, Unit
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.library import CRITERION_WORDS

_SCORES = (("", "Not judged"), *((str(score), f"{score} of 4") for score in SCORES))
_NO_GOAL = ("", "No goal")


class UnitForm(Form):
    """Shows a unit and saves what changed. Signals: deleted(), challenge_made(str id)."""

    deleted = Signal()
    challenge_made = Signal(str)
    origin = "library"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: Unit | None = None
        self.name = self.line("Unit")
        self.subject = self.line("Subject")
        self.subject.setMaxLength(120)
        self.grade = self.line("Grade")
        self.grade.setMaxLength(16)
        about = "How good is the unit? 1 is a beginning, 4 could not be better."
        self.column.addWidget(PlainLabel(about, "caption", muted=True, fit="wrap", parent=self))
        self.scores: dict[str, QComboBox] = {name: self.add_choice(CRITERION_WORDS[name], _SCORES) for name in CRITERIA}
        self.issue = self.line("What is amiss?")
        self.review = self.day("Look at it again on", "next_review_on")
        self.goal = self.add_choice("For which goal", (_NO_GOAL,))
        self.column.addWidget(self.refusal)
        row = FlowLayout(8)
        self.challenge = outline_button("Make a challenge of it", "flag", self)
        self.delete = outline_button("Delete", "trash-2", self)
        row.addWidget(self.challenge)
        row.addWidget(self.delete)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        for field in (self.name, self.subject, self.grade, self.issue):
            field.editingFinished.connect(self.commit)
        for box in (*self.scores.values(), self.goal):
            box.activated.connect(self.commit)
        self.review.accepted.connect(self._review_given)
        self.issue.textChanged.connect(self._issue_typed)
        self.challenge.clicked.connect(self._make_challenge)
        self.delete.clicked.connect(self._delete)

    def show_view(self, view: Unit, goals: tuple[tuple[str, str], ...]) -> None:
        """Show a unit, or the same one anew; `goals` are those it can serve."""
        is_same = self.view is not None and self.view.id == view.id
        self.view = view
        self.refusal.hide()
        for field, text in (
            (self.name, view.name), (self.subject, view.subject), (self.grade, view.grade), (self.issue, view.issue),
        ):  # fmt: skip
            if not (is_same and field.hasFocus()):
                field.setText(text)
                field.setCursorPosition(0)
        for name, box in self.scores.items():
            fill(box, _SCORES, str(view.scores.get(name, "")))
        self.review.set_value(view.next_review_on)
        known = goals if not view.goal_id or view.goal_id in dict(goals) else (*goals, (view.goal_id, view.goal))
        fill(self.goal, (_NO_GOAL, *known), view.goal_id)
        self._issue_typed()

    # What is done

    def values(self) -> dict[str, object]:
        """Return what stands in the fields."""
        chosen = {name: str(box.currentData() or "") for name, box in self.scores.items()}
        return {
            "name": self.name.text().strip(),
            "subject": self.subject.text().strip(),
            "grade": self.grade.text().strip(),
            "issue": self.issue.text().strip(),
            "scores": {name: int(score) for name, score in chosen.items() if score},
            "goal_id": str(self.goal.currentData() or ""),
        }

    @Slot()
    def commit(self) -> None:
        """Write what changed as one step."""
        if self.view is None:
            return
        changed = {name: value for name, value in self.values().items() if value != getattr(self.view, name)}
        if not changed.get("name", "x"):
            changed.pop("name")
            self.name.setText(self.view.name)
        if "scores" in changed:
            changed["criteria"] = changed.pop("scores")
        if changed:
            self.run(commands.library.edit_item, self.view.id, **changed)

    @Slot(object)
    def _review_given(self, on: object) -> None:
        if self.view is not None and on != self.view.next_review_on:
            self.run(commands.library.edit_item, self.view.id, next_review_on=on)

    @Slot()
    def _issue_typed(self) -> None:
        self.challenge.setEnabled(bool(self.issue.text().strip()))

    @Slot()
    def _make_challenge(self) -> None:
        self.commit()
        if self.view is not None:
            worked, key = self.run(commands.library.challenge_of_issue, self.view.id)
            if worked:
                self.challenge_made.emit(key)

    @Slot()
    def _delete(self) -> None:
        if self.view is not None and self.run(commands.library.delete_item, self.view.id)[0]:
            self.view = None
            self.deleted.emit()
