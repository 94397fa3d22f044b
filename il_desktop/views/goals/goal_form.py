"""Editors of a goal: a new one in one line, an existing one field by field, each change saved as it is made."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QListWidgetItem, QWidget

from il_desktop import commands
from il_desktop.domain.errors import TooManyGoals, UserFacingError
from il_desktop.domain.goal_places import CHILDREN
from il_desktop.domain.goal_templates import TEMPLATES, template_of
from il_desktop.queries.goal_detail import GoalDetail, owner_choices
from il_desktop.queries.goals import host_choices
from il_desktop.queries.vision import goal_look_for_choices
from il_desktop.views.goals.form import Form, NoteField, TextField, select_key
from il_desktop.views.goals.look_for_list import LookForList
from il_desktop.views.shared import a11y
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.fields import MinutesField, NumberField
from il_desktop.views.shared.kit import Button, PlainLabel, SegmentedControl
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import DOMAIN_WORDS, KIND_WORDS, STATE_WORDS
from il_desktop.wording.problems import goal_needs, problem_sentence

_TOP_STATES = ("draft", "active", "met", "closed")
_PART_STATES = (("active", "Open"), ("closed", "Done"))
MONTHS_OF_WORK = 60_000  # 1,000 hours are more than a year of any goal


class NewGoalForm(Form):
    """Asks for a title, and for the first sentence of the vision where none is written. Enter saves."""

    makes_goal = True

    def __init__(self, shell: Shell, parent_node: GoalDetail | None, *, needs_vision: bool, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._parent_node = parent_node
        kinds = CHILDREN.get(parent_node.fields.kind, ()) if parent_node else ()
        self._kind = self.add_choice("Kind", [(kind, KIND_WORDS[kind]) for kind in kinds]) if kinds else None
        self.title = TextField("What shall be different?", parent=self)
        self.add("Title", self.title, "title")
        self.vision: TextField | None = None
        if needs_vision:
            self.vision = TextField("Vision in one sentence", parent=self)
            self.add("What is it for? Your vision in one sentence", self.vision, "vision")
            words = "A goal serves a vision. You can change the sentence any time."
            self.column.addWidget(PlainLabel(words, "caption", muted=True, fit="wrap", parent=self))
        self._domain = None
        self.template: Any = None
        if parent_node is None:
            self._add_templates()
            options = [("", "Not said"), *DOMAIN_WORDS.items()]
            self._domain = self.add_choice("Kind of result", options)
        self.add_save("Add", self.save)

    def _add_templates(self) -> None:
        options = [("", "None: I write my own")]
        options += [(found.key, f"{found.title}: {found.measure.lower()}") for found in TEMPLATES]
        self.template = self.add_choice("Begin with a template", options)
        self._brings = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._brings.hide()
        self.column.addWidget(self._brings)
        self.template.currentIndexChanged.connect(self._take_template)

    @Slot(int)
    def _take_template(self, _number: int) -> None:
        """Show what a template brings; a title of one's own stays."""
        found = template_of(str(self.template.currentData()))
        typed = self.title.line.text().strip()
        if not typed or typed in [template.title for template in TEMPLATES]:
            self.title.set_value(found.title if found else "")
        said = "\n".join(f"\N{BULLET} {strategy.title}" for strategy in found.strategies) if found else ""
        self._brings.setText(f"It brings these strategies, all yours to change:\n{said}" if found else "")
        self._brings.setVisible(found is not None)
        if found is not None and self._domain is not None:
            select_key(self._domain, found.domain)

    @Slot()
    def save(self) -> None:
        """Add the goal."""
        if not self.is_ready():
            return
        extra: dict[str, Any] = {}
        if self._kind is not None and self._parent_node is not None:
            extra |= {"kind": self._kind.currentData(), "parent_id": self._parent_node.fields.id}
        if self.vision is not None:
            extra["vision"] = self.vision.value
        if self._domain is not None and self._domain.currentData():
            extra["domain"] = self._domain.currentData()
        if self.template is not None and (key := self.template.currentData()):
            worked, goal_id = self.run(commands.goal_plans.add_from_template, key, title=self.title.value, **extra)
        else:
            worked, goal_id = self.run(commands.goals.add_goal, self.title.value, **extra)
        if worked:
            self.saved.emit(goal_id)


