"""One challenge: what it is, the five whys, evidence by lanes, and what to do about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.improvement import EVIDENCE, WHYS
from il_desktop.queries.improvement import ChallengeView, Evidence
from il_desktop.views.shared import a11y
from il_desktop.views.shared.buttons import tool_button
from il_desktop.views.shared.evidence_file import ANY_FILE, read_evidence
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, link_button, outline_button, section_title
from il_desktop.views.shared.plain import plain_tooltip
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text, size_text
from il_desktop.wording.improvement import CHALLENGE_KINDS, CHALLENGE_STATES, EVIDENCE_WORDS, evidence_sentence

if TYPE_CHECKING:
    from il_desktop.views.shared.evidence_opener import EvidenceOpener

_SEVERITY = (("", "Not said"), ("1", "1 small"), ("2", "2"), ("3", "3"), ("4", "4 urgent"))


class ChallengeForm(Form):
    """Shows a challenge and saves each field as it is left. Signals: plan_wanted(str id), goal_wanted(str id)."""

    plan_wanted = Signal(str)
    goal_wanted = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: ChallengeView | None = None
        self.title = self.line("What is the challenge?")
        self.kind = self.add_choice("Kind", tuple(CHALLENGE_KINDS.items()))
        self.severity = self.add_choice("How severe", _SEVERITY)
        self.review = self.day("Look at it again on", "review_on")
        self.state = self.add_choice("State", tuple(CHALLENGE_STATES.items()))
        self.column.addWidget(self.refusal)
        self.column.addWidget(section_title("Five whys", self))
        self.whys = [self.line(f"Why? ({number})") for number in range(1, WHYS + 1)]
        self._build_evidence()
        self._build_deeds()
        self.column.addStretch(1)
        self._connect()

    def _build_evidence(self) -> None:
        self.column.addWidget(section_title("Evidence", self))
        self.backing = PlainLabel("", "caption", fit="wrap", parent=self)
        self.column.addWidget(self.backing)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.column.addLayout(self._list)
        self._shown: list[QWidget] = []
        self.lane = self.add_choice("Kind of evidence", tuple((lane, EVIDENCE_WORDS[lane]) for lane in EVIDENCE))
        self.says = self.line("What shows it?")
        self.add_evidence = outline_button("Add evidence", "plus", self)
        self.add_file = outline_button("Add a file…", "file-plus", self)
        buttons = FlowLayout(8)
        buttons.addWidget(self.add_evidence)
        buttons.addWidget(self.add_file)
        self.column.addLayout(buttons)
        hint = "A copy of a file is kept in the school file, up to 20 MB. It is opened only when you ask for it."
        self.column.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self))

    def _build_deeds(self) -> None:
        self.column.addWidget(section_title("What to do", self))
        self.counter = self.line("Countermeasure")
        self._plans = QVBoxLayout()
        self.column.addLayout(self._plans)
        row = FlowLayout(8)
        self.plan = outline_button("Make a plan", "clipboard-list", self)
        self.delete = outline_button("Delete", "trash-2", self)
        row.addWidget(self.plan)
        row.addWidget(self.delete)
        self.column.addLayout(row)

    @cached_property
    def opener(self) -> EvidenceOpener:
        """What opens copies of kept files, made when the first is opened."""
        from il_desktop.views.shared.evidence_opener import EvidenceOpener  # noqa: PLC0415  most looks do without

        return EvidenceOpener(self.shell, self)

    def _connect(self) -> None:
        self.title.editingFinished.connect(self._title_left)
        self.counter.editingFinished.connect(self._counter_left)
        self.kind.activated.connect(self._kind_chosen)
        self.severity.activated.connect(self._severity_chosen)
        self.state.activated.connect(self._state_chosen)
        self.review.accepted.connect(self._review_given)
        for why in self.whys:
            why.editingFinished.connect(self._whys_left)
        self.says.returnPressed.connect(self._add)
        self.add_evidence.clicked.connect(self._add)
        self.add_file.clicked.connect(self._add_file)
        self.plan.clicked.connect(self._plan)
        self.delete.clicked.connect(self._delete)

    def show_view(self, view: ChallengeView) -> None:
        """Show a challenge, or the same one anew."""
        self.view = view
        self.refusal.hide()
        for field, text in ((self.title, view.title), (self.counter, view.countermeasure)):
            if not field.hasFocus():
                field.setText(text)
                field.setCursorPosition(0)
        fill(self.kind, tuple(CHALLENGE_KINDS.items()), view.kind)
        fill(self.severity, _SEVERITY, str(view.severity or ""))
        fill(self.state, tuple(CHALLENGE_STATES.items()), view.state)
        self.review.set_value(view.review_on)
        for number, why in enumerate(self.whys):
            if not why.hasFocus():
                why.setText(view.whys[number] if number < len(view.whys) else "")
                why.setCursorPosition(0)
        self.backing.setText(evidence_sentence(view.kinds))
        self._show_lists(view)

    def _show_lists(self, view: ChallengeView) -> None:
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for piece in view.evidence:
            self._put(self._list, self._evidence_row(piece))
        for plan in view.plans:
            when = f", look at it on {date_text(plan.review_on, self.shell.words)}" if plan.review_on else ""
            button = outline_button(f"{plan.title}{when}", "git-branch", self)
            button.setProperty("key", plan.id)
            button.clicked.connect(self._open_plan)
            self._put(self._plans, button)

    def _put(self, layout: QVBoxLayout, widget: QWidget) -> None:
        layout.addWidget(widget)
        self._shown.append(widget)
        widget.show()

    def _evidence_row(self, piece: Evidence) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        text = f"{EVIDENCE_WORDS[piece.kind]}: {piece.note or piece.file_name}"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(text, fit="wrap", parent=row))
        if piece.size:
            words.addWidget(self._file_link(piece, row), 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        away = tool_button(f"Delete the evidence: {text}", "x", row, kind="quiet")
        a11y.name(away, f"Delete the evidence: {text}")
        away.setProperty("key", piece.id)
        away.clicked.connect(self._delete_evidence)
        line.addWidget(away)
        return row

    def _file_link(self, piece: Evidence, row: QWidget) -> QWidget:
        button = link_button(f"Open, {size_text(piece.size)}", "file-text", row)  # a long name would not fit
        plain_tooltip(button, piece.file_name)
        button.setProperty("key", piece.id)
        button.clicked.connect(self._open_file)
        a11y.name(button, f"Open a copy of {piece.file_name}, {size_text(piece.size)}")
        return button

    # What is done

    def commit(self) -> None:
        """Save what is being typed."""
        self._title_left()
        self._counter_left()
        self._whys_left()

    def _edit(self, **fields: object) -> None:
        if self.view is not None:
            self.run(commands.improvement.edit_challenge, self.view.id, **fields)

    @Slot()
    def _title_left(self) -> None:
        text = self.title.text().strip()
        if self.view is not None and text and text != self.view.title:
            self._edit(title=text)

    @Slot()
    def _counter_left(self) -> None:
        text = self.counter.text().strip()
        if self.view is not None and text != self.view.countermeasure:
            self._edit(countermeasure=text)

    @Slot()
    def _kind_chosen(self) -> None:
        self._edit(kind=str(self.kind.currentData()))

    @Slot()
    def _severity_chosen(self) -> None:
        chosen = str(self.severity.currentData())
        self._edit(severity=int(chosen) if chosen else None)

    @Slot(object)
    def _review_given(self, on: object) -> None:
        self._edit(review_on=on)

    @Slot()
    def _state_chosen(self) -> None:
        if self.view is None:
            return
        worked, _ = self.run(commands.improvement.set_challenge_state, self.view.id, str(self.state.currentData()))
        if not worked:
            fill(self.state, tuple(CHALLENGE_STATES.items()), self.view.state)

    @Slot()
    def _whys_left(self) -> None:
        given = tuple(why.text().strip() for why in self.whys if why.text().strip())
        if self.view is not None and given != self.view.whys:
            self.run(commands.improvement.set_whys, self.view.id, given)

    @Slot()
    def _add(self) -> None:
        if self.view is None:
            return
        lane = str(self.lane.currentData())
        worked, _ = self.run(commands.improvement.add_evidence, self.view.id, lane, self.says.text())
        if worked:
            self.says.clear()

    @Slot()
    def _add_file(self) -> None:
        """Keep a copy of a file, with the words about it if there are any."""
        path = self.shell.ask.open_file(self, "Add a file as evidence", ANY_FILE) if self.view is not None else None
        if path is None or self.view is None:
            return
        try:
            file = read_evidence(path)
        except UserFacingError as problem:
            self.shell.messages.problem(problem)
            return
        lane = str(self.lane.currentData())
        worked, _ = self.run(commands.improvement.add_evidence, self.view.id, lane, self.says.text(), file=file)
        if worked:
            self.says.clear()

    @Slot()
    def _open_file(self) -> None:
        button = self.sender()
        if button is not None:
            self.opener.open(str(button.property("key")))

    @Slot()
    def _delete_evidence(self) -> None:
        button = self.sender()
        if button is not None:
            self.run(commands.improvement.delete_evidence, str(button.property("key")))

    @Slot()
    def _open_plan(self) -> None:
        button = self.sender()
        if button is not None:
            self.goal_wanted.emit(str(button.property("key")))

    @Slot()
    def _plan(self) -> None:
        if self.view is not None:
            self.plan_wanted.emit(self.view.id)

    @Slot()
    def _delete(self) -> None:
        if self.view is not None:
            self.run(commands.improvement.delete_challenge, self.view.id)
