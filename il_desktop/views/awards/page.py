"""The Awards page: rounds above, the nominations of the chosen one below; forms open in the sheet beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.award_records import NominationRow, RoundDetail, RoundRow
from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.queries.awards import round_detail, rounds, staff_names
from il_desktop.views.awards.forms import STEP_ACTIONS, CloseForm, NominateForm, RoundForm, ScoreForm
from il_desktop.views.awards.page_actions import ACTIONS, WHILE_OPEN
from il_desktop.views.awards.papers import AwardPapers
from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import Card, EmptyState, section_title
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.plain_table import TextItemModel, text_table
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording import papers_awards as say
from il_desktop.wording.format import count_text, days_text

_PAGE = "awards"
_ROUND_HEADS = ("Round", "Nominations", "State", "Result")
_HEADS = ("Person", "Put forward by", "Why", "Scored", "Average", "State")
_NO_ROUND = (
    "No award round yet. A round says what you look for, who may be put forward until when, and who decides; "
    "nobody judges themselves."
)
_NOBODY = "Nobody is put forward yet. Write a nomination, print the form, or bring its answers in as CSV."
_LOW = 480  # pixels at 100 %


class AwardsPage(Page):
    """`show_key` takes a round's id, or "new"."""

    page_id = _PAGE
    title = "Awards"
    icon = "award"
    tables = frozenset({"selection_round", "nomination", "person", "decision"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.rows: tuple[RoundRow, ...] = ()
        self.found: RoundDetail | None = None
        self._round_id = ""
        self._editing = ""  # the round in the form, empty for a new one
        self.round_model = TextItemModel(_ROUND_HEADS, 0, self)
        self.model = TextItemModel(_HEADS, 0, self)
        self.rounds = text_table(self.round_model, "Award rounds", self, gives_way=(1, 2, 3))
        self.nominations = text_table(self.model, "Nominations of the round", self, 2, gives_way=(1, 4))
        self.title_label = section_title("", self)
        self.facts = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.empty = EmptyState(_NO_ROUND, "New award round", "award", self)
        self.nobody = EmptyState(_NOBODY, "Put somebody forward", "user-plus", self)
        self.sheet = SideSheet(self)
        content = self.sheet.content
        self.round_form, self.nominate_form = RoundForm(shell, content), NominateForm(shell, content)
        self.score_form, self.close_form = ScoreForm(shell, content), CloseForm(shell, content)
        self.papers = AwardPapers(shell, self)
        self._build()
        for plain in ACTIONS:
            spec = plain._replace(
                when=self._has_open if plain.id.removeprefix("awards.") in WHILE_OPEN else self._has_round
            )
            if spec.id == "awards.new":
                spec = plain
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('awards.')}"), self)
        self.sheet.closed.connect(self._make_room)
        self.score_form.follow([shell.actions.action(name) for name in STEP_ACTIONS])
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        column.setSpacing(12)
        self._round_card, self._detail_card = Card(parent=self, margin=1), Card(parent=self, margin=1)
        self._round_card.body.addWidget(self.rounds)
        self.rounds.setMinimumHeight(theme.current().px(100))  # two rounds at any text size
        head = QVBoxLayout()
        head.setContentsMargins(15, 10, 15, 4)
        head.setSpacing(4)
        head.addWidget(self.title_label)
        head.addWidget(self.facts)
        self._detail_card.body.addLayout(head)
        self._detail_card.body.addWidget(self.nominations, 1)
        self._detail_card.body.addWidget(self.nobody, 1)
        column.addWidget(self._round_card, 38)
        column.addWidget(self._detail_card, 62)
        column.addWidget(self.empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.sheet)
        self._forms = QStackedWidget(self.sheet.content)
        for form in (self.round_form, self.nominate_form, self.score_form, self.close_form):
            self._forms.addWidget(form)
        self.sheet.body.addWidget(self._forms)
        self.sheet.body.addStretch(1)
        self.setFocusProxy(self.rounds)

    def _connect(self) -> None:
        self.rounds.selectionModel().currentRowChanged.connect(self._choose)
        self.rounds.activated.connect(self.do_edit)
        self.nominations.activated.connect(self.do_score)
        self.empty.pressed.connect(self.do_new)
        self.nobody.pressed.connect(self.do_nominate)
        self.round_form.wanted.connect(self._save_round)
        self.nominate_form.wanted.connect(self._nominate)
        self.score_form.wanted.connect(self._score)
        self.close_form.wanted.connect(self._close)

    # what is shown

    def refresh(self) -> None:
        """Read the rounds again; the chosen one stays chosen."""
        self.rows = self.shell.desk.read(rounds, self.shell.today())
        keys = [row.id for row in self.rows]
        if self._round_id not in keys:
            self._round_id = keys[0] if keys else ""
        wanted = self._round_id
        self.round_model.show_rows([(row.id, self._round_texts(row)) for row in self.rows])
        self._round_id = wanted
        if wanted:
            self.rounds.setCurrentIndex(self.round_model.index(self.round_model.row_of(wanted), 0))
        for card in (self._round_card, self._detail_card):
            card.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self._show_round()

    def _round_texts(self, row: RoundRow) -> tuple[str, ...]:
        days = days_text(row.facts.opens_on, row.facts.closes_on, self.shell.words)
        return row.facts.name, days, say.STATES[row.state], say.round_sentence(row)

    def _show_round(self) -> None:
        kept = self.model.key(self.nominations.currentIndex().row())
        found = self.shell.desk.read(round_detail, self._round_id, self.shell.today()) if self._round_id else None
        self.found = found
        rows = found.nominations if found else ()
        self.model.show_rows([
            (
                row.id,
                (
                    row.name,
                    say.nominator_text(row.nominator_kind, row.nominator),
                    row.reason,
                    f"{row.scored} of {len(row.judges)}" if row.judges else "",
                    "" if row.average is None else f"{row.average:.1f}",
                    say.STAGES[row.stage],
                ),
            )
            for row in rows
        ])  # fmt: skip
        if rows:
            self.nominations.setCurrentIndex(self.model.index(max(0, self.model.row_of(kept)), 0))
        self.nominations.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        if found is not None:
            self.title_label.setText(found.row.facts.name)
            self.facts.setText(say.round_facts(found, self.shell.words))
            if self.nobody.button is not None:
                self.nobody.button.setVisible(found.row.state == "open")
        self.shell.actions.refresh()

    def head_sentence(self) -> str:
        """Say how many rounds are open or wait for a decision."""
        states = [row.state for row in self.rows]
        if not states:
            return "Choose fairly: criteria first, a panel, and a reason that is kept."
        parts = [count_text(states.count("open"), "round is open", "rounds are open")]
        if waiting := states.count("judging"):
            parts.append(count_text(waiting, "waits for a decision", "wait for a decision"))
        return ", ".join(parts) + "."

    def primary_action(self) -> QAction:
        """Return New award round."""
        return self.shell.actions.action("awards.new")

    def page_actions(self) -> list[QAction]:
        """Return Put somebody forward."""
        return [self.shell.actions.action("awards.nominate")]

    def _has_round(self) -> bool:
        return self.found is not None

    def _has_open(self) -> bool:
        return self.found is not None and self.found.row.state != "closed"

    def show_key(self, key: str) -> None:
        """Choose a round, or begin a new one."""
        if key == "new":
            self.do_new()
        elif (row := self.round_model.row_of(key)) >= 0:
            self.rounds.setCurrentIndex(self.round_model.index(row, 0))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        key = self.round_model.key(index.row())
        if key and key != self._round_id:
            self._round_id = key
            self._show_round()

    # forms

    @Slot()
    def do_new(self) -> None:
        """Begin a new round."""
        self._editing = ""
        self.round_form.show_round(None, self._staff())
        self._open(self.round_form, "New award round", self.round_form.name)

    @Slot()
    def do_edit(self) -> None:
        """Edit the chosen round."""
        if self.found is not None:
            self._editing = self.found.row.id
            self.round_form.show_round(self.found.row, self._staff())
            self._open(self.round_form, self.found.row.facts.name, self.round_form.name)

    @Slot()
    def do_nominate(self) -> None:
        """Begin a nomination for the chosen round."""
        if self.found is not None:
            self.nominate_form.begin(self._staff())
            self._open(self.nominate_form, self.found.row.facts.name, self.nominate_form.person)

    @Slot()
    def do_score(self) -> None:
        """Show the panel's scores of the chosen nomination."""
        row = self._nomination()
        if row is not None and self.found is not None:
            self.score_form.show_nomination(row, self.found)
            self._open(self.score_form, row.name, self.score_form.judge)

    def _nomination(self) -> NominationRow | None:
        key = self.model.key(self.nominations.currentIndex().row())
        return next((one for one in self.found.nominations if one.id == key), None) if self.found else None

    @Slot()
    def do_close(self) -> None:
        """Begin to close the chosen round."""
        if self.found is not None:
            self.close_form.begin(self.found)
            self._open(self.close_form, self.found.row.facts.name, self.close_form.people)

    def _open(self, form: QWidget, title: str, first: QWidget) -> None:
        self._forms.setCurrentWidget(form)
        self.sheet.open_sheet(title)
        self._make_room()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _make_room(self) -> None:
        """Leave the facts of the round out while a sheet stands beside a list that is low."""
        self.facts.setVisible(self.sheet.isHidden() or self.height() > theme.current().px(_LOW))

    def _staff(self) -> tuple[tuple[str, str], ...]:
        return self.shell.desk.read(staff_names, self.shell.today())

    # doing

    @Slot()
    def _save_round(self) -> None:
        facts = self.round_form.facts()
        if facts is None:
            return
        if self._editing:
            self._run(self.round_form.refuse, commands.awards.edit_round, self._editing, facts)
        elif key := self._run(self.round_form.refuse, commands.awards.open_round, facts):
            self.show_key(str(key))

    @Slot()
    def _nominate(self) -> None:
        facts = self.nominate_form.facts()
        if not facts.person_id:
            self.nominate_form.refuse(BadValue(field="who", value="", reason="empty"))
            return
        self._run(self.nominate_form.refuse, commands.awards.nominate, self._round_id, facts)

    @Slot()
    def _score(self) -> None:
        form = self.score_form
        if form.row is not None:
            self._run(
                form.refuse, commands.awards.score, form.row.id, str(form.judge.currentData()), form.points(),
                stays=True,
            )  # fmt: skip

    @Slot()
    def _close(self) -> None:
        form = self.close_form
        method, why = str(form.method.currentData()), form.why.toPlainText().strip()
        self._run(form.refuse, commands.awards.close_round, self._round_id, form.people.chosen, method=method, why=why)

    @Slot()
    def do_interviewed(self) -> None:
        """Say that the person of the chosen nomination was interviewed, or take that back."""
        self._step("interviewed")

    @Slot()
    def do_declined(self) -> None:
        """Say that the person of the chosen nomination stands no longer, or take that back."""
        self._step("declined")

    def _step(self, step: str) -> None:
        row = self._nomination()
        if row is not None:
            self._run(None, commands.awards.set_step, row.id, "nominated" if row.stage == step else step)

    @Slot()
    def do_withdraw(self) -> None:
        """Take the chosen nomination back."""
        if key := self.model.key(self.nominations.currentIndex().row()):
            self._run(None, commands.awards.withdraw, key)

    @Slot()
    def do_delete(self) -> None:
        """Delete the chosen round."""
        if self._round_id:
            self._run(None, commands.awards.delete_round, self._round_id)

    def _run(
        self,
        refuse: Callable[[BadValue | None], None] | None,
        command: Callable[..., Any],
        *args: Any,
        stays: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run a command; what is wrong is told in the form, and the sheet closes when it went well."""
        try:
            done = self.shell.desk.run(command, *args, origin=_PAGE, **kwargs)
        except BadValue as error:
            if refuse is not None:
                refuse(error)
            else:
                self.shell.messages.problem(error)
            return None
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return None
        if refuse is not None and not stays:
            self.sheet.close_sheet()
        self.shell.hub.flush()
        return done

    # papers

    @Slot()
    def do_form(self) -> None:
        """Write the form of the chosen round."""
        if self.found is not None:
            self.papers.write_form(self.found)

    @Slot()
    def do_dossier(self) -> None:
        """Write the dossier of the chosen round."""
        if self.found is not None:
            self.papers.write_dossier(self.found)

    @Slot()
    def do_answers(self) -> None:
        """Bring the answers of a form into the chosen round."""
        if self.found is not None:
            self.papers.bring_in(self.found, self._staff())