class GoalForm(Form):
    """Edits one goal; every field saves when it is left. Signals: target_wanted(), delete_wanted()."""

    target_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, shell: Shell, detail: GoalDetail, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._id = detail.fields.id
        self._is_top = detail.fields.kind == "goal"
        self._detail = detail
        options = [(state, STATE_WORDS[state]) for state in _TOP_STATES] if self._is_top else list(_PART_STATES)
        self._state = SegmentedControl(options, "State", self, breaks=True)
        self._state.chosen.connect(self._set_state)
        self.add("State", self._state)
        self._needs = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.column.addWidget(self._needs)
        is_strategy = detail.fields.kind == "strategy"
        self._add_field("If we …" if is_strategy else "Title", TextField("Title", parent=self), "title")
        self._notes: dict[str, NoteField] = {}
        if is_strategy:
            self._add_note("then …", "prediction")
        self._add_note("because …" if is_strategy else "Because …", "because")
        self._owner = self._add_box("Owner", [], "owner_id")
        self._add_owner_name()
        self.parent_box: QComboBox | None = None
        if detail.fields.parent_id is not None:
            self.parent_box = self.add_choice("Belongs to", shell.desk.read(host_choices, self._id))
            self.parent_box.activated.connect(self._hang)
        self._domain = None
        if self._is_top:
            self._domain = self._add_box("Kind of result", [("", "Not said"), *DOMAIN_WORDS.items()], "domain")
        self._add_dates()
        self.yearly: QCheckBox | None = None
        if detail.fields.kind == "milestone":
            self.yearly = QCheckBox("Comes back every school year", self)
            self.yearly.clicked.connect(self._tick_yearly)
            self.column.addWidget(self.yearly)
        self.look_fors = self._add_look_fors() if self._is_top or is_strategy else None
        self._add_buttons()
        self.set_detail(detail)

    def _add_owner_name(self) -> None:
        """Take the owner by name on a file that knows nobody yet: a goal must not wait for the staff list."""
        self.owner_name = self.by_name["owner_name"] = TextField("Owner", is_required=False, parent=self)
        self.owner_name.line.setPlaceholderText("Your first and last name")
        self.owner_name.accepted.connect(self._name_owner)
        self.column.addWidget(self.owner_name)

    def _offer_owners(self) -> None:
        people = [("", "Nobody yet"), *self.shell.desk.read(owner_choices, self.shell.today())]
        if people != [(self._owner.itemData(row), self._owner.itemText(row)) for row in range(self._owner.count())]:
            with QSignalBlocker(self._owner):
                self._owner.clear()
                for key, words in people:
                    self._owner.addItem(words, key)
        is_known = len(people) > 1
        self._owner.setVisible(is_known)
        self.owner_name.setVisible(not is_known)

    def _add_dates(self) -> None:
        for label, name in (("Starts on", "starts_on"), ("Due on", "due_on")):
            self._add_field(label, self.date_field(label, is_required=False), name)
        hours = MinutesField("Hours planned in all", highest=MONTHS_OF_WORK, is_required=False, parent=self)
        hours.line.setPlaceholderText("72 h")
        self._add_field("Hours planned in all", hours, "est_min")
        if self._is_top:
            days = NumberField("Days between check-ins", low=1, high=365, is_required=False, parent=self)
            days.line.setPlaceholderText("28")
            self._add_field("Days between check-ins", days, "check_every_days")

    def _add_look_fors(self) -> LookForList | None:
        """Offer the look-fors that show the goal in a lesson, where there are any; each tick saves."""
        choices = self.shell.desk.read(goal_look_for_choices)
        if not choices:
            return None
        ticks = LookForList(choices, self._id, self)
        a11y.name(ticks, "Look-fors that show it in a lesson")
        self.add("Look-fors: what shows it in a lesson", ticks)
        words = "Reports draws how often these are seen beside what is measured."
        self.column.addWidget(PlainLabel(words, "caption", muted=True, fit="wrap", parent=self))
        ticks.itemChanged.connect(self._tick_look_for)
        return ticks

    @Slot(QListWidgetItem)
    def _tick_look_for(self, _item: QListWidgetItem) -> None:
        if self.look_fors is not None:
            self.run(commands.goal_plans.set_look_fors, self._id, self.look_fors.chosen)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show the stored values again, except in the field that is being typed in."""
        self._detail = detail
        self._state.set_key(detail.fields.state)
        for name, field in self.by_name.items():
            if not field.line.hasFocus() and field is not self.owner_name:
                field.set_value(getattr(detail.fields, name))
        for name, note in self._notes.items():
            if not note.hasFocus():
                note.set_value(getattr(detail.fields, name))
        if self.yearly is not None:
            self.yearly.setChecked(detail.fields.recurs_yearly)
        missing = missing_to_be_active(detail)
        self._needs.setText(f"To become active it still needs {goal_needs(missing)}." if missing else "")
        self._needs.setVisible(bool(missing))
        self._offer_owners()
        select_key(self._owner, detail.fields.owner_id)
        if self.parent_box is not None:
            select_key(self.parent_box, detail.fields.parent_id or "")
        if self._domain is not None:
            select_key(self._domain, detail.fields.domain)
        if self.look_fors is not None:
            self.look_fors.show_choices(self.shell.desk.read(goal_look_for_choices))

    def show_again(self, detail: GoalDetail) -> None:
        """Show the stored values again."""
        self.set_detail(detail)

    def commit(self) -> None:
        """Save what is half typed."""
        for field in self.by_name.values():
            field.commit()
        for note in self._notes.values():
            note.commit()

    def _add_field(self, label: str, field: Any, name: str) -> None:
        field.setProperty("field", name)
        field.accepted.connect(self._save)
        self.add(label, field, name)

    def _add_note(self, label: str, name: str) -> None:
        note = self._notes[name] = NoteField(label.removesuffix(" …").capitalize(), lines=3, parent=self)
        note.setProperty("field", name)
        note.accepted.connect(self._save)
        self.add(label, note)

    @Slot(object)
    def _name_owner(self, name: object) -> None:
        if name is not None and self.run(commands.goal_plans.name_owner, self._id, str(name))[0]:
            self.owner_name.set_value(None)

    @Slot(bool)
    def _tick_yearly(self, is_on: bool) -> None:
        self.run(commands.goals.edit_goal, self._id, recurs_yearly=is_on)

    def _add_box(self, label: str, options: list[tuple[str, str]], name: str) -> Any:
        box = self.add_choice(label, options)
        box.setProperty("field", name)
        box.activated.connect(self._chosen)
        return box

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        if self._is_top:
            target = Button("Target", "target", "outline", parent=self)
            target.clicked.connect(self.target_wanted)
            row.addWidget(target)
        delete = Button("Delete", "trash-2", "outline", parent=self)
        delete.clicked.connect(self.delete_wanted)
        row.addWidget(delete)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    @Slot(object)
    def _save(self, value: object) -> None:
        name = str(self.sender().property("field"))
        worked, _ = self.run(commands.goals.edit_goal, self._id, **{name: value})
        if not worked and name in self.by_name and self.by_name[name].is_valid:
            self.by_name[name].set_value(getattr(self._detail.fields, name))

    @Slot(int)
    def _chosen(self, _number: int) -> None:
        box: Any = self.sender()
        worked, _ = self.run(
            commands.goals.edit_goal, self._id, **{str(box.property("field")): box.currentData() or None}
        )
        if not worked:
            self.set_detail(self._detail)

    @Slot(int)
    def _hang(self, _number: int) -> None:
        """Move the part to another goal or strategy, behind what hangs there."""
        parent_id = str(self.parent_box.currentData()) if self.parent_box is not None else ""
        if parent_id == self._detail.fields.parent_id:
            return
        if not self.run(commands.goals.move_goal, self._id, parent_id=parent_id)[0]:
            self.set_detail(self._detail)

    @Slot(str)
    def _set_state(self, state: str) -> None:
        if not set_state(self.shell, self._id, state, self):
            self._state.set_key(self._detail.fields.state)


def missing_to_be_active(detail: GoalDetail) -> tuple[str, ...]:
    """Return what a draft of a goal lacks, as the codes of the refusal."""
    fields = detail.fields
    if fields.kind != "goal" or fields.state != "draft":
        return ()
    has = {"owner": bool(fields.owner_id), "due": fields.due_on is not None}
    if fields.parent_id is None:
        has["target"] = detail.figures is not None
    return tuple(code for code, is_there in has.items() if not is_there)


def set_state(shell: Shell, goal_id: str, state: str, parent: QWidget) -> bool:
    """Change a goal's state; one active goal too many asks first. Tell whether it was done."""
    confirmed = False
    while True:
        try:
            shell.desk.run(commands.goals.set_state, goal_id, state, confirmed=confirmed)
        except TooManyGoals as error:
            choices = [Choice("keep", "Leave it a draft"), Choice("active", "Make it active")]
            sentence = problem_sentence(error, shell.words)
            if shell.ask.choose(parent, "One more active goal", sentence, choices) != "active":
                return False
            confirmed = True
        except UserFacingError as error:
            shell.messages.problem(error)
            return False
        else:
            return True
